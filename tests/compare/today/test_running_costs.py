"""Running costs of many cities at once: those of each city's own comparison."""

import math

import numpy as np
import pytest

from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.compare.today.offered import offered_running
from rfi.compare.today.pair import Tax
from rfi.compare.today.running_costs import running_costs
from rfi.normalize.bodies import bodies_of_cities
from rfi.scenario.city.estimates import complete_city
from tests.compare.sample_round import core_cities, sample_answers, sample_for, scope_of

# The smallest and the largest of the 62, one outside the quoted sizes, and two between them.
CODES = sorted(core_cities(), key=lambda code: core_cities()[code].population)
SOME = (CODES[0], CODES[1], CODES[20], CODES[45], CODES[-1])
SCOPES = {
    "everything": FULL_SCOPE,
    "a bundle cut": scope_of("B03"),
    "a bundle whole": scope_of("B03", "B04", "B05", "B06"),
}


@pytest.mark.parametrize("tax", ["excluded", "included"])
@pytest.mark.parametrize("scope", SCOPES.values(), ids=SCOPES.keys())
def test_every_city_at_once_equals_its_own_comparison(scope: Scope, tax: Tax) -> None:
    answers, whole = sample_answers(), sample_for(scope=scope)
    asked = answers.questionnaire
    cities = [complete_city(core_cities()[code], asked, "") for code in CODES]
    amounts, exact = running_costs(
        whole.basis,
        whole.conditions,
        bodies_of_cities(cities, whole.basis.procedures),
        with_tax=tax == "included",
    )
    assert amounts.shape == (62, len(whole.costs.offers))
    for code in SOME:
        row = CODES.index(code)
        comparison = sample_for(code, scope=scope).costs
        for index in range(len(comparison.offers)):
            alone = offered_running(comparison, asked, index, tax)
            if alone is None:
                assert math.isnan(amounts[row, index])
                assert not exact[row, index]
                continue
            least = alone.shown if math.isinf(alone.low) else min(alone.low, alone.shown)
            assert amounts[row, index] == pytest.approx(least)
            assert bool(exact[row, index]) == (alone.kind == "exact"), (code, index)


def test_a_longer_period_changes_no_yearly_cost_of_a_constant_price() -> None:
    found = []
    for months in (60, 36):
        whole = sample_for(horizon_months=months)
        cities = [complete_city(core_cities()[CODES[20]], whole.questionnaire, "")]
        bodies = bodies_of_cities(cities, whole.basis.procedures)
        found.append(running_costs(whole.basis, whole.conditions, bodies, with_tax=False)[0])
    # A and D quote one monthly price for the whole term.
    assert np.isfinite(found[0][0, 0])
    assert found[1][0, 0] == pytest.approx(found[0][0, 0])
