"""Sums of what is borne, all offers at once: by item, by business, by fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.comparison import ItemFigure
from rfi.compare.round.bounds import Kind
from rfi.compare.round.coverage import FIGURE_NOT_READ
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import CostCell


@dataclass(frozen=True, slots=True)
class Sums:
    """Sums of the flows of every offer, yen; a row an offer.

    Attributes:
        by_item, present_by_item: Nominal and present value, by cost item.
        by_business, by_year: Nominal, by business and by fiscal year.
        with_tax_by_year: Nominal with consumption tax, by fiscal year.
    """

    by_item: list[list[float]]
    present_by_item: list[list[float]]
    by_business: list[list[float]]
    by_year: list[list[float]]
    with_tax_by_year: FloatArray

    @classmethod
    def of(cls, flows: CostFlows) -> "Sums":
        """Return the sums of flows."""
        nominal = flows.values["nominal_jpy"]
        by_cell = nominal.sum(axis=-1)
        return cls(
            by_item=by_cell.sum(axis=1).tolist(),
            present_by_item=flows.values["present_value_jpy"].sum(axis=-1).sum(axis=1).tolist(),
            by_business=by_cell.sum(axis=2).tolist(),
            by_year=nominal.sum(axis=1).sum(axis=1).tolist(),
            with_tax_by_year=flows.values["nominal_incl_tax_jpy"].sum(axis=1).sum(axis=1),
        )


def item_figures(
    sums: Sums,
    offer: int,
    items: tuple[str, ...],
    open_cells: Mapping[str, tuple[CostCell, ...]],
    hole_kind: Kind,
    priced: Sequence[bool],
) -> Mapping[str, ItemFigure]:
    """Return the figures of one offer by cost item, yen.

    Args:
        sums: Of all offers.
        offer: Index of the offer.
        items: Names along the axis.
        open_cells: Kind of hole → cells that stay open.
        hole_kind: How a sum with a hole is known.
        priced: By item: whether anything in scope has a price or is free.
    """
    nominal, present = sums.by_item[offer], sums.present_by_item[offer]
    unread = {FIGURE_NOT_READ: 0} if FIGURE_NOT_READ in open_cells else {}
    holes: dict[str, dict[str, int]] = {item: {**unread} for item in items} if unread else {}
    for kind, cells in open_cells.items():
        for _, item in cells:
            holes.setdefault(item, {}).setdefault(kind, 0)
            holes[item][kind] += 1
    return {
        item: ItemFigure(
            nominal_jpy=nominal[index] if priced[index] else None,
            present_value_jpy=present[index] if priced[index] else None,
            is_lower_bound=item in holes and hole_kind == "at_least",
            holes=holes.get(item, {}),
        )
        for index, item in enumerate(items)
    }
