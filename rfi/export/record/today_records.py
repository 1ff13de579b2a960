"""What goes out of today's cost, the net effect and the survey of ratios."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.round.bounds import Bound
from rfi.compare.today.before_after import BeforeAfter, TodayComparison
from rfi.compare.today.item_pairs import ItemPair
from rfi.compare.today.net_effect import BenefitCost, NetEffect, Payback
from rfi.compare.today.pair import TAXES, Pair, Tax
from rfi.compare.today.ratio_survey import PublishedSurvey, RatioSurvey
from rfi.export.record.cost_records import cell_names, same, under
from rfi.export.record.encoder import Records, Source


@dataclass(frozen=True, slots=True)
class OfferSurvey:
    """The survey of one offer on each tax basis."""

    offer_key: str
    by_tax: Mapping[Tax, RatioSurvey]


@dataclass(frozen=True, slots=True)
class SurveyedCity:
    """One city of a survey at its index."""

    survey: RatioSurvey
    index: int


def _codes(name: str) -> Source:
    """Return the codes of the cities at the indexes that an attribute lists."""
    return lambda survey: [survey.codes[index] for index in getattr(survey, name)]


def _entry(name: str) -> Source:
    return lambda city: getattr(city.survey, name)[city.index]


def _by_year(effect: NetEffect) -> Mapping[str, Mapping[int, float]]:
    """Return column → fiscal year → amount."""
    years = effect.fiscal_years
    return {
        key: dict(zip(years, getattr(effect, name).tolist(), strict=True))
        for key, name in _COLUMNS.items()
    }


_COLUMNS: Mapping[str, str] = {
    "today_going_on": "today",
    "today_until_go_live": "today_before",
    **{name: name for name in ("offered", "benefits", "net", "cumulative")},
}

TODAY_RECORDS: Records = {
    # A figure that may be known from one side only; its unit stands in the name around it.
    Bound: {"shown": "shown", "bound": "kind", "low": "low", "high": "high"},
    Pair: {
        "before_jpy": "before",
        "after_jpy": "after",
        "difference_jpy": "difference",
        "ratio": "ratio",
    },
    ItemPair: {
        "before_jpy": lambda pair: {
            tax: pair.before[tax] if pair.has_before else None for tax in TAXES
        },
        "after_jpy": lambda pair: {
            tax: pair.after[tax] if pair.has_after else None for tax in TAXES
        },
        **same("is_included", "is_before_open", "holes"),
    },
    BeforeAfter: {
        **same("offer_key"),
        "running_per_year": "running",
        "window_total": "total",
        "by_item": lambda of: {pair.item: pair for pair in of.items},
    },
    TodayComparison: {
        **under("today", "city_code", "city_name", "fiscal_year"),
        "fiscal_years_entered": "today.years",
        **under("today", "is_complete"),
        "unknown_cells": lambda of: cell_names(of.today.unknown_cells),
        "unread_amounts": "today.unread",
        **under("today", "sources"),
        "projection": lambda _: "held_at_latest_fiscal_year",
        "yearly_running_jpy": lambda of: {tax: of.yearly(tax) for tax in TAXES},
        "not_compared_jpy": lambda of: {tax: of.left_out(tax) for tax in TAXES},
        **same("offers"),
    },
    Payback: same("state", "fiscal_year", "year", "years"),
    BenefitCost: same("state", "ratio"),
    NetEffect: {
        **same("offer_key"),
        "net_effect_jpy": "total",
        "present_value_jpy": "present_value",
        **same("payback", "benefit_cost", "debt_burden_limit_jpy"),
        "by_fiscal_year_jpy": _by_year,
    },
    OfferSurvey: {
        **same("offer_key"),
        "excluded": lambda of: of.by_tax["excluded"],
        "included": lambda of: of.by_tax["included"],
    },
    RatioSurvey: {
        **same("answered", "asked"),
        "mean_of_ratios": "mean",
        **same("ratio_of_sums"),
        "median_ratio": "median",
        **same("doubled", "doubled_share"),
        "maximum": lambda survey: {
            "ratio": survey.known[-1] if survey.answered else None,
            "cities": [survey.codes[index] for index in survey.largest],
        },
        "falling": _codes("falling"),
        "without_ratio": _codes("open_indexes"),
        "cities": lambda survey: [
            SurveyedCity(survey, index) for index in range(len(survey.codes))
        ],
    },
    SurveyedCity: {
        "code": _entry("codes"),
        "name": _entry("names"),
        "before_jpy": _entry("before"),
        "after_jpy": _entry("after"),
        "is_before_exact": _entry("is_before_exact"),
        "is_after_exact": _entry("is_after_exact"),
        "ratio": _entry("ratios"),
    },
    PublishedSurvey: {
        **same("answered", "asked"),
        "mean_ratio": "mean",
        "doubled_above_share": "doubled_above",
        "maximum_ratio": "maximum",
        "lower": "lower",
    },
}
