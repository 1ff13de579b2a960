"""One sheet of the authoring workbook: headings, an example, the rows, dropdowns, page set-up."""

from datetime import date

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from rfi.document.authoring.layout import (
    BUSINESSES,
    CIRCLE,
    USE,
    AskedColumn,
    mark_of_table,
    sheet_title,
    tables,
)
from rfi.intake.authoring.plan import AskedPlan, choices_of
from rfi.intake.authoring.widths import height_of, paper_of, width_of
from rfi.intake.form.choices import CellData
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.lists import ListSheet
from rfi.intake.form.page import Printed, lying_paper, pages_of
from rfi.intake.form.writing.setup import heights, set_pages
from rfi.text.wording import Lang, text

# Rows of every sheet: mark (hidden), title, guidance, must or may, headings, example, then rows.
MARK, TITLE, GUIDE, NEED, HEAD, EXAMPLE, FIRST = range(7)
# Narrow columns of ○ under vertical headings, and columns of figures.
_CIRCLE_WIDTH, _FIGURE_WIDTH = 2.2, 8
_VERTICAL_HEIGHT, _HEAD_HEIGHT = 134, 46
# Down to this row choices are offered, and titles of one sheet are found by another.
_LAST_ROW = 1999


def is_date(column: AskedColumn) -> bool:
    """Tell whether a column holds days."""
    return column.field is not None and column.field.bounds.get("format") == "date"


def write_cell(sheet: Worksheet, row: int, column: int, value: CellData, shape: Format) -> None:
    """Write a value as what it is; a text never becomes a formula or a link."""
    if value is None:
        sheet.write_blank(row, column, None, shape)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, shape)
    else:
        sheet.write_string(row, column, str(value), shape)


def write_day(sheet: Worksheet, row: int, column: int, value: CellData, shape: Format) -> None:
    """Write an ISO date as a day."""
    if value is None:
        sheet.write_blank(row, column, None, shape)
    else:
        sheet.write_datetime(row, column, date.fromisoformat(str(value)), shape)


def set_margins(sheet: Worksheet) -> None:
    """Set the margins, and a footer that names sheet and page."""
    sheet.set_margins(left=0.45, right=0.45, top=0.6, bottom=0.7)
    sheet.set_footer("&L&8&A&C&8&P / &N", {"margin": 0.35, "scale_with_doc": False})


def titles_range(table: str, lang: Lang) -> str:
    """Return the formula that names the titles of a sheet, for a dropdown on another one."""
    index = [column.key for column in tables()[table].columns].index("title") + 1
    letter = xl_col_to_name(index, col_abs=True)
    return f"='{text(sheet_title(table), lang)}'!{letter}${FIRST + 1}:{letter}${_LAST_ROW}"


class AskedSheetWriter:
    """Writes one planned sheet."""

    def __init__(
        self,
        book: xlsxwriter.Workbook,
        formats: BookFormats,
        lists: ListSheet,
        plan: AskedPlan,
        lang: Lang,
    ) -> None:
        """Take what all sheets share, and the plan of this one."""
        self._formats, self._lists, self._plan, self._lang = formats, lists, plan, lang
        self._table = plan.table
        self._sheet = book.add_worksheet(text(sheet_title(plan.table.name), lang))
        self._is_circles = plan.table.headed_by == BUSINESSES
        beside = _CIRCLE_WIDTH if self._is_circles else _FIGURE_WIDTH
        self._widths = [width_of(one) for one in plan.table.columns] + [beside] * len(plan.heads)
        self._last = FIRST + len(plan.rows) + plan.spare - 1

    def write(self) -> None:
        """Write marks, headings, the example, the rows, dropdowns, colours and page set-up."""
        self._write_heads()
        blank: tuple[CellData, ...] = (None,) * len(self._widths)
        example = (*self._plan.example, *blank)[: len(blank)]
        self._write_row(EXAMPLE, example, is_example=True)
        for number, row in enumerate(self._plan.rows, start=FIRST):
            self._write_row(number, row)
        for number in range(FIRST + len(self._plan.rows), self._last + 1):
            self._write_row(number, blank)
        self._add_dropdowns()
        self._add_colours()
        self._set_up()

    def _shape(self, index: int) -> Format:
        columns = self._table.columns
        if index >= len(columns):
            return self._formats.circle if self._is_circles else self._formats.number_input
        if columns[index].key == USE:
            return self._formats.circle
        field = columns[index].field
        return self._formats.number_input if field and field.is_number else self._formats.input

    def _write_row(
        self, number: int, cells: tuple[CellData, ...], *, is_example: bool = False
    ) -> None:
        self._sheet.set_row(number, height_of(cells, self._widths))
        for index, value in enumerate(cells):
            shape = self._formats.example if is_example else self._shape(index)
            write_cell(self._sheet, number, index + 1, value, shape)

    def _write_heads(self) -> None:
        sheet, formats, lang = self._sheet, self._formats, self._lang
        title = sheet_title(self._table.name)
        sheet.write_string(MARK, 0, mark_of_table(self._table.name))
        sheet.set_row(MARK, None, None, {"hidden": True})
        sheet.set_column(0, 0, None, None, {"hidden": True})
        sheet.write_string(TITLE, 1, text(title, lang), formats.title)
        sheet.write_string(GUIDE, 1, text(f"{title}.guide", lang), formats.guide)
        sheet.set_row(GUIDE, 20)
        shown = [column.heading(lang) for column in self._table.columns]
        beside = [] if self._is_circles else list(self._plan.heads)
        least = _VERTICAL_HEIGHT if self._is_circles else _HEAD_HEIGHT
        sheet.set_row(HEAD, max(height_of([*shown, *beside], self._widths), least))
        for index, width in enumerate(self._widths):
            sheet.set_column(index + 1, index + 1, width)
        for index, column in enumerate(self._table.columns, start=1):
            need = "author.must" if column.is_required or column.key == USE else "author.may"
            sheet.write_string(NEED, index, text(need, lang), formats.group)
            sheet.write_string(HEAD, index, column.heading(lang), formats.head)
            if column.field is not None:
                sheet.write_comment(
                    HEAD,
                    index,
                    column.field.description["ja"],
                    {"author": "", "x_scale": 2, "font_size": 10},
                )
        shape = formats.vertical if self._is_circles else formats.head
        for index, head in enumerate(self._plan.heads, start=len(self._table.columns) + 1):
            write_cell(sheet, HEAD, index, head or None, shape)
        if self._plan.heads:
            at = len(self._table.columns) + 1
            told = text(f"author.beside.{self._table.name}", lang)
            sheet.write_string(NEED, at, told, formats.beside)

    def _add_dropdowns(self) -> None:
        columns = self._table.columns
        for index, column in enumerate(columns, start=1):
            options = (CIRCLE,) if column.key == USE else choices_of(column.field)
            if column.refers_to and column.field is not None:
                self._dropdown(FIRST, index, index, titles_range(column.refers_to, self._lang))
            elif options:
                source = self._lists.reference(options)
                self._dropdown(FIRST, index, index, source)
        if not self._plan.heads:
            return
        first, last = len(columns) + 1, len(self._widths)
        headed = titles_range(self._table.headed_by, self._lang)
        self._dropdown(HEAD, first, last, headed)
        if self._is_circles:
            circle = self._lists.reference((CIRCLE,))
            self._dropdown(FIRST, first, last, circle)

    def _dropdown(self, top: int, left: int, right: int, source: str) -> None:
        """Offer choices in the headings, or in all rows, those below the empty ones too."""
        bottom = HEAD if top == HEAD else _LAST_ROW - 1
        # What is typed instead (a synonym, an id) is read too, and told where it cannot be.
        rule = {"validate": "list", "source": source, "show_error": False}
        self._sheet.data_validation(top, left, bottom, right, rule)

    def _add_colours(self) -> None:
        """Grey for rows that are not used, yellow for what a used row lacks."""
        last = len(self._widths)
        self._sheet.conditional_format(
            FIRST, 1, _LAST_ROW - 1, last,
            {"type": "formula", "criteria": f'=AND($B{FIRST + 1}="",$C{FIRST + 1}<>"")',
             "format": self._formats.unused},
        )  # fmt: skip
        for index, column in enumerate(self._table.columns, start=1):
            if column.is_required:
                cell = f"{xl_col_to_name(index)}{FIRST + 1}"
                rule = f'=AND($B{FIRST + 1}<>"",{cell}="")'
                self._sheet.conditional_format(
                    FIRST, index, _LAST_ROW - 1, index,
                    {"type": "formula", "criteria": rule, "format": self._formats.missing},
                )  # fmt: skip

    def _set_up(self) -> None:
        sheet = self._sheet
        named = [column.key for column in self._table.columns if column.key in {USE, "title"}]
        is_first = [column.key for column in self._table.columns][: len(named)] == named
        sheet.freeze_panes(FIRST - 1, len(named) + 1 if is_first else 2)
        # No area to print: whatever is written further down is printed too.
        printed = Printed(
            self._widths,
            top=sum(heights(sheet, TITLE, HEAD)),
            repeated=sum(heights(sheet, NEED, HEAD)),
            rows=heights(sheet, EXAMPLE, self._last),
        )
        set_pages(sheet, pages_of(printed, lying_paper(paper_of(self._widths))), EXAMPLE)
        set_margins(sheet)
        sheet.repeat_rows(NEED, HEAD)
