"""One table as one sheet: codes, names, and a column for each column on screen."""

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.sheet_layout import (
    HEADING_ROW,
    fit_pages,
    row_height,
    set_up_page,
    write_across,
    write_heading,
)
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, has_text, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import EMPTY, Column, Row, Table, TableCell, text_width
from rfi.views.look.table_html import is_matrix

_CODE_WIDTH, _FIGURE_WIDTH, _NOTE_WIDTH = 7.0, 17.0, 15.0
# Characters of a note, which is set smaller, in a line of its column.
_NOTE_ROOM = 18.0
# A list's columns are as wide as their words, within these bounds; so is the column of names.
_LEAST_WIDTH, _LEAST_FIGURE, _MOST_WIDTH = 8.0, 13.0, 66.0
_LEAST_NAME, _MOST_NAME = 8.0, 50.0
_MATRIX_NAME = 34.0
# Words in a matrix wrap within this; beyond it the paper would be too narrow.
_MOST_WORDS = 26.0
_PADDING = 2.0
_RATIO_DIGITS = 12
_RATIOS = {"percent", "number", "ratio"}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Where one column of a table stands: its figures, and its notes if it has any."""

    figure: int
    width: float
    note: int | None


def is_coded(table: Table) -> bool:
    """Tell whether the rows have codes that people know (cost items, businesses)."""
    return any(row.note == row.key for row in table.rows if row.level == "plain")


def row_heading(row: Row) -> str:
    """Return name and second line of a row; its code stands in a column of its own."""
    return row.heading if row.note in {"", row.key} else f"{row.heading}\n{row.note}"


def _widest(words: Sequence[str]) -> int:
    parts = (part for word in words for part in word.split("\n"))
    return max(map(text_width, parts), default=0)


def _heading(column: Column) -> str:
    return f"{column.label}\n{column.note}" if column.note else column.label


def _column_width(table: Table, index: int) -> float:
    cells = [(row, row.cells[index]) for row in table.rows if row.cells]
    words = _widest([cell.text for _, cell in cells if cell.value is None])
    if is_matrix(table):
        return max(_FIGURE_WIDTH, min(words + _PADDING, _MOST_WORDS))
    shown = _widest([table.shown(row, cell) for row, cell in cells])
    wanted = max(shown, _widest([_heading(table.columns[index])])) + _PADDING
    least = _LEAST_FIGURE if any(cell.value is not None for _, cell in cells) else _LEAST_WIDTH
    return min(max(wanted, least), _MOST_WIDTH)


def _layouts(table: Table) -> tuple[_Layout, ...]:
    """Return where the columns stand; a column without notes has no column of notes."""
    layouts = []
    column = 2
    for index in range(len(table.columns)):
        has_note = any(row.cells[index].note for row in table.rows if row.cells)
        note = column + 1 if has_note else None
        layouts.append(_Layout(column, _column_width(table, index), note))
        column += 2 if has_note else 1
    return tuple(layouts)


def _name_width(table: Table) -> float:
    if is_matrix(table):
        return _MATRIX_NAME
    names = _widest([table.corner, *map(row_heading, table.rows)]) + _PADDING
    return min(max(names, _LEAST_NAME), _MOST_NAME)


def _write_cell(
    sheet: Worksheet,
    formats: CellFormats,
    table: Table,
    place: tuple[int, int],
    row: Row,
    cell: TableCell,
) -> None:
    line, column = place
    if cell.value is None or cell.high is not None:
        words = "center" if is_matrix(table) else "left"
        shape = formats.words(level=row.level, align=words if cell.value is None else "right")
        sheet.write_string(line, column, table.shown(row, cell), shape)
        return
    kind = cell.kind or row.kind
    value = round_half_up(cell.value, _RATIO_DIGITS if kind in _RATIOS else 0)
    sheet.write_number(line, column, value, formats.figure(row, cell, table.unit))


def _write_row(
    sheet: Worksheet,
    formats: CellFormats,
    table: Table,
    line: int,
    row: Row,
    widths: tuple[float, tuple[_Layout, ...]],
) -> float:
    """Write one row; return its height."""
    name_width, layouts = widths
    heading = row_heading(row)
    has_code = not is_coded(table) or row.level == "plain"
    sheet.write_string(line, 0, row.key if has_code else "", formats.words(level=row.level))
    sheet.write_string(line, 1, heading, formats.words(level=row.level))
    sizes = [(heading, name_width)]
    if is_coded(table):
        sizes.append((row.key if has_code else "", _CODE_WIDTH))
    for layout, cell in zip(layouts, row.cells or (EMPTY,) * len(layouts), strict=True):
        _write_cell(sheet, formats, table, (line, layout.figure), row, cell)
        sizes.append((table.shown(row, cell), layout.width))
        if layout.note is not None:
            sheet.write_string(line, layout.note, cell.note, formats.note(level=row.level))
            sizes.append((cell.note, _NOTE_ROOM))
    height = row_height(sizes)
    sheet.set_row(line, height)
    return height


def _title(table: Table, lang: Lang) -> str:
    key = f"export.title.{table.key}"
    return text(key, lang) if has_text(key) else table.title


def _caption(table: Table, lang: Lang) -> str:
    has_money = any((cell.kind or row.kind) == "money" for row in table.rows for cell in row.cells)
    return text("export.caption", lang, caption=table.caption) if has_money else table.caption


def write_table_sheet(
    sheet: Worksheet, formats: CellFormats, table: Table, basis: str, reading: Reading
) -> None:
    """Write one table: what is missing stands beside the figure that it is missing from.

    Args:
        sheet: An empty sheet.
        formats: Formats of the workbook.
        table: The table.
        basis: Conditions in one line.
        reading: Language, unit and tax basis.
    """
    lang = reading.lang
    set_up_page(sheet, lang, 2)
    layouts, name_width = _layouts(table), _name_width(table)
    sheet.set_column(0, 0, _CODE_WIDTH, None, {"hidden": not is_coded(table)})
    sheet.set_column(1, 1, name_width)
    sheet.write_string(HEADING_ROW, 0, text("export.csv.code", lang), formats.heading)
    sheet.write_string(HEADING_ROW, 1, table.corner, formats.heading)
    widths = [name_width]
    sizes: list[tuple[str, float]] = [(table.corner, name_width)]
    for layout, column in zip(layouts, table.columns, strict=True):
        heading = _heading(column)
        sheet.set_column(layout.figure, layout.figure, layout.width)
        sheet.write_string(HEADING_ROW, layout.figure, heading, formats.heading)
        widths.append(layout.width)
        sizes.append((heading, layout.width))
        if layout.note is not None:
            sheet.set_column(layout.note, layout.note, _NOTE_WIDTH)
            sheet.write_string(HEADING_ROW, layout.note, text("export.note", lang), formats.heading)
            widths.append(_NOTE_WIDTH)
    lines = (_title(table, lang), _caption(table, lang), basis)
    heights = [write_heading(sheet, formats, lines, 1, widths), row_height(sizes)]
    sheet.set_row(HEADING_ROW, heights[-1])
    below = HEADING_ROW + 1
    for line, row in enumerate(table.rows, start=below):
        heights.append(_write_row(sheet, formats, table, line, row, (name_width, layouts)))
    for line, note in enumerate(table.notes, start=below + len(table.rows)):
        heights.append(write_across(sheet, line, 1, widths, note, formats.caption))
    fit_pages(sheet, [_CODE_WIDTH if is_coded(table) else 0, *widths], heights)
