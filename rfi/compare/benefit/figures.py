"""One effect as a figure: as claimed, after the haircut, and what is not known of it."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from rfi.normalize.benefit.ledgers import MEASURES, LedgerFlows
from rfi.normalize.months import fiscal_year_of


@dataclass(frozen=True, slots=True)
class Effect:
    """A favourable and an adverse part; the latter is negative and never discounted."""

    gain: float = 0.0
    loss: float = 0.0
    discounted_gain: float = 0.0

    @property
    def claimed(self) -> float:
        """Net, as claimed."""
        return self.gain + self.loss

    @property
    def discounted(self) -> float:
        """Net, gains times the factor of their evidence grade."""
        return self.discounted_gain + self.loss


def sum_effects(effects: Iterable[Effect]) -> Effect:
    """Return the sum, the same in any order."""
    given = tuple(effects)
    return Effect(
        math.fsum(effect.gain for effect in given),
        math.fsum(effect.loss for effect in given),
        math.fsum(effect.discounted_gain for effect in given),
    )


@dataclass(frozen=True, slots=True)
class MeasureFigure:
    """One measure over the window.

    Attributes:
        total: Over the window.
        by_year: Fiscal year → effect; only years of the window.
        is_known: Whether anything of it is known; if not, the total is no figure.
        holes: Number of addends that a vendor speaks of and that cannot be counted.
    """

    total: Effect
    by_year: Mapping[int, Effect] = field(default_factory=dict)
    is_known: bool = False
    holes: int = 0

    @property
    def claimed(self) -> float | None:
        """Net over the window as claimed; None where nothing is known."""
        return self.total.claimed if self.is_known else None

    @property
    def discounted(self) -> float | None:
        """Net over the window after the haircut; None where nothing is known."""
        return self.total.discounted if self.is_known else None


NOTHING = MeasureFigure(Effect())
Measures = Mapping[str, MeasureFigure]


def sum_figures(figures: Iterable[MeasureFigure]) -> MeasureFigure:
    """Return the sum of what is known, with the holes of all."""
    given = tuple(figures)
    years = sorted({year for figure in given for year in figure.by_year})
    return MeasureFigure(
        total=sum_effects(figure.total for figure in given),
        by_year={
            year: sum_effects(figure.by_year[year] for figure in given if year in figure.by_year)
            for year in years
        },
        is_known=any(figure.is_known for figure in given),
        holes=sum(figure.holes for figure in given),
    )


def sum_measures(given: Iterable[Measures]) -> Measures:
    """Return measure → sum."""
    found = tuple(given)
    return {name: sum_figures(measures[name] for measures in found) for name in MEASURES}


def window_years(first_month: int, months: int) -> frozenset[int]:
    """Return the fiscal years that a window touches."""
    return frozenset(fiscal_year_of(np.arange(first_month, first_month + months)).tolist())


def measures_of(
    flows: LedgerFlows, indexes: Sequence[int], years: Sequence[frozenset[int]]
) -> tuple[Measures, ...]:
    """Return the measures of offers (or lines), each summed over all bodies.

    Args:
        flows: Body × offer × fiscal year.
        indexes: Indexes on the second axis.
        years: Fiscal years of each one's window, in the order of ``indexes``.
    """
    found: tuple[dict[str, MeasureFigure], ...] = tuple({} for _ in indexes)
    chosen = list(indexes)
    # Number → (year at, fiscal year) inside its window.
    inside = [
        [(at, year) for at, year in enumerate(flows.fiscal_years) if year in window]
        for window in years
    ]
    for name in MEASURES:
        holes: list[int] = flows.holes[name][:, chosen].sum(axis=0).tolist()
        is_known = (flows.known[name][:, chosen] > 0).any(axis=0)
        for number, measures in enumerate(found):
            measures[name] = MeasureFigure(Effect(), holes=holes[number])
        known: list[int] = np.flatnonzero(is_known).tolist()
        # Lists of plain numbers, index × fiscal year × body, for the exact sum.
        parts: list[list[list[list[float]]]] = [
            part[:, [chosen[number] for number in known]].transpose(1, 2, 0).tolist()
            for part in (flows.gain[name], flows.loss[name], flows.discounted_gain[name])
        ]
        for number, gain, loss, discounted in zip(known, *parts, strict=True):
            by_year = {
                year: Effect(math.fsum(gain[at]), math.fsum(loss[at]), math.fsum(discounted[at]))
                for at, year in inside[number]
            }
            total = sum_effects(by_year.values())
            found[number][name] = MeasureFigure(total, by_year, is_known=True, holes=holes[number])
    return found
