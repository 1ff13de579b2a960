"""Single prices that cannot well be meant: slips of unit, prices far from others (method §9)."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from rfi.analysis.plausibility.constants import FAR, NEAR, POWER_BASE, UNIT_SLIP_POWERS
from rfi.analysis.plausibility.price_cells import PriceCells, median, medians_of_others
from rfi.normalize.step import FloatArray
from rfi.schema.issue import Issue
from rfi.text.numbers import format_number


def is_near(ratio: FloatArray, factor: float) -> npt.NDArray[np.bool_]:
    """Tell where a ratio is within a factor 3 of a factor; NaN is not near anything."""
    return (ratio >= factor / NEAR) & (ratio <= factor * NEAR)


def _is_far(ratio: FloatArray) -> npt.NDArray[np.bool_]:
    return (ratio > FAR) | (ratio < 1 / FAR)


def _factor_text(power: int) -> str:
    factor = format_number(float(POWER_BASE ** abs(power)))
    return factor if power > 0 else f"1/{factor}"


def slip_masks(prices: PriceCells) -> dict[int, npt.NDArray[np.bool_]]:
    """Return power of ten → cells that are that power off the median of the others.

    Of three or more offers the one that slipped is also far from the median of all, its neighbours
    are not. Of two nobody can say which it is, so both stand in the mask.
    """
    others, count = medians_of_others(prices)
    ratio = prices.amount / others
    of_all = prices.amount / median(prices.amount)[0]
    is_odd = (count == 1) | _is_far(of_all)
    masks: dict[int, npt.NDArray[np.bool_]] = {}
    taken = np.zeros(ratio.shape, dtype=np.bool_)
    for power in UNIT_SLIP_POWERS:
        masks[power] = is_near(ratio, float(POWER_BASE) ** power) & is_odd & ~taken
        taken |= masks[power]
    return masks


def unit_slips(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer and factor for prices that are a thousand times off, and the like.

    With one other price only it is not known which of the two slipped: both are asked.
    """
    others, count = medians_of_others(prices)
    for power, mask in slip_masks(prices).items():
        factor = float(POWER_BASE) ** power
        stake = np.abs(prices.amount - prices.amount / factor)
        for is_either in (False, True):
            code = "unit_slip_either" if is_either else "unit_slip"
            chosen = mask & ((count == 1) == is_either)
            for offer in np.unique(np.nonzero(chosen)[0]).tolist():
                own = np.zeros_like(chosen)
                own[offer] = chosen[offer]
                cells = prices.sorted_cells(own, stake)
                yield prices.issue(
                    code,
                    offer,
                    map(prices.pointer, cells),
                    float(stake[cells[0]]),
                    factor=_factor_text(power),
                    amount=format_number(prices.amount[cells[0]]),
                    others=format_number(others[cells[0]]),
                    **prices.labels(cells[0]),
                )


def far_prices(prices: PriceCells) -> Iterator[Issue]:
    """Yield one issue an offer and item for prices over three times, or under a third of, others.

    Cells that slipped by a power of ten are asked about already and are no measure for others.
    At least two others must price the cell, of two prices neither is the odd one; and the price
    must be far from the median of all too, or the neighbours of an odd one would be blamed.
    """
    slipped = np.any(list(slip_masks(prices).values()), axis=0)
    kept = prices.without(slipped)
    others, count = medians_of_others(kept)
    ratio = kept.amount / others
    is_odd = (count > 1) & _is_far(kept.amount / median(kept.amount)[0])
    stake = np.abs(kept.amount - others)
    for code, mask in (("price_high", ratio > FAR), ("price_low", ratio < 1 / FAR)):
        chosen = mask & is_odd
        for offer, item in np.argwhere(chosen.any(axis=(1, 2))).tolist():
            own = np.zeros_like(chosen)
            own[offer, :, :, item] = chosen[offer, :, :, item]
            cells = kept.sorted_cells(own, stake)
            yield kept.issue(
                code,
                offer,
                map(kept.pointer, cells),
                float(stake[cells[0]]),
                ratio=format_number(float(ratio[cells[0]]), 2),
                amount=format_number(kept.amount[cells[0]]),
                others=format_number(others[cells[0]]),
                **kept.labels(cells[0]),
            )
