"""カスタマイズの損益: the ways of closing each gap, over sizes of cities (method §7, §11).

An answer states one way of a gap, seldom two. The others come from what other offers answer to the
same requirement (the median), marked as not the offer's own: of all offers of the round, shown or
not, as levelling goes by all; without names three must state it (method §2). What nobody, or
fewer, state is not known.
Money is tax-included, at its present value over the window.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.analysis.choice.customization import (
    WayCosts,
    WayTotals,
    break_even_residents,
    cheapest_ways,
    customize_jpy,
    workaround_jpy_per_resident,
)
from rfi.analysis.choice.standardization import PRICED_WAYS, BusinessGaps, gaps_by_business
from rfi.compare.fit.gap_comparison import GapComparison
from rfi.normalize.fit.levels import (
    COMPLETE,
    GAPS,
    OPTION,
    PARAMETER,
    FitLevels,
)
from rfi.normalize.step import FloatArray
from rfi.scenario.city.city import City

Flags = npt.NDArray[np.bool_]
Indexes = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class OfferCustomizing:
    """The gaps of one offer; arrays have an entry a gap.

    Attributes:
        requirements: Index of each gap's requirement.
        costs: Of every way.
        is_own: Way (as ``WAYS``) × gap: whether the offer states it itself.
        turn: N*: residents below which working around is cheaper, above which customizing; NaN
            where either is not known, infinite where it never turns.
        at_city: Totals for each body: the city shown, then its group together where there is one.
        at_cities: Totals for each known city alone.
    """

    requirements: Indexes
    costs: WayCosts
    is_own: Flags
    turn: FloatArray
    at_city: WayTotals
    at_cities: WayTotals

    def known_jpy(self, residents: float) -> FloatArray:
        """Return way × gap at a size, yen; NaN where not known, infinite where not offered."""
        return self.costs.at(np.array([residents]))[:, 0]


@dataclass(frozen=True, slots=True, eq=False)
class Customizing:
    """All offers' gaps by way, the cities they are held against, and businesses.

    Attributes:
        bodies: Residents of the city shown (the quoted size without one), and of its group.
        cities: The known cities, in the order of their codes.
        offers: In the order of their places.
        businesses: Those with a requirement in scope.
        quoted_residents: For which cases are quoted.
    """

    bodies: tuple[float, ...]
    cities: tuple[City, ...]
    offers: tuple[OfferCustomizing, ...]
    businesses: tuple[BusinessGaps, ...]
    quoted_residents: float


def parameter_test_jpy(parameters: int, test_jpy: float, *, all_interact: bool = False) -> float:
    """Return what testing k parameters costs: k(k−1)/2 pairs, or 2^k if all interact, times t.

    >>> parameter_test_jpy(6, 100_000.0), parameter_test_jpy(6, 100_000.0, all_interact=True)
    (1500000.0, 6400000.0)
    """
    tests = 2**parameters if all_interact else parameters * (parameters - 1) // 2
    return tests * test_jpy


def _median(values: FloatArray, least: int) -> FloatArray:
    """Return the median over offers of what ``least`` of them state, one entry a requirement."""
    result = np.full(values.shape[1], np.nan)
    is_enough = (~np.isnan(values)).sum(axis=0) >= least
    result[is_enough] = np.nanmedian(values[:, is_enough], axis=0)
    return result


@dataclass(frozen=True, slots=True)
class _Instead:
    """What stands in, one entry a requirement.

    Attributes:
        made_jpy: Median of F + m·A.
        work_jpy: Median of staff yen a resident.
        is_parameter: Whether some offer answers by parameter.
    """

    made_jpy: FloatArray
    work_jpy: FloatArray
    is_parameter: Flags


@dataclass(frozen=True, slots=True)
class Others:
    """What stands in where an offer states no way.

    Attributes:
        gaps: Of all offers of the round, shown or not.
        least: Offers that must state a way before their median stands in.
    """

    gaps: GapComparison
    least: int


def _ways(gaps: GapComparison, quoted_residents: float) -> tuple[FloatArray, FloatArray]:
    """Return offer × requirement: F + m·A, and staff yen a resident, as each offer states them."""
    levels, costs = gaps.fit.levels, gaps.costs
    if not gaps.offers:
        nothing = np.full(levels.code.shape, np.nan)
        return nothing, nothing
    annuities = [one.gaps.total.annuity_years for one in gaps.offers]
    is_priced = np.isin(levels.code, PRICED_WAYS) & (levels.money_state == COMPLETE)
    by_offer = np.stack(
        [
            customize_jpy(once, monthly * 12, annuity)
            for once, monthly, annuity in zip(
                costs.once_incl_tax_jpy, costs.monthly_incl_tax_jpy, annuities, strict=True
            )
        ]
    ).reshape(levels.code.shape)
    cases = levels.cases / quoted_residents
    work = np.stack(
        [
            workaround_jpy_per_resident(minutes, each, gaps.basis.staff_hour_jpy, annuity)
            for minutes, each, annuity in zip(levels.minutes, cases, annuities, strict=True)
        ]
    ).reshape(levels.code.shape)
    return np.where(is_priced, by_offer, np.nan), work


def _offer(
    levels: FitLevels,
    offer: int,
    ways: tuple[FloatArray, FloatArray],
    instead: _Instead,
    *,
    test_jpy: float,
    bodies: FloatArray,
    cities: FloatArray,
) -> OfferCustomizing:
    made, work = ways
    # An option is a choice of the package, not a gap of it.
    is_gap = np.isin(levels.code[offer], GAPS) & (levels.code[offer] != OPTION)
    found = np.flatnonzero(is_gap)
    own_made, own_work = made[offer, found], work[offer, found]
    customize = np.where(np.isnan(own_made), instead.made_jpy[found], own_made)
    around = np.where(np.isnan(own_work), instead.work_jpy[found], own_work)
    by_parameter = instead.is_parameter[found]
    count = int(by_parameter.sum())
    # Each bears its part of the tests of all pairs; setting it is in the price of the package.
    each = parameter_test_jpy(count, test_jpy) / count if count else 0.0
    parameter = np.where(by_parameter, each, np.inf)
    costs = WayCosts(parameter, customize, around)
    is_own = np.stack(
        [~np.isnan(own_work), np.zeros(len(found), dtype=np.bool_), ~np.isnan(own_made)]
    )
    return OfferCustomizing(
        requirements=found,
        costs=costs,
        is_own=is_own,
        turn=break_even_residents(customize, around),
        at_city=cheapest_ways(costs, bodies),
        at_cities=cheapest_ways(costs, cities),
    )


def customizing_of(
    gaps: GapComparison,
    others: Others,
    *,
    bodies: Sequence[float],
    cities: Sequence[City],
    quoted_residents: float,
    test_jpy: float,
) -> Customizing:
    """Return every gap by way, for the bodies shown and for all known cities.

    Args:
        gaps: What the gaps cost.
        others: What stands in where an offer states no way.
        bodies: Residents of the city, and of its group together.
        cities: The known cities.
        quoted_residents: Residents for which cases of workarounds are quoted.
        test_jpy: t, of one pair of parameters.
    """
    ways = _ways(gaps, quoted_residents)
    made, work = _ways(others.gaps, quoted_residents)
    instead = _Instead(
        _median(made, others.least),
        _median(work, others.least),
        (others.gaps.fit.levels.code == PARAMETER).any(axis=0),
    )
    ordered = tuple(sorted(cities, key=lambda city: city.code))
    sizes = np.array([city.population for city in ordered], dtype=np.float64)
    levels = gaps.fit.levels
    offers = tuple(
        _offer(
            levels,
            offer,
            ways,
            instead,
            test_jpy=test_jpy,
            bodies=np.array(bodies, dtype=np.float64),
            cities=sizes,
        )
        for offer in range(len(gaps.offers))
    )
    businesses = gaps_by_business(gaps, ways[0])
    return Customizing(tuple(bodies), ordered, offers, businesses, quoted_residents)
