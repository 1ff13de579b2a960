"""Joint use as a JSON object, rounded once, half-up to the yen."""

import math
from typing import Any

from rfi.compare.cost.comparison import Comparison
from rfi.compare.joint.joint_use import JointUse
from rfi.compare.joint.number_effect import NumberEffect
from rfi.compare.joint.size_curves import SizeCurves
from rfi.compare.round.conditions import Conditions
from rfi.text.numbers import round_half_up

# Shares are given to a hundred-millionth: enough to tell any two cities apart.
_SHARE_DIGITS = 8


def _yen(value: float) -> int | None:
    return None if math.isnan(value) else int(round_half_up(value))


def _member(joint: JointUse, member: int, place: int) -> dict[str, Any]:
    years = zip(joint.fiscal_years, joint.paid[member, place].tolist(), strict=True)
    is_exact = not (joint.is_open[place] or joint.is_alone_open[member, place])
    return {
        "code": joint.members[member].code,
        "share_jpy": _yen(float(joint.share_jpy[member, place])),
        "alone_jpy": _yen(float(joint.alone_jpy[member, place])),
        "is_alone_extrapolated": bool(joint.is_alone_outside[member, place]),
        "is_alone_lower_bound": bool(joint.is_alone_open[member, place]),
        "saving_jpy": _yen(float(joint.saving_jpy[member, place])),
        "is_saving_exact": is_exact,
        "marginal_jpy": _yen(float(joint.marginal_jpy[member, place])),
        "paid_incl_tax_jpy": {str(year): amount for year, amount in years if amount},
        "paid_total_incl_tax_jpy": int(joint.paid_total[member, place]),
    }


def sharing_record(
    comparison: Comparison, conditions: Conditions, joint: JointUse | None
) -> dict[str, Any] | None:
    """Return shares by offer and member; None without a group.

    ``paid_incl_tax_jpy`` of all members sums to the group's amount of that year to the yen. Yen
    are nominal and tax-excluded unless the name says ``incl_tax``.
    """
    if joint is None:
        return None
    values = conditions.assumptions
    offers = []
    for place, offer in enumerate(comparison.offers):
        found: dict[str, Any] = {
            "offer_key": offer.offer_key,
            "is_estimable": bool(joint.is_estimable[place]),
        }
        if joint.is_estimable[place]:
            found |= {
                "group_jpy": _yen(float(joint.group_jpy[place])),
                "individual_jpy": _yen(float(joint.individual_jpy[place])),
                "levelled_jpy": _yen(float(joint.levelled_jpy[place])),
                "is_lower_bound": bool(joint.is_open[place]),
                "members": [_member(joint, row, place) for row in range(len(joint.members))],
            }
        offers.append(found)
    return {
        "method": values.choice("sharing_method"),
        "equal_ratio": values.number("sharing_equal_ratio"),
        "members": [
            {
                "code": city.code,
                "name": city.name,
                "population": city.population,
                "share": round_half_up(float(joint.shares[row]), _SHARE_DIGITS),
            }
            for row, city in enumerate(joint.members)
        ],
        "offers": offers,
    }


def number_effect_record(
    comparison: Comparison, effect: NumberEffect | None
) -> dict[str, Any] | None:
    """Return the price a city by number of cities and offer; None where no group is quoted."""
    if effect is None:
        return None
    return {
        "population": effect.population,
        "counts": [
            {
                "cities": count,
                "offers": [
                    {
                        "offer_key": offer.offer_key,
                        "per_city_jpy": _yen(float(effect.per_city_jpy[row, place])),
                        "is_quoted": bool(effect.is_quoted[row, place]),
                        "is_lower_bound": bool(effect.is_open[row, place]),
                    }
                    for place, offer in enumerate(comparison.offers)
                ],
            }
            for row, count in enumerate(effect.counts)
        ],
    }


def crossovers_record(comparison: Comparison, curves: SizeCurves | None) -> list[dict[str, Any]]:
    """Return every size at which two offers cost the same when a city goes alone."""
    keys = [offer.offer_key for offer in comparison.offers]
    return [
        {
            "offers": [keys[each.first], keys[each.second]],
            "population": int(round_half_up(each.population)),
            "total_jpy": _yen(each.total_jpy),
            "lower_below": keys[each.cheaper_below],
            "is_certain": each.is_certain,
        }
        for each in (curves.crossovers if curves else ())
    ]
