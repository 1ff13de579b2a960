"""Tables of cities as offices keep them: contracts, totals, years as columns, units in titles."""

import io
import json
from collections.abc import Callable, Mapping

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.compare.today.todays_cost import todays_of
from rfi.scenario.assumptions import assumptions_of
from rfi.scenario.city.city import read_core_cities
from rfi.scenario.city.files import CityFile, read_city_file
from rfi.scenario.city.joined import join_cities
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS
from tests.answers import standard_assumptions
from tests.scenario.city.test_city_files import (
    HEAD,
    ROW,
    SAMPLES,
    changed,
    costs,
    figures,
    read,
    told,
)

WIDE = ("団体コード", "都市名", "業務", "費目", "単位", "税")
WIDE_ROW = ("992011", "架空市", "B01", "R01", "千円", "税込")


def codes(file: CityFile) -> list[str]:
    return [issue.code for issue in file.issues]


def named(file: CityFile) -> set[str]:
    """Return the cells that issues name."""
    found = {issue.origin for issue in file.issues}
    for issue in file.issues:
        cells = issue.params.get("cells", ())
        assert isinstance(cells, tuple)
        found.update(map(str, cells))
    return found


def amounts(file: CityFile) -> dict[tuple[str, int], float | None]:
    return {(row.item, row.fiscal_year): row.amount for row in costs(file)}


def issue_of(file: CityFile, code: str) -> Issue:
    return next(issue for issue in file.issues if issue.code == code)


def today_jpy(*files: CityFile) -> tuple[float, bool]:
    """Return the yen of the year that stands for today, tax-included, and whether it is whole."""
    (city,) = join_cities([*files, figures()]).cities
    (today,) = todays_of((city,), assumptions_of(standard_assumptions())[0])
    assert today is not None
    return float(today.incl_tax_jpy.sum()), today.is_complete


def book(
    fill: Callable[[Workbook, Worksheet], None], rows: tuple[tuple[object, ...], ...] = ()
) -> CityFile:
    handle = io.BytesIO()
    made = xlsxwriter.Workbook(handle, {"in_memory": True})
    sheet = made.add_worksheet("費用")
    for index, row in enumerate(rows):
        sheet.write_row(index, 0, row)
    fill(made, sheet)
    made.close()
    return read_city_file("費用.xlsx", handle.getvalue())


# --- One code under several names ----------------------------------------------------------------


@pytest.mark.parametrize("other", ["架空県架空市", "架空市（本庁）", "かくう市"])
def test_one_code_under_two_names_is_one_city_and_both_cells_are_named(other: str) -> None:
    found = read(ROW, changed(name=other, item="R02"))
    (part,) = found.parts
    assert len(part.current_costs) == 2
    told_of = issue_of(found, "city_names_differ")
    assert set(told_of.params["cells"]) == {"B2", "B3"}  # type: ignore[call-overload]
    assert "B2" in told_of.message("ja")
    assert "B3" in told_of.message("ja")


def test_one_code_under_two_names_in_two_files_is_one_city_and_told() -> None:
    second = read_city_file("別.csv", ",".join(HEAD).encode() + b"\n" + _line(name="別名市"))
    found = join_cities([read(ROW), second, figures()])
    assert len(found.cities) == 1
    assert [issue.code for issue in found.issues] == ["city_names_differ"]
    assert found.issues[0].params["names"] == ("別名市", "架空市")


LISTED = read_core_cities(
    "code,name_ja,prefecture_ja,population_2020,population_status\n"
    "372013,高松市,香川県,417496,confirmed\n"
    "332020,倉敷市,岡山県,474592,confirmed\n".encode(),
    "一覧",
)


@pytest.mark.parametrize("name", ["倉敷市", "岡山県倉敷市", "倉敷", "倉敷市（本庁）"])
def test_costs_under_the_code_of_one_listed_city_and_the_name_of_another_are_nobodys(
    name: str,
) -> None:
    found = join_cities([read(changed(code="372013", name=name))], LISTED)
    assert found.cities == ()
    assert [(one.code, one.severity) for one in found.issues] == [("city_name_of_other", "error")]
    assert "高松市" in found.issues[0].message("ja")


@pytest.mark.parametrize("name", ["高松市", "香川県高松市", "高松", "高松市（情報政策課）", ""])
def test_costs_under_a_form_of_the_listed_name_are_those_of_the_city(name: str) -> None:
    found = join_cities([read(changed(code="372013", name=name))], LISTED)
    assert [city.code for city in found.cities] == ["372013"]
    assert found.issues == ()


@pytest.mark.parametrize("residents", ["417", "41.7", "4174960", "300000"])
def test_residents_far_from_the_published_ones_are_asked_about_and_used(residents: str) -> None:
    found = join_cities([figures("372013", residents)], LISTED)
    assert [(one.code, one.severity) for one in found.issues] == [
        ("city_population_far", "warning")
    ]
    assert found.cities[0].figures["population"].value == float(residents)


@pytest.mark.parametrize("residents", ["410000", "425123"])
def test_residents_of_another_year_are_read_without_a_word(residents: str) -> None:
    assert join_cities([figures("372013", residents)], LISTED).issues == ()


def _line(**fields: str) -> bytes:
    return ",".join(changed(item="R02", **fields)).encode()


# --- Contracts -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "yen"),
    [
        (changed(amount="1300"), 2_500_000),
        (changed(amount="700000", unit="円"), 1_900_000),
        (changed(amount="1200", tax="非課税"), 2_400_000),
    ],
)
def test_two_contracts_are_added_up_and_both_cells_are_named(
    second: tuple[str, ...], yen: int
) -> None:
    for rows in ((ROW, second), (second, ROW)):
        found = read(*rows)
        told_of = issue_of(found, "city_contracts_added")
        assert (told_of.severity, told_of.params["cells"]) == ("warning", ("F2", "F3"))
        assert today_jpy(found) == (yen, True)


@pytest.mark.parametrize(
    "second", [ROW, changed(amount="1,200"), changed(amount="1200000", unit="円")]
)
def test_rows_that_say_the_very_same_are_unknown_neither_doubled_nor_dropped(
    second: tuple[str, ...],
) -> None:
    found = read(ROW, second, changed(item="R02"))
    told_of = issue_of(found, "city_cost_twice")
    assert (told_of.severity, told_of.params["cells"]) == ("error", ("F2", "F3"))
    assert amounts(found)["R01", 2025] is None
    assert today_jpy(found) == (1_200_000, False) or not today_jpy(found)[1]


def test_equal_amounts_under_two_names_of_contract_are_two_contracts() -> None:
    head = (*HEAD, "備考")
    found = read((*ROW, "住基本体の契約"), (*ROW, "証明交付の契約"), head=head)
    assert codes(found) == ["city_contracts_added"]
    assert today_jpy(found) == (2_400_000, True)


# --- Totals --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["合計", "小計", "計", "合　計", "運用経費計", "総計（税込）", "Total"]
)
@pytest.mark.parametrize("field", ["item", "business", "name", "code"])
def test_a_row_of_totals_is_told_with_its_cells_and_never_added(word: str, field: str) -> None:
    total = changed(**{"item": "", "amount": "2400", field: word})
    found = read(ROW, changed(item="R02"), total)
    assert [one for one in told(found) if one[1] != "note"] == []
    assert "F4" in named(found)
    assert today_jpy(found) == (2_400_000, True)
    assert len(found.parts) == 1


@pytest.mark.parametrize("word", ["財務会計システム", "統計", "設計変更"])
def test_a_word_that_ends_alike_is_no_total(word: str) -> None:
    found = read(ROW, changed(item=word))
    assert "city_total_row" not in codes(found)
    assert "city_unknown_word" in codes(found)


def test_a_table_of_totals_alone_is_a_warning() -> None:
    found = read(changed(item="合計"))
    assert told(found) == [("city_total_alone", "warning", "A2")]
    assert "F2" in named(found)


# --- The unit above the headings -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "yen"),
    [
        ("（単位：千円、税込）", 1_200_000),
        ("現行費用一覧 単位:万円（税込）", 12_000_000),
        ("[円・税込]", 1200),
        ("（単位：百万円／税込み）", 1_200_000_000),
        ("Unit: thousand (税込)", 1_200_000),
    ],
)
def test_a_unit_above_the_headings_holds_for_amounts_without_one_and_is_noted(
    title: str, yen: int
) -> None:
    found = read(HEAD[:6], ROW[:6], head=(title,))
    assert [issue.severity for issue in found.issues] == ["note", "note"]
    assert set(codes(found)) == {"city_unit_of_title", "city_tax_of_title"}
    assert {issue.origin for issue in found.issues} == {"A1"}
    assert today_jpy(found) == (yen, True)


@pytest.mark.parametrize("title", ["（単位：円）", "単位：百万円", "（単位：万円）"])
def test_a_unit_above_the_headings_that_contradicts_the_row_leaves_it_unknown(title: str) -> None:
    found = read(HEAD, ROW, head=(title,))
    assert ("city_title_unit_differs", "error", "F3") in told(found)
    assert amounts(found) == {("R01", 2025): None}


@pytest.mark.parametrize(
    ("column", "head"),
    [
        ("金額", "金額（円）"),
        ("金額", "金額[百万円]"),
        ("金額", "金額（税抜）"),
        ("金額", "金額（千円・非課税）"),
        ("単位", "単位（万円）"),
        ("税", "税（税抜）"),
    ],
)
def test_a_heading_that_says_other_terms_than_the_row_leaves_it_unknown(
    column: str, head: str
) -> None:
    headed = tuple(head if one == column else one for one in HEAD)
    found = read(ROW, head=headed)
    assert ("city_heading_term_differs", "error", "F2") in told(found)
    assert amounts(found) == {("R01", 2025): None}


@pytest.mark.parametrize(
    "head", ["金額（千円）", "金額（税込）", "金額（千円、税込）", "単位（千円）"]
)
def test_a_heading_that_says_the_terms_of_the_row_is_read_without_a_word(head: str) -> None:
    column = head.partition("（")[0]
    found = read(ROW, head=tuple(head if one == column else one for one in HEAD))
    assert (codes(found), amounts(found)) == ([], {("R01", 2025): 1200})


def test_a_year_headed_in_another_unit_than_its_row_is_unknown() -> None:
    found = read((*WIDE_ROW, "1200"), head=(*WIDE, "令和7年度（円）"))
    assert "city_heading_term_differs" in codes(found)
    assert amounts(found) == {("R01", 2025): None}


@pytest.mark.parametrize("title", ["（単位：ドル）", "単位：千ドル", "（単位：ユーロ）"])
def test_another_currency_above_the_headings_is_no_yen(title: str) -> None:
    found = read((*HEAD[:6], "税"), (*ROW[:6], "税込"), head=(title,))
    assert ("city_currency_foreign", "error", "F3") in told(found)
    assert amounts(found) == {("R01", 2025): None}


@pytest.mark.parametrize("unit", ["ドル", "千ドル", "€"])
def test_another_currency_in_the_column_of_units_is_no_yen(unit: str) -> None:
    found = read(changed(unit=unit))
    assert amounts(found) == {("R01", 2025): None}
    assert "F2" in {issue.origin for issue in found.issues if issue.severity == "error"}


@pytest.mark.parametrize(
    ("head", "title"), [("人口（千人）", ""), ("人口", "（単位：千人）"), ("人口[千人]", "")]
)
def test_residents_in_thousands_are_read_as_residents(head: str, title: str) -> None:
    rows = [("団体コード", head), ("992011", "352.4")]
    found = read(*rows[0 if title else 1 :], head=(title,) if title else rows[0])
    assert found.parts[0].figures["population"].value == 352_400
    assert codes(found) == ["cell_reinterpreted"]


# --- Years as columns ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("令和5年度", "令和6年度"),
        ("2023", "2024"),
        ("R5", "R6"),
        ("2023年度決算額", "令和6年度（2024年度）"),
        ("FY2023", "2024年度 予算額"),
    ],
)
def test_columns_headed_by_years_are_costs_of_those_years(first: str, second: str) -> None:
    found = read((*WIDE_ROW, "1200", "1,300"), head=(*WIDE, first, second))
    assert amounts(found) == {("R01", 2023): 1200, ("R01", 2024): 1300}
    assert {issue.severity for issue in found.issues} == {"note"}
    assert [one[2] for one in told(found) if one[0] == "city_year_column"] == ["G1", "H1"]
    assert today_jpy(found) == (1_300_000, True)


def test_years_as_numbers_and_units_in_their_headings_are_read() -> None:
    head = (*WIDE[:4], 2023, "令和6年度（千円・税込）")
    row = (992011, "架空市", "B01", "R01", 5, 1300)

    found = book(lambda *_: None, (head, row))
    assert amounts(found) == {("R01", 2023): None, ("R01", 2024): 1300}
    assert ("city_unit_missing", "error", "費用!E2") in told(found)


@pytest.mark.parametrize("word", ["増減", "令和6年度増減", "対前年比（％）", "令和6年度差額"])
def test_a_column_that_is_no_year_is_named_with_its_figures(word: str) -> None:
    found = read((*WIDE_ROW, "1200", "77"), head=(*WIDE, "令和6年度", word))
    assert amounts(found) == {("R01", 2024): 1200}
    assert ("city_column_not_read", "warning", "H1") in told(found)
    assert "H2" in named(found)


def test_one_year_over_two_columns_is_read_from_neither() -> None:
    head = (*WIDE, "令和6年度予算", "令和6年度決算")
    found = read((*WIDE_ROW, "1200", "1300"), head=head)
    assert amounts(found) == {}
    assert codes(found).count("city_year_column_twice") == 2
    assert {"G2", "H2"} <= named(found)
    assert found.parts[0].unread_years == (2024,)


def test_a_column_of_totals_beside_years_is_not_added() -> None:
    head = (*WIDE, "令和5年度", "令和6年度", "合計")
    found = read((*WIDE_ROW, "1200", "1300", "2500"), head=head)
    assert ("city_total_column", "note", "I1") in told(found)
    assert "I2" in named(found)
    assert today_jpy(found) == (1_300_000, True)


# --- What a cell looks like ----------------------------------------------------------------------

SHOWN: Mapping[str, tuple[str, str, float | None, str]] = {
    "the unit of the row": ('#,##0"千円"', "千円", 4370, "note"),
    "the row's unit, scaled": ('#,##0,"千円"', "千円", 4.37, "note"),
    "another unit": ('#,##0"円"', "千円", None, "error"),
    "a currency": ("[$$-409]#,##0", "千円", None, "error"),
    "a dollar sign": ('"$"#,##0', "円", None, "error"),
    "thousands": ("#,##0,", "円", None, "error"),
    "nothing": (";;;", "千円", None, "error"),
    "a per cent": ("0%", "千円", None, "error"),
    "the yen sign": ("¥#,##0", "円", 4370, "note"),
    "the yen sign beside thousands": ('"¥"#,##0;"¥"-#,##0', "千円", 4370, "warning"),
    "digits": ("#,##0.00", "千円", 4370, ""),
}


@pytest.mark.parametrize("name", SHOWN)
def test_the_number_format_is_part_of_an_amount(name: str) -> None:
    number_format, unit, amount, severity = SHOWN[name]

    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write_number("F2", 4370, made.add_format({"num_format": number_format}))

    found = book(fill, (HEAD, (*ROW[:5], "", unit, "税込")))
    assert amounts(found) == {("R01", 2025): amount}
    at = [one[1] for one in told(found) if one[2] == "費用!F2"]
    assert at == ([severity] if severity else [])


def test_a_unit_of_the_format_alone_is_the_unit_of_the_amount() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        shown = made.add_format({"num_format": '#,##0,"千円"'})
        sheet.write_number("F2", 4_370_000, shown)

    found = book(fill, ((*HEAD[:6], "税"), (*ROW[:5], "", "税込")))
    assert today_jpy(found) == (4_370_000, True)


@pytest.mark.parametrize("typed", ["$1,000", "1,5", "12,34,567", "1,000ドル", "100〜140"])
def test_a_text_that_is_no_amount_in_yen_is_unknown(typed: str) -> None:
    found = read(changed(amount=typed))
    assert amounts(found) == {("R01", 2025): None}
    assert [one[1:] for one in told(found)] == [("error", "F2")]


@pytest.mark.parametrize(
    ("typed", "yen"), [("¥1,200", 1_200_000), ("1,200円", None), ("1億円", 10**8)]
)
def test_a_text_with_a_unit_of_its_own_is_put_into_the_row_or_unknown(
    typed: str, yen: int | None
) -> None:
    found = read(changed(amount=typed), changed(item="R02"))
    total, is_complete = today_jpy(found)
    assert is_complete is (yen is not None)
    assert total == (1_200_000 + yen if yen else pytest.approx(float("nan"), nan_ok=True))


@pytest.mark.parametrize("column", ["A", "C", "D", "E", "F", "G", "H"])
def test_a_struck_cell_leaves_the_year_incomplete(column: str) -> None:
    at = ord(column) - ord("A")

    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write(1, at, ROW[at], made.add_format({"font_strikeout": True}))

    found = book(fill, (HEAD, ROW, changed(item="R02")))
    assert ("cell_struck", "warning", f"費用!{column}2") in told(found)
    assert amounts(found).get(("R01", 2025)) is None
    assert amounts(found)["R02", 2025] == 1200
    if column != "A":
        assert not today_jpy(found)[1]


def test_a_row_struck_through_is_withdrawn_and_told_once() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write_row(1, 0, ROW, made.add_format({"font_strikeout": True}))

    found = book(fill, (HEAD, ROW, changed(item="R02")))
    assert told(found) == [("city_row_struck", "warning", "費用!A2")]
    assert today_jpy(found) == (1_200_000, False)


def _hide_row(_: Workbook, sheet: Worksheet) -> None:
    sheet.set_row(1, None, None, {"hidden": True})


def _hide_column(_: Workbook, sheet: Worksheet) -> None:
    sheet.set_column(5, 5, None, None, {"hidden": True})


def _comment(_: Workbook, sheet: Worksheet) -> None:
    sheet.write_comment("F2", "税抜です")


def _text_box(_: Workbook, sheet: Worksheet) -> None:
    sheet.insert_textbox("J9", "税抜です")


def _old_sheet(made: Workbook, _: Worksheet) -> None:
    old = made.add_worksheet("旧")
    old.write_row(0, 0, HEAD)
    old.write_row(1, 0, (*ROW[:5], 1300, "千円", "税込"))
    old.hide()


@pytest.mark.parametrize(
    ("fill", "code", "cell"),
    [
        (_hide_row, "city_rows_hidden", "費用!F2"),
        (_hide_column, "city_columns_hidden", "費用!F2"),
        (_comment, "comment_not_read", "費用!F2"),
        (_text_box, "text_box_not_read", "費用!J9"),
        (_old_sheet, "city_sheet_hidden", "旧!F2"),
    ],
)
def test_what_nobody_sees_or_what_lies_over_the_cells_is_told(
    fill: Callable[[Workbook, Worksheet], None], code: str, cell: str
) -> None:
    found = book(fill, (HEAD, ROW))
    assert codes(found) == [code]
    assert cell in named(found)
    assert today_jpy(found) == (1_200_000, True)


@pytest.mark.parametrize("shown", ["0%", "#,##0,", '0"世帯"'])
def test_residents_whose_format_says_something_else_are_not_used(shown: str) -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write_number("B2", 352_400, made.add_format({"num_format": shown}))

    found = book(fill, (("団体コード", "人口"), ("992011", "")))
    assert told(found) == [("city_number_contradicts", "error", "費用!B2")]
    assert dict(found.parts[0].figures) == {}


# --- Accounting ----------------------------------------------------------------------------------


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 14), st.integers(0, 14), st.integers(1, 10**6))
def test_a_number_typed_into_any_free_cell_is_read_or_named(
    row: int, column: int, amount: int
) -> None:
    rows: list[list[str]] = [[""] * 15 for _ in range(15)]
    rows[1][0] = "現行費用"
    rows[3][:8], rows[4][:8], rows[5][:8] = list(HEAD), list(ROW), list(changed(item="R02"))
    rows[6][:8] = ["", "", "", "合計", "", "2400", "", ""]
    if rows[row][column]:
        return
    before = read(*map(tuple, rows[1:]), head=tuple(rows[0]))
    rows[row][column] = str(amount)
    after = read(*map(tuple, rows[1:]), head=tuple(rows[0]))
    cell = f"{chr(ord('A') + column)}{row + 1}"
    is_heading = row == 3
    assert after.parts != before.parts or cell in named(after) or is_heading


def test_figures_on_other_sheets_and_beside_the_table_are_named() -> None:
    def fill(made: Workbook, sheet: Worksheet) -> None:
        sheet.write_number("K9", 77)
        sheet.write_number("K1", 78)
        made.add_worksheet("別表").write_row(2, 2, (5, "12千円", "言葉"))

    found = book(fill, (HEAD, ROW))
    assert codes(found) == ["city_figure_not_read"] * 2
    assert {"費用!K9", "別表!C3", "別表!D3"} <= named(found)
    for issue in found.issues:
        for lang in LANGS:
            assert issue.message(lang)


def test_a_column_that_numbers_the_rows_is_a_note() -> None:
    found = read(("1", *ROW), head=("No.", *HEAD))
    assert told(found) == [("heading_unknown", "note", "A1")]
    assert "A2" in named(found)


# --- The same in JSON ----------------------------------------------------------------------------


def profile(*costs_of: dict[str, object]) -> CityFile:
    value = json.loads((SAMPLES / "kakuu.json").read_text("utf-8"))
    value["current_costs"] = list(costs_of)
    return read_city_file("市.json", json.dumps(value, ensure_ascii=False).encode())


COST: dict[str, object] = {
    "business": "B01", "item": "R01", "fiscal_year": 2025, "amount": 1200, "unit": "thousand",
    "tax": "included", "source": "決算書", "status": "to_confirm",
}  # fmt: skip


def test_rows_of_one_cell_in_a_json_profile_are_added_up_and_named() -> None:
    found = profile(COST, {**COST, "amount": 1300}, {**COST, "item": "R02"})
    told_of = issue_of(found, "city_contracts_added")
    assert (told_of.severity, told_of.pointer) == ("warning", "/current_costs/1")
    assert told_of.params["cells"] == ("/current_costs/0", "/current_costs/1")
    assert today_jpy(found) == (3_700_000, True)


def test_rows_of_a_json_profile_that_say_the_very_same_are_unknown() -> None:
    found = profile(COST, {**COST, "amount": 1_200_000, "unit": "one"})
    assert issue_of(found, "city_cost_twice").severity == "error"
    assert amounts(found) == {("R01", 2025): None}
    assert codes(profile(COST, {**COST, "fiscal_year": 2024})) == []


# --- Totals against their rows -------------------------------------------------------------------

TWO = (ROW, changed(item="R02", amount="800"))


def total(amount: str, **fields: str) -> tuple[str, ...]:
    return changed(**{"item": "合計", "unit": "", "amount": amount, **fields})


@pytest.mark.parametrize(
    "rows",
    [
        (*TWO, total("2000")),
        (*TWO, total("2,000", unit="千円")),
        (*TWO, total("2000000", unit="円")),
        (ROW, changed(item="R02", amount="800000", unit="円"), total("2000", unit="千円")),
        (total("2000"), *TWO),
        (*TWO, total("2000", item="小計"), changed(item="R03", amount="5"), total("5", item="小計"),
         total("2005")),
        (*TWO, changed(year="2024", amount="7"), total("2000"), total("7", year="2024")),
        (ROW, changed(code="992020", name="例示市", amount="3"), total("1200"),
         total("3", code="992020", name="例示市")),
        (*TWO, total("")),
        (*TWO, total("別途")),
    ],
)  # fmt: skip
def test_a_total_that_its_rows_come_to_is_no_doubt(rows: tuple[tuple[str, ...], ...]) -> None:
    assert "city_total_differs" not in codes(read(*rows))


@pytest.mark.parametrize(
    ("rows", "place", "severity", "added"),
    [
        ((*TWO, total("2100")), "F4", "warning", "2,000"),
        ((*TWO, total("2001")), "F4", "note", "2,000"),
        ((*TWO, total("2000", unit="円")), "F4", "warning", "2,000,000"),
        ((total("20000"), *TWO), "F2", "warning", "2,000"),
        ((*TWO, changed(item="R03", amount="90"), total("2000")), "F5", "warning", "2,090"),
    ],
)
def test_a_total_that_its_rows_do_not_come_to_is_told_with_both_sums_and_never_used(
    rows: tuple[tuple[str, ...], ...], place: str, severity: str, added: str
) -> None:
    found = read(*rows)
    told_of = issue_of(found, "city_total_differs")
    assert (told_of.origin, told_of.severity, told_of.params["added"]) == (place, severity, added)
    assert len(costs(found)) == len(rows) - 1
    assert told_of.params["given"] in told_of.message("ja")  # type: ignore[operator]


@pytest.mark.parametrize(("last", "is_told"), [("2500", False), ("2600", True)])
def test_a_column_of_totals_is_held_against_its_years(last: str, is_told: bool) -> None:  # noqa: FBT001
    head = (*WIDE, "令和5年度", "令和6年度", "計")
    found = read((*WIDE_ROW, "1000", "1500", last), head=head)
    assert ("city_total_differs" in codes(found)) == is_told
    if is_told:
        assert issue_of(found, "city_total_differs").params["cells"] == ("G2", "H2")


# --- Formulas -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "stored", "code"),
    [
        ("=[1]Sheet1!A1", 1_200, "formula_linked"),
        ("=F2+1", 1_200, "formula_circular"),
        ("=600*3", 1_200, "formula_stale"),
        ("=SUM(Z1:Z3)", 1_200, "formula_stale"),
    ],
)
def test_a_doubtful_formula_behind_a_cost_of_today_is_told_with_its_cell(
    formula: str, stored: int, code: str
) -> None:
    found = book(lambda _, sheet: _formula(sheet, formula, stored), (HEAD, ROW))
    told_of = issue_of(found, code)
    assert told_of.params["cells"] == ("費用!F2",)
    assert "費用!F2" in {told_of.origin, told_of.params.get("shown", ("",))[0]}  # type: ignore[index]
    assert amounts(found)["R01", 2025] == stored


@pytest.mark.parametrize("formula", ["=600*2", "=ROUND(1199.6,0)", '=IF(A1="",1,2)'])
def test_a_sound_formula_behind_a_cost_of_today_is_read_without_a_word(formula: str) -> None:
    found = book(lambda _, sheet: _formula(sheet, formula, 1_200), (HEAD, ROW))
    assert not [code for code in codes(found) if code.startswith("formula_")]


def _formula(sheet: Worksheet, formula: str, stored: int) -> None:
    sheet.write_formula(1, 5, formula, None, stored)
