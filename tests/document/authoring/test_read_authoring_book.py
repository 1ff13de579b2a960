"""An authoring workbook read: what clerks write is understood, every fault stands at its cell."""

from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.workbook import Workbook

from rfi.document.read import Document, read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import questionnaire_of
from tests.document.authoring.books import (
    BUSINESSES,
    COVER,
    EXAMPLE,
    FIRST,
    HEAD,
    ITEMS,
    KPIS,
    NAME,
    OWN_RFI,
    PROCEDURES,
    REQUIREMENTS,
    SCENARIOS,
    SERVICE,
    SYMBOLS,
    book,
    bytes_of,
    changed,
    column_of,
    cover_row,
    own_rfi,
    put,
    read,
)

ID = "番号（空欄なら自動）"


def errors(document: Document) -> list[tuple[str, str]]:
    return [(one.code, one.place("ja")) for one in document.issues if one.severity == "error"]


def codes(document: Document) -> set[str]:
    return {issue.code for issue in document.issues}


def value_of(document: Document) -> dict[str, Any]:
    assert document.value is not None, errors(document)
    return dict(document.value)


def cover(label: str, given: object) -> Document:
    made = book()
    made[COVER].cell(cover_row(made[COVER], label), 4).value = given  # type: ignore[assignment]
    return read(made)


def test_the_workbook_says_by_its_marks_that_it_is_a_questionnaire() -> None:
    found = read(book(), "何か.xlsx")
    assert (found.kind, found.is_held) == ("questionnaire", False)
    assert value_of(found) == OWN_RFI


@pytest.mark.parametrize(
    ("sheet", "heading", "given", "array", "key", "expected"),
    [
        (REQUIREMENTS, "要件区分", "必須", "requirements", "class", "required"),
        (REQUIREMENTS, "要件区分", "任意", "requirements", "class", "standard_option"),
        (REQUIREMENTS, "要件区分", "標準オプション", "requirements", "class", "standard_option"),
        (REQUIREMENTS, "要件区分", "Required", "requirements", "class", "required"),
        (REQUIREMENTS, "業務", "人事給与", "requirements", "business", "N03"),
        (REQUIREMENTS, "業務", "Ｎ０３", "requirements", "business", "N03"),
        (REQUIREMENTS, "業務", "N03：人事給与", "requirements", "business", "N03"),
        (SCENARIOS, "1市の人口", "３５０，０００", "scenarios", "population", 350_000),
        (SCENARIOS, "1市の人口", "350,000人", "scenarios", "population", 350_000),
        (SCENARIOS, "団体数", "２", "scenarios", "cities", 2),
        (SCENARIOS, "1市の人口", "不明", "scenarios", "population", None),
        (KPIS, "KPIの単位", "時間/年", "kpis", "unit", "hours_per_year"),
        (KPIS, "望ましい向き", "増加が望ましい", "kpis", "direction", "increase"),
        (SERVICE, "答え方", "文章", "service_level_items", "value_type", "text"),
        (SYMBOLS, "適合区分", "対応不可", "symbols", "fit", "not_possible"),
        (REQUIREMENTS, "使う", "〇", "requirements", "requirement_id", "N01-001"),
        (REQUIREMENTS, "使う", "◯", "requirements", "requirement_id", "N01-001"),
        (REQUIREMENTS, ID, "Ｎ０１－００９", "requirements", "requirement_id", "N01-009"),
    ],
)
def test_titles_synonyms_and_full_width_figures_are_read(
    sheet: str, heading: str, given: str, array: str, key: str, expected: object
) -> None:
    assert value_of(put(sheet, heading, FIRST, given))[array][0][key] == expected


@pytest.mark.parametrize(
    ("label", "given", "key", "expected"),
    [
        ("回答期限", "令和9年1月29日", "deadline_on", "2027-01-29"),
        ("価格の基準年度", "令和８年度", "base_fiscal_year", 2026),
        ("はじめに比べるシナリオ", "35万人・3市共同", "default_scenario_id", "S350K-3"),
        ("調査票ID", "ＲＦＩ－２", "questionnaire_id", "RFI-2"),
    ],
)
def test_the_cover_is_read_as_people_write(
    label: str, given: str, key: str, expected: object
) -> None:
    assert value_of(cover(label, given))[key] == expected


@pytest.mark.parametrize(
    ("sheet", "heading", "row", "given", "code"),
    [
        (REQUIREMENTS, "要件区分", FIRST, "必ず", "schema_enum"),
        (REQUIREMENTS, "要件", FIRST + 1, None, "schema_required"),
        (REQUIREMENTS, "業務", FIRST, None, "schema_required"),
        (REQUIREMENTS, "業務", FIRST, "財政会計", "author_name_unknown"),
        (REQUIREMENTS, "使う", FIRST, "検討中", "author_circle_unclear"),
        (REQUIREMENTS, ID, FIRST + 1, "N01-001", "duplicate_id"),
        (REQUIREMENTS, ID, FIRST, "番号一", "schema_pattern"),
        (SCENARIOS, "1市の人口", FIRST, "約三十五万", "cell_not_number"),
        (SCENARIOS, "1市の人口", FIRST, None, "schema_required"),
        (SCENARIOS, "団体数", FIRST, 0, "schema_minimum"),
        (ITEMS, "標準費目", FIRST, "利用の料金", "schema_enum"),
        (ITEMS, "財務会計", FIRST, "要", "author_circle_unclear"),
        (ITEMS, "尋ねるシナリオ（空欄は全て）", FIRST, "50万人", "author_name_unknown"),
        (ITEMS, "財務会計", HEAD, "財務会計2", "author_name_unknown"),
        (PROCEDURES, "35万人・単独", FIRST, "多い", "cell_not_number"),
    ],
)
def test_a_fault_is_told_once_at_its_cell(
    sheet: str, heading: str, row: int, given: object, code: str
) -> None:
    made = book()
    column = column_of(made[sheet], heading)
    made[sheet].cell(row, column).value = given  # type: ignore[assignment]
    place = f"{sheet}!{made[sheet].cell(row, column).coordinate}"
    assert errors(read(made)) == [(code, place)]


def test_every_fault_is_told_at_once() -> None:
    made = book()
    made[COVER].cell(cover_row(made[COVER], "調査票名"), 4).value = None
    made[COVER].cell(cover_row(made[COVER], "参照レート"), 4).value = None
    made[COVER].cell(cover_row(made[COVER], "はじめに"), 4).value = None
    made[REQUIREMENTS].cell(FIRST, column_of(made[REQUIREMENTS], "要件区分")).value = "必ず"
    made[KPIS].cell(FIRST, column_of(made[KPIS], "受益者")).value = "市民"
    found = errors(read(made))
    assert [place.partition("!")[0] for _, place in found] == [
        COVER,
        COVER,
        COVER,
        REQUIREMENTS,
        KPIS,
    ]
    assert all("!" in place for _, place in found)


def test_what_lacks_a_number_is_given_one_that_nothing_else_has() -> None:
    given = own_rfi()
    given["requirements"].append(
        {"requirement_id": "x", "business": "N01", "class": "required", "text": "足した要件。"}
    )
    made = book(given)
    column = column_of(made[REQUIREMENTS], ID)
    made[REQUIREMENTS].cell(FIRST + 2, column).value = None
    first = read(made)
    assert value_of(first)["requirements"][2]["requirement_id"] == "N01-002"
    again = read_document(NAME, write_authoring_book(value_of(first)))
    assert value_of(again) == value_of(first)
    assert "author_numbers_given" in codes(first) - codes(again)


def test_all_numbers_may_be_left_empty() -> None:
    made = book()
    for name in (SCENARIOS, BUSINESSES, ITEMS, PROCEDURES, REQUIREMENTS, KPIS, SERVICE):
        sheet = made[name]
        for row in range(FIRST, sheet.max_row + 1):
            sheet.cell(row, column_of(sheet, ID)).value = None
    made[ITEMS].delete_rows(FIRST + 2)
    found = value_of(read(made))
    assert [one["scenario_id"] for one in found["scenarios"]] == ["S350K-1", "S1"]
    assert [one["business"] for one in found["businesses"]] == ["N01", "N02", "N03"]
    assert [one["item"] for one in found["cost_items"]] == ["I03", "R01", "R07"]
    assert [one["requirement_id"] for one in found["requirements"]] == ["N01-001", "N02-001"]
    assert (found["kpis"][0]["kpi_id"], found["service_level_items"][0]["item_id"]) == (
        "K01",
        "SL01",
    )


def test_a_questionnaire_without_an_id_is_named_by_its_deadline() -> None:
    assert value_of(cover("調査票ID", None))["questionnaire_id"] == "rfi-2027-01-29"


def test_a_standard_business_gets_its_own_code() -> None:
    made = book()
    sheet = made[BUSINESSES]
    row = FIRST + 3
    sheet.cell(row, column_of(sheet, "使う")).value = "○"
    sheet.cell(row, column_of(sheet, "業務名")).value = "介護保険"
    found = value_of(read(made))
    assert found["businesses"][3] == {"business": "B11", "title": "介護保険"}


def test_rows_of_a_business_that_is_not_used_stay_out_and_are_told() -> None:
    found = put(BUSINESSES, "使う", FIRST, None)
    value = value_of(found)
    assert [one["business"] for one in value["requirements"]] == ["N02"]
    assert "kpis" not in value
    assert value["cost_questions"][0]["businesses"] == ["N02", "N03"]
    told = [one for one in found.issues if one.code == "author_business_not_used"]
    assert {one.place("ja").partition("!")[0] for one in told} == {PROCEDURES, REQUIREMENTS, KPIS}
    assert "財務会計" in told[0].message("ja")


def test_a_row_without_a_circle_stays_out_and_a_new_one_asks() -> None:
    found = put(REQUIREMENTS, "使う", FIRST, None)
    assert len(value_of(found)["requirements"]) == 1
    (issue,) = [one for one in found.issues if one.code == "author_row_not_used"]
    assert (issue.severity, issue.place("ja")) == ("note", f"{REQUIREMENTS}!B{FIRST}")
    made = book()
    sheet = made[REQUIREMENTS]
    sheet.cell(FIRST + 2, column_of(sheet, "要件")).value = "○を付け忘れた要件"
    (issue,) = [one for one in read(made).issues if one.code == "author_row_not_used"]
    assert (issue.severity, issue.place("ja")) == ("warning", f"{REQUIREMENTS}!B{FIRST + 2}")


def test_columns_may_be_moved_and_rows_sorted() -> None:
    made = book()
    sheet = made[REQUIREMENTS]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(HEAD, sheet.max_row, 2, 8)]
    order = [3, 6, 0, 4, 2, 1, 5]
    rows[2], rows[3] = rows[3], rows[2]
    for number, row in enumerate(rows, start=HEAD):
        for column, source in enumerate(order, start=2):
            sheet.cell(number, column).value = row[source]
    expected = own_rfi()
    expected["requirements"].reverse()
    assert value_of(read(made)) == expected


def test_merged_cells_hold_for_all_their_rows() -> None:
    made = book()
    sheet = made[REQUIREMENTS]
    column = column_of(sheet, "業務")
    sheet.merge_cells(start_row=FIRST, end_row=FIRST + 1, start_column=column, end_column=column)
    found = value_of(read(made))
    assert [one["business"] for one in found["requirements"]] == ["N01", "N01"]


def test_a_business_may_be_renamed_where_it_stands_and_is_found_by_its_standard_name() -> None:
    given = own_rfi()
    given["businesses"][2] = {"business": "B11", "title": "介護"}
    made = book({**given, "cost_questions": [{"item": "I03", "businesses": ["B11"]}]})
    sheet = made[REQUIREMENTS]
    sheet.cell(FIRST, column_of(sheet, "業務")).value = "介護保険"
    assert value_of(read(made))["requirements"][0]["business"] == "B11"


def test_the_example_is_never_taken_for_a_row() -> None:
    made = book()
    for name in (SCENARIOS, BUSINESSES, ITEMS, REQUIREMENTS, SYMBOLS):
        assert made[name].cell(EXAMPLE, 2).value == "例"
    assert "転入届の入力時" not in str(value_of(read(made)))


def test_what_stands_beside_the_columns_is_named() -> None:
    made = book()
    made[BUSINESSES].cell(FIRST, 9).value = "要確認"
    made[ITEMS].cell(HEAD, 40).value = "メモ"
    made[ITEMS].cell(FIRST, 40).value = "財政課と協議"
    found = read(made)
    assert found.value == OWN_RFI
    told = [one for one in found.issues if one.code == "author_cell_of_no_column"]
    places = [one.place("ja") for one in told]
    assert places == [f"{BUSINESSES}!I{FIRST}", f"{ITEMS}!AN{HEAD}", f"{ITEMS}!AN{FIRST}"]


def test_every_cell_is_read_the_workbooks_own_or_named() -> None:
    made = book()
    made[REQUIREMENTS].cell(FIRST, 12).value = 5
    made.create_sheet("控え")["A1"] = "メモ"
    made[REQUIREMENTS].cell(FIRST, 5).comment = Comment("税政課に確認", "x")
    found = read(made)
    assert found.accounting is not None
    cells = sum(cell.value is not None for sheet in made for row in sheet for cell in row)
    assert found.accounting.total == cells
    assert found.accounting.cells == (f"{REQUIREMENTS}!L{FIRST}", "控え!A1")
    assert {"sheet_not_read", "comment_not_read"} <= codes(found)


def structure(change: Any) -> list[str]:
    found = changed(change)
    assert found.value is None
    return [code for code, _ in errors(found)]


def test_faults_of_the_sheets_are_told_before_what_stands_in_them() -> None:
    def twice(made: Workbook) -> None:
        made.copy_worksheet(made[KPIS])

    def without_items(made: Workbook) -> None:
        made.remove(made[ITEMS])

    def other_version(made: Workbook) -> None:
        made[KPIS]["A1"] = "rfiq:9.0.0:kpis"

    def broken(made: Workbook) -> None:
        made[KPIS]["A1"] = "rfiq:1.0.0:other"

    def heading_twice(made: Workbook) -> None:
        made[KPIS].cell(HEAD, 40).value = "受益者"

    def moved(made: Workbook) -> None:
        sheet = made[COVER]
        sheet.cell(cover_row(sheet, "発行者"), 2).value = "調査票名"

    assert structure(twice) == ["sheet_twice"]
    assert structure(without_items) == ["author_sheet_missing"]
    assert structure(other_version) == ["form_version"]
    assert structure(broken)[:1] == ["mark_broken"]
    assert structure(heading_twice) == ["heading_twice"]
    assert structure(moved) == ["row_moved"]


def test_a_sheet_that_nothing_is_asked_of_may_go() -> None:
    found = changed(lambda made: made.remove(made[SYMBOLS]))
    assert "symbols" not in value_of(found)
    assert [one.severity for one in found.issues if one.code == "author_sheet_missing"] == [
        "warning"
    ]


def test_an_authoring_workbook_is_no_answer_and_an_answer_no_questionnaire() -> None:
    as_answer = read_document(NAME, bytes_of(book()), "rfi_response")
    assert "document_kind" in {code for code, _ in errors(as_answer)}
    asked = questionnaire_of(read(book()))
    assert read_document("回答.xlsx", write_answer_book(asked)).kind == "rfi_response"


def test_no_words_of_a_program_are_told() -> None:
    made = book()
    made[REQUIREMENTS].cell(FIRST, column_of(made[REQUIREMENTS], "要件区分")).value = "必ず"
    (issue,) = [one for one in read(made).issues if one.severity == "error"]
    said = issue.message("ja") + issue.next_step("ja")
    assert "実装必須" in said
    assert "required" not in said
