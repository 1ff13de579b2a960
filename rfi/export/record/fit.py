"""The fit of all offers as one JSON object, rounded once, half-up to the yen and the minute."""

from typing import Any

import numpy as np

from rfi.compare.fit.comparison import FitComparison, OfferFit
from rfi.compare.fit.gaps import GapSum, WorkaroundSum
from rfi.compare.fit.rates import CLASSES, FitRate
from rfi.normalize.fit.levels import FIT_CODES, GAP_CAUSES, MONEY_STATES, NONE
from rfi.text.numbers import round_half_up

_RATIO_DIGITS, _HOUR_DIGITS, _YEAR_DIGITS = 4, 2, 6


def _yen(value: float | None) -> int | None:
    return None if value is None or np.isnan(value) else int(round_half_up(float(value)))


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None or np.isnan(value) else round_half_up(float(value), digits)


def _rate(rate: FitRate) -> dict[str, Any]:
    return {
        "asked": rate.asked,
        "met": rate.met,
        "unanswered": rate.unanswered,
        "rate": _rounded(rate.rate, _RATIO_DIGITS),
        "unanswered_share": _rounded(rate.unanswered_share, _RATIO_DIGITS),
        "counts": dict(zip(FIT_CODES, rate.counts, strict=True)),
    }


def _gap(found: GapSum) -> dict[str, Any]:
    is_known = bool(found.priced) or not found.unpriced
    return {
        "count": found.count,
        "priced": found.priced,
        "partial": found.partial,
        "unpriced": found.unpriced,
        "is_lower_bound": found.is_lower_bound,
        "once_jpy": _yen(found.once_jpy) if is_known else None,
        "monthly_jpy": _yen(found.monthly_jpy) if is_known else None,
        "window_jpy": _yen(found.window_jpy()),
        "window_incl_tax_jpy": _yen(found.window_jpy(with_tax=True)),
        "present_value_jpy": _yen(found.present_value_jpy()),
        "present_value_incl_tax_jpy": _yen(found.present_value_jpy(with_tax=True)),
    }


def _workaround(found: WorkaroundSum) -> dict[str, Any]:
    return {
        "count": found.count,
        "unknown": found.unknown,
        "is_lower_bound": bool(found.unknown),
        "hours_per_year": _rounded(found.hours_per_year, _HOUR_DIGITS) if found.is_known else None,
        "window_hours": _rounded(found.window_hours, _HOUR_DIGITS),
        "window_jpy": _yen(found.window_jpy),
        "present_value_jpy": _yen(found.present_value_jpy),
    }


def _offer(fit: FitComparison, place: int) -> dict[str, Any]:
    offer: OfferFit = fit.offers[place]
    failures = offer.failures
    return {
        "offer_key": offer.offer_key,
        "offer_id": offer.offer_id,
        "vendor": offer.vendor,
        "title": offer.title,
        "go_live_on": offer.go_live_on,
        "rate": _rate(fit.rate(place)),
        "by_class": {code: _rate(fit.rate(place, None, code)) for code in CLASSES},
        "by_business": {
            business: {
                "counted": _rate(fit.rate(place, business)),
                **{code: _rate(fit.rate(place, business, code)) for code in CLASSES},
            }
            for business in fit.businesses
        },
        "gaps": {
            "are_part_of_cost_lines": "where_cost_item_is_priced",
            "total": _gap(offer.gaps.total),
            "by_code": {code: _gap(found) for code, found in offer.gaps.by_code.items()},
            "by_cause": {
                cause or "none": _gap(found) for cause, found in offer.gaps.by_cause.items()
            },
            "by_cost_item": {
                item or "none": _gap(found) for item, found in offer.gaps.by_item.items()
            },
            "cost_item_without_price": _gap(offer.gaps.unbacked),
            "annuity_years": _rounded(offer.gaps.total.annuity_years, _YEAR_DIGITS),
            "is_beyond_term": offer.is_beyond_term,
        },
        "workaround": _workaround(offer.gaps.workaround),
        "failures": {
            "asked": failures.asked,
            "is_failed": failures.is_failed,
            "failed": list(failures.failed),
            "late": list(failures.late),
            "undated": list(failures.undated),
            "unanswered": list(failures.unanswered),
            "not_kept": list(failures.not_kept),
            "not_kept_unanswered": list(failures.not_kept_unanswered),
        },
    }


def _answer(fit: FitComparison, items: tuple[str, ...], offer: int, place: int) -> dict[str, Any]:
    where, levels, costs = (offer, place), fit.levels, fit.costs
    cause, item = int(levels.cause[where]), int(levels.cost_item[where])
    available = levels.available_on[where]
    return {
        "fit": FIT_CODES[int(levels.code[where])],
        "cause": None if cause == NONE else GAP_CAUSES[cause],
        "cost_item": None if item == NONE else items[item],
        "is_cost_item_priced": None if item == NONE else bool(fit.homes[where]),
        "cost_state": MONEY_STATES[int(levels.money_state[where])],
        "once_jpy": _yen(costs.once_jpy[where]),
        "monthly_jpy": _yen(costs.monthly_jpy[where]),
        "hours_per_year": _rounded(fit.hours_per_year[where], _HOUR_DIGITS),
        "available_on": None if np.isnat(available) else str(available),
        "note": fit.note(offer, place) or None,
    }


def fit_record(fit: FitComparison) -> dict[str, Any]:
    """Return ``{"basis", "offers", "requirements"}``.

    Yen are whole and tax-excluded unless named; a figure that is not known is null.
    """
    basis = fit.basis
    offers = range(len(fit.offers))
    return {
        "basis": {
            "rate": "standard_or_parameter_over_asked",
            "not_to_implement": "judged_apart",
            "tax_basis": "excluded",
            "horizon_months": int(fit.conditions.assumptions.number("horizon_months")),
            "staff_hour_jpy": basis.staff_hour_jpy,
            "is_own_staff_hour": basis.is_own_staff_hour,
            "workaround_size_factor": _rounded(basis.size_factor, _YEAR_DIGITS),
            "is_estimated": basis.is_estimated,
        },
        "offers": [_offer(fit, place) for place in offers],
        "requirements": [
            {
                "requirement_id": found.requirement_id,
                "business": found.business,
                "class": found.requirement_class,
                "category": found.category,
                "text": found.text,
                "answers": {
                    fit.offers[offer].offer_key: _answer(fit, fit.items, offer, place)
                    for offer in offers
                },
            }
            for place, found in enumerate(fit.requirements)
        ],
    }
