"""Parts of 分析: what a choice weighs. None of them is made until it is asked for."""

from rfi.analysis.choice.joining import Joining, joining_of
from rfi.compare.cost.comparison import Comparison
from rfi.compare.joint.coalition_prices import coalition_prices
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.sharing import sharing_key
from rfi.evaluation.cost_parts import BASIS, COST_STEPS, COSTS
from rfi.evaluation.part import Part


def _joining(
    _: AnswerSet, conditions: Conditions, basis: CostBasis, costs: Comparison
) -> Joining | None:
    if len(conditions.group) <= 1:
        return None
    prices = coalition_prices(basis, conditions, conditions.group)
    key = sharing_key(conditions.assumptions, dict(conditions.own_weights))
    exact = tuple(offer.bound.kind == "exact" for offer in costs.offers)
    return joining_of(prices, key, exact)


JOINING: Part[Joining | None] = Part(
    "joining",
    _joining,
    reads=("group", "own_weights", "scope"),
    assumptions=(*COST_STEPS, "term_extension", "sharing_method", "sharing_equal_ratio"),
    uses=(BASIS, COSTS),
)
