"""Native tables: columns of one width, rows as high as their words, what does not fit counted."""

import re
from dataclasses import dataclass, replace

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import Table, _Cell
from pptx.util import Emu, Inches

from rfi.export.office.plain import cut, plain
from rfi.export.slides.headings import are_whole, head_lines
from rfi.export.slides.slide import Grid, Line
from rfi.export.slides.words import MUTED, Hand, set_up, write
from rfi.text.width import line_count, text_width

# No letter of a table is smaller; a table with room has larger ones.
LEAST, _MOST, _MOST_WORDS = 11, 14, 16
_INSET, _INSETS = Inches(0.06), 0.12
# Fonts that stand in for ours are taller and their digits wider: room for them too.
_PADDING, _LINE_HEIGHT, _WIDER = 0.09, 1.42, 1.15
# Inches that are lost in sums of heights.
_SLACK = 0.01
# What a row of words gets beside its lines where the slide has room.
_AIR = 0.22
# A full-width letter is as wide as it is high; inches to a point.
_POINT = 1 / 72
_MOST_LINES = 3
# A word among figures says how sure they are: it is given a line more before it is cut.
_MOST_AMONG_FIGURES = 4
_HEAD_FILL, _TOTAL_FILL = "E8F1FE", "F2F2F2"
_EDGE = "949494"
_PLAIN_STYLE = "{5940675A-B579-460E-94D1-54222C63F5DA}"


_FIGURE = re.compile(r"[≧≦※＋+△-]*[\d,.]+%?")


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """The place in the units of the file."""
        return (Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height))


@dataclass(frozen=True, slots=True)
class _Fit:
    """A table as it fits: its rows, their heights in inches, the size of its letters."""

    size: float
    head: float
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    heights: tuple[float, ...]
    left_out: int


def _room(inches: float, size: float) -> int:
    """Return how many half-width letters stand in a line of a column."""
    return max(int(2 * (inches - _INSETS) / (size * _POINT * _WIDER)), 2)


def _columns(words: str, inches: float, size: float) -> int:
    """Return how many lines words take."""
    room = _room(inches, size)
    return sum(line_count(part, room) for part in words.split("\n"))


def lines_of(words: str, inches: float, size: float) -> int:
    """Return how many lines words take in a box without a frame, in letters of ``size`` points."""
    return _columns(words, inches + _INSETS, size)


def _cut(words: str, inches: float, size: float, lines: int) -> str:
    room = _room(inches, size)
    return cut(words, lines * room - (lines - 1))


def _most_lines(grid: Grid) -> int:
    return _MOST_LINES if grid.is_words else _MOST_AMONG_FIGURES


def _cuts(grid: Grid, box: Box, size: float) -> bool:
    """Tell whether letters of a size leave words of a cell out."""
    _, rest = _widths(grid, box.width)
    cells = (plain(cell) for line in grid.lines for cell in line.cells)
    return any(_cut(cell, rest, size, _most_lines(grid)) != cell for cell in cells)


def _height(count: int, size: float) -> float:
    return count * size * _POINT * _LINE_HEIGHT + _PADDING


def _line_count(words: str) -> int:
    return words.count("\n") + 1


def _widths(grid: Grid, width: float) -> tuple[float, float]:
    first = width * grid.first
    return first, (width - first) / max(len(grid.heads), 1)


def _fitted(grid: Grid, box: Box, size: float, *, is_brief: bool = False) -> _Fit:
    first, rest = _widths(grid, box.width)
    lines = tuple(
        Line(
            _cut(plain(line.heading), first, size, _MOST_LINES),
            tuple(_cut(plain(cell), rest, size, _most_lines(grid)) for cell in line.cells),
            line.is_total,
        )
        for line in grid.lines
    )
    heads = tuple(head_lines(one, _room(rest, size), is_brief=is_brief) for one in grid.heads)
    head = _height(max(_columns(grid.corner, first, size), *map(_line_count, heads)), size)
    heights = tuple(
        _height(
            max(
                _columns(line.heading, first, size),
                *(_columns(cell, rest, size) for cell in line.cells),
                1,
            ),
            size,
        )
        for line in lines
    )
    used, kept = head, 0
    for height in heights:
        if used + height > box.height + _SLACK:
            break
        used += height
        kept += 1
    return _Fit(size, head, heads, lines[:kept], heights[:kept], len(lines) - kept)


def fitted(grid: Grid, box: Box) -> _Fit:
    """Return a table as it fits into a place: letters as large as they can be, 11 points at least.

    Rows that do not fit even so are counted, never dropped in silence.
    """
    most = _MOST_WORDS if grid.is_words else _MOST
    sizes = range(most, LEAST, -1)
    # Smaller letters rather than words that are cut, where any letters hold them.
    whole = [size for size in sizes if not _cuts(grid, box, size)]
    # And rather than a name that is cut; a row that is left out would be worse than either.
    for is_brief in (False, True):
        for size in (*(whole or sizes), LEAST):
            found = _fitted(grid, box, size, is_brief=is_brief)
            holds = is_brief or are_whole(grid.heads, found.heads)
            if holds and not found.left_out and _holds_figures(grid, box, size):
                return _aired(found, box) if grid.is_words else found
    return found


def _holds_figures(grid: Grid, box: Box, size: float) -> bool:
    """Tell whether no figure is broken over two lines."""
    _, rest = _widths(grid, box.width)
    figures = (cell for line in grid.lines for cell in line.cells if _FIGURE.fullmatch(cell))
    return grid.is_words or all(text_width(cell) <= _room(rest, size) for cell in figures)


def _aired(fit: _Fit, box: Box) -> _Fit:
    """Return rows of words with what room is left between them."""
    left = box.height - fit.head - sum(fit.heights)
    more = min(left / max(len(fit.heights), 1), _AIR)
    return replace(fit, heights=tuple(height + more for height in fit.heights))


def least_height(grid: Grid, width: float) -> float:
    """Return how high a table is at least, in inches, with all of its rows."""
    fit = _fitted(grid, Box(0, 0, width, float("inf")), LEAST)
    return fit.head + sum(fit.heights)


def _fill(cell: _Cell, colour: str | None) -> None:
    if colour is None:
        cell.fill.background()
        return
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string(colour)


def _write_cell(
    cell: _Cell, words: str, hand: Hand, colour: str | None = None, *, is_alike: bool = True
) -> None:
    _fill(cell, colour)
    set_up(cell.text_frame, inset=_INSET)
    cell.margin_left = cell.margin_right = _INSET
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    below = None if is_alike else replace(hand, is_bold=False, colour=MUTED)
    write(cell.text_frame, words, hand, below)


def draw_table(slide: Slide, grid: Grid, box: Box, name: str) -> tuple[float, int]:
    """Draw a table.

    Args:
        slide: Where.
        grid: What.
        box: The place; the table is no higher.
        name: Of the shape, which a reader of the screen says.

    Returns:
        Its height in inches, and the rows that did not fit.
    """
    fit = fitted(grid, box)
    first, rest = _widths(grid, box.width)
    place = Box(box.left, box.top, box.width, fit.head + sum(fit.heights))
    frame = slide.shapes.add_table(len(fit.lines) + 1, len(grid.heads) + 1, *place.emu)
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", name)  # noqa: SLF001 - no setter
    table: Table = frame.table
    style = table._tbl.tblPr.find(qn("a:tableStyleId"))  # noqa: SLF001 - the library has no setter
    style.text = _PLAIN_STYLE
    table.horz_banding = False
    table.columns[0].width = Inches(first)
    for index in range(len(grid.heads)):
        table.columns[index + 1].width = Inches(rest)
    center = Hand(fit.size, is_bold=True, align=PP_ALIGN.CENTER)
    table.rows[0].height = Inches(fit.head)
    _write_cell(table.cell(0, 0), grid.corner, center, _HEAD_FILL)
    for index, (head, whole) in enumerate(zip(fit.heads, grid.heads, strict=True), start=1):
        is_alike = "\n" not in whole
        _write_cell(table.cell(0, index), head, center, _HEAD_FILL, is_alike=is_alike)
    side = PP_ALIGN.LEFT if grid.is_words else PP_ALIGN.RIGHT
    for row, (line, height) in enumerate(zip(fit.lines, fit.heights, strict=True), start=1):
        table.rows[row].height = Inches(height)
        fill = _TOTAL_FILL if line.is_total else None
        _write_cell(table.cell(row, 0), line.heading, Hand(fit.size, is_bold=True), fill)
        for index, cell in enumerate(line.cells, start=1):
            hand = Hand(fit.size, is_bold=line.is_total, align=side)
            _write_cell(table.cell(row, index), cell, hand, fill)
    return place.height, fit.left_out
