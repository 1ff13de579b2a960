"""What plans are made from: prices by business and number of cities, today by city (method §11)."""

import pytest

from rfi.analysis.staging.period import period_of
from rfi.analysis.staging.prices import Staging
from rfi.compare.cost.comparison import OfferFigures
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

KAKUU, REIJI = "992011", "992020"


def staging(city: str | None, group: tuple[str, ...] = ()) -> Staging:
    found = sample_for(city, group).choices.staging
    assert found is not None
    return found


def without_exit(offer: OfferFigures) -> float:
    assert offer.total_incl_tax_jpy is not None
    return offer.total_incl_tax_jpy - 1.1 * (offer.totals.exit_jpy or 0.0)


@pytest.mark.parametrize(("city", "group"), [(TAKAMATSU, ()), (None, GROUP)])
def test_all_at_once_is_the_total_with_tax_of_every_offer_but_its_end(
    city: str | None, group: tuple[str, ...]
) -> None:
    evaluation = sample_for(city, group)
    found = evaluation.choices.staging
    assert found is not None
    for index, offer in enumerate(evaluation.costs.offers):
        plan = found.at_once(index)
        cash = found.cash(index, plan, period_of([plan], found.horizon_months))
        if cash is None:
            assert not offer.size.is_estimable
            continue
        assert cash.build.sum() + cash.running.sum() == pytest.approx(without_exit(offer))


def test_the_price_alone_is_asked_of_whoever_starts_alone() -> None:
    found, alone = staging(TAKAMATSU, GROUP), staging(TAKAMATSU)
    prices, own = found.prices[0], alone.prices[0]
    assert prices is not None
    assert own is not None
    at = prices.cities.index(TAKAMATSU)
    assert prices.shared_month[0, at].sum() + prices.own_month[0, at].sum() == pytest.approx(
        own.shared_month[0, 0].sum() + own.own_month[0, 0].sum()
    )


def test_without_a_city_there_is_nothing_to_plan() -> None:
    assert sample_for().choices.staging is None


def test_cities_of_which_today_s_cost_is_not_known_are_named() -> None:
    assert staging(TAKAMATSU, GROUP).unknown_today == GROUP
    assert KAKUU not in staging(KAKUU).unknown_today


def test_the_second_plan_begins_with_one_city_or_with_half_of_the_businesses() -> None:
    first, second = staging(TAKAMATSU, GROUP).in_turn(0).stages
    assert (len(first.cities), len(second.cities)) == (1, 2)
    assert second.first_month - first.first_month == 12
    begin, rest = staging(TAKAMATSU).in_turn(0).stages
    assert abs(len(begin.businesses) - len(rest.businesses)) <= 1
    assert not set(begin.businesses) & set(rest.businesses)
