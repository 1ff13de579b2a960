"""Months of the window without a price are named, wherever they lie."""

import pytest

from rfi.schema.issue import Issue
from tests.analysis.prices import findings, found_in
from tests.answers import Line, answer, collect, line, questionnaire

ASKED = questionnaire(items=("R01",))
START, MIDDLE, END = "2027-04〜2027-04", "2028-04〜2031-03", "2032-03〜2032-03"


def missing(*terms: tuple[str, int]) -> Issue | None:
    lines = [line("R01", 10, start_on=start, months=months) for start, months in terms]
    return found_in(ASKED, lines).get(("v0", "months_missing"))


@pytest.mark.parametrize(
    ("terms", "runs", "months"),
    [
        ([("2027-05-01", 59)], (START,), 1),
        ([("2027-04-01", 12), ("2031-04-01", 12)], (MIDDLE,), 36),
        ([("2027-04-01", 59)], (END,), 1),
        ([("2026-04-01", 6)], ("2027-04〜2032-03",), 60),
        ([("2027-05-01", 11), ("2031-04-01", 11)], (START, MIDDLE, END), 38),
    ],
)
def test_the_months_without_a_price_are_named(
    terms: list[tuple[str, int]], runs: tuple[str, ...], months: int
) -> None:
    found = missing(*terms)
    assert found is not None
    assert (found.severity, found.params["runs"], found.params["months"]) == (
        "warning",
        runs,
        months,
    )
    assert found.pointer.startswith("/offers/0/cost_lines/")
    for run in runs:
        assert run in found.message("ja")
        assert run in found.message("en")


def test_nothing_is_said_where_every_month_is_priced() -> None:
    assert missing(("2027-04-01", 12), ("2028-04-01", 48)) is None


def test_parallel_running_and_one_time_items_have_no_months_to_price() -> None:
    asked = questionnaire(items=("I03",))
    assert not found_in(asked, [line("I03", 10)])


def test_cells_with_the_same_months_missing_are_one_issue() -> None:
    asked = questionnaire(items=("R01", "R07"), businesses=("B01", "B18"))
    lines: list[Line] = [
        line(item, amount, months=12, businesses=[business])
        for item, amount in (("R01", 10), ("R07", 30))
        for business in ("B01", "B18")
    ]
    (found,) = (
        issue for issue in findings(collect(asked, answer(lines))) if issue.code == "months_missing"
    )
    assert (found.params["count"], found.params["months"]) == (4, 48)
    assert found.params["size_jpy"] == 30 * 48
    assert found.pointer == "/offers/0/cost_lines/2/amount"
