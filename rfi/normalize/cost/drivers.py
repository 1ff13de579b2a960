"""What a quoted amount grows with from one body to another (method §1, "quantity"; §3).

A lump sum follows the size curve; a price per city is each city's own; a price per resident, staff
member or case is multiplied by the body's own quantity and never by the curve.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.quantity import (
    PER_CASE,
    PER_CITY,
    PER_RESIDENT,
    PER_STAFF,
    Quantities,
    Tariff,
    basis_of,
    tariffs_of,
)
from rfi.normalize.step import FloatArray

CURVE = 0
INDIVIDUAL = 1
# From here on the amount follows a quantity of the body.
FIRST_OWN = 2
PLAIN = -1


@dataclass(frozen=True, slots=True)
class OwnQuantity:
    """One quantity of bodies that amounts follow.

    Attributes:
        basis: Index into ``BASES``.
        procedure: Procedure whose cases are counted; "" for residents and staff.
        table_row: Row of the line whose tiers or minimum charge apply; ``PLAIN`` for none.
    """

    basis: int
    procedure: str
    table_row: int


@dataclass(frozen=True, slots=True)
class Drivers:
    """The drivers of all cost lines.

    Attributes:
        of_line: Driver of each row of ``cost_lines``: ``CURVE``, ``INDIVIDUAL``, or
            ``FIRST_OWN`` + index into ``own``.
        own: The quantities of bodies that lines follow.
        quoted: Each of them in each quoted scenario, scenario × own; NaN where not stated.
        tariffs: Row of ``cost_lines`` → its tiers and minimum charge.
    """

    of_line: npt.NDArray[np.int64]
    own: tuple[OwnQuantity, ...]
    quoted: FloatArray
    tariffs: Mapping[int, Tariff]

    def is_known(self, bodies: Bodies) -> npt.NDArray[np.bool_]:
        """Return body × own: whether the quantity of the body is known."""
        result = np.ones((len(bodies), len(self.own)), dtype=np.bool_)
        for index, own in enumerate(self.own):
            result[:, index] = ~np.isnan(quantity_of(own, bodies))
        return result

    @property
    def is_unit_price(self) -> npt.NDArray[np.bool_]:
        """Driver: whether one price holds for any quantity, without tiers or minimum charge."""
        plain = [own.table_row == PLAIN for own in self.own]
        return np.array([False] * FIRST_OWN + plain, dtype=np.bool_)

    def quantities(self, scenarios: Sequence[int]) -> FloatArray:
        """Return scenario × driver: the quantity quoted there; 1 where an amount follows none."""
        result = np.ones((len(scenarios), FIRST_OWN + len(self.own)))
        found = self.quoted[list(scenarios)]
        result[:, FIRST_OWN:] = np.where(found > 0, found, np.nan)
        return result

    def ratios(self, bodies: Bodies, scenario: int) -> FloatArray:
        """Return body × driver: the body's amount as a multiple of that of a quoted scenario.

        1 for ``CURVE`` and ``INDIVIDUAL``; NaN where either quantity is not known.
        """
        result = np.ones((len(bodies), FIRST_OWN + len(self.own)))
        for index, own in enumerate(self.own):
            wanted = quantity_of(own, bodies)
            quoted = self.quoted[scenario, index : index + 1]
            if own.table_row != PLAIN:
                tariff = self.tariffs[own.table_row]
                wanted, quoted = tariff.amounts(wanted), tariff.amounts(quoted)
            is_known = quoted > 0
            result[:, FIRST_OWN + index] = wanted / quoted if is_known.all() else np.nan
        return result

    def pooled(self, bodies: Bodies, group: npt.NDArray[np.int64]) -> FloatArray:
        """Return body × driver: its part of the group's price as a multiple of its price alone.

        A schedule is gone through once with what all members have together, and each bears of
        that what it has of the quantity (method §3). NaN where there is no schedule, or where a
        quantity is not known.

        Args:
            bodies: The bodies.
            group: The group of each (0, 1 …, none left out).
        """
        result = np.full((len(bodies), FIRST_OWN + len(self.own)), np.nan)
        for index, own in enumerate(self.own):
            if own.table_row == PLAIN:
                continue
            quantity, tariff = quantity_of(own, bodies), self.tariffs[own.table_row]
            together = np.bincount(group, weights=quantity).astype(np.float64)[group]
            alone = tariff.amounts(quantity) * together
            price = quantity * tariff.amounts(together)
            result[:, FIRST_OWN + index] = np.where(alone > 0, price, np.nan) / np.where(
                alone > 0, alone, 1.0
            )
        return result


def quantity_of(own: OwnQuantity, bodies: Bodies) -> FloatArray:
    """Return one quantity of each body: residents, staff, or yearly cases; NaN where not known."""
    if own.basis == PER_RESIDENT:
        return bodies.population
    if own.basis == PER_STAFF:
        return bodies.staff
    if own.procedure not in bodies.procedures:
        return np.full(len(bodies), np.nan)
    return bodies.volumes[:, bodies.procedures.index(own.procedure)]


def _quantity_in(own: OwnQuantity, quoted: Quantities) -> float:
    """Return the quantity that all cities of a quoted scenario have together."""
    one = {PER_RESIDENT: quoted.population, PER_STAFF: quoted.staff}
    of_one = one.get(own.basis, quoted.volumes.get(own.procedure, np.nan))
    return of_one * quoted.cities


def drivers_of(lines: pd.DataFrame, tiers: pd.DataFrame, quoted: Sequence[Quantities]) -> Drivers:
    """Return the drivers of the ``cost_lines`` table.

    Args:
        lines: The ``cost_lines`` table.
        tiers: The ``cost_tiers`` table.
        quoted: Quantities of the quoted scenarios.
    """
    basis = basis_of(lines)
    of_line = np.where(basis == PER_CITY, INDIVIDUAL, CURVE).astype(np.int64)
    procedures = lines["procedure_id"].to_numpy(dtype=object)
    # A line that states its cases itself keeps them, whatever the body.
    is_own = (basis == PER_RESIDENT) | (basis == PER_STAFF)
    is_own |= (basis == PER_CASE) & np.isnan(lines["quantity"].to_numpy())
    tariffs = tariffs_of(lines, tiers)
    index_of: dict[OwnQuantity, int] = {}
    for row in np.flatnonzero(is_own).tolist():
        procedure = procedures[row] if basis[row] == PER_CASE else ""
        name = procedure if isinstance(procedure, str) else ""
        key = OwnQuantity(int(basis[row]), name, row if row in tariffs else PLAIN)
        of_line[row] = FIRST_OWN + index_of.setdefault(key, len(index_of))
    quantities = [[_quantity_in(key, body) for key in index_of] for body in quoted]
    table = np.array(quantities, dtype=np.float64).reshape(len(quoted), len(index_of))
    return Drivers(of_line, tuple(index_of), table, tariffs)
