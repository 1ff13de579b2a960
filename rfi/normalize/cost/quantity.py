"""What a quoted amount is multiplied by (method §1, "quantity")."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Scenario
from rfi.schema.codelists import load_codelist

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


def quantity_factors(
    lines: pd.DataFrame, scenario: np.ndarray, bodies: Sequence[Quantities]
) -> FloatArray:
    """Return the factor of each line; NaN where the quantity is unknown.

    A per-case price is multiplied by the yearly cases: the line's own, or of all sharing cities.

    Args:
        lines: The ``cost_lines`` table.
        scenario: Index into ``bodies`` of each line.
        bodies: Quantities by scenario.
    """
    population = np.array([body.population for body in bodies], dtype=np.float64)[scenario]
    staff = np.array([body.staff for body in bodies], dtype=np.float64)[scenario]
    cities = np.array([body.cities for body in bodies], dtype=np.float64)[scenario]
    basis = basis_of(lines)
    quantity = lines["quantity"].to_numpy()
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


def stepped_amounts(
    lines: pd.DataFrame, tiers: pd.DataFrame, row: int, quantity: FloatArray
) -> FloatArray:
    """Return the amount of one line with tiers or a minimum charge, one entry a quantity.

    Graduated: each tier's price for the quantity inside that tier. Volume: the reached tier's
    price for the whole quantity. A minimum charge is the least amount of one period.

    Args:
        lines: The ``cost_lines`` table.
        tiers: The ``cost_tiers`` table; ``owner`` is the row number of the line.
        row: Row number of the line.
        quantity: Quantities; NaN gives NaN.
    """
    steps = tiers[tiers["owner"] == row].sort_values("from_quantity")
    minimum = float(lines["minimum_charge"].iloc[row])
    begin = steps["from_quantity"].to_numpy()
    price = steps["amount"].to_numpy()
    if not len(steps):
        cost = float(lines["amount"].iloc[row]) * quantity
    elif lines["tier_method"].iloc[row] == "volume":
        reached = np.maximum(np.searchsorted(begin, quantity, side="left") - 1, 0)
        cost = price[reached] * quantity
    else:
        ends = np.append(begin[1:], np.inf)
        inside = np.clip(np.minimum(quantity[:, np.newaxis], ends) - begin, 0, None)
        cost = (inside * price).sum(axis=1)
    return cost if np.isnan(minimum) else np.maximum(cost, minimum)


def tiered_amounts(lines: pd.DataFrame, tiers: pd.DataFrame, quantity: FloatArray) -> FloatArray:
    """Return the amount of lines priced by tiers or with a minimum charge; NaN for the others.

    Args:
        lines: The ``cost_lines`` table.
        tiers: The ``cost_tiers`` table; ``owner`` is the row number of the line.
        quantity: Factor of each line.
    """
    result = np.full(len(lines), np.nan)
    has_minimum = ~np.isnan(lines["minimum_charge"].to_numpy())
    has_minimum &= ~np.isnan(lines["amount"].to_numpy())
    rows = {*np.unique(tiers["owner"].to_numpy()).tolist(), *np.flatnonzero(has_minimum).tolist()}
    for row in sorted(rows):
        result[row] = stepped_amounts(lines, tiers, row, quantity[row : row + 1])[0]
    return result
