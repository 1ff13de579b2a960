"""Effects of all offers for many bodies at once: body × offer × quantity × fiscal year.

Gains and losses are kept apart: the evidence grade discounts gains only, losses stay whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rfi.normalize.benefit.claims import active_lines, claim_term
from rfi.normalize.benefit.model import GRADES, BenefitModel, BoolArray
from rfi.normalize.benefit.procedures import procedure_terms
from rfi.normalize.benefit.ramp import Ramp, ramp_of
from rfi.normalize.benefit.terms import NO_QUANTITY, QUANTITIES, Term
from rfi.normalize.bodies import Bodies
from rfi.normalize.months import IntArray
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet


@dataclass(frozen=True, slots=True)
class BenefitTerms:
    """Everything the flows are summed from.

    Attributes:
        model: The lines.
        ramp: Weights of each line by fiscal year.
        terms: Addends, body × line of the term.
        counts: Whether a line counts for a body: in scope, and of the size nearest to it.
        factors: Share of a gain that the evidence grade of a line lets stand.
    """

    model: BenefitModel
    ramp: Ramp
    terms: tuple[Term, ...]
    counts: BoolArray
    factors: FloatArray


@dataclass(frozen=True, slots=True)
class BenefitFlows:
    """Effects over body × offer × quantity (× fiscal year); a favourable one is positive.

    Attributes:
        fiscal_years: Names of the last axis.
        gain, loss: Favourable and adverse effects as claimed; the latter are negative.
        discounted_gain: Gains times the factor of their evidence grade.
        known: Number of addends known; where it is 0 the amount is not known, whatever it says.
        holes: Number of addends that a line speaks of and that cannot be counted.
    """

    fiscal_years: tuple[int, ...]
    gain: FloatArray
    loss: FloatArray
    discounted_gain: FloatArray
    known: IntArray
    holes: IntArray


def evidence_factors(model: BenefitModel, assumptions: AssumptionSet) -> FloatArray:
    """Return the factor of each line by its grade; one without a grade counts as assumed."""
    by_grade = np.array([assumptions.number(f"evidence_factor_{grade}") for grade in GRADES])
    return np.asarray(by_grade[model.lines.grade])


def benefit_terms(
    model: BenefitModel,
    assumptions: AssumptionSet,
    bodies: Bodies,
    in_scope: BoolArray | None = None,
) -> BenefitTerms:
    """Return the addends of every line for every body.

    Args:
        model: The lines.
        assumptions: Horizon, evidence factors, hours of a post, procedures per person.
        bodies: Cities as columns.
        in_scope: Whether each line's business counts; None is all.
    """
    counts = active_lines(model, bodies)
    if in_scope is not None:
        counts = counts & in_scope[None, :]
    return BenefitTerms(
        model=model,
        ramp=ramp_of(model, assumptions.number("horizon_months")),
        terms=(
            claim_term(model, bodies, assumptions),
            *procedure_terms(model, bodies, assumptions),
        ),
        counts=counts,
        factors=evidence_factors(model, assumptions),
    )


@dataclass(frozen=True, slots=True)
class TermFlow:
    """One addend by fiscal year, body × line × fiscal year; 0 where it is not known."""

    lines: IntArray
    gain: FloatArray
    loss: FloatArray
    discounted_gain: FloatArray
    is_known: BoolArray
    is_hole: BoolArray


def term_flow(of: BenefitTerms, term: Term, chosen: IntArray) -> TermFlow:
    """Return the amounts of an addend by fiscal year for the ``chosen`` indexes of its lines."""
    lines = term.lines[chosen]
    counts = of.counts[:, lines]
    level, square, step = (amount[:, chosen] for amount in (term.level, term.square, term.step))
    known = ~np.isnan(level + square + step)
    shown = known & counts
    flow = (
        level[:, :, None] * of.ramp.level[lines]
        + square[:, :, None] * of.ramp.square[lines]
        + step[:, :, None] * of.ramp.step[lines]
    )
    flow = np.where(shown[:, :, None], flow, 0.0)
    is_gain = term.is_gain[:, chosen, None]
    gain = np.where(is_gain, flow, 0.0)
    return TermFlow(
        lines=lines,
        gain=gain,
        loss=np.where(is_gain, 0.0, flow),
        discounted_gain=gain * of.factors[lines][None, :, None],
        is_known=shown,
        is_hole=counts & ~known & term.is_claimed[chosen][None, :],
    )


def _groups(of: BenefitTerms, term: Term) -> Iterator[tuple[int, int, IntArray]]:
    """Yield (offer, quantity, indexes in the term), lines in their own fixed order."""
    offers = of.model.lines.offer[term.lines]
    for offer in np.unique(offers).tolist():
        mine = offers == offer
        for counted in np.unique(term.quantity[mine]).tolist():
            if counted != NO_QUANTITY:
                yield offer, counted, np.flatnonzero(mine & (term.quantity == counted))


def _blank(
    size: tuple[int, int, int], years: int
) -> tuple[FloatArray, FloatArray, FloatArray, IntArray, IntArray]:
    gain, known = np.zeros((*size, years)), np.zeros(size, dtype=np.int64)
    return gain, np.zeros_like(gain), np.zeros_like(gain), known, np.zeros_like(known)


def benefit_flows(of: BenefitTerms) -> BenefitFlows:
    """Return the sums by offer and quantity; no offer's sum depends on another offer."""
    size = (of.counts.shape[0], len(of.model.offers), len(QUANTITIES))
    gain, loss, discounted, known, holes = _blank(size, len(of.ramp.fiscal_years))
    for term in of.terms:
        for offer, counted, indexes in _groups(of, term):
            flow = term_flow(of, term, indexes)
            gain[:, offer, counted] += flow.gain.sum(axis=1)
            loss[:, offer, counted] += flow.loss.sum(axis=1)
            discounted[:, offer, counted] += flow.discounted_gain.sum(axis=1)
            known[:, offer, counted] += flow.is_known.sum(axis=1)
            holes[:, offer, counted] += flow.is_hole.sum(axis=1)
    return BenefitFlows(of.ramp.fiscal_years, gain, loss, discounted, known, holes)


def line_flows(of: BenefitTerms) -> BenefitFlows:
    """Return the same with lines in place of offers; meant for few bodies."""
    size = (of.counts.shape[0], len(of.model.lines), len(QUANTITIES))
    gain, loss, discounted, known, holes = _blank(size, len(of.ramp.fiscal_years))
    for term in of.terms:
        indexes = np.flatnonzero(term.quantity != NO_QUANTITY)
        flow = term_flow(of, term, indexes)
        at = (slice(None), flow.lines, term.quantity[indexes])
        gain[at] += flow.gain
        loss[at] += flow.loss
        discounted[at] += flow.discounted_gain
        known[at] += flow.is_known
        holes[at] += flow.is_hole
    return BenefitFlows(of.ramp.fiscal_years, gain, loss, discounted, known, holes)
