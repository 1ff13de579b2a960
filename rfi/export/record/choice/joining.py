"""共同利用の成立条件 as it goes out; yen of the window, nominal and tax-excluded."""

from collections.abc import Iterator, Mapping, Sequence

from rfi.analysis.choice.coalitions import CoreCheck, KeyInterval
from rfi.analysis.choice.joining import Joining, OfferJoining, RuleShares
from rfi.analysis.choice.neighbours import Neighbours
from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Kind
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.city.city import City
from rfi.views.choice.joining.leavers import MOST_LEAVERS
from rfi.views.choice.joining.words import open_kind_of

Part = Mapping[str, object]
# By number of gaps left out (none, some) and whether an unknown way may be cheaper.
_KINDS: tuple[Kind, ...] = ("exact", "at_least", "at_most", "unknown")


def _codes(members: Sequence[int], cities: Sequence[City]) -> list[str]:
    return [cities[index].code for index in members]


def _core(core: CoreCheck | None, cities: Sequence[City]) -> Part | None:
    if core is None:
        return None
    pairs = zip(core.objecting[:MOST_LEAVERS], core.objection_jpy, strict=False)
    return {
        "is_in_core": core.is_in_core,
        "is_partial": core.is_partial,
        "leaver_count": len(core.objecting),
        "leavers": [
            {"members": _codes(members, cities), "objection_jpy": amount}
            for members, amount in pairs
        ],
    }


def _interval(interval: KeyInterval | None, cities: Sequence[City]) -> Part | None:
    if interval is None:
        return None
    return {
        "low_ratio": interval.low,
        "high_ratio": interval.high,
        "is_partial": interval.is_partial,
        "clashing": [_codes(members, cities) for members in interval.clashing],
    }


def _rule(rule: RuleShares, found: OfferJoining, cities: Sequence[City]) -> Part:
    is_exact = found.state == "exact"
    return {
        "rule": rule.rule,
        "members": [
            {
                "code": city.code,
                "share_jpy": rule.share_jpy[member],
                "standard_error_jpy": rule.standard_error_jpy[member],
                "above_alone_jpy": (
                    rule.share_jpy[member] - found.alone_jpy[member] if is_exact else None
                ),
            }
            for member, city in enumerate(cities)
        ],
        "core": _core(rule.core, cities),
    }


def _offer(joining: Joining, index: int, offer: OfferFigures) -> Part:
    found, cities = joining.offers[index], joining.prices.cities
    is_open = found.state == "open" and open_kind_of(offer) == "at_least"
    return {
        "offer_key": offer.offer_key,
        "state": found.state,
        "total_jpy": found.total_jpy,
        "is_lower_bound": is_open,
        "members": [
            {
                "code": city.code,
                "alone_jpy": found.alone_jpy[member],
                "is_alone_lower_bound": is_open
                and not bool(joining.prices.is_alone_known[member, index]),
            }
            for member, city in enumerate(cities)
        ],
        "rules": [_rule(rule, found, cities) for rule in found.rules],
        "interval": _interval(found.interval, cities),
    }


def _neighbours(found: Neighbours, keys: Sequence[str]) -> Iterator[Part]:
    gain, adapted = found.others_gain_jpy("none"), found.adaptation
    kinds = [
        _KINDS[bool(unknown) + 2 * bool(at_most)]
        for unknown, at_most in zip(adapted.unknown, adapted.is_at_most, strict=True)
    ]
    for row, city in enumerate(found.cities):
        yield {
            "code": city.code,
            "name": city.name,
            "population": city.population,
            "part_share": found.part[row],
            "offers": [
                {
                    "offer_key": key,
                    "alone_jpy": found.alone_jpy[row, index],
                    "marginal_jpy": found.marginal_jpy[row, index],
                    "share_jpy": found.share_jpy[row, index],
                    "others_gain_jpy": gain[row, index],
                    "adaptation_jpy": adapted.known_jpy[row, index],
                    "adaptation_bound": kinds[index],
                    "unknown_gaps": adapted.unknown[index],
                }
                for index, key in enumerate(keys)
            ],
        }


def joining_part(evaluation: Evaluation) -> Part | None:
    """Return every rule of sharing, who would leave, who may join; None without a group.

    Args:
        evaluation: The round under its conditions.
    """
    joining, found = evaluation.choices.joining, evaluation.choices.neighbours
    if joining is None or found is None:
        return None
    keys = [offer.offer_key for offer in evaluation.costs.offers]
    return {
        "equal_ratio": joining.equal_ratio,
        "members": [
            {"code": city.code, "name": city.name, "population": city.population}
            for city in joining.prices.cities
        ],
        "offers": [
            _offer(joining, index, offer) for index, offer in enumerate(evaluation.costs.offers)
        ],
        "neighbours": list(_neighbours(found, keys)),
    }
