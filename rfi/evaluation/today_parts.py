"""Parts that hold the offers against what cities pay today."""

from collections.abc import Mapping
from dataclasses import replace

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.today.before_after import TodayComparison, todays_comparison
from rfi.compare.today.net_effect import NetEffect, net_effects
from rfi.compare.today.pair import TAXES, Tax
from rfi.compare.today.ratio_survey import RatioSurvey, running_before, survey_of_columns
from rfi.compare.today.running_costs import running_costs
from rfi.evaluation.cost_parts import BASIS, COSTS
from rfi.evaluation.effect_parts import BENEFITS
from rfi.evaluation.part import Part
from rfi.normalize.bodies import bodies_of_cities
from rfi.normalize.cost.steps import STEP_READS
from rfi.scenario.city.estimates import complete_city

NetEffects = tuple[NetEffect | None, ...]
RatioSurveys = Mapping[Tax, tuple[RatioSurvey, ...]]


def _today(answers: AnswerSet, conditions: Conditions, costs: Comparison) -> TodayComparison | None:
    return todays_comparison(replace(costs, conditions=conditions), answers.questionnaire)


TODAY: Part[TodayComparison | None] = Part(
    "today",
    _today,
    reads=("scenario_id", "city", "scope"),
    assumptions=STEP_READS,
    uses=(COSTS,),
)


def _net_effect(
    _: AnswerSet, conditions: Conditions, costs: Comparison, today: TodayComparison | None
) -> NetEffects:
    return net_effects(replace(costs, conditions=conditions), today) if today else ()


NET_EFFECT: Part[NetEffects] = Part(
    "net_effect",
    _net_effect,
    assumptions=STEP_READS,
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
    assumptions=STEP_READS,
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
    assumptions=(*STEP_READS, "term_extension"),
    uses=(BASIS,),
)
