"""The effects as JSON, rounded once, half-up: hours, posts and counts to a tenth, yen whole."""

from typing import Any

from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.compare.benefit.figures import Effect, MeasureFigure, Measures
from rfi.compare.benefit.lines import LineFigure
from rfi.compare.benefit.overlap import Overlap
from rfi.normalize.benefit.ledgers import COUNTS, MEASURES
from rfi.text.numbers import round_half_up
from rfi.views.benefit.procedures import (
    PROCEDURE_MEASURES,
)
from rfi.views.look.values import format_month

_RATIO_DIGITS = 4


def _rounded(measure: str, value: float | None) -> float | int | None:
    if value is None:
        return None
    return round_half_up(value) if measure.endswith("_jpy") else round_half_up(value, 1)


def _ratio(value: float | None) -> float | int | None:
    return None if value is None else round_half_up(value, _RATIO_DIGITS)


def _effect(measure: str, effect: Effect) -> dict[str, Any]:
    return {
        "claimed": _rounded(measure, effect.claimed),
        "discounted": _rounded(measure, effect.discounted),
    }


def _figure(measure: str, figure: MeasureFigure, years: float) -> dict[str, Any]:
    """Return one measure over the window and a year; null where nothing is known."""
    if not figure.is_known:
        return {"claimed": None, "discounted": None, "holes": figure.holes}
    total = figure.total
    yearly = Effect(total.gain / years, total.loss / years, total.discounted_gain / years)
    return {
        **_effect(measure, total),
        "gain": _rounded(measure, total.gain),
        "loss": _rounded(measure, total.loss),
        "per_year": _effect(measure, yearly),
        "by_fiscal_year": {
            str(year): _effect(measure, effect) for year, effect in sorted(figure.by_year.items())
        },
        "holes": figure.holes,
    }


def _ledgers(measures: Measures, years: float) -> dict[str, Any]:
    """Return ledger → measure → figure; counts of different KPIs are no sum and stay out."""
    found: dict[str, Any] = {}
    for measure, ledger in MEASURES.items():
        if measure != COUNTS:
            found.setdefault(ledger, {})[measure] = _figure(measure, measures[measure], years)
    return found


def _line(line: LineFigure) -> dict[str, Any]:
    return {
        "benefit_id": line.benefit_id,
        "document": line.document,
        "pointer": line.pointer,
        "origin": line.origin or None,
        "kpi_id": line.kpi.kpi_id,
        "business": line.business,
        "procedure_id": line.procedure_id or None,
        "beneficiary": line.kpi.beneficiary,
        "unit": line.kpi.unit,
        "status": line.status,
        "before_after": {name: list(sides) for name, sides in line.pairs.items()},
        "volume": _rounded("volume", line.volume),
        "scale": _ratio(line.scale),
        "capacity": line.capacity,
        "cash_releasing": line.is_cash,
        "evidence": line.grade,
        "evidence_body": line.evidence_body or None,
        "start_month": format_month(line.start_month),
        "marks": list(line.marks),
        "effects": {
            measure: _effect(measure, line.measures[measure].total)
            for measure in MEASURES
            if line.measures[measure].is_known
        },
    }


def _overlap(overlap: Overlap) -> dict[str, Any]:
    return {
        "kind": overlap.kind,
        "where": overlap.where,
        "measure": overlap.measure,
        "lines": [list(side) for side in overlap.lines],
        "at_stake": _rounded(overlap.measure, overlap.at_stake),
        "at_stake_jpy": _rounded("at_stake_jpy", overlap.at_stake_jpy),
    }


def _offer(offer: OfferBenefits) -> dict[str, Any]:
    coverage = offer.coverage
    return {
        "offer_key": offer.offer_key,
        "offer_id": offer.offer_id,
        "vendor": offer.vendor,
        "title": offer.title,
        "window": {"first_month": format_month(offer.first_month), "months": offer.months},
        "ledgers": _ledgers(offer.measures, offer.years),
        "fte": {
            "claimed": _rounded("fte", offer.fte(is_discounted=False)),
            "discounted": _rounded("fte", offer.fte(is_discounted=True)),
        },
        "by_procedure": {
            procedure: _procedure(measures) for procedure, measures in offer.by_procedure().items()
        },
        "coverage": {
            "asked": len(coverage.statuses),
            "answered": coverage.count("answered"),
            "incomplete": coverage.count("incomplete"),
            "unanswered": coverage.count("unanswered"),
            "unanswered_share": _ratio(coverage.unanswered_share),
        },
        "lines": [_line(line) for line in offer.lines],
        "double_counts": [_overlap(overlap) for overlap in offer.overlaps],
    }


def _procedure(measures: Measures) -> dict[str, Any]:
    return {
        measure: _effect(measure, measures[measure].total)
        for measure in PROCEDURE_MEASURES
        if measures[measure].is_known
    }


def benefits_record(benefits: BenefitComparison) -> dict[str, Any]:
    """Return ``{"body", "rates", "offers"}``.

    Favourable is positive; figures are of the window unless they say a year. Yen are nominal and
    have no tax basis; the ledgers are never added to each other, and possible double counts are
    not subtracted.
    """
    body = benefits.body
    return {
        "body": {
            "kind": body.kind,
            "codes": list(body.bodies.codes),
            "names": list(body.names),
        },
        "rates": [
            {"key": rate.key, "value": rate.value, "source": rate.source, "city": rate.city or None}
            for rate in body.rates_used
        ],
        "offers": [_offer(offer) for offer in benefits.offers],
    }
