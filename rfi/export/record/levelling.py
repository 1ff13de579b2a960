"""Levelling as a JSON object, rounded once, half-up to the yen."""

import math
from itertools import permutations
from typing import Any

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.cost.levelling import LevelledCell, flip_amount
from rfi.text.numbers import round_half_up

_SHARE_DIGITS = 6


def _yen(value: float) -> int | None:
    return None if math.isnan(value) else int(round_half_up(value))


def _cell(found: LevelledCell) -> dict[str, Any]:
    business, item = found.cell
    return {
        "business": business,
        "item": item,
        "hole": found.hole,
        "donors": found.donors,
        "free": found.free,
        "min_jpy": _yen(found.low),
        "median_jpy": _yen(found.median),
        "max_jpy": _yen(found.high),
        "level_jpy": _yen(found.level_jpy),
    }


def _offer(offer: OfferFigures) -> dict[str, Any]:
    found = offer.levelling
    if found is None:
        return {"offer_key": offer.offer_key, "cells": []}
    return {
        "offer_key": offer.offer_key,
        "quoted_jpy": _yen(found.quoted_jpy),
        "levelled_jpy": _yen(found.levelled_jpy),
        "min_jpy": _yen(found.low_jpy),
        "max_jpy": _yen(found.high_jpy),
        "share": round_half_up(found.share, _SHARE_DIGITS),
        "cells": [_cell(cell) for cell in found.cells],
    }


def levelling_record(comparison: Comparison) -> dict[str, Any]:
    """Return the level, what was put into every hole, and above which amount an order turns.

    ``flips`` names, for every offer with holes, the cost of its holes above which it is dearer
    than another one.
    """
    values = comparison.conditions.assumptions
    flips = []
    for first, second in permutations(comparison.offers, 2):
        mine, other = first.levelling, second.levelling
        if mine is None or not mine.cells or second.totals.nominal_jpy is None:
            continue
        quoted = other.quoted_jpy if other else second.totals.nominal_jpy
        levelled = other.levelled_jpy if other else 0.0
        flips.append(
            {
                "offer_key": first.offer_key,
                "dearer_than": second.offer_key,
                "above_jpy": _yen(flip_amount(mine.quoted_jpy, quoted, levelled)),
            }
        )
    return {
        "level": values.choice("levelling"),
        "least_donors": values.number("levelling_donors"),
        "offers": [_offer(offer) for offer in comparison.offers],
        "flips": flips,
    }
