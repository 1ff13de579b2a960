"""A rate of at most 1 in a field of per cent is asked about, in JSON as in a cell."""

from typing import Any

import pytest

from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.issue import Issue
from tests.answers import answer, discount, document, line, questionnaire
from tests.document.form.edits import COSTS, at, issues, number, put

CODE = "percent_at_most_one"
PRICE = line("I03", 1_000_000)


def asked_about(*lines: dict[str, Any], code: str = CODE, **offer: Any) -> list[Issue]:
    asked = questionnaire()
    asked["service_level_items"] = [
        {"item_id": "SL1", "title": "稼働率", "unit": "percent", "value_type": "number"},
        {"item_id": "SL2", "title": "復旧", "unit": "hours", "value_type": "number"},
    ]
    value = document("a.json", answer([PRICE, *lines], **offer))
    found = check_response(value, questionnaire_of(document("q.json", asked)))
    return [issue for issue in found.issues if issue.code == code]


@pytest.mark.parametrize("rate", [0.1, 0.08, 1, 0.5])
def test_a_tax_rate_of_at_most_one_is_asked_about_at_its_place(rate: float) -> None:
    (told,) = asked_about(line("R01", 10, tax_rate_percent=rate))
    assert (told.severity, told.pointer) == ("warning", "/offers/0/cost_lines/1/tax_rate_percent")
    assert str(rate) in told.message("ja")
    assert "セル" not in told.next_step("ja")


@pytest.mark.parametrize("rate", [0, 8, 10, 1.5])
def test_a_rate_that_can_only_be_per_cent_is_not(rate: float) -> None:
    assert asked_about(line("R01", 10, tax_rate_percent=rate)) == []


def test_one_question_holds_all_places_of_one_rate() -> None:
    told = asked_about(
        line("R01", 10, escalation_percent=0.03),
        line("I03", 10, tax_rate_percent=0.1),
        discount_lines=[discount(1, tax_rate_percent=0.1)],
        service_levels=[
            {"item_id": "SL1", "value_number": 0.999},
            {"item_id": "SL2", "value_number": 0.5},
        ],
    )
    places = {issue.params["given"]: issue.params["count"] for issue in told}
    assert places == {"0.03": 1, "0.1": 2, "0.999": 1}


def test_of_a_cell_it_is_asked_once_and_never_where_its_format_says_per_cent() -> None:
    place = at(COSTS, "B01/I03", "tax_rate_percent")
    shown = [
        (number(0.1), 1), (number(0.1, "0%"), 0), (number(0.005, "0.0%"), 0), (number(8), 0),
    ]  # fmt: skip
    for cell, count in shown:
        assert len(issues(put(COSTS, {place: cell}), CODE)) == count, cell


@pytest.mark.parametrize("rate", [20, 100, 1.1, 7, 10.5])
def test_a_rate_that_no_tax_ever_had_is_asked_about_and_touches_its_line(rate: float) -> None:
    (told,) = asked_about(line("R01", 10, tax_rate_percent=rate), code="tax_rate_unusual")
    assert (told.severity, told.pointer) == ("warning", "/offers/0/cost_lines/1/tax_rate_percent")


@pytest.mark.parametrize("rate", [0, 3, 5, 8, 10, 0.1])
def test_a_rate_of_the_tax_is_not_unusual(rate: float) -> None:
    assert asked_about(line("R01", 10, tax_rate_percent=rate), code="tax_rate_unusual") == []


def test_the_rate_of_a_discount_is_looked_at_too_and_one_rate_is_told_once() -> None:
    lines = [line("R01", 10, tax_rate_percent=80), line("I03", 20, tax_rate_percent=80)]
    off = [discount(1, tax_rate_percent=80)]
    (told,) = asked_about(*lines, code="tax_rate_unusual", discount_lines=off)
    assert "80" in told.message("ja")


@pytest.mark.parametrize("rate", [-50, -2, 21, 100])
def test_prices_that_fall_or_leap_every_year_are_asked_about(rate: float) -> None:
    (told,) = asked_about(line("R01", 10, escalation_percent=rate), code="escalation_unusual")
    assert told.severity == "warning"


@pytest.mark.parametrize("rate", [0, 3, 10, 20])
def test_prices_that_rise_as_prices_do_are_not(rate: float) -> None:
    assert asked_about(line("R01", 10, escalation_percent=rate), code="escalation_unusual") == []
