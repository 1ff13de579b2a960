"""Dates that nobody can mean: the line waits for the right one."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.schema.issue import Issue
from tests.answers import answer, collect, figures, line
from tests.intake.rules.asking import asking

ISSUED = "2026-10-01"
ASKED = asking(issued_on=ISSUED, deadline_on="2026-11-30")


def found(lines: list[dict[str, Any]], asked: dict[str, Any] = ASKED, **root: Any) -> list[Issue]:
    issues = collect(asked, {**answer(lines), **root}).issues
    return [one for one in issues if one.code != "once_without_date"]


def on(given: str) -> list[dict[str, Any]]:
    return [line("I03", 60, accepted_on=given), line("R01", 1)]


DAYS = [
    ("2025-09-30", True),
    ("2025-10-01", False),
    ("2041-10-01", False),
    ("2041-10-02", True),
    ("2018-03-25", True),
    ("1999-03-25", True),
    ("2128-03-25", True),
]


@pytest.mark.parametrize(("given_day", "is_odd"), DAYS)
def test_a_day_of_acceptance_far_from_the_issue_keeps_the_line_out(
    given_day: str, *, is_odd: bool
) -> None:
    issues = found(on(given_day))
    assert [one.code for one in issues] == (["date_implausible"] if is_odd else [])
    offer = figures(ASKED, on(given_day))
    assert (offer.bound.sign, offer.totals.nominal_jpy) == (("≧", 60) if is_odd else ("", 120))


@pytest.mark.parametrize("given_day", ["2018-04-01", "2045-04-01", "1905-07-20"])
def test_a_start_far_from_the_issue_keeps_the_line_out(given_day: str) -> None:
    lines = [line("I03", 60), line("R01", 1, start_on=given_day)]
    assert figures(ASKED, lines).coverage.states["B01", "R01"] == "unanswered"
    (issue,) = found(lines)
    assert issue.pointer == "/offers/0/cost_lines/1/start_on"


@given(st.integers(1990, 2100))
def test_a_year_typed_alone_into_a_cell_of_dates_is_named(year: int) -> None:
    day = (date(1899, 12, 30) + timedelta(days=year)).isoformat()
    (issue,) = found(on(day))
    assert (issue.code, issue.params["year"]) == ("year_typed_alone", year)
    assert str(year) in issue.message("ja")


@pytest.mark.parametrize(("given_day", "year"), [("1900-01-10", 10), ("1900-02-28", 59)])
def test_a_year_of_an_era_typed_alone_is_named_as_it_was_typed(given_day: str, year: int) -> None:
    (issue,) = found(on(given_day))
    assert issue.params["year"] == year


def test_the_day_that_excel_shows_for_2028_is_the_year_2028() -> None:
    (issue,) = found(on("1905-07-20"))
    assert issue.params["year"] == 2028


def test_lines_of_one_odd_day_are_one_issue_and_all_kept_out() -> None:
    lines = [
        line("I03", 60, accepted_on="2018-03-25"),
        line("R01", 1, frequency="once", accepted_on="2018-03-25"),
    ]
    (issue,) = (one for one in found(lines) if one.code == "date_implausible")
    assert issue.params["count"] == 2
    assert figures(ASKED, lines).coverage.counts["unanswered"] == 2


@pytest.mark.parametrize(
    ("given_day", "code"),
    [
        ("2018-04-01", "go_live_implausible"),
        ("2061-04-01", "go_live_implausible"),
        ("1999-04-01", "go_live_implausible"),
        ("1905-07-20", "year_typed_alone"),
        ("1905-07-21", "year_typed_alone"),
        ("1905-07-19", "year_typed_alone"),
    ],
)
def test_a_go_live_that_cannot_be_meant_is_asked(given_day: str, code: str) -> None:
    issues = collect(ASKED, answer(on("2027-03-25"), go_live=given_day)).issues
    (issue,) = (one for one in issues if one.code != "once_without_date")
    assert (issue.code, issue.severity) == (code, "warning")
    assert issue.pointer == "/offers/0/go_live_on"


@pytest.mark.parametrize(
    ("answered", "codes"),
    [
        ("2026-09-30", ["answered_before_issue"]),
        ("2026-10-01", []),
        ("2026-11-30", []),
        ("2026-12-01", ["answered_after_deadline"]),
        ("2027-12-01", ["answered_after_deadline"]),
    ],
)
def test_an_answer_dated_outside_the_round_is_a_note(answered: str, codes: list[str]) -> None:
    issues = found(on("2027-03-25"), answered_on=answered)
    assert [(one.code, one.severity) for one in issues] == [(code, "note") for code in codes]


def test_without_a_day_of_issue_the_base_fiscal_year_stands_for_it() -> None:
    asked = asking()
    assert [one.code for one in found(on("2025-03-31"), asked)] == ["date_implausible"]
    assert found(on("2025-04-01"), asked) == []
