"""The answer workbook as an Excel file: the blank form, or an answer written into it.

No macros and no external links; structure protected without a password, input cells open. The
bytes depend on nothing but the arguments.
"""

import io
import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rfi.document.marks import COVER, DEFAULTS, FORM_VERSION, GRID, NOT_DATA, SheetMark
from rfi.intake.book_costs import cost_plan
from rfi.intake.book_formats import BookFormats
from rfi.intake.book_lists import ListSheet
from rfi.intake.book_plan import (
    CellData,
    Column,
    SheetPlan,
    form_plan,
    inner_plan,
    table_plan,
)
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text

# Rows of every sheet: marks (hidden), title, guidance, scenario, heading, then the data.
MARKS, TITLE, GUIDE, GROUP, HEAD, FIRST = range(6)
_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_PAPER_A3, _PAPER_A4 = 8, 9
_WIDE_SHEET = 14
_LINE_HEIGHT, _MOST_LINES = 14.0, 6
TABLES = (
    ("cost_lines", "book.sheet.lines"),
    ("discount_lines", "book.sheet.discounts"),
    ("stated_totals", "book.sheet.totals"),
    ("benefit_lines", "book.sheet.benefits"),
    ("fit_answers", "book.sheet.requirements"),
    ("service_levels", "book.sheet.service"),
    ("vendor_assumptions", "book.sheet.assumptions"),
)
_ARRAYS = {"vendor_assumptions": "assumptions"}
INNER_TABLES = (("cost_tiers", "book.sheet.tiers"), ("bundle_weights", "book.sheet.weights"))


def book_plans(
    asked: Questionnaire, answer: Mapping[str, Any] | None = None
) -> tuple[SheetPlan, ...]:
    """Return every sheet of the form, filled with an answer when there is one."""
    offers: Sequence[Mapping[str, Any]] = answer["offers"] if answer else [{}]
    plans = [form_plan(answer, asked, len(offers))]
    for place, offer in enumerate(offers):
        lines = offer.get("cost_lines", [])
        costs, rest = cost_plan(lines, asked, place)
        plans.append(costs)
        for table, title in TABLES:
            rows = rest if table == "cost_lines" else offer.get(_ARRAYS.get(table, table), [])
            plans.append(table_plan(table, title, place, rows, asked))
        plans.extend(inner_plan(table, title, place, rest) for table, title in INNER_TABLES)
    return tuple(plans)


class _Book:
    """One workbook being written."""

    def __init__(self, lang: Lang) -> None:
        self.stream = io.BytesIO()
        self.book = xlsxwriter.Workbook(
            self.stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self.book.set_properties({"created": _FIXED_DATE})
        self.lang = lang
        self.formats = BookFormats(self.book)
        self.lists = ListSheet()

    def close(self) -> bytes:
        """Return the bytes of the file."""
        self.lists.write(self.book)
        self.book.close()
        return self.stream.getvalue()


def _cell(
    sheet: Worksheet, row: int, column: int, value: CellData, shape: Format, *, is_date: bool
) -> None:
    if value is None:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(row, column, value, shape)
    elif is_date:
        sheet.write_datetime(row, column, date.fromisoformat(str(value)), shape)
    else:
        sheet.write_string(row, column, str(value), shape)


def _title_of(column: Column, lang: Lang) -> str:
    if column.field is None or column.title:
        return text(column.title, lang)
    title = column.field.title["ja"]
    if lang == "en":
        title += "\n" + column.field.title["en"]
    unit = column.field.unit
    return f"{title}\n[{unit}]" if unit and not unit.isascii() else title


def _is_date(column: Column) -> bool:
    return column.field is not None and column.field.bounds.get("format") == "date"


class _SheetWriter:
    """Writes one planned sheet."""

    def __init__(self, book: _Book, plan: SheetPlan, name: str) -> None:
        self._book, self._plan = book, plan
        self._sheet = book.book.add_worksheet(name)
        self._last = FIRST + len(plan.rows) + plan.spare

    def write(self) -> None:
        """Write marks, headings, rows, dropdowns, colours and page set-up."""
        self._write_heads()
        for number, row in enumerate(self._plan.rows, start=FIRST):
            self._sheet.set_row(number, self._height(row.cells))
            self._sheet.write_string(number, 0, row.row_id)
            for column, value in enumerate(row.cells):
                self._write_cell(number, column, value)
        for number in range(FIRST + len(self._plan.rows), self._last):
            for column in range(len(self._plan.columns)):
                self._write_cell(number, column, None)
        self._add_dropdowns()
        if self._plan.mark.table == GRID:
            self._write_subtotals()
            self._colour_amounts()
        self._set_up()

    def _height(self, cells: Sequence[CellData]) -> float:
        """Return the height that the explaining texts need: programs do not fit it themselves."""
        lines = [
            math.ceil(2 * len(value) / column.width)
            for column, value in zip(self._plan.columns, cells, strict=True)
            if not column.key and isinstance(value, str)
        ]
        return _LINE_HEIGHT * min(max(lines, default=1), _MOST_LINES)

    def _write_cell(self, number: int, place: int, value: CellData) -> None:
        column = self._plan.columns[place]
        formats = self._book.formats
        if not column.key:
            shape = formats.label
        elif _is_date(column):
            shape = formats.date_input
        else:
            shape = (
                formats.number_input if column.field and column.field.is_number else formats.input
            )
        is_date = _is_date(column) and isinstance(value, str) and _is_iso(value)
        _cell(self._sheet, number, place + 1, value, shape, is_date=is_date)

    def _write_heads(self) -> None:
        sheet, formats, plan = self._sheet, self._book.formats, self._plan
        sheet.write_string(MARKS, 0, str(plan.mark))
        for row in range(TITLE, FIRST):
            sheet.write_string(row, 0, NOT_DATA)
        sheet.write_string(TITLE, 1, text(plan.title, self._book.lang), formats.title)
        guide = text(f"{plan.title}.guide", self._book.lang)
        sheet.write_string(GUIDE, 1, guide, formats.guide)
        sheet.set_row(MARKS, None, None, {"hidden": True})
        sheet.set_row(GUIDE, 32)
        sheet.set_row(GROUP, 30)
        sheet.set_row(HEAD, 48)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        for place, column in enumerate(plan.columns, start=1):
            if column.key:
                sheet.write_string(MARKS, place, column.key)
            sheet.write_string(GROUP, place, column.scenario, formats.group)
            sheet.write_string(HEAD, place, _title_of(column, self._book.lang), formats.head)
            level = {"level": 1, "hidden": True} if column.is_folded else {}
            sheet.set_column(place, place, column.width, None, level)
            if column.field is not None:
                sheet.write_comment(
                    HEAD,
                    place,
                    column.field.description["ja"],
                    {"author": "", "x_scale": 2, "font_size": 10},
                )

    def _add_dropdowns(self) -> None:
        for place, column in enumerate(self._plan.columns, start=1):
            if column.options:
                source = self._book.lists.reference(column.options)
                self._sheet.data_validation(
                    FIRST,
                    place,
                    max(self._last - 1, FIRST),
                    place,
                    {
                        "validate": "list",
                        "source": source,
                        "show_error": column.is_strict,
                        "error_title": text("book.error.title", "ja"),
                        "error_message": text("book.error.message", "ja"),
                    },
                )

    def _amount_columns(self) -> list[int]:
        return [
            place
            for place, column in enumerate(self._plan.columns, start=1)
            if column.key.startswith("amount@")
        ]

    def _column(self, key: str) -> int:
        return next(p for p, column in enumerate(self._plan.columns, start=1) if column.key == key)

    def _defaults_row(self) -> int:
        return FIRST + next(
            number for number, row in enumerate(self._plan.rows) if row.row_id == DEFAULTS
        )

    def _effective(self, key: str, row: int) -> str:
        """Return the formula part for a term of a row: its own, or the sheet's default."""
        column = self._column(key)
        own = xl_rowcol_to_cell(row, column, col_abs=True)
        default = xl_rowcol_to_cell(self._defaults_row(), column, row_abs=True, col_abs=True)
        return f'IF({own}="",{default},{own})'

    def _write_subtotals(self) -> None:
        """Write sums by frequency in 千円, with two hidden columns of terms that hold per row."""
        sheet, formats = self._sheet, self._book.formats
        first, last = self._defaults_row() + 1, FIRST + len(self._plan.rows) - 1
        if last < first:
            return
        factor, frequency = len(self._plan.columns) + 1, len(self._plan.columns) + 2
        factors = list(load_codelist("money_units").rows.values())
        for row in range(first, last + 1):
            unit = self._effective("unit", row)
            steps = "0"
            for one in reversed(factors):
                steps = f'IF({unit}="{one["ja"]}",{one["factor"]},{steps})'
            yen = f'IF({self._effective("currency", row)}="{_title("currencies", "JPY")}",1,0)'
            sheet.write_formula(row, factor, f"={steps}*{yen}/1000", formats.label)
            sheet.write_formula(
                row, frequency, f"={self._effective('frequency', row)}", formats.label
            )
        sheet.set_column(factor, frequency, None, None, {"hidden": True})
        span = f"{{0}}${first + 1}:{{0}}${last + 1}"
        factor_span = span.format("$" + xl_col_to_name(factor))
        kind_span = span.format("$" + xl_col_to_name(frequency))
        for offset, (code, names) in enumerate(load_codelist("frequencies").rows.items()):
            at = last + 2 + offset
            label = text("book.subtotal", "ja", frequency=names["ja"])
            sheet.write_string(at, 0, NOT_DATA)
            sheet.merge_range(at, 1, at, 7, label, formats.label)
            for place in self._amount_columns():
                amounts = span.format(xl_col_to_name(place))
                title = _title("frequencies", code)
                formula = f'=SUMPRODUCT({amounts},{factor_span},--({kind_span}="{title}"))'
                sheet.write_formula(at, place, formula, formats.subtotal)

    def _colour_amounts(self) -> None:
        sheet, formats = self._sheet, self._book.formats
        first, last = self._defaults_row() + 1, FIRST + len(self._plan.rows) - 1
        if last < first:
            return
        places = self._amount_columns()
        corner = xl_rowcol_to_cell(first, places[0])
        area = (first, places[0], last, places[-1])
        tax = self._effective("tax", first)
        for criteria, shape in (
            (f"=AND(ISNUMBER({corner}),{corner}=0)", formats.doubtful),
            (f'=AND(ISNUMBER({corner}),{tax}="")', formats.wrong),
            (f"=ISBLANK({corner})", formats.missing),
        ):
            sheet.conditional_format(
                *area, {"type": "formula", "criteria": criteria, "format": shape}
            )

    def _set_up(self) -> None:
        sheet, plan = self._sheet, self._plan
        sheet.freeze_panes(FIRST, plan.frozen + 1)
        sheet.set_landscape()
        shown = [column for column in plan.columns if not column.is_folded]
        sheet.set_paper(_PAPER_A3 if len(shown) > _WIDE_SHEET else _PAPER_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(GROUP, HEAD)
        sheet.set_footer("&L&A&C&P / &N")
        sheet.protect(
            "",
            {
                "insert_rows": True,
                "format_cells": True,
                "format_columns": True,
                "format_rows": True,
                "autofilter": True,
                "sort": True,
            },
        )


def _title(codelist: str, code: str) -> str:
    return load_codelist(codelist).title(code, "ja")


def _is_iso(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _write_cover(book: _Book, asked: Questionnaire) -> None:
    sheet = book.book.add_worksheet(text("book.sheet.cover", book.lang))
    formats = book.formats
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 3, None, {"hidden": True})
    sheet.write_string(0, 0, str(SheetMark(FORM_VERSION, COVER, 0)))
    sheet.set_column(1, 1, 24)
    sheet.set_column(2, 2, 100)
    sheet.write_string(1, 1, asked.title, formats.title)
    facts = (
        ("publisher", asked.value.get("publisher", "")),
        ("deadline", asked.value.get("deadline_on", "")),
        ("questionnaire", asked.questionnaire_id),
        ("fx", f"{asked.reference_fx_usd_jpy:g}"),
        ("base_year", str(asked.value["base_fiscal_year"])),
    )
    row = 3
    for key, value in facts:
        sheet.write_string(row, 1, text(f"book.cover.{key}", book.lang), formats.label)
        sheet.write_string(row, 2, str(value), formats.label)
        row += 1
    row += 1
    for number in range(1, 11):
        sheet.write_string(row, 1, text("book.cover.step", book.lang, number=number), formats.label)
        sheet.write_string(row, 2, text(f"book.cover.step{number}", book.lang), formats.wrapped)
        row += 1
    row += 1
    sheet.write_string(row, 1, text("book.cover.example", book.lang), formats.label)
    for line in range(1, 7):
        sheet.write_string(row, 2, text(f"book.cover.example{line}", book.lang), formats.wrapped)
        row += 1
    row += 1
    for symbol, fit in asked.fit_of_symbol.items():
        sheet.write_string(row, 1, symbol, formats.label)
        sheet.write_string(row, 2, load_codelist("fit_codes").title(fit, book.lang), formats.label)
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
    book = _Book(lang)
    _write_cover(book, asked)
    plans = book_plans(asked, answer)
    many = len({plan.mark.offer for plan in plans}) > 1
    for plan in plans:
        name = text(plan.title, lang)
        suffix = f" {plan.mark.offer + 1}" if many and plan.title != "book.sheet.form" else ""
        _SheetWriter(book, plan, name + suffix).write()
    return book.close()
