"""Parts of 分析: what a choice weighs. None of them is made until it is asked for."""

from collections.abc import Mapping, Sequence

import numpy as np

from rfi.analysis.asking.constants import LEAST_DONORS_UNNAMED
from rfi.analysis.choice.constants import PLAN_SIZES
from rfi.analysis.choice.customizing import Customizing, Others, customizing_of
from rfi.analysis.choice.joining import Joining, joining_of
from rfi.analysis.choice.neighbours import Neighbours, adaptation_of, neighbours_of
from rfi.analysis.choice.standardization import price_spreads
from rfi.analysis.choice.vendors.conditional import conditional_discounts, quoted_without
from rfi.analysis.choice.vendors.plans import (
    Combining,
    PricedCells,
    Terms,
    asked_businesses,
    priced_cells,
)
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.outlay import outlay_of
from rfi.compare.fit.comparison import compare_fit
from rfi.compare.fit.gap_comparison import GapComparison, compare_gaps
from rfi.compare.joint.coalition_prices import coalition_prices
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.scope import masks_of
from rfi.compare.round.sharing import sharing_key
from rfi.evaluation.cost_parts import BASIS, BORNE, COSTS, OUTLAY
from rfi.evaluation.effect_parts import GAPS
from rfi.evaluation.part import Part
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.cost.steps import STEP_READS
from rfi.scenario.city.city import typed_city
from rfi.scenario.city.estimates import complete_city


def _quoted_residents(answers: AnswerSet) -> float:
    """Return the residents for which cases are quoted; NaN where they are not stated."""
    quoted = answers.questionnaire.scenarios[answers.questionnaire.default_scenario_id]
    return float((quoted.population or np.nan) * quoted.cities)


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
    assumptions=(*STEP_READS, "term_extension", "sharing_method", "sharing_equal_ratio"),
    uses=(BASIS, COSTS),
)


def _neighbours(
    answers: AnswerSet,
    conditions: Conditions,
    basis: CostBasis,
    costs: Comparison,
    gaps: GapComparison,
) -> Neighbours | None:
    group = conditions.group
    if len(group) <= 1:
        return None
    inside = {city.code for city in group}
    listed = sorted(answers.cities.known.values(), key=lambda city: city.code)
    others = tuple(city for city in listed if city.code not in inside)
    completed = tuple(complete_city(city, answers.questionnaire, "") for city in others)
    residents = np.array([city.population for city in others], dtype=np.float64)
    return neighbours_of(
        coalition_prices(basis, conditions, (*group, *completed)),
        others,
        sharing_key(conditions.assumptions, {}),
        adaptation_of(gaps, residents, _quoted_residents(answers)),
        [offer.bound.kind == "exact" for offer in costs.offers],
    )


NEIGHBOURS: Part[Neighbours | None] = Part(
    "neighbours",
    _neighbours,
    reads=("group", "scope"),
    assumptions=(*STEP_READS, "term_extension", "sharing_method", "sharing_equal_ratio"),
    uses=(BASIS, COSTS, GAPS),
)


def _combining(
    answers: AnswerSet, conditions: Conditions, basis: CostBasis, costs: Comparison
) -> Combining:
    values = conditions.assumptions
    months = values.number("horizon_months")
    interface = values.number("interface_jpy") + months * values.number("interface_monthly_jpy")
    terms = Terms(interface, values.number("coordination_jpy") * months / 12)
    exact = [offer.bound.kind in {"exact", "at_least"} for offer in costs.offers]

    def priced(flows: CostFlows, coverages: Sequence[Coverage], whose: Conditions) -> PricedCells:
        names = asked_businesses(flows, coverages)
        conditional = conditional_discounts(basis, names, quoted_without(basis, whose))
        return priced_cells(flows, coverages, exact, conditional)

    shown = priced(costs.flows, [offer.coverage for offer in costs.offers], conditions)
    masks = masks_of(conditions.scope, basis.model.axes)
    by_size = {}
    for residents in PLAN_SIZES:
        city = complete_city(typed_city("", residents, ""), answers.questionnaire, "")
        alone = Conditions(conditions.scenario_id, values, scope=conditions.scope, city=city)
        outlay = outlay_of(basis, alone, masks)
        by_size[residents] = priced(outlay.flows, outlay.coverages, alone)
    return Combining(shown, by_size, terms)


COMBINING: Part[Combining] = Part(
    "combining",
    _combining,
    reads=(*OUTLAY.reads, *BORNE.reads),
    assumptions=(
        *OUTLAY.assumptions,
        *BORNE.assumptions,
        "horizon_months",
        "interface_jpy",
        "interface_monthly_jpy",
        "coordination_jpy",
    ),
    uses=(BASIS, COSTS),
)


def _customizing(answers: AnswerSet, conditions: Conditions, gaps: GapComparison) -> Customizing:
    residents = _quoted_residents(answers)
    peers, least = answers.peers, LEAST_DONORS_UNNAMED if answers.is_anonymous else 1
    whole = compare_gaps(peers, conditions, compare_fit(peers, conditions)) if peers else gaps
    shown = float(conditions.city.population) if conditions.city else residents
    together = float(sum(city.population for city in conditions.group))
    return customizing_of(
        gaps,
        Others(whole, least),
        bodies=(shown, together) if together else (shown,),
        cities=tuple(answers.cities.known.values()),
        quoted_residents=residents,
        test_jpy=conditions.assumptions.number("parameter_test_jpy"),
    )


CUSTOMIZING: Part[Customizing] = Part(
    "customizing",
    _customizing,
    reads=("city", "group", "scope"),
    assumptions=("parameter_test_jpy", *GAPS.assumptions),
    uses=(GAPS,),
)


def _price_spreads(_: AnswerSet, __: Conditions, costs: Comparison) -> Mapping[str, float]:
    return price_spreads(costs)


# Apart from the gaps, which follow no price of the offers.
PRICE_SPREADS: Part[Mapping[str, float]] = Part("price_spreads", _price_spreads, uses=(COSTS,))
