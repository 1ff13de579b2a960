"""次に聞くこと and 採点 as they go out."""

from collections.abc import Mapping
from fractions import Fraction

from rfi.analysis.choice.scoring import Score
from rfi.analysis.scoring.rules import Points
from rfi.analysis.scoring.weights import Turn, Weights
from rfi.evaluation.evaluation import Evaluation

Part = Mapping[str, object]
_WEIGHTS = ("cost", "residents", "staff")


def asking_part(evaluation: Evaluation) -> Part:
    """Return every open cell with the prices it may have, and what a reply to it spares.

    Yen are nominal and tax-excluded.
    """
    asking = evaluation.choices.asking
    keys = [offer.offer_key for offer in evaluation.costs.offers]
    worth, values = asking.worth, {id(cell): value for cell, value in asking.ranked}
    first = {id(cell) for cell in asking.next_questions}
    return {
        "least_donors": asking.least_donors,
        "draws": worth.draws,
        "seed": worth.seed,
        "least_offer": None if worth.least is None else keys[worth.least],
        "regret_jpy": None if worth.least is None else worth.regret,
        "offers": [
            {
                "offer_key": key,
                "expected_jpy": worth.expected[index],
                "apart": asking.apart.get(index),
            }
            for index, key in enumerate(keys)
        ],
        "cells": [
            {
                "offer_key": keys[cell.offer],
                "business": cell.cell[0],
                "item": cell.cell[1],
                "hole": cell.hole,
                "donors": cell.donors,
                "priced_jpy": cell.priced_jpy,
                "low_jpy": cell.low,
                "middle_jpy": cell.middle,
                "high_jpy": cell.high,
                "value_jpy": values.get(id(cell)),
                "is_next": id(cell) in first,
            }
            for cell in asking.cells
        ],
    }


def _points(value: Fraction | None) -> float | None:
    return None if value is None else float(value)


def _score(score: Score) -> Part:
    return {"points": _points(score.points), "state": score.state}


def _scores(points: Points) -> Part:
    parts = ("price", "residents", "staff", "total")
    return {name: _score(getattr(points, name)) for name in parts}


def _weights(weights: Weights) -> Part:
    return {f"{name}_share": weight for name, weight in zip(_WEIGHTS, weights, strict=True)}


def _turn(turn: Turn | None, keys: list[str]) -> Part | None:
    if turn is None:
        return None
    return {
        "offers": [keys[turn.first], keys[turn.second]],
        "weights": _weights(turn.weights),
        "distance_ratio": turn.distance,
    }


def scoring_part(evaluation: Evaluation) -> Part | None:
    """Return the rule, the points, how far weights decide, and findings; None while it is off."""
    scoring = evaluation.choices.scoring
    if scoring is None:
        return None
    keys = [offer.offer_key for offer in evaluation.costs.offers]
    rule, triangle = scoring.rule, scoring.triangle
    return {
        "formula": rule.formula,
        "full": {f"{name}_points": _points(getattr(rule, name)) for name in _WEIGHTS},
        "rounding": {"direction": rule.rounding.direction, "digits": rule.rounding.digits},
        "ceiling_jpy": _points(rule.ceiling),
        "offers": [
            {"offer_key": key, **_scores(points)}
            for key, points in zip(keys, scoring.points, strict=True)
        ],
        "weights": _weights(triangle.weights),
        "areas": [
            {"offer_key": keys[one.offer], "area_share": one.area} for one in triangle.regions
        ],
        "intervals": [
            {"weight": name, "low_share": low, "high_share": high}
            for name, (low, high) in zip(_WEIGHTS, triangle.intervals, strict=False)
        ],
        "turn": _turn(triangle.turn, keys),
        "findings": [
            {
                "formula": one.formula,
                "kind": one.kind,
                "offers": [keys[offer] for offer in one.offers],
                "before_points": _points(one.before),
                "after_points": _points(one.after),
                "is_found": one.is_found,
            }
            for one in scoring.findings
        ],
    }
