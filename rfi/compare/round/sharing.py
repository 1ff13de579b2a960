"""How n cities share one cost (method §4): keys, exact shares, and whole yen that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.round.constants import HARP_BURDEN, TIE_DIGITS
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet


@dataclass(frozen=True, slots=True)
class SharingKey:
    """How a shared cost is divided.

    Attributes:
        method: Code of ``sharing_methods``.
        equal_ratio: α, the part divided equally (``mixed``); 0–1.
        own_weights: Municipality code → weight (``own``).
    """

    method: str
    equal_ratio: float
    own_weights: Mapping[str, float]


def sharing_key(assumptions: AssumptionSet, own_weights: Mapping[str, float]) -> SharingKey:
    """Return the key that the assumptions choose."""
    return SharingKey(
        assumptions.choice("sharing_method"),
        assumptions.number("sharing_equal_ratio"),
        own_weights,
    )


def weights_of(key: SharingKey, codes: Sequence[str], population: FloatArray) -> FloatArray:
    """Return what each city's part is in proportion to, as in ``shares_of``."""
    if key.method == "mixed":
        return population
    if key.method == "harp":
        return np.asarray(population ** np.log2(HARP_BURDEN))
    return np.array([key.own_weights.get(code, 0.0) for code in codes], dtype=np.float64)


def shares_of(
    key: SharingKey,
    codes: Sequence[str],
    population: FloatArray,
    group: npt.NDArray[np.int64] | None = None,
) -> FloatArray:
    """Return the part of a shared cost that each city bears; in every group they sum to 1.

    ``mixed``: α/n + (1 − α)·p_i/Σp. ``harp``: in proportion to p^log₂1.5, so that twice the
    residents bear 1.5 times as much. ``own``: in proportion to the weights given.

    Args:
        key: How the cost is divided.
        codes: What names each city.
        population: Residents of each city.
        group: Which cost each city shares in (0, 1 …); None is one cost for all.

    Raises:
        ValueError: an own weight is below 0, or those of a group do not sum to more than 0.

    >>> even = SharingKey("mixed", 0.5, {})
    >>> [round(float(x), 4) for x in shares_of(even, ("a", "b"), np.array([100.0, 300.0]))]
    [0.375, 0.625]
    """
    home = np.zeros(len(codes), dtype=np.int64) if group is None else group
    weights = weights_of(key, codes, population)
    if (weights < 0).any() or (np.bincount(home, weights=weights) <= 0).any():
        message = f"own weights of {list(codes)} do not sum to more than 0"
        raise ValueError(message)
    parts = _parts(weights, home)
    if key.method != "mixed":
        return parts
    equal = 1 / np.bincount(home)[home]
    return np.asarray(key.equal_ratio * equal + (1 - key.equal_ratio) * parts)


def _parts(weights: FloatArray, home: npt.NDArray[np.int64]) -> FloatArray:
    return np.asarray(weights / np.bincount(home, weights=weights)[home])


def whole_yen(
    exact: FloatArray,
    population: FloatArray,
    codes: Sequence[str],
    group: npt.NDArray[np.int64] | None = None,
) -> npt.NDArray[np.int64]:
    """Return whole yen by largest remainder, which sum in every column to the rounded total.

    What is left after rounding down goes, a yen each, to the largest remainders; ties go to the
    larger population, then to the lower code.

    Args:
        exact: city × column (a fiscal year, an offer …), exact shares in yen.
        population: Residents of each city.
        codes: What names each city.
        group: Which cost each city shares in (0, 1 …); None is one cost for all.
    """
    home = np.zeros(len(codes), dtype=np.int64) if group is None else group
    count = int(home.max(initial=0)) + 1
    down = np.floor(np.round(exact, TIE_DIGITS))
    rest = np.round(exact - down, TIE_DIGITS)
    sums = np.zeros((2, count, exact.shape[1]))
    np.add.at(sums[0], home, exact)
    np.add.at(sums[1], home, down)
    left = np.floor(np.round(sums[0], TIE_DIGITS) + 1 / 2) - sums[1]
    rank_of_code = np.argsort(np.argsort(np.array(codes, dtype=str), kind="stable"))
    fixed = [
        np.broadcast_to(key[:, np.newaxis], exact.shape) for key in (rank_of_code, -population)
    ]
    by_group = np.broadcast_to(home[:, np.newaxis], exact.shape)
    order = np.lexsort((*fixed, -rest, by_group), axis=0)
    sizes = np.bincount(home, minlength=count)
    start = (np.cumsum(sizes) - sizes)[home[order]]
    rank = np.empty(exact.shape, dtype=np.int64)
    np.put_along_axis(rank, order, np.arange(len(codes))[:, np.newaxis] - start, axis=0)
    return np.asarray(down + (rank < left[home]), dtype=np.int64)
