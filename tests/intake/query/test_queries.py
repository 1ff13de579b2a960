"""Questions go out one workbook a vendor, and come back by their hidden numbers."""

import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from rfi.document.grid.grid import Grid, Sheet, SheetCell
from rfi.document.read import read_document
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.query.book import QueryCover, write_query_book
from rfi.intake.query.marks import query_mark_of
from rfi.intake.query.queries import (
    MAX_PLACES_SHOWN,
    Query,
    QueryDraft,
    QueryPlace,
    draft_queries,
    next_number,
    places_of,
    propose_answered,
)
from rfi.intake.query.replies import read_query_replies, record_replies
from rfi.intake.round.queries import add_query
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, load_catalogue
from tests.answers import answer, line
from tests.intake.rounds import empty_round, full_round

COVER = QueryCover(
    "q", "試験の調査票", "協議会 事務局", "架空 A社", "vendor-a", "2026年12月10日（木）17時"
)


def tax(row: int, origin: str = "") -> Issue:
    return Issue("tax_missing", "warning", f"/offers/0/cost_lines/{row}/tax", origin)


def query(number: str = "A-001", **fields: Any) -> Query:
    made = {"response_id": "vendor-a", "text": "税抜ですか。", **fields}
    return Query(number, **made)


def test_issues_of_one_kind_become_one_question_with_all_their_places() -> None:
    issues = [
        tax(3, "費用!C5"),
        Issue("priced_zero", "error", "/x", params={"item": "I03"}),
        tax(4),
    ]
    first, second = draft_queries(issues, "vendor-a")
    assert (first.issue_code, second.issue_code) == ("tax_missing", "priced_zero")
    assert "（2か所）" in first.text
    assert first.places == (
        QueryPlace("/offers/0/cost_lines/3/tax", "費用!C5"),
        QueryPlace("/offers/0/cost_lines/4/tax"),
    )
    assert "・費用!C5　" in first.text


def test_a_kind_without_wording_of_its_own_is_asked_in_general_words() -> None:
    (draft,) = draft_queries(
        [Issue("schema_min_items", "error", "/offers", params={"title": "提案"})], "a"
    )
    assert "お願いいたします" in draft.text
    assert "提案" in draft.text


def test_a_question_with_hundreds_of_places_lists_some_and_counts_the_rest() -> None:
    (draft,) = draft_queries([tax(row) for row in range(100)], "a")
    assert draft.text.count("\n・") == MAX_PLACES_SHOWN
    assert f"ほか{100 - MAX_PLACES_SHOWN}件" in draft.text
    assert len(draft.places) == 100


def test_a_grouped_issue_brings_every_place() -> None:
    facts = {"pointers": ("/a", "/b"), "origins": ("S!A1", "")}
    issue = Issue("unit_slip", "warning", "/a", params=facts)
    assert places_of(issue) == (QueryPlace("/a", "S!A1"), QueryPlace("/b"))


def test_facts_that_are_codes_are_worded() -> None:
    issue = Issue(
        "amount_beside_state",
        "warning",
        "/x",
        params={"item": "I03", "state": Coded("cell_states", "free")},
    )
    (draft,) = draft_queries([issue], "a")
    assert "無償" in draft.text


def test_every_question_asks_politely_and_for_something() -> None:
    for key, entry in load_catalogue().items():
        if re.fullmatch(r"query\.[a-z_]+", key) and key not in {"query.place", "query.more"}:
            assert re.search("ください|お願い", entry["ja"]), key


def test_numbers_run_on_by_prefix_past_withdrawn_ones() -> None:
    queries = [query("A-001"), query("A-007", status="withdrawn"), query("B-002")]
    assert next_number(queries, "A") == "A-008"
    assert next_number(queries, "C") == "C-001"
    assert next_number([query("A-999")], "A") == "A-1000"


def test_a_question_is_proposed_as_answered_when_its_issue_is_gone() -> None:
    old = answer([line("I03", 10), line("I07", 5, tax=...), line("I09", 5, tax=...)])
    places = (QueryPlace("/offers/0/cost_lines/1/tax"),)
    other = (QueryPlace("/offers/0/cost_lines/2/tax"),)
    queries = (
        query("A-001", issue_code="tax_missing", places=places),
        query("A-002", issue_code="tax_missing", places=other),
        query("A-003"),
        query("A-004", issue_code="tax_missing", places=places, status="withdrawn"),
    )
    new = answer([line("I03", 10), line("I07", 5), line("I09", 5, tax=...)])
    # A row was inserted above, so that every pointer moved by one.
    new["offers"][0]["cost_lines"].insert(0, {**line("I01", 1), "line_id": "N"})
    proposed = propose_answered(queries, [tax(3)], old_value=old, new_value=new)
    assert [one.number for one in proposed] == ["A-001"]
    assert all(one.status == "open" for one in proposed)


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_the_workbook_holds_the_questions_and_nothing_of_other_vendors() -> None:
    made = full_round()
    for response, words in (("vendor-a", "甲の問い"), ("vendor-b", "乙の問い、乙社の99,777円")):
        made = add_query(made, QueryDraft(response, words), prefix=response[-1].upper(), at="x")
    mine = [one for one in made.queries if one.response_id == "vendor-a"]
    parts = parts_of(write_query_book(mine, COVER))
    everything = b"\n".join(parts.values())
    for wanted in ("甲の問い", "試験の調査票", "2026年12月10日", "架空 A社"):
        assert wanted.encode() in everything
    for secret in ("乙", "vendor-b", "99,777", "B-001", "税抜ですか", "回答 第1版"):
        assert secret.encode() not in everything
    assert not [name for name in parts if "external" in name.lower() or "vba" in name.lower()]


def test_a_question_with_many_places_lists_them_all_on_a_sheet_of_their_own() -> None:
    places = tuple(QueryPlace(f"/offers/0/cost_lines/{row}/amount") for row in range(300))
    parts = parts_of(write_query_book([query(places=places)], COVER))
    texts = parts["xl/sharedStrings.xml"].decode()
    assert all(f"<t>{place.pointer}</t>" in texts for place in places)
    assert "ほか280か所" in texts
    assert len(parts_of(write_query_book([query()], COVER))) < len(parts)


def test_several_facts_are_worded_as_a_list() -> None:
    facts = {"items": ("I03", "R01"), "pointers": ("/a",), "origins": ("",)}
    (draft,) = draft_queries([Issue("items_lacking", "warning", "/a", params=facts)], "a")
    assert "I03、R01" in draft.text


def test_a_question_on_another_answer_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="does not belong"):
        write_query_book([query(response_id="vendor-b")], COVER)


def test_the_workbook_is_the_same_bytes_each_time_and_prints_on_a4_landscape() -> None:
    queries = [query(), query("A-002", text="長い問い\n" * 40)]
    data = write_query_book(queries, COVER)
    assert data == write_query_book(queries, COVER)
    parts = parts_of(data)
    sheet = parts["xl/worksheets/sheet2.xml"].decode()
    assert 'orientation="landscape"' in sheet
    assert 'paperSize="9"' in sheet
    assert "<sheetProtection" in sheet
    assert "Print_Titles" in parts["xl/workbook.xml"].decode()


def test_text_of_a_vendor_never_becomes_a_formula_or_a_link() -> None:
    data = write_query_book([query(text="=1+1", reply="http://x.example/ =cmd")], COVER)
    sheet = parts_of(data)["xl/worksheets/sheet2.xml"].decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


@pytest.mark.parametrize("lang", LANGS)
def test_replies_come_back_by_their_numbers(lang: Any) -> None:
    queries = [query("A-001", reply="税抜です。"), query("A-002"), query("A-003", reply="0120")]
    grid, _ = read_grid(write_query_book(queries, COVER, lang))
    assert grid is not None
    found = read_query_replies(grid)
    assert found.mark is not None
    assert (found.mark.questionnaire_id, found.mark.response_id) == ("q", "vendor-a")
    assert [(one.number, one.reply) for one in found.replies] == [
        ("A-001", "税抜です。"),
        ("A-003", "0120"),
    ]
    assert found.issues == ()
    assert found.replies[0].origin.endswith("!E5")


def test_replies_are_kept_beside_their_questions_and_settle_none() -> None:
    made = empty_round()
    for words in ("一", "二"):
        made = add_query(made, QueryDraft("vendor-a", words), prefix="A", at="x")
    made = add_query(made, QueryDraft("vendor-b", "三"), prefix="B", at="x")
    sent = [query("A-001", reply="はい"), query("A-009", reply="?"), query("B-001", reply="乙")]
    grid, _ = read_grid(write_query_book(sent, COVER))
    assert grid is not None
    made, issues = record_replies(made, read_query_replies(grid))
    assert [(one.reply, one.status) for one in made.queries] == [
        ("はい", "open"),
        ("", "open"),
        ("", "open"),
    ]
    assert [issue.code for issue in issues] == ["query_number_unknown", "query_of_other_answer"]


def test_a_workbook_without_marks_is_no_query_workbook() -> None:
    cells = {(1, 1): SheetCell(1, 1, "text", "照会番号")}
    found = read_query_replies(
        Grid((Sheet("S", cells, (), is_hidden=False, has_stray=False),), uses_1904=False)
    )
    assert [issue.code for issue in found.issues] == ["query_book_no_marks"]
    assert query_mark_of("rfi:1.0.0:cost_grid:0") is None


def test_a_reply_in_a_row_without_number_is_told() -> None:
    grid, _ = read_grid(write_query_book([query()], COVER))
    assert grid is not None
    sheet = grid.sheets[1]
    more = {**sheet.cells, (9, 5): SheetCell(9, 5, "text", "追記")}
    found = read_query_replies(replace(grid, sheets=(replace(sheet, cells=more),)))
    assert [issue.code for issue in found.issues] == ["query_reply_without_number"]


def test_a_form_of_another_major_version_is_refused() -> None:
    cells = {(1, 1): SheetCell(1, 1, "text", "rfi-queries:2.0.0:q:a")}
    sheet = Sheet("S", cells, (), is_hidden=False, has_stray=False)
    found = read_query_replies(Grid((sheet,), uses_1904=False))
    assert [issue.code for issue in found.issues] == ["query_book_version"]


def test_a_query_workbook_is_not_taken_for_an_answer() -> None:
    read = read_document("照会票.xlsx", write_query_book([query()], COVER))
    assert read.is_held
    assert "workbook_no_marks" in {issue.code for issue in read.issues}
