"""Levelled amounts spread over fiscal years like the item they stand for (method §2)."""

from collections.abc import Mapping, Sequence

import numpy as np

from rfi.compare.cost.levelling import LevelledCell
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.window import Window, window_of
from rfi.normalize.cost.cube import MEASURES, CostFlows
from rfi.normalize.cost.lines import PHASES
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.months import fiscal_year_of, months_of_dates
from rfi.normalize.step import FloatArray, run_steps


def _phase_profile(window: Window, phase: str, fiscal_years: FloatArray) -> FloatArray:
    """Return the parts a year of an amount of a phase: at go-live, over the window, at its end."""
    months = np.arange(window.first_month, window.first_month + window.months)
    chosen = {"one_time": months[:1], "exit": months[-1:]}.get(phase, months)
    # Years in which no offer has any price have no column: the nearest one takes the amount.
    years = np.clip(fiscal_year_of(chosen), fiscal_years[0], fiscal_years[-1])
    return np.asarray((years[:, np.newaxis] == fiscal_years).mean(axis=0), dtype=np.float64)


def _profile(own: FloatArray, window: Window, phase: str, fiscal_years: FloatArray) -> FloatArray:
    """Return how an item is spread: like the offer's own prices of it, else like its phase."""
    total = own.sum()
    if total > 0 and (own >= 0).all():
        return np.asarray(own / total)
    return _phase_profile(window, phase, fiscal_years)


def _measures(
    nominal: FloatArray, window: Window, fiscal_years: FloatArray, conditions: Conditions
) -> Mapping[str, FloatArray]:
    """Return every measure of nominal tax-excluded yen a fiscal year."""
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
) -> Mapping[str, FloatArray]:
    """Return measure → offer × business × item × fiscal year of what levelling puts in.

    Tax is that of the assumption ``tax_rate``: a levelled price is one of the coming years.
    """
    axes, asked = flows.axes, basis.questionnaire
    result = {measure: np.zeros_like(flows.values["nominal_jpy"]) for measure in MEASURES}
    if not any(levels):
        return result
    fiscal_years = np.array(flows.fiscal_years, dtype=np.float64)
    go_live = months_of_dates(basis.tables["offers"]["go_live_on"])
    for offer, cells in enumerate(levels):
        window = window_of(int(go_live[offer]), conditions)
        by_item = flows.values["nominal_jpy"][offer].sum(axis=0)
        for found in cells:
            if not found.is_filled:
                continue
            business, item = found.cell
            place = (offer, axes.businesses.index(business), axes.items.index(item))
            phase = asked.phases[item]
            spread = _profile(by_item[place[-1]], window, phase, fiscal_years)
            for measure, amount in _measures(
                found.level_jpy * spread, window, fiscal_years, conditions
            ).items():
                result[measure][place] = amount
    return result


def phase_sums(basis: CostBasis, levelled: FloatArray) -> FloatArray:
    """Return offer × phase of offer × business × item × fiscal year, by the phase of the item."""
    by_item = levelled.sum(axis=-1).sum(axis=1)
    sums = np.zeros((len(by_item), len(PHASES)))
    for column, item in enumerate(basis.model.axes.items):
        sums[:, PHASES.index(basis.questionnaire.phases[item])] += by_item[:, column]
    return sums
