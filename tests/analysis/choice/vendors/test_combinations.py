"""Which offer for which business (method §11): the program finds what enumeration finds."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise, product

import numpy as np
import pytest

from rfi.analysis.choice.vendors import reach
from rfi.analysis.choice.vendors.candidates import Bundle, Candidates, Discount, Limit
from rfi.analysis.choice.vendors.combinations import PlanSearch, clashing_limits, limit_prices
from rfi.analysis.choice.vendors.plan_program import plan_of_offers


def closed(*shape: int) -> np.ndarray:
    return np.zeros(shape, dtype=np.bool_)


# The example of method §11: A 10, 20, 共通 5; B 14, 12, 共通 4; interface 3, coordination 1.
EXAMPLE = Candidates(
    cost_jpy=np.array([[10.0, 14.0], [20.0, 12.0]]),
    is_open=closed(2, 2),
    common_jpy=np.array([5.0, 4.0]),
    is_common_open=closed(2),
    pairs=((0, 1),),
    interface_jpy=3.0,
    coordination_jpy=1.0,
)
A, B = 0, 1


def test_method_11_bb_is_30_aa_and_a_b_35_each() -> None:
    plans = PlanSearch(EXAMPLE).cheapest()
    assert [plan.offers for plan in plans] == [(B, B), (A, A), (A, B)]
    assert [plan.total_jpy for plan in plans] == pytest.approx([30, 35, 35])
    assert all(plan.is_proven for plan in plans)


def test_method_11_b_a_is_47() -> None:
    limits = [Limit("fixed", business=0, offer=B), Limit("fixed", business=1, offer=A)]
    assert PlanSearch(EXAMPLE).cheapest(limits)[0].total_jpy == pytest.approx(47)


def test_method_11_a_for_one_business_at_least_costs_5() -> None:
    assert limit_prices(EXAMPLE, [Limit("at_least_one", offer=A)]) == pytest.approx((5,))


def test_method_11_hhi_of_a_b_is_0_5005() -> None:
    plan = PlanSearch(EXAMPLE).cheapest([Limit("apart", business=0, other=1)])[0]
    assert plan.offers == (A, B)
    assert plan.concentration == pytest.approx(0.5005, abs=5e-5)
    assert (plan.interfaces, plan.interface_jpy, plan.coordination_jpy) == (1, 3.0, 1.0)


def test_method_11_with_6_off_at_b_for_both_bb_is_24_and_a_b_stays_35() -> None:
    given = replace(EXAMPLE, discounts=(Discount(B, (0, 1), 6.0),))
    plans = PlanSearch(given).cheapest()
    assert [plan.offers for plan in plans] == [(B, B), (A, A), (A, B)]
    assert [plan.total_jpy for plan in plans] == pytest.approx([24, 35, 35])
    assert [plan.discount_jpy for plan in plans] == [6, 0, 0]
    assert plans[0].paid_jpy == pytest.approx((0, 24))


@pytest.mark.parametrize("seed", range(2))
def test_20_businesses_6_offers_and_190_pairs_are_proven_and_no_swap_is_cheaper(seed: int) -> None:
    chance = np.random.default_rng(seed)
    given = Candidates(
        chance.uniform(5, 30, (20, 6)),
        closed(20, 6),
        chance.uniform(0, 10, 6),
        closed(6),
        pairs=tuple(combinations(range(20), 2)),
        interface_jpy=0.5,
        coordination_jpy=1.0,
    )
    plans = PlanSearch(given).cheapest()
    assert all(plan.is_proven for plan in plans)
    assert len({plan.chosen for plan in plans}) == len(plans) == 3
    least = plans[0]
    for business, offer in product(range(20), range(6)):
        moved = [*least.offers[:business], offer, *least.offers[business + 1 :]]
        other = plan_of_offers(given, moved, (), is_proven=False)
        assert other.total_jpy >= least.total_jpy - 1e-9


def test_limits_that_clash_are_named_and_no_others() -> None:
    limits = [
        Limit("at_least_one", offer=B),
        Limit("most_offers", 1),
        Limit("apart", business=0, other=1),
    ]
    assert PlanSearch(EXAMPLE).cheapest(limits) == ()
    assert clashing_limits(PlanSearch(EXAMPLE), limits) == (limits[1], limits[2])
    assert clashing_limits(PlanSearch(EXAMPLE), limits[:2]) == ()


def test_one_offer_can_not_get_all_where_a_share_limits_it() -> None:
    plan = PlanSearch(EXAMPLE).cheapest([Limit("most_share", 0.6)])[0]
    assert plan.offers == (A, B)


def test_a_hole_in_a_chosen_cell_or_its_common_makes_the_plan_a_lower_bound() -> None:
    is_open = closed(2, 2)
    is_open[0, B] = True
    holed = Candidates(EXAMPLE.cost_jpy, is_open, EXAMPLE.common_jpy, closed(2))
    assert [plan.is_open for plan in PlanSearch(holed).cheapest()] == [
        plan.offers[0] == B for plan in PlanSearch(holed).cheapest()
    ]
    common = Candidates(EXAMPLE.cost_jpy, closed(2, 2), EXAMPLE.common_jpy, ~closed(2))
    assert all(plan.is_open for plan in PlanSearch(common).cheapest())


def test_a_bundle_is_taken_whole_or_not_at_all() -> None:
    # A covers both businesses by one price of 21 only; B by itself costs 14 and 12.
    bundled = Candidates(
        cost_jpy=np.array([[np.nan, 14.0], [np.nan, 12.0]]),
        is_open=closed(2, 2),
        common_jpy=np.array([5.0, 4.0]),
        is_common_open=closed(2),
        bundles=(Bundle(A, (0, 1), 21.0),),
    )
    plans = PlanSearch(bundled).cheapest()
    assert [(plan.offers, plan.total_jpy) for plan in plans] == [((A, A), 26.0), ((B, B), 30.0)]


def test_a_business_that_no_offer_covers_leaves_no_plan() -> None:
    lacking = Candidates(np.array([[10.0], [np.nan]]), closed(2, 1), np.zeros(1), closed(1))
    assert PlanSearch(lacking).cheapest() == ()


# Which businesses exchange data: any, each with one, every two, none.
GRAPHS = ("some", "hub", "all", "none")


def drawn_pairs(graph: str, businesses: int, chance: np.random.Generator) -> list[tuple[int, int]]:
    every = list(combinations(range(businesses), 2))
    if graph == "some":
        return [pair for pair in every if chance.random() < 0.7]
    hub = int(chance.integers(businesses))
    return [pair for pair in every if graph == "all" or (graph == "hub" and hub in pair)]


def drawn(seed: int, graph: str = "some") -> Candidates:
    chance = np.random.default_rng(seed)
    businesses, offers = int(chance.integers(1, 6)), int(chance.integers(1, 5))
    cost = chance.uniform(5, 30, (businesses, offers)).round(1)
    cost[chance.random(cost.shape) < 0.1] = np.nan

    def some() -> tuple[int, ...]:
        size = int(chance.integers(1, businesses + 1))
        return tuple(sorted(chance.permutation(businesses)[:size].tolist()))

    return Candidates(
        cost,
        closed(businesses, offers),
        chance.uniform(5, 10, offers).round(1),
        closed(offers),
        bundles=tuple(
            Bundle(int(chance.integers(offers)), mine, float(chance.uniform(3, 20) * len(mine)))
            for mine in (some() for _ in range(int(chance.integers(0, 3))))
        ),
        discounts=tuple(
            Discount(int(chance.integers(offers)), mine, float(chance.uniform(0, 2) * len(mine)))
            for mine in (some() for _ in range(int(chance.integers(0, 3))))
        ),
        pairs=tuple(drawn_pairs(graph, businesses, chance)),
        interface_jpy=float(chance.uniform(0, 4)),
        coordination_jpy=float(chance.uniform(0, 3)),
    )


def paid_by(given: Candidates, plan: Sequence[int], taken: Sequence[Bundle]) -> dict[int, float]:
    """Return what each offer of a plan gets; NaN where it has no price for a business."""
    bundled = {business for one in taken for business in one.businesses}
    return {
        offer: float(given.common_jpy[offer])
        + sum(
            float(given.cost_jpy[row, of])
            for row, of in enumerate(plan)
            if of == offer and row not in bundled
        )
        + sum(one.cost_jpy for one in taken if one.offer == offer)
        - sum(
            one.amount_jpy
            for one in given.discounts
            if one.offer == offer and all(plan[row] == offer for row in one.businesses)
        )
        for offer in set(plan)
    }


def bundlings(given: Candidates, plan: Sequence[int]) -> Iterator[tuple[Bundle, ...]]:
    """Yield the sets of bundles by which a plan may be had."""
    able = [one for one in given.bundles if all(plan[row] == one.offer for row in one.businesses)]
    for size in range(len(able) + 1):
        for taken in combinations(able, size):
            rows = [row for one in taken for row in one.businesses]
            if len(rows) == len(set(rows)):
                yield taken


def enumerated(given: Candidates, limits: Sequence[Limit]) -> list[float]:
    """Return the cheapest total of every set of offers, by trying every plan."""
    businesses, offers = given.cost_jpy.shape
    best: dict[frozenset[int], float] = {}
    for plan in product(range(offers), repeat=businesses):
        used = frozenset(plan)
        apart = sum(plan[first] != plan[second] for first, second in given.pairs)
        beside = apart * given.interface_jpy + (len(used) - 1) * given.coordination_jpy
        for taken in bundlings(given, plan):
            paid = paid_by(given, plan, taken)
            total = sum(paid.values()) + beside
            if not math.isnan(total) and all(kept(plan, limit, paid) for limit in limits):
                best[used] = min(best.get(used, math.inf), total)
    return sorted(best.values())


def kept(plan: Sequence[int], limit: Limit, paid: Mapping[int, float]) -> bool:
    if limit.kind == "most_offers":
        return len(set(plan)) <= limit.value
    if limit.kind == "fixed":
        return plan[limit.business] == limit.offer
    if limit.kind == "apart":
        return plan[limit.business] != plan[limit.other]
    if limit.kind == "at_least_one":
        return limit.offer in plan
    return max(paid.values()) <= limit.value * sum(paid.values()) + 1e-9


def drawn_limits(seed: int, given: Candidates) -> list[Limit]:
    chance = np.random.default_rng(seed + 1_000_000)
    businesses, offers = given.cost_jpy.shape
    first, second = (chance.permutation(businesses)[:2].tolist() * 2)[:2]
    every = [
        Limit("most_offers", int(chance.integers(1, offers + 1))),
        Limit("most_share", float(chance.uniform(0.45, 1))),
        Limit("fixed", business=first, offer=int(chance.integers(offers))),
        Limit("at_least_one", offer=int(chance.integers(offers))),
        *([Limit("apart", business=first, other=second)] if first != second else []),
    ]
    return [limit for limit in every if chance.random() < 0.35]


@pytest.mark.parametrize("graph", GRAPHS)
@pytest.mark.parametrize("block", range(2))
def test_200_random_rounds_cost_by_the_program_what_they_cost_by_enumeration(
    block: int, graph: str
) -> None:
    for seed in range(block * 25, block * 25 + 25):
        given = drawn(seed + 100 * GRAPHS.index(graph), graph)
        limits = drawn_limits(seed, given)
        plans = PlanSearch(given).cheapest(limits)
        assert [plan.total_jpy for plan in plans] == pytest.approx(
            enumerated(given, limits)[:3], abs=1e-6
        )
        for plan in plans:
            paid = {offer: plan.paid_jpy[offer] for offer in plan.chosen}
            assert all(kept(plan.offers, limit, paid) for limit in limits)
            assert plan.is_proven


@pytest.mark.parametrize("graph", GRAPHS)
def test_one_program_of_all_offers_finds_the_same_as_state_by_state(
    graph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for seed in range(12):
        given = drawn(seed, graph)
        limits = drawn_limits(seed, given)
        by_state = [plan.total_jpy for plan in PlanSearch(given).cheapest(limits)]
        with monkeypatch.context() as fewer:
            fewer.setattr(reach, "MOST_OFFERS", 0)
            by_program = [plan.total_jpy for plan in PlanSearch(given).cheapest(limits)]
        assert by_program == pytest.approx(by_state, abs=1e-6)


@pytest.mark.parametrize("graph", GRAPHS)
def test_a_search_under_many_sets_of_limits_finds_what_one_of_its_own_finds(graph: str) -> None:
    for seed in range(6):
        given = drawn(seed, graph)
        search = PlanSearch(given)
        every = [drawn_limits(turn, given) for turn in range(8)]
        # The walk is kept from one set to the next, and back.
        for limits in (*every, *reversed(every)):
            assert search.cheapest(limits) == PlanSearch(given).cheapest(limits)


@pytest.mark.parametrize("seed", range(0, 60, 3))
def test_no_limit_has_a_price_below_0_and_one_more_never_makes_a_plan_cheaper(seed: int) -> None:
    given = drawn(seed)
    limits = drawn_limits(seed, given)
    prices = [price for price in limit_prices(given, limits) if not math.isnan(price)]
    assert all(price >= -1e-9 for price in prices)
    totals = [
        plans[0].total_jpy if (plans := PlanSearch(given).cheapest(limits[:count], 1)) else math.inf
        for count in range(len(limits) + 1)
    ]
    assert all(now >= before - 1e-9 for before, now in pairwise(totals))
