import csv
import io
import json
import zipfile

import pytest

from rfi.document.read import read_document
from rfi.export.book.issues_file import write_issues, write_issues_csv
from rfi.intake.query.queries import Query, QueryPlace
from rfi.intake.round.reading import ReadAnswer
from rfi.intake.round.round import Answer, RoundFile
from rfi.intake.round.suggestions import suggest_values
from rfi.intake.round.versions import compare_versions
from rfi.intake.rules.checked import check_response
from rfi.schema.issue import Issue
from rfi.views.intake.files import Received, view_intake
from rfi.views.intake.issues import view_issue_groups, view_issues
from rfi.views.intake.queries import query_prefix, settled_queries, view_queries
from rfi.views.intake.suggestions import view_suggestions
from rfi.views.intake.version_changes import view_changes
from rfi.views.look.reading import Reading
from tests.answers import answer, line
from tests.views.rounds import PLANTED, evaluated, holey, lettered, round_of

ASKED = holey().questionnaire


def received(value: dict[str, object], at: str = "", **taken: str) -> Received:
    data = json.dumps(value, ensure_ascii=False).encode()
    file = RoundFile(f"{value['response_id']}_{value['version']}.json", data)
    document = read_document(file.name, data, "rfi_response")
    return Received(
        Answer(file, at, **taken),
        ReadAnswer(document, value, value),
        check_response(document, holey().questionnaire),
    )


def priced(amount: float, **row: str) -> dict[str, object]:
    return answer([line("I03", amount, **row)])


def test_each_file_has_its_state_and_those_out_of_the_totals_are_counted_apart() -> None:
    good = received(priced(1))
    broken = priced(1)
    broken["vendor"] = {"name": PLANTED}
    gone = received(priced(2), withdrawn_at="2026-01-01", withdrawn_by="x")
    table = view_intake(evaluated(holey()), Reading("ja"), [gone, received(broken), good])
    assert [row.cells[2].text for row in table.rows] == ["受付", "保留", "取下げ"]
    assert "受付 1 件・保留 1 件" in table.caption
    assert table.rows[1].cells[0].text == PLANTED


def test_a_change_says_unit_and_currency_of_each_side() -> None:
    old, new = priced(1000, unit="thousand"), priced(2500.5, unit="million")
    rows = new["offers"][0]["cost_lines"]  # type: ignore[index]
    rows[0]["currency"] = "USD"
    table = view_changes(compare_versions(old, new), ("1", "2"), (old, new), ASKED, Reading("ja"))
    amount = next(row for row in table.rows if row.cells[1].text == "金額")
    assert [cell.text for cell in amount.cells[3:]] == ["1,000千円", "2,500.5百万米ドル"]
    assert "追加 0 件" in table.caption
    none = view_changes(
        compare_versions(old, new), ("1", "2"), (old, new), ASKED, Reading("ja"), ["added"]
    )
    assert none.rows == ()


def test_a_row_that_went_is_shown_by_its_amount() -> None:
    old, new = priced(1000, unit="thousand"), priced(1)
    new["offers"][0]["cost_lines"][0]["line_id"] = "L9"  # type: ignore[index]
    table = view_changes(compare_versions(old, new), ("1", "2"), (old, new), ASKED, Reading("ja"))
    gone = next(row for row in table.rows if row.cells[0].text == "削除")
    assert gone.cells[3].text.startswith("1,000千円／")
    assert "L0" not in gone.cells[3].text


def test_a_change_is_placed_by_titles_and_by_no_code_or_pointer() -> None:
    old, new = priced(1000), priced(2000)
    table = view_changes(compare_versions(old, new), ("1", "2"), (old, new), ASKED, Reading("ja"))
    amount = next(row for row in table.rows if row.cells[1].text == "金額")
    row = old["offers"][0]["cost_lines"][0]  # type: ignore[index]
    titles = (
        ASKED.scenarios[row["scenario_id"]].title,
        ASKED.businesses[row["businesses"][0]],
        ASKED.items[row["item"]],
    )
    assert amount.cells[2].text.endswith("・".join(titles))
    assert amount.cells[2].text.startswith(str(old["offers"][0]["title"]))  # type: ignore[index]


def test_a_place_in_json_is_told_in_titles_and_the_list_keeps_the_pointer_beside() -> None:
    issue = Issue("tax_missing", "warning", "/offers/0/cost_lines/3/tax", document="a.json")
    grouped = view_issue_groups([issue], Reading("ja")).rows[0].cells[2].text
    assert grouped == "提案の1件目 ＞ 費用明細の4件目 ＞ 税区分"
    listed = view_issues([issue], Reading("ja")).rows[0].cells[2].text
    assert listed == f"{grouped}（{issue.pointer}）"


def test_a_suggested_code_is_shown_with_its_name_and_a_text_apart_from_its_number() -> None:
    value = priced(1)
    row = value["offers"][0]["cost_lines"][0]  # type: ignore[index]
    row["tax"], row["amount"] = "税抜", "1,200"
    found = received(value)
    suggestions = suggest_values(value, found.response.issues)
    shown = view_suggestions(suggestions, found.response, Reading("ja")).rows
    values = {tuple(cell.text for cell in row.cells[2:4]) for row in shown}
    assert values == {("税抜", "excluded（税抜）"), ("1,200（文字）", "1,200")}


def test_the_letter_of_a_vendor_is_kept_and_never_shared() -> None:
    letters = round_of("responses").tables.letters
    assert query_prefix("vendor-b", [], letters) == "B"
    assert query_prefix("new", [], letters) == "G"
    used = [Query("G-001", "new", "?"), Query("B-001", "other", "?")]
    assert query_prefix("new", used, letters) == "G"
    assert query_prefix("newer", used, letters) == "H"
    assert query_prefix("vendor-b", used, letters) == "H"


def test_questions_are_numbered_by_the_letter_that_an_offer_keeps() -> None:
    letters = lettered().tables.letters
    prefixes = [query_prefix(name, [], letters) for name in ("second", "gone", "first", "late")]
    assert prefixes == ["A", "B", "C", "D"]
    assert query_prefix("held", [], letters) == "E"


def test_questions_on_an_answer_of_several_offers_take_the_letter_of_the_first() -> None:
    assert query_prefix("two", [], ("one:A", "two:B", "three:A", "two:A")) == "B"


def test_a_question_asked_after_the_newest_version_is_not_hinted_as_settled() -> None:
    old, new = priced(1), priced(2)
    new["version"] = 2
    place = (QueryPlace("/offers/0/cost_lines/0/tax"),)
    versions = [received(old), received(new, "2026-01-02")]
    early = Query("A-001", "a", "?", "tax_missing", place, asked_at="2026-01-01")
    late = Query("A-002", "a", "?", "tax_missing", place, asked_at="2026-01-03")
    assert settled_queries([early, late], versions) == {"A-001": 2}
    table = view_queries([early, late], {"A-001": 2}, Reading("ja"))
    assert [bool(row.cells[-1].text) for row in table.rows] == [True, False]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_file_of_issues_holds_every_place_and_no_formula(lang: str) -> None:
    issues = [Issue("text_normalized", "warning", "/a", document=PLANTED)] * 3
    table = view_issues(issues, Reading("en" if lang == "en" else "ja"))
    lines = list(csv.reader(io.StringIO(write_issues_csv(table).decode("utf-8-sig"))))
    assert len(lines) == 4
    assert lines[1][2] == f"'{PLANTED}"
    book = write_issues(table, Reading("ja"))
    with zipfile.ZipFile(io.BytesIO(book)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert book == write_issues(table, Reading("ja"))


@pytest.mark.parametrize("is_new", [True, False])
def test_a_row_that_came_or_went_is_told_in_titles_and_no_code(*, is_new: bool) -> None:
    whole, without = priced(1000, unit="thousand"), priced(1000)
    offer = whole["offers"][0]  # type: ignore[index]
    offer["fit_answers"] = [{"requirement_id": "Q-1", "fit": "customize", "cost_item": "I03"}]
    offer["cost_lines"].append({**offer["cost_lines"][0], "line_id": "L9", "months": 12})
    old, new = (without, whole) if is_new else (whole, without)
    table = view_changes(compare_versions(old, new), ("1", "2"), (old, new), ASKED, Reading("ja"))
    rows = [row for row in table.rows if row.cells[0].text == ("追加" if is_new else "削除")]
    told = " ".join(row.cells[4 if is_new else 3].text for row in rows)
    codes = ("excluded", "priced", "once", "customize", "I03", "thousand", "tax", "state")
    assert [code for code in codes if code in told] == []
    assert all(words in told for words in ("税区分：税抜", "月数：12", ASKED.items["I03"]))
