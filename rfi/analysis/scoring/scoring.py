"""The offers of a comparison under one rule of scoring, only where a user asks for it."""

from dataclasses import dataclass, replace
from fractions import Fraction

from rfi.analysis.choice.scoring import Rounding, Score
from rfi.analysis.scoring.audit import UNROUNDED, Finding, audit_formulas
from rfi.analysis.scoring.constants import FULL_POINTS
from rfi.analysis.scoring.rules import (
    FORMULAS,
    Formula,
    Points,
    Rule,
    ScoredOffer,
    order_of,
    score_hours,
    score_offers,
    score_prices,
)
from rfi.analysis.scoring.weights import Weights, WeightTriangle, weight_triangle
from rfi.compare.benefit.comparison import BenefitComparison, OfferBenefits
from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.fit.comparison import FitComparison
from rfi.scenario.assumptions import AssumptionSet

OFF = "off"
# Assumptions that say how offers are scored.
SCORING_KEYS = (
    "scoring",
    "score_cost",
    "score_residents",
    "score_staff",
    "score_ceiling_jpy",
    "score_rounding",
    "score_must",
)


@dataclass(frozen=True, slots=True)
class Scoring:
    """Points of all offers (RFI段階・参考).

    Attributes:
        rule: In force.
        offers: What is scored of each, in the round's order.
        points: Of each.
        triangle: How far the weights decide.
        findings: What each formula does with these offers.
    """

    rule: Rule
    offers: tuple[ScoredOffer, ...]
    points: tuple[Points, ...]
    triangle: WeightTriangle
    findings: tuple[Finding, ...]

    @property
    def order(self) -> tuple[tuple[int, ...], ...]:
        """Indexes of the offers with points, the most first, equal ones together."""
        return order_of(self.points)


def _fraction(value: float | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _hours(benefits: OfferBenefits, measure: str) -> Fraction | None:
    return _fraction(benefits.measures[measure].discounted)


def _scored(offer: OfferFigures, benefits: OfferBenefits, *, is_unmet: bool) -> ScoredOffer:
    totals, is_exact = offer.totals, offer.bound.kind == "exact"
    price = totals.nominal_jpy if is_exact else None
    build = totals.initial_jpy if is_exact else None
    upkeep = None
    if price is not None and build is not None:
        upkeep = price - build
    return ScoredOffer(
        _fraction(price),
        _fraction(build),
        _fraction(upkeep),
        _hours(benefits, "resident_hours"),
        _hours(benefits, "staff_hours"),
        is_unmet,
    )


def _amount(assumptions: AssumptionSet, key: str) -> Fraction:
    value = assumptions.get(key)
    return Fraction(value) if isinstance(value, int | float) else Fraction(0)


def rule_of(assumptions: AssumptionSet) -> Rule | None:
    """Return how offers are scored; None while scoring is off."""
    chosen = assumptions.choice("scoring")
    if chosen == OFF:
        return None
    formula: Formula = next(one for one in FORMULAS if one == chosen)
    direction, _, digits = assumptions.choice("score_rounding").rpartition("_")
    ceiling = assumptions.get("score_ceiling_jpy")
    return Rule(
        formula,
        _amount(assumptions, "score_cost"),
        _amount(assumptions, "score_residents"),
        _amount(assumptions, "score_staff"),
        Rounding("down" if direction == "down" else "half_up", int(digits)),
        Fraction(ceiling) if isinstance(ceiling, int | float) else None,
    )


def _full_points(offers: tuple[ScoredOffer, ...], rule: Rule) -> tuple[Weights | None, ...]:
    """Return 0–100 points of every offer for cost, residents and staff, unrounded."""
    full = Fraction(FULL_POINTS)
    fine = replace(rule, cost=full, residents=full, staff=full, rounding=UNROUNDED)
    # A quotient has no points for price of its own: the lowest price then has them all.
    fine = fine.with_formula("lowest") if rule.formula == "division" else fine
    parts = zip(
        score_prices(offers, fine),
        score_hours(offers, [one.residents for one in offers], full, fine),
        score_hours(offers, [one.staff for one in offers], full, fine),
        strict=True,
    )
    return tuple(_weights(cost, residents, staff) for cost, residents, staff in parts)


def _weights(cost: Score, residents: Score, staff: Score) -> Weights | None:
    if cost.points is None or residents.points is None or staff.points is None:
        return None
    return float(cost.points), float(residents.points), float(staff.points)


def scoring_of(
    costs: Comparison, fit: FitComparison, benefits: BenefitComparison, assumptions: AssumptionSet
) -> Scoring | None:
    """Return the points of all offers; None while scoring is off.

    Prices are exact nominal tax-excluded totals, hours those after the haircut by evidence; what is
    known otherwise has no points.

    Args:
        costs: The offers and their totals.
        fit: Which of them leave a required function unmet.
        benefits: Hours that residents and staff are spared.
        assumptions: Those of ``SCORING_KEYS``.
    """
    rule = rule_of(assumptions)
    if rule is None:
        return None
    counts_must = assumptions.choice("score_must") == "on"
    offers = tuple(
        _scored(offer, gained, is_unmet=counts_must and bool(fitting.failures.failed))
        for offer, gained, fitting in zip(costs.offers, benefits.offers, fit.offers, strict=True)
    )
    most = (rule.cost, rule.residents, rule.staff)
    whole = sum(most)
    even = Fraction(1, len(most))
    cost, residents, staff = (float(one / whole if whole else even) for one in most)
    return Scoring(
        rule,
        offers,
        score_offers(offers, rule),
        weight_triangle(_full_points(offers, rule), (cost, residents, staff)),
        audit_formulas(offers, rule),
    )
