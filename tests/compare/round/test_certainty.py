"""One word for how far a total can be relied on."""

import math

import pytest

from rfi.compare.round.bounds import Bound
from rfi.compare.round.certainty import Certainty, certainty_of


@pytest.mark.parametrize(
    ("bound", "to_confirm", "is_levelled", "kind"),
    [
        (Bound.exact(100), 0, False, "firm"),
        (Bound.exact(100), 3, False, "to_confirm"),
        # Lowest and highest donor may be the same: other offers' prices stay other offers' prices.
        (Bound.exact(100), 0, True, "interval"),
        (Bound(90, 110, 100), 0, False, "interval"),
        (Bound(90, 110, 100), 2, True, "interval"),
        (Bound.at_least(100), 5, False, "at_least"),
        (Bound.unbounded(100), 1, False, "unknown"),
        (Bound(90, math.inf, 100), 0, True, "unknown"),
        (None, 0, False, "unknown"),
    ],
)
def test_a_total_has_exactly_one_certainty_and_keeps_the_count(
    bound: Bound | None, to_confirm: int, *, is_levelled: bool, kind: str
) -> None:
    found = certainty_of(bound, to_confirm, is_levelled=is_levelled)
    assert found == Certainty(kind, to_confirm)  # type: ignore[arg-type]
