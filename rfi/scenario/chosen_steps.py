"""From one choice of conditions to another, one condition at a time."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from rfi.scenario.chosen import Chosen

# What is moved before the assumptions, in this order.
PLACE, SCOPE, OPTIONS, EXPECTED = "place", "scope", "options", "expected"
# What a meeting moves again and again stands last: the choices before it stay as they were.
_MOVED_LAST = ("sharing_equal_ratio", "fx_usd_jpy")


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """One condition that differs.

    Attributes:
        key: ``PLACE`` (city, partners, scenario), ``SCOPE``, ``OPTIONS``, ``EXPECTED``, or an
            assumption.
        before: The choice before it, everything that stands ahead of it moved already.
        after: The choice with it moved.
    """

    key: str
    before: Chosen
    after: Chosen


def _with_place(chosen: Chosen, other: Chosen) -> Chosen:
    return replace(
        chosen,
        scenario_id=other.scenario_id,
        city=other.city,
        group=other.group,
        own_weights=other.own_weights,
    )


def _with(chosen: Chosen, other: Chosen, key: str) -> Chosen:
    if key == PLACE:
        return _with_place(chosen, other)
    if key == SCOPE:
        return replace(chosen, scope=other.scope)
    if key == OPTIONS:
        return replace(chosen, options=other.options)
    if key == EXPECTED:
        return replace(chosen, expected=other.expected)
    found = next((one for one in other.assumptions if one.key == key), None)
    return chosen.with_assumption(key, found)


def _is_moved(before: Chosen, after: Chosen, key: str) -> bool:
    """Tell whether a condition differs; who set an assumption, and why, moves no figure."""
    if key in (PLACE, SCOPE, OPTIONS, EXPECTED):
        return before != after
    return (before.has_changed(key), before.value_of(key)) != (
        after.has_changed(key),
        after.value_of(key),
    )


def chosen_steps(base: Chosen, now: Chosen) -> Iterator[ChosenStep]:
    """Yield the conditions in which two choices differ; the steps lead from ``base`` to ``now``."""
    differing = {one.key for one in (*base.assumptions, *now.assumptions)}
    keys = [
        *sorted(differing.difference(_MOVED_LAST)),
        *(key for key in _MOVED_LAST if key in differing),
    ]
    here = base
    for key in (PLACE, SCOPE, OPTIONS, EXPECTED, *keys):
        after = _with(here, now, key)
        if _is_moved(here, after, key):
            yield ChosenStep(key, here, after)
        here = after


def taken_back(base: Chosen, now: Chosen, key: str) -> Chosen:
    """Return ``now`` with one condition as it is in ``base``."""
    return _with(now, base, key)
