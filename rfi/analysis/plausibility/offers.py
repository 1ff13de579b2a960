"""Whole offers that look unlike what was asked or unlike themselves (method §9)."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rfi.analysis.plausibility.constants import (
    PER_RESIDENT_FACTOR,
    RECURRING_LEAST,
    RECURRING_MOST,
    SAME_AMOUNT_LINES,
)
from rfi.analysis.plausibility.price_cells import PriceCell, PriceCells, medians_of_others
from rfi.analysis.plausibility.reference_figures import (
    NATIONAL_PER_RESIDENT,
    is_full_scope,
    reference_value,
)
from rfi.normalize.constants import PERCENT
from rfi.normalize.cost.lines import ONE_TIME_PHASE, RECURRING_PHASE
from rfi.normalize.cost.states import OUT_OF_SCOPE, PRICED, SEPARATE, UNANSWERED
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number

_NO_STATE = -1
_LACKING = (_NO_STATE, UNANSWERED, SEPARATE, OUT_OF_SCOPE)


def _of_offer(prices: PriceCells, offer: int, scenario: int) -> npt.NDArray[np.bool_]:
    mask = np.zeros(prices.amount.shape, dtype=np.bool_)
    mask[offer, scenario] = ~np.isnan(prices.amount[offer, scenario])
    return mask


def _greatest(prices: PriceCells, offer: int, scenario: int) -> PriceCell:
    """Return the dearest cell of an offer in a scenario that has one."""
    return prices.sorted_cells(_of_offer(prices, offer, scenario), prices.amount)[0]


def _horizon_years(prices: PriceCells, offer: int) -> float:
    """Return the years of the window that an offer quotes."""
    months = prices.conditions.assumptions.number("horizon_months")
    quoted = float(prices.basis.tables["offers"]["contract_months"].iloc[offer])
    return min(months, quoted) / 12


def same_amounts(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer that writes one and the same amount in every line of a scenario."""
    model = prices.basis.model
    lines = model.lines
    quoted = lines.columns["amount_point"] * lines.columns["unit_factor"]
    for offer in range(len(model.axes.offers)):
        found: list[tuple[int, float]] = []
        for scenario in range(len(model.axes.scenarios)):
            chosen = lines.is_priced & (lines.offer == offer) & (lines.scenario == scenario)
            amounts = quoted[chosen]
            is_same = len(amounts) >= SAME_AMOUNT_LINES and amounts.min() == amounts.max()
            if is_same and not np.isnan(prices.amount[offer, scenario]).all():
                found.append((scenario, float(amounts[0])))
        if found:
            cells = [_greatest(prices, offer, scenario) for scenario, _ in found]
            yield prices.issue(
                "same_amounts",
                offer,
                map(prices.pointer, cells),
                float(np.nansum(prices.amount[offer, found[0][0]])),
                amount=format_number(found[0][1]),
                scenario=prices.scenario_title(found[0][0]),
            )


def recurring_shares(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer whose yearly cost is under 5 % or over 100 % of its initial cost."""
    axes = prices.basis.model.axes
    for offer in range(len(axes.offers)):
        years = _horizon_years(prices, offer)
        found: list[tuple[float, float, int]] = []
        for scenario in range(len(axes.scenarios)):
            initial = float(prices.phases[offer, scenario, ONE_TIME_PHASE])
            yearly = float(prices.phases[offer, scenario, RECURRING_PHASE]) / years
            if initial > 0 and yearly > 0:
                least, most = initial * RECURRING_LEAST, initial * RECURRING_MOST
                stake = max(least - yearly, yearly - most)
                if stake > 0:
                    found.append((stake, yearly / initial, scenario))
        if found:
            stake, share, scenario = max(found)
            cells = [_greatest(prices, offer, index) for _, _, index in sorted(found, reverse=True)]
            yield prices.issue(
                "recurring_share",
                offer,
                map(prices.pointer, cells),
                stake,
                percent=format_number(share * PERCENT, 1),
                scenario=prices.scenario_title(scenario),
            )


def _asked(prices: PriceCells) -> npt.NDArray[np.bool_]:
    axes, asked = prices.basis.model.axes, prices.basis.questionnaire.asked
    scope = prices.conditions.scope
    return np.array(
        [
            [
                [
                    (business, item) in asked[scenario] and scope.holds((business, item))
                    for item in axes.items
                ]
                for business in axes.businesses
            ]
            for scenario in axes.scenarios
        ],
        dtype=np.bool_,
    )


def lacking_items(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer for items that most others price and this one answers nowhere.

    Scenarios in which an offer prices nothing at all are not offered, which coverage says.
    """
    state = prices.basis.cells.state
    singles, axes = state.shape[2], prices.basis.model.axes
    asked = _asked(prices)[:, :singles]
    is_priced = (state == PRICED) & asked
    lacks = np.asarray(np.isin(state, _LACKING) & asked)
    answered = np.asarray((~np.isin(state, _LACKING) & asked).any(axis=2))
    others, _ = medians_of_others(prices)
    for offer in range(len(axes.offers)):
        prices_any = np.delete(is_priced, offer, axis=0).any(axis=2)
        is_usual = prices_any.sum(axis=0) * 2 > len(prices_any)
        offered = np.asarray((~np.isnan(prices.amount[offer])).any(axis=(1, 2)))
        missing = is_usual & ~answered[offer] & offered[:, None] & lacks[offer].any(axis=1)
        if not missing.any() or len(prices_any) == 0:
            continue
        stake = np.nansum(others[offer, :, :singles] * lacks[offer], axis=1) * missing
        worst = int(stake.sum(axis=1).argmax())
        cells = [
            (offer, int(scenario), int(business), int(item))
            for scenario, item in np.argwhere(missing)
            for business in np.flatnonzero(lacks[offer, scenario, :, item])[:1]
        ]
        names = tuple(axes.items[item] for item in np.flatnonzero(missing.any(axis=0)))
        yield prices.issue(
            "items_lacking",
            offer,
            map(prices.pointer, sorted(cells, key=lambda cell: -stake[cell[1], cell[-1]])),
            float(stake[worst].sum()),
            items=names,
            scenario=prices.scenario_title(worst),
        )


def per_residents(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer whose yearly cost a resident is far from the national figure.

    Only where all standard businesses are asked and in scope. A lower bound may be found too
    high, but not too low.
    """
    asked, axes = prices.basis.questionnaire, prices.basis.model.axes
    if not is_full_scope(asked, prices.conditions.scope):
        return
    national = reference_value(NATIONAL_PER_RESIDENT)
    months = prices.conditions.assumptions.number("horizon_months")
    for offer in range(len(axes.offers)):
        found: list[tuple[float, float, int]] = []
        for index, scenario in enumerate(asked.scenarios.values()):
            total = float(np.nansum(prices.amount[offer, index]))
            if not scenario.population or total == 0:
                continue
            residents = scenario.population * scenario.cities
            each = total / (months / 12) / residents
            coverage = prices.basis.coverages(
                index, prices.conditions.scope, months, is_extended=False
            )[offer]
            least = national / PER_RESIDENT_FACTOR
            most = national * PER_RESIDENT_FACTOR
            is_low = each < least and coverage.is_complete
            if is_low or each > most:
                bound = most if each > most else least
                found.append((abs(each - bound) * residents, each, index))
        if found:
            stake, each, index = max(found)
            cells = [_greatest(prices, offer, at) for _, _, at in sorted(found, reverse=True)]
            yield prices.issue(
                "per_resident",
                offer,
                map(prices.pointer, cells),
                stake,
                each=format_number(each),
                national=format_number(national),
                scenario=prices.scenario_title(index),
            )


def group_prices(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer whose price for several cities is not above that for one.

    Compared over the cells priced in both scenarios: perhaps it was entered per city.
    """
    scenarios = list(prices.basis.questionnaire.scenarios.values())
    pairs = [
        (alone, group)
        for alone, one in enumerate(scenarios)
        for group, many in enumerate(scenarios)
        if one.cities == 1 < many.cities and one.population and one.population == many.population
    ]
    for offer in range(len(prices.basis.model.axes.offers)):
        found: list[tuple[float, float, float, int]] = []
        for alone, group in pairs:
            single, several = prices.amount[offer, alone], prices.amount[offer, group]
            both = ~np.isnan(single) & ~np.isnan(several) & ~prices.is_from[offer, group]
            one, many = float(single[both].sum()), float(several[both].sum())
            if both.any() and many <= one:
                stake = one * scenarios[group].cities - many
                found.append((stake, one, many, group))
        if found:
            stake, one, many, group = max(found)
            cells = [_greatest(prices, offer, index[-1]) for index in sorted(found, reverse=True)]
            yield prices.issue(
                "group_price",
                offer,
                map(prices.pointer, cells),
                stake,
                group=format_number(many),
                alone=format_number(one),
                cities=scenarios[group].cities,
                scenario=prices.scenario_title(group),
            )
