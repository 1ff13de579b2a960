"""A vendor hears of faults of form and of unknown codes in one pass, each at its own place."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.read import parse_document
from rfi.intake.rules.checked import check_response
from rfi.intake.rules.sound_part import path_of, sound_part
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.check import check_schema

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "responses"
ANSWER = json.loads((SAMPLES / "vendor_a.json").read_bytes())
ASKED = questionnaire_of(
    parse_document("questionnaire.json", (SAMPLES / "questionnaire.json").read_bytes())
)
LINES = len(ANSWER["offers"][0]["cost_lines"])


def answer() -> dict[str, Any]:
    return copy.deepcopy(ANSWER)


def errors_of(value: object) -> set[tuple[str, str]]:
    document = parse_document("a.json", json.dumps(value).encode())
    checked = check_response(document, ASKED)
    return {(one.code, one.pointer) for one in checked.issues if one.severity == "error"}


def test_a_badly_written_amount_does_not_hide_an_unknown_scenario_further_down() -> None:
    value = answer()
    lines = value["offers"][0]["cost_lines"]
    lines[2]["amount"] = "12千"
    lines[5]["scenario_id"] = "S99"
    assert errors_of(value) == {
        ("schema_type", "/offers/0/cost_lines/2/amount"),
        ("unknown_code", "/offers/0/cost_lines/5/scenario_id"),
    }


def test_a_row_that_cannot_be_read_shifts_no_place_of_another() -> None:
    value = answer()
    lines = value["offers"][0]["cost_lines"]
    lines[0] = {"x": 1}
    lines[3]["item"] = "Z99"
    lines[7]["line_id"] = lines[9]["line_id"]
    found = errors_of(value)
    assert ("unknown_code", "/offers/0/cost_lines/3/item") in found
    assert {code for code, pointer in found if pointer.startswith("/offers/0/cost_lines/9")} == {
        "duplicate_id"
    }


@pytest.mark.parametrize("field", ["version", "response_id", "questionnaire_id"])
def test_what_is_missing_at_the_head_does_not_hide_the_rest(field: str) -> None:
    value = answer()
    del value[field]
    value["offers"][0]["cost_lines"][5]["scenario_id"] = "S99"
    assert errors_of(value) == {
        ("schema_required", f"/{field}"),
        ("unknown_code", "/offers/0/cost_lines/5/scenario_id"),
    }


def test_a_missing_name_of_the_vendor_does_not_hide_the_rest() -> None:
    value = answer()
    del value["vendor"]["name"]
    value["version"] = 0
    value["offers"][0]["cost_lines"][5]["item"] = "Z99"
    assert errors_of(value) == {
        ("schema_required", "/vendor/name"),
        ("schema_minimum", "/version"),
        ("unknown_code", "/offers/0/cost_lines/5/item"),
    }


@pytest.mark.parametrize("field", ["vendor", "offers"])
def test_of_an_answer_without_vendor_or_offers_nothing_is_left(field: str) -> None:
    value = answer()
    del value[field]
    assert sound_part(value) is None
    assert errors_of(value) == {("schema_required", f"/{field}")}


@given(
    bad=st.sets(st.integers(0, LINES - 1), max_size=12),
    broken=st.sets(st.integers(0, LINES - 1), max_size=12),
)
def test_every_place_of_the_rest_is_the_same_row_of_the_whole(
    bad: set[int], broken: set[int]
) -> None:
    value = answer()
    lines = value["offers"][0]["cost_lines"]
    for index in bad:
        lines[index]["amount"] = "x"
    for index in broken:
        lines[index] = {"y": index}
    rest = sound_part(value)
    assert rest is not None
    assert check_schema(rest.value, "rfi_response") == ()
    left = rest.value["offers"][0]["cost_lines"]
    assert len(left) == LINES - len(broken)
    for index, row in enumerate(left):
        place = rest.original(("offers", 0, "cost_lines", index))
        assert lines[int(place[-1])]["line_id"] == row["line_id"]


def test_a_pointer_is_taken_apart_as_it_was_made() -> None:
    assert path_of("/offers/3/a~1b~0c") == ("offers", 3, "a/b~c")
    assert path_of("") == ()


def warnings_of(value: object) -> set[tuple[str, str]]:
    document = parse_document("a.json", json.dumps(value).encode())
    checked = check_response(document, ASKED)
    return {(one.code, one.pointer) for one in checked.issues if one.severity != "error"}


def unreadable(places: tuple[int, ...]) -> dict[str, Any]:
    value = answer()
    for index in places:
        line = value["offers"][0]["cost_lines"][index]
        del line["amount"]
        line["amount_as_written"] = "要相談"
    return value


@pytest.mark.parametrize(
    "fault",
    [
        {"amount": -1_000_000},
        {"tax": "maybe"},
        {"state": "soon"},
        {"colour": "red"},
        {"line_id": None},
    ],
)
def test_one_error_hides_none_of_what_is_asked_about_elsewhere(fault: dict[str, Any]) -> None:
    places = (3, 5, 8, 13)
    sound = warnings_of(unreadable(places))
    value = unreadable(places)
    value["offers"][0]["cost_lines"][0].update(fault)
    assert {pointer for code, pointer in sound if code == "text_in_amount"} == {
        f"/offers/0/cost_lines/{index}/amount_as_written" for index in places
    }
    assert warnings_of(value) == sound


def test_a_price_that_is_refused_is_not_told_as_left_out() -> None:
    value = answer()
    value["offers"][0]["cost_lines"][2]["amount"] = -1
    value["offers"][0]["cost_lines"][4] = {
        **value["offers"][0]["cost_lines"][4],
        "currency": 5,
    }
    codes = {code for code, _ in warnings_of(value)}
    assert codes == {code for code, _ in warnings_of(answer())}


@pytest.mark.parametrize(("key", "given"), [("title", None), ("go_live_on", "soon")])
def test_a_fault_in_the_head_of_an_offer_hides_none_of_its_prices(key: str, given: object) -> None:
    value = unreadable((3, 5))
    value["offers"][0][key] = given
    if given is None:
        del value["offers"][0][key]
    found = {pointer for code, pointer in warnings_of(value) if code == "text_in_amount"}
    assert found == {f"/offers/0/cost_lines/{index}/amount_as_written" for index in (3, 5)}


def test_the_rows_behind_a_lost_one_keep_their_cells() -> None:
    value = unreadable((3, 5))
    value["offers"][0]["cost_lines"].insert(0, {"x": 1})
    found = {pointer for code, pointer in warnings_of(value) if code == "text_in_amount"}
    assert found == {f"/offers/0/cost_lines/{index}/amount_as_written" for index in (4, 6)}
