"""付記 as they may be shown: of which offers, with or without names, to whom."""

from collections.abc import Sequence
from dataclasses import replace

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.names import found_names
from rfi.evaluation.remarks import NO_REMARKS, PlacedRemark, Remarks, placed_remarks
from rfi.intake.remark.remark import Remark
from rfi.scenario.address import Shown, is_open_to
from rfi.scenario.letters import letter_at
from rfi.text.masking import Masks, masked
from rfi.text.wording import Lang, text


def are_withheld(shown: Shown) -> bool:
    """Tell whether no remark is shown: they are the staff's own, and say something of one offer."""
    return shown.mode in {"aggregate", "own"} or not is_open_to("meeting", shown.level)


def _without_names(one: PlacedRemark, names: Masks, lang: Lang) -> PlacedRemark:
    """Return a remark without names; what is said of a withdrawn offer may name it, so it goes."""
    if one.state == "withdrawn":
        return replace(one, text=text("disclosure.withheld", lang))
    return replace(one, text=masked(one.text, names))


def shown_remarks(
    remarks: Sequence[Remark], answers: AnswerSet, shown: Shown, lang: Lang = "ja"
) -> Remarks:
    """Return the remarks of a round as they may be shown, and how many are not.

    Args:
        remarks: In the order of their numbers.
        answers: The whole round, by name.
        shown: As in ``shown_answers``.
        lang: Of what stands for names.
    """
    if not remarks:
        return NO_REMARKS
    if are_withheld(shown):
        return Remarks(withheld=len(remarks))
    told = placed_remarks(remarks, answers)
    there = set(answers.tables["offers"]["place"].tolist()) & set(shown.places)
    if there:
        letters = {letter_at(place) for place in there}
        told = tuple(one for one in told if one.letter in letters)
    if shown.is_anonymous:
        names = found_names(answers, lang)
        told = tuple(_without_names(one, names, lang) for one in told)
    return Remarks(told, of_others=len(remarks) - len(told))
