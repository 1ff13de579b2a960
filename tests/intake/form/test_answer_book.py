"""The answer workbook: out with the question, back with the same answer, habits and all."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.form.marks import FORM_VERSION, GRID
from rfi.document.read import Document, read_document
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.writer import book_plans, write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.text.wording import LANGS, Lang
from tests.answers import answer, document, line, questionnaire

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
ANSWERS = [
    *sorted((SAMPLES / "responses").glob("vendor_*.json")),
    SAMPLES / "published" / "pilot_response.json",
]
KEYS = ("line_id", "benefit_id", "requirement_id", "item_id", "discount_id")


def asked_of(path: Path) -> Questionnaire:
    name = "pilot_questionnaire.json" if "pilot" in path.name else "questionnaire.json"
    home = path.parent / name
    return questionnaire_of(read_document(home.name, home.read_bytes()))


def by_id(row: Mapping[str, Any]) -> str:
    found = [str(row[key]) for key in KEYS if key in row]
    return found[0] if found else json.dumps(row, ensure_ascii=False, sort_keys=True)


def sorted_rows(value: Any) -> Any:
    """Return a document with the rows of every table in the order of their ids."""
    copied = json.loads(json.dumps(value))
    for offer in copied["offers"]:
        for key, rows in offer.items():
            if isinstance(rows, list) and rows and isinstance(rows[0], dict):
                offer[key] = sorted(rows, key=by_id)
    return copied


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path.stem)
def test_json_to_workbook_to_json_gives_the_same_answer(path: Path, lang: Lang) -> None:
    value = json.loads(path.read_bytes())
    found = read_document("back.xlsx", write_answer_book(asked_of(path), value, lang))
    assert [issue for issue in found.issues if issue.severity == "error"] == []
    assert found.value is not None
    assert sorted_rows(found.value) == sorted_rows(value)
    assert found.accounting is not None
    assert found.accounting.named == 0


@pytest.fixture(scope="module")
def asked() -> Questionnaire:
    return questionnaire_of(
        document("q.json", questionnaire(("I03", "I09", "R01"), ("B01", "B18")))
    )


LINES = [
    line("I03", 1200, line_id="S.B01.I03", unit="thousand", accepted_on="2027-03-25"),
    line("I09", 80, line_id="S.B01.I09", unit="thousand"),
    line("R01", 85, line_id="S.B01.R01", unit="thousand"),
    line(
        "I03",
        line_id="S.B18.I03",
        businesses=["B18"],
        state="free",
        unit=...,
        currency=...,
        tax=...,
        frequency=...,
    ),
]


@pytest.fixture(scope="module")
def filled(asked: Questionnaire) -> bytes:
    return write_answer_book(asked, answer(LINES))


Edit = Callable[[Worksheet], None]


def costs_of(book: openpyxl.Workbook) -> Worksheet:
    sheet = book["費用"]
    assert isinstance(sheet, Worksheet)
    return sheet


def edited(data: bytes, edit: Edit, name: str = "edited.xlsx") -> Document:
    """Change the cost sheet as a person would, save it, and read it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(costs_of(book))
    stream = io.BytesIO()
    book.save(stream)
    return read_document(name, stream.getvalue())


def place(sheet: Worksheet, row_id: str, key: str) -> tuple[int, int]:
    """Return (row, column) of a row id and a column id, found by the marks."""
    values = list(sheet.iter_rows(values_only=True))
    marked, first = next(
        (row, column)
        for row, cells in enumerate(values)
        for column, value in enumerate(cells)
        if str(value).startswith("rfi:")
    )
    row = next(number for number, cells in enumerate(values) if cells[first] == row_id)
    return row + 1, values[marked].index(key) + 1


def put(row_id: str, key: str, value: object) -> Edit:
    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, row_id, key)
        sheet.cell(row, column).value = value  # type: ignore[assignment]

    return change


def lines_of(found: Document) -> dict[str, dict[str, Any]]:
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    return {row["line_id"]: row for row in found.value["offers"][0]["cost_lines"]}


def codes(found: Document) -> set[str]:
    return {issue.code for issue in found.issues}


AMOUNT = "amount@S"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("１，２００", 1200),
        ("1,200", 1200),
        ("1,200千円", 1200),
        ("１２０万円", 1200),
        ("1.2百万円", 1200),
        ("¥1,200千円", 1200),
        (" 1200 ", 1200),
    ],
)
def test_a_typed_amount_is_read_to_the_same_figure_with_a_note(
    filled: bytes, typed: str, amount: float
) -> None:
    found = edited(filled, put("B01/I03", AMOUNT, typed))
    assert lines_of(found)["S.B01.I03"] == {**LINES[0], "amount": amount}
    told = [issue for issue in found.issues if issue.code == "cell_reinterpreted"]
    assert [issue.params["given"] for issue in told] == [typed]
    assert told[0].origin.startswith("費用!")


@pytest.mark.parametrize(
    "typed", ["1,200,000円", "$1,200", "1,200千ドル", "€1,200", "1200円〜1400円"]
)
def test_an_amount_whose_unit_or_currency_is_not_that_of_its_row_is_unanswered(
    filled: bytes, typed: str
) -> None:
    found = edited(filled, put("B01/I03", AMOUNT, typed))
    assert lines_of(found)["S.B01.I03"]["amount_as_written"] == typed
    assert "amount" not in lines_of(found)["S.B01.I03"]
    (told,) = [issue for issue in found.issues if issue.code == "unit_contradicts"]
    assert (told.severity, told.params["seen"]) == ("warning", typed)
    assert "「千円」" in told.message("ja")


@pytest.mark.parametrize(
    ("typed", "state"),
    [
        ("別途見積", "separate"),
        ("別途", "separate"),
        ("対象外", "out_of_scope"),
        ("無償", "free"),
        ("未回答", "unanswered"),
    ],
)
def test_a_word_in_the_amount_cell_is_its_state(filled: bytes, typed: str, state: str) -> None:
    found = lines_of(edited(filled, put("B01/I03", AMOUNT, typed)))["S.B01.I03"]
    assert found["state"] == state
    assert "amount" not in found


@pytest.mark.parametrize(
    ("typed", "low", "high"),
    [("1100〜1400", 1100, 1400), ("１，１００～１，４００千円", 1100, 1400)],
)
def test_a_range_is_read_as_a_range(filled: bytes, typed: str, low: float, high: float) -> None:
    found = lines_of(edited(filled, put("B01/I03", AMOUNT, typed)))["S.B01.I03"]
    assert (found["amount_low"], found["amount_high"]) == (low, high)


def test_a_price_from_is_a_lower_bound(filled: bytes) -> None:
    found = lines_of(edited(filled, put("B01/I03", AMOUNT, "1,200から")))["S.B01.I03"]
    assert (found["state"], found["amount"]) == ("priced_from", 1200)


@pytest.mark.parametrize("typed", ["－", "-", "一式", "応相談"])
def test_a_dash_or_a_word_of_no_meaning_is_kept_as_written(filled: bytes, typed: str) -> None:
    found = lines_of(edited(filled, put("B01/I03", AMOUNT, typed)))["S.B01.I03"]
    assert found["amount_as_written"] == typed
    assert "state" not in found


def test_an_excel_error_is_no_price_and_is_told_with_its_cell(filled: bytes) -> None:
    found = edited(filled, put("B01/I03", AMOUNT, "#REF!"))
    assert lines_of(found)["S.B01.I03"]["amount_as_written"] == "#REF!"
    told = next(issue for issue in found.issues if issue.code == "cell_error")
    assert told.origin.startswith("費用!")


def test_a_formula_that_was_never_calculated_is_unknown_and_not_zero(filled: bytes) -> None:
    found = edited(filled, put("B01/I03", AMOUNT, "=600+600"))
    line_found = lines_of(found)["S.B01.I03"]
    assert "amount" not in line_found
    assert {"cell_formula_without_value", "cell_formula_zero"} & codes(found)


def test_a_blank_cell_gives_no_line_and_never_a_zero(filled: bytes) -> None:
    assert "S.B01.I03" not in lines_of(edited(filled, put("B01/I03", AMOUNT, None)))


def insert_rows(sheet: Worksheet) -> None:
    row, _ = place(sheet, "B01/R01", AMOUNT)
    sheet.insert_rows(row, 3)
    sheet.insert_rows(1, 2)


def move_columns(sheet: Worksheet) -> None:
    sheet.insert_cols(5, 2)


def rename(sheet: Worksheet) -> None:
    sheet.title = "見積（最終版）"


@pytest.mark.parametrize("habit", [insert_rows, move_columns, rename])
def test_inserted_rows_moved_columns_and_renamed_sheets_read_the_same(
    filled: bytes, habit: Edit
) -> None:
    clean = read_document("clean.xlsx", filled)
    found = edited(filled, habit)
    assert found.value == clean.value


def test_a_value_merged_over_rows_holds_for_each_of_them_with_a_note(filled: bytes) -> None:
    def merge(sheet: Worksheet) -> None:
        first, column = place(sheet, "B01/I03", "unit")
        sheet.cell(first, column).value = "千"
        last, _ = place(sheet, "B01/R01", "unit")
        sheet.merge_cells(start_row=first, end_row=last, start_column=column, end_column=column)

    found = edited(filled, merge)
    assert lines_of(found) == lines_of(read_document("clean.xlsx", filled))
    assert "cell_merged_filled" in codes(found)


def test_an_amount_in_merged_cells_is_not_guessed(filled: bytes) -> None:
    def merge(sheet: Worksheet) -> None:
        first, column = place(sheet, "B01/I03", AMOUNT)
        sheet.merge_cells(
            start_row=first, end_row=first + 1, start_column=column, end_column=column
        )

    found = edited(filled, merge)
    assert "S.B01.I03" not in lines_of(found)
    assert "cell_merged_amount" in codes(found)


def test_a_sheet_of_the_vendors_own_is_not_read_and_that_is_told(filled: bytes) -> None:
    def add(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.create_sheet("内訳メモ")["A1"] = "自社の覚え"

    found = edited(filled, add)
    assert found.value == read_document("clean.xlsx", filled).value
    told = [issue for issue in found.issues if issue.code == "sheet_not_read"]
    assert [(issue.severity, issue.origin) for issue in told] == [("note", "内訳メモ")]


def edited_beside(data: bytes, title: str, row: int, values: Mapping[str, object]) -> Document:
    """Fill a row of another sheet, counted from below its marks, by the ids of its columns."""

    def fill(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        other = sheet.parent[title]
        assert isinstance(other, Worksheet)
        marked, ids = next(
            (number, [cell.value for cell in cells])
            for number, cells in enumerate(other.iter_rows(), start=1)
            if any(str(cell.value).startswith("rfi:") for cell in cells)
        )
        first = next(
            number for number in range(marked + 1, 99) if other.cell(number, 1).value != "-"
        )
        for key, value in values.items():
            other.cell(first + row, ids.index(key) + 1).value = value  # type: ignore[assignment]

    return edited(data, fill)


def test_a_word_for_yes_or_no_that_is_neither_is_told_at_its_cell(filled: bytes) -> None:
    found = edited_beside(filled, "個別明細", 0, {"is_renewal": "たぶん"})
    told = [issue for issue in found.issues if issue.code == "cell_not_boolean"]
    assert [issue.severity for issue in told] == ["error"]
    assert told[0].origin.startswith("個別明細!")
    assert told[0].params["given"] == "たぶん"


def test_a_step_of_a_price_that_names_no_line_is_told_at_its_cell(filled: bytes) -> None:
    found = edited_beside(filled, "段階単価", 0, {"line_id": "S.B01.Z99", "amount": 5})
    told = [issue for issue in found.issues if issue.code == "row_without_line"]
    assert [(issue.severity, issue.params["given"]) for issue in told] == [("error", "S.B01.Z99")]
    assert told[0].origin.startswith("段階単価!")


def test_a_term_of_all_prices_stands_in_where_a_row_has_none(asked: Questionnaire) -> None:
    blank = write_answer_book(asked)
    book = openpyxl.load_workbook(io.BytesIO(blank))
    form = book["提案"]
    given = {
        "response_id": "v",
        "vendor.vendor_id": "v",
        "vendor.name": "架空",
        "offers.offer_id": "A",
        "offers.title": "提案",
        "offers.go_live_on": "令和9年4月1日",
        "offers.contract_months": "６０",
        "defaults.unit": "千",
        "defaults.currency": "円",
        "defaults.tax": "税込",
        "defaults.frequency": "月額",
    }
    for row_id, value in given.items():
        row, column = place(form, row_id, "value@0")
        form.cell(row, column).value = value
    put("B01/R01", AMOUNT, 85)(costs_of(book))
    stream = io.BytesIO()
    book.save(stream)
    found = read_document("filled.xlsx", stream.getvalue())
    assert lines_of(found)["S.B01.R01"] == line(
        "R01", 85, line_id="S.B01.R01", unit="thousand", tax="included"
    )
    assert found.value is not None
    assert found.value["offers"][0]["go_live_on"] == "2027-04-01"
    assert found.value["offers"][0]["contract_months"] == 60


def test_a_fault_found_by_a_rule_names_sheet_and_cell(asked: Questionnaire) -> None:
    found = read_document(
        "x.xlsx", write_answer_book(asked, answer([line("I03", 5, tax=..., line_id="S.B01.I03")]))
    )
    from rfi.intake.rules.checked import check_response  # noqa: PLC0415 - only this test goes on

    told = next(
        issue for issue in check_response(found, asked).issues if issue.code == "tax_missing"
    )
    # What no line has is told once, at the cell where it is said for all of them.
    assert told.origin.startswith("提案!")
    assert told.pointer == "/offers/0/cost_lines/0/tax"


def plans() -> Iterator[SheetPlan]:
    path = SAMPLES / "responses" / "questionnaire.json"
    yield from book_plans(questionnaire_of(read_document(path.name, path.read_bytes())))


def test_the_form_asks_at_most_some_two_thousand_cells_of_cost() -> None:
    grid = next(plan for plan in plans() if plan.mark.table == GRID)
    amounts = [column for column in grid.columns if column.key.startswith("amount@")]
    asked_cells = len(grid.rows) * len(amounts)
    assert asked_cells == 1561
    assert asked_cells + 4 <= 2000  # unit, currency, tax and frequency may stand once


def test_the_blank_form_is_deterministic_and_holds_no_macro_and_no_link() -> None:
    path = SAMPLES / "responses" / "questionnaire.json"
    asked_now = questionnaire_of(read_document(path.name, path.read_bytes()))
    data = write_answer_book(asked_now)
    assert data == write_answer_book(asked_now)
    assert b"vbaProject" not in data
    assert b"externalLink" not in data


def test_the_form_is_protected_with_open_input_cells_frozen_heads_and_dropdowns(
    asked: Questionnaire,
) -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(asked)))
    sheet = costs_of(book)
    assert sheet.protection.sheet
    row, column = place(sheet, "B01/I03", AMOUNT)
    assert sheet.cell(row, column).protection.locked is False
    assert sheet.cell(row, 2).protection.locked is True
    assert sheet.freeze_panes is not None
    assert sheet.page_setup.orientation == "landscape"
    assert len(sheet.data_validations.dataValidation) >= 5
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden


def test_a_workbook_that_is_not_the_form_is_refused_with_what_to_do() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "見積書"
    stream = io.BytesIO()
    book.save(stream)
    found = read_document("other.xlsx", stream.getvalue())
    assert found.is_held
    assert "workbook_no_marks" in codes(found)


def test_a_form_of_another_version_is_refused(filled: bytes) -> None:
    def age(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if str(cell.value).startswith("rfi:"):
                    cell.value = str(cell.value).replace(FORM_VERSION, "9.0.0")

    found = edited(filled, age)
    assert found.is_held
    assert "form_version" in codes(found)


@pytest.mark.parametrize(
    ("key", "typed", "code"),
    [("tax", "内税", "included"), ("unit", "千円", "thousand"), ("frequency", "月", "monthly")],
)
def test_a_synonym_in_a_choice_is_taken_with_a_note(
    filled: bytes, key: str, typed: str, code: str
) -> None:
    found = edited(filled, put("B01/R01", key, typed))
    assert lines_of(found)["S.B01.R01"][key] == code
    notes = [issue for issue in found.issues if issue.code == "cell_reinterpreted"]
    assert [issue.params["given"] for issue in notes] == [typed]
