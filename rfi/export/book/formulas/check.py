"""検算: what the formulas come to against what the tool found, silent once an assumption moved."""

from collections.abc import Sequence

from rfi.compare.cost.comparison import Comparison
from rfi.export.book.formulas.grid import Cell, Formula, Grid, at
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.sums import Sums
from rfi.text.numbers import round_half_up
from rfi.views.look.reading import Reading
from rfi.views.look.totals import total_of

_FIRST = 1
_MOST_YEN = 1


def _found(comparison: Comparison, reading: Reading, offer: int) -> dict[str, float | None]:
    """Return the tool's own figures of an offer, on the tax basis that is read."""
    figures, flows = comparison.offers[offer], comparison.flows
    phases = flows.phases[reading.measure][offer].tolist()
    items = flows.values[reading.measure][offer].sum(axis=(0, 2)).tolist()
    known = figures.totals.nominal_jpy is not None
    found: dict[str, float | None] = {"total": total_of(figures, reading)}
    if reading.tax == "excluded":
        found["present_value"] = figures.totals.present_value_jpy
    for key, amount in zip(("initial", "recurring", "exit"), phases, strict=True):
        found[key] = float(amount) if known else None
    for item, amount in zip(flows.axes.items, items, strict=True):
        found[f"item.{item}"] = float(amount) if known else None
    return found


def check_of(
    comparison: Comparison, reading: Reading, sums: Sums, letters: Sequence[str], names: Names
) -> Grid:
    """Return the tool's figures in whole yen, and what each formula is apart from them."""
    offers = range(len(letters))
    found = [_found(comparison, reading, offer) for offer in offers]
    keys = list(dict.fromkeys(key for one in found for key in one))
    headings = (
        names.word("check.figure"),
        *(names.word("check.tool", letter=letter) for letter in letters),
        *(names.word("check.apart", letter=letter) for letter in letters),
    )
    widths = (34.0, *([17.0] * len(letters)), *([12.0] * len(letters)))
    grid = Grid("check", names.word("check.title"), headings, widths, frozen=1)
    first = _FIRST + len(letters)
    grid.shapes = {first + offer: '0.00;"△"0.00;0' for offer in offers}
    changed = f'{names.of("changed")}="{names.word("yes")}"'
    for key in keys:
        line = len(grid.rows)
        tools: list[Cell] = []
        apart: list[Cell] = []
        for offer in offers:
            value = found[offer].get(key)
            tools.append("—" if value is None else round_half_up(value))
            if value is None:
                apart.append(None)
                continue
            text = f"{sums.value(key, offer)}-{at(_FIRST + offer, line)}"
            difference = sums.known(key, offer) - round_half_up(value)
            apart.append(Formula(f'IF({changed},"",ROUND({text},2))', round(difference, 2)))
        name = sums.grid.rows[sums.line[key]][1]
        grid.rows.append([name, *tools, *apart])
    last = len(grid.rows) - 1
    spans = f"{at(first, 0)}:{at(first + len(letters) - 1, last)}"
    test = f'COUNTIF({spans},">{_MOST_YEN}")+COUNTIF({spans},"<-{_MOST_YEN}")'
    far = names.word("check.far")
    good, moved = names.word("check.good"), names.word("check.moved")
    shown = [
        float(cell.value)
        for row in grid.rows
        for cell in row[first:]
        if isinstance(cell, Formula) and not isinstance(cell.value, str)
    ]
    is_good = all(abs(one) <= _MOST_YEN for one in shown)
    text = f'IF({changed},"{moved}",IF({test}=0,"{good}","{far}"))'
    grid.above = {0: Formula(text, good if is_good else far)}
    return grid
