"""A change of a total by its causes: each part is whole yen, and they sum to the change."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from rfi.analysis.change.causes import CAUSES, Cause


@dataclass(frozen=True, slots=True)
class TotalChange:
    """How the total of one offer came from the last round to this one, whole yen.

    Attributes:
        offer_key: Of the offer in this round.
        before, after: Totals, rounded half-up.
        parts: Cause → what it changed, in the order of ``CAUSES``.
    """

    offer_key: str
    before: int
    after: int
    parts: dict[Cause, int]

    @property
    def change(self) -> int:
        """After − before: + dearer, − cheaper."""
        return self.after - self.before


def whole_yen(amount: float) -> int:
    """Return yen rounded half-up, 0.5 away from zero.

    >>> whole_yen(0.5), whole_yen(-0.5), whole_yen(2.4)
    (1, -1, 2)
    """
    return int(math.copysign(math.floor(abs(amount) + 1 / 2), amount))


def split_change(offer_key: str, totals: Sequence[float]) -> TotalChange:
    """Return a change split by its causes.

    Each cause is what the total moves when it comes on top of those before it.

    Args:
        offer_key: Of the offer in this round.
        totals: Before, then after each cause in the order of ``CAUSES``; the last one is today's.

    Raises:
        ValueError: there is not one total more than causes.

    >>> split_change("a", [10, 12, 12, 12, 15, 15, 15, 14]).parts["price"]
    3
    """
    if len(totals) != len(CAUSES) + 1:
        message = f"{len(totals)} totals for {len(CAUSES)} causes"
        raise ValueError(message)
    whole = [whole_yen(total) for total in totals]
    parts = {cause: whole[at + 1] - whole[at] for at, cause in enumerate(CAUSES)}
    return TotalChange(offer_key, whole[0], whole[-1], parts)
