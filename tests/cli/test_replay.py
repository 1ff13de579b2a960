"""200 random cells of the sample round, computed again from what ``describe`` prints alone."""

import random
import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from rfi.evaluation.evaluation import Evaluation
from tests.cli.replay import number
from tests.cli.replayed import HALF_A_YEN, parts_of, replay
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_answers, sample_for, scope_of
from tests.evaluations import evaluated

RATES: dict[str, Any] = {"discount_rate": 0.04, "price_growth_rate": 0.01}
CONDITIONS: dict[str, Callable[[], Evaluation]] = {
    "a quoted scenario": sample_for,
    "a quoted group, discounted": lambda: evaluated(
        sample_answers(), scenario_id="S350K-3", changes=RATES
    ),
    "a quoted scenario, levelled": lambda: sample_for(levelling="median", **RATES),
    "a city alone": lambda: sample_for(TAKAMATSU, **RATES),
    "a city in a group": lambda: sample_for(TAKAMATSU, GROUP),
    "a city in a group, levelled": lambda: sample_for(
        TAKAMATSU, GROUP, levelling="median", fx_usd_jpy=160, **RATES
    ),
    "a group as a whole": lambda: sample_for(None, GROUP, levelling="max", **RATES),
}
EACH = 29
# Tiers, prices per resident and per city, dollars, a bundle: too rare to be left to luck.
ALWAYS = (
    (3, "COM", "I13"),
    (3, "COM", "R13"),
    (3, "B01", "I10"),
    (2, "COM", "R07"),
    (3, "B04", "R01"),
)


def drawn(evaluation: Evaluation, seed: str) -> list[tuple[int, str, str]]:
    """Return cells with a figure, by the code of a business; a bundle stands for its members."""
    flows = evaluation.costs.flows
    shown = np.argwhere(flows.values["nominal_jpy"].any(axis=-1)).tolist()
    cells = {
        (offer, member, flows.axes.items[item])
        for offer, row, item in shown
        for member in flows.axes.members(row)
    }
    assert cells.issuperset(ALWAYS)
    others = sorted(cells - set(ALWAYS))
    picked = random.Random(seed).sample(others, EACH - len(ALWAYS))  # noqa: S311 - no secret
    return [*ALWAYS, *picked]


@pytest.mark.parametrize("name", CONDITIONS)
def test_random_cells_replay_by_hand_to_the_yen(name: str) -> None:
    evaluation = CONDITIONS[name]()
    met: Counter[str] = Counter()
    cells = drawn(evaluation, name)
    for cell in cells:
        shown, again, found = replay(parts_of(evaluation, *cell))
        assert abs(shown - again) <= HALF_A_YEN, cell
        met += found
    assert len(cells) == EACH
    assert met["discounts"] > 0
    if "levelled" in name:
        assert met["levelled"] > 0
    assert met["bundles"] > 0


def test_cells_of_a_scope_that_cuts_a_bundle_and_breaks_a_discount_replay() -> None:
    evaluation = sample_for(None, GROUP, scope_of("B01", "B03"), **RATES)
    cells = ((3, "B01", "I03"), (3, "B01", "R01"), (3, "B03", "R01"), (1, "B03", "R01"))
    for cell in cells:
        shown, again, _ = replay(parts_of(evaluation, *cell))
        assert abs(shown - again) <= HALF_A_YEN, cell
    assert "束価格の一部だけ" in "".join(parts_of(evaluation, 3, "B03", "R01"))


def test_the_cells_are_at_least_200() -> None:
    assert EACH * len(CONDITIONS) >= 200


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ((3, "COM", "R13"), "69.1"),
        ((3, "COM", "I13"), "19.5"),
        ((0, "B03", "I03"), "417,496"),
        ((0, "B03", "I03"), "1,403,280"),
    ],
)
def test_another_number_on_the_way_gives_another_figure(
    cell: tuple[int, str, str], printed: str
) -> None:
    parts = parts_of(CONDITIONS["a city in a group"](), *cell)
    assert any(printed in part for part in parts)
    more = f"{number(printed) * 1.01:,.2f}"
    altered = [re.sub(rf"(?<= ){re.escape(printed)}(?![\d,.])", more, part) for part in parts]
    assert altered != parts
    shown, again, _ = replay(parts)
    assert abs(shown - again) <= HALF_A_YEN
    with pytest.raises(AssertionError):
        _check(altered)


def _check(parts: list[str]) -> None:
    shown, again, _ = replay(parts)
    assert abs(shown - again) <= HALF_A_YEN
