"""Spreads of the offers' figures, by the measure of their flows."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.rows.statistics import CostStatistics, cost_statistics
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.evaluation.cost_parts import BASIS, COSTS
from rfi.evaluation.part import Part

_MEASURES = ("nominal_jpy", "nominal_incl_tax_jpy")


def _statistics(
    measure: str, _: AnswerSet, conditions: Conditions, basis: CostBasis, costs: Comparison
) -> CostStatistics:
    return cost_statistics(replace(costs, conditions=conditions), basis, measure)


# A page asks for them several times over: for its thresholds, their words and its rows.
STATISTICS: Mapping[str, Part[CostStatistics]] = {
    measure: Part(
        f"statistics_{measure}",
        partial(_statistics, measure),
        reads=("scenario_id", "scope"),
        uses=(BASIS, COSTS),
    )
    for measure in _MEASURES
}
