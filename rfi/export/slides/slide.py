"""One slide as values, before anything is drawn: words, tables and charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfi.export.drawing import Drawing

# Columns that the line below a title has, in half-width letters.
SUB_WIDTH = 102


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table: its heading and a text a column."""

    heading: str
    cells: tuple[str, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A native table.

    Attributes:
        corner: Heading of the row headings, most often the unit.
        heads: Headings of the columns; the words after a line break are smaller.
        lines: Rows.
        first: Part of the width that the row headings take.
        is_words: Whether the cells hold words rather than figures, and are set to the left.
    """

    corner: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]
    first: float = 0.16
    is_words: bool = False


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide.

    Attributes:
        key: Which one, stable over languages.
        title, sub: What it shows, and how it is to be read.
        charts: Above the table, or left of it.
        grid: Table; None for none.
        remark: Below the table.
        is_beside: Whether the table stands right of the chart.
        notes: For the speaker, beside the conditions.
    """

    key: str
    title: str
    sub: str
    charts: tuple[Drawing, ...] = ()
    grid: Grid | None = None
    remark: str = ""
    is_beside: bool = False
    notes: Sequence[str] = ()
