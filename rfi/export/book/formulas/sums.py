"""集計: every figure of a total, phase, item and business, and how many open cells are behind it.

The tables of the meeting take their figures from here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas import cells as in_cells
from rfi.export.book.formulas import open_cells as in_open
from rfi.export.book.formulas.grid import Cell, Formula, Grid, at, span
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
        return int(float(cell.value)) if isinstance(cell, Formula) else 0

    def known(self, key: str, offer: int) -> float:
        """Return a figure as written."""
        cell = self.grid.rows[self.line[key]][_FIRST + offer]
        return float(cell.value) if isinstance(cell, Formula) else 0.0

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


def sums_of(
    basis: CostBasis,
    comparison: Comparison,
    cells: Grid,
    columns: in_cells.Columns,
    opened: OpenCells,
    letters: Sequence[str],
    names: Names,
) -> Sums:
    """Return the sums over 換算, offer by offer.

    Args:
        basis: The answers laid out.
        comparison: What is shown as exported.
        cells: 換算.
        columns: Its columns.
        opened: The open cells.
        letters: Of the offers.
        names: What formulas call things.
    """
    offers = range(len(letters))
    last = max(len(cells.rows) - 1, 0)
    titles = load_codelist("phases")

    def of(column: int) -> str:
        return names.sheet("cells", span(column, 0, last))

    def summed(column: int, offer: int, *tests: tuple[int, str]) -> Formula:
        every = ((in_cells.OFFER, letters[offer]), *tests)
        asked = ",".join(f'{of(one)},"{word}"' for one, word in every)
        rows = [row for row in by_offer[offer] if all(row[one] == word for one, word in tests)]
        value = sum(float(row[column].value) for row in rows if isinstance(row[column], Formula))
        return Formula(f"SUMIFS({of(column)},{asked})", value)

    by_offer = [[row for row in cells.rows if row[in_cells.OFFER] == letter] for letter in letters]
    plus = ["+1" if is_unread(comparison, offer) else "" for offer in offers]

    def counted(offer: int, *tests: tuple[int, str], column: int | None = None) -> Formula:
        every = ((in_open.OFFER, letters[offer]), *tests)
        found = opened.count(opened.open_ if column is None else column, *every)
        return Formula(found.text + plus[offer], float(found.value) + (1.0 if plus[offer] else 0.0))

    rows: list[tuple[str, str, list[Cell], list[Cell]]] = []
    rows.append(("letter", "", list(letters), list(letters)))
    totals = [counted(offer) for offer in offers]
    for key, column in (("total", columns.shown), ("present_value", columns.shown_present)):
        figures: list[Cell] = [summed(column, offer) for offer in offers]
        rows.append((key, names.word(f"sums.{key}"), figures, list(totals)))
    for phase in PHASES:
        title = titles.title(phase, names.lang)
        figures = [summed(columns.shown, offer, (in_cells.PHASE, title)) for offer in offers]
        counts: list[Cell] = []
        for offer in offers:
            found = counted(offer, (in_open.PHASE, title))
            if phase == PHASES[0]:
                # What is open of a recurring price may lie before go-live.
                running = titles.title("recurring", names.lang)
                more = counted(offer, (in_open.PHASE, running), column=opened.early)
                found = Formula(f"{found.text}+{more.text}", float(found.value) + float(more.value))
            counts.append(found)
        rows.append((PHASE_KEYS[phase], title, figures, counts))
    for item, name in basis.questionnaire.items.items():
        figures = [summed(columns.shown, offer, (in_cells.ITEM, item)) for offer in offers]
        counts = [counted(offer, (in_open.ITEM, item)) for offer in offers]
        rows.append((f"item.{item}", f"{item} {name}", figures, counts))
    for business in basis.model.axes.businesses:
        figures = [summed(columns.shown, offer, (in_cells.BUSINESS, business)) for offer in offers]
        is_bundle = BUNDLE_MARK in business
        counts = [
            None if is_bundle else counted(offer, (in_open.BUSINESS, business)) for offer in offers
        ]
        name = basis.questionnaire.businesses.get(business, business)
        rows.append((f"business.{business}", name, figures, counts))
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
    return Sums(grid, line, len(letters), names)
