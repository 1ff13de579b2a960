"""着手の計画 as it goes out: two plans under every offer, by city and fiscal year; yen with tax."""

from collections.abc import Iterator, Mapping

from rfi.analysis.staging.cash import StagedCash
from rfi.analysis.staging.plan import Stage
from rfi.compare.round.bounds import Kind
from rfi.evaluation.evaluation import Evaluation
from rfi.views.choice.staging.plans import NO_PLANS, Plans, TwoPlans, estimable_offers, two_plans

Part = Mapping[str, object]


def _stage(stage: Stage) -> Part:
    return {
        "first_month": stage.first_month,
        "businesses": stage.businesses,
        "cities": stage.cities,
    }


def _kind(found: TwoPlans, *, is_open: bool) -> Kind:
    """Return how the sum of a year is known, as its cell says."""
    if found.offer.bound.kind == "unknown":
        return "unknown"
    return "at_least" if is_open or found.offer.bound.kind == "at_least" else "exact"


def _years(found: TwoPlans, number: int, city: int) -> Iterator[tuple[int, Part]]:
    cash, is_open = found.cash[number], found.is_open(number)
    for row, year in enumerate(cash.fiscal_years):
        yield (
            year,
            {
                "today": cash.today[row, city],
                "dual": cash.dual[row, city],
                "build": cash.build[row, city],
                "running": cash.running[row, city],
                "total": cash.total[row, city],
                "bound": _kind(found, is_open=bool(is_open[row, city])),
            },
        )


def _never(cash: StagedCash, blocks: tuple[tuple[str, ...], ...], city: int) -> list[str]:
    return ["+".join(blocks[block]) for of, block in cash.never if of == city]


def _plan(evaluation: Evaluation, found: TwoPlans, number: int, index: int) -> Part:
    plan, cash = found.plans[number], found.cash[number]
    staging = evaluation.choices.staging
    prices = staging.prices[index] if staging else None
    blocks = prices.blocks if prices else ()
    return {
        "stages": [_stage(stage) for stage in plan.stages],
        "parallel_months": plan.parallel_months,
        "cities": [
            {
                "code": code,
                "debt_burden_limit_jpy": cash.limit_jpy[city],
                "by_fiscal_year_jpy": dict(_years(found, number, city)),
                "never_businesses": _never(cash, blocks, city),
            }
            for city, code in enumerate(cash.cities)
        ],
        "joins": [
            {
                "month": one.month,
                "code": one.city,
                "live_cities": one.live,
                "share": one.share,
            }
            for one in cash.joins
        ],
    }


def plan_part(evaluation: Evaluation, plans: Plans = NO_PLANS) -> Part | None:
    """Return two plans of how to start under every offer; None without a city or a group.

    Args:
        evaluation: The round under its conditions.
        plans: Those given; in place of none the offer's: all at once, and the first city first.
    """
    staging = evaluation.choices.staging
    if staging is None:
        return None
    offers = []
    for index in estimable_offers(evaluation):
        found = two_plans(evaluation, index, plans)
        offers.append(
            {
                "offer_key": found.offer.offer_key,
                "first_month": found.period.first_month,
                "months": found.period.months,
                "plans": [_plan(evaluation, found, number, index) for number in (0, 1)],
            }
        )
    return {"tax_basis": "included", "unknown_today": staging.unknown_today, "offers": offers}
