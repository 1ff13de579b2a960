"""What a quoted amount is multiplied by (method §1, "quantity")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Scenario
from rfi.schema.codelists import load_codelist
from rfi.text.quantity_words import read_quantity_word

BASES = load_codelist("quantity_bases").codes
PER_CASE = BASES.index("per_case")
_PER_UNIT = BASES.index("per_unit")
PER_CITY = BASES.index("per_city")
PER_RESIDENT = BASES.index("per_resident")
PER_STAFF = BASES.index("per_staff")
_LUMP_SUM = BASES.index("lump_sum")


@dataclass(frozen=True, slots=True)
class Quantities:
    """Quantities of one body: of a quoted scenario, or of a real city in its place.

    Attributes:
        population, staff: Of one city; NaN when unknown.
        cities: Number of sharing cities.
        volumes: Procedure → yearly cases of one city.
    """

    population: float
    staff: float
    cities: float
    volumes: Mapping[str, float]


def quantities_of(scenario: Scenario) -> Quantities:
    """Return the quantities of a quoted scenario."""
    return Quantities(
        population=np.nan if scenario.population is None else scenario.population,
        staff=np.nan if scenario.staff is None else scenario.staff,
        cities=scenario.cities,
        volumes=scenario.volumes,
    )


def basis_of(lines: pd.DataFrame) -> np.ndarray:
    """Return the index into ``BASES`` of each line; lump sum when absent."""
    codes = lines["basis"].cat.codes.to_numpy()
    return np.where(codes < 0, _LUMP_SUM, codes)


def _unit_scales(lines: pd.DataFrame) -> FloatArray:
    """Return how many one unit of each line's own quantity stands for (千件: 1,000)."""
    units = lines["quantity_unit"]
    scales = [read_quantity_word(word).scale for word in units.cat.categories]
    # A missing unit has the code −1 and so takes the last entry.
    return np.array([*scales, 1.0])[units.cat.codes.to_numpy()]


def quantity_factors(
    lines: pd.DataFrame, scenario: np.ndarray, bodies: Sequence[Quantities]
) -> FloatArray:
    """Return the factor of each line; NaN where the quantity is unknown.

    A per-case price is multiplied by the yearly cases: the line's own, in the unit it states
    them in, or of all sharing cities.

    Args:
        lines: The ``cost_lines`` table.
        scenario: Index into ``bodies`` of each line.
        bodies: Quantities by scenario.
    """
    population = np.array([body.population for body in bodies], dtype=np.float64)[scenario]
    staff = np.array([body.staff for body in bodies], dtype=np.float64)[scenario]
    cities = np.array([body.cities for body in bodies], dtype=np.float64)[scenario]
    basis = basis_of(lines)
    quantity = lines["quantity"].to_numpy() * _unit_scales(lines)
    factor = np.ones(len(lines))
    factor = np.where(basis == PER_CITY, cities, factor)
    factor = np.where(basis == PER_RESIDENT, population * cities, factor)
    factor = np.where(basis == PER_STAFF, staff * cities, factor)
    factor = np.where((basis == _PER_UNIT) | (basis == PER_CASE), quantity, factor)
    asks_volume = np.flatnonzero((basis == PER_CASE) & np.isnan(quantity))
    procedures = lines["procedure_id"].to_numpy(dtype=object)
    for line in asks_volume:
        body = bodies[scenario[line]]
        factor[line] = body.volumes.get(procedures[line], np.nan) * body.cities
    return factor


@dataclass(frozen=True, slots=True, eq=False)
class Tariff:
    """What one line with tiers or a minimum charge costs, by quantity.

    Attributes:
        begin, price: Tiers by their first quantity; empty for one price for all.
        plain_price: That one price.
        is_volume: The price of the tier that is reached holds for the whole quantity; otherwise
            each tier's for the quantity inside it (graduated).
        minimum: Least amount of one period; NaN for none.
    """

    begin: FloatArray
    price: FloatArray
    plain_price: float
    is_volume: bool
    minimum: float

    def amounts(self, quantity: FloatArray) -> FloatArray:
        """Return the amount, one entry a quantity; NaN gives NaN."""
        if not len(self.begin):
            cost = self.plain_price * quantity
        elif self.is_volume:
            reached = np.maximum(np.searchsorted(self.begin, quantity, side="left") - 1, 0)
            cost = self.price[reached] * quantity
        else:
            ends = np.append(self.begin[1:], np.inf)
            inside = np.clip(np.minimum(quantity[:, np.newaxis], ends) - self.begin, 0, None)
            cost = (inside * self.price).sum(axis=1)
        return cost if np.isnan(self.minimum) else np.maximum(cost, self.minimum)


def tariffs_of(lines: pd.DataFrame, tiers: pd.DataFrame) -> dict[int, Tariff]:
    """Return row → tariff of every line with tiers or a minimum charge.

    Args:
        lines: The ``cost_lines`` table.
        tiers: The ``cost_tiers`` table; ``owner`` is the row number of the line.
    """
    owner, begin = tiers["owner"].to_numpy(), tiers["from_quantity"].to_numpy()
    order = np.lexsort((begin, owner))
    owner, begin, price = owner[order], begin[order], tiers["amount"].to_numpy()[order]
    minimum, amount = lines["minimum_charge"].to_numpy(), lines["amount"].to_numpy()
    method = lines["tier_method"].to_numpy(dtype=object)
    rows = np.unique(np.concatenate([owner, np.flatnonzero(~np.isnan(minimum))]))
    first, end = (np.searchsorted(owner, rows, side=side) for side in ("left", "right"))
    return {
        row: Tariff(
            begin=begin[low:high],
            price=price[low:high],
            plain_price=float(amount[row]),
            is_volume=method[row] == "volume",
            minimum=float(minimum[row]),
        )
        for row, low, high in zip(rows.tolist(), first.tolist(), end.tolist(), strict=True)
    }


def tiered_amounts(tariffs: Mapping[int, Tariff], quantity: FloatArray) -> FloatArray:
    """Return the amount of lines priced by tiers or with a minimum charge; NaN for the others.

    Args:
        tariffs: From ``tariffs_of``.
        quantity: Factor of each line.
    """
    result = np.full(len(quantity), np.nan)
    for row, tariff in tariffs.items():
        result[row] = tariff.amounts(quantity[row : row + 1])[0]
    return result
