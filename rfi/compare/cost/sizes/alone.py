"""What each body pays alone under every offer: its weights of the quoted prices (method §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.sizes.size import SizedPart, sized_part
from rfi.compare.cost.sizes.together import SIZE_KINDS, SizeKind, Together
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import Flags, Segment, segments_between
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.step import FloatArray


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Bodies between the same two quoted sizes, and the offers that quote them; as ``SizedPart``.

    Attributes:
        kind: Index into ``SIZE_KINDS``.
    """

    bodies: Indexes
    offers: Indexes
    lower: int
    upper: int
    near: int
    is_outside: bool
    kind: int
    gaps: Flags
    linear: Flags
    holds_for_each: bool


@dataclass(frozen=True, slots=True, eq=False)
class Alone:
    """How bodies, each alone, are priced by offers; nothing is said of the other offers.

    Attributes:
        stretches: Which bodies lie where.
        weights: Scenario → body × component, multiples of the quoted flows there.
        together: How all of them lie as one.
        any_gaps: body × offer: whether anything is left out.
        ends: body × offer × 2: the quoted sizes on either side (scenarios); −1 for none.
        near: body × offer: the nearer of them.
        is_outside: body × offer: beyond the quoted sizes.
    """

    stretches: tuple[_Stretch, ...]
    weights: Mapping[int, FloatArray]
    together: Together
    any_gaps: Flags
    ends: Indexes
    near: Indexes
    is_outside: Flags

    def with_others(self, other: "Alone") -> "Alone":
        """Return these offers beside others."""
        weights = dict(self.weights)
        for scenario, mine in other.weights.items():
            weights[scenario] = weights[scenario] + mine if scenario in weights else mine
        return Alone(
            stretches=self.stretches + other.stretches,
            weights=weights,
            together=self.together.with_others(other.together),
            any_gaps=self.any_gaps | other.any_gaps,
            ends=np.maximum(self.ends, other.ends),
            near=np.maximum(self.near, other.near),
            is_outside=self.is_outside | other.is_outside,
        )

    def priced(self, totals: FloatArray) -> FloatArray:
        """Return body × component: what each pays alone, yen of the window.

        Args:
            totals: scenario × component, nominal yen of the window, as quoted.
        """
        found = np.zeros((len(self.any_gaps), totals.shape[1]))
        for scenario, weights in self.weights.items():
            found += weights * totals[scenario]
        return found

    def together_of(self, bodies: Indexes) -> Together | None:
        """Return how some of the bodies lie; None where that takes their quantities.

        Args:
            bodies: Indexes.
        """
        mine, chosen = set(bodies.tolist()), []
        for one in self.stretches:
            count = len(mine.intersection(one.bodies.tolist()))
            if 0 < count < len(one.bodies) and not one.holds_for_each:
                return None
            if count:
                chosen.append((one, count))
        return _together(chosen, len(bodies), self.together.gaps.shape)


def _kind(part: SizedPart) -> SizeKind:
    if part.is_outside:
        return "single_point" if part.is_single else "extrapolated"
    return "quoted" if part.lower == part.upper else "interpolated"


def _alone(basis: CostBasis, totals: FloatArray, count: int, segments: Sequence[Segment]) -> Alone:
    parts, points = basis.cube.components, basis.points
    weights: dict[int, FloatArray] = {}
    stretches = []
    for segment in segments:
        part = sized_part(totals, parts, points, segment)
        at = np.ix_(part.bodies, part.components)
        for scenario, part_weights in (
            (part.near, part.near_weight),
            (part.other, part.other_weight),
        ):
            # Few cells are 0 at the nearer size; without them the other end weighs nothing.
            if part_weights.any():
                weights.setdefault(scenario, np.zeros((count, len(parts))))[at] += part_weights
        stretches.append(
            _Stretch(
                bodies=part.bodies,
                offers=part.offers,
                lower=part.lower,
                upper=part.upper,
                near=part.near,
                is_outside=part.is_outside,
                kind=SIZE_KINDS.index(_kind(part)),
                gaps=part.gaps,
                linear=part.linear,
                holds_for_each=part.holds_for_each,
            )
        )
    return _of_stretches(tuple(stretches), weights, count, points.has_amount.shape[1:])


def _of_stretches(
    stretches: tuple[_Stretch, ...],
    weights: Mapping[int, FloatArray],
    count: int,
    shape: tuple[int, ...],
) -> Alone:
    """Return how so many bodies are priced, from where they lie; ``shape`` is that of the gaps."""
    offers = shape[0]
    any_gaps = np.zeros((count, offers), dtype=np.bool_)
    outside = np.zeros_like(any_gaps)
    ends = np.full((count, offers, 2), -1, dtype=np.int64)
    near = np.full((count, offers), -1, dtype=np.int64)
    for part in stretches:
        mine = np.ix_(part.bodies, part.offers)
        any_gaps[mine] = part.gaps[part.offers].any(axis=(1, 2))
        ends[mine] = (part.lower, part.upper)
        near[mine] = part.near
        outside[mine] = part.is_outside
    return Alone(
        stretches=stretches,
        weights=weights,
        together=_together([(one, len(one.bodies)) for one in stretches], count, shape),
        any_gaps=any_gaps,
        ends=ends,
        near=near,
        is_outside=outside,
    )


def _together(
    stretches: Sequence[tuple[_Stretch, int]], count: int, shape: tuple[int, ...]
) -> Together:
    """Return how bodies lie, so many of them in each stretch, ``count`` in all."""
    gaps = np.zeros(shape, dtype=np.bool_)
    linear = np.zeros_like(gaps)
    worst, lying = np.zeros((2, shape[0]), dtype=np.int64)
    used: list[dict[int, None]] = [{} for _ in range(shape[0])]
    for part, bodies in stretches:
        gaps[part.offers] |= part.gaps[part.offers]
        linear[part.offers] |= part.linear[part.offers]
        worst[part.offers] = np.maximum(worst[part.offers], part.kind)
        lying[part.offers] += bodies
        for offer in part.offers.tolist():
            used[offer].update(dict.fromkeys((part.lower, part.upper)))
    return Together(
        gaps=gaps,
        linear=linear,
        is_quoted=lying == count,
        kinds=tuple(SIZE_KINDS[index] for index in worst.tolist()),
        used=tuple(map(tuple, used)),
    )


def alone_of(basis: CostBasis, totals: FloatArray, bodies: Bodies) -> Alone:
    """Return how bodies, each alone, are priced by every offer.

    What lies where is kept, since prices do not touch it; and the offers that follow the exchange
    rate are taken apart from the others, each half kept by its prices, since most assumptions move
    the prices of one half or of none.

    Args:
        basis: The answers laid out.
        totals: scenario × component, nominal yen of the window, as quoted.
        bodies: The cities.
    """
    given = (bodies.population, bodies.staff, bodies.volumes)
    whose = (bodies.procedures, *(values.tobytes() for values in given))
    parts = basis.cube.components

    def find() -> tuple[Segment, ...]:
        return tuple(segments_between(parts, basis.points, basis.model.drivers, bodies))

    segments = basis.kept.get("segments", whose, find)
    moves = basis.points.follows_rate[parts.offer]

    def half(*, follows_rate: bool) -> Alone:
        chosen = [one for one in segments if one.follows_rate is follows_rate]
        prices = totals[:, moves == follows_rate].tobytes()
        key = (whose, follows_rate, prices)
        return basis.kept.get("alone", key, lambda: _alone(basis, totals, len(bodies), chosen))

    return half(follows_rate=False).with_others(half(follows_rate=True))
