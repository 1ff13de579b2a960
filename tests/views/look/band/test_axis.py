"""One scale for all bars of a picture."""

import re

from hypothesis import given
from hypothesis import strategies as st

from rfi.views.look.band.axis import axis_between, axis_from_zero
from rfi.views.look.chart import scale_of

amounts = st.lists(st.floats(1, 1e13), min_size=1, max_size=12)


def test_a_scale_from_zero_has_round_ticks() -> None:
    axis = axis_from_zero([4.46e9, 3.3e9], scale_of([4.46e9]))
    assert axis.ticks == (0.0, 1e9, 2e9, 3e9, 4e9)
    assert re.findall(r">([\d.]+)<", axis.heading()) == ["0", "10", "20", "30", "40"]


@given(amounts)
def test_a_bar_is_as_wide_as_its_share_of_the_largest(values: list[float]) -> None:
    axis = axis_from_zero(values, scale_of(values))
    widest = axis.width(max(values))
    assert widest < 100
    for value in values:
        assert abs(axis.width(value) - widest * value / max(values)) < 0.02


@given(amounts)
def test_every_tick_and_value_lies_on_the_picture_in_order(values: list[float]) -> None:
    axis = axis_between(values, scale_of(values), 0.1)
    assert list(axis.ticks) == sorted(axis.ticks)
    assert len(axis.ticks) <= 7
    places = [axis.at(value) for value in sorted(values)]
    assert places == sorted(places)
    assert all(0 <= place <= 100 for place in places)


def test_nothing_to_show_is_no_division_by_zero() -> None:
    assert axis_from_zero([], scale_of([])).at(0.0) == 0.0
