"""Present values found by a factor or a share alone are those of the comparison."""

import numpy as np
import pytest

from rfi.compare.cost.moved.present import SharedPresent, present_factors
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for


@pytest.mark.parametrize("timing", ["start", "mid", "end"])
@pytest.mark.parametrize("basis", ["nominal", "real"])
def test_nominal_yen_times_their_factor_are_the_present_value_whatever_else_moves(
    timing: str, basis: str
) -> None:
    found = sample_for(
        TAKAMATSU,
        GROUP,
        discount_rate=0.021,
        discount_timing=timing,
        present_value_basis=basis,
        deflator_rate=0.013,
        price_growth_rate=0.01,
        levelling="median",
    )
    flows = found.costs.flows.values
    factors = present_factors(found.basis, found.conditions)
    present = (flows["nominal_jpy"].sum(axis=(1, 2)) * factors).sum(axis=1)
    np.testing.assert_allclose(present, flows["present_value_jpy"].sum(axis=(1, 2, 3)), rtol=1e-12)


@pytest.mark.parametrize("levelling", ["off", "max"])
def test_what_a_member_bears_is_straight_in_its_part_of_what_is_shared(levelling: str) -> None:
    for equal in (0.0, 0.4, 1.0):
        found = sample_for(
            TAKAMATSU, GROUP, sharing_equal_ratio=equal, levelling=levelling, discount_rate=0.01
        )
        shared = SharedPresent.of(found.basis, found.outlay, GROUP.index(TAKAMATSU))
        assert shared is not None
        present = found.costs.flows.values["present_value_jpy"].sum(axis=(1, 2, 3))
        np.testing.assert_allclose(shared.at(found.borne.shared_part), present, rtol=1e-12)


def test_a_quoted_scenario_has_no_members() -> None:
    found = sample_for()
    assert SharedPresent.of(found.basis, found.outlay, 0) is None
