"""The address names what is shown: another session that opens it sees the same."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app.screens import begun, move, new_screen, on_page, with_controls, words, workspace_of

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


def address_of(screen: AppTest) -> dict[str, str]:
    found = {}
    for name, value in screen.query_params.items():
        found[name] = value[0] if isinstance(value, list) else value
    return found


def opened(address: dict[str, str]) -> AppTest:
    screen = new_screen()
    for name, value in address.items():
        screen.query_params[name] = value
    return with_controls(screen).run()


def test_a_copied_address_shows_the_same_conditions_to_whoever_opens_it() -> None:
    mine = on_page(new_screen(begun()), "summary")
    mine.selectbox(key="control_city").set_value("372013").run()
    move(mine, "control_fx", 160.0)
    mine.button_group(key="control_unit").set_value("million").run()
    address = address_of(mine)
    assert address["city"] == "372013"
    assert address["set"] == "fx_usd_jpy:160.0"
    assert address["unit"] == "million"
    # Somebody else in between: the address is followed, not what was chosen last.
    move(mine, "control_fx", 120.0)
    other = opened(address)
    assert workspace_of(other).choices.chosen.value_of("fx_usd_jpy") == 160
    assert workspace_of(other).choices.unit == "million"


def test_without_conditions_in_the_address_what_was_chosen_last_comes_back() -> None:
    mine = on_page(new_screen(begun()), "summary")
    move(mine, "control_fx", 160.0)
    other = opened({"round": address_of(mine)["round"]})
    assert workspace_of(other).choices.chosen.value_of("fx_usd_jpy") == 160


def test_a_bad_address_is_told_and_the_rest_is_used() -> None:
    found = opened(
        {"round": begun(), "city": "999999", "set": "fx_usd_jpy:160,levelling:high", "unit": "yen"}
    )
    told = " ".join(one.value for one in found.error)
    assert "999999" in told
    assert "levelling:high" in told
    assert "yen" in told
    assert workspace_of(found).choices.chosen.value_of("fx_usd_jpy") == 160
    assert workspace_of(found).choices.chosen.city is None
    assert not found.exception
    assert words(found)
