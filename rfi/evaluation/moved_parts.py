"""Parts of exact totals where prices or sizes are moved, and what they are made from."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np

from rfi.analysis.robust.constants import (
    FX_BOUNDS,
    FX_SEARCH,
    FX_SWING,
    MOST_RATES,
    SWING_BOUNDS,
    SWING_POINTS,
)
from rfi.analysis.robust.swings import Bounds, settings_of
from rfi.compare.cost.moved.side_by_side import SomeOffers
from rfi.compare.cost.moved.totals import ExactTotals, SomeTotals, exact_of_all, some_totals
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_flows import RATE
from rfi.evaluation.cost_parts import BASIS, BORNE, COSTS, OUTLAY, exact_under
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.normalize.step import FloatArray

GROWTH = "price_growth_rate"
READS = tuple(dict.fromkeys((*OUTLAY.reads, *BORNE.reads, *COSTS.reads)))
ASSUMPTIONS = tuple(dict.fromkeys((*OUTLAY.assumptions, *BORNE.assumptions, *COSTS.assumptions)))
BESIDE_RATE = tuple(key for key in ASSUMPTIONS if key != RATE)

TotalsAtRate = Callable[[float], ExactTotals]


class Halves(NamedTuple):
    """The offers by whether their prices follow the exchange rate; None where none does."""

    steady: SomeOffers | None
    following: SomeOffers | None


class Setting(NamedTuple):
    """What is moved beside the exchange rate, so that prices or sizes are others.

    Attributes:
        growth: Of prices; None for that in force.
        is_alone: Whether the city goes without its group.
    """

    growth: float | None = None
    is_alone: bool = False

    def under(self, conditions: DeclaredConditions, rate: float) -> DeclaredConditions:
        """Return conditions with the setting, at an exchange rate."""
        moved = conditions.moved(RATE, rate)
        if self.growth is not None:
            moved = moved.moved(GROWTH, self.growth)
        return moved.without_group() if self.is_alone else moved


Steady = Mapping[Setting, SomeTotals]
# Exchange rate and setting → present values by offer, yen; NaN where not exact.
Place = tuple[float, Setting]
Priced = Mapping[Place, FloatArray]


def _halves(_: AnswerSet, __: DeclaredConditions, basis: CostBasis) -> Halves:
    follows = basis.points.follows_rate
    found = [SomeOffers(basis, half) if half.any() else None for half in (~follows, follows)]
    return Halves(*found)


HALVES: Part[Halves] = Part("halves", _halves, uses=(BASIS,))


def _steady_under(
    conditions: DeclaredConditions, halves: Halves, settings: Sequence[Setting]
) -> Steady:
    """Return settings of one group → what offers cost that do not follow the exchange rate."""
    if halves.steady is None or not settings:
        return {}
    # Any rate does.
    moved = [setting.under(conditions, FX_BOUNDS[0]) for setting in settings]
    return dict(zip(settings, some_totals(halves.steady, moved), strict=True))


def _steady(_: AnswerSet, conditions: DeclaredConditions, halves: Halves) -> Steady:
    return _steady_under(conditions, halves, (Setting(),))


STEADY: Part[Steady] = Part(
    "steady", _steady, reads=READS, assumptions=BESIDE_RATE, uses=(HALVES,), moves=(RATE,)
)


def growths(conditions: DeclaredConditions) -> tuple[Setting, ...]:
    """Return the settings of the growth of prices that are looked at beside that in force."""
    ends, now = SWING_BOUNDS[GROWTH], float(conditions.assumptions.number(GROWTH))
    return tuple(Setting(one) for one in settings_of((ends, ends), now).tolist() if one != now)


def _steady_swung(_: AnswerSet, conditions: DeclaredConditions, halves: Halves) -> Steady:
    alone = (Setting(is_alone=True),) if conditions.group and conditions.city else ()
    return {
        **_steady_under(conditions, halves, growths(conditions)),
        **_steady_under(conditions, halves, alone),
    }


STEADY_SWUNG: Part[Steady] = Part(
    "steady_swung",
    _steady_swung,
    reads=READS,
    assumptions=BESIDE_RATE,
    uses=(HALVES,),
    moves=(RATE,),
)


def exact_at(
    answers: AnswerSet,
    moved: Sequence[DeclaredConditions],
    basis: CostBasis,
    halves: Halves,
    steady: Sequence[SomeTotals | None],
) -> list[ExactTotals]:
    """Return the exact totals under conditions of one group; ``steady`` holds those of one half."""
    following = some_totals(halves.following, moved) if halves.following else [None] * len(moved)
    return [
        exact_of_all(
            basis,
            one,
            [part for part in parts if part is not None],
            partial(exact_under, answers, one, basis),
        )
        for one, *parts in zip(moved, steady, following, strict=True)
    ]


def _at_rates(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    steady: Steady,
) -> TotalsAtRate:
    @lru_cache(maxsize=MOST_RATES)
    def at(rate: float) -> ExactTotals:
        moved = conditions.moved(RATE, rate)
        (found,) = exact_at(answers, [moved], basis, halves, [steady.get(Setting())])
        return found

    return at


# Rates are looked at again and again while the one in force moves.
AT_RATES: Part[TotalsAtRate] = Part(
    "at_rates",
    _at_rates,
    reads=READS,
    assumptions=BESIDE_RATE,
    uses=(BASIS, HALVES, STEADY),
    moves=(RATE,),
)


# Rates of a swing that are looked at whatever the one in force.
_LOOKED_AT = frozenset(np.linspace(*FX_SEARCH, SWING_POINTS).tolist())


def fx_bounds(rate: float) -> Bounds:
    """Return the range of the exchange rate that is drawn, and that in which turns are sought."""
    return (rate - FX_SWING, rate + FX_SWING), FX_SEARCH


def _priced(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    halves: Halves,
    steady: Steady,
    swung: Steady,
) -> Priced:
    def under(places: Sequence[Place]) -> Priced:
        moved = [setting.under(conditions, rate) for rate, setting in places]
        own = [{**steady, **swung}.get(setting) for _, setting in places]
        found = exact_at(answers, moved, basis, halves, own)
        return {place: one["present_value_jpy"] for place, one in zip(places, found, strict=True)}

    now = conditions.assumptions.number(RATE)
    rates = set(settings_of(fx_bounds(now), now).tolist()) - {now, *_LOOKED_AT}
    places = [(rate, Setting()) for rate in sorted(rates)]
    found = under([*places, *((now, growth) for growth in growths(conditions))])
    has_city = conditions.group and conditions.city
    return {**found, **under([(now, Setting(is_alone=True))])} if has_city else found


# All that is priced anew when the exchange rate moves.
PRICED: Part[Priced] = Part(
    "priced",
    _priced,
    reads=READS,
    assumptions=ASSUMPTIONS,
    uses=(BASIS, HALVES, STEADY, STEADY_SWUNG),
)
