"""A change of a total by its causes (method §11)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.change.causes import CAUSES
from rfi.analysis.change.split import split_change, whole_yen

amounts = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(amounts, min_size=len(CAUSES) + 1, max_size=len(CAUSES) + 1))
def test_parts_sum_to_the_change_to_the_yen(totals: list[float]) -> None:
    found = split_change("a", totals)
    assert sum(found.parts.values()) == found.change == whole_yen(totals[-1]) - whole_yen(totals[0])
    assert tuple(found.parts) == CAUSES


@given(amounts)
def test_what_does_not_move_has_no_part(total: float) -> None:
    found = split_change("a", [total] * (len(CAUSES) + 1))
    assert set(found.parts.values()) == {0}


def test_a_total_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="7 totals for 7 causes"):
        split_change("a", [1.0] * 7)
