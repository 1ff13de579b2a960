"""Offers side by side: totals on one basis, each with what it is known to be."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.basis import CostBasis
from rfi.compare.bounds import Bound
from rfi.compare.cash import CashView, cash_view
from rfi.compare.conditions import Conditions
from rfi.compare.coverage import Coverage
from rfi.compare.scope import ScopeMasks, masks_of
from rfi.normalize.cube import CostFlows
from rfi.normalize.lines import EXIT_PHASE, ONE_TIME_PHASE, RECURRING_PHASE
from rfi.normalize.model import NO_DISCOUNT
from rfi.normalize.months import fiscal_year_of, months_of_dates
from rfi.normalize.states import FREE, PRICED, PRICED_FROM
from rfi.normalize.steps import FloatArray, discount_years
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of one offer, tax-excluded yen over the window; None where nothing is priced.

    ``per_resident_per_year_jpy`` is also None without a population, and under a city: quoted
    prices are not yet scaled to its size.
    """

    nominal_jpy: float | None
    present_value_jpy: float | None
    equivalent_annual_jpy: float | None
    initial_jpy: float | None
    recurring_jpy: float | None
    exit_jpy: float | None
    per_resident_per_year_jpy: float | None


@dataclass(frozen=True, slots=True)
class ItemFigure:
    """One cost item of one offer over all businesses: nominal, present value, worst state."""

    nominal_jpy: float | None
    present_value_jpy: float | None
    is_lower_bound: bool
    holes: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Window:
    """The months compared: from go-live of the offer, for the horizon."""

    first_month: int
    months: int
    base_fiscal_year: int


@dataclass(frozen=True, slots=True)
class OfferFigures:
    """One offer in a comparison.

    Attributes:
        offer_key: ``response_id:offer_id``, unique in the set.
        offer_id, vendor, title: As answered.
        window: Months compared.
        totals: On the comparison basis (tax-excluded, aligned at go-live).
        bound: The nominal total as the interval it is known to lie in.
        coverage: What was answered of what was asked.
        by_item: Cost item → figures.
        by_business: Business or bundle → nominal tax-excluded yen.
        by_fiscal_year: Fiscal year → nominal tax-excluded yen.
        total_incl_tax_jpy: Nominal total with consumption tax.
        cash: Tax-included view by calendar fiscal year.
        has_discount: Whether a discount is counted.
        is_estimated: Whether prices were let run on beyond the quoted term.
    """

    offer_key: str
    offer_id: str
    vendor: str
    title: str
    window: Window
    totals: Totals
    bound: Bound
    coverage: Coverage
    by_item: Mapping[str, ItemFigure]
    by_business: Mapping[str, float]
    by_fiscal_year: Mapping[int, float]
    total_incl_tax_jpy: float | None
    cash: CashView
    has_discount: bool
    is_estimated: bool

    @property
    def is_lower_bound(self) -> bool:
        """Whether the total is only known to be at least what is shown (≧)."""
        return self.bound.kind in {"at_least", "between"} or not self.coverage.is_complete


@dataclass(frozen=True, slots=True)
class Comparison:
    """All offers under one set of conditions."""

    conditions: Conditions
    offers: tuple[OfferFigures, ...]
    flows: CostFlows
    issues: tuple[Issue, ...]

    def offer(self, offer_key: str) -> OfferFigures:
        """Return one offer.

        Raises:
            KeyError: no such offer.
        """
        for offer in self.offers:
            if offer.offer_key == offer_key:
                return offer
        raise KeyError(offer_key)


def annuity_of(window: Window, conditions: Conditions) -> float:
    """Return Σ (m_t / 12)(1 + d)^−τ(t) over the fiscal years of the window, in years."""
    months = np.arange(window.first_month, window.first_month + window.months)
    years, counts = np.unique(fiscal_year_of(months), return_counts=True)
    tau = discount_years(
        (years - window.base_fiscal_year).astype(np.float64), conditions.assumptions
    )
    rate = conditions.assumptions.number("discount_rate")
    return math.fsum(counts / 12 * (1 + rate) ** -tau)


def window_of(first_month: int, conditions: Conditions) -> Window:
    """Return the window of an offer that goes live in ``first_month``."""
    own = conditions.assumptions.get("base_fiscal_year")
    base = int(fiscal_year_of(np.array([first_month]))[0]) if own is None else int(own)
    return Window(first_month, int(conditions.assumptions.number("horizon_months")), base)


def _sum(values: FloatArray) -> float:
    return math.fsum(values.reshape(-1))


def _bound(nominal: float, cut: float, coverage: Coverage, *, has_discount: bool) -> Bound:
    if not coverage.is_complete:
        return Bound.unbounded(nominal) if has_discount else Bound.at_least(nominal)
    return Bound(nominal, nominal + cut, nominal)


def _totals(
    flows: CostFlows, offer: int, window: Window, conditions: Conditions, residents: float | None
) -> Totals:
    nominal = _sum(flows.values["nominal_jpy"][offer])
    present = _sum(flows.values["present_value_jpy"][offer])
    phases = flows.phases["nominal_jpy"][offer]
    years = window.months / 12
    return Totals(
        nominal_jpy=nominal,
        present_value_jpy=present,
        equivalent_annual_jpy=present / annuity_of(window, conditions),
        initial_jpy=float(phases[ONE_TIME_PHASE]),
        recurring_jpy=float(phases[RECURRING_PHASE]),
        exit_jpy=float(phases[EXIT_PHASE]),
        per_resident_per_year_jpy=nominal / years / residents if residents else None,
    )


_KNOWN_STATES = (PRICED, PRICED_FROM, FREE)
_NOTHING = Totals(None, None, None, None, None, None, None)


def _by_item(
    flows: CostFlows,
    offer: int,
    items: tuple[str, ...],
    coverage: Coverage,
    priced: npt.NDArray[np.bool_],
) -> Mapping[str, ItemFigure]:
    nominal = flows.values["nominal_jpy"][offer].sum(axis=(0, 2))
    present = flows.values["present_value_jpy"][offer].sum(axis=(0, 2))
    holes: dict[str, dict[str, int]] = {}
    for kind, cells in coverage.holes.items():
        for _, item in cells:
            holes.setdefault(item, {}).setdefault(kind, 0)
            holes[item][kind] += 1
    return {
        item: ItemFigure(
            nominal_jpy=float(nominal[place]) if priced[place] else None,
            present_value_jpy=float(present[place]) if priced[place] else None,
            is_lower_bound=item in holes,
            holes=holes.get(item, {}),
        )
        for place, item in enumerate(items)
    }


def _priced_items(
    basis: CostBasis, scenario: int, masks: ScopeMasks | None
) -> npt.NDArray[np.bool_]:
    """Return offer × item: whether any line in scope has a price or is free."""
    lines, axes = basis.model.lines, basis.model.axes
    priced = np.zeros((len(axes.offers), len(axes.items)), dtype=np.bool_)
    known = np.isin(lines.state, _KNOWN_STATES) & (lines.scenario == scenario)
    if masks is not None:
        known &= (masks.whole | masks.cut)[lines.business, lines.item]
    priced[lines.offer[known], lines.item[known]] = True
    return priced


def compare_costs(basis: CostBasis, conditions: Conditions) -> Comparison:
    """Compare all offers of a basis.

    The basis must have been prepared with ``extension_of(conditions.assumptions)``.

    Raises:
        ValueError: the scenario is not of this questionnaire.
    """
    model, axes = basis.model, basis.model.axes
    scenario = axes.scenarios.index(conditions.scenario_id)
    masks = masks_of(conditions.scope, axes)
    flows = basis.cube.evaluate(conditions.assumptions, scenario, masks.whole if masks else None)
    cut = basis.cube.evaluate(conditions.assumptions, scenario, masks.cut) if masks else None
    priced = _priced_items(basis, scenario, masks)
    body = basis.questionnaire.scenarios[conditions.scenario_id]
    # With a city, per-unit prices take its own quantities and all others stay those of the quoted
    # size: a sum of the two belongs to no one population.
    is_quoted_size = not conditions.city_code
    residents = body.population * body.cities if body.population and is_quoted_size else None
    is_extended = conditions.assumptions.choice("term_extension") == "last_month"
    discounted = set(
        model.offer[(model.discount != NO_DISCOUNT) & (model.scenario == scenario)].tolist()
    )
    go_live = months_of_dates(basis.tables["offers"]["go_live_on"])
    records = basis.tables["offers"][["offer_key", "offer_id", "vendor", "title"]].to_dict(
        "records"
    )
    horizon = conditions.assumptions.number("horizon_months")
    coverages = basis.coverages(scenario, conditions.scope, horizon, is_extended=is_extended)
    offers = []
    for place, record in enumerate(records):
        window = window_of(int(go_live[place]), conditions)
        coverage = coverages[place]
        any_price = bool(priced[place].any())
        nominal = flows.values["nominal_jpy"][place]
        with_tax = flows.values["nominal_incl_tax_jpy"][place].sum(axis=(0, 1))
        by_year = dict(zip(flows.fiscal_years, nominal.sum(axis=(0, 1)).tolist(), strict=True))
        offers.append(
            OfferFigures(
                offer_key=record["offer_key"],
                offer_id=record["offer_id"],
                vendor=record["vendor"],
                title=record["title"],
                window=window,
                totals=_totals(flows, place, window, conditions, residents)
                if any_price
                else _NOTHING,
                bound=_bound(
                    _sum(nominal),
                    _sum(cut.values["nominal_jpy"][place]) if cut else 0.0,
                    coverage,
                    has_discount=place in discounted,
                ),
                coverage=coverage,
                by_item=_by_item(flows, place, axes.items, coverage, priced[place]),
                by_business=dict(
                    zip(axes.businesses, nominal.sum(axis=(1, 2)).tolist(), strict=True)
                ),
                by_fiscal_year={year: amount for year, amount in by_year.items() if amount},
                total_incl_tax_jpy=_sum(with_tax) if any_price else None,
                cash=cash_view(dict(zip(flows.fiscal_years, with_tax.tolist(), strict=True))),
                has_discount=place in discounted,
                is_estimated=is_extended,
            )
        )
    return Comparison(conditions, tuple(offers), flows, basis.issues)
