"""Conditions as codes in an address."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from rfi.scenario.address import address_of_chosen, chosen_of_address
from rfi.scenario.assumptions import AssumptionSet, assumptions_of
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice
from tests.answers import STANDARD_SET


def base() -> AssumptionSet:
    found, issues = assumptions_of(json.loads(Path(STANDARD_SET).read_text("utf-8")))
    assert not issues
    return found


VALUES: dict[str, list[float | int | str]] = {
    "fx_usd_jpy": [100.0, 160.0, 151.5],
    "discount_rate": [0.01, 0.035],
    "horizon_months": [120, 48],
    "levelling": ["median", "max"],
    "sharing_equal_ratio": [0.2, 1.0],
}


@st.composite
def choices(draw: st.DrawFn) -> Chosen:
    group = draw(st.sampled_from([(), ("332020", "372013", "382019")]))
    scope = draw(
        st.sampled_from(
            [
                EVERYTHING,
                ScopeChoice(businesses=("B01", "B02")),
                ScopeChoice(items=("I01",), phases=("one_time",)),
            ]
        )
    )
    city = draw(st.sampled_from([None, ChosenCity("372013")]))
    scenario = draw(st.sampled_from([None, "S500K-1"]))
    options = draw(st.sampled_from([(), ("O1", "O2")]))
    chosen = Chosen(scenario_id=scenario, city=city, group=group, scope=scope, options=options)
    values = {key: draw(st.sampled_from([None, *options])) for key, options in VALUES.items()}
    changes = {key: value for key, value in values.items() if value is not None}
    return chosen.with_values(base(), changes, "試験")


@given(choices())
def test_what_an_address_says_is_what_was_chosen(chosen: Chosen) -> None:
    found = chosen_of_address(address_of_chosen(chosen), base(), "試験")
    assert found.chosen == chosen
    assert found.lost == ()


def test_nothing_chosen_names_nothing() -> None:
    assert address_of_chosen(NOTHING_CHOSEN) == {}
    assert chosen_of_address({}, base(), "試験").chosen == NOTHING_CHOSEN


def test_what_somebody_typed_stands_in_no_address() -> None:
    typed = Chosen(city=ChosenCity("試験市", population=300_000))
    assert address_of_chosen(typed) == {}
    cells = Chosen(scope=ScopeChoice(cells=(("B01", "I01"),)))
    assert address_of_chosen(cells) == {}


def test_a_bad_part_is_named_and_the_rest_is_used() -> None:
    parts = {
        "city": "372013",
        "set": "fx_usd_jpy:160,discount_rate:high,no_such:1,resident_hour_jpy:1e400",
        "scope": "colour:red",
    }
    found = chosen_of_address(parts, base(), "試験")
    assert found.lost == (
        "colour:red",
        "discount_rate:high",
        "no_such:1",
        "resident_hour_jpy:1e400",
    )
    assert found.chosen.city == ChosenCity("372013")
    assert found.chosen.value_of("fx_usd_jpy") == 160
    assert found.chosen.scope == EVERYTHING
