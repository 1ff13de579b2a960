"""Totals over the sizes of cities, and where two offers cross (method §3)."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations, pairwise

import numpy as np

from rfi.compare.cost.merged_coverage import coverages_under
from rfi.compare.cost.sizes.size import sized_parts
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.constants import POINTS_A_SEGMENT, SIZE_MARGIN
from rfi.compare.round.quoted_flows import low_flows, quoted_flows, ranged_offers, spreads_of
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.bodies import bodies_at
from rfi.normalize.constants import YEN_TOLERANCE
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class Crossover:
    """A size at which two offers cost the same when a city goes alone.

    Attributes:
        first, second: Indexes of the offers; below the size ``cheaper_below`` has the lower total.
        population: Residents.
        total_jpy: Nominal tax-excluded yen of the window there.
        cheaper_below: Index of one of the two.
        is_certain: Whether both totals are complete there and inside the quoted sizes.
    """

    first: int
    second: int
    population: float
    total_jpy: float
    cheaper_below: int
    is_certain: bool


@dataclass(frozen=True, slots=True)
class SizeCurves:
    """Totals of going alone over the size of a city, nominal tax-excluded yen of the window.

    Attributes:
        population: Sizes, ascending.
        totals_jpy: size × offer; NaN where the offer cannot be estimated.
        is_outside: size × offer: beyond the sizes that the offer quotes (外挿).
        is_open: size × offer: something is left out or not answered (≧).
        quoted: Offer → (population, total) of its quotes.
        crossovers: Every crossing of every two offers, by size.
    """

    population: FloatArray
    totals_jpy: FloatArray
    is_outside: Flags
    is_open: Flags
    quoted: tuple[tuple[tuple[float, float], ...], ...]
    crossovers: tuple[Crossover, ...]


@dataclass(frozen=True, slots=True)
class _Evaluated:
    totals: FloatArray
    is_outside: Flags
    is_open: Flags


_Evaluate = Callable[[FloatArray], _Evaluated]


def _evaluator(basis: CostBasis, conditions: Conditions) -> _Evaluate:
    """Return a function from sizes to totals of every offer."""
    parts, axes = basis.cube.components, basis.model.axes
    quoted = quoted_flows(basis, conditions)
    totals = quoted.values["nominal_jpy"].sum(axis=-1)
    spreads = spreads_of(basis, conditions)
    lowered = low_flows(quoted, spreads).values["nominal_jpy"].sum(axis=-1)
    ranged = ranged_offers(basis, spreads)
    home = np.zeros((len(parts), len(axes.offers)))
    home[np.arange(len(parts)), parts.offer] = 1

    def evaluate(population: FloatArray) -> _Evaluated:
        codes = ("",) * len(population)
        bodies = bodies_at(basis.questionnaire, codes, population, basis.procedures)
        shape = (len(population), len(axes.offers))
        found = np.full(shape, np.nan)
        outside, is_open = np.zeros(shape, dtype=np.bool_), np.ones(shape, dtype=np.bool_)
        for part in sized_parts(totals, parts, basis.points, basis.model.drivers, bodies):
            near, other = (lowered[end, part.components] for end in (part.near, part.other))
            amount = part.near_weight * near + part.other_weight * other
            at = np.ix_(part.bodies, part.offers)
            found[at] = (amount @ home[part.components])[:, part.offers]
            outside[at] = part.is_outside
            lacks = [
                not coverages_under(basis, conditions, part.lower)[offer].is_complete
                or not coverages_under(basis, conditions, part.upper)[offer].is_complete
                or bool(part.gaps[offer].any() or ranged[offer])
                for offer in part.offers.tolist()
            ]
            is_open[at] = lacks
        return _Evaluated(found, outside, is_open)

    return evaluate


def _grid(sizes: FloatArray) -> FloatArray:
    """Return the sizes to look at: ``POINTS_A_SEGMENT`` in every segment and beyond the ends."""
    bounds = [sizes[0] / SIZE_MARGIN, *sizes.tolist(), sizes[-1] * SIZE_MARGIN]
    pieces = [
        np.geomspace(low, high, POINTS_A_SEGMENT, endpoint=False) for low, high in pairwise(bounds)
    ]
    return np.concatenate([*pieces, [bounds[-1]]])


def _crossovers(evaluate: _Evaluate, grid: FloatArray, found: _Evaluated) -> list[Crossover]:
    """Return every change of order between neighbours of the grid, found by bisection."""
    pairs = np.array(list(combinations(range(found.totals.shape[1]), 2)), dtype=np.int64)
    if not len(pairs):
        return []
    first, second = pairs.T
    difference = found.totals[:, first] - found.totals[:, second]
    # Offers alike to the last bits of floating point do not cross.
    difference = np.where(np.abs(difference) < YEN_TOLERANCE, 0.0, difference)
    turns = np.argwhere(difference[:-1] * difference[1:] < 0)
    touches = np.argwhere((difference[1:-1] == 0) & (difference[:-2] * difference[2:] < 0))
    at = np.concatenate([turns, touches])
    low, pair = grid[at[:, 0]], at[:, 1]
    high = grid[at[:, 0] + np.where(np.arange(len(at)) < len(turns), 1, 2)]
    sign = np.sign(difference[at[:, 0], pair])
    rows = np.arange(len(at))

    def gap(population: FloatArray) -> FloatArray:
        totals = evaluate(population).totals
        return np.asarray(totals[rows, first[pair]] - totals[rows, second[pair]])

    # Halved until the size is known to a resident, then read off the chord.
    while len(at) and (high - low).max() >= 1:
        middle = (low + high) / 2
        is_left = np.sign(gap(middle)) == sign
        low, high = np.where(is_left, middle, low), np.where(is_left, high, middle)
    size = low
    if len(at):
        before, after = np.abs(gap(low)), np.abs(gap(high))
        whole = np.where(before + after > 0, before + after, 1.0)
        size = low + (high - low) * before / whole
    ends = evaluate(size) if len(at) else found
    result = []
    for row, number in enumerate(pair.tolist()):
        one, other = int(first[number]), int(second[number])
        unsure = [
            bool(flags[row, index])
            for flags in (ends.is_outside, ends.is_open)
            for index in (one, other)
        ]
        result.append(
            Crossover(
                one,
                other,
                float(size[row]),
                float(ends.totals[row, one]),
                one if sign[row] < 0 else other,
                not any(unsure),
            )
        )
    return sorted(result, key=lambda each: (each.population, each.first, each.second))


def size_curves(basis: CostBasis, conditions: Conditions) -> SizeCurves | None:
    """Return totals over size and all crossings; None when no single-city size is quoted.

    City and group of the conditions are not looked at: every city goes alone here.
    """
    points = basis.points
    if not points.alone or not basis.model.axes.offers:
        return None
    evaluate = _evaluator(basis, conditions)
    sizes = points.population[list(points.alone)]
    grid = _grid(sizes)
    found = evaluate(grid)
    at_quotes = evaluate(sizes).totals
    quoted = tuple(
        tuple(
            (float(size), float(total))
            for size, total, scenario in zip(sizes, at_quotes[:, offer], points.alone, strict=True)
            if points.quotes[offer, scenario]
        )
        for offer in range(len(basis.model.axes.offers))
    )
    crossings = tuple(_crossovers(evaluate, grid, found))
    return SizeCurves(grid, found.totals, found.is_outside, found.is_open, quoted, crossings)
