"""The rows that the form prints: what is asked, with what explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.form.marks import FACTS, GRID
from rfi.intake.form.choices import Choices
from rfi.intake.form.facts import fact_keys, fact_rows
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A row that the form prints: its id and what explains it."""

    row_id: str
    labels: tuple[str, ...]


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
                _listed("service_units", row["unit"], lang),
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
                _listed("kpi_units", row["unit"], lang),
                row.get("description", ""),
            ),
        )
        for row in choices.asked.value.get("kpis", ())
    ]


def asked_rows(table: str, choices: Choices) -> tuple[tuple[str, ...], list[AskedRow]]:
    """Return (wording keys of the explaining columns, the rows printed in the form)."""
    if table == GRID:
        businesses, items = choices.titles["business"], choices.titles["item"]
        return ("book.business", "book.cost_item"), [
            AskedRow(f"{business}/{item}", (businesses[business], items[item]))
            for business, item in asked_costs(choices.asked)
        ]
    if table == FACTS:
        return fact_keys(choices), [
            AskedRow(row.row_id, tuple("" if cell is None else str(cell) for cell in row.cells))
            for row in fact_rows(choices)
        ]
    if table == "fit_answers":
        keys = ("book.requirement", "book.business", "book.class", "book.category", "book.text")
        return keys, _requirements(choices)
    if table == "service_levels":
        keys = ("book.item", "book.title", "book.value_type", "book.unit", "book.description")
        return keys, _service_levels(choices)
    if table == "benefit_lines":
        keys = ("book.kpi", "book.title", "book.beneficiary", "book.unit", "book.description")
        return keys, _benefits(choices)
    return (), []


def first_rows(table: str, asked: Questionnaire) -> tuple[tuple[str, ...], list[AskedRow]]:
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
