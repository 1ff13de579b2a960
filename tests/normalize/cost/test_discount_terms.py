"""On which rows and in which months a discount stands, by hand (method §1, "Discounts")."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from rfi.normalize.cost.calendar import Spans, lay_out
from rfi.normalize.cost.discount_terms import Placement, place_discount
from rfi.normalize.cost.lines import Lines
from rfi.normalize.cost.steps import NEUTRAL
from rfi.normalize.months import month_number

GO_LIVE = month_number(2028, 4)
CONTRACT = 60.0


def lines_of(spans: Sequence[tuple[int, int, bool]]) -> Lines:
    """Return lines of one offer: (first month, month after the last, once), from go-live."""
    count = len(spans)
    nothing = np.zeros(count, dtype=np.int64)
    start, end, once = (np.array(one) for one in zip(*spans, strict=True))
    return Lines(
        *(nothing,) * 6,
        is_priced=np.ones(count, dtype=bool),
        is_midpoint=np.zeros(count, dtype=bool),
        half_range=np.zeros(count),
        spans=Spans(
            GO_LIVE + start,
            GO_LIVE + end,
            GO_LIVE + end,
            np.full(count, GO_LIVE),
            once,
            np.ones(count),
        ),
        columns={},
    )


# Software once, in the month before go-live; a service for five years that costs most in the last.
BOTH = lines_of([(-1, 0, True), (0, 60, False)])
WEIGHTS = [60.0, 12.0, 12.0, 12.0, 12.0, 24.0]


def placed(
    lines: Lines, weights: Sequence[float], frequency: str, months: float = np.nan
) -> Placement:
    rows = lay_out(lines.spans, np.arange(len(lines.offer)))
    assert len(rows) == len(weights)
    row: dict[Any, Any] = {"frequency": frequency, "months": months}
    return place_discount(row, CONTRACT, lines, rows, np.arange(len(rows)), np.array(weights))


def hold(found: Placement, rows: Sequence[int], weights: Sequence[float]) -> None:
    assert found.row.tolist() == list(rows)
    assert found.weight == pytest.approx(weights)


def test_one_that_is_given_once_lies_like_the_prices_and_has_no_months_of_its_own() -> None:
    found = placed(BOTH, WEIGHTS, "once")
    hold(found, range(6), WEIGHTS)
    assert (found.periods, found.months, found.months_outside) == (1.0, 0, 0)
    assert found.columns == {}


WHOLE_CONTRACT = [
    ("monthly", np.nan, 60.0),
    ("yearly", np.nan, 5.0),
    ("term_total", np.nan, 1.0),
    ("monthly", 60.0, 60.0),
    ("yearly", 60.0, 5.0),
]


@pytest.mark.parametrize(("frequency", "months", "periods"), WHOLE_CONTRACT)
def test_one_that_runs_with_the_contract_stands_in_every_month_of_it(
    frequency: str, months: float, periods: float
) -> None:
    found = placed(BOTH, WEIGHTS, frequency, months)
    hold(found, range(6), WEIGHTS)
    assert (found.periods, found.months, found.months_outside) == (periods, 60, 0)
    years = [GO_LIVE + 12 * year for year in range(5)]
    assert found.columns["row_start"].tolist() == [GO_LIVE, *years]
    assert found.columns["row_months"].tolist() == [60, *[12] * 5]
    always = [NEUTRAL["is_always_counted"]] * 6
    assert found.columns["is_always_counted"].tolist() == always
    assert {values.dtype for values in found.columns.values()} == {np.dtype(np.float64)}


@pytest.mark.parametrize(
    ("frequency", "periods"), [("monthly", 30.0), ("yearly", 2.5), ("term_total", 1.0)]
)
def test_one_of_thirty_months_stands_in_those_and_each_line_bears_it_by_its_whole_price(
    frequency: str, periods: float
) -> None:
    found = placed(BOTH, WEIGHTS, frequency, 30.0)
    # Of the service 72 are priced in all and 30 in these months: each row counts 72/30 times.
    hold(found, [0, 1, 2, 3], [60, 28.8, 28.8, 14.4])
    assert (found.periods, found.months, found.months_outside) == (periods, 30, 0)
    assert found.columns["row_start"].tolist() == [GO_LIVE, GO_LIVE, GO_LIVE + 12, GO_LIVE + 24]
    assert found.columns["row_months"].tolist() == [30, 12, 12, 6]


def test_of_a_year_that_is_priced_in_part_its_months_count() -> None:
    half_a_year = lines_of([(0, 30, False)])
    found = placed(half_a_year, [12.0, 12.0, 6.0], "monthly", 27.0)
    hold(found, range(3), [12 * 30 / 27, 12 * 30 / 27, 3 * 30 / 27])


@pytest.mark.parametrize(("frequency", "periods"), [("monthly", 60.0), ("yearly", 5.0)])
def test_months_in_which_nothing_is_priced_do_not_count(frequency: str, periods: float) -> None:
    found = placed(BOTH, WEIGHTS, frequency, 72.0)
    hold(found, range(6), WEIGHTS)
    assert (found.periods, found.months, found.months_outside) == (periods, 60, 12)


def test_of_prices_paid_once_alone_it_counts_for_the_months_of_the_contract() -> None:
    once = lines_of([(-1, 0, True), (3, 4, True)])
    found = placed(once, [60.0, 6.0], "monthly", 72.0)
    hold(found, [0, 1], [60, 6])
    assert (found.periods, found.months, found.months_outside) == (60.0, 60, 12)
    assert found.columns["row_months"].tolist() == [60, 60]


def test_months_before_go_live_take_no_part_and_a_price_that_ends_there_takes_none_at_all() -> None:
    early = lines_of([(-3, 60, False), (-6, -3, False)])
    # Three months before go-live, five years; the other line lies before go-live altogether.
    found = placed(early, [3.0, 12.0, 12.0, 12.0, 12.0, 12.0, 30.0], "monthly")
    hold(found, range(1, 6), [12.6] * 5)
    assert (found.periods, found.months) == (60.0, 60)
    alone = placed(lines_of([(-6, -3, False)]), [30.0], "monthly", 12.0)
    hold(alone, [], [])
    assert (alone.periods, alone.months, alone.months_outside) == (0.0, 0, 12)


def test_a_price_below_one_yen_bears_its_part() -> None:
    found = placed(BOTH, [0.5, 0.1, 0.1, 0.1, 0.1, 0.1], "monthly", 12.0)
    hold(found, [0, 1], [0.5, 0.5])


def test_a_discount_that_reduces_nothing_stands_on_no_row() -> None:
    rows = lay_out(BOTH.spans, np.arange(2))
    none = np.zeros(0, dtype=np.int64)
    row: dict[Any, Any] = {"frequency": "monthly", "months": 12.0}
    found = place_discount(row, CONTRACT, BOTH, rows, none, np.array(WEIGHTS))
    hold(found, [], [])
    assert (found.periods, found.months, found.months_outside, found.columns) == (1.0, 0, 0, {})
