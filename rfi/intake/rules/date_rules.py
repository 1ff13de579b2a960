"""Rules on dates that cannot be meant, each named as its issue code (method §9)."""

from collections.abc import Iterator
from datetime import date

from rfi.intake.rules.case import DAYS_OF_LINES, Case
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue

_YEARS_BEFORE, _YEARS_AFTER = 1, 15  # method §9, around the day of issue
# A year typed alone into a cell of dates is taken for that many days: 2028 is 1905-07-20.
_TYPED_YEARS = ("1900-01-01", "1910-12-31")
_DAY_ZERO = date(1899, 12, 30)
# Excel counts a 29 February 1900: up to that day its numbers are one less.
_MISCOUNTED = date(1900, 3, 1)


def _plausible(asked: Questionnaire) -> tuple[str, str]:
    """Return the first and the last day that can be meant, as ISO dates.

    A questionnaire without a day of issue is taken as issued when its base fiscal year begins.
    """
    year, rest = int(asked.issued_on[:4]), asked.issued_on[4:]
    return f"{year - _YEARS_BEFORE:04d}{rest}", f"{year + _YEARS_AFTER:04d}{rest}"


def _is_typed_year(given: str) -> bool:
    first, last = _TYPED_YEARS
    return first <= given <= last


def _typed_year(given: str) -> int:
    day = date.fromisoformat(given)
    return (day - _DAY_ZERO).days - (day < _MISCOUNTED)


def _odd_lines(case: Case) -> dict[tuple[int, str, str], list[str]]:
    """Return (offer, field, date) → places of the dates of lines that cannot be meant.

    Most answers have a handful of days, all of them sound: each day is looked at once.
    """
    low, high = _plausible(case.asked)
    found: dict[tuple[int, str, str], list[str]] = {}
    arrays = zip(case.arrays("cost_lines"), case.days_of_lines, strict=True)
    for offer, ((pointer, rows), days) in enumerate(arrays):
        if all(low <= day <= high for day in days):
            continue
        for index, row in enumerate(rows):
            for name in DAYS_OF_LINES:
                given = row.get(name)
                if given is not None and not low <= given <= high:
                    found.setdefault((offer, name, given), []).append(f"{pointer}/{index}/{name}")
    return found


def date_implausible(case: Case) -> Iterator[Issue]:
    """A day of acceptance or start far from the questionnaire's: the line does not count."""
    low, high = _plausible(case.asked)
    for (_, _, given), places in _odd_lines(case).items():
        if not _is_typed_year(given):
            facts = {"given": given, "first": low, "last": high}
            yield case.grouped("date_implausible", "warning", places, **facts)


def year_typed_alone(case: Case) -> Iterator[Issue]:
    """A year typed alone into a cell of dates: a day of 1900 to 1910 that nobody means."""
    heads = {
        (index, "go_live_on", offer["go_live_on"]): [f"/offers/{index}/go_live_on"]
        for index, offer in enumerate(case.answer["offers"])
        if "go_live_on" in offer
    }
    for (_, _, given), places in (heads | _odd_lines(case)).items():
        if _is_typed_year(given):
            facts = {"given": given, "year": _typed_year(given)}
            yield case.grouped("year_typed_alone", "warning", places, **facts)


def go_live_implausible(case: Case) -> Iterator[Issue]:
    """A go-live far from the questionnaire's day of issue."""
    low, high = _plausible(case.asked)
    for index, offer in enumerate(case.answer["offers"]):
        given = offer.get("go_live_on", low)
        if not low <= given <= high and not _is_typed_year(given):
            facts = {"given": given, "first": low, "last": high}
            yield case.issue(
                "go_live_implausible", "warning", f"/offers/{index}/go_live_on", **facts
            )


def answered_before_issue(case: Case) -> Iterator[Issue]:
    """The answer is dated before the questionnaire."""
    given, issued = case.answer.get("answered_on"), case.asked.value.get("issued_on")
    if given and issued and given < issued:
        yield case.issue(
            "answered_before_issue", "note", "/answered_on", given=given, issued=issued
        )


def answered_after_deadline(case: Case) -> Iterator[Issue]:
    """The answer is dated after the deadline."""
    given, deadline = case.answer.get("answered_on"), case.asked.value.get("deadline_on")
    if given and deadline and given > deadline:
        yield case.issue(
            "answered_after_deadline", "note", "/answered_on", given=given, deadline=deadline
        )


DATE_RULES = (
    date_implausible,
    year_typed_alone,
    go_live_implausible,
    answered_before_issue,
    answered_after_deadline,
)
