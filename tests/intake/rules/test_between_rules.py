"""What only several answers show: one vendor twice, the same amounts, names that look alike."""

from itertools import permutations
from typing import Any

import pytest

from rfi.text.lookalikes import look_of
from tests.answers import answer, collect, line, questionnaire

ITEMS = ("I03", "I07", "R01")
LINES = [line("I03", 60), line("I07", 6), line("R01", 1)]


def given(number: str, times: float = 1, **vendor: Any) -> dict[str, Any]:
    """Return an answer of a vendor whose every price is ``times`` that of the others."""
    made = answer([{**one, "amount": one["amount"] * times} for one in LINES], response_id=number)
    return {**made, "vendor": {**made["vendor"], **vendor}}


def told(*answers: dict[str, Any]) -> dict[str, set[str]]:
    """Return code → files that are told."""
    found: dict[str, set[str]] = {}
    for issue in collect(questionnaire(ITEMS), *answers).issues:
        if issue.severity == "warning":
            found.setdefault(issue.code, set()).add(issue.document)
    return found


BOTH = {"a.json", "b.json"}
NUMBER = "1020001071491"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"vendor_id": "v"}, {"vendor_id": "v"}),
        ({"corporate_number": NUMBER}, {"corporate_number": NUMBER}),
        ({"vendor_id": "v", "name": "甲社"}, {"vendor_id": "v", "name": "乙社"}),
    ],
)
def test_two_answers_of_one_vendor_are_told_and_both_compared(
    first: dict[str, Any], second: dict[str, Any]
) -> None:
    answers = (given("a", 1, **first), given("b", 2, **second))
    assert told(*answers) == {"vendor_twice": BOTH}
    assert len(collect(questionnaire(ITEMS), *answers).tables["offers"]) == 2


def test_answers_with_equal_amounts_are_told_whatever_the_order_of_lines() -> None:
    second = given("b")
    second["offers"][0]["cost_lines"].reverse()
    assert told(given("a"), second) == {"answers_identical": BOTH}
    assert told(given("a"), given("b", 2)) == {}


LOOKALIKES = [
    ("株式会社ニコー", "株式会社二コ一"),
    ("カワサキ電算", "力ワサキ電算"),
    ("ＡＢＣシステム", "ABCシステム"),
    ("髙橋情報", "高橋情報"),
    ("Alpha", "Αlpha"),
    ("株式会社 架空電算", "架空電算㈱"),
    ("キヤノン", "キャノン"),
]


@pytest.mark.parametrize(("name", "other"), LOOKALIKES)
def test_names_that_look_alike_are_told(name: str, other: str) -> None:
    found = told(given("a", 1, name=name), given("b", 2, name=other))
    assert found == {"names_alike": BOTH}


@pytest.mark.parametrize("pair", list(permutations(("東電算", "西電算", "東電産"), 2)))
def test_names_that_differ_on_paper_are_not(pair: tuple[str, str]) -> None:
    assert look_of(pair[0]) != look_of(pair[1])


def test_the_order_of_files_changes_nothing_that_is_told() -> None:
    answers = [given("a", vendor_id="v"), given("b", vendor_id="v"), given("c", 2, vendor_id="w")]
    assert told(*answers) == told(*reversed(answers))
