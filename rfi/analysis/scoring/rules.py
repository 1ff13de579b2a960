"""Whole rules of scoring: points for price and for what an offer brings, and their sum.

Points for effects: weight × hours ÷ the most hours of an offer that is scored. Points for price: by
the formula. All exact, rounded part by part as the rule says.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from rfi.analysis.choice.scoring import (
    PricedOffer,
    Rounding,
    Score,
    score_against_ceiling,
    score_against_lowest,
    score_by_division,
    sum_scores,
)
from rfi.analysis.scoring.constants import BUILD_SHARE, QUOTIENT_UNIT

# lowest: 配点 × 最低/価格. ceiling: 配点 × (1 − 価格/予定価格). kyoto: build and upkeep apart, each
# against its lowest. division: 技術点 ÷ 価格.
Formula = Literal["lowest", "ceiling", "kyoto", "division"]
FORMULAS: tuple[Formula, ...] = ("lowest", "ceiling", "kyoto", "division")


@dataclass(frozen=True, slots=True)
class ScoredOffer:
    """What is scored of one offer; None where it is not known exactly.

    Attributes:
        price, build, upkeep: Yen: in all, one-time, and recurring with its end.
        residents, staff: Hours that residents and staff are spared over the window.
        is_requirement_unmet: Whether it fails a required function (必須).
    """

    price: Fraction | None
    build: Fraction | None
    upkeep: Fraction | None
    residents: Fraction | None
    staff: Fraction | None
    is_requirement_unmet: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """How offers are scored.

    Attributes:
        formula: Of the points for price.
        cost, residents, staff: Most points for each; of ``division`` the cost is no part.
        rounding: Of each part; of ``division`` of the quotient too.
        ceiling: 予定価格 in yen; above it an offer has no points. None for none.
    """

    formula: Formula
    cost: Fraction
    residents: Fraction
    staff: Fraction
    rounding: Rounding
    ceiling: Fraction | None = None

    def with_formula(self, formula: Formula) -> "Rule":
        """Return the same weights under another formula."""
        return replace(self, formula=formula)


@dataclass(frozen=True, slots=True)
class Points:
    """Points of one offer.

    Attributes:
        price, residents, staff: Parts; the price of ``division`` has none of its own.
        total: Their sum, or the quotient.
    """

    price: Score
    residents: Score
    staff: Score
    total: Score


def _priced(offers: Sequence[ScoredOffer], amounts: Sequence[Fraction | None]) -> list[PricedOffer]:
    return [
        PricedOffer(amount, offer.is_requirement_unmet)
        for offer, amount in zip(offers, amounts, strict=True)
    ]


def _is_out(offer: ScoredOffer, ceiling: Fraction | None) -> bool:
    over = ceiling is not None and offer.price is not None and offer.price > ceiling
    return over or offer.is_requirement_unmet


def score_hours(
    offers: Sequence[ScoredOffer], hours: Sequence[Fraction | None], points: Fraction, rule: Rule
) -> tuple[Score, ...]:
    """Return points × hours ÷ the most hours of an offer that is scored.

    Where nobody spares any hours the rule would divide by 0; hours lost count as none spared.
    """
    known = [
        one
        for offer, one in zip(offers, hours, strict=True)
        if one is not None and not _is_out(offer, rule.ceiling)
    ]
    most = max(known, default=Fraction(0))
    result = []
    for offer, one in zip(offers, hours, strict=True):
        if _is_out(offer, rule.ceiling):
            result.append(Score(None, "disqualified"))
        elif points == 0:
            # What weighs nothing need not be known.
            result.append(Score(Fraction(0)))
        elif one is None:
            result.append(Score(None, "unknown"))
        elif most <= 0:
            result.append(Score(None, "undefined"))
        else:
            result.append(Score(rule.rounding.of(points * max(one, Fraction(0)) / most)))
    return tuple(result)


def _without_over(offers: Sequence[ScoredOffer], rule: Rule) -> list[ScoredOffer]:
    """Return the offers, those over the ceiling as unmet: their parts are not over it."""
    return [replace(one, is_requirement_unmet=_is_out(one, rule.ceiling)) for one in offers]


def score_prices(offers: Sequence[ScoredOffer], rule: Rule) -> tuple[Score, ...]:
    """Return the points for price of every offer under a rule that adds."""
    prices = _priced(offers, [offer.price for offer in offers])
    if rule.formula == "ceiling":
        if rule.ceiling is None:
            return tuple(Score(None, "undefined") for _ in offers)
        return score_against_ceiling(prices, rule.cost, rule.ceiling, rule.rounding)
    if rule.formula == "lowest":
        return score_against_lowest(prices, rule.cost, rule.rounding, rule.ceiling)
    held = _without_over(offers, rule)
    build = rule.cost * BUILD_SHARE
    parts = (
        score_against_lowest(_priced(held, [one.build for one in held]), build, rule.rounding),
        score_against_lowest(
            _priced(held, [one.upkeep for one in held]), rule.cost - build, rule.rounding
        ),
    )
    return tuple(sum_scores(pair) for pair in zip(*parts, strict=True))


def score_offers(offers: Sequence[ScoredOffer], rule: Rule) -> tuple[Points, ...]:
    """Return the points of every offer, in the round's order.

    >>> half_up = Rounding("half_up")
    >>> rule = Rule("kyoto", Fraction(100), Fraction(0), Fraction(0), half_up)
    >>> prices = ((300, 40), (250, 50), (270, 30))
    >>> none = Fraction(0)
    >>> offers = [
    ...     ScoredOffer(Fraction(a + b), Fraction(a), Fraction(b), none, none) for a, b in prices
    ... ]
    >>> [int(one.total.points) for one in score_offers(offers, rule)]
    [81, 88, 95]
    """
    residents = score_hours(offers, [one.residents for one in offers], rule.residents, rule)
    staff = score_hours(offers, [one.staff for one in offers], rule.staff, rule)
    if rule.formula != "division":
        prices = score_prices(offers, rule)
        return tuple(
            Points(*parts, sum_scores(parts))
            for parts in zip(prices, residents, staff, strict=True)
        )
    technical = [sum_scores(pair) for pair in zip(residents, staff, strict=True)]
    priced = [
        PricedOffer(
            offer.price / QUOTIENT_UNIT
            if offer.price is not None and (one.points is not None or one.state == "disqualified")
            else None,
            offer.is_requirement_unmet,
        )
        for offer, one in zip(offers, technical, strict=True)
    ]
    given = [one.points or Fraction(0) for one in technical]
    ceiling = None if rule.ceiling is None else rule.ceiling / QUOTIENT_UNIT
    quotients = score_by_division(priced, given, rule.rounding, ceiling)
    totals = [
        one if one.state in {"undefined", "unknown"} else quotient
        for one, quotient in zip(technical, quotients, strict=True)
    ]
    none = Score(Fraction(0))
    return tuple(Points(none, *parts) for parts in zip(residents, staff, totals, strict=True))


def order_of(points: Sequence[Points]) -> tuple[tuple[int, ...], ...]:
    """Return the indexes of the offers with points, the most first, equal ones together."""
    scored = {at: one.total.points for at, one in enumerate(points) if one.total.points is not None}
    levels = sorted(set(scored.values()), reverse=True)
    return tuple(tuple(at for at, one in scored.items() if one == level) for level in levels)
