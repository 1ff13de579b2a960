"""The totals alone are those of the whole comparison."""

from collections.abc import Callable, Mapping

import numpy as np
import pytest

from rfi.analysis.robust.robustness import exact_totals
from rfi.compare.cost.bounded import exact_totals_of
from rfi.evaluation.evaluation import Evaluation
from tests.compare.sample_round import GROUP, MATSUYAMA, TAKAMATSU, sample_for, scope_of

UNDER: Mapping[str, Callable[[], Evaluation]] = {
    "a quoted scenario": sample_for,
    "a city": lambda: sample_for(MATSUYAMA, discount_rate=0.03),
    "a member of a group": lambda: sample_for(TAKAMATSU, GROUP, fx_usd_jpy=160.0),
    "levelled": lambda: sample_for(TAKAMATSU, GROUP, levelling="median", horizon_months=84),
    "some businesses": lambda: sample_for(TAKAMATSU, GROUP, scope_of("B01", "B03")),
}


@pytest.mark.parametrize("name", UNDER)
def test_exact_totals_alone_are_those_of_the_comparison(name: str) -> None:
    found = UNDER[name]()
    alone = exact_totals_of(found.basis, found.conditions, found.outlay, found.borne)
    for amount, values in alone.items():
        whole = [
            getattr(offer.totals, amount) if offer.bound.kind == "exact" else None
            for offer in found.costs.offers
        ]
        np.testing.assert_array_equal(
            values, [np.nan if value is None else value for value in whole], amount
        )
    np.testing.assert_array_equal(alone["nominal_jpy"], exact_totals(found.costs))
    # What is levelled is never exact.
    assert np.isnan(alone["nominal_jpy"]).all() == (name == "levelled")
