"""値引: the discounts that count, each with a switch for its condition."""

from collections.abc import Sequence

import numpy as np

from rfi.compare.round.basis import CostBasis
from rfi.export.book.formulas.grid import Formula, Grid, beside
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.quoted.ledger import Ledger
from rfi.normalize.cost.model import NO_DISCOUNT
from rfi.schema.codelists import load_codelist


def empty_grid(key: str, names: Names, said: Sequence[str], widths: tuple[float, ...]) -> Grid:
    """Return a sheet without rows, its words from the catalogue."""
    headings = tuple(names.word(f"{key}.{name}") for name in said)
    return Grid(key, names.word(f"{key}.title"), headings, widths)


def discount_rows_of(
    basis: CostBasis, ledger: Ledger, letters: Sequence[str], names: Names
) -> tuple[Grid, dict[int, int]]:
    """Return the sheet of discounts, and the row of each."""
    said = ("number", "offer", "scenario", "amount", "unit", "currency", "condition", "met", "used")
    grid = empty_grid("discounts", names, said, (6, 6, 12, 16, 10, 8, 16, 12, 18))
    frame = basis.tables["discount_lines"]
    numbers = np.unique(ledger.discount[ledger.discount != NO_DISCOUNT]).tolist()
    conditions = load_codelist("discount_conditions")
    for index, number in enumerate(numbers):
        row = frame.iloc[number]
        head = ledger.head[ledger.discount == number][0]
        met = beside(said.index("met"), index)
        grid.rows.append(
            [
                float(index + 1),
                letters[int(row["owner"])],
                str(row["scenario_id"]),
                -float(row["amount"]),
                float(basis.model.columns["unit_factor"][head]),
                str(row["currency"]),
                conditions.title(str(row["condition"]), names.lang),
                1.0,
                Formula(f"{beside(said.index('amount'), index)}*{met}", -float(row["amount"])),
            ]
        )
    return grid, {number: index for index, number in enumerate(numbers)}
