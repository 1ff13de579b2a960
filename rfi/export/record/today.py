"""Today's cost against the offers, and a survey of ratios, as JSON objects; yen are whole."""

import math
from collections.abc import Mapping
from typing import Any

from rfi.compare.round.bounds import Bound
from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.item_pairs import ItemPair
from rfi.compare.today.pair import TAXES, Pair, Tax
from rfi.compare.today.ratio_survey import PUBLISHED, RatioSurvey
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import round_half_up

_RATIO_DIGITS = 6


def _yen(value: float) -> int | None:
    return int(round_half_up(value)) if math.isfinite(value) else None


def _ratio(value: float | None) -> float | None:
    if value is None or not math.isfinite(value):
        return None
    return float(round_half_up(value, _RATIO_DIGITS))


def yen_record(bound: Bound | None) -> dict[str, Any] | None:
    """Return a figure in yen: what is shown, how it is known, and its ends where there are any."""
    if bound is None:
        return None
    return {
        "jpy": _yen(bound.shown),
        "bound": bound.kind,
        "low_jpy": _yen(bound.low),
        "high_jpy": _yen(bound.high),
    }


def ratio_record(bound: Bound | None) -> dict[str, Any] | None:
    """Return a ratio: what is shown, how it is known, and its ends where there are any."""
    if bound is None:
        return None
    return {
        "ratio": _ratio(bound.shown),
        "bound": bound.kind,
        "low": _ratio(bound.low),
        "high": _ratio(bound.high),
    }


def _pair(pair: Pair) -> dict[str, Any]:
    return {
        "before": yen_record(pair.before),
        "after": yen_record(pair.after),
        "saving": yen_record(pair.saving),
        "ratio": ratio_record(pair.ratio),
    }


def _by_tax(pairs: Mapping[Tax, Pair]) -> dict[str, Any]:
    return {tax: _pair(pairs[tax]) for tax in TAXES}


def _item(pair: ItemPair) -> dict[str, Any]:
    return {
        "before_jpy": {tax: _yen(pair.before[tax]) if pair.has_before else None for tax in TAXES},
        "after_jpy": {tax: _yen(pair.after[tax]) if pair.has_after else None for tax in TAXES},
        "is_included": pair.is_included,
        "is_before_open": pair.is_before_open,
        "holes": dict(pair.holes),
    }


def today_record(found: TodayComparison | None) -> dict[str, Any] | None:
    """Return today's cost against every offer; None without a city or its costs.

    ``saving`` is today − offered: negative where the offer is dearer.
    """
    if found is None:
        return None
    today = found.today
    return {
        "city_code": today.city_code,
        "city_name": today.city_name,
        "fiscal_year": today.fiscal_year,
        "fiscal_years_entered": list(today.years),
        "is_complete": today.is_complete,
        "unknown_cells": [f"{business}/{item}" for business, item in today.unknown_cells],
        "unread_amounts": today.unread,
        "sources": list(today.sources),
        "projection": "held_at_latest_fiscal_year",
        "yearly_running": {tax: yen_record(found.yearly(tax)) for tax in TAXES},
        "not_compared_jpy": {
            tax: {item: _yen(amount) for item, amount in found.left_out(tax).items()}
            for tax in TAXES
        },
        "offers": [
            {
                "offer_key": offer.offer_key,
                "running_per_year": _by_tax(offer.running),
                "window_total": _by_tax(offer.total),
                "by_item": {pair.item: _item(pair) for pair in offer.items},
            }
            for offer in found.offers
        ],
    }


def published_record() -> dict[str, Any]:
    """Return the published figures of the survey of January 2025."""
    return {
        "answered": PUBLISHED.answered,
        "asked": PUBLISHED.asked,
        "mean": PUBLISHED.mean,
        "doubled_share_above": PUBLISHED.doubled_above,
        "maximum": PUBLISHED.maximum,
        "lower": PUBLISHED.lower,
    }


def ratio_survey_record(evaluation: Evaluation) -> dict[str, Any] | None:
    """Return the survey of the round's cities against each offer, on both bases.

    None where no city gives its cost of today; the published survey has its own key.
    """
    surveys = {tax: evaluation.ratio_surveys(tax) for tax in TAXES}
    if not any(survey.codes for survey in surveys[TAXES[0]]):
        return None
    return {
        "offers": [
            {
                "offer_key": offer.offer_key,
                **{tax: survey_record(surveys[tax][place]) for tax in TAXES},
            }
            for place, offer in enumerate(evaluation.costs.offers)
        ],
        "published_2025_01": published_record(),
    }


def survey_record(survey: RatioSurvey) -> dict[str, Any]:
    """Return one survey of ratios."""
    return {
        "answered": survey.answered,
        "asked": survey.asked,
        "mean_of_ratios": _ratio(survey.mean),
        "ratio_of_sums": _ratio(survey.ratio_of_sums),
        "median": _ratio(survey.median),
        "doubled": survey.doubled,
        "doubled_share": _ratio(survey.doubled_share),
        "maximum": {
            "ratio": _ratio(float(survey.known[-1])) if survey.answered else None,
            "cities": [survey.codes[place] for place in survey.largest],
        },
        "falling": [survey.codes[place] for place in survey.falling],
        "without_ratio": [survey.codes[place] for place in survey.open_places],
        "cities": [
            {
                "code": code,
                "name": name,
                "before_jpy": _yen(float(survey.before[place])),
                "after_jpy": _yen(float(survey.after[place])),
                "is_before_exact": bool(survey.is_before_exact[place]),
                "is_after_exact": bool(survey.is_after_exact[place]),
                "ratio": _ratio(float(survey.ratios[place])),
            }
            for place, (code, name) in enumerate(zip(survey.codes, survey.names, strict=True))
        ],
    }
