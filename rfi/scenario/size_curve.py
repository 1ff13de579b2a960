"""From quoted sizes to another size: the one curve for prices, cases, households and staff.

Between two quoted sizes a figure follows a power of the size (a straight line in logarithms);
where an end is 0 it follows a straight line. Outside, the end segment is continued (method §3).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float64]
IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Segments:
    """Which two quoted sizes each wanted size lies between; one entry a wanted size.

    Attributes:
        lower, upper: Indexes of the two in the quoted sizes; the same one where the size is
            quoted itself or only one size is quoted.
        nearer: The one nearer in ln size; ties go to the lower.
        is_outside: Whether the size lies beyond the quoted ones (外挿).
    """

    lower: IntArray
    upper: IntArray
    nearer: IntArray
    is_outside: npt.NDArray[np.bool_]


def segments_of(quoted: FloatArray, wanted: FloatArray) -> Segments:
    """Return the segments of ``wanted`` sizes among ``quoted`` ones.

    Args:
        quoted: Quoted sizes, ascending, above 0, at least one.
        wanted: Wanted sizes, above 0.
    """
    count = len(quoted)
    lower = np.clip(np.searchsorted(quoted, wanted, side="right") - 1, 0, max(count - 2, 0))
    upper = np.minimum(lower + 1, count - 1)
    for index in (lower, upper):
        # A quoted size is the quote itself, not the end of a curve.
        exact = quoted[index] == wanted
        lower, upper = np.where(exact, index, lower), np.where(exact, index, upper)
    to_lower = np.abs(np.log(wanted / quoted[lower]))
    to_upper = np.abs(np.log(wanted / quoted[upper]))
    return Segments(
        lower=lower,
        upper=upper,
        nearer=np.where(to_lower <= to_upper, lower, upper),
        is_outside=(wanted < quoted[0]) | (wanted > quoted[-1]),
    )


def power_between(
    size: FloatArray,
    lower_size: FloatArray,
    upper_size: FloatArray,
    lower_value: FloatArray,
    upper_value: FloatArray,
) -> FloatArray:
    """Return the value at ``size`` on the curve through two points; all arrays broadcast.

    c = c₁(p/p₁)^b with b = ln(c₂/c₁)/ln(p₂/p₁). Where an end is not above 0 the line is straight,
    and outside the two sizes it stops at 0. Two equal sizes give the lower value (no scaling).

    >>> at, ones = np.array([300.0]), np.ones(1)
    >>> cheap = power_between(at, ones * 250, ones * 350, ones * 80, ones * 100)
    >>> dear = power_between(at, ones * 250, ones * 350, ones * 10, ones * 40)
    >>> round(float((cheap + dear)[0]), 2)
    111.48
    """
    is_one = lower_size == upper_size
    span = np.where(is_one, 1.0, upper_size - lower_size)
    share = np.where(is_one, 0.0, (size - lower_size) / span)
    straight = lower_value + (upper_value - lower_value) * share
    inside = (share >= 0) & (share <= 1)
    straight = np.where(inside, straight, np.maximum(straight, 0.0))
    has_power = (lower_value > 0) & (upper_value > 0)
    first = np.where(has_power, lower_value, 1.0)
    second = np.where(has_power, upper_value, 1.0)
    log_span = np.where(is_one, 1.0, np.log(upper_size / lower_size))
    power = np.where(is_one, 0.0, np.log(size / lower_size) / log_span)
    return np.where(has_power, first * (second / first) ** power, straight)


def curve_at(sizes: FloatArray, values: FloatArray, wanted: FloatArray) -> FloatArray:
    """Return the values at ``wanted`` sizes of the curve through quoted (size, value) points.

    Args:
        sizes: Quoted sizes, ascending, above 0, at least one.
        values: The value at each; a second axis holds several curves.
        wanted: Wanted sizes, above 0.

    Returns:
        One entry a wanted size; a second axis as that of ``values``.
    """
    found = segments_of(sizes, wanted)
    lower, upper = values[found.lower], values[found.upper]
    along = (slice(None), *(np.newaxis for _ in values.shape[1:]))
    return power_between(
        wanted[along], sizes[found.lower][along], sizes[found.upper][along], lower, upper
    )


@dataclass(frozen=True, slots=True, eq=False)
class QuotedCurves:
    """Curves of quantities through the same sizes, read at once.

    Attributes:
        names: What each curve is of.
        sizes: Quoted sizes, ascending.
        values: size × curve.
    """

    names: tuple[str, ...]
    sizes: FloatArray
    values: FloatArray

    def at(self, wanted: FloatArray) -> FloatArray:
        """Return wanted size × curve; through one point they are in proportion to the size."""
        if len(self.sizes) == 1:
            return np.asarray(self.values * (wanted / self.sizes[0])[:, np.newaxis])
        return curve_at(self.sizes, self.values, wanted)


def curves_through(points: Mapping[str, Iterable[tuple[float, float]]]) -> tuple[QuotedCurves, ...]:
    """Return the curves that have any point, those through the same sizes together.

    Args:
        points: Name → (size, value) points in any order.
    """
    by_sizes: dict[tuple[float, ...], dict[str, list[float]]] = {}
    for name, given in points.items():
        ordered = sorted(given)
        if ordered:
            curves = by_sizes.setdefault(tuple(size for size, _ in ordered), {})
            curves[name] = [value for _, value in ordered]
    return tuple(
        QuotedCurves(
            tuple(curves),
            np.array(sizes, dtype=np.float64),
            np.array(list(curves.values()), dtype=np.float64).T,
        )
        for sizes, curves in by_sizes.items()
    )
