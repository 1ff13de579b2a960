"""前回との差 as it goes out; whole yen, nominal and tax-excluded."""

from collections.abc import Mapping

from rfi.evaluation.change import RoundChange
from rfi.evaluation.evaluation import Evaluation
from rfi.views.choice.change.parts import bounds_of, changes_by_place

Part = Mapping[str, object]


def change_part(evaluation: Evaluation, change: RoundChange) -> Part:
    """Return the change of every total by its causes; an offer that has none says so.

    Args:
        evaluation: This round as it is shown: offers are told by its keys, by name or none.
        change: Since the last round.
    """
    found = changes_by_place(change)
    offers: list[Part] = []
    for offer in evaluation.costs.offers:
        one = found.get(offer.place)
        if one is None:
            keys = {of.place: of.offer_key for of in change.after.offers}
            state = "new" if keys.get(offer.place) in change.new else "unpriced"
            offers.append({"offer_key": offer.offer_key, "state": state, "change": None})
            continue
        kinds = [side.bound.kind if side.open_holes else "exact" for side in bounds_of(change, one)]
        told = {
            "before_jpy": one.before,
            "before_bound": kinds[0],
            "after_jpy": one.after,
            "after_bound": kinds[1],
            "change_jpy": one.change,
            "parts_jpy": one.parts,
        }
        offers.append({"offer_key": offer.offer_key, "state": "priced", "change": told})
    return {"offers": offers, "gone": len(change.gone)}
