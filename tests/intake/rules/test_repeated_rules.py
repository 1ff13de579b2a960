"""What stands twice is counted as it stands, and always asked about."""

import pytest

from rfi.intake.rules.case import Case
from rfi.intake.rules.repeated_rules import price_on_two_sheets
from rfi.scenario.questionnaire import questionnaire_of
from tests.answers import Line, answer, document, figures, line, questionnaire
from tests.intake.rules.asking import codes, found

# Two lines → whether they are one price entered twice.
PAIRS: list[tuple[Line, Line, bool]] = [
    (line("I03", 60), line("I03", 60), True),
    (line("I03", 60), line("I03", 60, label="別名", note="写し"), True),
    (line("I03", 60), line("I03", 60, accepted_on="2027-03-25"), True),
    (line("I03", 60_000), line("I03", 60, unit="thousand"), True),
    (line("R01", 5), line("R01", 5), True),
    (line("R01", 5), line("R01", 5, start_on="2029-04-01", months=12), True),
    (line("I03", 60), line("I03", 61), False),
    (line("I03", 60), line("R01", 60), False),
    (line("R01", 5), line("R01", 5, frequency="yearly"), False),
    (line("R01", 5, months=12), line("R01", 5, start_on="2028-04-01", months=48), False),
    (line("I03", 60), line("I03", 60, state="separate"), False),
    (line("I03", 60), line("I03", 60, tax="included"), False),
]


@pytest.mark.parametrize(("first", "second", "is_twice"), PAIRS)
def test_one_price_under_two_numbers_is_asked(first: Line, second: Line, *, is_twice: bool) -> None:
    assert ("price_twice" in codes([first, second])) == is_twice


def test_the_places_of_both_are_named_and_both_count() -> None:
    lines = [line("I03", 60), line("R01", 1), line("I03", 60)]
    (issue,) = (one for one in found(lines) if one.code == "price_twice")
    assert issue.params["pointers"] == (
        "/offers/0/cost_lines/0/amount",
        "/offers/0/cost_lines/2/amount",
    )
    assert figures(questionnaire(), lines).totals.nominal_jpy == 180


def test_one_price_three_times_is_one_issue_with_three_places() -> None:
    (issue,) = (one for one in found([line("I03", 60)] * 3) if one.code == "price_twice")
    assert issue.params["count"] == 3


def test_a_cell_priced_on_two_sheets_is_asked_whatever_the_amounts() -> None:
    lines = [line("I03", 60), line("R01", 1), line("I03", 25)]
    given = answer(lines)["offers"]
    origins = {
        "/offers/0/cost_lines/0/amount": "費用!I7",
        "/offers/0/cost_lines/1/amount": "費用!I8",
        "/offers/0/cost_lines/2/amount": "個別明細!F3",
    }
    asked = questionnaire_of(document("q.json", questionnaire()))
    (issue,) = price_on_two_sheets(Case({"offers": given}, asked, "a.xlsx", origins))
    assert issue.params["origins"] == ("費用!I7", "個別明細!F3")
    same = {**origins, "/offers/0/cost_lines/2/amount": "費用!I9"}
    assert not list(price_on_two_sheets(Case({"offers": given}, asked, "a.xlsx", same)))
