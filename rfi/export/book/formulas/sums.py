"""集計: every figure of a total, phase, item and business, and how many open cells are behind it.

The tables of the meeting take their figures from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas import open_cells as in_open
from rfi.export.book.formulas.conversion import columns as in_cells
from rfi.export.book.formulas.grid import Cell, Formula, Grid, at, figure_of, span
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.open_cells import OpenCells, is_unread
from rfi.normalize.cost.lines import PHASES
from rfi.schema.codelists import load_codelist
from rfi.tidy.tables import BUNDLE_MARK

_FIRST = 2
PHASE_KEYS: Mapping[str, str] = {"one_time": "initial", "recurring": "recurring", "exit": "exit"}


@dataclass(frozen=True, slots=True)
class Sums:
    """The sheet of sums.

    Attributes:
        grid: The sheet.
        line: Key of a figure → its row: ``total``, ``present_value``, a phase of the summary,
            ``item.<code>``, ``business.<code>``.
        offers: Number of offers.
        names: What formulas call things.
    """

    grid: Grid
    line: Mapping[str, int]
    offers: int
    names: Names

    def value(self, key: str, offer: int) -> str:
        """Return the cell of a figure."""
        return self.names.sheet("sums", at(_FIRST + offer, self.line[key]))

    def count(self, key: str, offer: int) -> str:
        """Return the cell of the number of its open cells."""
        return self.names.sheet("sums", at(_FIRST + self.offers + offer, self.line[key]))

    def counted(self, key: str, offer: int) -> int:
        """Return that number as written."""
        cell = self.grid.rows[self.line[key]][_FIRST + self.offers + offer]
        return int(figure_of(cell))

    def known(self, key: str, offer: int) -> float:
        """Return a figure as written."""
        cell = self.grid.rows[self.line[key]][_FIRST + offer]
        return figure_of(cell)

    def values(self, first: str, last: str, offer: int, *, is_count: bool = False) -> str:
        """Return the cells of an offer from one figure to another, or of their open cells."""
        column = _FIRST + offer + (self.offers if is_count else 0)
        return self.names.sheet("sums", span(column, self.line[first], self.line[last]))

    def row(self, key: str) -> str:
        """Return the cells of a figure of all offers."""
        line = self.line[key]
        cells = f"{at(_FIRST, line)}:{at(_FIRST + self.offers - 1, line)}"
        return self.names.sheet("sums", cells)

    def counts(self, key: str) -> str:
        """Return the cells of the numbers of open cells of all offers."""
        line, first = self.line[key], _FIRST + self.offers
        return self.names.sheet("sums", f"{at(first, line)}:{at(first + self.offers - 1, line)}")

    @property
    def letters(self) -> str:
        """The cells of the letters, above the figures."""
        return self.row("letter")


@dataclass(frozen=True, slots=True)
class SumsSource:
    """What is summed.

    Attributes:
        cells: 換算.
        columns: Its columns.
        opened: The open cells.
        letters: Of the offers.
        city: Index of the city shown.
    """

    cells: Grid
    columns: in_cells.Columns
    opened: OpenCells
    letters: Sequence[str]
    city: int


class _Rows:
    """Makes the rows of 集計."""

    def __init__(self, comparison: Comparison, source: SumsSource, names: Names) -> None:
        self._source, self._names, self._city = source, names, source.city
        self.offers = range(len(source.letters))
        self._last = max(len(source.cells.rows) - 1, 0)
        self._rows = [
            [row for row in source.cells.rows if row[in_cells.OFFER] == letter]
            for letter in source.letters
        ]
        # A figure that was not read may belong to any row of its offer.
        self._plus = [int(is_unread(comparison, offer)) for offer in self.offers]

    def sums(self, column: int, *tests: tuple[int, str]) -> list[Cell]:
        """Return the sum of each offer over the rows of 換算 that pass all tests."""
        return [self._sum(column, offer, *tests) for offer in self.offers]

    def _sum(self, column: int, offer: int, *tests: tuple[int, str]) -> Formula:
        every = ((in_cells.OFFER, self._source.letters[offer]), *tests)
        asked = ",".join(f'{self._span(one)},"{word}"' for one, word in every)
        rows = [row for row in self._rows[offer] if all(row[one] == word for one, word in tests)]
        value = sum(figure_of(row[column]) for row in rows)
        return Formula(f"SUMIFS({self._span(column)},{asked})", value)

    def alone(self, columns: Sequence[int]) -> list[Cell]:
        """Return what the city shown would pay alone."""
        first, last = columns[0], columns[-1]
        block = self._names.sheet("cells", f"{at(first, 0)}:{at(last, self._last)}")
        mine = f"INDEX({block},0,{self._names.of('city')})"
        cells: list[Cell] = []
        for offer in self.offers:
            letter = self._source.letters[offer]
            value = sum(figure_of(row[columns[self._city]]) for row in self._rows[offer])
            text = f'SUMIFS({mine},{self._span(in_cells.OFFER)},"{letter}")'
            cells.append(Formula(text, value))
        return cells

    def _span(self, column: int) -> str:
        return self._names.sheet("cells", span(column, 0, self._last))

    def counts(self, *tests: tuple[int, str], early: tuple[int, str] | None = None) -> list[Cell]:
        """Return the open cells of each offer that pass all tests.

        Args:
            tests: Column and word.
            early: Cells that count besides where they are open whatever the window is.
        """
        return [self._count(offer, tests, early) for offer in self.offers]

    def _count(
        self, offer: int, tests: Sequence[tuple[int, str]], early: tuple[int, str] | None
    ) -> Formula:
        opened, mine = self._source.opened, self._source.letters[offer]
        parts = [opened.count(opened.open_, mine, *tests)]
        if early is not None:
            parts.append(opened.count(opened.early, mine, early))
        text = "+".join(part.text for part in parts) + ("+1" if self._plus[offer] else "")
        return Formula(text, sum(float(part.value) for part in parts) + self._plus[offer])


def sums_of(basis: CostBasis, comparison: Comparison, source: SumsSource, names: Names) -> Sums:
    """Return the sums over 換算, offer by offer, and the open cells behind them."""
    made, columns, letters = _Rows(comparison, source, names), source.columns, source.letters
    titles, shown = load_codelist("phases"), columns.shown
    rows: list[tuple[str, str, list[Cell], list[Cell]]] = [
        ("letter", "", list(letters), list(letters)),
        ("total", names.word("sums.total"), made.sums(shown), made.counts()),
        (
            "present_value",
            names.word("sums.present_value"),
            made.sums(columns.shown_present),
            made.counts(),
        ),
    ]
    # What is open of a recurring price may lie before go-live, and so in the initial cost.
    running = (in_open.PHASE, titles.title("recurring", names.lang))
    for phase in PHASES:
        title = titles.title(phase, names.lang)
        early = running if phase == PHASES[0] else None
        counts = made.counts((in_open.PHASE, title), early=early)
        sums = made.sums(shown, (in_cells.PHASE, title))
        rows.append((PHASE_KEYS[phase], title, sums, counts))
    for item, name in basis.questionnaire.items.items():
        sums, counts = made.sums(shown, (in_cells.ITEM, item)), made.counts((in_open.ITEM, item))
        rows.append((f"item.{item}", f"{item} {name}", sums, counts))
    for business in basis.model.axes.businesses:
        sums = made.sums(shown, (in_cells.BUSINESS, business))
        is_bundle = BUNDLE_MARK in business
        counts = [None] * len(letters) if is_bundle else made.counts((in_open.BUSINESS, business))
        name = basis.questionnaire.businesses.get(business, business)
        rows.append((f"business.{business}", name, sums, counts))
    if columns.alone:
        cells = made.alone(columns.alone)
        rows.append(("alone", names.word("sums.alone"), cells, [None] * len(letters)))
    headings = (
        names.word("sums.key"),
        names.word("sums.name"),
        *letters,
        *(names.word("sums.count", letter=letter) for letter in letters),
    )
    widths = (16.0, 34.0, *([16.0] * len(letters)), *([12.0] * len(letters)))
    grid = Grid("sums", names.word("sums.title"), headings, widths)
    line = {}
    for key, name, figures, counts in rows:
        line[key] = len(grid.rows)
        grid.rows.append([key, name, *figures, *counts])
    found = Sums(grid, line, len(letters), names)
    line["exact"] = len(grid.rows)
    grid.rows.append(["exact", names.word("sums.exact"), *_exact(comparison, found)])
    return found


def _exact(comparison: Comparison, sums: Sums) -> list[Cell]:
    """Return the totals that are exact while no cell is open; what is an interval never is."""
    cells: list[Cell] = []
    for offer, figures in enumerate(comparison.offers):
        is_interval = figures.bound.kind == "between" or bool(figures.half_ranges.total)
        is_levelled = figures.levelling is not None and bool(figures.levelling.filled)
        if figures.totals.nominal_jpy is None or is_interval or is_levelled:
            cells.append(None)
            continue
        total, count = (
            at(_FIRST + shift, sums.line["total"]) for shift in (offer, sums.offers + offer)
        )
        value = "" if sums.counted("total", offer) else sums.known("total", offer)
        cells.append(Formula(f'IF({count}=0,{total},"")', value))
    return cells
