"""The vendors' own totals held against their lines again, with something changed."""

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.stated_totals import check_stated_totals
from rfi.scenario.assumptions import AssumptionSet
from rfi.tidy.tables import Tables


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """The vendors' own totals, as ``check_stated_totals`` holds them against the lines."""

    basis: CostBasis
    assumptions: AssumptionSet

    def only(self, rows: npt.NDArray[np.int64], scale: float = 1) -> "StatedTotals":
        """Return some of the totals, each times ``scale``."""
        frames = dict(self.basis.tables.frames)
        frame = frames["stated_totals"].iloc[rows]
        frames["stated_totals"] = frame.assign(amount=frame["amount"] * scale)
        tables = Tables(frames, self.basis.tables.responses)
        return replace(self, basis=replace(self.basis, tables=tables))

    def with_lines(self, lines: npt.NDArray[np.bool_], factor: float) -> "StatedTotals":
        """Return the totals beside a model in which some lines are divided by ``factor``."""
        model = self.basis.model
        point = model.columns["amount_point"].astype(np.float64)
        point = np.where(lines[model.line], point / factor, point)
        changed = replace(model, columns={**model.columns, "amount_point": point})
        return replace(self, basis=replace(self.basis, model=changed))

    def differing(self) -> npt.NDArray[np.bool_]:
        """Tell which totals, by their row, the lines do not add up to.

        Offer by offer: two files may share a name, and an issue tells no more than that.
        """
        frame = self.basis.tables["stated_totals"]
        owners = frame["owner"].to_numpy(dtype=np.int64)
        found = np.zeros(len(frame), dtype=np.bool_)
        for owner in np.unique(owners).tolist():
            rows = np.flatnonzero(owners == owner)
            issues = check_stated_totals(self.only(rows).basis, self.assumptions)
            positions = [int(issue.pointer.rpartition("/")[2]) for issue in issues]
            found[rows] = frame["position"].iloc[rows].isin(positions)
        return found


def suspect_rows(basis: CostBasis, assumptions: AssumptionSet) -> npt.NDArray[np.int64]:
    """Return the rows of the totals that the lines do not add up to.

    Args:
        basis: From ``prepare_basis``, which has looked at every total: only what it found is
            looked at again.
        assumptions: What the steps read.
    """
    told = {
        (issue.document, issue.pointer)
        for issue in basis.issues
        if issue.code == "stated_total_differs"
    }
    tables = basis.tables
    frame, offers = tables["stated_totals"], tables["offers"]
    rows = np.array(
        [
            row
            for row, (owner, position) in enumerate(
                zip(frame["owner"], frame["position"], strict=True)
            )
            if (
                tables.responses[int(offers["owner"].iloc[owner])].document.name,
                f"/offers/{offers['position'].iloc[owner]}/stated_totals/{position}",
            )
            in told
        ],
        dtype=np.int64,
    )
    if not len(rows):
        return rows
    return rows[StatedTotals(basis, assumptions).only(rows).differing()]
