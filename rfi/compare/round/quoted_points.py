"""Which sizes and group sizes each offer priced, and how real cities lie between them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Components, Indexes
from rfi.normalize.cost.drivers import Drivers
from rfi.normalize.cost.model import CostModel
from rfi.normalize.cost.states import FREE, PRICED, PRICED_FROM
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Questionnaire
from rfi.scenario.size_curve import segments_of

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class QuotedPoints:
    """What was priced where.

    Attributes:
        alone: Scenarios of one city with a population, smallest first.
        population: Residents of one city in every scenario; NaN where not stated.
        cities: Sharing cities in every scenario.
        has_amount: scenario × offer × business × item: a price of that very entry of the
            business axis (a bundle is an entry of its own).
        is_free: The same for entries that are free and hold no price.
        quotes: offer × scenario: whether the offer prices anything there.
        follows_rate: By offer: whether any price of it moves with the exchange rate.
    """

    alone: tuple[int, ...]
    population: FloatArray
    cities: npt.NDArray[np.int64]
    has_amount: Flags
    is_free: Flags
    quotes: Flags
    follows_rate: Flags

    def gap(self, scenarios: tuple[int, ...]) -> Flags:
        """Return offer × business × item: priced in some of the scenarios, unknown in others."""
        known = self.has_amount | self.is_free
        chosen = list(scenarios)
        any_amount = self.has_amount[chosen].any(axis=0)
        return np.asarray(any_amount & ~known[chosen].all(axis=0))

    def of_offers(self, offers: Indexes) -> "QuotedPoints":
        """Return the same of some offers, in the order given; one may come several times."""
        return replace(
            self,
            has_amount=self.has_amount[:, offers],
            is_free=self.is_free[:, offers],
            quotes=self.quotes[offers],
            follows_rate=self.follows_rate[offers],
        )

    def joint(self, offer: int, population: float) -> dict[int, int]:
        """Return number of cities → scenario of the offer's quotes for groups, 1 among them.

        Of several city sizes for which the offer quotes one city and groups, the one nearest in
        ln to ``population`` is taken; empty when there is none.
        """
        quoted = np.flatnonzero(self.quotes[offer] & ~np.isnan(self.population)).tolist()
        by_size: dict[float, dict[int, int]] = {}
        for index in quoted:
            by_size.setdefault(float(self.population[index]), {}).setdefault(
                int(self.cities[index]), index
            )
        usable = {size: found for size, found in by_size.items() if 1 in found and len(found) > 1}
        if not usable:
            return {}
        nearest = min(usable, key=lambda size: (abs(np.log(size / population)), size))
        return dict(sorted(usable[nearest].items()))


def quoted_points(model: CostModel, questionnaire: Questionnaire) -> QuotedPoints:
    """Return the quoted points of all offers."""
    axes, lines = model.axes, model.lines
    shape = (len(axes.scenarios), len(axes.offers), len(axes.businesses), len(axes.items))
    where = (lines.scenario, lines.offer, lines.business, lines.item)
    has_amount, is_free = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    priced = np.isin(lines.state, (PRICED, PRICED_FROM))
    has_amount[tuple(axis[priced] for axis in where)] = True
    free = lines.state == FREE
    is_free[tuple(axis[free] for axis in where)] = True
    bodies = tuple(questionnaire.scenarios.values())
    population = np.array([body.population or np.nan for body in bodies], dtype=np.float64)
    cities = np.array([body.cities for body in bodies], dtype=np.int64)
    alone: dict[float, int] = {}
    for index in np.flatnonzero((cities == 1) & ~np.isnan(population)).tolist():
        alone.setdefault(float(population[index]), index)
    columns = model.columns
    moving = model.offer[(columns["is_usd"] != 0) | (columns["fx_share"] != 0)]
    return QuotedPoints(
        alone=tuple(alone[size] for size in sorted(alone)),
        population=population,
        cities=cities,
        has_amount=has_amount,
        is_free=is_free & ~has_amount,
        quotes=np.asarray(has_amount.sum(axis=-1).sum(axis=-1) > 0).T,
        follows_rate=np.isin(np.arange(len(axes.offers)), moving),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """Bodies between the same two quoted sizes, and the offers that quote them; without prices.

    Attributes:
        population: Residents of each body.
        bodies, offers, components, lower, upper, near, is_outside, is_single: As in ``SizedPart``.
        ratios: body × driver, multiples of the amount at ``near``; NaN where not known.
        other_ratios: The same of the other end.
        quantities: lower and upper end × driver, the quoted quantity; 1 where the amount follows
            none.
        is_unit_price: Driver: one price for any quantity, which follows the size as a price.
        gaps: offer × business × item: priced at one end only.
        cells: Cells and phases of these offers, indexes into those of all.
        home: Component → its cell and phase, an index into ``cells``.
        first_of_cells: First of the components of each of the ``cells``.
        follows_rate: Whether prices of these offers move with the exchange rate, or of none.
    """

    population: FloatArray
    bodies: Indexes
    offers: Indexes
    components: Indexes
    lower: int
    upper: int
    near: int
    is_outside: bool
    is_single: bool
    ratios: FloatArray
    other_ratios: FloatArray
    quantities: FloatArray
    is_unit_price: Flags
    gaps: Flags
    cells: Indexes
    home: Indexes
    first_of_cells: Indexes
    follows_rate: bool


def segments_between(
    parts: Components, points: QuotedPoints, drivers: Drivers, bodies: Bodies
) -> Iterator[Segment]:
    """Yield the segments of all bodies and offers.

    The bodies of a segment know the same quantities of their own: what one lacks is no other's
    gap. Its offers all follow the exchange rate or none does: what is made of the others can be
    kept while the rate moves. An offer that quotes no single city of a stated size has no segment.

    Args:
        parts: The components.
        points: What was priced where.
        drivers: What amounts grow with.
        bodies: The cities.
    """
    alone = np.array(points.alone, dtype=np.int64)
    patterns = np.column_stack([points.quotes[:, alone], points.follows_rate])
    _, known = np.unique(drivers.is_known(bodies), axis=0, return_inverse=True)
    for pattern in np.unique(patterns, axis=0):
        scenarios = alone[pattern[:-1]]
        if not len(scenarios):
            continue
        offers = np.flatnonzero((patterns == pattern).all(axis=1))
        components = np.flatnonzero(np.isin(parts.offer, offers))
        cells, first, home_cell = np.unique(
            parts.cell_phase[components], return_index=True, return_inverse=True
        )
        found = segments_of(points.population[scenarios], bodies.population)
        key = np.stack(
            [found.lower, found.upper, found.nearer, found.is_outside, known.reshape(-1)], axis=1
        )
        segments, home = np.unique(key, axis=0, return_inverse=True)
        for index, (lower, upper, nearer, is_outside, _) in enumerate(segments.tolist()):
            chosen = np.flatnonzero(home.reshape(-1) == index)
            ends = (int(scenarios[lower]), int(scenarios[upper]))
            near = int(scenarios[nearer])
            mine = bodies.at(chosen)
            yield Segment(
                population=bodies.population[chosen],
                bodies=chosen,
                offers=offers,
                components=components,
                lower=ends[0],
                upper=ends[1],
                near=near,
                is_outside=bool(is_outside),
                is_single=len(scenarios) == 1,
                ratios=drivers.ratios(mine, near),
                other_ratios=drivers.ratios(mine, sum(ends) - near),
                quantities=drivers.quantities(ends),
                is_unit_price=drivers.is_unit_price,
                gaps=points.gap(ends),
                cells=cells,
                home=home_cell.reshape(-1),
                first_of_cells=first,
                follows_rate=bool(pattern[-1]),
            )
