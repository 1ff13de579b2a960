"""A column of a foreign table added up: what was mapped, taken off and left out, and its total."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rfi.intake.layout.layout import AmountColumn, Labels


def plain(value: Fraction) -> float | int:
    """Return a number as JSON has it: whole where it is."""
    return int(value) if value.denominator == 1 else float(value)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One amount that goes into no price.

    Attributes:
        labels, place, amount_jpy: Its row, its cell, yen.
        is_open: Whether nobody has said what the row is.
    """

    labels: Labels
    place: str
    amount_jpy: float
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """One column of amounts, in yen as the column quotes it (its own tax basis and period).

    The sums are added up exactly; a whole number of yen is an int.

    Attributes:
        place: Heading cell of the column.
        heading: Its words.
        item: Of all its rows; "" where the rows say it.
        mapped_jpy: Of the rows that became prices.
        discount_jpy: Of the rows that became discounts, not above 0.
        left_out: Of the rows that became neither.
        left_out_jpy: Their sum.
        total_jpy: What the table says the column comes to; None where it says nothing.
        total_place: Where it says so.
        difference_jpy: (mapped + discounts + left out) − the table's own total; None without one.
    """

    place: str
    heading: str
    item: str
    mapped_jpy: float
    discount_jpy: float
    left_out: tuple[LeftOut, ...]
    left_out_jpy: float
    total_jpy: float | None
    total_place: str
    difference_jpy: float | None


@dataclass(slots=True)
class ColumnSum:
    """A column as it is added up, in yen."""

    mapped: Fraction = Fraction(0)
    off: Fraction = Fraction(0)
    left: Fraction = Fraction(0)

    def held_against(
        self,
        place: str,
        column: AmountColumn,
        left_out: Sequence[LeftOut],
        total: Fraction | None,
        total_place: str,
    ) -> Reconciliation:
        """Return the column beside what its table says it comes to; arguments as its attributes."""
        every = self.mapped + self.off + self.left
        return Reconciliation(
            place,
            column.heading,
            column.item,
            plain(self.mapped),
            plain(self.off),
            tuple(left_out),
            plain(self.left),
            None if total is None else plain(total),
            total_place,
            None if total is None else plain(every - total),
        )
