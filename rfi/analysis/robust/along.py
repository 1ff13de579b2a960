"""Every offer at each step of a slider, everything else held (method §8).

What a slider shows while it moves is picked from these; they are made by what makes the comparison,
so that the figure on release is the same.
"""

from bisect import bisect
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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

    def holding(self, value: float, offers: Sequence[OfferFigures]) -> "CostsAlong":
        """Return the same with the value in force, and its ``offers``, among the steps."""
        if value in self.settings:
            return self
        at = bisect(self.settings, value)
        settings = (*self.settings[:at], value, *self.settings[at:])
        row = tuple(map(_total_at, offers))
        return replace(self, settings=settings, offers=(*self.offers[:at], row, *self.offers[at:]))


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

    def holding(self, value: float, figures: tuple[MeasureFigure, ...]) -> "EffectsAlong":
        """Return the same with the value in force, and its ``figures``, among the steps."""
        if value in self.settings:
            return self
        at = bisect(self.settings, value)
        return replace(
            self,
            settings=(*self.settings[:at], value, *self.settings[at:]),
            figures=(*self.figures[:at], figures, *self.figures[at:]),
        )


def settings_of(key: str, own: float) -> tuple[float, ...]:
    """Return the steps of the slider of an assumption, ascending.

    Args:
        key: The assumption.
        own: The round's own value, a step too: every change is told from it.
    """
    low, high, count = ALONG_STEPS[key]
    steps = (float(round(value, ALONG_DIGITS)) for value in np.linspace(low, high, count + 1))
    return tuple(sorted({*steps, own}))


def _total_at(offer: OfferFigures) -> TotalAt:
    return TotalAt(offer.totals, offer.bound, offer.total_incl_tax_jpy, offer.levelling is not None)


def costs_along(
    key: str, own: float, offers_at: Callable[[float], Sequence[OfferFigures]]
) -> CostsAlong:
    """Return the costs at every step; ``offers_at`` finds the offers at a value."""
    settings = settings_of(key, own)
    found = (tuple(map(_total_at, offers_at(value))) for value in settings)
    return CostsAlong(key, settings, tuple(found))


def effects_along(
    key: str,
    measure: str,
    own: float,
    figures_at: Callable[[float], tuple[MeasureFigure, ...]],
) -> EffectsAlong:
    """Return an effect at every step; ``figures_at`` finds it for each offer at a value."""
    settings = settings_of(key, own)
    return EffectsAlong(key, measure, settings, tuple(figures_at(value) for value in settings))
