"""Prices of options are held to the rules of prices, at their own places."""

from collections.abc import Mapping
from typing import Any

import pytest

from rfi.schema.issue import Issue
from tests.answers import answer, collect, line, questionnaire

OPTIONS = (
    {"option_id": "Z01", "business": "B01", "title": "窓口の連携", "standard_item": "I05"},
    {"option_id": "Z02", "business": "B01", "title": "夜間の窓口", "standard_item": "R04"},
)
YEN: Mapping[str, Any] = {
    "unit": "one", "currency": "JPY", "tax": "excluded", "frequency": "monthly",
}  # fmt: skip


def price(amount: float | None = 5, option: str = "Z02", **fields: Any) -> dict[str, Any]:
    row = {"option_id": option, "scenario_id": "S", "state": "priced", **YEN, **fields}
    if amount is not None:
        row["amount"] = amount
    return {key: value for key, value in row.items() if value is not ...}


def found(*rows: dict[str, Any], **option: Any) -> dict[str, Issue]:
    options = [{**one, **option} for one in OPTIONS]
    asked = {**questionnaire(("I03",)), "options": options}
    issues = collect(asked, answer([line("I03", 60)], option_lines=list(rows))).issues
    return {one.code: one for one in issues if one.code != "once_without_date"}


def test_a_price_as_asked_is_sound() -> None:
    assert found(price()) == {}


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        (price(tax=...), "tax_missing", "tax"),
        (price(0), "priced_zero", "amount"),
        (price(5, state="free"), "free_with_amount", "amount"),
        (price(5, tax_rate_percent=0.1), "percent_at_most_one", "tax_rate_percent"),
    ],
)
def test_a_fault_of_a_price_is_told_where_it_stands(
    row: dict[str, Any], code: str, field: str
) -> None:
    issue = found(price(), row)[code]
    assert issue.pointer.startswith(f"/offers/0/option_lines/1/{field}")
    assert "夜間の窓口" in issue.message("ja") or "item" not in issue.params


def test_an_option_that_was_not_asked_holds_the_answer_back() -> None:
    issue = found(price(option="Z09"))["unknown_code"]
    assert (issue.severity, issue.pointer) == ("error", "/offers/0/option_lines/0/option_id")


def test_an_option_that_is_a_must_and_has_no_price_is_named() -> None:
    issue = found(price(), price(None, "Z01", state="unanswered"), need="must")["must_unanswered"]
    assert issue.params["titles"] == ("窓口の連携",)
