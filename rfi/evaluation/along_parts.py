"""Parts that hold the offers at every step of a slider, one an assumption."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from rfi.analysis.robust.along import CostsAlong, EffectsAlong, costs_along, effects_along
from rfi.compare.benefit.comparison import BenefitComparison, compare_benefits
from rfi.compare.cost.touched import OpenWarnings
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.evaluation.cost_parts import (
    BASIS,
    BORNE,
    COSTS,
    OPEN_WARNINGS,
    OUTLAY,
    compared_under,
)
from rfi.evaluation.effect_parts import BENEFITS
from rfi.evaluation.part import DeclaredConditions, Part
from rfi.scenario.assumptions import AssumptionSet

if TYPE_CHECKING:
    from rfi.compare.cost.comparison import Comparison

_READ_BY_COSTS = tuple(dict.fromkeys((*OUTLAY.assumptions, *BORNE.assumptions, *COSTS.assumptions)))
_MOVING_COSTS = (
    "fx_usd_jpy",
    "horizon_months",
    "discount_rate",
    "price_growth_rate",
    "sharing_equal_ratio",
)
# Assumption → the effect that it turns into yen.
_MOVING_EFFECTS = {"resident_hour_jpy": "resident_jpy", "staff_hour_jpy": "staff_jpy"}


def _costs_along(
    key: str,
    answers: AnswerSet,
    conditions: DeclaredConditions,
    basis: CostBasis,
    warnings: OpenWarnings,
) -> CostsAlong:
    return costs_along(
        key,
        float(answers.assumptions.number(key)),
        lambda value: (
            compared_under(
                answers,
                conditions.moved(key, int(value) if key == "horizon_months" else value),
                basis,
                warnings,
            ).offers
        ),
    )


COSTS_ALONG: Mapping[str, Part[CostsAlong]] = {
    key: Part(
        f"along_{key}",
        partial(_costs_along, key),
        reads=tuple(dict.fromkeys((*OUTLAY.reads, *BORNE.reads, *COSTS.reads))),
        assumptions=tuple(other for other in _READ_BY_COSTS if other != key),
        uses=(BASIS, OPEN_WARNINGS),
        moves=(key,),
    )
    for key in _MOVING_COSTS
}


def _effects_along(
    key: str, measure: str, answers: AnswerSet, conditions: DeclaredConditions
) -> EffectsAlong:
    return effects_along(
        key,
        measure,
        float(answers.assumptions.number(key)),
        lambda value: tuple(
            offer.measures[measure]
            for offer in compare_benefits(answers, conditions.moved(key, value)).offers
        ),
    )


EFFECTS_ALONG: Mapping[str, Part[EffectsAlong]] = {
    key: Part(
        f"along_{key}",
        partial(_effects_along, key, measure),
        reads=BENEFITS.reads,
        assumptions=tuple(other for other in BENEFITS.assumptions if other != key),
        moves=(key,),
    )
    for key, measure in _MOVING_EFFECTS.items()
}


@dataclass(frozen=True, slots=True)
class Along:
    """The offers at every step of the slider of an assumption, the value in force among them.

    Attributes:
        of: Part → what it is in the evaluation.
        assumptions: In force.
    """

    of: Callable[[Part[Any]], Any]
    assumptions: AssumptionSet

    def costs(self, key: str) -> CostsAlong:
        """Return the costs along an assumption."""
        found: CostsAlong = self.of(COSTS_ALONG[key])
        now: Comparison = self.of(COSTS)
        return found.holding(float(self.assumptions.number(key)), now.offers)

    def effects(self, key: str) -> EffectsAlong:
        """Return the effect that an assumption turns into yen."""
        found: EffectsAlong = self.of(EFFECTS_ALONG[key])
        now: BenefitComparison = self.of(BENEFITS)
        figures = tuple(offer.measures[found.measure] for offer in now.offers)
        return found.holding(float(self.assumptions.number(key)), figures)
