"""事業者の組合せ as it goes out; yen of the window, nominal and tax-excluded."""

from collections.abc import Iterable, Mapping, Sequence

from rfi.analysis.choice.vendors.candidates import Limit, Plan
from rfi.analysis.choice.vendors.plans import EXCHANGES, LimitedPlan
from rfi.evaluation.evaluation import Evaluation

Part = Mapping[str, object]


def _keys(evaluation: Evaluation) -> list[str]:
    return [offer.offer_key for offer in evaluation.costs.offers]


def _plan(evaluation: Evaluation, plan: Plan) -> Part:
    keys = _keys(evaluation)
    businesses = evaluation.choices.combining.businesses
    return {
        "offers": [
            {"offer_key": keys[offer], "paid_jpy": plan.paid_jpy[offer]} for offer in plan.chosen
        ],
        "businesses": {
            code: keys[offer] for code, offer in zip(businesses, plan.offers, strict=True)
        },
        "total_jpy": plan.total_jpy,
        "is_lower_bound": plan.is_open,
        "is_proven": plan.is_proven,
        "discount_jpy": -plan.discount_jpy,
        "interfaces": plan.interfaces,
        "interface_jpy": plan.interface_jpy,
        "coordination_jpy": plan.coordination_jpy,
        "concentration_ratio": plan.concentration,
    }


def _plans(evaluation: Evaluation, plans: Iterable[Plan]) -> list[Part]:
    return [_plan(evaluation, plan) for plan in plans]


def _limit(evaluation: Evaluation, limit: Limit) -> Part:
    """Return what a limit says, by codes and keys; what it does not speak of is null."""
    codes, keys = evaluation.choices.combining.businesses, _keys(evaluation)
    is_valued = limit.kind in {"most_offers", "most_share"}
    return {
        "kind": limit.kind,
        "value": limit.value if is_valued else None,
        "business": codes[limit.business] if limit.kind in {"fixed", "apart"} else None,
        "other_business": codes[limit.other] if limit.kind == "apart" else None,
        "offer_key": keys[limit.offer] if limit.kind in {"fixed", "at_least_one"} else None,
    }


def _limited(evaluation: Evaluation, found: LimitedPlan) -> Part:
    return {
        **_limit(evaluation, found.limit),
        "price_jpy": found.price_jpy,
        "plan": None if found.plan is None else _plan(evaluation, found.plan),
    }


def vendors_part(
    evaluation: Evaluation,
    chosen: tuple[Limit, ...] = (),
    limits: Sequence[LimitedPlan] | None = None,
) -> Part:
    """Return the cheapest plans, those at several sizes, what limits cost, and which clash.

    Args:
        evaluation: The round under its conditions.
        chosen: Limits that all plans but those by size keep.
        limits: What each further limit costs; None where nobody asked: each takes a proof.
    """
    found = evaluation.choices.combining
    return {
        "exchanges": [
            {"exchange": exchange, "plans": _plans(evaluation, found.plans(exchange, chosen))}
            for exchange in EXCHANGES
        ],
        "sizes": [
            {
                "population": residents,
                "plans": _plans(evaluation, found.plans_at(residents, EXCHANGES[0])),
            }
            for residents in found.by_size
        ],
        "limits": None if limits is None else [_limited(evaluation, one) for one in limits],
        "chosen": [_limit(evaluation, one) for one in chosen],
        # Which plans there are at all does not depend on who exchanges data with whom.
        "clash": [
            _limit(evaluation, one) for one in (found.clash(EXCHANGES[0], chosen) if chosen else ())
        ],
    }
