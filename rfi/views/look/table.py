"""One display table, from which screen, workbook, CSV and plain text are all written."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from rfi.text.numbers import all_digits, format_number
from rfi.text.width import text_width
from rfi.text.wording import text
from rfi.views.look.reading import MoneyUnit, Reading, money_digits, money_factor

Kind = Literal["money", "yen", "number", "tenth", "ratio", "percent", "count", "text", "exact"]
Level = Literal["plain", "total", "section"]

INTERVAL = "〜"
_DIGITS = {"yen": 0, "number": 4, "tenth": 1, "ratio": 2, "percent": 1, "count": 0}
_PERCENT = 100
# Numbers beyond this need fewer digits.
_LARGE, _LARGE_DIGITS = 1000, 2
_GAP = "  "


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a display table.

    Attributes:
        value: The figure, unrounded (money in yen, a percentage as a ratio); None for none.
        text: Words in place of a figure.
        sign: What stands before the figure (``Bound.sign``); ``〜`` prints ``value〜high``.
        note: What must be said beside it.
        high: Upper end of an interval.
        is_marked: Whether the eye should find it first.
        kind: How the figure is printed where it differs from the rest of its row.
        is_difference: Whether it is this − base: + before an increase, △ before a decrease.
        of: Code of the figure that it rests on (``code_of_figure``), in a column of no one offer.
        mark: Of what people wrote beside it (``with_remarks``).
    """

    value: float | None = None
    text: str = ""
    sign: str = ""
    note: str = ""
    high: float | None = None
    is_marked: bool = False
    kind: Kind | None = None
    is_difference: bool = False
    of: str = ""
    mark: str = ""

    @property
    def beside(self) -> str:
        """What must be said beside it, and the mark of what was written."""
        return " ".join(part for part in (self.note, self.mark) if part)


EMPTY = TableCell()


@dataclass(frozen=True, slots=True)
class Column:
    """Heading of one column; ``note`` is the second line, ``short`` as few words as will do."""

    key: str
    heading: str
    note: str = ""
    letter: str = ""
    short: str = ""

    @property
    def label(self) -> str:
        """Letter and heading in one line."""
        return f"{self.letter} {self.heading}".strip()


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what is compared, and a cell a column.

    Attributes:
        key: Code of what is compared.
        heading: Its name.
        cells: In the order of the columns; empty for a heading between rows.
        kind: How figures are printed.
        level: ``total`` is set apart, ``section`` is a heading between rows.
        note: Second line under the heading.
        of: Business and item of the figures (``code_of_figure``), where an offer's figure can be
            followed to the cells of its file; None where it cannot.
    """

    key: str
    heading: str
    cells: tuple[TableCell, ...] = ()
    kind: Kind = "money"
    level: Level = "plain"
    note: str = ""
    of: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A table ready to be shown.

    Attributes:
        key: Name of the table, stable over languages.
        title: What it shows.
        caption: Unit, tax basis and period.
        corner: Heading of the row headings.
        columns: Headings.
        rows: Rows.
        unit: Unit in which money is printed.
        notes: Lines under the table.
        letter: Of the offer whose table it is; "" for one of all offers.
    """

    key: str
    title: str
    caption: str
    corner: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: MoneyUnit = "thousand"
    notes: tuple[str, ...] = ()
    letter: str = ""

    def shown(self, row: Row, cell: TableCell) -> str:
        """Return the figure or words of one cell as printed, sign before, without its note."""
        return printed(cell, row.kind, self.unit)

    def to_replay(self) -> "Table":
        """Return the table for whoever computes it again: yen and factors with every digit.

        Totals stay as they are shown. The second line of a heading stands in the heading.
        """
        return replace(self, unit="one", rows=tuple(map(_to_replay, self.rows)))

    def with_differences_only(self) -> "Table":
        """Return the table without the rows in which every offer says the same."""
        kept = [
            row
            for row in self.rows
            if row.level != "plain"
            or len({(self.shown(row, cell), cell.note) for cell in row.cells}) > 1
        ]
        return replace(self, rows=tuple(_without_empty_sections(kept)))

    def to_frame(self, reading: Reading) -> pd.DataFrame:
        """Return the text as displayed: row headings first, then a column an offer."""
        with_note = text("view.with_note", reading.lang)
        names = [self.corner, *_distinct(column.label for column in self.columns)]
        rows = []
        for row in self.rows:
            cells = row.cells or (EMPTY,) * len(self.columns)
            shown = [
                with_note.format(shown=self.shown(row, cell), note=cell.beside)
                if cell.beside and self.shown(row, cell)
                else self.shown(row, cell) or cell.beside
                for cell in cells
            ]
            rows.append([row.heading, *shown])
        return pd.DataFrame(rows, columns=names, dtype="str")

    def to_text(self, reading: Reading) -> str:
        """Return the table in plain text, lined up for a fixed-width East Asian font."""
        frame = self.to_frame(reading)
        grid = [list(frame.columns), *frame.to_numpy(dtype=object).tolist()]
        # A heading between rows stands alone in its line and may run over the columns.
        lined_up = [line for line in grid if any(line[1:])] if self.columns else grid
        columns = zip(*lined_up, strict=True)
        widths = [max(map(text_width, column)) for column in columns]
        lines = [
            _GAP.join(
                _padded(part, width, to_right=index > 0)
                for index, (part, width) in enumerate(zip(line, widths, strict=True))
            ).rstrip()
            for line in grid
        ]
        rule = "-" * (sum(widths) + len(_GAP) * (len(widths) - 1))
        return "\n".join(
            [self.title, self.caption, rule, lines[0], rule, *lines[1:], rule, *self.notes]
        )


def printed(cell: TableCell, kind: Kind = "money", unit: MoneyUnit = "thousand") -> str:
    """Return the figure or words of a cell as printed, sign before, without its note.

    Args:
        cell: The cell.
        kind: How its row is printed; its own kind goes before.
        unit: In which money is printed.
    """
    if cell.value is None:
        return cell.text
    kind = cell.kind or kind

    def figure(value: float) -> str:
        digits = _figure(kind, value, unit)
        is_more = cell.is_difference and value > 0 and digits.strip("0.%") != ""
        return f"+{digits}" if is_more else digits

    low = figure(cell.value)
    if cell.sign == INTERVAL and cell.high is not None:
        return f"{low}{INTERVAL}{figure(cell.high)}"
    return f"{cell.sign}{low}"


def _figure(kind: Kind, value: float, unit: MoneyUnit) -> str:
    if kind == "money":
        return format_number(value / money_factor(unit), money_digits(unit))
    if kind == "exact":
        return all_digits(value)
    if kind == "percent":
        return f"{format_number(value * _PERCENT, _DIGITS[kind])}%"
    if kind == "number":
        digits = _DIGITS[kind] if abs(value) < _LARGE else _LARGE_DIGITS
        return format_number(value, digits).rstrip("0").rstrip(".")
    return format_number(value, _DIGITS.get(kind, 0))


def _to_replay(row: Row) -> Row:
    if row.level == "section":
        return replace(row, heading=f"{row.heading}  {row.note}".rstrip(), note="")
    if row.level == "total" or row.kind not in {"money", "yen", "number"}:
        return row
    cells = tuple(replace(cell, kind=None) for cell in row.cells)
    return replace(row, kind="exact", cells=cells)


def _without_empty_sections(rows: list[Row]) -> Iterable[Row]:
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) else None
        if row.level == "section" and (following is None or following.level == "section"):
            continue
        yield row


def _distinct(labels: Iterable[str]) -> list[str]:
    seen: dict[str, int] = {}
    result = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        result.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return result


def _padded(part: str, width: int, *, to_right: bool) -> str:
    gap = " " * (width - text_width(part))
    return gap + part if to_right else part + gap
