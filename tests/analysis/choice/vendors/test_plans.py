"""What plans are made of in a round, and what they come to (method §11)."""

import numpy as np
import pytest

from rfi.analysis.choice.vendors.candidates import Limit
from rfi.analysis.choice.vendors.plans import candidates_of
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.evaluations import evaluated


def test_one_offer_for_everything_costs_its_total() -> None:
    whole = sample_for(TAKAMATSU)
    for plan in whole.choices.combining.plans("hub", (Limit("most_offers", 1),)):
        (offer,) = plan.chosen
        total = whole.costs.offers[offer].totals.nominal_jpy
        assert total == pytest.approx(plan.total_jpy)
        assert (plan.interfaces, plan.coordination_jpy) == (0, 0.0)
        assert plan.is_proven


def test_an_offer_with_holes_is_in_no_plan_while_others_price_the_business_whole() -> None:
    whole = sample_for(TAKAMATSU)
    plans = whole.choices.combining.plans("hub")
    assert not {4, 5} & {offer for plan in plans for offer in plan.chosen}
    assert not any(plan.is_open for plan in plans)


def test_where_no_offer_prices_a_business_whole_the_plan_is_a_lower_bound() -> None:
    asked = questionnaire(businesses=("B01", "B02"))
    lines = [
        line("I03", 100, businesses=["B01"]),
        line("I03", businesses=["B02"], state="separate"),
        *(line("R01", 1, businesses=[name]) for name in ("B01", "B02")),
    ]
    plans = evaluated(collect(asked, answer(lines))).choices.combining.plans("hub")
    assert [plan.is_open for plan in plans] == [True]


def test_the_interface_of_the_assumptions_is_paid_between_two_offers() -> None:
    asked = questionnaire(("I03",), businesses=("B01", "B02"))
    first = answer([line("I03", 1), line("I03", 90, businesses=["B02"])], response_id="a")
    second = answer([line("I03", 90), line("I03", 1, businesses=["B02"])], response_id="b")
    found = evaluated(
        collect(asked, first, second),
        changes={"interface_jpy": 7, "interface_monthly_jpy": 1, "coordination_jpy": 2},
    ).choices.combining
    split = found.plans("hub", (Limit("most_share", 0.6),))[0]
    # 1 + 1, an interface of 7 and 60 months of 1, five years of 2.
    assert split.offers == (0, 1)
    assert split.total_jpy == pytest.approx(1 + 1 + 67 + 10)
    assert found.plans("hub")[0].total_jpy == pytest.approx(79)
    whole = found.limited("hub", Limit("most_offers", 1))
    assert whole.price_jpy == pytest.approx(91 - 79)


def test_a_bundle_is_a_price_of_both_businesses() -> None:
    asked = questionnaire(("I03",), businesses=("B01", "B02"))
    bundled = answer([line("I03", 50, businesses=["B01", "B02"])], response_id="a")
    single = answer([line("I03", 30), line("I03", 40, businesses=["B02"])], response_id="b")
    found = evaluated(collect(asked, bundled, single)).choices.combining
    given = candidates_of(found.shown, found.terms, "hub")
    assert [(one.offer, one.businesses, one.cost_jpy) for one in given.bundles] == [(0, (0, 1), 50)]
    assert np.isnan(given.cost_jpy[:, 0]).all()
    assert [plan.offers for plan in found.plans("hub")] == [(0, 0), (1, 1)]


def test_two_limits_that_no_plan_keeps_are_named() -> None:
    limits = (Limit("most_offers", 1), Limit("most_share", 0.5))
    found = sample_for(TAKAMATSU).choices.combining
    assert found.plans("hub", limits) == ()
    assert found.clash("hub", limits) == limits


@pytest.mark.parametrize("residents", [200_000, 350_000, 500_000])
def test_at_a_size_the_plan_of_one_offer_is_its_total_there(residents: int) -> None:
    found = sample_for(TAKAMATSU).choices.combining
    curves = sample_for(TAKAMATSU).size_curves
    assert curves is not None
    for plan in found.plans_at(residents, "hub"):
        assert len(plan.chosen) == 1
        if residents == 350_000:
            quoted = sample_for().costs.offers[plan.chosen[0]].totals.nominal_jpy
            assert plan.total_jpy == pytest.approx(quoted)


def whole_discount(amount: float, number: int = 1, **fields: object) -> dict[str, object]:
    return {
        "discount_id": f"D{number}",
        "scenario_id": "S",
        "amount": amount,
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "once",
        "condition": "whole_scope",
        **fields,
    }


# Discounts of the first offer (I03 of B01 60, of B02 40) → its price of B01 alone, of B02 alone,
# of both.
CONDITIONS = [
    ([whole_discount(10)], (60, 40, 90)),
    ([whole_discount(10, condition="unconditional")], (54, 36, 90)),
    ([whole_discount(10, applies_to_businesses=["B01"])], (50, 40, 90)),
    ([whole_discount(10), whole_discount(6, 2, applies_to_businesses=["B01"])], (54, 40, 84)),
    ([whole_discount(10), whole_discount(5, 2)], (60, 40, 85)),
]


@pytest.mark.parametrize(("discounts", "prices"), CONDITIONS)
def test_a_discount_for_the_whole_counts_only_where_a_plan_takes_the_whole(
    discounts: list[dict[str, object]], prices: tuple[float, float, float]
) -> None:
    asked = questionnaire(("I03",), businesses=("B01", "B02"))
    cells = [line("I03", 60), line("I03", 40, businesses=["B02"])]
    dear = [line("I03", 500), line("I03", 500, businesses=["B02"])]
    first = answer(cells, response_id="a", discount_lines=discounts)
    found = evaluated(
        collect(asked, first, answer(dear, response_id="b")),
        changes={"interface_jpy": 0, "interface_monthly_jpy": 0, "coordination_jpy": 0},
    ).choices.combining
    split = [
        found.plans("hub", (Limit("fixed", business=own, offer=0), Limit("apart", other=1)))[0]
        for own in (0, 1)
    ]
    whole = found.plans("hub", (Limit("most_offers", 1),))[0]
    assert [plan.paid_jpy[0] for plan in split] == pytest.approx(prices[:2])
    assert whole.paid_jpy[0] == pytest.approx(prices[2])


def test_the_sample_offer_with_a_discount_for_the_whole_loses_it_in_a_split_plan() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    plans = found.choices.combining
    (discount,) = plans.shown.discounts
    whole = plans.plans("hub", (Limit("fixed", offer=3), Limit("most_offers", 1)))[0]
    assert whole.total_jpy == pytest.approx(found.costs.offers[3].totals.nominal_jpy)
    assert whole.discount_jpy == pytest.approx(discount.amount_jpy)
    split = plans.plans("hub", (Limit("at_least_one", offer=3), Limit("at_least_one", offer=2)))[0]
    assert split.discount_jpy == 0
