"""One more city: what it adds, pays, and leaves to the others (method §11)."""

import numpy as np
import pytest

from tests.compare.sample_round import GROUP, KURASHIKI, TAKAMATSU, core_cities, sample_for

JOINER = "342076"


def test_what_a_city_adds_and_pays_is_what_the_larger_group_shows() -> None:
    before = sample_for(TAKAMATSU, GROUP)
    after = sample_for(TAKAMATSU, (*GROUP, JOINER))
    found, small, large = before.choices.neighbours, before.joint_use, after.joint_use
    assert found is not None
    assert small is not None
    assert large is not None
    row = [city.code for city in found.cities].index(JOINER)
    mine = [city.code for city in large.members].index(JOINER)
    for offer in range(4):
        marginal = float(large.group_jpy[offer] - small.group_jpy[offer])
        assert found.marginal_jpy[row, offer] == pytest.approx(marginal, abs=0.01)
        share = float(large.share_jpy[mine, offer])
        assert found.pays_jpy("none")[row, offer] == pytest.approx(share, abs=0.01)
        gain = small.share_jpy[:, offer].sum() - (large.share_jpy[:, offer].sum() - share)
        assert found.others_gain_jpy("none")[row, offer] == pytest.approx(gain, abs=0.01)
        alone = float(large.alone_jpy[mine, offer])
        assert found.alone_jpy[row, offer] == pytest.approx(alone, abs=0.01)


def test_whoever_bears_the_adaptation_all_of_it_is_borne() -> None:
    found = sample_for(TAKAMATSU, GROUP).choices.neighbours
    assert found is not None
    whole = found.adaptation.known_jpy
    assert (whole > 0).all()
    for bearer in ("joiner", "shared"):
        paid = found.pays_jpy(bearer) - found.pays_jpy("none")
        lost = found.others_gain_jpy("none") - found.others_gain_jpy(bearer)
        known = ~np.isnan(paid)
        assert (paid + lost)[known] == pytest.approx(whole[known])
    assert found.others_gain_jpy("joiner")[0, 0] == found.others_gain_jpy("none")[0, 0]


def test_of_an_offer_that_is_not_exact_nothing_is_said() -> None:
    found = sample_for(TAKAMATSU, GROUP).choices.neighbours
    assert found is not None
    assert np.isnan(found.marginal_jpy[:, 4:]).all()
    assert np.isnan(found.pays_jpy("shared")[:, 4:]).all()


def test_a_group_of_all_cities_leaves_no_core_city_to_join() -> None:
    found = sample_for(KURASHIKI, tuple(core_cities())).choices.neighbours
    assert found is not None
    assert not {city.code for city in found.cities} & set(core_cities())
