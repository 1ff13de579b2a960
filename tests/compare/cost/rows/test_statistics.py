"""Spread of the offers item by item (domain §13), over exact figures alone."""

import math
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.cost.rows.statistics import CostStatistics, Spread, cost_statistics, rank_spreads
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.scope import Scope
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import evaluated
from tests.views.rounds import holey, round_of


def statistics(
    answers: AnswerSet, measure: str = "nominal_jpy", *, scope: Scope | None = None, **changes: Any
) -> CostStatistics:
    found = evaluated(answers, changes=changes, scope=scope)
    return cost_statistics(found.costs, found.basis, measure)


def of_lines(
    *offers: Sequence[dict[str, Any]], items: Sequence[str] = ("I03",), **asked: Any
) -> AnswerSet:
    answers = [answer(lines, response_id=f"v{index}") for index, lines in enumerate(offers)]
    return collect(questionnaire(items, **asked), *answers)


def figures(spread: Spread) -> tuple[float | None, ...]:
    return (spread.least, spread.median, spread.mean, spread.most)


def test_of_four_estimates_the_median_is_between_the_middle_two() -> None:
    found = statistics(of_lines(*([line("I03", amount)] for amount in (120, 90, 100, 150))))
    spread = found.items["I03"]
    assert spread.n == 4
    assert figures(spread) == (90, 110, 115, 150)
    assert spread.difference == 60
    assert spread.ratio == pytest.approx(150 / 90)


def test_of_three_estimates_the_median_is_the_middle_one() -> None:
    found = statistics(of_lines(*([line("I03", amount)] for amount in (120, 90, 100))))
    assert figures(found.items["I03"]) == pytest.approx((90, 100, 310 / 3, 120))


def test_a_lower_bound_is_counted_apart_and_never_the_minimum() -> None:
    low = line("I03", 10, state="priced_from")
    found = statistics(of_lines([line("I03", 100)], [line("I03", 120)], [low]))
    spread = found.items["I03"]
    assert figures(spread) == (100, 110, 110, 120)
    assert (spread.n, spread.count("open")) == (2, 1)
    assert spread.amounts == (100, 120, 10)


def test_free_is_counted_apart_and_is_no_minimum_of_zero() -> None:
    spread = statistics(of_lines([line("I03", 100)], [line("I03", state="free")])).items["I03"]
    assert figures(spread) == (100, 100, 100, 100)
    assert (spread.n, spread.count("free")) == (1, 1)


@pytest.mark.parametrize("state", ["separate", "out_of_scope", "unanswered"])
def test_an_offer_without_a_price_is_counted_apart(state: str) -> None:
    spread = statistics(of_lines([line("I03", 100)], [line("I03", state=state)])).items["I03"]
    assert (spread.n, spread.count("unpriced")) == (1, 1)
    assert spread.amounts == (100, None)


def test_an_item_included_elsewhere_is_no_price_and_its_container_holds_more_than_its_own() -> None:
    inside = line("R01", state="included", included_in={"business": "B01", "item": "I03"})
    whole = [line("I03", 100), line("R01", 1)]
    found = statistics(of_lines(whole, [line("I03", 300), inside], items=("I03", "R01")))
    assert found.items["R01"].states == ("exact", "joined")
    assert found.items["I03"].states == ("exact", "joined")
    assert found.items["I03"].most == 100
    # Taken together nothing is apart: the total is exact for both.
    assert found.total.states == ("exact", "exact")
    assert figures(found.total) == (160, 230, 230, 300)


def test_inclusion_within_one_item_leaves_the_item_exact_but_not_the_businesses() -> None:
    first = line("I03", 100)
    inside = line(
        "I03", state="included", businesses=["B02"], included_in={"business": "B01", "item": "I03"}
    )
    found = statistics(of_lines([first, inside], businesses=("B01", "B02")))
    assert found.items["I03"].states == ("exact",)
    assert found.businesses["B01"].states == found.businesses["B02"].states == ("joined",)


def test_inclusion_is_followed_over_a_chain() -> None:
    chain = [
        line("I03", 100),
        line("I04", state="included", included_in={"business": "B01", "item": "I03"}),
        line("I05", state="included", included_in={"business": "B01", "item": "I04"}),
    ]
    found = statistics(of_lines(chain, items=("I03", "I04", "I05", "I07")))
    assert [found.items[item].states[0] for item in ("I03", "I04", "I05", "I07")] == [
        *("joined", "joined", "joined"),
        "unpriced",
    ]


def test_a_bundle_is_exact_for_its_item_and_no_price_of_either_business() -> None:
    bundle = [line("I03", 12, businesses=["B01", "B02"])]
    alone = [line("I03", 9, businesses=["B01"]), line("I03", 5, businesses=["B02"])]
    found = statistics(of_lines(bundle, alone, businesses=("B01", "B02")))
    assert figures(found.items["I03"]) == (12, 13, 13, 14)
    assert found.businesses["B01"].states == ("joined", "exact")
    assert found.businesses["B01"].most == 9


def test_a_bundle_cut_by_the_scope_is_an_interval_and_enters_no_statistic() -> None:
    """Method §1: a bundle of 12 over two businesses, one in scope, against a rival at 9."""
    bundle = [line("I03", 12, businesses=["B01", "B02"])]
    rival = [line("I03", 9, businesses=["B01"]), line("I03", 5, businesses=["B02"])]
    answers = of_lines(bundle, rival, businesses=("B01", "B02"))
    found = statistics(answers, scope=Scope.of([("B01", "I03")]))
    assert found.items["I03"].states == ("open", "exact")
    assert figures(found.items["I03"]) == (9, 9, 9, 9)
    assert found.total.states == ("open", "exact")


def test_a_cell_out_of_scope_is_asked_of_no_offer() -> None:
    answers = of_lines([line("I03", 100), line("I04", 5)], items=("I03", "I04"))
    found = statistics(answers, scope=Scope.of([("B01", "I03")]))
    assert found.items["I04"].states == ("not_asked",)
    assert found.items["I04"].n == 0


def test_one_exact_figure_has_no_spread_and_none_has_no_statistic() -> None:
    found = statistics(of_lines([line("I03", 100)], items=("I03", "I04")))
    assert (found.items["I03"].difference, found.items["I03"].ratio) == (None, None)
    assert figures(found.items["I04"]) == (None, None, None, None)


def test_a_hole_in_one_business_leaves_the_item_open_and_the_other_business_exact() -> None:
    found = statistics(holey())
    assert found.items["I03"].states == ("exact", "open")
    assert found.items["I03"].n == 1
    assert found.items["R01"].states == ("exact", "exact")
    assert found.businesses["B01"].states == ("exact", "exact")
    assert found.businesses["B02"].states == ("exact", "open")
    assert found.phases["one_time"].states == ("exact", "open")
    assert found.phases["recurring"].states == ("exact", "exact")
    assert found.total.states == ("exact", "open")


def test_unanswered_renewal_leaves_recurring_cost_open_beyond_the_term() -> None:
    asked = of_lines([line("R01", 1, months=120, start_on="2027-04-01")], items=("R01",))
    assert statistics(asked).phases["recurring"].states == ("exact",)
    assert statistics(asked, horizon_months=120).phases["recurring"].states == ("open",)


def test_tax_included_figures_are_those_with_tax() -> None:
    found = statistics(of_lines([line("I03", 100)], [line("I03", 200)]), "nominal_incl_tax_jpy")
    assert figures(found.items["I03"]) == pytest.approx((110, 165, 165, 220))


def test_without_offers_there_is_nothing_to_count() -> None:
    found = statistics(collect(questionnaire(("I03",))))
    assert found.items["I03"].n == 0
    assert found.total.states == ()


def test_rows_are_ranked_by_difference_or_by_ratio_and_equal_rows_are_left_out() -> None:
    items = ("I01", "I02", "I03", "I04")
    first = [line("I01", 1000), line("I02", 10), line("I03", 7), line("I04", 5)]
    second = [line("I01", 1500), line("I02", 40), line("I03", 7)]
    spreads = statistics(of_lines(first, second, items=items)).items.values()
    assert [spread.key for spread in rank_spreads(spreads, "difference")] == ["I01", "I02"]
    assert [spread.key for spread in rank_spreads(spreads, "ratio")] == ["I02", "I01"]


@settings(max_examples=30)
@given(
    st.lists(
        st.one_of(st.integers(1, 10**10), st.sampled_from(["free", "separate", "unanswered"])),
        min_size=1,
        max_size=6,
    ),
    st.randoms(),
)
def test_the_order_of_the_offers_does_not_matter_and_the_figures_lie_in_order(
    given_prices: list[Any], chance: Any
) -> None:
    def lines(price: Any) -> list[dict[str, Any]]:
        return [line("I03", price) if isinstance(price, int) else line("I03", state=price)]

    spread = statistics(of_lines(*map(lines, given_prices))).items["I03"]
    shuffled = list(given_prices)
    chance.shuffle(shuffled)
    other = statistics(of_lines(*map(lines, shuffled))).items["I03"]
    assert (spread.n, figures(spread)) == (other.n, figures(other))
    exact = sorted(price for price in given_prices if isinstance(price, int))
    assert spread.n == len(exact)
    if exact:
        least, middle, mean, most = (value or 0 for value in figures(spread))
        assert least == exact[0]
        assert most == exact[-1]
        assert mean == pytest.approx(math.fsum(exact) / len(exact))
        assert least <= middle <= most
    counts = (spread.count("exact"), spread.count("free"), spread.count("unpriced"))
    assert sum(counts) == len(given_prices)


def test_the_sample_round_counts_each_offer_once_in_each_row() -> None:
    found = statistics(round_of("responses"))
    offers = len(found.total.states)
    rows = [*found.items.values(), *found.businesses.values(), found.total]
    assert all(spread.n + len(spread.states) - spread.count("exact") == offers for spread in rows)
    assert [found.items["R12"].count(state) for state in ("exact", "joined", "free")] == [3, 1, 1]
    exact = [
        amount
        for state, amount in zip(found.total.states, found.total.amounts, strict=True)
        if state == "exact" and amount is not None
    ]
    assert (found.total.least, found.total.most) == (min(exact), max(exact))
    assert found.total.n == 5
