"""What each body pays alone under every offer: its weights of the quoted prices (method §3)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args

import numpy as np

from rfi.compare.cost.sizes.size import SizedPart, sized_part
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import Flags, Segment, segments_between
from rfi.normalize.bodies import Bodies
from rfi.normalize.cost.components import Indexes
from rfi.normalize.step import FloatArray

SizeKind = Literal["quoted", "interpolated", "single_point", "extrapolated", "not_quoted"]
# The doubt grows along the list: of several cities the most doubtful decides.
SIZE_KINDS: tuple[SizeKind, ...] = get_args(SizeKind)


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
        gaps: offer × business × item: left out (priced at one end only, quantity not known).
        any_gaps: body × offer: whether anything is.
        linear: offer × business × item: an end is 0, so the curve is a straight line.
        ends: body × offer × 2: the quoted sizes on either side (scenarios); −1 for none.
        near: body × offer: the nearer of them.
        is_outside: body × offer: beyond the quoted sizes.
        kinds: By offer, the most doubtful size of any body.
        used: By offer, the scenarios that are used; empty without any.
    """

    stretches: tuple[_Stretch, ...]
    weights: Mapping[int, FloatArray]
    gaps: Flags
    any_gaps: Flags
    linear: Flags
    ends: Indexes
    near: Indexes
    is_outside: Flags
    kinds: tuple[SizeKind, ...]
    used: tuple[tuple[int, ...], ...]

    def with_others(self, other: "Alone") -> "Alone":
        """Return these offers beside others."""
        weights = dict(self.weights)
        for scenario, mine in other.weights.items():
            weights[scenario] = weights[scenario] + mine if scenario in weights else mine
        each = zip(self.kinds, other.kinds, self.used, other.used, strict=True)
        chosen = [(a, used) if used else (b, others) for a, b, used, others in each]
        return Alone(
            stretches=self.stretches + other.stretches,
            weights=weights,
            gaps=self.gaps | other.gaps,
            any_gaps=self.any_gaps | other.any_gaps,
            linear=self.linear | other.linear,
            ends=np.maximum(self.ends, other.ends),
            near=np.maximum(self.near, other.near),
            is_outside=self.is_outside | other.is_outside,
            kinds=tuple(kind for kind, _ in chosen),
            used=tuple(used for _, used in chosen),
        )

    def of_bodies(self, bodies: Indexes) -> "Alone | None":
        """Return the same for some of the bodies; None where that takes their quantities.

        Args:
            bodies: Indexes, ascending.
        """
        stretches, index = [], {body: at for at, body in enumerate(bodies.tolist())}
        for one in self.stretches:
            chosen = [index[body] for body in one.bodies.tolist() if body in index]
            if 0 < len(chosen) < len(one.bodies) and not one.holds_for_each:
                return None
            if chosen:
                stretches.append(replace(one, bodies=np.array(chosen, dtype=np.int64)))
        weights = {scenario: values[bodies] for scenario, values in self.weights.items()}
        weighted = {scenario: values for scenario, values in weights.items() if values.any()}
        return _of_stretches(tuple(stretches), weighted, len(bodies), self.gaps.shape)


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
    gaps = np.zeros(shape, dtype=np.bool_)
    linear = np.zeros_like(gaps)
    worst = np.zeros(offers, dtype=np.int64)
    used: list[dict[int, None]] = [{} for _ in range(offers)]
    outside = np.zeros((count, offers), dtype=np.bool_)
    ends = np.full((count, offers, 2), -1, dtype=np.int64)
    near = np.full((count, offers), -1, dtype=np.int64)
    for part in stretches:
        mine = np.ix_(part.bodies, part.offers)
        any_gaps[mine] = part.gaps[part.offers].any(axis=(1, 2))
        ends[mine] = (part.lower, part.upper)
        near[mine] = part.near
        outside[mine] = part.is_outside
        gaps[part.offers] |= part.gaps[part.offers]
        linear[part.offers] |= part.linear[part.offers]
        worst[part.offers] = np.maximum(worst[part.offers], part.kind)
        for offer in part.offers.tolist():
            used[offer].update(dict.fromkeys((part.lower, part.upper)))
    return Alone(
        stretches=stretches,
        weights=weights,
        gaps=gaps,
        any_gaps=any_gaps,
        linear=linear,
        ends=ends,
        near=near,
        is_outside=outside,
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
