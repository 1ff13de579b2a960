"""Points for price, only where a user asks for them (domain §12); at this stage a reference only.

Everything is worked out on exact fractions and rounded once, as the rule says. What has no score
says why: it is a value, never an exception and never 0.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from rfi.analysis.choice.constants import POWER_BASE, SCORE_DIGITS_MOST

State = Literal["scored", "disqualified", "unknown", "undefined"]
Direction = Literal["down", "half_up"]
# What a sum of parts is when its parts differ: the first of these that one of them is.
_ORDER: tuple[State, ...] = ("disqualified", "unknown", "undefined")


@dataclass(frozen=True, slots=True)
class Rounding:
    """How a score is rounded.

    Attributes:
        direction: "down" cuts off (切捨て); "half_up" is 四捨五入, 0.5 away from zero.
        digits: Digits kept after the point, 0–5.
    """

    direction: Direction
    digits: int = 0

    def __post_init__(self) -> None:
        """Refuse digits that no rule uses."""
        if not 0 <= self.digits <= SCORE_DIGITS_MOST:
            message = f"{self.digits} digits are not between 0 and {SCORE_DIGITS_MOST}"
            raise ValueError(message)

    def of(self, value: Fraction) -> Fraction:
        """Return the rounded value.

        >>> Rounding("half_up").of(Fraction(45, 2)), Rounding("down", 1).of(Fraction(2, 3))
        (Fraction(23, 1), Fraction(3, 5))
        """
        scale = POWER_BASE**self.digits
        moved = abs(value) * scale + (Fraction(1, 2) if self.direction == "half_up" else 0)
        whole = Fraction(moved.numerator // moved.denominator, scale)
        return whole if value >= 0 else -whole


@dataclass(frozen=True, slots=True)
class PricedOffer:
    """What is scored of one offer.

    Attributes:
        price: Exact price; None where it is not known or only known from below (≧).
        is_requirement_unmet: Whether it fails a required function (必須).
    """

    price: Fraction | None
    is_requirement_unmet: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one offer, or why there are none.

    Attributes:
        points: None unless ``state`` is "scored".
        state: "disqualified" (失格: over the ceiling, or a required function unmet), "unknown" (no
            exact price), "undefined" (the rule would divide by 0).
    """

    points: Fraction | None
    state: State = "scored"


def _states(offers: Sequence[PricedOffer], ceiling: Fraction | None) -> list[State]:
    result: list[State] = []
    for offer in offers:
        over = ceiling is not None and offer.price is not None and offer.price > ceiling
        if over or offer.is_requirement_unmet:
            result.append("disqualified")
        else:
            result.append("unknown" if offer.price is None else "scored")
    return result


def score_against_ceiling(
    offers: Sequence[PricedOffer], points: Fraction, ceiling: Fraction, rounding: Rounding
) -> tuple[Score, ...]:
    """Return 配点 × (1 − 価格/予定価格) of each offer (加算方式).

    Args:
        offers: In the round's order.
        points: Points for a price of 0.
        ceiling: The price above which an offer is disqualified, in the unit of the prices; one of
            0 leaves every score undefined.
        rounding: Of each score.
    """
    result = []
    for offer, state in zip(offers, _states(offers, ceiling), strict=True):
        if state != "scored" or offer.price is None:
            result.append(Score(None, state))
        elif ceiling == 0:
            result.append(Score(None, "undefined"))
        else:
            result.append(Score(rounding.of(points * (1 - offer.price / ceiling))))
    return tuple(result)


def score_against_lowest(
    offers: Sequence[PricedOffer],
    points: Fraction,
    rounding: Rounding,
    ceiling: Fraction | None = None,
) -> tuple[Score, ...]:
    """Return 配点 × 最低価格/価格 of each offer (加算方式).

    The lowest price is that of the offers that are not disqualified and whose price is known; an
    offer of unknown price may still lower it. Where it is 0 the rule says nothing: no offer that
    it should score has a score.

    Args:
        offers: In the round's order.
        points: Points for the lowest price.
        rounding: Of each score.
        ceiling: The price above which an offer is disqualified; None for none.
    """
    states = _states(offers, ceiling)
    scored = [
        offer.price
        for offer, state in zip(offers, states, strict=True)
        if state == "scored" and offer.price is not None
    ]
    lowest = min(scored, default=Fraction(0))
    result = []
    for offer, state in zip(offers, states, strict=True):
        if state != "scored" or offer.price is None:
            result.append(Score(None, state))
        elif lowest == 0:
            result.append(Score(None, "undefined"))
        else:
            result.append(Score(rounding.of(points * lowest / offer.price)))
    return tuple(result)


def score_by_division(
    offers: Sequence[PricedOffer],
    technical_points: Sequence[Fraction],
    rounding: Rounding,
    ceiling: Fraction | None = None,
) -> tuple[Score, ...]:
    """Return 技術点/価格 of each offer (除算方式); a price of 0 leaves its own score undefined.

    Args:
        offers: In the round's order, priced in the unit that the rule names (say 百万円).
        technical_points: Of each offer.
        rounding: Of each score.
        ceiling: The price above which an offer is disqualified; None for none.
    """
    result = []
    for offer, technical, state in zip(
        offers, technical_points, _states(offers, ceiling), strict=True
    ):
        if state != "scored" or offer.price is None:
            result.append(Score(None, state))
        elif offer.price == 0:
            result.append(Score(None, "undefined"))
        else:
            result.append(Score(rounding.of(technical / offer.price)))
    return tuple(result)


def sum_scores(parts: Iterable[Score]) -> Score:
    """Return the sum of scores of one offer (build and upkeep, technique and price).

    One part without a score leaves the sum without one.

    >>> sum_scores([Score(Fraction(58)), Score(Fraction(23))]).points
    Fraction(81, 1)
    """
    given = tuple(parts)
    for state in _ORDER:
        if any(part.state == state for part in given):
            return Score(None, state)
    return Score(sum((part.points for part in given if part.points is not None), Fraction(0)))
