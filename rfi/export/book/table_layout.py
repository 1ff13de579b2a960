"""Where the columns of the tables of one sheet stand: the same for all that stand on it."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfi.text.width import text_width
from rfi.views.look.table import Column, Row, Table
from rfi.views.look.table_html import is_matrix

CODE_WIDTH, _FIGURE_WIDTH, NOTE_WIDTH = 7.0, 17.0, 15.0
# A list's columns are as wide as their words, within these bounds; so is the column of names.
_LEAST_WIDTH, _LEAST_FIGURE, _MOST_WIDTH = 8.0, 13.0, 66.0
_LEAST_NAME, _MOST_NAME = 8.0, 50.0
_MATRIX_NAME = 34.0
# Words in a matrix wrap within this; beyond it the paper would be too narrow.
_LEAST_WORDS, _MOST_WORDS = 12.0, 26.0
# Where long notes stand beside them, the paper is better given to those.
_WORDS_BESIDE_NOTES = 14.0
_PADDING = 2.0
# A matrix longer than this prints without its notes: they stand right of the printed page, for who
# reads it on screen. With them 431 requirements of six offers are 44 sheets, without 18.
_LONG_MATRIX, _MOST_ASIDE = 200, 110.0
# A note takes what the paper has left, up to this: a long one makes its whole row tall.
_LEAST_NOTE, _MOST_NOTE = 6.0, 44.0
# Characters that fit on the paper before the print is smaller than 8 points (docs/export.md).
_MOST_CHARACTERS = 245.0
# That holds for so many columns; each more has edges that are as wide as so many characters.
_USUAL_COLUMNS, _EDGES = 17, 1.5


@dataclass(frozen=True, slots=True)
class Place:
    """Where one column of the tables stands: its figures, and its notes if it has any."""

    figure: int
    width: float
    note: int | None
    note_width: float = NOTE_WIDTH


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of a sheet.

    Attributes:
        is_coded: Whether the first column shows the codes.
        name: Width of the names.
        places: By column of the tables.
        is_aside: Whether the notes stand right of the printed page, all behind the figures.
    """

    is_coded: bool
    name: float
    places: tuple[Place, ...]
    is_aside: bool = False

    @property
    def edge(self) -> int:
        """The last column that is printed."""
        if self.is_aside:
            return max(place.figure for place in self.places)
        return max((place.note or place.figure for place in self.places), default=1)

    @property
    def widths(self) -> list[float]:
        """Widths of all printed columns behind the codes, in their order."""
        if self.is_aside:
            return [self.name, *(place.width for place in self.places)]
        notes = ((place.note_width,) if place.note is not None else () for place in self.places)
        pairs = zip(self.places, notes, strict=True)
        return [self.name, *(width for place, note in pairs for width in (place.width, *note))]


def is_coded(table: Table) -> bool:
    """Tell whether the rows have codes that people know (cost items, businesses)."""
    return any(row.note == row.key for row in table.rows if row.level == "plain")


def row_heading(row: Row, width: float) -> str:
    """Return name and note of a row, in one line where the column is wide enough for both.

    A code stands in a column of its own. Each line saved is a third of the paper saved.
    """
    if row.note in {"", row.key}:
        return row.heading
    one_line = f"{row.heading}  {row.note}"
    fits = "\n" not in one_line and text_width(one_line) + _PADDING <= width
    return one_line if fits else f"{row.heading}\n{row.note}"


def column_heading(column: Column) -> str:
    """Return the heading of a column with its second line."""
    return f"{column.label}\n{column.note}" if column.note else column.label


def _widest(words: Sequence[str]) -> int:
    parts = (part for word in words for part in word.split("\n"))
    return max(map(text_width, parts), default=0)


def _column_width(table: Table, index: int) -> float:
    cells = [(row, row.cells[index]) for row in table.rows if row.cells]
    words = _widest([cell.text for _, cell in cells if cell.value is None])
    if is_matrix(table):
        has_figures = any(cell.value is not None for _, cell in cells)
        is_noted = _note_width((table,), index) > NOTE_WIDTH
        least = _FIGURE_WIDTH if has_figures else _LEAST_WORDS
        most = _WORDS_BESIDE_NOTES if is_noted else _MOST_WORDS
        return max(least, min(words + _PADDING, most))
    shown = _widest([table.shown(row, cell) for row, cell in cells])
    wanted = max(shown, _widest([column_heading(table.columns[index])])) + _PADDING
    least = _LEAST_FIGURE if any(cell.value is not None for _, cell in cells) else _LEAST_WIDTH
    return min(max(wanted, least), _MOST_WIDTH)


def _name_width(table: Table) -> float:
    if is_matrix(table):
        return _MATRIX_NAME
    names = _widest([table.corner, *(row_heading(row, 0) for row in table.rows)]) + _PADDING
    return min(max(names, _LEAST_NAME), _MOST_NAME)


def _figures_width(tables: Sequence[Table], index: int) -> float:
    """Return how wide the figures and words of a column are, its heading apart."""
    shown = [
        table.shown(row, row.cells[index])
        for table in tables
        if index < len(table.columns)
        for row in table.rows
        if row.cells
    ]
    return max(_widest(shown) + _PADDING / 2, _LEAST_WIDTH)


def _note_width(tables: Sequence[Table], index: int, most: float = _MOST_NOTE) -> float:
    """Return how wide the notes of a column would be in one line; 0 where no table has any."""
    given = [
        row.cells[index].beside
        for table in tables
        if index < len(table.columns)
        for row in table.rows
        if row.cells and row.cells[index].beside
    ]
    if not given:
        return 0.0
    return min(max(_widest(given) + _PADDING, _LEAST_NOTE), most)


def _layout_aside(table: Table) -> Layout:
    """Return the columns of a long matrix: names as wide as the paper lets them."""
    count = len(table.columns)
    shares = (_MOST_CHARACTERS - _MOST_NAME) / count
    widths = [
        max(min(_figures_width((table,), index) + _PADDING, _MOST_WORDS, shares), _LEAST_WIDTH)
        for index in range(count)
    ]
    coded = is_coded(table)
    left = _MOST_CHARACTERS - sum(widths) - (CODE_WIDTH if coded else 0.0)
    names = _widest([row_heading(row, 0) for row in table.rows]) + _PADDING
    notes = [_note_width((table,), index, _MOST_ASIDE) for index in range(count)]
    places = tuple(
        Place(2 + index, width, 2 + count + index if note else None, note)
        for index, (width, note) in enumerate(zip(widths, notes, strict=True))
    )
    return Layout(coded, max(min(names, left), _MATRIX_NAME), places, is_aside=True)


def layout_of(tables: Sequence[Table]) -> Layout:
    """Return the columns of a sheet; one without notes in any table has no column of notes.

    Columns of words give way where the paper would be printed smaller than can be read.
    """
    first = tables[0]
    if len(tables) == 1 and len(first.rows) > _LONG_MATRIX and is_matrix(first):
        return _layout_aside(first)
    coded = any(map(is_coded, tables))
    name = max(map(_name_width, tables))
    count = max(len(table.columns) for table in tables)
    widths = [
        max(_column_width(table, index) for table in tables if index < len(table.columns))
        for index in range(count)
    ]
    whole = [_note_width(tables, index) for index in range(count)]
    noted = [min(width, NOTE_WIDTH) for width in whole]
    fixed = (CODE_WIDTH if coded else 0.0) + name + sum(noted)
    columns = 1 + coded + count + sum(map(bool, noted))
    most = _MOST_CHARACTERS - _EDGES * max(columns - _USUAL_COLUMNS, 0)
    least = [_LEAST_FIGURE] * count
    if fixed + sum(least) > most:
        # Many columns: as narrow as their own figures; their headings wrap.
        least = [min(_LEAST_FIGURE, _figures_width(tables, index)) for index in range(count)]
    room = most - fixed - sum(least)
    wish = sum(max(width - low, 0) for width, low in zip(widths, least, strict=True))
    part = min(1.0, max(room, 0.0) / wish) if wish else 1.0
    spare = max(room - wish, 0.0)
    wider = sum(whole) - sum(noted)
    given = min(1.0, spare / wider) if wider else 0.0
    column, places = 2, []
    for width, low, short, long in zip(widths, least, noted, whole, strict=True):
        fitted = width if width <= low else low + (width - low) * part
        beside = short + (long - short) * given
        places.append(Place(column, fitted, column + 1 if beside else None, beside))
        column += 2 if beside else 1
    return Layout(coded, name, tuple(places))
