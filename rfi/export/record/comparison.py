"""A comparison as one JSON object, rounded once, half-up to the yen."""

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from rfi import __version__
from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.answers import AnswerSet
from rfi.normalize.months import month_number
from rfi.scenario.city.city import City
from rfi.schema.issue import Issue
from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang

_JANUARY = month_number(0, 1)


def to_json(value: Mapping[str, Any]) -> str:
    """Return a record as JSON text, Japanese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def _yen(value: float | None) -> int | None:
    return None if value is None else int(round_half_up(value))


def _month(number: int) -> str:
    year, month = divmod(number - _JANUARY, 12)
    return f"{year:04d}-{month + 1:02d}"


def _member_record(city: City) -> dict[str, Any]:
    figure = city.figures["population"]
    return {
        "code": city.code,
        "name": city.name,
        "population": figure.value,
        "status": figure.status,
        "source": figure.source,
    }


def _city_record(city: City) -> dict[str, Any]:
    return {
        **_member_record(city),
        "figures": {key: asdict(figure) for key, figure in city.figures.items()},
        "volumes": {key: asdict(volume) for key, volume in city.volumes.items()},
    }


def conditions_record(answers: AnswerSet, comparison: Comparison) -> dict[str, Any]:
    """Return everything that decides the figures."""
    conditions = comparison.conditions
    scenario = answers.questionnaire.scenarios[conditions.scenario_id]
    cells = conditions.scope.cells
    return {
        "software": __version__,
        "questionnaire_id": answers.questionnaire.questionnaire_id,
        "scenario": {
            "scenario_id": scenario.scenario_id,
            "title": scenario.title,
            "population": scenario.population,
            "cities": scenario.cities,
        },
        "city_code": conditions.city_code or None,
        "city": _city_record(conditions.city) if conditions.city else None,
        "group": [_member_record(city) for city in conditions.group],
        "sharing": {
            "method": conditions.assumptions.choice("sharing_method"),
            "equal_ratio": conditions.assumptions.number("sharing_equal_ratio"),
            "own_weights": dict(conditions.own_weights),
        },
        "levelling": {
            "level": conditions.assumptions.choice("levelling"),
            "donors": int(conditions.assumptions.number("levelling_donors")),
        },
        "size_basis": conditions.size_basis,
        "per_unit_quantities": "city" if conditions.city_code else "quoted_scenario",
        "scope": "all" if cells is None else sorted(map(list, cells)),
        "tax_basis": "excluded",
        "assumptions": {
            assumption.key: {
                "value": assumption.value,
                "unit": assumption.unit,
                "source": assumption.source,
                "note": assumption.note,
            }
            for assumption in conditions.assumptions
        },
        "window": {
            offer.offer_key: {
                "first_month": _month(offer.window.first_month),
                "months": offer.window.months,
                "base_fiscal_year": offer.window.base_fiscal_year,
            }
            for offer in comparison.offers
        },
        "inputs": [
            {"name": digest.name, "kind": digest.kind, "sha256": digest.sha256}
            for digest in conditions.inputs
        ],
    }


def _coverage(offer: OfferFigures) -> dict[str, Any]:
    coverage = offer.coverage
    return {
        "asked": coverage.asked,
        "answered": coverage.answered,
        "states": dict(coverage.counts),
        "holes": {
            kind: [f"{business}/{item}" for business, item in cells]
            for kind, cells in coverage.holes.items()
        },
        "is_complete": coverage.is_complete,
        "is_out_of_range": coverage.is_out_of_range,
    }


def _end(value: float) -> int | None:
    """Return an end of an interval; None where nothing is known on that side."""
    return None if math.isinf(value) else _yen(value)


def offer_record(offer: OfferFigures, scenario_ids: Sequence[str]) -> dict[str, Any]:
    """Return one offer's figures; ``scenario_ids`` names the quoted scenarios in their order."""
    totals = offer.totals
    return {
        "offer_id": offer.offer_id,
        "offer_key": offer.offer_key,
        "vendor": offer.vendor,
        "title": offer.title,
        "totals": {
            "nominal_jpy": _yen(totals.nominal_jpy),
            "present_value_jpy": _yen(totals.present_value_jpy),
            "equivalent_annual_jpy": _yen(totals.equivalent_annual_jpy),
            "initial_jpy": _yen(totals.initial_jpy),
            "recurring_jpy": _yen(totals.recurring_jpy),
            "exit_jpy": _yen(totals.exit_jpy),
            "per_resident_per_year_jpy": _yen(totals.per_resident_per_year_jpy),
            "nominal_incl_tax_jpy": _yen(offer.total_incl_tax_jpy),
        },
        "is_lower_bound": offer.is_lower_bound,
        "bound": offer.bound.kind,
        "bound_jpy": [_end(offer.bound.low), _end(offer.bound.high)],
        "size": {
            "size": offer.size.size,
            "group": offer.size.group,
            "scenarios": [scenario_ids[place] for place in offer.size.scenarios],
            "linear_cells": offer.size.linear_cells,
        },
        "has_discount": offer.has_discount,
        "is_estimated": offer.is_estimated,
        "coverage": _coverage(offer),
        "by_item": {
            item: {
                "nominal_jpy": _yen(figure.nominal_jpy),
                "present_value_jpy": _yen(figure.present_value_jpy),
                "is_lower_bound": figure.is_lower_bound,
                "holes": dict(figure.holes),
            }
            for item, figure in offer.by_item.items()
        },
        "by_fiscal_year": {
            str(year): _yen(amount) for year, amount in sorted(offer.by_fiscal_year.items())
        },
        "cash_view": {
            "tax_basis": "included",
            "by_fiscal_year": {
                str(year): _yen(amount)
                for year, amount in sorted(offer.cash.by_fiscal_year.items())
            },
            "debt_burden_limit_jpy": offer.cash.debt_burden_limit_jpy,
        },
    }


def issue_record(issue: Issue, lang: Lang) -> Mapping[str, Any]:
    """Return one issue with its wording."""
    return {
        "code": issue.code,
        "severity": issue.severity,
        "document": issue.document,
        "pointer": issue.pointer,
        "origin": issue.origin,
        "message": issue.message(lang),
        "next_step": issue.next_step(lang),
    }


def issues_record(issues: Iterable[Issue], lang: Lang) -> list[Mapping[str, Any]]:
    """Return issues with their wording, in their order."""
    return [issue_record(issue, lang) for issue in issues]
