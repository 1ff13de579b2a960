"""The one word for how far a total can be relied on (method §1, "Certainty")."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from rfi.compare.round.bounds import Bound, Kind

CertaintyKind = Literal["firm", "to_confirm", "interval", "at_least", "unknown"]
# How a total is known → its word, but for what is exact.
_OF_BOUND: Mapping[Kind, CertaintyKind] = {
    "at_least": "at_least",
    "between": "interval",
    "at_most": "unknown",
    "unknown": "unknown",
}


@dataclass(frozen=True, slots=True)
class Certainty:
    """How far a total can be relied on.

    Attributes:
        kind: ``firm`` (no hole and no open warning), ``to_confirm`` (no hole, but open warnings),
            ``interval``, ``at_least`` (≧) or ``unknown`` (no bound, or no figure).
        to_confirm: Open warnings that touch the amounts, whatever the kind.
    """

    kind: CertaintyKind
    to_confirm: int


def certainty_of(bound: Bound | None, to_confirm: int, *, is_levelled: bool = False) -> Certainty:
    """Return the certainty of a total.

    Args:
        bound: The interval it is known to lie in; None where there is no figure.
        to_confirm: Open warnings that touch its amounts.
        is_levelled: Whether other offers' prices are in it: then it is no firm figure even where
            their lowest and highest are the same.

    >>> certainty_of(Bound.exact(100), 0).kind, certainty_of(Bound.exact(100), 2).kind
    ('firm', 'to_confirm')
    >>> certainty_of(Bound.at_least(80), 2)
    Certainty(kind='at_least', to_confirm=2)
    """
    if bound is None:
        return Certainty("unknown", to_confirm)
    if bound.kind != "exact":
        return Certainty(_OF_BOUND[bound.kind], to_confirm)
    if is_levelled:
        return Certainty("interval", to_confirm)
    return Certainty("to_confirm" if to_confirm else "firm", to_confirm)
