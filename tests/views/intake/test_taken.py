"""What became of a file that was dropped, in its row and in the list of files."""

from dataclasses import replace

import pytest

from rfi.schema.issue import Issue
from rfi.views.intake.files import Received, view_intake
from rfi.views.intake.issues import view_issue_groups
from rfi.views.intake.taken import Taken, view_taken
from rfi.views.look.reading import Reading
from tests.views.intake.test_round_views import priced, received
from tests.views.rounds import evaluated, given, holey

LATE = Issue(
    "answered_after_deadline",
    "note",
    "/answered_on",
    params={"given": "2027-06-01", "deadline": "2026-10-30"},
)
OTHER = Issue(
    "wrong_questionnaire",
    "error",
    "/questionnaire_id",
    params={"given": "internal-2027", "expected": "core-city-2026"},
)
OLDER = Issue("response_older", "note", "/version", params={"response_id": "v"})


def found_with(*issues: Issue, is_held: bool = False) -> Received:
    found = received(priced(1))
    value = None if is_held else found.response.value
    return replace(found, response=replace(found.response, value=value, issues=issues))


def result_of(found: Received, act: str = "answer_accepted") -> str:
    evaluation = evaluated(holey())
    taken = [Taken(found.sha256, act)]
    table = view_taken(evaluation, evaluation, Reading("ja"), taken, [found])
    return table.rows[0].cells[0].text


def test_a_late_answer_says_so_in_its_row_and_in_the_list_of_files() -> None:
    assert "期限後：回答日2027-06-01、回答期限2026-10-30" in result_of(found_with(LATE))
    assert "期限後" not in result_of(found_with())
    table = view_intake(evaluated(holey()), Reading("ja"), [found_with(LATE)])
    assert table.rows[0].cells[2].text == "受付（期限後）"


def test_an_answer_to_another_round_says_so_in_its_row() -> None:
    words = result_of(found_with(OTHER, is_held=True))
    assert "誤り1件" in words
    assert "別の調査票への回答です" in words


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (found_with(), "何も変わっていない"),
        (found_with(OLDER, is_held=True), "比較には使わない"),
        (found_with(OTHER, is_held=True), "保留"),
        (replace(found_with(), is_replaced=True), "別のファイルを比較に使っている"),
    ],
)
def test_the_same_file_again_says_how_it_stands(found: Received, words: str) -> None:
    told = result_of(found, act="")
    assert told.startswith("同じファイル")
    assert words in told
    assert ("何も変わっていない" in told) == (words == "何も変わっていない")


def test_the_heading_counts_what_is_not_shown_too() -> None:
    shown = [Issue("tax_missing", "warning", "/offers/0/cost_lines/3/tax", document="a.json")]
    table = view_issue_groups(shown, Reading("ja"), every=[*shown, LATE, LATE])
    assert table.caption == "誤り 0 件・要確認 1 件・参考 2 件（うち参考は表示していない）"
    assert view_issue_groups(shown, Reading("ja")).caption == "誤り 0 件・要確認 1 件・参考 0 件"


def test_the_count_of_a_file_holds_what_the_comparison_found_in_it() -> None:
    evaluation = evaluated(holey())
    found = found_with()
    later = Issue("price_high", "warning", "/offers/0", document=found.name)
    costs = replace(evaluation.costs, issues=(*evaluation.costs.issues, later))
    table = view_intake(given(costs=costs, answers=evaluation.answers), Reading("ja"), [found])
    column = [one.key for one in table.columns].index("warning")
    assert table.rows[0].cells[column].value == 1
