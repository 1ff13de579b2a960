"""Rounding where figures leave the program (method §10)."""

from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given
from hypothesis import strategies as st

from rfi.text.numbers import round_half_up


@given(st.floats(-(2.0**53), 2.0**53) | st.integers(-(2**40), 2**40).map(lambda half: half / 2))
def test_whole_figures_are_rounded_as_what_is_printed_of_them(value: float) -> None:
    exact = Decimal(repr(value)).quantize(Decimal(1), ROUND_HALF_UP)
    assert round_half_up(value) == exact
