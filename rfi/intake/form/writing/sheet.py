"""One planned sheet of the answer workbook: its rows with states and dropdowns."""

from datetime import date

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import FACTS, FORM, GRID
from rfi.document.form.second.layout import HIDDEN_ROWS
from rfi.intake.form.book import FIRST, STATE, Book, first_column, last
from rfi.intake.form.choices import CellData
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.lists import ChoiceSheet
from rfi.intake.form.page import row_height, text_lines
from rfi.intake.form.plan import Column, Row, SheetPlan
from rfi.intake.form.states import is_blank, state_word
from rfi.intake.form.writing.colours import add_colours
from rfi.intake.form.writing.heads import is_date, write_heads
from rfi.intake.form.writing.sums import CostSums
from rfi.text.wording import Lang, text

_MOST_INPUT_LINES = 8
_HIDDEN = {"hidden": True}


class SheetWriter:
    """Writes one planned sheet."""

    def __init__(
        self,
        sheet: Worksheet,
        formats: BookFormats,
        lists: ChoiceSheet,
        plan: SheetPlan,
        book: Book,
        lang: Lang,
    ) -> None:
        """Take what all sheets share, and the plan of this one."""
        self._sheet, self._formats, self._lists = sheet, formats, lists
        self._plan, self._book, self._lang = plan, book, lang
        self._start = first_column(plan)

    def write(self) -> None:
        """Write everything but page set-up and protection."""
        write_heads(self._sheet, self._formats, self._plan, self._book, self._lang)
        for number, row in enumerate(self._plan.rows):
            self._write_row(number, row)
        blank: tuple[CellData, ...] = (None,) * len(self._plan.columns)
        for spare in range(self._plan.spare):
            self._write_spare(len(self._plan.rows) + spare, spare, blank)
        self._add_dropdowns()
        if self._plan.mark.table == GRID:
            CostSums(self._sheet, self._formats, self._plan, self._book, self._lang).write()
        add_colours(self._sheet, self._formats, self._plan, self._book, self._lang)

    def _write_row(self, number: int, row: Row, *, is_spare: bool = False) -> None:
        sheet, plan = self._sheet, self._plan
        at = FIRST + number
        is_hidden = plan.mark.table == FORM and row.row_id in HIDDEN_ROWS
        is_needed = row.row_id == "offers.businesses" and any(
            not is_blank(cell) for cell in row.cells[2:]
        )
        options = _HIDDEN if is_hidden and not is_needed else {}
        # A row that is typed into later is left to the program: it becomes as high as its words.
        if not is_spare:
            sheet.set_row(at, row_height(self._lines(row)), None, options)
        sheet.write_string(at, 0, row.row_id)
        if plan.has_states:
            self._write_state(number, row)
        for index, (column, value) in enumerate(
            zip(plan.columns, row.cells, strict=True), self._start
        ):
            is_open = column.is_beside and value is None and column.key not in row.closed
            if not is_open and not (row.is_wide and index > self._start):
                self._write_cell(at, index, value, self._shape(column, row))
        if row.is_wide:
            self._write_wide(at, row)

    def _write_wide(self, at: int, row: Row) -> None:
        first, end = self._start + 1, self._start + len(self._plan.columns) - 1
        shape = self._formats.head_left if row.is_heading else self._formats.label
        words = "" if row.cells[1] is None else str(row.cells[1])
        if end > first:
            self._sheet.merge_range(at, first, at, end, words, shape)
        else:
            self._sheet.write_string(at, first, words, shape)

    def _write_state(self, number: int, row: Row) -> None:
        rule = row.rule or self._plan.rule
        at = FIRST + number
        if rule is None or row.is_heading:
            shape = self._formats.head if row.is_heading else self._formats.label
            self._sheet.write_blank(at, STATE, None, shape)
            return
        formula = rule.formula(self._book.where(self._plan, number), self._lang)
        is_planned = number < len(self._plan.rows)
        state = (
            self._book.states(self._plan)[number]
            if is_planned
            else self._book.state(self._plan, row)
        )
        word = state_word(state, self._lang)
        self._sheet.write_formula(at, STATE, f"={formula}", self._formats.state, word)

    def _write_spare(self, number: int, spare: int, blank: tuple[CellData, ...]) -> None:
        plan = self._plan
        cells = list(blank)
        row_id = plan.spare_id.format(len(plan.rows) + spare + 1)
        if row_id and plan.columns[0].key == "line_id":
            cells[0], row_id = row_id, ""
        self._write_row(number, Row(row_id, tuple(cells)), is_spare=True)

    def _lines(self, row: Row) -> int:
        """Return how many lines the fullest cell of a row takes."""
        pairs = list(zip(self._plan.columns, row.cells, strict=True))
        if row.is_wide:
            rest = sum(column.width for column, _ in pairs[1:])
            pairs = [pairs[0], (Column(width=rest), row.cells[1])]
        counts = [
            min(text_lines(value, column.width), 99 if not column.key else _MOST_INPUT_LINES)
            for column, value in pairs
            if isinstance(value, str) and not column.is_beside
        ]
        return max(counts, default=1)

    def _shape(self, column: Column, row: Row) -> Format:
        formats = self._formats
        if row.is_heading:
            return formats.head
        if self._plan.mark.table == FACTS:
            is_number = column.key != "fact@0"
            return formats.figure if is_number and not row.is_wide else formats.label
        if not column.key:
            return formats.label
        if column.key in row.closed:
            return formats.closed
        leaf = column.field or row.field
        if is_date(leaf):
            return formats.date_input
        return formats.number_input if leaf is not None and leaf.is_number else formats.input

    def _write_cell(self, row: int, index: int, value: CellData, shape: Format) -> None:
        is_day = shape is self._formats.date_input and isinstance(value, str) and _is_iso(value)
        if value is None:
            self._sheet.write_blank(row, index, None, shape)
        elif isinstance(value, int | float) and not isinstance(value, bool):
            self._sheet.write_number(row, index, value, shape)
        elif is_day:
            self._sheet.write_datetime(row, index, date.fromisoformat(str(value)), shape)
        else:
            self._sheet.write_string(row, index, str(value), shape)

    def _add_dropdowns(self) -> None:
        for index, column in enumerate(self._plan.columns, self._start):
            if column.options is not None:
                options = column.options
                source = options if isinstance(options, str) else self._lists.reference(options)
                self._add_dropdown(FIRST, last(self._plan) - 1, index, source, column.is_strict)
        self._add_row_dropdowns()

    def _add_row_dropdowns(self) -> None:
        """Offer the choices of a row of the sheet of offers: circles, and what a term may be."""
        for number, row in enumerate(self._plan.rows):
            if row.options is not None:
                for index, column in enumerate(self._plan.columns, self._start):
                    if column.key:
                        at = FIRST + number
                        source = self._lists.reference(row.options)
                        self._add_dropdown(at, at, index, source, is_strict=True)

    def _add_dropdown(
        self,
        first: int,
        end: int,
        index: int,
        source: str,
        is_strict: bool,  # noqa: FBT001
    ) -> None:
        self._sheet.data_validation(first, index, end, index, {
            "validate": "list",
            "source": source,
            "show_error": is_strict,
            "error_title": text("book.error.title", self._lang),
            "error_message": text("book.error.message", self._lang),
        })  # fmt: skip


def _is_iso(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
