"""Rules on the answers to free questions, each named as its issue code (method §9)."""

from collections.abc import Iterator

from rfi.document.form.free import CHOICES, FIELD_OF_KIND
from rfi.intake.rules.case import Case, Row
from rfi.scenario.free_questions import FreeQuestion, free_questions_of
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue

_FIELDS = tuple(dict.fromkeys(FIELD_OF_KIND.values()))


def is_answered(row: Row) -> bool:
    """Tell whether an answer holds a value; a remark alone is none."""
    return any(key in row for key in _FIELDS)


def _answers(case: Case) -> Iterator[tuple[str, Row, FreeQuestion]]:
    asked = {one.question_id: one for one in free_questions_of(case.asked)}
    for pointer, row in case.rows("free_answers"):
        if row["question_id"] in asked:
            yield pointer, row, asked[row["question_id"]]


def _written(value: object) -> str | tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else str(value)


def free_answer_kind(case: Case) -> Iterator[Issue]:
    """A free question answered in another way than it asks."""
    for pointer, row, question in _answers(case):
        wanted = FIELD_OF_KIND[question.kind]
        for key in _FIELDS:
            if key in row and key != wanted:
                yield case.issue(
                    "free_answer_kind",
                    "warning",
                    f"{pointer}/{key}",
                    title=question.title,
                    kind=Coded("answer_kinds", question.kind),
                    given=_written(row[key]),
                )


def free_choice_unknown(case: Case) -> Iterator[Issue]:
    """A choice that the questionnaire does not offer."""
    for pointer, row, question in _answers(case):
        for given in row.get(CHOICES, ()):
            if question.choices and given not in question.choices:
                yield case.issue(
                    "free_choice_unknown",
                    "warning",
                    f"{pointer}/{CHOICES}",
                    title=question.title,
                    given=given,
                    choices=question.choices,
                )


def free_choices_several(case: Case) -> Iterator[Issue]:
    """Several choices where one is asked for."""
    for pointer, row, question in _answers(case):
        chosen = row.get(CHOICES, ())
        if question.kind == "one" and len(chosen) > 1:
            yield case.issue(
                "free_choices_several",
                "warning",
                f"{pointer}/{CHOICES}",
                title=question.title,
                given=tuple(chosen),
            )


def free_answers_missing(case: Case) -> Iterator[Issue]:
    """Free questions that need no answer and have none: told with their number."""
    asked = [one for one in free_questions_of(case.asked) if not one.is_must]
    lost = case.lost_ids("free_answers", "question_id")
    for (pointer, rows), told in zip(case.arrays("free_answers"), lost, strict=True):
        given = told | {row["question_id"] for row in rows if is_answered(row)}
        missing = [one.title for one in asked if one.question_id not in given]
        if missing:
            facts = {"count": len(missing), "asked": len(asked), "first": missing[0]}
            yield case.issue("free_answers_missing", "note", pointer, **facts)


FREE_RULES = (
    free_answer_kind,
    free_choice_unknown,
    free_choices_several,
    free_answers_missing,
)
