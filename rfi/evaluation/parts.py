"""The parts of an evaluation, each with the conditions that it reads and the parts it uses.

``compute`` of a part is called with the answers, the conditions it declares, and the parts it
uses in the order of ``uses``. What a used part holds of its conditions is replaced by the
conditions of the part that uses it, so that nothing can be read around the declaration.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from rfi.analysis.plausibility.rules import check_plausibility
from rfi.compare.benefit.comparison import BenefitComparison, compare_benefits
from rfi.compare.cost.borne import Borne, borne_by_city
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.costs import comparison_of
from rfi.compare.cost.outlay import Outlay, outlay_of
from rfi.compare.fit.comparison import FitComparison, compare_fit
from rfi.compare.fit.gap_comparison import GapComparison, compare_gaps
from rfi.compare.joint.joint_use import JointUse, compare_joint_use
from rfi.compare.joint.number_effect import NumberEffect, number_effect
from rfi.compare.joint.size_curves import SizeCurves, size_curves
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis, extension_of, prepare_costs
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.compare.round.stated_totals import check_stated_totals
from rfi.compare.service.levels import ServiceComparison, compare_service_levels
from rfi.compare.today.before_after import TodayComparison, todays_comparison
from rfi.compare.today.net_effect import NetEffect, net_effects
from rfi.compare.today.pair import TAXES, Tax
from rfi.compare.today.ratio_survey import RatioSurvey, running_before, survey_of_columns
from rfi.compare.today.running_costs import running_costs
from rfi.evaluation.part import Part
from rfi.normalize.benefit.model import GRADES
from rfi.normalize.bodies import bodies_of_cities
from rfi.normalize.cost.steps import STEPS, steps_named
from rfi.scenario.city.estimates import complete_city
from rfi.schema.issue import Issue

# What the steps of a cost line read, from the steps themselves.
_COST_STEPS = tuple(dict.fromkeys(key for step in STEPS for key in step.reads))
_DISCOUNTING = (
    "base_fiscal_year",
    *(key for step in steps_named("present_value") for key in step.reads),
)
_TERM = ("horizon_months", "term_extension")
_SHARING = ("sharing_method", "sharing_equal_ratio")
_WHO = ("scenario_id", "city", "group")
NetEffects = tuple[NetEffect | None, ...]
RatioSurveys = Mapping[Tax, tuple[RatioSurvey, ...]]


def _extension(_: AnswerSet, conditions: Conditions) -> int | None:
    return extension_of(conditions.assumptions)


EXTENSION: Part[int | None] = Part(
    "extension",
    _extension,
    assumptions=_TERM,
    is_key=True,
)


def _basis(answers: AnswerSet, _: Conditions, extension: int | None) -> CostBasis:
    basis = prepare_costs(answers.tables, answers.questionnaire, extension)
    stated = check_stated_totals(basis, answers.assumptions)
    return replace(basis, issues=(*basis.issues, *stated))


BASIS: Part[CostBasis] = Part("basis", _basis, uses=(EXTENSION,))


def _plausibility(answers: AnswerSet, _: Conditions, basis: CostBasis) -> tuple[Issue, ...]:
    own = Conditions(answers.questionnaire.default_scenario_id, answers.assumptions)
    return check_plausibility(basis, own)


# What is implausible in the answers is judged under the round's own assumptions: a question to a
# vendor neither comes nor goes with a slider.
PLAUSIBILITY: Part[tuple[Issue, ...]] = Part("plausibility", _plausibility, uses=(BASIS,))


def _outlay(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> Outlay:
    return outlay_of(basis, conditions, masks_of(conditions.scope, basis.model.axes))


OUTLAY: Part[Outlay] = Part(
    "outlay",
    _outlay,
    reads=(*_WHO, "scope"),
    assumptions=(*_COST_STEPS, "term_extension", "levelling", "levelling_donors"),
    uses=(BASIS,),
)


def _borne(_: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay) -> Borne:
    return borne_by_city(basis, conditions, outlay)


BORNE: Part[Borne] = Part(
    "borne",
    _borne,
    reads=("city", "group", "own_weights"),
    assumptions=_SHARING,
    uses=(BASIS, OUTLAY),
)


def _costs(
    _: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay, borne: Borne
) -> Comparison:
    return comparison_of(basis, conditions, outlay, borne)


COSTS: Part[Comparison] = Part(
    "costs",
    _costs,
    reads=_WHO,
    assumptions=(*_TERM, *_DISCOUNTING),
    uses=(BASIS, OUTLAY, BORNE),
)


def _joint_use(
    _: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay
) -> JointUse | None:
    return compare_joint_use(basis, conditions, outlay)


JOINT_USE: Part[JointUse | None] = Part(
    "joint_use",
    _joint_use,
    reads=("scenario_id", "group", "own_weights", "scope"),
    assumptions=(*_TERM, *_SHARING),
    uses=(BASIS, OUTLAY),
)


def _number_effect(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> NumberEffect | None:
    return number_effect(basis, conditions)


NUMBER_EFFECT: Part[NumberEffect | None] = Part(
    "number_effect",
    _number_effect,
    reads=("city", "group", "scope"),
    assumptions=(*_COST_STEPS, "term_extension"),
    uses=(BASIS,),
)


def _size_curves(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> SizeCurves | None:
    return size_curves(basis, conditions)


SIZE_CURVES: Part[SizeCurves | None] = Part(
    "size_curves",
    _size_curves,
    reads=("scope",),
    assumptions=(*_COST_STEPS, "term_extension"),
    uses=(BASIS,),
)

BENEFITS: Part[BenefitComparison] = Part(
    "benefits",
    compare_benefits,
    reads=(*_WHO, "scope"),
    assumptions=(
        "horizon_months",
        "resident_hour_jpy",
        "staff_hour_jpy",
        "overtime_hour_jpy",
        "post_hours_per_year",
        "procedures_per_person",
        "visit_fare_jpy",
        "sheet_jpy",
        *(f"evidence_factor_{grade}" for grade in GRADES),
    ),
)

FIT: Part[FitComparison] = Part("fit", compare_fit, reads=("scope",))

GAPS: Part[GapComparison] = Part(
    "gaps",
    compare_gaps,
    reads=("city",),
    assumptions=(*_COST_STEPS, "staff_hour_jpy"),
    uses=(FIT,),
)

SERVICE_LEVELS: Part[ServiceComparison] = Part(
    "service_levels",
    compare_service_levels,
    assumptions=("horizon_months", "base_fiscal_year"),
)


def _today(answers: AnswerSet, conditions: Conditions, costs: Comparison) -> TodayComparison | None:
    return todays_comparison(replace(costs, conditions=conditions), answers.questionnaire)


TODAY: Part[TodayComparison | None] = Part(
    "today",
    _today,
    reads=("scenario_id", "city", "scope"),
    assumptions=_COST_STEPS,
    uses=(COSTS,),
)


def _net_effect(
    _: AnswerSet, conditions: Conditions, costs: Comparison, today: TodayComparison | None
) -> NetEffects:
    return net_effects(replace(costs, conditions=conditions), today) if today else ()


NET_EFFECT: Part[NetEffects] = Part(
    "net_effect",
    _net_effect,
    assumptions=_COST_STEPS,
    uses=(COSTS, TODAY),
)


def _net_effect_with_benefits(
    _: AnswerSet,
    conditions: Conditions,
    costs: Comparison,
    today: TodayComparison | None,
    benefits: BenefitComparison,
) -> NetEffects:
    if not today:
        return ()
    released = {
        offer.offer_key: {
            year: effect.discounted for year, effect in offer.measures["cash_jpy"].by_year.items()
        }
        for offer in benefits.offers
    }
    return net_effects(replace(costs, conditions=conditions), today, released)


NET_EFFECT_WITH_BENEFITS: Part[NetEffects] = Part(
    "net_effect_with_benefits",
    _net_effect_with_benefits,
    assumptions=_COST_STEPS,
    uses=(COSTS, TODAY, BENEFITS),
)


def _ratio_surveys(answers: AnswerSet, conditions: Conditions, basis: CostBasis) -> RatioSurveys:
    paying = tuple(city for city in answers.cities.own if city.current_costs)
    completed = [complete_city(city, answers.questionnaire, "") for city in paying]
    bodies = bodies_of_cities(completed, basis.procedures)
    found = {}
    for tax in TAXES:
        offered, exact = running_costs(basis, conditions, bodies, with_tax=tax == "included")
        before = running_before(paying, conditions.assumptions, tax)
        found[tax] = survey_of_columns(paying, before, offered, exact)
    return found


# Today's running cost of every city of the round that has one, against every offer at its size.
RATIO_SURVEYS: Part[RatioSurveys] = Part(
    "ratio_surveys",
    _ratio_surveys,
    reads=("scope",),
    assumptions=(*_COST_STEPS, "term_extension"),
    uses=(BASIS,),
)

PARTS: tuple[Part[Any], ...] = (
    EXTENSION,
    BASIS,
    PLAUSIBILITY,
    OUTLAY,
    BORNE,
    COSTS,
    JOINT_USE,
    NUMBER_EFFECT,
    SIZE_CURVES,
    BENEFITS,
    FIT,
    GAPS,
    SERVICE_LEVELS,
    TODAY,
    NET_EFFECT,
    NET_EFFECT_WITH_BENEFITS,
    RATIO_SURVEYS,
)
