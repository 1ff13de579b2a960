"""How bodies are priced together: from which quotes, and what stays out (method §3)."""

from dataclasses import dataclass
from typing import Literal, Protocol, get_args

import numpy as np

from rfi.compare.cost.sizes.group import GroupRatios, joint_factors
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.quoted_points import Flags
from rfi.normalize.bodies import Bodies
from rfi.normalize.step import FloatArray

SizeKind = Literal["quoted", "interpolated", "single_point", "extrapolated", "not_quoted"]
GroupKind = Literal["alone", "quoted", "interpolated", "beyond", "not_quoted"]
# The doubt grows along the list: of several cities the most doubtful decides.
SIZE_KINDS: tuple[SizeKind, ...] = get_args(SizeKind)


@dataclass(frozen=True, slots=True)
class SizeBasis:
    """From which quotes an offer's figures come.

    Attributes:
        size: How the sizes of the cities lie to the quoted ones.
        group: How the number of cities lies to the quoted ones.
        scenarios: Indexes of every quoted scenario that is used.
        linear_cells: Entries whose curve is a straight line, an end being 0.
    """

    size: SizeKind
    group: GroupKind
    scenarios: tuple[int, ...]
    linear_cells: int = 0

    @property
    def is_estimable(self) -> bool:
        """Whether there is a figure at all."""
        return "not_quoted" not in {self.size, self.group}


@dataclass(frozen=True, slots=True, eq=False)
class Together:
    """How the sizes of several bodies lie to the quoted ones, by offer.

    Attributes:
        gaps: offer × business × item: left out of any (priced at one end only, quantity unknown).
        linear: offer × business × item: an end is 0, so the curve is a straight line.
        is_quoted: By offer: whether every body lies somewhere among its quotes.
        kinds: By offer, the most doubtful size of any body.
        used: By offer, the scenarios that are used; empty without any.
    """

    gaps: Flags
    linear: Flags
    is_quoted: Flags
    kinds: tuple[SizeKind, ...]
    used: tuple[tuple[int, ...], ...]

    def with_others(self, other: "Together") -> "Together":
        """Return these offers beside others, of which nothing is said here."""
        each = zip(self.kinds, other.kinds, self.used, other.used, strict=True)
        chosen = [(a, used) if used else (b, others) for a, b, used, others in each]
        return Together(
            gaps=self.gaps | other.gaps,
            linear=self.linear | other.linear,
            is_quoted=self.is_quoted | other.is_quoted,
            kinds=tuple(kind for kind, _ in chosen),
            used=tuple(used for _, used in chosen),
        )


class Gaps(Protocol):
    """What of an estimate decides what it covers; as in ``Estimate``."""

    @property
    def gaps(self) -> Flags:
        """Offer × business × item: left out."""

    @property
    def is_group_gap(self) -> Flags:
        """Those of the gaps that the group size makes."""

    @property
    def sizes(self) -> tuple[SizeBasis, ...]:
        """By offer."""


@dataclass(frozen=True, slots=True, eq=False)
class GroupGaps:
    """What an estimate of bodies as one group covers; as in ``Estimate``."""

    gaps: Flags
    is_group_gap: Flags
    sizes: tuple[SizeBasis, ...]


def group_gaps(together: Together, ratios: GroupRatios, count: int) -> GroupGaps:
    """Return what an estimate of ``count`` bodies covers.

    A cell that one of them lacks the group lacks.
    """
    sizes = []
    for offer, is_quoted in enumerate(together.is_quoted.tolist()):
        used, group = together.used[offer], _group_kind(ratios, offer, count)
        if group not in {"alone", "not_quoted"}:
            quoted = ratios.offers[offer]
            used += (quoted.single, quoted.lower, quoted.upper)
        kind: SizeKind = together.kinds[offer] if is_quoted else "not_quoted"
        linear = int(np.count_nonzero(together.linear[offer]))
        sizes.append(SizeBasis(kind, group, tuple(dict.fromkeys(used)), linear))
    return GroupGaps(
        gaps=together.gaps | ratios.gaps,
        is_group_gap=ratios.gaps & ~together.gaps,
        sizes=tuple(sizes),
    )


def group_factors(basis: CostBasis, ratios: GroupRatios, bodies: Bodies, gaps: Flags) -> FloatArray:
    """Return member × component: a member's part of the group's price over its price alone.

    Args:
        basis: The answers laid out.
        ratios: Of so many bodies.
        bodies: The members of one group.
        gaps: offer × business × item: left out.
    """
    parts = basis.cube.components
    return joint_factors(
        ratios.ratio[parts.cell_phase],
        basis.model.drivers.pooled(bodies, np.zeros(len(bodies), dtype=np.int64)),
        parts.driver,
        ~gaps[parts.offer, parts.business, parts.item],
    )


def _group_kind(ratios: GroupRatios, offer: int, count: int) -> GroupKind:
    if count == 1:
        return "alone"
    quoted = ratios.offers[offer]
    if not quoted.is_quoted:
        return "not_quoted"
    if quoted.is_beyond:
        return "beyond"
    return "quoted" if quoted.lower == quoted.upper else "interpolated"
