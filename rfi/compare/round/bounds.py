"""Figures known only from one side, and what may be said of their order (method §1, "≧")."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Order = Literal["less", "greater", "unknown"]
Kind = Literal["exact", "at_least", "at_most", "between", "unknown"]
# The sign before a printed figure: an interval, or no bound at all (※).
SIGNS: Mapping[Kind, str] = {
    "exact": "",
    "at_least": "≧",
    "at_most": "≦",
    "between": "〜",
    "unknown": "※",
}


@dataclass(frozen=True, slots=True)
class Bound:
    """A figure as the interval it is known to lie in.

    Attributes:
        low, high: Ends of the interval; infinite where nothing is known.
        shown: The figure to print beside the sign: the sum of what is priced.
    """

    low: float
    high: float
    shown: float

    @classmethod
    def exact(cls, value: float) -> "Bound":
        """A complete figure."""
        return cls(value, value, value)

    @classmethod
    def at_least(cls, value: float) -> "Bound":
        """A sum beside holes: ≧ value."""
        return cls(value, math.inf, value)

    @classmethod
    def unbounded(cls, value: float) -> "Bound":
        """A sum that holds a discount beside holes: no bound at all (下限でない)."""
        return cls(-math.inf, math.inf, value)

    @property
    def kind(self) -> Kind:
        """How the figure is known."""
        if self.low == self.high:
            return "exact"
        if math.isinf(self.low):
            return "at_most" if self.shown >= self.high else "unknown"
        if math.isinf(self.high):
            # Levelled beside holes that stay: what is shown is no bound.
            return "at_least" if self.shown <= self.low else "unknown"
        return "between"

    @property
    def sign(self) -> str:
        """The sign before the printed figure, of ``SIGNS``."""
        return SIGNS[self.kind]

    def minus(self, other: "Bound") -> "Bound":
        """Return self − other.

        >>> Bound.exact(100).minus(Bound.at_least(80)).sign
        '≦'
        """
        return Bound(self.low - other.high, self.high - other.low, self.shown - other.shown)

    def order(self, other: "Bound") -> Order:
        """Return how self stands to other, "unknown" unless the intervals do not touch."""
        if self.high < other.low:
            return "less"
        return "greater" if other.high < self.low else "unknown"
