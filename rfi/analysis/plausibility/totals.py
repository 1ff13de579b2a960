"""Slips that the vendor's own totals give away: period and tax (method §9)."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt

from rfi.analysis.plausibility.constants import PERIOD_FACTORS, SINGLE_CANDIDATES, TAX_PERCENTS
from rfi.analysis.plausibility.price_cells import PriceCell, PriceCells, medians_of_others
from rfi.analysis.plausibility.prices import is_near
from rfi.analysis.plausibility.stated_rows import HeldTotals, held_totals, suspect_rows
from rfi.normalize.constants import UNIT_FACTORS
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.step import run_steps
from rfi.scenario.assumptions import AssumptionSet
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number


def _tax_factors(assumptions: AssumptionSet) -> list[float]:
    """Return tax-included over tax-excluded at each rate that a slip may have."""
    columns = {"amount_jpy": np.ones(len(TAX_PERCENTS)), "tax_rate_percent": np.array(TAX_PERCENTS)}
    found = run_steps(columns, assumptions, steps_named("tax"))["amount_incl_tax_jpy"]
    factors: list[float] = found.tolist()
    return factors


def tax_slips(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer whose totals fit its lines only with 10 % or 8 % put on or off."""
    totals = held_totals(prices.basis, prices.conditions.assumptions)
    rows = suspect_rows(prices.basis, totals)
    frame = prices.basis.tables["stated_totals"]
    found: dict[tuple[int, float], list[int]] = {}
    for factor in _tax_factors(prices.conditions.assumptions):
        for scale in (factor, 1 / factor):
            if not len(rows):
                continue
            fits = ~totals.only(rows, scale).differing()
            for row in rows[fits].tolist():
                found.setdefault((int(frame["owner"].iloc[row]), factor), []).append(row)
            rows = rows[~fits]
    for (offer, factor), chosen in found.items():
        part = frame.iloc[chosen]
        yen = part["amount"] * part["unit"].astype(object).map(UNIT_FACTORS)
        stakes = (yen * (factor - 1)).to_numpy(dtype=np.float64)
        order = np.argsort(-stakes, kind="stable")
        pointers = [
            f"{prices.offer_pointer(offer)}/stated_totals/{part['position'].iloc[at]}/amount"
            for at in order
        ]
        facts = {"factor": format_number(factor, 2), "amount": format_number(yen.iloc[order[0]])}
        yield prices.issue("tax_slip", offer, pointers, float(stakes[order[0]]), **facts)


def _lines_of(prices: PriceCells, cells: list[PriceCell]) -> npt.NDArray[np.bool_]:
    lines = prices.basis.model.lines
    shape = prices.amount.shape
    wanted = np.zeros(shape, dtype=np.bool_)
    wanted[tuple(np.array(cells).T)] = True
    return np.asarray(wanted[lines.offer, lines.scenario, lines.business, lines.item])


def _restored(
    prices: PriceCells, totals: HeldTotals, before: int, cells: list[PriceCell], factor: float
) -> list[PriceCell]:
    """Return the cells whose division brings the totals right: all together, or one of few."""
    tries = [cells]
    if 1 < len(cells) <= SINGLE_CANDIDATES:
        tries.extend([cell] for cell in cells)
    for candidate in tries:
        changed = totals.with_lines(_lines_of(prices, candidate), factor)
        if int(changed.differing().sum()) < before:
            return candidate
    return []


def _suspect_totals(
    prices: PriceCells, held: HeldTotals
) -> Mapping[tuple[int, int], npt.NDArray[np.int64]]:
    """Return (offer, scenario) → its totals, where some do not add up."""
    totals = held.totals
    keys = list(zip(totals.offer.tolist(), totals.scenario.tolist(), strict=True))
    rows = suspect_rows(prices.basis, held)
    return {
        key: np.array([row for row, found in enumerate(keys) if found == key], dtype=np.int64)
        for key in sorted({keys[row] for row in rows.tolist()})
    }


def period_slips(prices: PriceCells) -> Iterator[Issue]:
    """Yield prices 12 or 60 times off whose division also restores the vendor's own total."""
    others, _ = medians_of_others(prices)
    ratio = prices.amount / others
    whole = held_totals(prices.basis, prices.conditions.assumptions)
    for (offer, scenario), rows in _suspect_totals(prices, whole).items():
        totals = whole.only(rows)
        before = int(totals.differing().sum())
        for period in PERIOD_FACTORS:
            for factor in (float(period), 1 / period):
                mask = np.zeros(ratio.shape, dtype=np.bool_)
                mask[offer, scenario] = is_near(ratio[offer, scenario], factor)
                if not mask.any():
                    continue
                stake = np.abs(prices.amount - prices.amount / factor)
                cells = prices.sorted_cells(mask, stake)
                cells = _restored(prices, totals, before, cells, factor)
                if cells:
                    yield prices.issue(
                        "period_slip",
                        offer,
                        map(prices.pointer, cells),
                        float(stake[cells[0]]),
                        factor=str(period) if factor > 1 else f"1/{period}",
                        amount=format_number(prices.amount[cells[0]]),
                        others=format_number(others[cells[0]]),
                        **prices.labels(cells[0]),
                    )
