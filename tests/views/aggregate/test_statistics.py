"""The tables of statistics: figures of three vendors or more, words where there are fewer."""

import pytest

from rfi.disclosure.shown import shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.address import Shown
from rfi.scenario.chosen import NOTHING_CHOSEN
from rfi.views.aggregate.statistics import (
    view_aggregate,
    view_aggregate_businesses,
    view_aggregate_items,
)
from rfi.views.look.reading import Reading
from tests.disclosure.test_aggregate import small

READING = Reading("ja", "one")


def evaluated(vendors: int) -> Evaluation:
    return evaluate(shown_answers(small(vendors), Shown("aggregate")), NOTHING_CHOSEN)


def test_four_vendors_by_hand() -> None:
    # 1,000,000 + 111,111 k once and (10,000 + 1,111 k) × 60 a month, k = 0 … 3.
    table = view_aggregate(evaluated(4), READING)
    total = next(row for row in table.rows if row.key == "total")
    assert [cell.value for cell in total.cells] == [
        4,
        1_600_000,
        1_866_656.5,
        1_866_656.5,
        2_133_313,
    ]
    each = next(row for row in table.rows if row.key == "per_resident")
    assert each.cells[1].value == pytest.approx(1_600_000 / 350_000 / 5)


def test_fewer_than_three_are_said_in_words() -> None:
    for view in (view_aggregate, view_aggregate_items, view_aggregate_businesses):
        table = view(evaluated(2), READING)
        assert table.rows
        for row in table.rows:
            assert row.cells[0].text == "3社未満"
            assert [cell.value for cell in row.cells] == [None] * 5


def test_headings_say_what_stands_below_and_no_offer_has_a_column() -> None:
    table = view_aggregate_items(evaluated(3), Reading("en"))
    assert [column.heading for column in table.columns] == [
        *("Offers", "Minimum", "Median", "Mean", "Maximum"),
    ]
    assert not any(column.letter for column in table.columns)


def test_a_benefit_or_fit_that_nobody_answered_has_no_figure() -> None:
    rows = {row.key: row for row in view_aggregate(evaluated(4), READING).rows}
    for key in ("fit_rate", "staff_hours", "resident_hours"):
        assert rows[key].cells[0].text == "3社未満"
