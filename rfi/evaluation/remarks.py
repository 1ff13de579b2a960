"""付記 beside an evaluation: which stand beside its offers, and how many do not go with them.

No part reads a remark: none moves a figure.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from rfi.compare.round.answers import AnswerSet
from rfi.intake.remark.remark import Remark
from rfi.scenario.letters import letter_at

# The answer is as it was; another version of it counts; no answer with the offer counts.
RemarkState = Literal["current", "other_version", "withdrawn"]


@dataclass(frozen=True, slots=True)
class PlacedRemark:
    """A remark at its offer.

    Attributes:
        number: In the round.
        letter: Of the offer; "" where the round never gave it one.
        business, item: Of which business and item; "" is all of them.
        text: As it may be shown.
        conditions: Under which it was written.
        by, at: Who wrote it, and when.
        answer_version: What the answer then said it is; None when it did not say.
        state: What became of that answer.
    """

    number: int
    letter: str
    business: str
    item: str
    text: str
    conditions: str
    by: str
    at: str
    answer_version: int | None
    state: RemarkState


@dataclass(frozen=True, slots=True)
class Remarks:
    """The remarks of a round as they are shown.

    Attributes:
        told: Those that are shown, in the order of their numbers.
        withheld: How many are not for these readers.
        of_others: How many are about offers that are not shown.
    """

    told: tuple[PlacedRemark, ...] = ()
    withheld: int = 0
    of_others: int = 0


NO_REMARKS = Remarks()


@dataclass(frozen=True, slots=True)
class OfferAnswer:
    """What names an offer of a round and the answer that it stands in.

    Attributes:
        offer_key: As the round by name has it.
        sha256, version: Of the answer, and which version it says it is.
    """

    offer_key: str
    sha256: str
    version: int | None


def answers_by_place(answers: AnswerSet) -> dict[int, OfferAnswer]:
    """Return place of an offer → its key and answer.

    Args:
        answers: The whole round, by name.
    """
    offers = answers.tables["offers"]
    found: dict[int, OfferAnswer] = {}
    rows = zip(
        offers["place"].tolist(),
        offers["offer_key"].tolist(),
        offers["owner"].tolist(),
        strict=True,
    )
    for place, key, owner in rows:
        response = answers.tables.responses[owner]
        version = (response.value or {}).get("version")
        found[place] = OfferAnswer(key, response.document.sha256, version)
    return found


def placed_remarks(remarks: Iterable[Remark], answers: AnswerSet) -> tuple[PlacedRemark, ...]:
    """Return remarks at the offers of a round; none is left out.

    Args:
        remarks: In the order of their numbers.
        answers: The whole round, by name.
    """
    standing = {one.offer_key: one for one in answers_by_place(answers).values()}
    places = {key: place for place, key in enumerate(answers.tables.letters)}

    def state(one: Remark) -> RemarkState:
        answer = standing.get(one.offer_key)
        if answer is None:
            return "withdrawn"
        return "current" if answer.sha256 == one.answer_sha256 else "other_version"

    return tuple(
        PlacedRemark(
            number=one.number,
            letter=letter_at(places[one.offer_key]) if one.offer_key in places else "",
            business=one.business,
            item=one.item,
            text=one.text,
            conditions=one.conditions,
            by=one.by,
            at=one.at,
            answer_version=one.answer_version,
            state=state(one),
        )
        for one in remarks
    )
