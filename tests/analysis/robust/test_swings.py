"""One assumption after the other moved, everything else held (method §8)."""

from typing import Any

import numpy as np
import pytest

from rfi.analysis.robust.swings import ItemSwing, Swing, swing_of
from rfi.evaluation.evaluation import Evaluation
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

B, C = 1, 2


def in_a_group(key: str = "fx_usd_jpy", value: float = 150.0) -> Evaluation:
    changes: dict[str, Any] = {key: value}
    return sample_for(TAKAMATSU, GROUP, **changes)


def of_two(*differences: float) -> Swing:
    values = np.array([[0.0, difference] for difference in differences])
    settings = np.arange(len(differences), dtype=np.float64)
    return Swing("x", 0.0, float(len(differences) - 1), settings, values)


def test_a_turn_lies_where_the_straight_line_meets_zero() -> None:
    assert of_two(-3.0, 1.0, 5.0).turns(0, 1) == (0.75,)
    assert of_two(-1.0, 1.0, -1.0).turns(0, 1) == (0.5, 1.5)


def test_without_a_change_of_sign_there_is_no_turn_and_nan_claims_none() -> None:
    assert of_two(-3.0, -1.0, -2.0).turns(0, 1) == ()
    assert of_two(-3.0, np.nan, 2.0).turns(0, 1) == ()


def test_the_price_of_an_item_turns_the_order_at_the_difference_over_its_amount() -> None:
    # second − first = −30: the second may rise by 30, the first fall by 30.
    assert ItemSwing(1, "R01", 100.0).turn(-30.0, 0) == pytest.approx(0.3)
    assert ItemSwing(0, "R01", 100.0).turn(-30.0, 0) == pytest.approx(-0.3)
    assert ItemSwing(0, "R01", 0.0).turn(-30.0, 0) is None


def test_the_value_in_force_is_looked_at_and_widens_the_range() -> None:
    now = np.array([7.5, 0.0])
    swing = swing_of("x", ((0.0, 1.0), (0.0, 1.0)), 1.5, now, lambda value: np.array([value, 0.0]))
    assert (swing.low, swing.high) == (0.0, 1.5)
    assert 1.5 in swing.settings.tolist()
    assert swing.ends(0, 1) == (0.0, -7.5), "what holds is not worked out again"


def test_each_end_is_what_the_comparison_says_at_that_setting() -> None:
    found = in_a_group().swings
    for swing in found.by_assumption:
        if swing.key == "members":
            continue
        for end in (swing.low, swing.high):
            moved = in_a_group(swing.key, end).costs.offers
            values = [offer.totals.present_value_jpy or 0.0 for offer in moved]
            index = int(np.abs(swing.settings - end).argmin())
            assert swing.values[index, B] == pytest.approx(values[B])
            assert swing.values[index, C] == pytest.approx(values[C])


def test_going_alone_is_the_comparison_of_the_city_without_its_group() -> None:
    swing = next(one for one in in_a_group().swings.by_assumption if one.key == "members")
    alone = sample_for(TAKAMATSU).costs.offers
    assert swing.values[0, B] == pytest.approx(alone[B].totals.present_value_jpy)
    assert swing.differences(B, C)[0] > 0 > swing.differences(B, C)[1]


def test_open_totals_have_no_value_and_the_items_of_exact_ones_sum_to_it() -> None:
    found = in_a_group().swings
    assert np.isnan(found.now).tolist() == [False, False, False, False, True, True]
    assert found.items[:4].sum(axis=1) == pytest.approx(found.now[:4])


def test_without_a_group_neither_key_nor_members_are_moved() -> None:
    keys = [swing.key for swing in sample_for(TAKAMATSU).swings.by_assumption]
    assert keys == ["fx_usd_jpy", "discount_rate", "price_growth_rate"]
