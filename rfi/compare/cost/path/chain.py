"""The chain of one cell as values: every number that enters, in the order of method §2."""

import math
from dataclasses import dataclass

from rfi.compare.cost.path.sized import MemberPath, QuotedAmount


@dataclass(frozen=True, slots=True)
class PooledQuantity:
    """What a group has together of a quantity, and what its tiers or minimum charge make of it.

    Attributes:
        basis, procedure: As in ``SizedAmount``.
        quantity: Of all members together.
        charge: Amount of the schedule for it, in the unit of the quote.
    """

    basis: str
    procedure: str
    quantity: float
    charge: float


@dataclass(frozen=True, slots=True)
class GroupStep:
    """ρ(n) of one phase of the cell (method §3).

    Attributes:
        cities: n.
        single: c(p*, 1).
        lower, upper: Quotes of the group sizes on either side; the same one at a quoted number.
        nearer: The one that says what each city bears itself.
        is_beyond: Whether n lies beyond the largest quoted number, whose ρ stays.
        pooled: What goes through a schedule with what the group has together, without ρ.
        is_pooled: Whether all of the phase does.
        ratio: The group's price over the sum of its members' single prices: ρ(n) where nothing
            is pooled; 0 where the cell is left out.
    """

    cities: int
    single: QuotedAmount
    lower: QuotedAmount
    upper: QuotedAmount
    nearer: QuotedAmount
    is_beyond: bool
    pooled: tuple[PooledQuantity, ...]
    is_pooled: bool
    ratio: float

    def ratio_of(self, quote: QuotedAmount) -> float:
        """Return ρ at a quoted number of cities."""
        base = quote.cities * self.single.amount_jpy
        return quote.amount_jpy / base if base else 0.0


@dataclass(frozen=True, slots=True)
class PhasePath:
    """One phase of the cell; nominal tax-excluded yen of the window.

    Attributes:
        phase: Code.
        quotes: Every quote that is used, sizes first.
        members: The cities that pay; empty for a quoted scenario and where it is left out.
        group: From one city to n; None without a group.
        joint_jpy: Price of the group, of the city alone, or of the quoted scenario.
        individual_share: Part of it that each member bears for itself.
        borne_jpy: What is shown.
    """

    phase: str
    quotes: tuple[QuotedAmount, ...]
    members: tuple[MemberPath, ...]
    group: GroupStep | None
    joint_jpy: float
    individual_share: float
    borne_jpy: float


@dataclass(frozen=True, slots=True)
class ShareStep:
    """Which part of the shared cost the shown city bears (method §4).

    Attributes:
        method: Code of ``sharing_methods``.
        equal_ratio: α of the mixed key.
        city: Name of the shown city.
        cities: n.
        weight, weights: The city's weight and the sum of all, in the unit of the key: residents
            for the mixed key.
        share: The part.
    """

    method: str
    equal_ratio: float
    city: str
    cities: int
    weight: float
    weights: float
    share: float


@dataclass(frozen=True, slots=True)
class LevelStep:
    """What levelling put into the cell (method §2), nominal tax-excluded yen of the window.

    Attributes:
        cell: Business and item.
        level: Code of ``levelling_levels``.
        donors_jpy: What the other offers charge for the very cell, ascending.
        free: How many others give it free.
        level_jpy: What is put in.
        borne_jpy: What the shown city bears of it.
        expected_by: Source of an amount that was given for the hole; "" for levelling.
    """

    cell: tuple[str, str]
    level: str
    donors_jpy: tuple[float, ...]
    free: int
    level_jpy: float
    borne_jpy: float
    expected_by: str = ""


@dataclass(frozen=True, slots=True)
class YearStep:
    """One fiscal year of what is shown, tax-excluded yen.

    Attributes:
        fiscal_year: Named by the year it starts in.
        nominal_jpy: What is shown; ``levelled_jpy`` of it was put in by levelling.
        years_from_base: From the base year of prices.
        real_factor: What makes nominal yen those that are discounted: 1 for nominal ones.
        discount_factor: (1 + d)^−τ.
        present_value_jpy: What is shown.
    """

    fiscal_year: int
    nominal_jpy: float
    levelled_jpy: float
    years_from_base: float
    real_factor: float
    discount_factor: float
    present_value_jpy: float


@dataclass(frozen=True, slots=True)
class CellPath:
    """The path of one entry of the business axis (a bundle is one entry) and item.

    Attributes:
        phases: One an amount's phase.
        is_outside: Whether the scope takes nothing or a part of it only: it is not counted.
        is_left_out: Whether it is in no estimate: priced at one size or number only, or by a
            quantity that is not known.
        share: How the group shares; None where nothing is shared or no city is shown.
        levelled: What levelling put into the cell; None for nothing.
        years: Every fiscal year of the round.
    """

    phases: tuple[PhasePath, ...]
    is_outside: bool
    is_left_out: bool
    share: ShareStep | None
    levelled: LevelStep | None
    years: tuple[YearStep, ...]

    @property
    def shown_jpy(self) -> float:
        """What is shown, nominal."""
        levelled = self.levelled.borne_jpy if self.levelled else 0.0
        return math.fsum([*(phase.borne_jpy for phase in self.phases), levelled])
