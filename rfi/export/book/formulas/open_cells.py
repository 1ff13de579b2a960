"""欄: which asked cells are open for whom, and which become so when the window grows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.outlay import Outlay
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.coverage import (
    DISCOUNT_REFUSED,
    FIGURE_NOT_READ,
    RENEWAL_UNANSWERED,
    TERM_SHORT,
)
from rfi.export.book.formulas.grid import Cell, Formula, Grid, beside, figure_of, span
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.payers import Payers, first_gaps
from rfi.normalize.constants import RENEWAL_HORIZON_MONTHS
from rfi.scenario.questionnaire import CostCell
from rfi.schema.codelists import load_codelist

OFFER, BUSINESS, ITEM, PHASE, FIRST = range(5)
# Months after which a cell is open that always has a price.
_NEVER = 9999


@dataclass(frozen=True, slots=True)
class OpenCells:
    """The sheet and how to count on it.

    Attributes:
        grid: The sheet.
        names: What formulas call things.
        early, open_: Columns: open whatever the window is, and open in the window that holds.
        by_offer: Letter → the rows of the offer.
    """

    grid: Grid
    names: Names
    early: int
    open_: int
    by_offer: Mapping[str, list[list[Cell]]]

    def count(self, column: int, letter: str, *tests: tuple[int, str]) -> Formula:
        """Return how many cells of an offer pass all tests, and how many do as written.

        Args:
            column: ``early`` or ``open_``.
            letter: Of the offer.
            tests: Column and word.
        """
        if not self.grid.rows:
            return Formula("0", 0.0)
        last = len(self.grid.rows) - 1

        def cells(at: int) -> str:
            return self.names.sheet("open", span(at, 0, last))

        asked = ",".join(f'{cells(at)},"{word}"' for at, word in ((OFFER, letter), *tests))
        mine = self.by_offer.get(letter, [])
        rows = [row for row in mine if all(row[at] == word for at, word in tests)]
        found = sum(figure_of(row[column]) for row in rows)
        return Formula(f"SUMIFS({cells(column)},{asked})", found)


def _holes(
    comparison: Comparison, payers: Payers, outlay: Outlay, index: int, offer: int
) -> dict[str, tuple[CostCell, ...]]:
    """Return the holes of an offer; of what is shown as exported those that levelling leaves."""
    if index == payers.outlay_index():
        return dict(comparison.offers[offer].open_holes)
    return dict(outlay.coverages[offer].holes)


def open_cells(
    basis: CostBasis,
    comparison: Comparison,
    payers: Payers,
    letters: Sequence[str],
    names: Names,
) -> OpenCells:
    """Return the asked cells that are open, or can be."""
    axes, phases = basis.model.axes, basis.questionnaire.phases
    outlays = payers.outlays
    own = axes.scenarios.index(payers.conditions.scenario_id)
    is_extended = payers.conditions.assumptions.choice("term_extension") == "last_month"
    gaps = [first_gaps(basis, outlay, own, is_extended=is_extended) for outlay in outlays]
    titles = load_codelist("phases")
    count = len(outlays)
    said = ("offer", "business", "item", "phase")
    headings = [names.word(f"open.{name}") for name in said]
    headings += [names.word("open.early", number=number + 1) for number in range(count)]
    headings += [names.word("open.months", number=number + 1) for number in range(count)]
    early, open_ = FIRST + 2 * count, FIRST + 2 * count + 1
    headings += [names.word("open.whatever"), names.word("open.now")]
    widths = (6.0, 10.0, 7.0, 8.0, *([9.0] * (2 * count)), 12.0, 10.0)
    grid = Grid("open", names.word("open.title"), tuple(headings), widths)
    months = int(payers.conditions.assumptions.number("horizon_months"))

    def add(head: tuple[str, str, str, str], flags: Sequence[bool], late: Sequence[int]) -> None:
        if not any(flags) and min(late) >= _NEVER:
            return
        row = len(grid.rows)
        firsts, seconds = (
            [beside(FIRST + shift + number, row) for number in range(count)] for shift in (0, count)
        )
        chosen = payers.outlay_index()
        is_early = bool(flags[chosen])
        is_open = is_early or late[chosen] < months
        texts = [_chosen(cells, payers, names) for cells in (firsts, seconds)]
        grid.rows.append(
            [
                *head,
                *(float(flag) for flag in flags),
                *(float(month) for month in late),
                Formula(texts[0], float(is_early)),
                Formula(
                    f"IF(OR({beside(early, row)}=1,{texts[1]}<{names.of('months')}),1,0)",
                    float(is_open),
                ),
            ]
        )

    for offer, letter in enumerate(letters):
        holes = [_holes(comparison, payers, one, n, offer) for n, one in enumerate(outlays)]
        firm = [
            {cell for kind, cells in found.items() if kind != TERM_SHORT for cell in cells}
            for found in holes
        ]
        asked = dict.fromkeys(cell for one in outlays for cell in one.coverages[offer].states)
        for business, item in asked:
            where = (offer, axes.businesses.index(business), axes.items.index(item))
            late = [int(gap[where]) if gap[where] >= 0 else _NEVER for gap in gaps]
            flags = [(business, item) in found for found in firm]
            add((letter, business, item, titles.title(phases[item], names.lang)), flags, late)
        for kind, phase in ((DISCOUNT_REFUSED, ""), (FIGURE_NOT_READ, "")):
            flags = [kind in found for found in holes]
            add((letter, "", "", phase), flags, [_NEVER] * count)
        lacks = [
            not basis.cells.has_renewal[offer, list(one.sizes[offer].scenarios or (own,))].all()
            for one in outlays
        ]
        late = [RENEWAL_HORIZON_MONTHS - 1 if lack else _NEVER for lack in lacks]
        recurring = titles.title("recurring", names.lang)
        add((letter, RENEWAL_UNANSWERED, "", recurring), [False] * count, late)
    by_offer: dict[str, list[list[Cell]]] = {}
    for row in grid.rows:
        by_offer.setdefault(str(row[OFFER]), []).append(row)
    return OpenCells(grid, names, early, open_, by_offer)


def _chosen(cells: Sequence[str], payers: Payers, names: Names) -> str:
    """Return the one of these cells, an outlay each, that is shown."""
    if not payers.members:
        return cells[0]
    last = len(payers.members)
    alone = f"INDEX({cells[1]}:{cells[last]},{names.of('city')})"
    joint = [cells[-1], cells[-1]] if payers.joint else []
    return f"CHOOSE({names.of('view')},{','.join([cells[0], alone, *joint])})"


def is_unread(comparison: Comparison, offer: int) -> bool:
    """Return whether a figure of an offer's file that was not read may belong anywhere."""
    return FIGURE_NOT_READ in comparison.offers[offer].open_holes
