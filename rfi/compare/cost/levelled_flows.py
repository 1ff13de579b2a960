"""Levelled amounts spread over fiscal years like the item they stand for (method §2)."""

from collections.abc import Mapping, Sequence

import numpy as np

from rfi.compare.cost.few_cells import FewCells
from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import Window, window_of
from rfi.normalize.cost.cube import MEASURES, CostFlows
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.months import fiscal_year_of
from rfi.normalize.step import FloatArray, run_steps


def _phase_profile(window: Window, phase: str, fiscal_years: FloatArray) -> FloatArray:
    """Return the parts a year of an amount of a phase: at go-live, over the window, at its end."""
    months = np.arange(window.first_month, window.first_month + window.months)
    chosen = {"one_time": months[:1], "exit": months[-1:]}.get(phase, months)
    # Years in which no offer has any price have no column: the nearest one takes the amount.
    years = np.clip(fiscal_year_of(chosen), fiscal_years[0], fiscal_years[-1])
    return np.asarray((years[:, np.newaxis] == fiscal_years).mean(axis=0), dtype=np.float64)


def _profiles(
    own: FloatArray, window: Window, phases: Sequence[str], fiscal_years: FloatArray
) -> FloatArray:
    """Return item × fiscal year: how each is spread, as its own prices, else as its phase.

    Args:
        own: item × fiscal year, what the offer itself prices.
        window: Months compared.
        phases: Phase of each item.
        fiscal_years: Names of the last axis.
    """
    total = own.sum(axis=-1)
    has_own = (total > 0) & (own >= 0).all(axis=-1)
    by_phase = np.stack([_phase_profile(window, phase, fiscal_years) for phase in PHASES])
    spread = by_phase[[PHASES.index(phase) for phase in phases]]
    return np.where(
        has_own[:, np.newaxis], own / np.where(has_own, total, 1.0)[:, np.newaxis], spread
    )


def _measures(
    nominal: FloatArray, window: Window, fiscal_years: FloatArray, conditions: Conditions
) -> Mapping[str, FloatArray]:
    """Return every measure of … × fiscal year of nominal tax-excluded yen."""
    # A level is the middle of prices that have grown already, so it is not recurring here.
    columns = {
        "amount_jpy": nominal,
        "amount_window_jpy": nominal,
        "fiscal_year": fiscal_years,
        "window_fiscal_year": np.full_like(fiscal_years, window.base_fiscal_year),
    }
    steps = steps_named("tax", "price_year", "present_value")
    found = run_steps(columns, conditions.assumptions, steps)
    return {
        "nominal_jpy": nominal,
        "nominal_incl_tax_jpy": found["amount_incl_tax_jpy"].astype(np.float64, copy=False),
        "present_value_jpy": found["present_value_jpy"].astype(np.float64, copy=False),
    }


def spread_levels(
    basis: CostBasis,
    conditions: Conditions,
    flows: CostFlows,
    levels: Sequence[Sequence[LevelledCell]],
) -> Mapping[str, FewCells]:
    """Return measure → what levelling puts in.

    Tax is that of the assumption ``tax_rate``: a levelled price is one of the coming years.
    """
    axes = flows.axes
    nothing = FewCells.none_of(flows)
    if not any(levels):
        return dict.fromkeys(MEASURES, nothing)
    fiscal_years = np.array(flows.fiscal_years, dtype=np.float64)
    phases = [basis.questionnaire.phases[item] for item in axes.items]
    businesses = {name: index for index, name in enumerate(axes.businesses)}
    items = {name: index for index, name in enumerate(axes.items)}
    at = [nothing.at]
    amounts = {measure: [nothing.values] for measure in MEASURES}
    for offer, cells in enumerate(levels):
        filled = [found for found in cells if found.is_filled]
        if not filled:
            continue
        window = window_of(basis.offers[offer].go_live_month, conditions)
        by_item = flows.values["nominal_jpy"][offer].sum(axis=0)
        business = np.array([businesses[found.cell[0]] for found in filled])
        item = np.array([items[found.cell[1]] for found in filled])
        at.append((np.full_like(item, offer), business, item))
        level = np.array([found.level_jpy for found in filled])
        nominal = level[:, np.newaxis] * _profiles(by_item, window, phases, fiscal_years)[item]
        for measure, amount in _measures(nominal, window, fiscal_years, conditions).items():
            amounts[measure].append(amount)
    offer_at, business_at, item_at = (np.concatenate(axis) for axis in zip(*at, strict=True))
    found_at = (offer_at, business_at, item_at)
    return {
        measure: FewCells(nothing.shape, found_at, np.concatenate(found))
        for measure, found in amounts.items()
    }


def phase_sums(basis: CostBasis, levelled: FewCells) -> FloatArray:
    """Return offer × phase of what levelling puts in, by the phase of the item."""
    phases = [PHASES.index(basis.questionnaire.phases[item]) for item in basis.model.axes.items]
    offer, _, item = levelled.at
    home = offer * len(PHASES) + np.array(phases, dtype=np.int64)[item]
    offers = levelled.shape[0]
    sums = np.bincount(home, weights=levelled.values.sum(axis=-1), minlength=offers * len(PHASES))
    return sums.astype(np.float64, copy=False).reshape(offers, len(PHASES))
