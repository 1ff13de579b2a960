"""自由設問: questions × offers, every answer by its kind, as it was given."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions
from rfi.document.form.free import FIELD_OF_KIND
from rfi.scenario.free_questions import FreeQuestion, free_questions_of


@dataclass(frozen=True, slots=True)
class FreeAnswer:
    """One answer; every field None or "" where not given.

    Attributes:
        number: In the unit of the question.
        words: A text; also what was written where another kind was asked.
        date: ISO date.
        yes: Yes or no.
        choices: What was chosen, in the order given.
        note: In the vendor's words.
        is_other_kind: Whether there is a value, and none of the kind asked.
    """

    number: float | None = None
    words: str = ""
    date: str = ""
    yes: bool | None = None
    choices: tuple[str, ...] = ()
    note: str = ""
    is_other_kind: bool = False

    @property
    def has_value(self) -> bool:
        """Whether a value was given; a remark alone is none."""
        has_words = bool(self.words or self.date or self.choices)
        return has_words or self.number is not None or self.yes is not None


UNANSWERED = FreeAnswer()


@dataclass(frozen=True, slots=True)
class OfferFree:
    """One offer.

    Attributes:
        offer_key, place, offer_id, vendor, title: As in ``OfferFigures``.
        answers: Question → answer; a question without one is left out.
        answered: Number of asked questions with a value.
    """

    offer_key: str
    place: int
    offer_id: str
    vendor: str
    title: str
    answers: Mapping[str, FreeAnswer]
    answered: int

    def answer(self, question_id: str) -> FreeAnswer:
        """Return the answer to a question; an empty one where there is none."""
        return self.answers.get(question_id, UNANSWERED)


@dataclass(frozen=True, slots=True)
class FreeComparison:
    """All offers' answers.

    Attributes:
        questions: In the order asked.
        offers: In the order of their places.
    """

    questions: tuple[FreeQuestion, ...]
    offers: tuple[OfferFree, ...]


def _answer(row: Mapping[str, Any], question: FreeQuestion) -> FreeAnswer:
    given = {key for key in FIELD_OF_KIND.values() if key in row}
    return FreeAnswer(
        number=row.get("value_number"),
        words=row.get("value_text", ""),
        date=row.get("value_date", ""),
        yes=row.get("value_boolean"),
        choices=tuple(row.get("value_choices", ())),
        note=row.get("note", ""),
        is_other_kind=bool(given) and FIELD_OF_KIND[question.kind] not in given,
    )


def compare_free_answers(answers: AnswerSet, _: Conditions) -> FreeComparison:
    """Compare what all offers answer; nothing of it depends on any condition."""
    questions = free_questions_of(answers.questionnaire)
    asked = {one.question_id: one for one in questions}
    frame = answers.tables["offers"]
    compared = []
    names = ["offer_key", "offer_id", "vendor", "title"]
    heads = zip(frame["owner"].tolist(), frame["position"].tolist(), strict=True)
    rows = zip(frame[names].to_dict("records"), frame["place"].tolist(), heads, strict=True)
    for record, place, (owner, position) in rows:
        value = answers.tables.responses[owner].value or {"offers": ()}
        given = {
            row["question_id"]: _answer(row, asked[row["question_id"]])
            for row in value["offers"][position].get("free_answers", ())
        }
        compared.append(
            OfferFree(
                **{str(name): str(one) for name, one in record.items()},
                place=place,
                answers=given,
                answered=sum(found.has_value for found in given.values()),
            )
        )
    return FreeComparison(questions, tuple(compared))
