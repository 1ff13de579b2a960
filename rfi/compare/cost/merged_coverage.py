"""Coverage of an estimate: what every quote behind it answers, the weakest answer deciding."""

from collections.abc import Collection, Hashable, Sequence
from functools import partial

import numpy as np

from rfi.compare.cost.sizes.together import Gaps
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.coverage import (
    GROUP_GAP,
    HOLES,
    INCLUDED_UNRESOLVED,
    SIZE_GAP,
    TERM_SHORT,
    Coverage,
    priced_items_of,
)
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.cost.lines import Axes
from rfi.normalize.cost.states import STATES
from rfi.scenario.questionnaire import CostCell

# Of two answers to one cell the later one in this list holds for the estimate between them.
_WEAKEST_LAST = (
    "free",
    "included",
    "priced",
    "priced_from",
    TERM_SHORT,
    "out_of_scope",
    INCLUDED_UNRESOLVED,
    "separate",
    "unanswered",
)
_RANK = {state: rank for rank, state in enumerate(_WEAKEST_LAST)}
# What a hole that is no state of its own was answered with.
_ANSWERED_AS = {INCLUDED_UNRESOLVED: "included", TERM_SHORT: "priced"}


def merge_coverages(
    coverages: Sequence[Coverage], size_gaps: Collection[CostCell], group_gaps: Collection[CostCell]
) -> Coverage:
    """Return the coverage of an estimate between quotes.

    Args:
        coverages: Of one offer in every quoted scenario that the estimate uses, at least one.
        size_gaps: Cells priced at one size and not at the other, which are left out.
        group_gaps: Cells that no group, or no single city, has a price for; left out too.
    """
    counts = dict.fromkeys(STATES, 0)
    states: dict[CostCell, str] = {}
    holes: dict[str, list[CostCell]] = {}
    for cell in dict.fromkeys(cell for one in coverages for cell in one.states):
        given = [one.states[cell] for one in coverages if cell in one.states]
        weakest = max(given, key=_RANK.__getitem__)
        counts[_ANSWERED_AS.get(weakest, weakest)] += 1
        state = SIZE_GAP if cell in size_gaps else GROUP_GAP if cell in group_gaps else weakest
        states[cell] = state
        if state in HOLES:
            holes.setdefault(state, []).append(cell)
    for one in coverages:
        holes.update({kind: [] for kind, cells in one.holes.items() if not cells})
    return Coverage(
        asked=len(states),
        counts=counts,
        holes={kind: tuple(holes[kind]) for kind in HOLES if kind in holes},
        states=states,
        priced_items=priced_items_of(states),
    )


def _cells_of(flags: Flags, axes: Axes) -> frozenset[CostCell]:
    """Return the asked cells of business × item flags; a bundle stands for its businesses."""
    return frozenset(
        (member, axes.items[item])
        for business, item in np.argwhere(flags).tolist()
        for member in axes.members(business)
    )


def coverages_under(
    basis: CostBasis, conditions: Conditions, scenario: int
) -> tuple[Coverage, ...]:
    """Return the coverage of every offer in one quoted scenario under the conditions."""
    return basis.coverages(
        scenario,
        conditions.scope,
        conditions.assumptions.number("horizon_months"),
        is_extended=conditions.assumptions.choice("term_extension") == "last_month",
    )


def coverage_keys(
    basis: CostBasis, conditions: Conditions, estimate: Gaps | None
) -> tuple[tuple[Hashable, ...], ...]:
    """Return by offer everything beside the answers that decides its coverage."""
    fixed = (
        basis.model.axes.scenarios.index(conditions.scenario_id),
        conditions.scope,
        conditions.assumptions.number("horizon_months"),
        conditions.assumptions.choice("term_extension"),
    )
    if estimate is None:
        return (fixed,)
    return tuple(
        (
            offer,
            size.size,
            size.group,
            size.scenarios,
            estimate.gaps[offer].tobytes(),
            estimate.is_group_gap[offer].tobytes(),
            *fixed,
        )
        for offer, size in enumerate(estimate.sizes)
    )


def coverages_of(
    basis: CostBasis, conditions: Conditions, estimate: Gaps | None
) -> tuple[Coverage, ...]:
    """Return the coverage of every offer in the quoted scenario, or behind its estimate."""
    if estimate is None:
        own = basis.model.axes.scenarios.index(conditions.scenario_id)
        return coverages_under(basis, conditions, own)
    return tuple(
        basis.kept.get("coverage", key, partial(_merged, basis, conditions, estimate, offer))
        for offer, key in enumerate(coverage_keys(basis, conditions, estimate))
    )


def _merged(basis: CostBasis, conditions: Conditions, estimate: Gaps, offer: int) -> Coverage:
    """Return the coverage of one offer's estimate; reads nothing but what is in its key."""
    axes, size = basis.model.axes, estimate.sizes[offer]
    own = axes.scenarios.index(conditions.scenario_id)
    given = [
        coverages_under(basis, conditions, scenario)[offer] for scenario in size.scenarios or (own,)
    ]
    every = frozenset(cell for one in given for cell in one.states)
    group_gaps = _cells_of(estimate.is_group_gap[offer], axes)
    size_gaps = _cells_of(estimate.gaps[offer] & ~estimate.is_group_gap[offer], axes)
    if not size.is_estimable:
        group_gaps = every if size.group == "not_quoted" else group_gaps
        size_gaps = every if size.size == "not_quoted" else size_gaps
    return merge_coverages(given, size_gaps & every, group_gaps & every)
