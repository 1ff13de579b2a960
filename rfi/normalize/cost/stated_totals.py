"""The totals that vendors state themselves, as columns."""

from dataclasses import dataclass, fields

import numpy as np
import numpy.typing as npt

from rfi.normalize.constants import UNIT_FACTORS
from rfi.normalize.cost.lines import Axes
from rfi.normalize.step import FloatArray
from rfi.tidy.tables import Tables

Indexes = npt.NDArray[np.int64]

# A total over the whole axis, and one over a name that the axis does not have: no line is its.
WHOLE = -1
_NOWHERE = -2


@dataclass(frozen=True, slots=True)
class StatedTotals:
    """The vendors' own totals as columns, one entry a row of the ``stated_totals`` table.

    Attributes:
        offer, scenario: Indexes into the axes.
        business, item: Indexes into the axes; ``WHOLE`` for a total over all of them.
        kind: Code of ``stated_total_kinds``.
        months: Months of operation in the total: its own, else those of the contract.
        is_incl_tax: Whether the total holds consumption tax.
        is_yen: Totals in dollars are not compared.
        amount: As quoted, in units of ``unit_factor`` yen.
        unit_factor: Yen.
    """

    offer: Indexes
    scenario: Indexes
    business: Indexes
    item: Indexes
    kind: npt.NDArray[np.object_]
    months: FloatArray
    is_incl_tax: npt.NDArray[np.bool_]
    is_yen: npt.NDArray[np.bool_]
    amount: FloatArray
    unit_factor: FloatArray

    def __len__(self) -> int:
        """Return the number of totals."""
        return len(self.offer)

    @property
    def stated(self) -> FloatArray:
        """Amounts in their currency."""
        return self.amount * self.unit_factor

    def at(self, rows: Indexes, scale: float = 1) -> "StatedTotals":
        """Return some of the totals, each times ``scale``."""
        parts = {part.name: getattr(self, part.name)[rows] for part in fields(self)}
        return StatedTotals(**{**parts, "amount": parts["amount"] * scale})


def _indexes(names: npt.NDArray[np.object_], axis: tuple[str, ...]) -> Indexes:
    index_of = {name: index for index, name in enumerate(axis)}
    found = [
        index_of.get(name, _NOWHERE) if isinstance(name, str) else WHOLE for name in names.tolist()
    ]
    return np.array(found, dtype=np.int64)


def stated_totals_of(tables: Tables, axes: Axes) -> StatedTotals:
    """Return the ``stated_totals`` table as columns."""
    frame = tables["stated_totals"]
    offer = frame["owner"].to_numpy(dtype=np.int64)
    own = frame["months"].to_numpy(dtype=np.float64)
    contract = tables["offers"]["contract_months"].to_numpy(dtype=np.float64)
    text = {
        name: frame[name].to_numpy(dtype=object)
        for name in ("scenario_id", "business", "item", "kind", "currency", "tax", "unit")
    }
    return StatedTotals(
        offer=offer,
        scenario=_indexes(text["scenario_id"], axes.scenarios),
        business=_indexes(text["business"], axes.businesses),
        item=_indexes(text["item"], axes.items),
        kind=text["kind"],
        months=np.where(np.isnan(own), contract[offer], own),
        is_incl_tax=text["tax"] == "included",
        is_yen=text["currency"] == "JPY",
        amount=frame["amount"].to_numpy(dtype=np.float64),
        unit_factor=np.array([UNIT_FACTORS[unit] for unit in text["unit"]], dtype=np.float64),
    )


def places_of_totals(tables: Tables) -> list[tuple[str, str]]:
    """Return document and pointer of every total, one entry a row of their table."""
    frame, offers = tables["stated_totals"], tables["offers"]
    names = [tables.responses[owner].document.name for owner in offers["owner"].tolist()]
    heads = offers["position"].tolist()
    owners, positions = frame["owner"].tolist(), frame["position"].tolist()
    return [
        (names[offer], f"/offers/{heads[offer]}/stated_totals/{position}")
        for offer, position in zip(owners, positions, strict=True)
    ]
