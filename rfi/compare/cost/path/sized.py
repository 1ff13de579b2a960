"""From the quoted sizes to one city: every number that enters (method §3)."""

import math
from dataclasses import dataclass
from typing import Literal

from rfi.normalize.cost.quantity import Tariff

# As quoted; on the curve; on a straight line; by the quantity as the nearer size quotes it.
SizeRule = Literal["quoted", "power", "straight", "by_quantity"]


@dataclass(frozen=True, slots=True)
class QuotedAmount:
    """What the offer quotes for the cell in one scenario, nominal tax-excluded yen of the window.

    ``own_quantity_jpy`` is the part that follows residents, staff or cases; ``individual_jpy`` the
    part that each city bears for itself.
    """

    scenario_id: str
    population: float
    cities: int
    amount_jpy: float
    own_quantity_jpy: float
    individual_jpy: float


@dataclass(frozen=True, slots=True)
class SizeEnd:
    """One end of a size curve.

    Attributes:
        scenario_id: The quoted scenario.
        population: Residents of one city there.
        amount_jpy: Nominal tax-excluded yen of the window.
        quantity: What the amount is multiplied by there; None where it follows none.
        charge: What tiers and minimum charge make of that quantity; None without them.
    """

    scenario_id: str
    population: float
    amount_jpy: float
    quantity: float | None = None
    charge: float | None = None

    @property
    def value(self) -> float:
        """What lies on the curve: the price of one unit of the quantity, else the amount."""
        return self.amount_jpy / self.quantity if self.quantity else self.amount_jpy


@dataclass(frozen=True, slots=True)
class SizedAmount:
    """What one member pays alone for one part of a cell, and how it follows from the quotes.

    Attributes:
        basis: Code of ``quantity_bases``; "" for what follows the size curve as a sum.
        procedure: Procedure whose cases are counted; "" for others.
        tariff: Tiers and minimum charge; None for one price.
        lower, upper: Ends of the segment; the same one at a quoted size.
        rule: How the amount follows from them.
        quantity, charge: As in ``SizeEnd``, of the member.
        profile: Scenario whose course over the years it takes.
        course_jpy: That course, by fiscal year of the round.
        multiple: The amount as a multiple of the sum of that course.
        amount_jpy: Nominal tax-excluded yen of the window.
    """

    basis: str
    procedure: str
    tariff: Tariff | None
    lower: SizeEnd
    upper: SizeEnd
    rule: SizeRule
    quantity: float | None
    charge: float | None
    profile: str
    course_jpy: tuple[float, ...]
    multiple: float
    amount_jpy: float

    @property
    def exponent(self) -> float | None:
        """B = ln(c₂/c₁)/ln(p₂/p₁); None where the amount does not follow a power (method §3)."""
        if self.rule != "power":
            return None
        span = math.log(self.upper.population / self.lower.population)
        return math.log(self.upper.value / self.lower.value) / span

    @property
    def value(self) -> float:
        """What was read off the curve: the price of one unit, else the amount."""
        return self.amount_jpy / self.quantity if self.quantity else self.amount_jpy


@dataclass(frozen=True, slots=True)
class MemberPath:
    """One city: its parts of the cell, and their sum, which it would pay alone."""

    name: str
    population: float
    parts: tuple[SizedAmount, ...]
    alone_jpy: float
