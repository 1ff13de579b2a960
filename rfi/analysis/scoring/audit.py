"""What a rule of scoring does to the offers before it, said as findings (method §11)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations
from typing import Literal

from rfi.analysis.choice.scoring import Rounding
from rfi.analysis.scoring.constants import TINY
from rfi.analysis.scoring.rules import FORMULAS, Formula, Points, Rule, ScoredOffer, score_offers

# left_out: without one offer two others change places. rounding: rounding makes two equal or
# changes their places. zero: what a price of 0 does. tiny: what a price of a hundredth does to the
# distance of two others.
Kind = Literal["left_out", "rounding", "zero", "tiny", "undefined"]


class _Unrounded(Rounding):
    """No rounding at all: what a rule would say exactly."""

    def of(self, value: Fraction) -> Fraction:
        """Return the value itself."""
        return value


UNROUNDED = _Unrounded("half_up")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a formula does.

    Attributes:
        formula: Which.
        kind: What.
        offers: Indexes of the offers it is told of: first the one that is left out or repriced.
        before, after: Distance of the two offers in points, of ``tiny`` and ``rounding``.
        is_found: Whether it happens with these offers; else that it was looked for.
    """

    formula: Formula
    kind: Kind
    offers: tuple[int, ...] = ()
    before: Fraction | None = None
    after: Fraction | None = None
    is_found: bool = True


def _gap(points: Sequence[Points], first: int, second: int) -> Fraction | None:
    one, other = points[first].total.points, points[second].total.points
    return None if one is None or other is None else one - other


def _sign(value: Fraction) -> int:
    return (value > 0) - (value < 0)


def _left_out(offers: Sequence[ScoredOffer], rule: Rule, base: Sequence[Points]) -> Finding:
    """Find an offer without which two others change places."""
    for gone in range(len(offers)):
        kept = [at for at in range(len(offers)) if at != gone]
        left = score_offers([offers[at] for at in kept], rule)
        for one, other in combinations(range(len(kept)), 2):
            before, after = _gap(base, kept[one], kept[other]), _gap(left, one, other)
            if before is not None and after is not None and _sign(before) != _sign(after):
                told = (gone, kept[one], kept[other])
                return Finding(rule.formula, "left_out", told, before, after)
    return Finding(rule.formula, "left_out", is_found=False)


def _rounding(offers: Sequence[ScoredOffer], rule: Rule, base: Sequence[Points]) -> Finding:
    """Find two offers whose order is one of rounding."""
    fine = score_offers(offers, replace(rule, rounding=UNROUNDED))
    for one, other in combinations(range(len(offers)), 2):
        before, after = _gap(fine, one, other), _gap(base, one, other)
        if before is not None and after is not None and _sign(before) != _sign(after):
            return Finding(rule.formula, "rounding", (one, other), before, after)
    return Finding(rule.formula, "rounding", is_found=False)


def _repriced(offer: ScoredOffer, factor: Fraction) -> ScoredOffer:
    price, build, upkeep = (
        None if amount is None else amount * factor
        for amount in (offer.price, offer.build, offer.upkeep)
    )
    return replace(offer, price=price, build=build, upkeep=upkeep)


def _scored(points: Sequence[Points]) -> list[int]:
    return [at for at, one in enumerate(points) if one.total.points is not None]


def _repricings(
    offers: Sequence[ScoredOffer], rule: Rule, base: Sequence[Points]
) -> Iterator[Finding]:
    """Find what a price of 0 and one of a hundredth do to the offers that are scored."""
    scored = _scored(base)
    if not scored:
        return
    lowest = min(scored, key=lambda at: offers[at].price or Fraction(0))

    def with_price(factor: Fraction) -> tuple[Points, ...]:
        changed = [_repriced(one, factor) if at == lowest else one for at, one in enumerate(offers)]
        return score_offers(changed, rule)

    free = with_price(Fraction(0))
    lost = tuple(at for at in scored if free[at].total.points is None)
    yield Finding(rule.formula, "zero", (lowest, *lost), is_found=bool(lost))
    others = [at for at in scored if at != lowest]
    tiny = with_price(TINY)
    gaps_before = {pair: abs(_gap(base, *pair) or Fraction(0)) for pair in combinations(others, 2)}
    widest = max(gaps_before, key=lambda pair: gaps_before[pair], default=None)
    if widest is not None:
        was, now = gaps_before[widest], abs(_gap(tiny, *widest) or Fraction(0))
        yield Finding(rule.formula, "tiny", (lowest, *widest), was, now, was != now)


def audit_formulas(offers: Sequence[ScoredOffer], rule: Rule) -> tuple[Finding, ...]:
    """Return what each formula does with these offers, the rule's weights and rounding.

    A formula under which no offer has points (no ceiling, a price of 0) is told as that alone.

    Args:
        offers: In the round's order.
        rule: Its formula is one of those looked at.
    """
    found: list[Finding] = []
    for formula in FORMULAS:
        used = rule.with_formula(formula)
        base = score_offers(offers, used)
        if not _scored(base):
            found.append(Finding(formula, "undefined"))
            continue
        found += (_left_out(offers, used, base), _rounding(offers, used, base))
        found += _repricings(offers, used, base)
    return tuple(found)
