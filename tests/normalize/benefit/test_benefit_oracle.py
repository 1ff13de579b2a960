"""The vectorized effects against the formulas of method §5 in exact fractions, month by month."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.benefits import benefits, claim, procedure

APRIL_2027 = 2027 * 12 + 3
Rates = dict[str, Fraction]
shares = st.integers(0, 20).map(lambda twentieth: Fraction(twentieth, 20))
minutes = st.integers(0, 90).map(Fraction)
FIELDS = (
    "travel_minutes",
    "wait_minutes_before",
    "wait_minutes_after",
    "form_minutes_before",
    "form_minutes_after",
    "online_minutes_before",
    "online_minutes_after",
    "staff_minutes_before",
    "staff_minutes_after",
    "setup_minutes_per_person",
)
given_fields = st.fixed_dictionaries(
    {
        **dict.fromkeys(FIELDS, minutes),
        "online_rate_before": shares,
        "online_rate_after": shares,
    }
)
ramps = st.lists(shares, min_size=1, max_size=5)
starts = st.integers(-14, 40)


def share_at(uptake: list[Fraction], year: int) -> Fraction:
    return uptake[min(year, len(uptake) - 1)] if year >= 0 else Fraction(0)


def fiscal_year(offset: int) -> int:
    """Return the fiscal year of the month that many after April 2027."""
    return 2027 + offset // 12


def start_on(offset: int) -> str:
    year, month = divmod(APRIL_2027 + offset, 12)
    return f"{year:04d}-{month + 1:02d}-01"


def by_hand(
    field: Mapping[str, Fraction], uptake: list[Fraction], offset: int, months: int
) -> Mapping[str, Mapping[int, Fraction]]:
    """Return measure → fiscal year → amount, of 100,000 cases a year."""
    result: dict[str, dict[int, Fraction]] = {"resident": {}, "staff": {}, "visits": {}}
    before, after = field["online_rate_before"], field["online_rate_after"]
    for month in range(months):
        year = 2027 + month // 12
        for found in result.values():
            found.setdefault(year, Fraction(0))
        if month < offset:
            continue
        turn = year - fiscal_year(offset)
        cases = Fraction(100_000, 12)
        reached, last = share_at(uptake, turn), share_at(uptake, turn - 1)
        is_first = month == max(offset, 0) or month % 12 == 0
        rate = before + reached * (after - before)
        moved = (
            field["travel_minutes"] + field["wait_minutes_before"] + field["form_minutes_before"]
        ) - field["online_minutes_after"]
        shorter = sum(
            field[f"{name}_minutes_before"] - field[f"{name}_minutes_after"]
            for name in ("wait", "form")
        )
        online = field["online_minutes_before"] - field["online_minutes_after"]
        newcomers = max(reached - last, Fraction(0)) * max(after - before, Fraction(0))
        result["resident"][year] += (
            cases
            * ((rate - before) * moved + (1 - rate) * reached * shorter + before * reached * online)
            / 60
        )
        # Who is new in a fiscal year sets up once, however many of its months count.
        if is_first:
            setup = newcomers * field["setup_minutes_per_person"]
            result["resident"][year] -= 100_000 * setup / 60
        saved = field["staff_minutes_before"] - field["staff_minutes_after"]
        result["staff"][year] += cases * reached * saved / 60
        result["visits"][year] += cases * (rate - before)
    return result


@settings(max_examples=60, deadline=None)
@given(given_fields, ramps, starts, st.sampled_from([12, 36, 60, 61]))
def test_a_procedure_follows_the_formula_month_by_month(
    field: Rates, uptake: list[Fraction], offset: int, months: int
) -> None:
    plain = {name: float(value) for name, value in field.items()}
    line: dict[str, Any] = procedure(
        plain, uptake=list(map(float, uptake)), start_on=start_on(offset)
    )
    found = benefits(line, horizon_months=months).measures
    expected = by_hand(field, uptake, offset, months)
    for name, measure in (
        ("resident", "resident_hours"),
        ("staff", "staff_hours"),
        ("visits", "visits"),
    ):
        years = {year: effect.claimed for year, effect in found[measure].by_year.items()}
        assert years == pytest.approx(
            {year: float(amount) for year, amount in expected[name].items()}, abs=1e-6
        )


@settings(max_examples=60, deadline=None)
@given(st.integers(-500, 500), ramps, starts, st.sampled_from([12, 60, 120]))
def test_a_claim_follows_its_ramp_month_by_month(
    change: int, uptake: list[Fraction], offset: int, months: int
) -> None:
    line = claim(
        "travel", 1_000, 1_000 - change, uptake=list(map(float, uptake)), start_on=start_on(offset)
    )
    found = benefits(line, horizon_months=months).measures["resident_hours"]
    expected = sum(
        (
            share_at(uptake, 2027 + month // 12 - fiscal_year(offset))
            for month in range(months)
            if month >= offset
        ),
        Fraction(0),
    )
    assert found.claimed == pytest.approx(float(change * expected / 12), abs=1e-6)
