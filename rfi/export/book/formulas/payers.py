"""Whose cost a workbook can show: the quoted scenario, a city alone, a city's share, the group."""

from dataclasses import dataclass, replace

import numpy as np

from rfi.compare.cost.outlay import Outlay, outlay_of
from rfi.compare.cost.sizes.estimates import Estimate
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import masks_of
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.city.city import City

# What is shown, by the number that the sheet of assumptions holds.
QUOTED, ALONE, SHARED, GROUP = 1, 2, 3, 4
# Beyond this many cities the formulas would outgrow a workbook (export §3).
MOST_MEMBERS = 12


@dataclass(frozen=True, slots=True)
class Payers:
    """What the workbook can be switched between.

    Attributes:
        conditions: As exported.
        view: What is shown as exported, one of the numbers above.
        members: The cities that pay; none for a quoted scenario.
        city: Index of the city shown; 0 where none is.
        quoted: What is paid for the quoted scenario.
        alone: By member, what it pays alone.
        joint: What the group pays; None without one.
        own: The outlay of the evaluation itself.
    """

    conditions: Conditions
    view: int
    members: tuple[City, ...]
    city: int
    quoted: Outlay
    alone: tuple[Outlay, ...]
    joint: Outlay | None
    own: Outlay

    @property
    def estimate(self) -> Estimate | None:
        """The estimate of all members; None for a quoted scenario."""
        return self.own.estimate

    @property
    def views(self) -> tuple[int, ...]:
        """The numbers that can be chosen."""
        if not self.members:
            return (QUOTED,)
        return (QUOTED, ALONE, SHARED, GROUP) if self.joint else (QUOTED, ALONE)

    @property
    def outlays(self) -> tuple[Outlay, ...]:
        """Of the quoted scenario, of each member alone, and of the group where there is one."""
        return (self.quoted, *self.alone, *((self.joint,) if self.joint else ()))

    def outlay_index(self) -> int:
        """Return which of the outlays is shown as exported."""
        if self.view == QUOTED:
            return 0
        return 1 + self.city if self.view == ALONE else len(self.outlays) - 1

    def scenarios(self, basis: CostBasis) -> tuple[int, ...]:
        """Return every quoted scenario that any formula reads, in the order of the axis."""
        own = basis.model.axes.scenarios.index(self.conditions.scenario_id)
        used = {own}
        for outlay in self.outlays:
            for size in outlay.sizes:
                used.update(size.scenarios)
        return tuple(sorted(used))


def _alone(evaluation: Evaluation, city: City) -> Outlay:
    basis = evaluation.basis
    conditions = replace(evaluation.conditions, city=city, group=())
    return outlay_of(basis, conditions, masks_of(conditions.scope, basis.model.axes))


def payers_of(evaluation: Evaluation) -> Payers | None:
    """Return whose cost can be shown; None where the group is too large for formulas."""
    conditions, own, basis = evaluation.conditions, evaluation.outlay, evaluation.basis
    members: tuple[City, ...] = tuple(conditions.group) or (
        (conditions.city,) if conditions.city else ()
    )
    if len(members) > MOST_MEMBERS:
        return None
    codes = [city.code for city in members]
    city = codes.index(conditions.city.code) if conditions.city else 0
    if not members:
        return Payers(conditions, QUOTED, (), 0, own, (), None, own)
    bare = replace(conditions, city=None, group=())
    quoted = outlay_of(basis, bare, masks_of(bare.scope, basis.model.axes))
    if not conditions.group:
        return Payers(conditions, ALONE, tuple(members), 0, quoted, (own,), None, own)
    alone = tuple(_alone(evaluation, member) for member in members)
    view = SHARED if conditions.city else GROUP
    return Payers(conditions, view, tuple(members), city, quoted, alone, own, own)


def first_gaps(basis: CostBasis, outlay: Outlay, own: int, *, is_extended: bool) -> np.ndarray:
    """Return offer × business × item: the first month without a price in any quote used; −1."""
    cells = basis.cells.inner_gap if is_extended else basis.cells.gap
    found = np.full(cells.shape[:1] + cells.shape[2:], -1, dtype=np.int64)
    for offer, size in enumerate(outlay.sizes):
        gaps = cells[offer, list(size.scenarios or (own,))]
        late = np.where(gaps < 0, np.iinfo(np.int64).max, gaps).min(axis=0)
        found[offer] = np.where(late == np.iinfo(np.int64).max, -1, late)
    return found
