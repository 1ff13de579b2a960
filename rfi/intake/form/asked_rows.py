"""The rows that the form prints: what is asked, with what explains it."""

from dataclasses import dataclass

from rfi.document.form.free import row_of
from rfi.document.form.marks import FREE, GRID
from rfi.scenario.free_questions import FreeQuestion, free_questions_of
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


def asked_rows(table: str, questionnaire: Questionnaire) -> tuple[tuple[str, ...], list[AskedRow]]:
    """Return (wording keys of the explaining columns, the rows printed in the form)."""
    value = questionnaire.value
    titles = questionnaire.businesses
    if table == GRID:
        guides = {row["item"]: row.get("guide", "") for row in value["cost_items"]}
        return ("book.business", "book.cost_item", "book.guide"), [
            AskedRow(
                f"{business}/{item}",
                (titles[business], f"{item} {questionnaire.items[item]}", guides[item]),
            )
            for business, item in _asked_costs(questionnaire)
        ]
    if table == "fit_answers":
        classes = load_codelist("requirement_classes")
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
            for row in value.get("requirements", ())
        ]
    if table == "service_levels":
        units = load_codelist("service_units")
        kinds = load_codelist("value_types")
        return ("book.item", "book.title", "book.value_type", "book.unit", "book.description"), [
            AskedRow(
                row["item_id"],
                (
                    row["item_id"],
                    row["title"],
                    kinds.title(row["value_type"], "ja"),
                    units.title(row["unit"], "ja"),
                    row.get("description", ""),
                ),
            )
            for row in value.get("service_level_items", ())
        ]
    if table == FREE:
        return FREE_LABELS, [
            AskedRow(row_of(one.question_id, one.kind), free_labels(one))
            for one in free_questions_of(questionnaire)
        ]
    if table == "benefit_lines":
        units = load_codelist("kpi_units")
        who = load_codelist("beneficiaries")
        return ("book.kpi", "book.title", "book.beneficiary", "book.unit", "book.description"), [
            AskedRow(
                row["kpi_id"],
                (
                    row["kpi_id"],
                    row["title"],
                    who.title(row["beneficiary"], "ja"),
                    units.title(row["unit"], "ja"),
                    row.get("description", ""),
                ),
            )
            for row in value.get("kpis", ())
        ]
    return (), []
