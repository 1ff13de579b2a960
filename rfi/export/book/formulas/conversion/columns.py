"""Where the columns of 換算 stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rfi.export.book.formulas.payers import Payers

OFFER, BUSINESS, ITEM, PHASE, RULE, FIRST = 1, 2, 3, 4, 5, 6


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of 換算 stand; −1 for what a workbook does not have."""

    scenarios: Mapping[int, int]
    presents: Mapping[int, int]
    alone: tuple[int, ...]
    alone_present: tuple[int, ...]
    ratio: int
    individual: int
    group: int
    group_present: int
    shown: int
    shown_present: int


def columns_of(scenarios: Sequence[int], payers: Payers, own: int) -> Columns:
    """Return the columns: quoted amounts, then the members, the group, and what is shown."""
    count = len(payers.members)
    presents = list(scenarios) if count else [own]
    at = iter(range(FIRST, FIRST + len(scenarios) + len(presents) + 2 * count + 6))
    amount = {scenario: next(at) for scenario in scenarios}
    present = {scenario: next(at) for scenario in presents}
    alone = tuple(next(at) for _ in range(count))
    alone_present = tuple(next(at) for _ in range(count))
    ratio, individual, group, whole = (next(at) if payers.joint else -1 for _ in range(4))
    last = next(at), next(at)
    return Columns(amount, present, alone, alone_present, ratio, individual, group, whole, *last)
