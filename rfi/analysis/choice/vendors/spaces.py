"""What of a plan costs beside the offers' own prices: numbers of businesses, or who has any.

Where every two businesses exchange data, the interfaces of a plan depend on how many businesses
each offer has and on nothing else; where none do, or all do with one, on nothing at all. So plans
are told apart by a *state*, and the cheapest plan of every state is found business by business:
exact, and as many states as there are, not plans.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import comb

import numpy as np
import numpy.typing as npt

from rfi.analysis.choice.constants import KEPT_SPACES

Indexes = npt.NDArray[np.int64]
# From states, and where each of them leads; no two of one move lead to the same.
Move = tuple[Indexes, Indexes]


@dataclass(frozen=True, slots=True)
class Numbers:
    """States are the numbers of businesses by offer, ordered by their sum.

    Attributes:
        counts: State × offer.
        step: State × offer: the state with one business more of the offer; of the last sum none.
        begins: Sum → the first state of it; the last entry is the number of states.
    """

    counts: npt.NDArray[np.int16]
    step: Indexes
    begins: tuple[int, ...]

    def counts_at(self, done: int) -> Indexes:
        """Return state × offer of the numbers of businesses after ``done`` of them."""
        return self.counts[self.begins[done] : self.begins[done + 1]].astype(np.int64)

    def size(self, done: int) -> int:
        """Return how many states there are after ``done`` businesses."""
        return self.begins[done + 1] - self.begins[done]

    def moves(self, done: int, offer: int) -> Sequence[Move]:
        """Return where one business more of an offer leads after ``done``."""
        first, end = self.begins[done], self.begins[done + 1]
        return ((np.arange(end - first), self.step[first:end, offer] - end),)


@dataclass(frozen=True, slots=True)
class Sets:
    """States are sets of offers, as bits.

    Attributes:
        offers: How many there are.
        by_offer: By offer: the moves of one business more, which are always the same.
    """

    offers: int
    by_offer: tuple[tuple[Move, ...], ...]

    def counts_at(self, _: int) -> Indexes:
        """Return state × offer: 1 where the offer has any business, else 0."""
        return np.arange(2**self.offers)[:, np.newaxis] >> np.arange(self.offers) & 1

    def size(self, _: int) -> int:
        """Return how many states there are."""
        return int(2**self.offers)

    def moves(self, _: int, offer: int) -> Sequence[Move]:
        """Return where one business more of an offer leads."""
        return self.by_offer[offer]


@lru_cache(maxsize=KEPT_SPACES)
def sets(offers: int) -> Sets:
    """Return all sets of offers."""
    states = np.arange(2**offers)
    has = [states[(states >> offer & 1) > 0] for offer in range(offers)]
    moves = (((mine, mine), (mine ^ 1 << offer, mine)) for offer, mine in enumerate(has))
    return Sets(offers, tuple(moves))


def number_of_states(businesses: int, offers: int) -> int:
    """Return how many ``Numbers`` there are.

    >>> number_of_states(20, 6)
    230230
    """
    return comb(businesses + offers, offers)


@lru_cache(maxsize=KEPT_SPACES)
def numbers(businesses: int, offers: int) -> Numbers:
    """Return all numbers of businesses by offer up to a sum.

    The place of a state is Σ_j C(s_j + j − 1, j), s_j what the first j offers have together: the
    combinatorial number system, in which one business more of offer v moves on by
    Σ_{j ≥ v} C(s_j + j − 1, j − 1).
    """
    sums = np.zeros((1, 0), dtype=np.int16)
    for offer in range(1, offers + 1):
        sums = np.concatenate(
            [
                np.column_stack([sums[: comb(most + offer - 1, offer - 1)], np.full(size, most)])
                for most in range(businesses + 1)
                if (size := comb(most + offer - 1, offer - 1))
            ]
        ).astype(np.int16)
    ahead = np.zeros((len(sums), offers), dtype=np.int64)
    for offer in range(offers):
        by_sum = np.array([comb(most + offer, offer) for most in range(businesses + 1)])
        ahead[:, offer] = by_sum[sums[:, offer]]
    ahead = ahead[:, ::-1].cumsum(axis=1)[:, ::-1]
    begins = tuple(comb(most + offers - 1, offers) for most in range(businesses + 2))
    counts = np.diff(sums, axis=1, prepend=np.int16(0)).astype(np.int16)
    return Numbers(counts, np.asfortranarray(np.arange(len(sums))[:, np.newaxis] + ahead), begins)
