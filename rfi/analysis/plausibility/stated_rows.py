"""The vendors' own totals held against their lines again, with something changed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.stated_totals import is_differing, line_sums
from rfi.normalize.cost.model import CostModel
from rfi.normalize.cost.stated_totals import StatedTotals, places_of_totals, stated_totals_of
from rfi.scenario.assumptions import AssumptionSet


@dataclass(frozen=True, slots=True)
class HeldTotals:
    """The vendors' own totals beside the lines that ought to add up to them.

    Attributes:
        model: Lines and discounts.
        item_phases: Item → phase.
        totals: The totals, one entry a row of their table or of the rows chosen.
        assumptions: What the steps read.
    """

    model: CostModel
    item_phases: Mapping[str, str]
    totals: StatedTotals
    assumptions: AssumptionSet

    def only(self, rows: npt.NDArray[np.int64], scale: float = 1) -> "HeldTotals":
        """Return some of the totals, each times ``scale``."""
        return replace(self, totals=self.totals.at(rows, scale))

    def with_lines(self, lines: npt.NDArray[np.bool_], factor: float) -> "HeldTotals":
        """Return the totals beside a model in which some lines are divided by ``factor``."""
        point = self.model.columns["amount_point"].astype(np.float64)
        point = np.where(lines[self.model.line], point / factor, point)
        columns = {**self.model.columns, "amount_point": point}
        return replace(self, model=replace(self.model, columns=columns))

    def differing(self) -> npt.NDArray[np.bool_]:
        """Tell which of the totals the lines do not add up to."""
        sums = line_sums(self.model, self.item_phases, self.totals, self.assumptions)
        return is_differing(self.totals, sums)


def held_totals(basis: CostBasis, assumptions: AssumptionSet) -> HeldTotals:
    """Return every total beside the lines of the basis."""
    totals = stated_totals_of(basis.tables, basis.model.axes)
    return HeldTotals(basis.model, basis.questionnaire.phases, totals, assumptions)


def suspect_rows(basis: CostBasis, held: HeldTotals) -> npt.NDArray[np.int64]:
    """Return the rows of the totals that the lines do not add up to.

    Args:
        basis: With what ``check_stated_totals`` found among its issues: only that is
            looked at again.
        held: From ``held_totals`` of the same basis.
    """
    told = {
        (issue.document, issue.pointer)
        for issue in basis.issues
        if issue.code == "stated_total_differs"
    }
    if not told:
        return np.zeros(0, dtype=np.int64)
    # Two files may share a name: what was told is looked at again, row by row.
    rows = np.flatnonzero([place in told for place in places_of_totals(basis.tables)])
    return rows[held.only(rows).differing()]
