"""What goes out of a comparison of costs and its conditions; yen are nominal and tax-excluded."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import get_args

from rfi import __version__
from rfi.compare.cost.cash import CashView
from rfi.compare.cost.comparison import Comparison, ItemFigure, OfferFigures, Totals
from rfi.compare.cost.levelling import Flip, LevelledCell
from rfi.compare.cost.rows.statistics import CostStatistics, Spread
from rfi.compare.cost.rows.tables import FigureState
from rfi.compare.round.conditions import InputDigest
from rfi.compare.round.coverage import Coverage
from rfi.compare.round.window import Window
from rfi.export.record.encoder import Records, Source
from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import ExpectedAmount
from rfi.scenario.city.city import City, CityFigure, CityVolume
from rfi.scenario.questionnaire import CostCell, Questionnaire
from rfi.views.look.estimate_marks import size_word
from rfi.views.look.offers import look_of


def same(*names: str) -> Mapping[str, Source]:
    """Return entries that stand under the names of their attributes."""
    return {name: name for name in names}


def under(path: str, *names: str) -> Mapping[str, Source]:
    """Return entries that are attributes of the one at ``path``."""
    return {name: f"{path}.{name}" for name in names}


OFFER = ("offer_key", "offer_id", "vendor", "title")


def cell_names(cells: Iterable[CostCell]) -> list[str]:
    """Return business and item of cells.

    >>> cell_names([("B01", "R06")])
    ['B01/R06']
    """
    return ["/".join(cell) for cell in cells]


@dataclass(frozen=True, slots=True)
class Under:
    """Under what a comparison holds, and what was asked."""

    costs: Comparison
    questionnaire: Questionnaire

    @property
    def scenario(self) -> Mapping[str, object]:
        """The quoted scenario of the conditions."""
        found = self.questionnaire.scenarios[self.costs.conditions.scenario_id]
        names = ("scenario_id", "title", "population", "cities")
        return {name: getattr(found, name) for name in names}


@dataclass(frozen=True, slots=True)
class Member:
    """A city as one of the group."""

    city: City


@dataclass(frozen=True, slots=True)
class Offered:
    """One offer, with the names of the quoted scenarios in their order."""

    figures: OfferFigures
    scenario_ids: tuple[str, ...]

    @property
    def totals(self) -> Mapping[str, object]:
        """Every total, with tax the nominal one."""
        found = {each.name: getattr(self.figures.totals, each.name) for each in fields(Totals)}
        return {**found, "nominal_incl_tax_jpy": self.figures.total_incl_tax_jpy}


@dataclass(frozen=True, slots=True)
class Levelled:
    """What levelling put into the holes of one offer."""

    offer: OfferFigures

    def found(self, name: str) -> object:
        """Return an attribute of the levelling; None while there is none."""
        return getattr(self.offer.levelling, name, None)


@dataclass(frozen=True, slots=True)
class Spreads:
    """The spread of the offers in every row, and the offers in their order."""

    statistics: CostStatistics
    offer_keys: tuple[str, ...]

    def rows(self, spreads: Mapping[str, Spread]) -> Mapping[str, "SpreadRow"]:
        """Return each spread with the offers it is over."""
        return {key: SpreadRow(spread, self.offer_keys) for key, spread in spreads.items()}


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """One spread, and the offers it is over."""

    spread: Spread
    offer_keys: tuple[str, ...]

    @property
    def offers(self) -> Mapping[str, object]:
        """How the figure of each offer is known, and what is priced of it."""
        found = zip(self.offer_keys, self.spread.states, self.spread.amounts, strict=True)
        return {key: {"state": state, "nominal_jpy": amount} for key, state, amount in found}


_MEMBER: Mapping[str, Source] = {
    **under("city", "code", "name", "population"),
    "status": "city.population_status",
    "source": lambda of: of.city.figures["population"].source,
}

COST_RECORDS: Records = {
    Under: {
        "software": lambda _: __version__,
        "questionnaire_id": "questionnaire.questionnaire_id",
        "scenario": "scenario",
        **under("costs.conditions", "city_code", "city"),
        "group": lambda of: [Member(city) for city in of.costs.conditions.group],
        "sharing": lambda of: {
            "method": of.costs.conditions.assumptions.choice("sharing_method"),
            "equal_ratio": of.costs.conditions.assumptions.number("sharing_equal_ratio"),
            "own_weights": dict(of.costs.conditions.own_weights),
        },
        "levelling": lambda of: {
            "level": of.costs.conditions.assumptions.choice("levelling"),
            "donors": int(of.costs.conditions.assumptions.number("levelling_donors")),
        },
        **under("costs.conditions", "size_basis"),
        "per_unit_quantities": lambda of: "city" if of.costs.conditions.city else "quoted_scenario",
        "scope": lambda of: "all" if of.costs.conditions.scope.cells is None else "chosen",
        "scope_cells": lambda of: (
            None
            if of.costs.conditions.scope.cells is None
            else cell_names(sorted(of.costs.conditions.scope.cells))
        ),
        **under("costs.conditions", "options", "expected"),
        "tax_basis": lambda _: "excluded",
        **under("costs.conditions", "is_anonymous", "round_offers"),
        "assumptions": lambda of: {one.key: one for one in of.costs.conditions.assumptions},
        "window": lambda of: {one.offer_key: one.window for one in of.costs.offers},
        **under("costs.conditions", "inputs"),
    },
    City: {
        **same("code", "name", "population"),
        "status": "population_status",
        "source": lambda city: city.figures["population"].source,
        **same("figures", "volumes"),
    },
    Member: _MEMBER,
    CityFigure: same("value", "unit", "source", "status", "as_of"),
    CityVolume: same("annual_cases", "online_rate", "source", "status"),
    Assumption: same("value", "unit", "source", "note"),
    Window: same("first_month", "months", "base_fiscal_year"),
    InputDigest: {**same("name", "kind"), "sha256": "told_sha256"},
    Offered: {
        **under("figures", *OFFER),
        "letter": lambda of: look_of(of.figures).letter,
        "totals": "totals",
        **under("figures", "is_lower_bound"),
        "certainty": "figures.certainty.kind",
        **under("figures.certainty", "to_confirm"),
        "bound": "figures.bound.kind",
        "bound_jpy": lambda of: (of.figures.bound.low, of.figures.bound.high),
        "size": lambda of: {
            "size": of.figures.size.size,
            "group": of.figures.size.group,
            "rests_on": size_word(of.figures.size) if of.figures.size.is_estimable else None,
            "scenarios": [of.scenario_ids[index] for index in of.figures.size.scenarios],
            "linear_cells": of.figures.size.linear_cells,
        },
        **under(
            "figures", "has_discount", "is_estimated", "omits_escalation", "coverage", "by_item"
        ),
        "by_fiscal_year_jpy": "figures.by_fiscal_year",
        "cash_view": "figures.cash",
    },
    Coverage: {
        **same("asked", "answered"),
        "states": "counts",
        "holes": lambda of: {kind: cell_names(cells) for kind, cells in of.holes.items()},
        **same("is_complete", "is_out_of_range"),
    },
    ItemFigure: same("nominal_jpy", "present_value_jpy", "is_lower_bound", "holes"),
    CashView: {
        "tax_basis": lambda _: "included",
        "by_fiscal_year_jpy": "by_fiscal_year",
        **same("debt_burden_limit_jpy"),
    },
    Levelled: {
        "offer_key": "offer.offer_key",
        "quoted_jpy": lambda of: of.found("quoted_jpy"),
        "levelled_jpy": lambda of: of.found("levelled_jpy"),
        "min_jpy": lambda of: of.found("low_jpy"),
        "max_jpy": lambda of: of.found("high_jpy"),
        "levelled_share": lambda of: of.found("share"),
        "cells": lambda of: of.found("cells") or (),
    },
    LevelledCell: {
        "business": lambda of: of.cell[0],
        "item": lambda of: of.cell[1],
        **same("hole", "donors", "free"),
        "min_jpy": "low",
        "median_jpy": "median",
        "max_jpy": "high",
        **same("level_jpy", "is_expected"),
    },
    ExpectedAmount: same("letter", "business", "item", "amount_jpy", "source"),
    Flip: same("offer_key", "dearer_than", "above_jpy"),
    Spreads: {
        "tax_basis": lambda _: "excluded",
        "by_item": lambda of: of.rows(of.statistics.items),
        "by_business": lambda of: of.rows(of.statistics.businesses),
        "by_phase": lambda of: of.rows(of.statistics.phases),
        "total": lambda of: SpreadRow(of.statistics.total, of.offer_keys),
    },
    SpreadRow: {
        "n": "spread.n",
        "minimum_jpy": "spread.least",
        "median_jpy": "spread.median",
        "mean_jpy": "spread.mean",
        "maximum_jpy": "spread.most",
        "difference_jpy": "spread.difference",
        "spread_ratio": "spread.ratio",
        "counts": lambda of: {state: of.spread.count(state) for state in get_args(FigureState)},
        "offers": "offers",
    },
}
