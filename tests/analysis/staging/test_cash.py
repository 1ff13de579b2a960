"""The cash of a plan by fiscal year and city (method §11)."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.staging.cash import StagedCash, StagePrices, TodaysMonth, staged_cash
from rfi.analysis.staging.period import Period, period_of
from rfi.analysis.staging.plan import Plan, Stage
from rfi.normalize.months import month_number
from rfi.normalize.step import FloatArray

APRIL_27, APRIL_28 = month_number(2027, 4), month_number(2028, 4)
CITIES = ("a", "b")


def equally(codes: Sequence[str]) -> FloatArray:
    return np.full(len(codes), 1 / len(codes))


def prices(
    build: tuple[float, float] = (100, 60), month: tuple[float, float] = (10, 6)
) -> StagePrices:
    """Two cities, businesses B01 and B02 and common; a city alone and, cheaper, one of two."""

    def laid(alone: float, of_two: float) -> FloatArray:
        return np.array([[[alone] * 3] * 2, [[of_two] * 3] * 2], dtype=np.float64)

    nothing = np.zeros((2, 2, 3))
    blocks = (("B01",), ("B02",), ("COM",))
    common = (False, False, True)
    return StagePrices(CITIES, blocks, common, laid(*build), nothing, laid(*month), nothing)


TODAY = TodaysMonth((("B01",), ("COM",)), (False, True), np.array([[20.0, 5.0], [20.0, 5.0]]))
NOTHING = TodaysMonth((), (), np.zeros((2, 0)))


def cash(plan: Plan, today: TodaysMonth = NOTHING, months: int = 24) -> StagedCash:
    return staged_cash(plan, prices(), today, equally, Period(APRIL_27, months))


def test_all_at_once_pays_the_build_in_the_first_year_and_runs_from_go_live() -> None:
    found = cash(Plan((Stage(APRIL_27),)))
    assert found.fiscal_years == (2027, 2028)
    assert found.build.tolist() == [[180, 180], [0, 0]]
    assert found.running.tolist() == [[216, 216], [216, 216]]


def test_who_joins_later_lets_the_first_pay_alone_until_then() -> None:
    found = cash(Plan((Stage(APRIL_27, (), ("a",)), Stage(APRIL_28, (), ("b",)))))
    # a alone: 3 blocks at 100 and at 10 a month; from 2028 both at 6 a month.
    assert found.build.tolist() == [[300, 0], [0, 180]]
    assert found.running.tolist() == [[360, 0], [216, 216]]
    assert [(one.city, one.month, one.live, one.share) for one in found.joins] == [
        ("a", APRIL_27, 1, 1.0),
        ("b", APRIL_28, 2, 0.5),
    ]


def test_today_goes_on_until_go_live_and_beside_the_new_one_for_the_parallel_months() -> None:
    plan = Plan((Stage(APRIL_27, ("B02",)), Stage(APRIL_28, ("B01",))), parallel_months=3)
    found = cash(plan, TODAY)
    # B01 leaves in April 2028, and with it what is common.
    assert found.today.tolist() == [[300, 300], [0, 0]]
    assert found.dual.tolist() == [[0, 0], [75, 75]]
    # Common prices of the offer are due with the first stage.
    assert found.build[0].tolist() == [120, 120]


def test_what_no_stage_brings_stays_as_it_is_and_is_named() -> None:
    found = cash(Plan((Stage(APRIL_27, ("B02",), ("a",)),)), TODAY)
    assert found.never == ((0, 0), (1, 0), (1, 1), (1, 2))
    assert found.today[:, 1].tolist() == [300, 300]


def test_the_limit_is_of_the_years_after_the_first_in_whole_thousands() -> None:
    big = prices((100_000, 60_000), (10_000, 6_001))
    plan = Plan((Stage(APRIL_27),))
    found = staged_cash(plan, big, NOTHING, equally, Period(APRIL_27, 24))
    assert found.running[1, 0] == 3 * 12 * 6_001
    assert found.limit_jpy == (217_000, 217_000)


def test_a_bundle_is_due_whole_with_the_first_of_its_businesses() -> None:
    one = np.full((1, 1, 1), 50.0)
    bundle = StagePrices(("a",), (("B01", "B02"),), (False,), one, one * 0, one, one * 0)
    plan = Plan((Stage(APRIL_27, ("B02",)), Stage(APRIL_28, ("B01",))))
    nobody = TodaysMonth((), (), np.zeros((1, 0)))
    found = staged_cash(plan, bundle, nobody, equally, Period(APRIL_27, 24))
    assert found.build.tolist() == [[50], [0]]
    assert found.running.tolist() == [[600], [600]]


def test_the_period_of_plans_begins_in_april_and_ends_the_horizon_after_the_first_go_live() -> None:
    plans = [Plan((Stage(month_number(2027, 10)),)), Plan((Stage(APRIL_28),))]
    period = period_of(plans, 60)
    assert (period.first_month, period.months) == (APRIL_27, 66)
    assert period.fiscal_years == (2027, 2028, 2029, 2030, 2031, 2032)


stages = st.lists(
    st.builds(
        Stage,
        st.integers(APRIL_27, APRIL_27 + 40),
        st.sampled_from([(), ("B01",), ("B02",)]),
        st.sampled_from([(), ("a",), ("b",)]),
    ),
    min_size=1,
    max_size=4,
)


@given(stages, st.integers(0, 12))
def test_today_and_both_at_once_are_never_more_than_today_going_on(
    given_stages: list[Stage], parallel: int
) -> None:
    found = staged_cash(
        Plan(tuple(given_stages), parallel), prices(), TODAY, equally, Period(APRIL_27, 48)
    )
    assert (found.today + found.dual <= 25 * 12 + 1e-9).all()
    assert (found.total >= 0).all()


@given(stages)
def test_the_order_of_the_stages_is_of_no_matter(given_stages: list[Stage]) -> None:
    found, turned = (
        cash(Plan(tuple(one)), TODAY, 48) for one in (given_stages, given_stages[::-1])
    )
    assert (found.total == turned.total).all()
    assert found.limit_jpy == turned.limit_jpy


@given(stages)
def test_what_all_pay_is_what_the_offer_asks_however_it_is_shared(
    given_stages: list[Stage],
) -> None:
    def by_first(codes: Sequence[str]) -> FloatArray:
        return np.array([1.0, *[0.0] * (len(codes) - 1)])

    plan, period = Plan(tuple(given_stages)), Period(APRIL_27, 48)
    one = staged_cash(plan, prices(), TODAY, equally, period)
    other = staged_cash(plan, prices(), TODAY, by_first, period)
    assert one.total.sum(axis=1) == pytest.approx(other.total.sum(axis=1))
