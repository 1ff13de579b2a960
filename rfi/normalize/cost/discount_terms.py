"""On which rows a discount stands, and in which of its months (method §1, "Discounts")."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from rfi.normalize.cost.calendar import Rows
from rfi.normalize.cost.lines import Lines
from rfi.normalize.cost.steps import NEUTRAL
from rfi.normalize.step import FloatArray

# Months that one amount of a discount covers; a term total covers its own months.
_MONTHS_EACH = {"monthly": 1, "yearly": 12}


@dataclass(frozen=True, slots=True)
class Placement:
    """The price rows that a discount reduces.

    Attributes:
        row: Indexes of the price rows.
        weight: What the discount is shared out by, yen.
        periods: How many amounts of the discount count.
        months: Months of the discount that count, from go-live; 0 for one that is given once.
        months_outside: Months of the discount in which nothing is priced: they do not count.
        columns: The months of the discount in each row, where they are its own.
    """

    row: npt.NDArray[np.int64]
    weight: FloatArray
    periods: float
    months: int
    months_outside: int
    columns: Mapping[str, FloatArray]


@dataclass(frozen=True, slots=True)
class CountedDiscount:
    """What a discount that counts is shared out by.

    Attributes:
        base_jpy: Tax-excluded yen of the quoted term at the reference rate, of all priced lines
            that it reduces; each line takes the part that it is of this.
        months, months_outside: As in ``Placement``.
    """

    base_jpy: float
    months: int
    months_outside: int


def place_discount(
    row: Mapping[Hashable, Any],
    contract_months: float,
    lines: Lines,
    rows: Rows,
    used: npt.NDArray[np.int64],
    weights: FloatArray,
) -> Placement:
    """Place a discount on the rows of the lines it reduces.

    A discount once lies in time like the prices. One by the month, the year or the term runs from
    go-live for its months: in each line it lies in the months that both have, and no window
    counts more of it than the months it holds.

    Args:
        row: The discount.
        contract_months: Of the offer; a discount that states no months runs as long.
        lines: The cost lines.
        rows: Their calendar.
        used: Rows that the discount reduces.
        weights: Price of each row, yen.
    """
    if row["frequency"] == "once" or not len(used):
        return Placement(used, weights[used], 1.0, 0, 0, {})
    months = contract_months if np.isnan(row["months"]) else float(row["months"])
    line = rows.line[used]
    go_live = lines.spans.go_live[line]
    is_once = lines.spans.is_once[line]
    priced = lines.spans.quoted_end[line] - go_live
    reach = float(priced[~is_once].max()) if (~is_once).any() else contract_months
    counted = min(months, max(reach, 0.0))
    begin = np.where(is_once, go_live, np.maximum(rows.start[used], go_live))
    end = np.minimum(rows.start[used] + rows.months[used], go_live + counted)
    end = np.where(is_once, go_live + counted, end)
    shared = np.maximum(end - begin, 0)
    inside = np.where(is_once, weights[used], weights[used] * shared / rows.months[used])
    # Each line takes its share by its whole price, whatever part of it lies in these months.
    whole = np.bincount(line, weights=weights[used], minlength=len(lines.offer))
    part = np.bincount(line, weights=inside, minlength=len(lines.offer))
    holds = inside > 0
    scale = whole[line[holds]] / part[line[holds]]
    each = _MONTHS_EACH.get(row["frequency"], months)
    columns = {
        "row_start": begin[holds].astype(np.float64),
        "row_months": shared[holds].astype(np.float64),
        # The window counts the discount's own months only, whatever price it stands on.
        "is_always_counted": np.full(begin[holds].shape, NEUTRAL["is_always_counted"], np.float64),
    }
    return Placement(
        row=used[holds],
        weight=inside[holds] * scale,
        periods=counted / each,
        months=int(counted),
        months_outside=int(months - counted),
        columns=columns,
    )
