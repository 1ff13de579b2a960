"""Parts that say how sure the order of the totals is, and how far assumptions move them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from rfi.analysis.robust.constants import FX_SEARCH, FX_SWING, MOST_RATES, SWING_BOUNDS
from rfi.analysis.robust.robustness import OrderTurns, Robustness, robustness_of, turns_of_order
from rfi.analysis.robust.swings import Swings, ValuesAt, swings_of
from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.evaluation.cost_parts import BASIS, BORNE, COSTS, OUTLAY, exact_under
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.normalize.step import FloatArray

RATE = "fx_usd_jpy"
_READS = tuple(dict.fromkeys((*OUTLAY.reads, *BORNE.reads, *COSTS.reads)))
_ASSUMPTIONS = tuple(dict.fromkeys((*OUTLAY.assumptions, *BORNE.assumptions, *COSTS.assumptions)))
_BESIDE_RATE = tuple(key for key in _ASSUMPTIONS if key != RATE)

TotalsAtRate = Callable[[float], Mapping[str, FloatArray]]


def _at_rates(answers: AnswerSet, conditions: DeclaredConditions, basis: CostBasis) -> TotalsAtRate:
    @lru_cache(maxsize=MOST_RATES)
    def at(rate: float) -> Mapping[str, FloatArray]:
        return exact_under(answers, conditions.moved(RATE, rate), basis)

    return at


# Rates are looked at again and again while the one in force moves.
AT_RATES: Part[TotalsAtRate] = Part(
    "at_rates", _at_rates, reads=_READS, assumptions=_BESIDE_RATE, uses=(BASIS,), moves=(RATE,)
)


def _turns(
    _: AnswerSet, __: DeclaredConditions, basis: CostBasis, at_rates: TotalsAtRate
) -> tuple[OrderTurns, ...]:
    return turns_of_order(lambda rate: at_rates(rate)["nominal_jpy"], len(basis.model.axes.offers))


TURNS: Part[tuple[OrderTurns, ...]] = Part("turns", _turns, uses=(BASIS, AT_RATES))


def _robustness(
    _: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    costs: Comparison,
    turns: tuple[OrderTurns, ...],
) -> Robustness:
    spread = conditions.assumptions.number("price_spread")
    draws_by = basis.tables["offers"]["draws_by"].tolist()
    return robustness_of(costs, turns, spread, draws_by)


ROBUSTNESS: Part[Robustness] = Part(
    "robustness", _robustness, assumptions=("price_spread",), uses=(BASIS, COSTS, TURNS)
)


def _swings(
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    costs: Comparison,
    at_rates: TotalsAtRate,
) -> Swings:
    def values_under(moved: DeclaredConditions) -> FloatArray:
        return exact_under(answers, moved, basis)["present_value_jpy"]

    def at(key: str) -> ValuesAt:
        if key == RATE:
            return lambda rate: at_rates(rate)["present_value_jpy"]
        return lambda value: values_under(conditions.moved(key, value))

    rate = conditions.assumptions.number(RATE)
    bounds = {RATE: ((rate - FX_SWING, rate + FX_SWING), FX_SEARCH)}
    bounds |= {key: (ends, ends) for key, ends in SWING_BOUNDS.items()}
    if not conditions.group or conditions.assumptions.choice("sharing_method") != "mixed":
        del bounds["sharing_equal_ratio"]
    moved = {key: (ends, at(key)) for key, ends in bounds.items()}
    has_city = conditions.group and conditions.city
    alone = (lambda: values_under(conditions.without_group())) if has_city else None
    # The comparison holds the conditions of the part that made it; its own are the same.
    return swings_of(replace(costs, conditions=conditions), moved, alone)


SWINGS: Part[Swings] = Part(
    "swings", _swings, reads=_READS, assumptions=_ASSUMPTIONS, uses=(BASIS, COSTS, AT_RATES)
)
