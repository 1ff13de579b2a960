"""Effects answered by procedure: minutes and online rates over each body's own yearly cases."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.benefit.model import NONE, BenefitModel, BoolArray
from rfi.normalize.benefit.terms import Term, quantity, staff_quantities
from rfi.normalize.bodies import Bodies
from rfi.normalize.constants import MINUTES_PER_HOUR
from rfi.normalize.months import IntArray
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet

# What a line may say of the residents' side; one of them makes the missing ones holes.
_OF_RESIDENTS = (
    "travel_minutes",
    "wait_minutes_before",
    "wait_minutes_after",
    "form_minutes_before",
    "form_minutes_after",
    "online_minutes_before",
    "online_minutes_after",
    "setup_minutes_per_person",
)


@dataclass(frozen=True, slots=True)
class ProcedureCases:
    """What a body brings to the procedure lines; arrays are body × procedure line.

    Attributes:
        lines: Index of each line.
        cases: N: yearly cases of the body; NaN where not known.
        rate_before: r₀: share made online today, the body's own where known, else the line's.
        rate_change: r₁ − r₀; 0 where the body is already beyond what is offered.
        is_own_rate: Whether r₀ is the body's own.
        is_beyond: Whether the body is already beyond the offered rate.
    """

    lines: IntArray
    cases: FloatArray
    rate_before: FloatArray
    rate_change: FloatArray
    is_own_rate: BoolArray
    is_beyond: BoolArray


def procedure_cases(model: BenefitModel, bodies: Bodies) -> ProcedureCases:
    """Return cases and online rates of each body for each procedure line.

    A fall of the online rate is counted only where the vendor itself answers one.
    """
    lines = np.flatnonzero(model.lines.procedure != NONE)
    index_of = {name: index for index, name in enumerate(bodies.procedures)}
    homes = [index_of.get(name, NONE) for name in model.procedure_ids]
    home = np.array([*homes, NONE], dtype=np.int64)[model.lines.procedure[lines]]
    blank = np.full((len(bodies), 1), np.nan)
    cases = np.concatenate([bodies.volumes, blank], axis=1)[:, home]
    own = np.concatenate([bodies.online_rates, blank], axis=1)[:, home]
    before = model.lines.fields["online_rate_before"][lines]
    after = model.lines.fields["online_rate_after"][lines]
    is_own = ~np.isnan(own)
    rate = np.where(is_own, own, before)
    is_beyond = is_own & (own > after) & ~(after < before)
    return ProcedureCases(
        lines=lines,
        cases=cases,
        rate_before=rate,
        rate_change=np.where(is_beyond, 0.0, after - rate),
        is_own_rate=is_own,
        is_beyond=is_beyond,
    )


def procedure_terms(
    model: BenefitModel, bodies: Bodies, assumptions: AssumptionSet
) -> tuple[Term, ...]:
    """Return the addends of method §5 for every procedure line.

    With N cases, r the online rate, u the uptake and Δ = today − offered:
    shift N·u(r₁ − r₀)(travel + wait + form₀ − online₁)/60, wait and form N(1 − r_t)·u·Δ/60,
    online N·r₀·u(online₀ − online₁)/60, set-up −N(r_t − r_{t−1})·setup/60/procedures per person,
    staff N·u(h₀ − h₁)/60, visits N·u(r₁ − r₀). A minute that is missing leaves its own addend
    unknown and no other.
    """
    found = procedure_cases(model, bodies)
    lines, cases, change = found.lines, found.cases, found.rate_change
    silent = model.lines.is_silent[lines]

    def field(name: str) -> FloatArray:
        return np.asarray(np.where(silent, np.nan, model.lines.fields[name][lines]))

    def saved(name: str) -> FloatArray:
        return field(f"{name}_minutes_before") - field(f"{name}_minutes_after")

    speaks = np.any([~np.isnan(field(name)) for name in _OF_RESIDENTS], axis=0)
    staff_given = ~np.isnan(field("staff_minutes_before")) | ~np.isnan(field("staff_minutes_after"))
    rates_given = ~np.isnan(field("online_rate_after"))
    hours = np.full(len(lines), quantity("resident_hours"), dtype=np.int64)
    nothing = np.zeros_like(cases)

    def term(
        name: str,
        level: FloatArray,
        is_gain: BoolArray,
        is_claimed: BoolArray,
        *,
        counted: IntArray = hours,
        square: FloatArray = nothing,
        step: FloatArray = nothing,
    ) -> Term:
        spread = np.broadcast_to(is_gain, cases.shape)
        return Term(name, lines, counted, level, square, step, spread, is_claimed & ~silent)

    left = field("travel_minutes") + field("wait_minutes_before") + field("form_minutes_before")
    moved = left - field("online_minutes_after")
    shift = cases * change * moved / MINUTES_PER_HOUR
    terms = [term("shift", shift, shift >= 0, speaks & rates_given)]
    for name in ("wait", "form"):
        minutes = saved(name)
        staying = cases * (1 - found.rate_before) * minutes / MINUTES_PER_HOUR
        leaving = -cases * change * minutes / MINUTES_PER_HOUR
        terms.append(term(name, staying, minutes >= 0, speaks, square=leaving))
    online = cases * found.rate_before * saved("online") / MINUTES_PER_HOUR
    terms.append(term("online", online, saved("online") >= 0, speaks))
    newcomers = cases * np.maximum(change, 0) / assumptions.number("procedures_per_person")
    setup = -newcomers * field("setup_minutes_per_person") / MINUTES_PER_HOUR
    terms.append(term("setup", nothing, setup > 0, speaks & rates_given, step=setup))
    visits = np.full(len(lines), quantity("visits"), dtype=np.int64)
    fewer = np.where(silent, np.nan, cases * change)
    terms.append(term("visits", fewer, fewer >= 0, rates_given, counted=visits))
    staff = cases * saved("staff") / MINUTES_PER_HOUR
    kinds = staff_quantities(model, lines)
    terms.append(term("staff", staff, saved("staff") >= 0, staff_given, counted=kinds))
    return tuple(terms)
