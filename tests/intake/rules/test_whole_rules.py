"""The whole of an offer's prices: everything free, everything in one price, the term as once."""

from collections.abc import Sequence

import pytest

from tests.answers import Line, answer, collect, figures, line, questionnaire

ITEMS = ("I03", "I07", "R01")
ASKED = questionnaire(ITEMS)
BARE: Line = {"unit": ..., "currency": ..., "tax": ..., "frequency": ...}


def free(item: str) -> Line:
    return line(item, state="free", **BARE)


def held(item: str, container: str = "I03") -> Line:
    inside = {"business": "B01", "item": container}
    return line(item, state="included", included_in=inside, **BARE)


def codes(lines: Sequence[Line]) -> set[str]:
    issues = collect(ASKED, answer(lines)).issues
    return {one.code for one in issues if one.severity == "warning"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([free("I03"), free("I07"), free("R01")], {"all_free"}),
        ([free("I03")], {"all_free", "cell_unanswered"}),
        ([free("I03"), free("I07"), line("R01", 1)], set()),
        ([line("I03", 60), held("I07"), held("R01")], {"all_included_in_one"}),
        ([held("I03", "R01"), held("I07", "I03"), line("R01", 1)], {"all_included_in_one"}),
        ([free("I03"), held("I07"), held("R01")], {"all_included_in_one"}),
        ([line("I03", 60), held("I07"), line("R01", 1)], set()),
        ([line("I03", 60), line("R01", 1)], {"cell_unanswered"}),
    ],
)
def test_all_free_and_all_in_one_price_are_asked(lines: list[Line], expected: set[str]) -> None:
    assert codes(lines) == expected


def test_what_is_asked_so_is_accepted() -> None:
    offer = figures(ASKED, [line("I03", 60), held("I07"), held("R01")])
    assert (offer.bound.sign, offer.totals.nominal_jpy) == ("", 60)


@pytest.mark.parametrize("amount", [200, 12_000, 1])
def test_an_item_of_the_whole_term_that_is_priced_once_is_counted_and_asked(
    amount: float,
) -> None:
    lines = [line("I03", 60), line("I07", 6), line("R01", amount, frequency="once")]
    assert codes(lines) == {"recurring_as_once"}
    assert figures(ASKED, lines).totals.nominal_jpy == 66 + amount


@pytest.mark.parametrize(("currency", "is_told"), [("USD", True), ("JPY", False)])
def test_a_total_in_dollars_is_told_and_not_held_against_the_lines(
    currency: str, *, is_told: bool
) -> None:
    stated = {"kind": "total", "unit": "one", "tax": "excluded", "scenario_id": "S"}
    totals = [{**stated, "amount": 66, "currency": currency}]
    issues = collect(
        questionnaire(("I03",)), answer([line("I03", 66)], stated_totals=totals)
    ).issues
    assert ("stated_total_in_dollars" in {one.code for one in issues}) == is_told


@pytest.mark.parametrize("amount", [-500, -1, -0.5])
def test_a_minus_line_is_told_where_a_discount_belongs(amount: float) -> None:
    issues = collect(ASKED, answer([line("I03", amount)])).issues
    (issue,) = (one for one in issues if one.severity == "error")
    assert (issue.code, issue.pointer) == ("amount_negative", "/offers/0/cost_lines/0/amount")
    assert "値引" in issue.next_step("ja")


def test_a_price_by_the_case_and_a_renewal_are_no_term_given_as_once() -> None:
    by_case = line("R01", 5, frequency="once", basis="per_case", quantity=10)
    assert codes([line("I03", 60), line("I07", 6), by_case]) == set()
    renewal = line("R01", 5, frequency="once", is_renewal=True, accepted_on="2032-03-31")
    assert codes([line("I03", 60), line("I07", 6), line("R01", 1), renewal]) == set()
