"""Where a warning stands says what it touches."""

import pytest

from rfi.intake.query.queries import QueryPlace
from rfi.intake.query.touched import Touch, place_key, touch_at, touches_of
from rfi.intake.value_paths import PathFinder
from rfi.schema.issue import Issue, Severity

TABLE: list[tuple[str, str, Touch | None]] = [
    ("zero_without_state", "/offers/1/cost_lines/4/amount", Touch("line", 1, 4)),
    ("zero_without_state", "/offers/1/cost_lines/4", Touch("line", 1, 4)),
    ("price_high", "/offers/0/cost_lines/2/amount", Touch("line", 0, 2)),
    ("recurring_share", "/offers/0/cost_lines/2/amount", Touch("scenario_of_line", 0, 2)),
    ("discount_over_half", "/offers/0/discount_lines/1/amount", Touch("discount", 0, 1)),
    ("stated_total_differs", "/offers/0/stated_totals/3/amount", Touch("offer", 0)),
    ("all_free", "/offers/2/cost_lines", Touch("offer", 2)),
    ("all_free", "/offers/2", Touch("offer", 2)),
    ("answers_identical", "/offers", Touch("offer", None)),
    ("date_far", "/offers/0/go_live_on", Touch("offer", 0)),
    ("cell_unanswered", "/offers/0/cost_lines", None),
    ("items_lacking", "/offers/0/cost_lines/5/amount", None),
    ("gap_without_cause", "/offers/0/fit_answers/7/cause", None),
    ("benefit", "/offers/0/benefit_lines/0/volume", None),
    ("service", "/offers/0/service_levels/0", None),
    ("text_cleaned", "/offers/0/title", None),
    ("response_same_version", "/version", None),
    ("vendor", "/vendor/name", None),
    ("workbook_macros", "", None),
]


@pytest.mark.parametrize(("code", "pointer", "expected"), TABLE)
def test_a_place_touches_a_line_a_discount_an_offer_or_nothing(
    code: str, pointer: str, expected: Touch | None
) -> None:
    assert touch_at(code, pointer) == expected


@pytest.mark.parametrize("severity", ["error", "note"])
def test_errors_and_notes_leave_no_amount_open(severity: Severity) -> None:
    assert not list(touches_of(Issue("x", severity, "/offers/0/cost_lines/0/amount")))


def test_a_grouped_issue_touches_all_its_places() -> None:
    pointers = ("/offers/0/cost_lines/0/amount", "/offers/0/cost_lines/3/amount")
    issue = Issue(
        "price_high", "warning", pointers[0], params={"pointers": pointers, "origins": ("", "")}
    )
    assert [touch.row for _, touch in touches_of(issue)] == [0, 3]


@pytest.mark.parametrize(
    ("offer", "expected"), [(1, Touch("offer", 1)), (None, Touch("offer", None))]
)
def test_a_figure_that_was_not_read_touches_its_offer_or_every_offer_of_the_file(
    offer: int | None, expected: Touch
) -> None:
    issue = Issue("figure_not_read", "warning", "", "費用!H12", {"offer": offer, "cells": ("H12",)})
    assert [touch for _, touch in touches_of(issue)] == [expected]


def test_a_place_is_named_by_the_ids_of_its_rows_and_a_whole_file_by_its_cell() -> None:
    value = {"offers": [{"offer_id": "A", "cost_lines": [{"line_id": "L1"}, {"line_id": "L2"}]}]}
    paths = PathFinder(value)
    line = QueryPlace("/offers/0/cost_lines/1/amount", "費用!H5")
    assert place_key(paths, line) == "offers/[A]/cost_lines/[L2]/amount"
    assert place_key(paths, QueryPlace("", "費用!H5")) == "費用!H5"
    assert place_key(paths, QueryPlace("/offers/0", "費用!H5")) == "offers/[A] 費用!H5"
