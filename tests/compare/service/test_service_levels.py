"""Service levels (domain §7): downtime a year, ISMAP against go-live, what is unanswered."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.compare.service.ismap import IsmapStatus
from rfi.compare.service.levels import (
    Availability,
    ServiceComparison,
    downtime_hours,
    last_day_of,
)
from rfi.schema.codelists import load_codelist
from tests.answers import answer
from tests.compare.asked import asking, services_of
from tests.evaluations import evaluated
from tests.views.rounds import round_of


def item(code: str, value_type: str, unit: str = "none", **more: Any) -> dict[str, Any]:
    return {
        "item_id": code,
        "title": code,
        "value_type": value_type,
        "unit": unit,
        "standard_item": code,
        **more,
    }


ITEMS = (
    item("availability", "number", "percent"),
    item("availability_period", "code"),
    item("planned_stop", "number", "hours"),
    item("rpo", "number", "minutes"),
    item("ismap_registered", "boolean"),
    item("ismap_expiry", "date"),
    item("network_zone", "code"),
)


def offered(*levels: dict[str, Any], **more: Any) -> ServiceComparison:
    return services_of(asking(items=ITEMS), answer([], service_levels=list(levels), **more))


def level(code: str, **values: Any) -> dict[str, Any]:
    return {"item_id": code, **values}


def availability(*levels: dict[str, Any]) -> Availability:
    found = offered(*levels).offers[0].availability
    assert found is not None
    return found


def ismap(*levels: dict[str, Any], **more: Any) -> IsmapStatus:
    found = offered(*levels, **more).offers[0].ismap
    assert found is not None
    return found


# --- Availability ------------------------------------------------------------------------------


def test_99_5_percent_of_8760_hours_leave_43_8_hours_which_are_2628_minutes() -> None:
    found = availability(level("availability", value_number=99.5))
    assert found.downtime_hours == pytest.approx(43.8, abs=1e-9)
    assert found.downtime_minutes == pytest.approx(2628, abs=1e-6)


@pytest.mark.parametrize(("percent", "hours"), [(100, 0), (99.9, 8.76), (99.95, 4.38), (0, 8760)])
def test_other_percentages_leave_their_share(percent: float, hours: float) -> None:
    assert downtime_hours(percent) == pytest.approx(hours, abs=1e-9)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_higher_availability_never_leaves_more(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert downtime_hours(high) <= downtime_hours(low)


def test_planned_stops_period_and_exclusions_stand_beside_it() -> None:
    found = availability(
        level("availability", value_number=99.9, exclusions="計画停止を除く"),
        level("planned_stop", value_number=48),
        level("availability_period", value_text="月次"),
    )
    assert (found.planned_hours, found.period) == (48, "月次")
    assert found.exclusions == "計画停止を除く"


def test_planned_stops_that_are_not_answered_are_unknown_not_none() -> None:
    assert availability(level("availability", value_number=99.9)).planned_hours is None


def test_planned_stops_are_brought_to_hours() -> None:
    days = asking(items=[ITEMS[0], item("planned_stop", "number", "days")])
    levels = [level("availability", value_number=99), level("planned_stop", value_number=2)]
    found = services_of(days, answer([], service_levels=levels)).offers[0].availability
    assert found is not None
    assert found.planned_hours == 48


@pytest.mark.parametrize(
    "levels",
    [(), (level("availability", value_text="高い"),), (level("availability", value_number=101),)],
)
def test_without_a_percentage_up_to_100_no_downtime_is_told(levels: Any) -> None:
    assert offered(*levels).offers[0].availability is None


def test_an_item_without_the_mark_of_the_standard_list_is_shown_and_not_worked_with() -> None:
    plain = {key: value for key, value in ITEMS[0].items() if key != "standard_item"}
    levels = [level("availability", value_number=99.5)]
    found = services_of(asking(items=[plain]), answer([], service_levels=levels)).offers[0]
    assert found.availability is None
    assert found.ismap is None
    assert found.answer("availability").number == 99.5


# --- ISMAP -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("expiry", "state", "days"),
    [
        ("2027-11-30", "before_start", 123),
        ("2028-03-31", "before_start", 1),
        ("2028-04-01", "within_window", None),
        ("2033-03-30", "within_window", None),
        ("2033-03-31", "after_window", None),
        ("2034-01-01", "after_window", None),
    ],
)
def test_an_expiry_is_held_against_the_offers_own_go_live_and_window(
    expiry: str, state: str, days: int | None
) -> None:
    found = ismap(
        level("ismap_registered", value_boolean=True),
        level("ismap_expiry", value_date=expiry),
        go_live="2028-04-01",
    )
    assert (found.state, found.days_before_start) == (state, days)


@pytest.mark.parametrize(
    ("levels", "state"),
    [
        ((), "unanswered"),
        ((level("ismap_registered", value_boolean=False),), "not_registered"),
        ((level("ismap_registered", value_boolean=True),), "expiry_unanswered"),
        ((level("ismap_expiry", value_date="2040-01-01"),), "after_window"),
    ],
)
def test_a_missing_registration_and_a_missing_answer_are_told_apart(
    levels: Any, state: str
) -> None:
    assert ismap(*levels).state == state


def test_a_longer_horizon_moves_the_end_of_the_window() -> None:
    levels = [
        level("ismap_registered", value_boolean=True),
        level("ismap_expiry", value_date="2034-01-01"),
    ]
    given = answer([], service_levels=levels, go_live="2028-04-15")
    for months, state, end in (
        (60, "after_window", date(2033, 3, 31)),
        (120, "within_window", date(2038, 3, 31)),
    ):
        offer = services_of(asking(items=ITEMS), given, horizon_months=months).offers[0]
        assert offer.ismap is not None
        assert (offer.ismap.state, last_day_of(offer.window)) == (state, end)


# --- Values ------------------------------------------------------------------------------------


def test_what_is_not_answered_stays_unanswered_and_a_remark_alone_is_no_value() -> None:
    offer = offered(level("rpo", note="協議による"), level("network_zone", zone="lgwan")).offers[0]
    assert offer.answered == 1
    assert not offer.answer("rpo").has_value
    assert offer.answer("rpo").note == "協議による"
    assert not offer.answer("availability").has_value
    assert offer.answer("network_zone").zone == "lgwan"


@pytest.mark.parametrize(
    ("code", "values"),
    [("rpo", {"value_number": 0}), ("ismap_registered", {"value_boolean": False})],
)
def test_zero_and_no_are_answers(code: str, values: Any) -> None:
    offer = offered(level(code, **values)).offers[0]
    assert offer.answered == 1


def test_a_value_in_another_form_than_asked_is_shown_and_said_to_be_so() -> None:
    offer = offered(
        level("rpo", value_text="直前まで"), level("availability_period", value_text="年次")
    ).offers[0]
    assert offer.answer("rpo").is_other_type
    assert offer.answer("rpo").words == "直前まで"
    assert not offer.answer("availability_period").is_other_type


def test_reordering_files_changes_nothing_and_another_offer_changes_no_other() -> None:
    first = answer([], service_levels=[level("availability", value_number=99.5)])
    second = answer([], response_id="other", service_levels=[level("rpo", value_number=5)])
    asked = asking(items=ITEMS)
    both = services_of(asked, first, second)
    assert both.offers == services_of(asked, second, first).offers
    alone = services_of(asked, first).offers[0]
    # Without letters a place is that in the round; every figure is the offer's own.
    assert replace(alone, place=1) in both.offers


# --- The sample round --------------------------------------------------------------------------


def test_the_sample_round_marks_every_standard_item_once() -> None:
    answers = round_of("responses")
    marks = [row["standard_item"] for row in answers.questionnaire.value["service_level_items"]]
    assert sorted(marks) == sorted(load_codelist("service_items").codes)


def test_every_standard_item_belongs_to_a_group() -> None:
    groups = {row["group"] for row in load_codelist("service_items").rows.values()}
    assert groups == set(load_codelist("service_groups").codes)


def test_the_sample_rounds_service_levels() -> None:
    answers = round_of("responses")
    found = evaluated(answers).service_levels
    assert [offer.answered for offer in found.offers] == [40, 40, 40, 40, 32, 40]
    states = [offer.ismap.state for offer in found.offers if offer.ismap]
    assert states == [
        *["within_window"] * 3,
        "before_start",
        "not_registered",
        "within_window",
    ]
    lost = [offer.availability.downtime_hours for offer in found.offers if offer.availability]
    assert lost == pytest.approx([8.76, 43.8, 4.38, 8.76, 43.8, 8.76])


def test_the_published_round_asks_no_service_level() -> None:
    answers = round_of("published")
    found = evaluated(answers).service_levels
    assert found.items == ()
    assert all(offer.availability is None and offer.ismap is None for offer in found.offers)
