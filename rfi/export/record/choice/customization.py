"""カスタマイズの損益 as it goes out; yen tax-included, present value over the window."""

from collections.abc import Iterator, Mapping

import numpy as np

from rfi.analysis.choice.customization import WAYS, KnownSum, sum_of_mix, sum_of_way
from rfi.analysis.choice.customizing import OfferCustomizing
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import FIT_CODES, GAP_CAUSES, NONE

Part = Mapping[str, object]
_CUSTOMIZE = WAYS.index("customize")


def _source(offer: OfferCustomizing, way: int, gap: int, amount: float) -> str:
    """Return where the cost of a way comes from."""
    if np.isinf(amount):
        return "not_offered"
    if np.isnan(amount):
        return "unknown"
    if WAYS[way] == "parameter":
        return "assumption"
    return "own" if offer.is_own[way, gap] else "others"


def _cause(number: int) -> str | None:
    return None if number == NONE else GAP_CAUSES[number]


def _turn(at: float) -> str:
    if np.isnan(at):
        return "unknown"
    return "never" if np.isinf(at) else "at"


def _gaps(evaluation: Evaluation, index: int) -> Iterator[Part]:
    found = evaluation.choices.customizing
    offer, levels = found.offers[index], evaluation.fit.levels
    amounts = offer.known_jpy(found.bodies[0])
    for gap, number in enumerate(offer.requirements.tolist()):
        asked, way = evaluation.fit.requirements[number], int(offer.at_city.cheapest[0, gap])
        yield {
            "requirement_id": asked.requirement_id,
            "business": asked.business,
            "answer": FIT_CODES[int(levels.code[index, number])],
            "cause": _cause(int(levels.cause[index, number])),
            "ways": {
                name: {
                    "source": _source(offer, at, gap, float(amounts[at, gap])),
                    "cost_jpy": amounts[at, gap],
                }
                for at, name in enumerate(WAYS)
            },
            "cheapest": WAYS[way] if way >= 0 else None,
            "turn": _turn(float(offer.turn[gap])),
            "turn_population": offer.turn[gap],
        }


def _ledger(evaluation: Evaluation, index: int) -> Iterator[Part]:
    """Yield causes × businesses that have a gap: how many, and what customizing is quoted at."""
    offer, levels = evaluation.choices.customizing.offers[index], evaluation.fit.levels
    quoted = np.where(offer.is_own[_CUSTOMIZE], offer.costs.customize_jpy, np.nan)
    home = [evaluation.fit.requirements[one].business for one in offer.requirements.tolist()]
    cause = levels.cause[index, offer.requirements].tolist()
    places = list(zip(home, cause, strict=True))
    for business, number in dict.fromkeys(sorted(places)):
        mine = np.array([place == (business, number) for place in places], dtype=np.bool_)
        known = quoted[mine][~np.isnan(quoted[mine])]
        yield {
            "business": business,
            "cause": _cause(number),
            "gaps": mine.sum(),
            "quoted_gaps": len(known),
            "customize_jpy": known.sum() if len(known) else None,
        }


def _sum(found: KnownSum) -> Part:
    return {"known_jpy": found.amount_jpy, "left_out": found.left, "bound": found.kind}


def _totals(offer: OfferCustomizing, residents: float) -> Part:
    each = offer.known_jpy(residents)
    ways: dict[str, Part] = {name: _sum(sum_of_way(each[at])) for at, name in enumerate(WAYS)}
    return {"population": int(residents), **ways, "mix": _sum(sum_of_mix(each))}


def _cities(evaluation: Evaluation, offer: OfferCustomizing) -> Iterator[Part]:
    turn = offer.turn[~np.isnan(offer.turn)]
    for city in evaluation.choices.customizing.cities:
        own = int((turn < city.population).sum())
        yield {
            "code": city.code,
            "name": city.name,
            "population": city.population,
            "own_way_gaps": own,
            "package_way_gaps": len(turn) - own,
        }


def _offer(evaluation: Evaluation, index: int) -> Part:
    found = evaluation.choices.customizing
    offer, group = found.offers[index], found.bodies[1:]
    return {
        "offer_key": evaluation.costs.offers[index].offer_key,
        "gaps": list(_gaps(evaluation, index)),
        "ledger": list(_ledger(evaluation, index)),
        # Without a city nobody is shown a total of no residents.
        "city": None if np.isnan(found.bodies[0]) else _totals(offer, found.bodies[0]),
        "group": _totals(offer, group[0]) if group else None,
        "cities": list(_cities(evaluation, offer)),
    }


def customization_part(evaluation: Evaluation) -> Part:
    """Return every gap by way, the ledger, the totals, the cities on the curve, and businesses.

    Args:
        evaluation: The round under its conditions.
    """
    found, spreads = evaluation.choices.customizing, evaluation.choices.price_spreads
    keys = [offer.offer_key for offer in evaluation.costs.offers]
    return {
        "tax_basis": "included",
        "offers": [_offer(evaluation, index) for index in range(len(found.offers))],
        "businesses": [
            {
                "business": one.business,
                "offers": [
                    {
                        "offer_key": key,
                        "gaps": one.gaps[index],
                        "customize_jpy": one.cost_jpy[index],
                        "unpriced_gaps": one.unpriced[index],
                        "is_lower_bound": one.unpriced[index] > 0,
                    }
                    for index, key in enumerate(keys)
                ],
                "shared_gaps": one.shared,
                "most_offers": one.most_offers,
                "spread_ratio": spreads.get(one.business, np.nan),
            }
            for one in found.businesses
        ],
    }
