"""Which (business, item) cells count, the same for every offer (method §2)."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.cost.lines import Axes
from rfi.scenario.questionnaire import CostCell


@dataclass(frozen=True, slots=True)
class Scope:
    """The chosen cells; None is every cell."""

    cells: frozenset[CostCell] | None = None

    @classmethod
    def of(cls, cells: Iterable[CostCell]) -> "Scope":
        """Return a scope of exactly these cells."""
        return cls(frozenset(cells))

    def holds(self, cell: CostCell) -> bool:
        """Tell whether one cell is in scope."""
        return self.cells is None or cell in self.cells


FULL_SCOPE = Scope()


@dataclass(frozen=True, slots=True)
class ScopeMasks:
    """A scope over the business and item axes.

    Attributes:
        whole: Entries all of whose businesses are in scope.
        cut: Bundles of which the scope takes only a part: their price is known to lie in [0, q].
    """

    whole: npt.NDArray[np.bool_]
    cut: npt.NDArray[np.bool_]


def masks_of(scope: Scope, axes: Axes) -> ScopeMasks | None:
    """Return the masks of a scope, None for the full one."""
    if scope.cells is None:
        return None
    shape = (len(axes.businesses), len(axes.items))
    whole, cut = np.zeros(shape, dtype=np.bool_), np.zeros(shape, dtype=np.bool_)
    for index in range(shape[0]):
        members = axes.members(index)
        for column, item in enumerate(axes.items):
            inside = sum(scope.holds((business, item)) for business in members)
            whole[index, column] = inside == len(members)
            cut[index, column] = 0 < inside < len(members)
    return ScopeMasks(whole, cut)
