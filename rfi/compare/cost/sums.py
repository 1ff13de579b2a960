"""Sums of what is borne, all offers at once: by item, by business, by fiscal year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.compare.cost.answered import Answered
from rfi.compare.cost.comparison import ItemFigure
from rfi.compare.round.bounds import Kind
from rfi.normalize.cost.cube import CostFlows
from rfi.normalize.step import FloatArray


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
    answered: Answered,
    hole_kind: Kind,
    priced: Sequence[bool],
) -> Mapping[str, ItemFigure]:
    """Return the figures of one offer by cost item, yen.

    Args:
        sums: Of all offers.
        offer: Index of the offer.
        items: Names along the axis.
        answered: What it answers, and the holes that stay open.
        hole_kind: How a sum with a hole is known.
        priced: By item: whether anything in scope has a price or is free.
    """
    holes, unread = answered.holes_by_item, answered.unread
    is_bound = hole_kind == "at_least"
    each = zip(items, sums.by_item[offer], sums.present_by_item[offer], priced, strict=True)
    return {
        item: ItemFigure(
            nominal_jpy=nominal if has_price else None,
            present_value_jpy=present if has_price else None,
            is_lower_bound=is_bound and (item in holes or bool(unread)),
            holes=holes.get(item, unread),
        )
        for item, nominal, present, has_price in each
    }
