"""Offers that stand several times side by side are each priced as if they stood alone."""

import numpy as np
import pytest

from rfi.compare.cost.moved.side_by_side import SomeOffers
from rfi.compare.cost.moved.totals import AMOUNTS, some_totals
from rfi.compare.cost.outlay import outlay_of
from rfi.compare.round.conditions import Conditions
from rfi.compare.round.scope import FULL_SCOPE, masks_of
from rfi.evaluation.evaluation import Evaluation
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for, scope_of

CHOSEN = np.array([True, False, True, True, False, False])


def settings_of(found: Evaluation) -> list[Conditions]:
    changes: tuple[dict[str, float], ...] = (
        {"fx_usd_jpy": 111.1},
        {"fx_usd_jpy": 190.0, "price_growth_rate": 0.02},
        {},
    )
    own = found.conditions
    return [
        Conditions(
            own.scenario_id,
            own.assumptions.replaced(one, ""),
            scope=own.scope,
            city=own.city,
            group=own.group,
        )
        for one in changes
    ]


@pytest.mark.parametrize("businesses", [(), ("B01", "B03")])
def test_each_setting_is_what_it_is_alone_and_what_the_whole_outlay_says(
    businesses: tuple[str, ...],
) -> None:
    scope = scope_of(*businesses) if businesses else FULL_SCOPE
    found = sample_for(TAKAMATSU, GROUP, scope)
    some, settings = SomeOffers(found.basis, CHOSEN), settings_of(found)
    together = some_totals(some, settings)
    masks = masks_of(found.conditions.scope, found.basis.model.axes)
    for one, here in zip(together, settings, strict=True):
        (alone,) = some_totals(some, [here])
        for amount in AMOUNTS:
            np.testing.assert_allclose(one.exact[amount], alone.exact[amount], rtol=1e-13)
        quoted = outlay_of(found.basis, here, masks).flows.values["nominal_jpy"].sum(axis=-1)
        np.testing.assert_allclose(one.quoted_jpy, quoted[CHOSEN], rtol=1e-12, atol=1e-6)
    assert (together[0].exact["nominal_jpy"] != together[1].exact["nominal_jpy"]).any()
    assert some.beside(3) is some.beside(3), "what is laid out once is not laid out again"


def test_an_offer_of_the_others_is_in_no_part() -> None:
    found = sample_for(TAKAMATSU, GROUP)
    (one,) = some_totals(SomeOffers(found.basis, CHOSEN), [found.conditions])
    assert one.offers.tolist() == [0, 2, 3]
    assert all(len(values) == 3 for values in (*one.exact.values(), one.waits, one.quoted_jpy))
