"""The offers that one slide has room for, and tables of the pages as tables of a slide."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from rfi.compare.cost.comparison import Comparison
from rfi.evaluation.evaluation import Evaluation
from rfi.export.given import Given
from rfi.export.slides.slide import Grid, Line
from rfi.text.wording import Lang, text
from rfi.views.look.estimate_marks import no_figure
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.totals import whole_certainty

# Columns of offers in which figures of the sample's size fit at eleven points.
MOST_OFFERS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """What a slide is made from: everything, and which of the offers stand on it.

    Attributes:
        given: Everything.
        indexes: Of the offers on this slide.
        number, count: Which slide of how many with the same title.
    """

    given: Given
    indexes: tuple[int, ...]
    number: int = 1
    count: int = 1

    @property
    def evaluation(self) -> Evaluation:
        """What was found."""
        return self.given.evaluation

    @property
    def costs(self) -> Comparison:
        """The offers side by side."""
        return self.given.evaluation.costs

    @property
    def reading(self) -> Reading:
        """Language, unit and tax basis."""
        return self.given.reading

    @property
    def lang(self) -> Lang:
        """Language."""
        return self.given.reading.lang

    def word(self, key: str, **facts: object) -> str:
        """Return a wording of the slides."""
        return text(f"export.slides.{key}", self.lang, **facts)

    def title(self, key: str) -> str:
        """Return a title; it counts the slides where the offers take several."""
        words = self.word(f"{key}.title")
        if self.count == 1:
            return words
        return self.word("part", title=words, number=self.number, count=self.count)

    @property
    def letters(self) -> tuple[str, ...]:
        """Letters of the offers on this slide."""
        columns = offer_columns(self.costs)
        return tuple(columns[index].letter for index in self.indexes)

    def marked(self, rows: Iterable[Row]) -> tuple[str, ...]:
        """Return the letters, below each the marks of its figures: a bar alone would hide them."""
        of = tuple(rows)
        marks = (
            "".join(dict.fromkeys(row.cells[index].sign.strip() for row in of))
            for index in self.indexes
        )
        return tuple(
            f"{letter}\n{mark}" if mark else letter
            for letter, mark in zip(self.letters, marks, strict=True)
        )

    @property
    def heads(self) -> tuple[str, ...]:
        """Letter, and the short name below."""
        columns = offer_columns(self.costs)
        return tuple(
            f"{columns[index].letter}\n{columns[index].short or columns[index].heading}"
            for index in self.indexes
        )

    def cells(self, table: Table, row: Row, *, with_notes: bool = False) -> tuple[str, ...]:
        """Return the cells of the offers on this slide, as the page prints them."""
        return tuple(
            self._cell(table, row, row.cells[index], with_notes=with_notes)
            for index in self.indexes
        )

    def _cell(self, table: Table, row: Row, cell: TableCell, *, with_notes: bool) -> str:
        """Return one cell, with the mark of what was written beside it."""
        shown = table.shown(row, cell)
        words = shown or cell.note
        if with_notes and cell.note and shown:
            words = text("view.with_note", self.lang).format(shown=shown, note=cell.note)
        return f"{words} {cell.mark}".rstrip()

    def values(self, row: Row, factor: float) -> tuple[float | None, ...]:
        """Return the figures of the offers on this slide in a unit; None for words."""
        found = (row.cells[index].value for index in self.indexes)
        return tuple(None if value is None else value / factor for value in found)

    def grid(
        self,
        table: Table,
        rows: Iterable[Row],
        corner: str = "",
        *,
        with_notes: bool = False,
        is_short: bool = False,
    ) -> Grid:
        """Return rows of a table of the page with the offers of this slide as columns.

        Args:
            table: Of the page.
            rows: Its rows that are shown; headings between rows are left out.
            corner: In place of its own.
            with_notes: Whether what must be said beside a figure stands behind it.
            is_short: Whether letters alone stand above the columns.
        """
        lines = tuple(
            Line(
                row.heading.strip(),
                self.cells(table, row, with_notes=with_notes),
                row.level == "total",
            )
            for row in rows
            if row.level != "section"
        )
        heads = self.letters if is_short else self.heads
        return Grid(corner or table.corner, heads, lines)

    def with_certainty(self, grid: Grid) -> Grid:
        """Return a table of totals with how far each can be relied on, as its last line."""
        offers = [self.costs.offers[index] for index in self.indexes]
        words = tuple(
            no_figure(offer, self.lang)
            if offer.totals.nominal_jpy is None
            else whole_certainty(offer, self.lang)
            for offer in offers
        )
        line = Line(text("view.summary.certainty", self.lang), words)
        return replace(grid, lines=(*grid.lines, line))


def parts_of(given: Given) -> Iterator[Part]:
    """Yield the offers in groups that fit on a slide, in the order of their letters."""
    count = len(given.evaluation.costs.offers)
    groups = -(-count // MOST_OFFERS)
    each = -(-count // groups) if groups else 0
    for number in range(groups):
        indexes = tuple(range(number * each, min((number + 1) * each, count)))
        yield Part(given, indexes, number + 1, groups)


def rows_by_key(table: Table, keys: Sequence[str]) -> list[Row]:
    """Return the rows of some keys, in the order of the keys."""
    found = {row.key: row for row in table.rows}
    return [found[key] for key in keys if key in found]
