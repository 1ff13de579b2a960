"""Every rule of sharing under every offer, and who would rather leave (method §4, §11)."""

import numpy as np
import pytest

from rfi.analysis.choice.joining import joining_of
from rfi.compare.joint.coalition_prices import CoalitionPrices
from rfi.compare.round.sharing import SharingKey
from tests.compare.sample_round import GROUP, TAKAMATSU, core_cities, sample_for

KEY = SharingKey("mixed", 0.5, {})
DOMAIN = tuple(core_cities()[code] for code in GROUP)


def singles_game(total: float, *alone: float) -> CoalitionPrices:
    """Return three cities that pay ``total`` together; only singles are cheap enough to leave."""
    parts = np.zeros((1, 4, 3, 1))
    parts[0, 1, :, 0] = alone
    # Two of them pay as much as all do: no pair objects.
    parts[0, 2] = total
    parts[0, 3] = total / 3
    return CoalitionPrices(
        cities=DOMAIN,
        total_jpy=np.array([total]),
        alone_jpy=np.array([alone]).T,
        individual_jpy=np.zeros((3, 1)),
        is_alone_known=np.ones((3, 1), dtype=np.bool_),
        parts_jpy=parts,
        own_jpy=np.zeros_like(parts),
        is_group_known=np.ones((1, 4, 1), dtype=np.bool_),
        is_estimable=np.array([True]),
        turns=np.zeros(0),
        schedules=(),
    )


def test_domain_11_with_t_100_and_alone_34_30_5_36_keeps_all_in_from_0_1384_to_0_2090() -> None:
    found = joining_of(singles_game(100e6, 34.0e6, 30.5e6, 36.0e6), KEY, (True,)).offers[0]
    assert found.interval is not None
    assert found.interval.low == pytest.approx(0.1384, abs=5e-5)
    assert found.interval.high == pytest.approx(0.2090, abs=5e-5)


def test_domain_11_at_alpha_a_half_is_33_576_8_and_the_others() -> None:
    found = joining_of(singles_game(100_000, *(40_000.0,) * 3), KEY, (True,)).offers[0]
    assert found.rule("mixed").share_jpy == pytest.approx([33_576.8, 31_542.4, 34_880.9], abs=0.05)
    assert found.rule("equal").share_jpy == pytest.approx([100_000 / 3] * 3)
    assert found.rule("residents").share_jpy == pytest.approx(
        [33_820.2, 29_751.4, 36_428.4], abs=0.05
    )


@pytest.mark.parametrize("offer", range(5))
def test_by_every_rule_the_shares_sum_to_the_price_of_the_group(offer: int) -> None:
    joining = sample_for(TAKAMATSU, GROUP).choices.joining
    assert joining is not None
    found = joining.offers[offer]
    assert found.rules
    for rule in found.rules:
        assert rule.share_jpy.sum() == pytest.approx(found.total_jpy, abs=0.01)


def test_the_key_in_force_asks_what_joint_use_asks() -> None:
    whole = sample_for(TAKAMATSU, GROUP)
    joining, joint = whole.choices.joining, whole.joint_use
    assert joining is not None
    assert joint is not None
    for offer in range(5):
        share = joining.offers[offer].rule("mixed").share_jpy
        assert share == pytest.approx(joint.share_jpy[:, offer], abs=0.01)


def test_of_an_open_offer_nobody_is_said_to_leave() -> None:
    joining = sample_for(TAKAMATSU, GROUP).choices.joining
    assert joining is not None
    assert [one.state for one in joining.offers] == [*["exact"] * 4, "open", "not_estimable"]
    held = joining.offers[4]
    assert held.interval is None
    assert {rule.core for rule in held.rules} == {None}
    assert "shapley" not in {rule.rule for rule in held.rules}


def test_an_offer_whose_total_is_an_interval_is_not_judged_though_nothing_is_missing() -> None:
    found = joining_of(singles_game(100, 40.0, 40.0, 40.0), KEY, (False,)).offers[0]
    assert (found.state, found.interval) == ("open", None)


def test_without_a_group_there_is_nothing_to_join() -> None:
    assert sample_for(TAKAMATSU).choices.joining is None
