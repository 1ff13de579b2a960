"""Remarks beside the figures of a round, and the round evaluated with them as it is shown."""

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.remarks import shown_remarks
from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.evaluation.remarks import answers_by_place
from rfi.intake.remark.remark import Remark
from rfi.scenario.address import EVERYTHING_SHOWN, Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.text.wording import Lang

WORDS = "別途見積との口頭説明あり。10月に再提出"


def beside(
    answers: AnswerSet,
    place: int,
    business: str = "",
    item: str = "",
    *,
    number: int = 1,
    words: str = WORDS,
    sha256: str = "",
) -> Remark:
    """Return a remark beside a figure of the offer at a place, as the answer stands unless told."""
    found = answers_by_place(answers)[place]
    return Remark(
        number=number,
        offer_key=found.offer_key,
        business=business,
        item=item,
        conditions="人口35万人・単独",
        answer_sha256=sha256 or found.sha256,
        answer_version=found.version,
        text=words,
        by="佐藤",
        at="2026-10-01T09:00:00.000+00:00",
    )


def remarked(
    answers: AnswerSet, *remarks: Remark, shown: Shown = EVERYTHING_SHOWN, lang: Lang = "ja"
) -> Evaluation:
    """Return a round as it is shown, with the remarks that may be shown beside it."""
    told = shown_remarks(remarks, answers, shown, lang)
    return evaluate(shown_answers(answers, shown, lang), NOTHING_CHOSEN, lang, told)
