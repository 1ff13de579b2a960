"""Many faults are found at the cost of few, and at the places where they are."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.schema import check, narrowed
from rfi.schema.check import check_schema
from rfi.schema.narrowed import count_rows
from tests.document.cpu import MOST_CPU_SECONDS, cpu_seconds

ANSWER = json.loads(
    (Path(__file__).resolve().parents[2] / "samples/responses/vendor_a.json").read_text("utf-8")
)
BAD = {"line_id": 1, "scenario_id": 2, "item": None, "amount": "x"}


def answer_with(lines: list[Any]) -> dict[str, Any]:
    value = json.loads(json.dumps(ANSWER))
    value["offers"][0]["cost_lines"] = lines
    return dict(value)


def test_rows_are_counted_at_any_depth() -> None:
    assert count_rows({"a": [{"b": [{}, {}]}, {}], "c": [1, 2]}) == 6


def test_a_bad_row_far_down_is_told_at_its_own_index() -> None:
    lines = [dict(ANSWER["offers"][0]["cost_lines"][0], line_id=f"L{n}") for n in range(1000)]
    lines[777]["amount"] = "x"
    issues = check_schema(answer_with(lines), "rfi_response")
    assert [issue.pointer for issue in issues] == ["/offers/0/cost_lines/777/amount"]


@given(st.sets(st.integers(0, 59), max_size=20), st.booleans())
def test_the_faults_of_a_narrowed_payload_are_those_of_the_whole(
    bad: set[int],
    breaks_head: bool,  # noqa: FBT001 - as hypothesis gives it
) -> None:
    row = ANSWER["offers"][0]["cost_lines"][0]
    value = answer_with([BAD if n in bad else dict(row, line_id=f"L{n}") for n in range(60)])
    if breaks_head:
        value["version"] = "x"
    whole = check_schema(value, "rfi_response")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(narrowed, "MOST_ROWS", 25)
        assert check_schema(value, "rfi_response") == whole
    assert bool(whole) == bool(bad or breaks_head)


def test_a_long_list_with_more_entries_than_allowed_says_how_many(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(narrowed, "MOST_ROWS", 25)
    value = answer_with(ANSWER["offers"][0]["cost_lines"])
    value["offers"][0]["businesses"] = [f"X{index}" for index in range(41)]
    issues = [one for one in check_schema(value, "rfi_response") if "max_items" in one.code]
    assert [(one.pointer, one.params["given"]) for one in issues] == [
        ("/offers/0/businesses", "41")
    ]


@pytest.mark.parametrize("rows", [5_000, 50_000])
def test_many_bad_rows_are_told_with_little_work(rows: int) -> None:
    value = answer_with([BAD] * rows)
    before = cpu_seconds()
    issues = check_schema(value, "rfi_response")
    assert cpu_seconds() - before < MOST_CPU_SECONDS / 3
    assert issues[-1].code == "too_many_issues"
    assert len(issues) <= check.MAX_ISSUES + 1


def test_two_hundred_thousand_rows_are_refused_with_their_number() -> None:
    before = cpu_seconds()
    (issue,) = check_schema(answer_with([BAD] * 200_000), "rfi_response")
    assert cpu_seconds() - before < MOST_CPU_SECONDS / 3
    assert issue.code == "document_too_many_rows"
    # The rows of the sample answer stand beside the bad ones.
    assert re.search("200,[0-9]{3}行", issue.message("ja"))
