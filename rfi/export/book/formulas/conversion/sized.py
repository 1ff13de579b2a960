"""One row of 換算 for one city: the curve between the sizes, or a price times a quantity.

A value stands where the tool follows another rule (tiers, a quantity priced at one end only).
"""

from dataclasses import dataclass, field

import numpy as np

from rfi.compare.cost.sizes.size import cell_ends
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import Flags
from rfi.export.book.formulas.conversion.sizes import Between
from rfi.export.book.formulas.grid import Cell, Formula
from rfi.export.book.formulas.quoted.ledger import CellRow
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.drivers import FIRST_OWN, quantity_of
from rfi.normalize.step import FloatArray
from rfi.scenario.size_curve import power_between

# A formula stands only where it comes to what the tool has, within this, yen.
_TOLERANCE = 0.01
DASH = "—"


@dataclass(frozen=True, slots=True)
class SizedCell:
    """One city's amount of one row: nominal and present."""

    nominal: Cell
    present: Cell

    @property
    def is_value(self) -> bool:
        """Whether the tool follows a rule that has no formula here."""
        return not isinstance(self.nominal, Formula) and bool(self.nominal)


@dataclass(frozen=True, slots=True)
class SizedRows:
    """What the formulas of all rows are made from.

    Attributes:
        basis: The answers laid out.
        bodies: The members.
        totals: scenario × component, nominal yen of the window.
        gaps: Both ends → entries priced at one of them only; filled as it is asked for.
        others: Both ends → cells and phases with another rule; filled in the same way.
    """

    basis: CostBasis
    bodies: Bodies
    totals: FloatArray
    gaps: dict[tuple[int, int], Flags] = field(default_factory=dict)
    others: dict[tuple[int, int], Flags] = field(default_factory=dict)

    def is_gap(self, row: CellRow, offer: int, between: Between) -> bool:
        """Return whether the entry is priced at one end only."""
        parts, ends = self.basis.cube.components, (between.lower, between.upper)
        if ends not in self.gaps:
            self.gaps[ends] = self.basis.points.gap(ends)
        cell = row.cell_phase
        return bool(self.gaps[ends][offer, parts.cell_business[cell], parts.cell_item[cell]])

    def _quantities(self, row: CellRow, between: Between, member: int) -> tuple[float, ...]:
        drivers = self.basis.model.drivers
        quoted = drivers.quantities((between.lower, between.upper))[:, row.driver]
        wanted = quantity_of(drivers.own[row.driver - FIRST_OWN], self.bodies)[member]
        return (*(float(one) for one in quoted), float(wanted))

    def _has_other_rule(self, row: CellRow, between: Between) -> bool:
        """Return whether tiers, or a quantity priced at one end only, decide the row."""
        ends = between.lower, between.upper
        if ends not in self.others:
            self.others[ends] = self._other_rules(*ends)
        return bool(self.others[ends][row.cell_phase])

    def _other_rules(self, lower: int, upper: int) -> Flags:
        """Return the same of every cell and phase between two quoted sizes."""
        parts, drivers = self.basis.cube.components, self.basis.model.drivers
        is_own = parts.driver >= FIRST_OWN
        is_scheduled = is_own & ~drivers.is_unit_price[parts.driver]
        has_own, has_scheduled = (
            np.bincount(parts.cell_phase[flags], minlength=len(parts.phase_of_cell)) > 0
            for flags in (is_own, is_scheduled)
        )
        is_mixed = cell_ends(self.totals, parts, lower, upper).is_mixed
        return np.asarray(has_own & (is_mixed | has_scheduled))

    def cell(
        self,
        row: CellRow,
        between: Between,
        member: int,
        texts: dict[str, str],
        amounts: tuple[float, float, float, float],
    ) -> SizedCell:
        """Return the formulas of one city.

        Args:
            row: The row of 換算.
            between: Where the city lies.
            member: Index of the city.
            texts: Cells of ``lower``, ``upper``, and of ``near``, ``other`` and their present
                values, ``near_present`` and ``other_present``, and ``own``, the nominal one here.
            amounts: At the lower and the upper end; what the tool has, nominal and present.
        """
        low, high, nominal, present = amounts
        if self._has_other_rule(row, between):
            return SizedCell(nominal, present)
        first, second = texts["lower"], texts["upper"]
        divided = (low, high)
        times, wanted = "", 1.0
        if row.driver >= FIRST_OWN:
            *quoted, wanted = self._quantities(row, between, member)
            if np.isnan([*quoted, wanted]).any():
                return SizedCell(DASH, 0.0)
            divided = (low / quoted[0], high / quoted[1])
            first, second = f"({first}/{quoted[0]:.15g})", f"({second}/{quoted[1]:.15g})"
            times = f"{wanted:.15g}*"
        if between.lower == between.upper:
            text = f"{times}{first}"
        else:
            curve = f"{first}*({second}/{first})^{between.power}"
            line = f"MAX(0,{first}+({second}-{first})*{between.line})"
            text = f"{times}IF(MIN({first},{second})>0,{curve},{line})"
        if abs(self._mirror(between, member, divided) * wanted - nominal) > _TOLERANCE:
            return SizedCell(nominal, present)
        return SizedCell(Formula(text, nominal), Formula(_present(texts, between), present))

    def _mirror(self, between: Between, member: int, ends: tuple[float, float]) -> float:
        people = self.basis.points.population
        size = np.array([float(self.bodies.population[member])])
        sizes = (np.array([people[end]]) for end in (between.lower, between.upper))
        return float(power_between(size, *sizes, *(np.array([end]) for end in ends))[0])


def _present(texts: dict[str, str], between: Between) -> str:
    """Return the present value: that of the nearer size in proportion, else of the other."""

    def part(end: str, otherwise: str) -> str:
        return f"IF({texts[end]}<>0,{texts[f'{end}_present']}/{texts[end]},{otherwise})"

    otherwise = "0" if between.lower == between.upper else part("other", "0")
    return f"{texts['own']}*{part('near', otherwise)}"
