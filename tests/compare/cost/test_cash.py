"""The limit of the debt burden (債務負担行為): the later years, rounded up to 千円."""

import pytest

from rfi.compare.cost.cash import cash_view


@pytest.mark.parametrize(
    ("later", "limit"),
    [
        (0.0, 0),
        (0.04, 0),
        (0.1, 1_000),
        (1.0, 1_000),
        (999.9, 1_000),
        (1_000.0, 1_000),
        (1_000.04, 1_000),
        (1_000.1, 2_000),
        (1_999.0, 2_000),
        (2_000.0, 2_000),
        (1_234_000.0, 1_234_000),
        (1_234_000.5, 1_235_000),
    ],
)
def test_what_falls_after_the_first_year_is_rounded_up_to_a_thousand_yen(
    later: float, limit: int
) -> None:
    assert cash_view({2026: 5_555.0, 2027: later}).debt_burden_limit_jpy == limit


def test_binary_fractions_add_no_thousand_yen() -> None:
    tenth = dict.fromkeys(range(2027, 2037), 100.1)
    # 100.1 has no finite binary form; ten of them are 1,001 and not a bit more.
    assert cash_view({2026: 1.0, **tenth}).debt_burden_limit_jpy == 2_000
    parts = {2026: 1.0, 2027: 333.3, 2028: 333.3, 2029: 333.4}
    assert cash_view(parts).debt_burden_limit_jpy == 1_000


def test_the_first_year_with_an_amount_is_budgeted_and_years_without_one_are_left_out() -> None:
    found = cash_view({2030: 700.0, 2026: 0.0, 2028: 300.0, 2027: 50.0, 2029: 0.0})
    assert found.by_fiscal_year == {2027: 50.0, 2028: 300.0, 2030: 700.0}
    assert list(found.by_fiscal_year) == [2027, 2028, 2030]
    assert found.debt_burden_limit_jpy == 1_000


def test_nothing_at_all_binds_nothing() -> None:
    found = cash_view({})
    assert (found.by_fiscal_year, found.debt_burden_limit_jpy) == ({}, 0)
