"""Tables as one sheet, below each other: codes, names, and a column for each column on screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.cell_formats import CellFormats
from rfi.export.book.live_cell import LiveCells, write_marks
from rfi.export.book.sheet_layout import (
    HEADING_ROW,
    fit_pages,
    row_height,
    set_up_page,
    write_across,
    write_heading,
)
from rfi.export.book.table_layout import (
    CODE_WIDTH,
    Layout,
    column_heading,
    is_coded,
    layout_of,
    row_heading,
)
from rfi.export.book.writing import Writing
from rfi.export.office.quick_sheet import QuickSheet
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, has_text, text
from rfi.views.look.table import EMPTY, Row, Table, TableCell
from rfi.views.look.table_html import is_matrix

_RATIO_DIGITS = 12
_RATIOS = {"percent", "number", "ratio"}
_FILTERED_ROWS = 12


@dataclass(frozen=True, slots=True)
class PlacedTable:
    """Where a table stands on its sheet.

    Attributes:
        table: The table.
        title: Row of its title.
        heading: Row of its headings.
        columns: Column of the figures of each of its columns.
        edge: Last column of its sheet that is printed.
        names: Width of the names, in characters.
        lines: Key of a row → its row on the sheet.
    """

    table: Table
    title: int
    heading: int
    columns: tuple[int, ...]
    edge: int
    names: float
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _Sheet:
    """A sheet while it is written."""

    sheet: QuickSheet
    formats: CellFormats
    layout: Layout
    live: LiveCells
    heights: list[float]


def _write_cell(
    made: _Sheet, table: Table, place: tuple[int, int], row: Row, cell: TableCell, index: int
) -> None:
    line, column = place
    found = made.live.of(table, row.key, index)
    if found is None and (cell.value is None or cell.high is not None):
        words = "center" if is_matrix(table) else "left"
        align = words if cell.value is None else "right"
        shape = made.formats.words(level=row.level, align=align)
        made.sheet.put_words(line, column, table.shown(row, cell), shape)
        return
    kind = cell.kind or row.kind
    value = round_half_up(cell.value or 0.0, _RATIO_DIGITS if kind in _RATIOS else 0)
    if found is None:
        shape = made.formats.figure(row, cell, table.unit)
        made.sheet.put_number(line, column, value, shape)
        return
    shape = made.formats.figure(row, found.plain(cell), table.unit)
    shown = value if found.shown is None else found.shown
    made.sheet.put_formula(line, column, found.formula.removeprefix("="), shape, shown)


def _write_row(made: _Sheet, table: Table, line: int, row: Row, *, coded: bool) -> None:
    """Write one row; ``coded`` tells whether the rows of its table have codes."""
    sheet, formats, layout = made.sheet, made.formats, made.layout
    heading = row_heading(row, layout.name)
    # Beside codes that people know a row without one shows none: its key is ours.
    has_code = row.note == row.key if coded else not layout.is_coded
    code = row.key if has_code else ""
    sheet.put_words(line, 0, code, formats.words(level=row.level))
    sheet.put_words(line, 1, heading, formats.words(level=row.level))
    sizes = [(heading, layout.name)]
    if coded:
        sizes.append((code, CODE_WIDTH))
    for index, cell in enumerate(row.cells or (EMPTY,) * len(table.columns)):
        place = layout.places[index]
        _write_cell(made, table, (line, place.figure), row, cell, index)
        sizes.append((table.shown(row, cell), place.width))
        if place.note is not None:
            beside = cell.beside
            sheet.put_words(line, place.note, beside, formats.note(level=row.level))
            sizes.append((beside, place.note_width))
    height = row_height(sizes)
    sheet.set_row(line, height)
    made.heights.append(height)


def table_title(table: Table, lang: Lang) -> str:
    """Return the title of a table in a file."""
    key = f"export.title.{table.key}"
    return text(key, lang) if has_text(key) else table.title


def _caption(table: Table, lang: Lang) -> str:
    has_money = any((cell.kind or row.kind) == "money" for row in table.rows for cell in row.cells)
    return text("export.caption", lang, caption=table.caption) if has_money else table.caption


def _write_headings(made: _Sheet, table: Table, line: int, lang: Lang) -> None:
    sheet, shape = made.sheet, made.formats.heading
    has_codes = is_coded(table) or not made.layout.is_coded
    sheet.write_string(line, 0, text("export.csv.code", lang) if has_codes else "", shape)
    sheet.write_string(line, 1, table.corner, shape)
    sizes = [(table.corner, made.layout.name)]
    for place, column in zip(made.layout.places, table.columns, strict=False):
        words = column_heading(column)
        sheet.write_string(line, place.figure, words, shape)
        sizes.append((words, place.width))
        if place.note is not None:
            sheet.write_string(line, place.note, text("export.note", lang), shape)
    made.heights.append(row_height(sizes))
    sheet.set_row(line, made.heights[-1])


def _write_table(made: _Sheet, table: Table, title: int, heading: int, lang: Lang) -> PlacedTable:
    """Write headings, rows and notes; return where the table stands."""
    _write_headings(made, table, heading, lang)
    lines, coded = {}, is_coded(table)
    for line, row in enumerate(table.rows, start=heading + 1):
        _write_row(made, table, line, row, coded=coded)
        lines[row.key] = line
    widths = made.layout.widths
    for line, note in enumerate(table.notes, start=heading + 1 + len(table.rows)):
        made.heights.append(write_across(made.sheet, line, 1, widths, note, made.formats.caption))
    columns = tuple(place.figure for place in made.layout.places[: len(table.columns)])
    layout = made.layout
    return PlacedTable(table, title, heading, columns, layout.edge, layout.name, lines)


def _set_columns(sheet: Worksheet, layout: Layout) -> None:
    sheet.set_column(0, 0, CODE_WIDTH, None, {"hidden": not layout.is_coded})
    sheet.set_column(1, 1, layout.name)
    for place in layout.places:
        sheet.set_column(place.figure, place.figure, place.width)
        if place.note is not None:
            sheet.set_column(place.note, place.note, place.note_width)


def write_table_sheet(
    writing: Writing, sheet: QuickSheet, tables: Sequence[Table], *, is_followed: bool = False
) -> tuple[PlacedTable, ...]:
    """Write tables: what is missing stands beside the figure that it is missing from.

    Args:
        writing: The workbook.
        sheet: An empty sheet.
        tables: At least one.
        is_followed: Whether something with headings of its own will stand below them.
    """
    lang, formats, live = writing.lang, writing.formats, writing.live
    layout = layout_of(tables)
    made = _Sheet(sheet, formats, layout, live, [])
    # One heading can be repeated on every page: that of all that stands there, or of none.
    is_alike = len({tuple(map(column_heading, one.columns)) for one in tables}) == 1
    repeated = HEADING_ROW if is_alike and not is_followed else None
    set_up_page(sheet, writing.paper, 2, repeated)
    _set_columns(sheet, layout)
    first = tables[0]
    caption = _caption(first, lang)
    if layout.is_aside and any(place.note is not None for place in layout.places):
        caption = text("export.book.aside", lang, caption=caption)
    lines = (table_title(first, lang), caption, writing.basis)
    live_caption = writing.caption(lines[1])
    made.heights.append(write_heading(sheet, formats, lines, 1, layout.widths, live_caption))
    placed = [_write_table(made, first, 0, HEADING_ROW, lang)]
    for table in tables[1:]:
        last = placed[-1]
        title = last.heading + 2 + len(last.table.rows) + len(last.table.notes)
        sheet.write_string(title, 1, table_title(table, lang), formats.subtitle)
        caption = _caption(table, lang)
        below = write_across(sheet, title + 1, 1, layout.widths, caption, formats.caption)
        made.heights += [row_height([]), row_height([]), below]
        placed.append(_write_table(made, table, title, title + 2, lang))
    if len(tables) == 1 and layout.places and len(first.rows) >= _FILTERED_ROWS:
        end = layout.edge if layout.is_aside else layout.places[-1].figure
        if layout.is_aside or not is_matrix(first):
            sheet.autofilter(HEADING_ROW, 1, HEADING_ROW + len(first.rows), end)
    for one in placed:
        write_marks(sheet, formats, one.table, one.lines, one.columns, live)
    fit_pages(sheet, [CODE_WIDTH if layout.is_coded else 0, *layout.widths], made.heights)
    return tuple(placed)
