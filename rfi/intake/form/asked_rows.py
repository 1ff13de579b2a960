"""The rows that the form prints: what is asked, with what explains it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.form.free import row_of
from rfi.document.form.marks import FACTS, FREE, GRID, OPTIONS
from rfi.intake.form.choices import Choices
from rfi.intake.form.facts import fact_keys, fact_rows
from rfi.scenario.free_questions import free_questions_of
from rfi.scenario.options import options_of
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that the form prints: its id and what explains it."""

    row_id: str
    labels: tuple[str, ...]


FREE_LABELS = (
    "book.group", "book.question", "book.need", "book.value_type", "book.unit", "book.choices",
    "book.description",
)  # fmt: skip
_OPTION_LABELS = (
    "book.business", "book.option", "book.need", "book.scenario", "book.description",
)  # fmt: skip


def asked_costs(asked: Questionnaire) -> list[tuple[str, str]]:
    """Return (business, item) of every row of the cost sheet, business by business."""
    cells = {cell for found in asked.asked.values() for cell in found}
    return [
        (business, item) for business in asked.businesses for item in asked.items
        if (business, item) in cells
    ]  # fmt: skip


def _title(row: Mapping[str, Any], lang: Lang) -> str:
    return str(row.get("title_en", row["title"]) if lang == "en" else row["title"])


def _listed(codelist: str, code: str, lang: Lang) -> str:
    return load_codelist(codelist).title(code, lang)


def _requirements(choices: Choices) -> list[AskedRow]:
    titles, lang = choices.titles["business"], choices.lang
    return [
        AskedRow(
            row["requirement_id"],
            (
                row["requirement_id"],
                titles.get(row["business"], row["business"]),
                _listed("requirement_classes", row["class"], lang),
                row.get("category", ""),
                row["text"],
            ),
        )
        for row in choices.asked.value.get("requirements", ())
    ]


def _service_levels(choices: Choices) -> list[AskedRow]:
    lang = choices.lang
    return [
        AskedRow(
            row["item_id"],
            (
                row["item_id"],
                _title(row, lang),
                _listed("value_types", row["value_type"], lang),
                row.get("unit_text") or _listed("service_units", row["unit"], lang),
                row.get("description", ""),
            ),
        )
        for row in choices.asked.value.get("service_level_items", ())
    ]


def _benefits(choices: Choices) -> list[AskedRow]:
    lang = choices.lang
    return [
        AskedRow(
            row["kpi_id"],
            (
                row["kpi_id"],
                _title(row, lang),
                _listed("beneficiaries", row["beneficiary"], lang),
                row.get("unit_text") or _listed("kpi_units", row["unit"], lang),
                row.get("description", ""),
            ),
        )
        for row in choices.asked.value.get("kpis", ())
    ]


def _need(choices: Choices, *, is_must: bool) -> str:
    return _listed("needs", "must" if is_must else "may", choices.lang)


def _free_questions(choices: Choices) -> list[AskedRow]:
    lang = choices.lang
    return [
        AskedRow(
            row_of(one.question_id, one.kind),
            (
                one.group,
                one.title_en or one.title if lang == "en" else one.title,
                _need(choices, is_must=one.is_must),
                _listed("answer_kinds", one.kind, lang),
                one.unit,
                "\n".join(one.choices),
                one.description,
            ),
        )
        for one in free_questions_of(choices.asked)
    ]


def _options(choices: Choices) -> list[AskedRow]:
    businesses, scenarios = choices.titles["business"], choices.titles["scenario"]
    return [
        AskedRow(
            f"{one.option_id}/{code}",
            (
                businesses.get(one.business, one.business),
                one.title,
                _need(choices, is_must=one.is_must),
                title,
                one.description,
            ),
        )
        for one in options_of(choices.asked)
        for code, title in scenarios.items()
    ]


Rows = tuple[tuple[str, ...], list[AskedRow]]


def _costs(choices: Choices) -> list[AskedRow]:
    businesses, items = choices.titles["business"], choices.titles["item"]
    return [
        AskedRow(f"{business}/{item}", (businesses[business], items[item]))
        for business, item in asked_costs(choices.asked)
    ]


# Table → (wording keys of the explaining columns, what gives its rows).
_ROWS: Mapping[str, tuple[tuple[str, ...], Callable[[Choices], list[AskedRow]]]] = {
    GRID: (("book.business", "book.cost_item"), _costs),
    "fit_answers": (
        ("book.requirement", "book.business", "book.class", "book.category", "book.text"),
        _requirements,
    ),
    "service_levels": (
        ("book.item", "book.title", "book.value_type", "book.unit", "book.description"),
        _service_levels,
    ),
    "benefit_lines": (
        ("book.kpi", "book.title", "book.beneficiary", "book.unit", "book.description"),
        _benefits,
    ),
    FREE: (FREE_LABELS, _free_questions),
    OPTIONS: (_OPTION_LABELS, _options),
}


def asked_rows(table: str, choices: Choices) -> Rows:
    """Return (wording keys of the explaining columns, the rows printed in the form)."""
    if table == FACTS:
        return fact_keys(choices), [
            AskedRow(row.row_id, tuple("" if cell is None else str(cell) for cell in row.cells))
            for row in fact_rows(choices)
        ]
    keys, rows = _ROWS.get(table, ((), lambda _: []))
    return keys, rows(choices)


def first_rows(table: str, asked: Questionnaire) -> Rows:
    """Return the same of the first edition, which printed ids and guides on the cost sheet."""
    if table != GRID:
        return asked_rows(table, Choices(asked, "ja")) if table != FACTS else ((), [])
    guides = {row["item"]: row.get("guide", "") for row in asked.value["cost_items"]}
    return ("book.business", "book.cost_item", "book.guide"), [
        AskedRow(
            f"{business}/{item}",
            (asked.businesses[business], f"{item} {asked.items[item]}", guides[item]),
        )
        for business, item in asked_costs(asked)
    ]
