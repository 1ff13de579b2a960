"""The cash of a plan by fiscal year and city: today's systems, both at once, build, running."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from rfi.analysis.staging.period import Period
from rfi.analysis.staging.plan import Plan
from rfi.compare.cost.cash import cash_view
from rfi.normalize.step import FloatArray

# Codes of the cities that share → the part of each.
SharesOf = Callable[[Sequence[str]], FloatArray]


@dataclass(frozen=True, slots=True)
class StagePrices:
    """What one offer asks of some cities; yen with tax.

    Attributes:
        cities: Codes.
        blocks: What prices are for: the businesses of each, a bundle has several.
        is_common: By block: whether it is for all businesses.
        shared_build, own_build: Number of cities − 1 × city × block: what a city adds to the price
            of the build when that many are live; shared by the key, or the city's own.
        shared_month, own_month: The same of a month of running.
    """

    cities: tuple[str, ...]
    blocks: tuple[tuple[str, ...], ...]
    is_common: tuple[bool, ...]
    shared_build: FloatArray
    own_build: FloatArray
    shared_month: FloatArray
    own_month: FloatArray


@dataclass(frozen=True, slots=True)
class TodaysMonth:
    """What the cities pay today a month; yen with tax.

    Attributes:
        blocks: Businesses of each entry.
        is_common: By entry.
        month_jpy: City × entry; 0 where nothing is known.
    """

    blocks: tuple[tuple[str, ...], ...]
    is_common: tuple[bool, ...]
    month_jpy: FloatArray


@dataclass(frozen=True, slots=True)
class Joining:
    """One city at one go-live.

    Attributes:
        month: Month number.
        city: Code.
        live: Number of cities live from then on for what goes live.
        share: Its part of what is shared from then on, 0–1.
    """

    month: int
    city: str
    live: int
    share: float


@dataclass(frozen=True, slots=True)
class StagedCash:
    """Cash of a plan; fiscal year × city, yen with tax.

    Attributes:
        fiscal_years, cities: Names of the axes.
        today: Today's systems until go-live.
        dual: Today's systems beside the new ones.
        build: One-time prices, in the year of go-live.
        running: Of the new systems.
        limit_jpy: By city: 債務負担行為の限度額 of build and running.
        today_months: Months in which any of today's systems runs.
        joins: Who goes live when, at which share of what is shared.
        never: Blocks that no stage brings to a city, as (city, block).
    """

    fiscal_years: tuple[int, ...]
    cities: tuple[str, ...]
    today: FloatArray
    dual: FloatArray
    build: FloatArray
    running: FloatArray
    limit_jpy: tuple[int, ...]
    today_months: FloatArray
    joins: tuple[Joining, ...]
    never: tuple[tuple[int, int], ...]

    @property
    def total(self) -> FloatArray:
        """All of it, fiscal year × city."""
        return self.today + self.dual + self.build + self.running


@dataclass(frozen=True, slots=True)
class _Steps:
    """Go-lives of one block: from which month which cities are live, and who is new."""

    month: int
    end: int
    live: tuple[int, ...]
    new: tuple[int, ...]


def _steps(months: Sequence[int | None], end: int) -> Iterator[_Steps]:
    """Yield the stretches between the go-lives of a block; those after the end are left out."""
    turns = sorted({month for month in months if month is not None and month < end})
    for at, month in enumerate(turns):
        live = [city for city, one in enumerate(months) if one is not None and one <= month]
        new = [city for city in live if months[city] == month]
        after = turns[at + 1] if at + 1 < len(turns) else end
        yield _Steps(month, after, tuple(live), tuple(new))


def _paid(
    shared: FloatArray, own: FloatArray, members: Sequence[int], share: FloatArray
) -> FloatArray:
    """Return what each member pays of what the members add, the shared part by their shares."""
    return np.asarray(share * shared[list(members)].sum() + own[list(members)])


def staged_cash(
    plan: Plan, prices: StagePrices, today: TodaysMonth, shares_of: SharesOf, period: Period
) -> StagedCash:
    """Return the cash of a plan.

    Whoever joins pays its part of the build of those who join with it, at the price for the number
    of cities then live; running is shared anew among all that are live at each go-live.

    Args:
        plan: Stages.
        prices: Of one offer.
        today: What the cities pay now; goes on until go-live and while both run.
        shares_of: Codes of cities that share → their parts.
        period: Months that are counted.
    """
    cities, years = prices.cities, len(period.fiscal_years)
    build, running = np.zeros((years, len(cities))), np.zeros((years, len(cities)))
    joins: dict[tuple[int, int], Joining] = {}
    never = []
    for block, businesses in enumerate(prices.blocks):
        # What is for all businesses is due with the first of them.
        due = plan.first_of if prices.is_common[block] else partial(plan.go_live, businesses)
        months = [due(city) for city in cities]
        never += [(city, block) for city, month in enumerate(months) if month is None]
        for step in _steps(months, period.end):
            count, live, new = len(step.live) - 1, list(step.live), list(step.new)
            part = shares_of([cities[city] for city in live])
            joined = shares_of([cities[city] for city in new])
            at_go_live = period.months_by_year(step.month, step.month + 1)
            built = _paid(
                prices.shared_build[count, :, block], prices.own_build[count, :, block], new, joined
            )
            build[:, new] += at_go_live[:, np.newaxis] * built
            monthly = _paid(
                prices.shared_month[count, :, block], prices.own_month[count, :, block], live, part
            )
            running[:, live] += period.months_by_year(step.month, step.end)[:, np.newaxis] * monthly
            for city in new:
                share = float(part[live.index(city)])
                joins[step.month, city] = Joining(step.month, cities[city], len(live), share)
    old, dual = _todays(plan, cities, today, period)
    paid = build + running
    limits = tuple(
        cash_view(
            dict(zip(period.fiscal_years, paid[:, city].tolist(), strict=True))
        ).debt_burden_limit_jpy
        for city in range(len(cities))
    )
    told = tuple(joins[key] for key in sorted(joins))
    today_months = np.stack(
        [_months_of_today(plan, city, period, {at for at, _ in never}, cities) for city in cities],
        axis=1,
    )
    return StagedCash(
        period.fiscal_years,
        cities,
        old,
        dual,
        build,
        running,
        limits,
        today_months,
        told,
        tuple(never),
    )


def _months_of_today(
    plan: Plan, city: str, period: Period, left: set[int], cities: Sequence[str]
) -> FloatArray:
    """Return by fiscal year the months in which any of today's systems of a city runs."""
    last = None if cities.index(city) in left else plan.last_of(city)
    end = period.end if last is None else last + plan.parallel_months
    return period.months_by_year(period.first_month, end)


def _todays(
    plan: Plan, cities: Sequence[str], today: TodaysMonth, period: Period
) -> tuple[FloatArray, FloatArray]:
    """Return today's systems until go-live and beside the new ones, fiscal year × city."""
    shape = (len(period.fiscal_years), len(cities))
    old, dual = np.zeros(shape), np.zeros(shape)
    for block, businesses in enumerate(today.blocks):
        for at, city in enumerate(cities):
            month_jpy = float(today.month_jpy[at, block])
            # Common systems of today stay until the last businesses have left them.
            month = plan.last_of(city) if today.is_common[block] else plan.go_live(businesses, city)
            end = period.end if month is None else month
            old[:, at] += month_jpy * period.months_by_year(period.first_month, end)
            if month is not None:
                both = period.months_by_year(month, month + plan.parallel_months)
                dual[:, at] += month_jpy * both
    return old, dual
