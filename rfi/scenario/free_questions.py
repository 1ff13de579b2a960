"""The free questions of a questionnaire: what neither prices nor requirements ask."""

from dataclasses import dataclass

from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class FreeQuestion:
    """One question.

    Attributes:
        question_id: Its id.
        group: Heading that it stands under; "" for none.
        title, title_en, description: As asked; "" where not given.
        kind: Code of ``answer_kinds``.
        unit: Of a number, in the questionnaire's words; "" for none.
        choices: What can be chosen.
        is_must: Whether an answer is a must.
    """

    question_id: str
    group: str
    title: str
    title_en: str
    description: str
    kind: str
    unit: str
    choices: tuple[str, ...]
    is_must: bool


def free_questions_of(questionnaire: Questionnaire) -> tuple[FreeQuestion, ...]:
    """Return the questions in the order asked."""
    return tuple(
        FreeQuestion(
            question_id=row["question_id"],
            group=row.get("group", ""),
            title=row["title"],
            title_en=row.get("title_en", ""),
            description=row.get("description", ""),
            kind=row["kind"],
            unit=row.get("unit", "") if row["kind"] == "number" else "",
            choices=tuple(row.get("choices", ())) if row["kind"] in {"one", "several"} else (),
            is_must=row.get("need") == "must",
        )
        for row in questionnaire.value.get("free_questions", ())
    )
