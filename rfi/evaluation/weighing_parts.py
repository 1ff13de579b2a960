"""Parts of 分析 that weigh cells, points and months: what to ask next, scoring, how to start."""

from rfi.analysis.asking.open_cells import Asking, asking_of
from rfi.analysis.scoring.scoring import SCORING_KEYS, Scoring, scoring_of
from rfi.analysis.staging.prices import Staging, stage_prices, todays_month
from rfi.compare.benefit.comparison import BenefitComparison
from rfi.compare.cost.borne import Borne
from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.outlay import Outlay
from rfi.compare.fit.comparison import FitComparison
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.sharing import sharing_key
from rfi.evaluation.cost_parts import BASIS, BORNE, COSTS, OUTLAY
from rfi.evaluation.effect_parts import BENEFITS, FIT
from rfi.evaluation.part import Part
from rfi.normalize.cost.steps import STEP_READS


def _asking(
    answers: AnswerSet, conditions: Conditions, basis: CostBasis, outlay: Outlay, borne: Borne
) -> Asking:
    return asking_of(
        basis,
        conditions,
        outlay,
        borne,
        is_anonymous=answers.is_anonymous,
        draws_by=basis.tables["offers"]["draws_by"].tolist(),
    )


# What the whole round is paid is asked for again where only some offers are shown.
ASKING: Part[Asking] = Part(
    "asking",
    _asking,
    reads=OUTLAY.reads,
    assumptions=OUTLAY.assumptions,
    uses=(BASIS, OUTLAY, BORNE),
)


def _scoring(
    _: AnswerSet,
    conditions: Conditions,
    costs: Comparison,
    fit: FitComparison,
    benefits: BenefitComparison,
) -> Scoring | None:
    return scoring_of(costs, fit, benefits, conditions.assumptions)


SCORING: Part[Scoring | None] = Part(
    "scoring", _scoring, assumptions=SCORING_KEYS, uses=(COSTS, FIT, BENEFITS)
)


def _staging(_: AnswerSet, conditions: Conditions, basis: CostBasis) -> Staging | None:
    cities = conditions.group or ((conditions.city,) if conditions.city else ())
    if not cities:
        return None
    today, unknown = todays_month(cities, conditions)
    return Staging(
        cities,
        stage_prices(basis, conditions, cities),
        today,
        unknown,
        tuple(record.go_live_month for record in basis.offers),
        int(conditions.assumptions.number("horizon_months")),
        sharing_key(conditions.assumptions, dict(conditions.own_weights)),
    )


STAGING: Part[Staging | None] = Part(
    "staging",
    _staging,
    reads=("city", "group", "own_weights", "scope"),
    assumptions=(*STEP_READS, "term_extension", "sharing_method", "sharing_equal_ratio"),
    uses=(BASIS,),
)
