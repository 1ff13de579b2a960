"""Every offer at each step of a slider, everything else held (method §8).

What a slider shows while it moves is picked from these; they are made by what makes the comparison,
so that the figure on release is the same.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.analysis.robust.constants import ALONG_DIGITS, ALONG_STEPS
from rfi.compare.benefit.figures import MeasureFigure
from rfi.compare.cost.comparison import OfferFigures, Totals
from rfi.compare.round.bounds import Bound


@dataclass(frozen=True, slots=True)
class TotalAt:
    """The total of an offer at one step, without what it is made of.

    Attributes:
        totals, bound, total_incl_tax_jpy: As in ``OfferFigures``.
        levelling: Whether levelling is on.
    """

    totals: Totals
    bound: Bound
    total_incl_tax_jpy: float | None
    levelling: bool


@dataclass(frozen=True, slots=True)
class CostsAlong:
    """Costs of the offers along one assumption.

    Attributes:
        key: The assumption.
        settings: Its values, ascending, in its unit.
        offers: Setting × offer.
    """

    key: str
    settings: tuple[float, ...]
    offers: tuple[tuple[TotalAt, ...], ...]


@dataclass(frozen=True, slots=True)
class EffectsAlong:
    """One effect of the offers along one assumption.

    Attributes:
        key: The assumption.
        measure: The effect it moves, in yen over the window.
        settings: Its values, ascending, in its unit.
        figures: Setting × offer.
    """

    key: str
    measure: str
    settings: tuple[float, ...]
    figures: tuple[tuple[MeasureFigure, ...], ...]


def settings_of(key: str) -> tuple[float, ...]:
    """Return the steps of the slider of an assumption, ascending."""
    low, high, count = ALONG_STEPS[key]
    return tuple(float(round(value, ALONG_DIGITS)) for value in np.linspace(low, high, count + 1))


def costs_along(key: str, offers_at: Callable[[float], Sequence[OfferFigures]]) -> CostsAlong:
    """Return the costs at every step; ``offers_at`` finds the offers at a value."""
    settings = settings_of(key)
    found = (
        tuple(
            TotalAt(
                offer.totals, offer.bound, offer.total_incl_tax_jpy, offer.levelling is not None
            )
            for offer in offers_at(value)
        )
        for value in settings
    )
    return CostsAlong(key, settings, tuple(found))


def effects_along(
    key: str, measure: str, figures_at: Callable[[float], tuple[MeasureFigure, ...]]
) -> EffectsAlong:
    """Return an effect at every step; ``figures_at`` finds it for each offer at a value."""
    settings = settings_of(key)
    return EffectsAlong(key, measure, settings, tuple(figures_at(value) for value in settings))
