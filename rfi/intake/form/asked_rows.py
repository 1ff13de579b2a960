"""The rows that the form prints: what is asked, with what explains it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rfi.document.form.free import row_of
from rfi.document.form.marks import FREE, GRID, OPTIONS
from rfi.scenario.free_questions import FreeQuestion, free_questions_of
from rfi.scenario.options import options_of
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that the form prints: its id and what explains it."""

    row_id: str
    labels: tuple[str, ...]


FREE_LABELS = (
    "book.group", "book.question", "book.need", "book.value_type", "book.unit", "book.choices",
    "book.description",
)  # fmt: skip


OPTION_LABELS = (
    "book.business", "book.option", "book.need", "book.scenario", "book.description",
)  # fmt: skip


def free_labels(question: FreeQuestion) -> tuple[str, ...]:
    """Return what explains a free question, in the order of ``FREE_LABELS``."""
    return (
        question.group,
        question.title,
        load_codelist("needs").title("must" if question.is_must else "may", "ja"),
        load_codelist("answer_kinds").title(question.kind, "ja"),
        question.unit,
        "\n".join(question.choices),
        question.description,
    )


def _asked_costs(asked: Questionnaire) -> list[tuple[str, str]]:
    """Return (business, item) of every row of the cost sheet, business by business."""
    cells = {cell for found in asked.asked.values() for cell in found}
    return [
        (business, item) for business in asked.businesses for item in asked.items
        if (business, item) in cells
    ]  # fmt: skip


Rows = tuple[tuple[str, ...], list[AskedRow]]


def _costs(asked: Questionnaire) -> Rows:
    guides = {row["item"]: row.get("guide", "") for row in asked.value["cost_items"]}
    return ("book.business", "book.cost_item", "book.guide"), [
        AskedRow(
            f"{business}/{item}",
            (asked.businesses[business], f"{item} {asked.items[item]}", guides[item]),
        )
        for business, item in _asked_costs(asked)
    ]


def _requirements(asked: Questionnaire) -> Rows:
    classes, titles = load_codelist("requirement_classes"), asked.businesses
    return ("book.requirement", "book.business", "book.class", "book.category", "book.text"), [
        AskedRow(
            row["requirement_id"],
            (
                row["requirement_id"],
                titles.get(row["business"], row["business"]),
                classes.title(row["class"], "ja"),
                row.get("category", ""),
                row["text"],
            ),
        )
        for row in asked.value.get("requirements", ())
    ]


def _service_levels(asked: Questionnaire) -> Rows:
    units, kinds = load_codelist("service_units"), load_codelist("value_types")
    return ("book.item", "book.title", "book.value_type", "book.unit", "book.description"), [
        AskedRow(
            row["item_id"],
            (
                row["item_id"],
                row["title"],
                kinds.title(row["value_type"], "ja"),
                row.get("unit_text") or units.title(row["unit"], "ja"),
                row.get("description", ""),
            ),
        )
        for row in asked.value.get("service_level_items", ())
    ]


def _kpis(asked: Questionnaire) -> Rows:
    units, who = load_codelist("kpi_units"), load_codelist("beneficiaries")
    return ("book.kpi", "book.title", "book.beneficiary", "book.unit", "book.description"), [
        AskedRow(
            row["kpi_id"],
            (
                row["kpi_id"],
                row["title"],
                who.title(row["beneficiary"], "ja"),
                row.get("unit_text") or units.title(row["unit"], "ja"),
                row.get("description", ""),
            ),
        )
        for row in asked.value.get("kpis", ())
    ]


def _free_questions(asked: Questionnaire) -> Rows:
    return FREE_LABELS, [
        AskedRow(row_of(one.question_id, one.kind), free_labels(one))
        for one in free_questions_of(asked)
    ]


def _options(asked: Questionnaire) -> Rows:
    titles = asked.businesses
    return OPTION_LABELS, [
        AskedRow(
            f"{one.option_id}/{name}",
            (titles[one.business], one.title, one.need_title, scenario.title, one.description),
        )
        for one in options_of(asked)
        for name, scenario in asked.scenarios.items()
    ]


_ROWS: Mapping[str, Callable[[Questionnaire], Rows]] = {
    GRID: _costs,
    "fit_answers": _requirements,
    "service_levels": _service_levels,
    "benefit_lines": _kpis,
    FREE: _free_questions,
    OPTIONS: _options,
}


def asked_rows(table: str, questionnaire: Questionnaire) -> Rows:
    """Return (wording keys of the explaining columns, the rows printed in the form)."""
    found = _ROWS.get(table)
    return found(questionnaire) if found else ((), [])
