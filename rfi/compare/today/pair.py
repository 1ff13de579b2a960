"""One figure before and after, and the tax basis it stands on."""

import math
from dataclasses import dataclass
from typing import Literal

from rfi.compare.round.bounds import Bound

Tax = Literal["excluded", "included"]
TAXES: tuple[Tax, ...] = ("excluded", "included")


def ratio_of(before: Bound, after: Bound) -> Bound | None:
    """Return after / before as the interval it is known to lie in; None without a before.

    >>> ratio_of(Bound.exact(100), Bound.at_least(80)).sign
    '≧'
    >>> ratio_of(Bound.at_least(100), Bound.at_least(80)).sign
    '※'
    """
    if not before.low > 0:
        return None
    low = after.low / before.high if math.isfinite(before.high) else -math.inf
    return Bound(low, after.high / before.low, after.shown / before.shown)


@dataclass(frozen=True, slots=True)
class Pair:
    """One figure before and after, in yen; the offer's is None where it has no price."""

    before: Bound
    after: Bound | None

    @property
    def difference(self) -> Bound | None:
        """Offered − today: below 0 where the offer is cheaper; ≧ where the offer is ≧."""
        return None if self.after is None else self.after.minus(self.before)

    @property
    def ratio(self) -> Bound | None:
        """Offered / today; None where either side has no figure."""
        return None if self.after is None else ratio_of(self.before, self.after)
