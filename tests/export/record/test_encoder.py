"""What the name of a figure decides of it in JSON."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.export.record.encoder import (
    AS_GIVEN,
    DECIMALS,
    Records,
    decimals_of,
    encode,
    month_text,
    to_json,
)
from rfi.normalize.months import month_number


@dataclass(frozen=True)
class Priced:
    """A dataclass with something that does not go out."""

    total: float
    flows: np.ndarray
    holes: Mapping[str, int]

    @property
    def half(self) -> float:
        """A derived figure."""
        return self.total / 2


RECORDS: Records = {
    Priced: {
        "total_jpy": "total",
        "half_hours": "half",
        "holes": "holes",
        "is_open": lambda _: True,
    }
}


def coded(value: object, *names: str) -> Any:
    return encode(value, RECORDS, *names)


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("nominal_jpy", 0.5, 1),
        ("nominal_jpy", 1.5, 2),
        ("nominal_jpy", 2.5, 3),
        ("nominal_jpy", -0.5, -1),
        ("nominal_jpy", -2.5, -3),
        ("nominal_jpy", 2.4999, 2),
        ("nominal_jpy", 12_345_678, 12_345_678),
        ("per_resident_per_year_jpy", 1_541.5, 1_542),
        ("staff_jpy_per_hour", 4_208.25, 4_208.25),
        ("population", 417_496.0, 417_496),
        ("staff_hours", 83_333.25, 83_333.3),
        ("staff_hours", -0.04, 0.0),
        ("hours_per_year", 43.805, 43.81),
        ("window_hours", 1.005, 1.01),
        ("downtime_hours_per_year", 43.8, 43.8),
        ("downtime_minutes_per_year", 2_627.5, 2_628),
        ("fte", 1.25, 1.3),
        ("visits", 10.05, 10.1),
        ("unanswered_share", 1 / 7, 0.1429),
        ("levelled_share", 1 / 7, 0.142857),
        ("share", 1 / 7, 0.14285714),
        ("rate", 2 / 3, 0.6667),
        ("online_rate", 2 / 3, 2 / 3),
        ("spread_ratio", 2 / 3, 0.6667),
        ("mean_of_ratios", 2 / 3, 0.666667),
        ("value", 2 / 3, 2 / 3),
        ("percent", 99.95, 99.95),
        ("first_month", month_number(2028, 4), "2028-04"),
        ("months", 60, 60),
        ("fiscal_year", 2028, 2028),
    ],
)
def test_a_number_is_rounded_as_its_name_says(name: str, value: float, expected: object) -> None:
    found = coded(value, name)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (np.array([1.5]) > 2, [False]),
        (math.nan, None),
        (math.inf, None),
        (-math.inf, None),
        (np.float64(1.5), 2),
        (np.int64(7), 7),
        ("", None),
        ("priced", "priced"),
        (frozenset({"b", "a"}), ["a", "b"]),
        (np.array([1.5, np.nan]), [2, None]),
        (np.array([[True], [False]]), [[True], [False]]),
        ((1.5, math.inf), [2, None]),
        ({2029: 1.5, 2028: 0.5}, {"2028": 1, "2029": 2}),
        ({"b": 1.5, "a": 0.5}, {"b": 2, "a": 1}),
        ({"": 1}, {"none": 1}),
        (np.datetime64("2028-04-01"), "2028-04-01"),
        (np.datetime64("NaT"), None),
    ],
)
def test_a_value_goes_out_by_its_kind(value: object, expected: object) -> None:
    found = coded(value, "nominal_jpy")
    assert found == expected
    assert json.dumps(found, allow_nan=False) == json.dumps(expected)


def test_keys_that_are_years_go_by_number_and_all_others_keep_their_order() -> None:
    assert list(coded({2029: 1, 2028: 2}, "x")) == ["2028", "2029"]
    assert list(coded({"R01": 1, "I03": 2}, "x")) == ["R01", "I03"]


def test_the_pointer_to_the_whole_document_stays_an_empty_text() -> None:
    assert coded("", "pointer") == ""
    assert coded("", "origin") is None


def test_a_number_without_a_unit_of_its_own_takes_that_of_the_nearest_name_around_it() -> None:
    assert coded({"shown": 2.5, "low": -math.inf}, "difference_jpy") == {"shown": 3, "low": None}
    assert coded({"staff_hours": {"claimed": 0.25}, "staff_jpy": {"claimed": 0.25}}, "effects") == {
        "staff_hours": {"claimed": 0.3},
        "staff_jpy": {"claimed": 0},
    }
    assert coded({"value": 0.25}, "staff_jpy") == {"value": 0.25}


@pytest.mark.parametrize("names", [(), ("total",), ("offers", "amount"), ("jpys",), ("unjpy",)])
def test_a_fraction_without_a_unit_in_any_name_is_refused(names: tuple[str, ...]) -> None:
    with pytest.raises(LookupError, match="no unit"):
        coded(0.5, *names)


def test_of_a_dataclass_goes_out_what_is_named_and_nothing_else() -> None:
    priced = Priced(10.5, np.array([1.0, 2.0]), {"separate": 1})
    assert coded(priced, "offers") == {
        "total_jpy": 11,
        "half_hours": 5.3,
        "holes": {"separate": 1},
        "is_open": True,
    }


def test_a_type_of_which_nothing_is_named_is_refused() -> None:
    @dataclass(frozen=True)
    class Internal:
        flows: tuple[float, ...] = ()

    with pytest.raises(LookupError, match="Internal"):
        coded({"basis": Internal()}, "x")


@given(
    st.floats(min_value=-1e12, max_value=1e12),
    st.sampled_from(sorted(DECIMALS)),
    st.sampled_from(["", "total_", "by_item_"]),
)
def test_every_unit_rounds_once_half_away_from_zero(value: float, unit: str, head: str) -> None:
    name = head + unit
    decimals = decimals_of([name])
    assert decimals is not None
    exact = Decimal(repr(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    found = coded(value, name)
    assert found == (int(exact) if decimals == 0 else float(exact))
    assert not (found == 0 and math.copysign(1, found) < 0)


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(sorted(AS_GIVEN)))
def test_what_was_given_is_not_rounded(value: float, name: str) -> None:
    assert coded(value, name) == value


_KEYS = st.text(st.characters(codec="utf-8", exclude_characters="_"), min_size=1)
_FLOATS = st.floats(min_value=-1e15, max_value=1e15) | st.sampled_from([math.nan, math.inf])
_PARTS = st.recursive(
    st.none() | st.booleans() | st.integers() | _FLOATS | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=3),
    max_leaves=12,
)


@given(_PARTS)
def test_whatever_goes_out_is_json_and_goes_out_alike_every_time(value: object) -> None:
    found = coded(value, "nominal_jpy")
    assert json.loads(to_json(found)) == found
    assert to_json(coded(value, "nominal_jpy")) == to_json(found)


@given(st.integers(1900, 2100), st.integers(1, 12))
def test_a_month_is_a_year_and_a_month(year: int, month: int) -> None:
    assert month_text(month_number(year, month)) == f"{year:04d}-{month:02d}"
    assert coded(month_number(year, month), "start_month") == f"{year:04d}-{month:02d}"
