"""One planned sheet of the answer workbook, written with its marks, dropdowns and page set-up."""

import math
from collections.abc import Sequence
from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import FREE, GRID, NOT_DATA
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.free import FreeChecks
from rfi.intake.form.lists import ListSheet
from rfi.intake.form.plan import CellData, Column, SheetPlan
from rfi.intake.form.sums import CostSums
from rfi.text.wording import Lang, text

# Rows of every sheet: marks (hidden), title, guidance, scenario, heading, then the data.
MARKS, TITLE, GUIDE, GROUP, HEAD, FIRST = range(6)
_PAPER_A3, _PAPER_A4 = 8, 9
_WIDE_SHEET = 14
_LINE_HEIGHT, _MOST_LINES = 14.0, 6


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


class SheetWriter:
    """Writes one planned sheet."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        formats: BookFormats,
        lists: ListSheet,
        plan: SheetPlan,
        lang: Lang,
    ) -> None:
        """Take what all sheets share, and the plan of this one."""
        self._formats, self._lists, self._plan, self._lang = formats, lists, plan, lang
        self._sheet = book.add_worksheet(plan.name(lang))
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
            CostSums(self._sheet, self._formats, self._plan, FIRST).write()
        if self._plan.mark.table == FREE:
            FreeChecks(self._sheet, self._formats, self._lists, self._plan, FIRST).write()
        self._set_up()

    def _height(self, cells: Sequence[CellData]) -> float:
        """Return the height that the explaining texts need: programs do not fit it themselves."""
        lines = [
            math.ceil(2 * len(value) / column.width)
            for column, value in zip(self._plan.columns, cells, strict=True)
            if not column.key and isinstance(value, str)
        ]
        return _LINE_HEIGHT * min(max(lines, default=1), _MOST_LINES)

    def _write_cell(self, number: int, index: int, value: CellData) -> None:
        column = self._plan.columns[index]
        formats = self._formats
        if not column.key:
            shape = formats.label
        elif _is_date(column):
            shape = formats.date_input
        else:
            shape = (
                formats.number_input if column.field and column.field.is_number else formats.input
            )
        is_date = _is_date(column) and isinstance(value, str) and _is_iso(value)
        _cell(self._sheet, number, index + 1, value, shape, is_date=is_date)

    def _write_heads(self) -> None:
        sheet, formats, plan = self._sheet, self._formats, self._plan
        sheet.write_string(MARKS, 0, str(plan.mark))
        for row in range(TITLE, FIRST):
            sheet.write_string(row, 0, NOT_DATA)
        sheet.write_string(TITLE, 1, text(plan.title, self._lang), formats.title)
        guide = text(f"{plan.title}.guide", self._lang)
        sheet.write_string(GUIDE, 1, guide, formats.guide)
        sheet.set_row(MARKS, None, None, {"hidden": True})
        sheet.set_row(GUIDE, 32)
        sheet.set_row(GROUP, 30)
        sheet.set_row(HEAD, 48)
        sheet.set_column(0, 0, None, None, {"hidden": True})
        for index, column in enumerate(plan.columns, start=1):
            if column.key:
                sheet.write_string(MARKS, index, column.key)
            sheet.write_string(GROUP, index, column.scenario, formats.group)
            sheet.write_string(HEAD, index, _title_of(column, self._lang), formats.head)
            level = {"level": 1, "hidden": True} if column.is_folded else {}
            sheet.set_column(index, index, column.width, None, level)
            if column.field is not None:
                sheet.write_comment(
                    HEAD,
                    index,
                    column.field.description["ja"],
                    {"author": "", "x_scale": 2, "font_size": 10},
                )

    def _add_dropdowns(self) -> None:
        for index, column in enumerate(self._plan.columns, start=1):
            if column.options:
                source = self._lists.reference(column.options)
                self._sheet.data_validation(
                    FIRST,
                    index,
                    max(self._last - 1, FIRST),
                    index,
                    {
                        "validate": "list",
                        "source": source,
                        "show_error": column.is_strict,
                        "error_title": text("book.error.title", "ja"),
                        "error_message": text("book.error.message", "ja"),
                    },
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


def _is_iso(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
