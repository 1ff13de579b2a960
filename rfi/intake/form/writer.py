"""The answer workbook as an Excel file: the blank form, or an answer written into it.

No macros and no external links; structure protected without a password, input cells open. The
bytes depend on nothing but the arguments.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from rfi.document.form.marks import (
    ASKED_SHEETS,
    COVER,
    FORM,
    FORM_VERSION,
    FREE,
    GRID,
    OPTIONS,
    SHEET_TITLES,
    STAGES,
    SheetMark,
)
from rfi.document.form.rows import INNER
from rfi.intake.form.costs import cost_plan
from rfi.intake.form.facts import asked_facts
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.free import free_plan
from rfi.intake.form.lists import ListSheet
from rfi.intake.form.options import option_plan
from rfi.intake.form.plan import SheetPlan, form_plan, inner_plan, table_plan
from rfi.intake.form.sheet import SheetWriter
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text

_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PAPER_A4 = 9
TABLES = tuple(
    (table, title)
    for table, title in SHEET_TITLES.items()
    if table not in {COVER, FORM, GRID, *ASKED_SHEETS, *INNER}
)
_ARRAYS = {"vendor_assumptions": "assumptions"}
INNER_TABLES = tuple((table, SHEET_TITLES[table]) for table in INNER)


def book_plans(
    asked: Questionnaire, answer: Mapping[str, Any] | None = None
) -> tuple[SheetPlan, ...]:
    """Return every sheet of the form, filled with an answer when there is one."""
    blank: list[Mapping[str, Any]] = [{}] * asked.value.get("plans", 1)
    offers: Sequence[Mapping[str, Any]] = answer["offers"] if answer else blank
    form = form_plan(answer, asked, len(offers))
    plans: list[SheetPlan] = []
    for index, offer in enumerate(offers):
        lines = offer.get("cost_lines", [])
        costs, rest = cost_plan(lines, asked, index)
        plans.append(costs)
        for table, title in TABLES:
            rows = rest if table == "cost_lines" else offer.get(_ARRAYS.get(table, table), [])
            plans.append(table_plan(table, title, index, rows, asked))
        plans.extend(inner_plan(table, title, index, rest) for table, title in INNER_TABLES)
        stages = offer.get(STAGES, [])
        if stages or any("wished_go_live_on" in row for row in asked.value["businesses"]):
            plans.append(table_plan(STAGES, SHEET_TITLES[STAGES], index, stages, asked))
        plans.extend(option_plan(offer.get(OPTIONS, ()), asked, index))
        plans.extend(free_plan(offer.get(FREE, ()), asked, index))
    many = len(offers) > 1
    return (form, *(replace(plan, has_siblings=many) for plan in plans))


def _write_cover(
    book: xlsxwriter.Workbook, formats: BookFormats, asked: Questionnaire, lang: Lang
) -> None:
    sheet = book.add_worksheet(text("book.sheet.cover", lang))
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3, None, {"hidden": True})
    sheet.write_string(0, 0, str(SheetMark(FORM_VERSION, COVER, 0)))
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 100)
    sheet.write_string(1, 1, asked.title, formats.title)
    facts = (
        ("publisher", asked.value.get("publisher", "")),
        *asked_facts(asked),
        ("questionnaire", asked.questionnaire_id),
        ("fx", f"{asked.reference_fx_usd_jpy:g}"),
        ("base_year", str(asked.value["base_fiscal_year"])),
    )
    row = 3
    for key, value in facts:
        sheet.write_string(row, 1, text(f"book.cover.{key}", lang), formats.label)
        sheet.write_string(row, 2, str(value), formats.label)
        row += 1
    row += 1
    for number in range(1, 11):
        sheet.write_string(row, 1, text("book.cover.step", lang, number=number), formats.label)
        sheet.write_string(row, 2, text(f"book.cover.step{number}", lang), formats.wrapped)
        row += 1
    row += 1
    sheet.write_string(row, 1, text("book.cover.example", lang), formats.label)
    for line in range(1, 7):
        sheet.write_string(row, 2, text(f"book.cover.example{line}", lang), formats.wrapped)
        row += 1
    row += 1
    for symbol, fit in asked.fit_of_symbol.items():
        sheet.write_string(row, 1, symbol, formats.label)
        sheet.write_string(row, 2, load_codelist("fit_codes").title(fit, lang), formats.label)
        row += 1
    sheet.set_landscape()
    sheet.set_paper(_PAPER_A4)
    sheet.fit_to_pages(1, 1)
    sheet.protect("")


def write_answer_book(
    asked: Questionnaire, answer: Mapping[str, Any] | None = None, lang: Lang = "ja"
) -> bytes:
    """Return the answer workbook.

    Args:
        asked: What is asked.
        answer: A response document to write into it; None leaves it blank.
        lang: ``en`` adds English titles below the Japanese ones.
    """
    return write_plans(asked, book_plans(asked, answer), lang)


def write_plans(asked: Questionnaire, plans: Iterable[SheetPlan], lang: Lang = "ja") -> bytes:
    """Return the workbook of planned sheets, behind the cover."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": _FIXED_DATE})
    formats, lists = BookFormats(book), ListSheet()
    _write_cover(book, formats, asked, lang)
    for plan in plans:
        SheetWriter(book, formats, lists, plan, lang).write()
    lists.write(book)
    book.close()
    return stream.getvalue()
