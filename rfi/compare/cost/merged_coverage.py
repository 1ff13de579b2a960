"""Coverage of an estimate: what every quote behind it answers, the weakest answer deciding."""

from collections.abc import Collection, Sequence

from rfi.compare.round.coverage import (
    GROUP_GAP,
    HOLES,
    INCLUDED_UNRESOLVED,
    SIZE_GAP,
    TERM_SHORT,
    Coverage,
    priced_items_of,
)
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
