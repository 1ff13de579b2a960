"""What only the second edition has: titles for codes, ids nobody types, circles, one answer."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.read import Document, read_document
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.text.wording import LANGS, Lang
from tests.answers import answer, document, line, questionnaire

BUSINESSES = {"B01": "住民税", "B02": "個人住民税", "B03": "住民税", "COM": "B01", "B04": "IT"}


def asked() -> Questionnaire:
    """Return a questionnaire whose titles are twice, are codes, or hold marks between titles."""
    value: dict[str, Any] = questionnaire(("I03", "R01"))
    value["businesses"] = [{"business": code, "title": one} for code, one in BUSINESSES.items()]
    value["cost_items"][0]["title"] = "導入、移行・研修+試験"
    value["cost_questions"] = [
        {"item": item, "businesses": list(BUSINESSES)} for item in ("I03", "R01")
    ]
    value["symbols"] = [{"symbol": "◎", "fit": "standard"}, {"symbol": "△", "fit": "customize"}]
    value["requirements"] = [
        {"requirement_id": f"Q{n}", "business": "B01", "class": "required", "text": f"要件{n}"}
        for n in range(1, 6)
    ]
    return questionnaire_of(document("q.json", value))


LINES = [line("R01", 5, line_id=code, businesses=[code], frequency="yearly") for code in BUSINESSES]
BUNDLE = line("I03", 7, line_id="own", businesses=["B02", "B01", "B04"], label="束")
DISCOUNT = {
    "discount_id": "d", "scenario_id": "S", "amount": 1, "unit": "one", "currency": "JPY",
    "frequency": "once", "condition": "unconditional", "applies_to_items": ["I03", "R01"],
    "applies_to_businesses": ["COM", "B03"],
}  # fmt: skip


def made(**offer: Any) -> dict[str, Any]:
    return answer([*LINES, BUNDLE], **offer)


def edited(data: bytes, edit: Callable[[openpyxl.Workbook], None]) -> Document:
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    stream = io.BytesIO()
    book.save(stream)
    return read_document("x.xlsx", stream.getvalue())


def sheet(book: openpyxl.Workbook, title: str) -> Worksheet:
    found = book[title]
    assert isinstance(found, Worksheet)
    return found


def put(page: Worksheet, row: int, key: str, value: object) -> None:
    column = next(cell.column for cell in page[1] if cell.value == key)
    page.cell(row, column).value = value  # type: ignore[assignment]


def offer_of(found: Document) -> dict[str, Any]:
    assert isinstance(found.draft, dict)
    offer: dict[str, Any] = found.draft["offers"][0]
    return offer


@pytest.mark.parametrize("lang", LANGS)
def test_titles_that_are_twice_are_codes_or_hold_marks_come_back_as_their_codes(lang: Lang) -> None:
    value = made(discount_lines=[DISCOUNT])
    found = read_document("x.xlsx", write_answer_book(asked(), value, lang))
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    by_id = {row["line_id"]: row for row in found.value["offers"][0]["cost_lines"]}
    assert by_id["own"]["businesses"] == BUNDLE["businesses"]
    assert by_id["own"]["item"] == "I03"
    (discount,) = found.value["offers"][0]["discount_lines"]
    assert discount == DISCOUNT
    assert not [issue for issue in found.issues if issue.code == "cell_reinterpreted"]


def test_no_dropdown_offers_a_code_where_a_title_stands_alone() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(asked())))
    lists = sheet(book, "_lists")
    shown = {
        str(cell.value)
        for column in lists.iter_cols()
        if str(column[0].value).startswith("titles:")
        for cell in column[1:]
        if cell.value is not None
    }
    assert {"個人住民税", "IT", "導入、移行・研修+試験", "単独", "◎ 標準対応"} <= shown
    assert not shown & {"B02", "I03", "R01", "S"}
    # Two of one title, and one that is the code of another, go with their codes.
    assert {"B01：住民税", "B03：住民税", "COM：B01"} <= shown


def test_an_inserted_row_is_read_and_a_copied_one_gets_a_number_of_its_own() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        page = sheet(book, "個別明細")
        row = next(row for row in range(6, 40) if page.cell(row, 3).value == "own")
        values = [page.cell(row, column).value for column in range(1, page.max_column + 1)]
        for at, is_copy in ((row + 20, False), (row + 21, True)):
            for column, value in enumerate(values, start=1):
                page.cell(at, column).value = value if is_copy or column > 3 else None

    found = edited(write_answer_book(asked(), made()), edit)
    lines = [row for row in offer_of(found)["cost_lines"] if row.get("label") == "束"]
    ids = [row["line_id"] for row in lines]
    assert len(set(ids)) == 3
    assert ids[0] == "own"
    (told,) = [one for one in found.issues if one.params.get("given") == "own"]
    assert (told.code, told.params["read"]) == ("cell_reinterpreted", "own-2")


def filled(**cells: object) -> Document:
    """Return the blank form with rows of the sheet of offers filled in."""

    def edit(book: openpyxl.Workbook) -> None:
        page = sheet(book, "提案")
        rows = {page.cell(row, 1).value: row for row in range(1, page.max_row + 1)}
        for key, value in cells.items():
            put(page, rows[key.replace("__", ".")], "value@0", value)

    return edited(write_answer_book(asked()), edit)


GIVEN = {"offers__title": "案", "offers__go_live_on": "2028-04-01", "offers__contract_months": 60}


def test_vendor_answer_and_offer_get_their_ids_from_the_name() -> None:
    first = filled(vendor__name="架空電算", **GIVEN)
    again = filled(vendor__name="架空電算 ", **GIVEN)
    other = filled(vendor__name="別の会社", **GIVEN)
    assert first.value is not None, [issue.message("ja") for issue in first.issues]
    vendors = [one.value["vendor"]["vendor_id"] for one in (first, again, other) if one.value]
    assert vendors[0] == vendors[1] != vendors[2]
    assert first.value["response_id"]
    assert first.value["offers"][0]["offer_id"] == "A"


def test_of_a_form_without_a_name_only_the_name_is_asked() -> None:
    errors = [issue for issue in filled(**GIVEN).issues if issue.severity == "error"]
    (told,) = [(issue.code, issue.pointer) for issue in errors]
    assert told == ("schema_required", "/vendor/name")


def test_circles_say_the_businesses_of_an_offer() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        page = sheet(book, "提案")
        for row in range(1, page.max_row + 1):
            if str(page.cell(row, 1).value) in {"offers.businesses/B02", "offers.businesses/B04"}:
                put(page, row, "value@0", None)

    assert offer_of(edited(write_answer_book(asked()), edit))["businesses"] == ["B01", "B03", "COM"]


@pytest.mark.parametrize("given", [["B01", "COM"], ["COM", "B01"], None, list(BUSINESSES)])
def test_the_businesses_of_an_offer_come_back_in_their_order(given: list[str] | None) -> None:
    value = made(**({} if given is None else {"businesses": given}))
    found = read_document("x.xlsx", write_answer_book(asked(), value))
    assert offer_of(found).get("businesses") == given


ANSWERS = [
    {"requirement_id": "Q1", "symbol": "◎"},
    {"requirement_id": "Q2", "fit": "not_possible"},
    {"requirement_id": "Q3", "symbol": "△", "fit": "customize", "cause": "LAW"},
    {"requirement_id": "Q4", "symbol": "〆"},
    {"requirement_id": "Q5", "fit": "standard"},
]


@pytest.mark.parametrize("lang", LANGS)
def test_one_column_holds_a_symbol_a_fit_or_both(lang: Lang) -> None:
    value = made(fit_answers=ANSWERS)
    found = read_document("x.xlsx", write_answer_book(asked(), value, lang))
    assert offer_of(found)["fit_answers"] == ANSWERS
    assert not [issue for issue in found.issues if issue.code == "columns_hidden"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("◎", {"symbol": "◎"}),
        ("◎ 標準対応", {"symbol": "◎"}),
        ("対応不可", {"fit": "not_possible"}),
    ],
)
def test_a_symbol_may_be_typed_alone(typed: str, expected: dict[str, str]) -> None:
    def edit(book: openpyxl.Workbook) -> None:
        put(sheet(book, "要件適合"), 6, "symbol", typed)

    (row, *_) = offer_of(edited(write_answer_book(asked()), edit))["fit_answers"]
    assert row == {"requirement_id": "Q1", **expected}


def test_figures_that_the_form_prints_are_its_own_and_a_changed_one_is_told() -> None:
    from rfi.intake.rules.checked import check_response  # noqa: PLC0415 - for this test only

    def edit(book: openpyxl.Workbook) -> None:
        page = sheet(book, "前提")
        row = next(row for row in range(1, 30) if page.cell(row, 1).value == "population")
        page.cell(row, 3).value = 300_000

    found = edited(write_answer_book(asked(), made()), edit)
    told = [one for one in check_response(found, asked()).issues if one.code == "figure_not_read"]
    assert [one.origin.partition("!")[0] for one in told] == ["前提"]


def test_guidance_whose_row_lost_its_mark_is_no_answer() -> None:
    def unmark(book: openpyxl.Workbook) -> None:
        sheet(book, "見積の前提").cell(3, 1).value = None

    data = write_answer_book(asked(), made())
    found = edited(data, unmark)
    assert found.value == read_document("x.xlsx", data).value
    assert "text_not_read" in {issue.code for issue in found.issues}


def test_a_figure_in_the_row_of_marks_of_the_cover_is_named() -> None:
    def type_in(book: openpyxl.Workbook) -> None:
        sheet(book, "表紙")["Q1"].value = 700

    found = edited(write_answer_book(asked(), made()), type_in)
    issue = next(one for one in found.issues if one.code == "figure_not_read")
    assert issue.origin == "表紙!Q1"


def test_a_unit_that_stands_nowhere_is_told_where_it_is_said_for_all_prices() -> None:
    def edit(book: openpyxl.Workbook) -> None:
        form = sheet(book, "提案")
        row = next(cell.row for cell in form["A"] if cell.value == "defaults.unit")
        form.cell(row, 5).value = None
        prices = sheet(book, "費用")
        for number in range(6, 9):
            put(prices, number, "unit", None)
            put(prices, number, "amount@S", 5)

    found = edited(write_answer_book(asked(), made()), edit)
    missing = [one for one in found.issues if one.pointer.endswith("/unit")]
    assert missing
    assert {one.code for one in missing} == {"schema_required"}
    assert {one.origin.partition("!")[0] for one in missing} == {"提案"}
