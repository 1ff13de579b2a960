"""Which sums may be told so that nobody can work out what fewer than three vendors say.

Each row tells a sum over some vendors of some cells (n and the mean tell it). Whoever has several
rows may add and subtract them: a total less its shown parts is the part that was hidden. A set of
rows is safe when no combination of them but the empty one speaks of two vendors or one alone. That
holds exactly when leaving any two vendors out of the rows lowers the rank of none of them, which is
what is asked here, by elimination modulo a prime.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal

import numpy as np
import numpy.typing as npt

# Fewer vendors than this are never told of.
LEAST_VENDORS = 3
# 2³¹ − 1: products of two residues fit 64 bits.
_PRIME = 2_147_483_647
Reason = Literal["few", "derivable"]
_Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Summed:
    """What a row tells the sum of.

    Attributes:
        key: Name of the row, unique in the export.
        offers: Indexes of the offers whose figures enter.
        cells: Indexes of the cells that are added up for each of them.
    """

    key: str
    offers: tuple[int, ...]
    cells: tuple[int, ...]


class _Rows:
    """Rows in echelon form; what is asked is whether a further one is new to them."""

    def __init__(self) -> None:
        self._rows: list[tuple[int, _Ints]] = []

    def reduced(self, row: _Ints) -> _Ints:
        """Return what the rows do not say of a row; all zeros where they say it all."""
        for pivot, known in self._rows:
            if row[pivot]:
                row = (row - row[pivot] * known) % _PRIME
        return row

    def add(self, reduced: _Ints) -> None:
        """Take a reduced row in that is not all zeros."""
        pivot = int(np.flatnonzero(reduced)[0])
        inverse = pow(int(reduced[pivot]), _PRIME - 2, _PRIME)
        self._rows.append((pivot, reduced * inverse % _PRIME))


def _columns(rows: Sequence[Summed], offers: int) -> tuple[_Ints, _Ints]:
    """Return rows × columns of 0 and 1, and the offer of each column; equal columns stand once."""
    cells = max((cell for row in rows for cell in row.cells), default=-1) + 1
    matrix = np.zeros((len(rows), offers, cells), dtype=np.int64)
    for index, row in enumerate(rows):
        matrix[np.ix_((index,), row.offers, row.cells)] = 1
    found, owners = [], []
    for offer in range(offers):
        distinct = np.unique(matrix[:, offer], axis=1)
        distinct = distinct[:, distinct.any(axis=0)]
        found.append(distinct)
        owners += [offer] * distinct.shape[1]
    return np.concatenate(found, axis=1), np.array(owners, dtype=np.int64)


@lru_cache(maxsize=64)
def withheld_sums(rows: tuple[Summed, ...], vendors: tuple[str, ...]) -> tuple[Reason | None, ...]:
    """Return for each row why it may not be told; None where it may.

    Rows are taken in their order: the first ones are told rather than later ones that would give
    something away beside them.

    Args:
        rows: What an export would tell, the most important first.
        vendors: Of each offer; several offers of one count as one.
    """
    if not rows or not vendors:
        return tuple("few" for _ in rows)
    matrix, owners = _columns(rows, len(vendors))
    names = np.array(vendors)[owners]
    pairs = list(combinations(dict.fromkeys(vendors), LEAST_VENDORS - 1))
    masks = [~np.isin(names, pair) for pair in pairs]
    whole, parts = _Rows(), [_Rows() for _ in pairs]
    found: list[Reason | None] = []
    for row, line in zip(rows, matrix, strict=True):
        if len({vendors[offer] for offer in row.offers}) < LEAST_VENDORS:
            found.append("few")
            continue
        new = whole.reduced(line)
        left = [part.reduced(line * mask) for part, mask in zip(parts, masks, strict=True)]
        if not new.any():
            found.append(None)
        elif all(one.any() for one in left):
            whole.add(new)
            for part, one in zip(parts, left, strict=True):
                part.add(one)
            found.append(None)
        else:
            found.append("derivable")
    return tuple(found)
