"""One sheet's XML → its non-empty cells inside the bounds, values and formulas in one pass.

openpyxl (``read_only``) takes two passes for values and formulas at more than twice the cost,
leaves merged ranges out, and raises an exception on the strict variant of the format.
"""

import re
from typing import NoReturn
from xml.parsers import expat

from rfi.document.grid.grid import cell_name
from rfi.document.refusal import refuse
from rfi.document.xlsx.bounds import (
    MAX_CELLS,
    MAX_COLUMNS,
    MAX_FORMULA_CHARACTERS,
    MAX_MERGED_AREA,
    MAX_ROWS,
)
from rfi.document.xlsx.number_formats import date_text
from rfi.document.xlsx.package import TRUE
from rfi.document.xlsx.shared_formula import SharedFormula, column_number
from rfi.document.xlsx.shared_texts import TextRuns
from rfi.document.xlsx.stored_value import (
    DATE,
    NO_VALUE,
    NUMBER,
    Stored,
    Tables,
    stored_value,
    whole_number,
)
from rfi.document.xlsx.xml_walk import check_depth, main_tags, walk_xml

_TAGS = main_tags(
    "c", "v", "f", "is", "t", "rPh", "row", "mergeCell", "r", "strike", "vertAlign", "col"
)
_REFERENCE = re.compile("([A-Z]{1,3})([1-9][0-9]{0,6})")

Row = tuple[int, int, str, Stored, int, int]


def _is_zero(attributes: dict[str, str], size: str) -> bool:
    """Tell whether a row or a column has no height or width: it is as good as hidden."""
    return size in attributes and not attributes[size].strip("0.")


class SheetWalk:
    """The state of the walk over one sheet.

    Attributes:
        cells: (row, column, kind, value, formula, format); value of a text, formula and format
            are indexes (formula −1: none).
        merged: Ranges inside the bounds.
        hidden_rows: Rows that are hidden.
        hidden_columns: (first, last) of hidden columns that are no folded group.
        stray: First non-empty cell beyond the bounds; (0, 0) when there is none.
    """

    def __init__(self, name: str, tables: Tables) -> None:
        """Start before the first row."""
        self._name, self._tables = name, tables
        self.cells: dict[tuple[int, int], Row] = {}
        self.merged: list[tuple[int, int, int, int]] = []
        self.hidden_rows: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.stray = (0, 0)
        self._runs = TextRuns()
        self._area = 0
        self._row = self._column = self._depth = self._readings = 0
        self._cell: dict[str, str] | None = None
        self._value: str | None = None
        self._is_inline = False
        self._formula: str | None = None
        self._formula_facts: dict[str, str] = {}
        self._pieces: list[str] | None = None
        self._columns: dict[str, int] = {}
        self._shared: dict[str, tuple[SharedFormula, int, int]] = {}

    def _refuse(self, code: str, **params: object) -> NoReturn:
        """Stop at the cell that was read last."""
        place = cell_name(self._name, max(self._row, 1), max(self._column, 1))
        refuse(code, place, **params)

    def read(self, data: bytes) -> None:
        """Walk the whole sheet."""
        try:
            walk_xml(data, self._start, self._end, self._text)
        except expat.ExpatError:
            self._refuse("workbook_broken_sheet")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        check_depth(self._depth)
        tag = _TAGS.get(name)
        if tag == "c":
            self._cell = attributes
            self._value = self._formula = None
            self._is_inline = False
        elif tag == "v":
            self._pieces = []
        elif tag == "f":
            self._pieces, self._formula_facts = [], attributes
        elif tag == "is":
            self._is_inline, self._runs = True, TextRuns()
        elif tag == "t":
            self._pieces = [] if self._is_inline and not self._readings else None
        elif tag == "rPh":
            self._readings += 1
        elif tag == "row":
            self._start_row(attributes)
        elif tag is not None:
            self._start_other(tag, attributes)

    def _start_other(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif tag == "r":
            self._runs.start()
        elif tag == "strike":
            self._runs.strike(attributes)
        elif tag == "vertAlign":
            self._runs.align(attributes)
        elif tag == "col":
            self._start_columns(attributes)

    def _text(self, found: str) -> None:
        if self._pieces is not None:
            self._pieces.append(found)

    def _end(self, name: str) -> None:
        self._depth -= 1
        tag = _TAGS.get(name)
        if tag is None:
            return
        if tag == "c":
            self._end_cell()
            self._cell = None
        elif tag == "rPh":
            self._readings -= 1
        elif self._pieces is not None:
            found = "".join(self._pieces)
            self._pieces = None
            if tag == "v":
                self._value = found
            elif tag == "f":
                self._formula = found
            elif self._is_inline:
                self._runs.take(found)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = whole_number(attributes.get("r", str(self._row + 1)))
        if number is None or number < 1:
            self._refuse("workbook_broken_sheet")
        self._row, self._column = number, 0
        if (attributes.get("hidden") in TRUE or _is_zero(attributes, "ht")) and number <= MAX_ROWS:
            self.hidden_rows.append(number)

    def _start_columns(self, attributes: dict[str, str]) -> None:
        """Take a span of columns; a folded group is the form's own and no secret."""
        first, last = (whole_number(attributes.get(key, "")) or 0 for key in ("min", "max"))
        is_group = attributes.get("outlineLevel", "0") != "0"
        is_hidden = attributes.get("hidden") in TRUE or _is_zero(attributes, "width")
        if is_hidden and not is_group and 0 < first <= MAX_COLUMNS:
            self.hidden_columns.append((first, min(last, MAX_COLUMNS)))

    def _place(self, reference: str | None) -> None:
        """Move to a cell; one without a reference stands after the one before."""
        if reference is None:
            self._column += 1
            return
        match = _REFERENCE.fullmatch(reference) or _REFERENCE.fullmatch(reference.upper())
        if match is None:
            self._refuse("workbook_broken_sheet")
        letters, digits = match.groups()
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = column_number(letters)
        self._row, self._column = int(digits), column

    def _end_cell(self) -> None:
        attributes = self._cell
        if attributes is None:
            return
        self._place(attributes.get("r"))
        has_formula = self._formula is not None
        kind, value = self._value_of(attributes.get("t", "n"))
        style = int(attributes["s"]) if attributes.get("s", "").isdecimal() else -1
        if kind == NUMBER and 0 <= style < len(self._tables.dates) and self._tables.dates[style]:
            days = date_text(float(value), uses_1904=self._tables.uses_1904)
            # A count that is no day of the calendar stays the number it is.
            kind, value = (DATE, days) if days else (kind, value)
        if not kind and not has_formula:
            return
        formula = self._formula_index() if has_formula else -1
        at = (self._row, self._column)
        if self._row > MAX_ROWS or self._column > MAX_COLUMNS:
            self.stray = self.stray if self.stray[0] else at
            return
        if at in self.cells:
            self._refuse("workbook_broken_sheet")
        self._tables.cells += 1
        if self._tables.cells > MAX_CELLS:
            self._refuse("workbook_too_many_cells", limit=MAX_CELLS)
        self.cells[at] = (*at, kind or NO_VALUE, value, formula, style)

    def _value_of(self, written_as: str) -> tuple[str, Stored]:
        if self._is_inline:
            kind, index = self._tables.own_text(self._runs.text)
            if kind and isinstance(index, int) and self._runs.kind:
                self._tables.struck[index] = self._runs.kind
            return kind, index
        has_formula = self._formula is not None
        try:
            return stored_value(written_as, self._value, self._tables, has_formula=has_formula)
        except LookupError:
            self._refuse("workbook_broken_sheet")

    def _formula_index(self) -> int:
        facts, formula = self._formula_facts, (self._formula or "").removeprefix("=").strip()
        shared = facts.get("si", "") if facts.get("t") == "shared" else ""
        if shared:
            if formula:
                self._shared[shared] = (SharedFormula(formula), self._row, self._column)
            elif shared in self._shared:
                first, row, column = self._shared[shared]
                formula = first.moved(self._row - row, self._column - column)
        formula = formula or "?"  # a table of a what-if analysis: a formula without a text
        self._tables.formula_characters += len(formula)
        if self._tables.formula_characters > MAX_FORMULA_CHARACTERS:
            self._refuse("workbook_too_much_markup")
        return self._tables.index_of(formula)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.replace("$", "").partition(":")
        ends = [_REFERENCE.fullmatch(first), _REFERENCE.fullmatch(last or first)]
        if ends[0] is None or ends[1] is None:
            self._refuse("workbook_broken_sheet")
        row, column = int(ends[0][2]), column_number(ends[0][1])
        last_row = min(int(ends[1][2]), MAX_ROWS)
        last_column = min(column_number(ends[1][1]), MAX_COLUMNS)
        if last_row < row or last_column < column:
            return  # beyond the bounds
        self._area += (last_row - row + 1) * (last_column - column + 1)
        if self._area > MAX_MERGED_AREA:
            self._refuse("workbook_too_large_merge")
        self.merged.append((row, column, last_row, last_column))
