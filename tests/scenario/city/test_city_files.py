"""Tables of cities as cities type them: read with every reinterpretation and fault told."""

import csv
import io
import json
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_cell_to_rowcol

from rfi.cli.gather import core_cities
from rfi.scenario.city.city import CurrentCost
from rfi.scenario.city.files import CityFile, read_city_file
from rfi.scenario.city.joined import join_cities
from rfi.scenario.city.municipality_code import check_digit, completed_code
from rfi.scenario.city.templates import TemplateName, city_template
from rfi.text.wording import LANGS, Lang

SAMPLES = Path(__file__).resolve().parents[3] / "samples" / "cities"
HEAD = ("団体コード", "都市名", "業務", "費目", "年度", "金額", "単位", "税")
ROW = ("992011", "架空市", "B01", "R01", "2025", "1200", "千円", "税込")


def table(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> bytes:
    handle = io.StringIO(newline="")
    csv.writer(handle).writerows([head, *rows])
    return handle.getvalue().encode()


def read(*rows: tuple[str, ...], head: tuple[str, ...] = HEAD) -> CityFile:
    return read_city_file("費用.csv", table(*rows, head=head))


def changed(**fields: str) -> tuple[str, ...]:
    keys = ("code", "name", "business", "item", "year", "amount", "unit", "tax")
    return tuple(fields.get(key, given) for key, given in zip(keys, ROW, strict=True))


def costs(file: CityFile) -> list[CurrentCost]:
    return [row for part in file.parts for row in part.current_costs]


def told(file: CityFile) -> list[tuple[str, str, str]]:
    return [(issue.code, issue.severity, issue.origin) for issue in file.issues]


def test_a_plain_row_is_read_without_a_word() -> None:
    found = read(ROW)
    assert told(found) == []
    (row,) = costs(found)
    assert (row.business, row.item, row.fiscal_year) == ("B01", "R01", 2025)
    assert (row.amount, row.unit, row.tax) == (1200, "thousand", "included")
    assert (row.source, row.status) == ("費用.csv", "to_confirm")


def test_headings_in_english_and_in_any_order_give_the_same_city() -> None:
    head = (
        "Tax",
        "Unit",
        "Amount",
        "Fiscal year",
        "Cost item",
        "Business",
        "City",
        "Municipality code",
    )
    assert read(ROW[::-1], head=head).parts == read(ROW).parts


def test_unit_and_tax_may_stand_in_the_heading_of_the_amount() -> None:
    head = (*HEAD[:5], "金額（千円・税込）")
    assert costs(read(ROW[:6], head=head)) == costs(read(ROW))


@pytest.mark.parametrize(
    ("fields", "given"),
    [
        ({"year": "令和7年度"}, "令和7年度"),
        ({"year": "平成37年度"}, "平成37年度"),
        ({"year": "Ｒ７"}, "Ｒ７"),
        ({"amount": "１，２００"}, "１，２００"),
        ({"amount": "1,200千円", "unit": ""}, "1,200千円"),
        ({"amount": "1,200千円"}, "1,200千円"),
    ],
)
def test_a_habit_gives_the_same_cost_and_a_note_with_the_original(
    fields: dict[str, str], given: str
) -> None:
    found = read(changed(**fields))
    assert costs(found) == costs(read(ROW))
    notes = [issue for issue in found.issues if issue.code == "cell_reinterpreted"]
    assert [issue.params["given"] for issue in notes] == [given]
    assert {issue.severity for issue in found.issues} == {"note"}


def test_titles_and_synonyms_stand_for_their_codes() -> None:
    fields = {"business": "住民基本台帳", "item": "ソフトウェア利用料", "tax": "内税"}
    assert costs(read(changed(**fields))) == costs(read(ROW))


@pytest.mark.parametrize(
    ("fields", "code", "severity", "origin"),
    [
        ({"amount": ""}, "city_amount_blank", "warning", "F2"),
        ({"amount": "－"}, "city_amount_dash", "warning", "F2"),
        ({"amount": "一式"}, "city_amount_wrong", "error", "F2"),
        ({"amount": "100〜140"}, "city_amount_wrong", "error", "F2"),
        ({"amount": "△500"}, "city_amount_negative", "error", "F2"),
        ({"unit": ""}, "city_unit_missing", "error", "F2"),
        ({"amount": "1200円"}, "city_unit_conflict", "error", "F2"),
        ({"tax": ""}, "city_tax_missing", "error", "F2"),
        ({"tax": "課税"}, "city_unknown_word", "error", "H2"),
    ],
)
def test_an_amount_that_cannot_be_counted_is_unknown_and_told_at_its_cell(
    fields: dict[str, str], code: str, severity: str, origin: str
) -> None:
    found = read(changed(**fields))
    assert (code, severity, origin) in told(found)
    (row,) = costs(found)
    assert (row.amount, row.unit, row.tax) == (None, "", "")
    for issue in found.issues:
        assert issue.document == "費用.csv"
        for lang in LANGS:
            assert issue.message(lang)
            assert issue.next_step(lang)


@pytest.mark.parametrize(
    ("fields", "code", "years"),
    [
        ({"item": "謎の費用"}, "city_unknown_word", (2025,)),
        ({"item": ""}, "city_item_missing", (2025,)),
        ({"business": "B77"}, "city_unknown_word", (2025,)),
        ({"year": "7"}, "city_year_wrong", (0,)),
        ({"year": ""}, "city_year_missing", (0,)),
        ({"year": "1970"}, "schema_minimum", (1970,)),
        ({"amount": "99999999999999999"}, "city_amount_wrong", ()),
    ],
)
def test_a_row_that_has_no_place_leaves_its_year_incomplete(
    fields: dict[str, str], code: str, years: tuple[int, ...]
) -> None:
    found = read(changed(**fields))
    assert code in [issue.code for issue in found.issues]
    assert found.parts[0].unread_years == years


def test_a_typed_zero_counts_and_is_asked_about() -> None:
    found = read(changed(amount="0"))
    assert [row.amount for row in costs(found)] == [0]
    assert told(found) == [("city_amount_zero", "warning", "F2")]


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("", "city_code_missing"),
        ("992012", "city_code_wrong"),
        ("９９２０１２", "city_code_wrong"),
        ("abc", "city_code_wrong"),
    ],
)
def test_a_row_without_a_right_code_belongs_to_no_city(code: str, fault: str) -> None:
    found = read(changed(code=code))
    assert found.parts == ()
    assert told(found) == [(fault, "error", "A2")]


def test_a_cost_without_business_is_common_to_all_and_that_is_told() -> None:
    found = read(changed(business=""))
    assert [row.business for row in costs(found)] == ["COM"]
    assert told(found) == [("city_business_blank", "note", "C2")]


def test_a_city_under_two_names_takes_the_one_that_stands_more_often() -> None:
    found = read(changed(name="別名市"), changed(item="R02"), changed(item="R03"))
    assert [part.name for part in found.parts] == ["架空市"]
    (issue,) = found.issues
    assert (issue.code, issue.severity, issue.document) == (
        "city_names_differ",
        "warning",
        "費用.csv",
    )
    assert issue.params["names"] == ("架空市", "別名市")


def test_twenty_reinterpretations_are_told_one_by_one_and_the_rest_counted() -> None:
    rows = [changed(item=f"R{index:02}", amount=f"{index},000") for index in range(1, 18)]
    rows += [
        changed(year="2024", item=f"R{index:02}", amount=f"9{index},000") for index in range(1, 9)
    ]
    found = read(*rows)
    assert len(costs(found)) == 25
    assert [issue.code for issue in found.issues] == [
        *["cell_reinterpreted"] * 20,
        "city_more_reinterpreted",
    ]
    last = found.issues[-1]
    assert (last.params["count"], last.document) == (5, "費用.csv")


def test_cases_without_a_procedure_are_left_out_and_told_at_the_cell() -> None:
    found = read(("992011", "", "320"), head=("団体コード", "手続", "件数"))
    assert dict(found.parts[0].volumes) == {}
    assert told(found) == [("city_procedure_missing", "error", "B2")]


def test_zeros_and_check_digits_that_a_spreadsheet_took_away_are_put_back() -> None:
    assert completed_code("12025") == "012025"
    assert completed_code("37201") == "372013"
    assert check_digit("99201") == "1"
    found = read(changed(code="12025"))
    assert [part.code for part in found.parts] == ["012025"]
    assert told(found) == [("cell_reinterpreted", "note", "A2")]


def test_extra_columns_are_noted_and_not_read() -> None:
    for typed, told_of in (
        ("2024-01", ("heading_unknown", "note", "I1")),
        ("123", ("city_column_not_read", "warning", "I1")),
    ):
        found = read((*ROW, typed), head=(*HEAD, "起案番号"))
        assert told(found) == [told_of]
        assert costs(found) == costs(read(ROW))


def test_one_file_may_hold_figures_and_cases_of_many_cities() -> None:
    head = ("団体コード", "都市名", "人口", "手続", "件数", "オンライン率")
    rows = [
        ("992011", "架空市", "352,400", "P01", "32000", "12.5%"),
        ("992011", "架空市", "352,400", "P02", "100", ""),
        ("992020", "例示市", "198700", "P01", "", ""),
    ]
    found = read(*rows, head=head)
    first, second = found.parts
    assert first.figures["population"].value == 352_400
    assert first.volumes["P01"].online_rate == 0.125
    assert first.volumes["P02"].online_rate is None
    assert (second.figures["population"].value, dict(second.volumes)) == (198_700, {})
    assert ("city_cases_blank", "warning", "E4") in told(found)


def test_two_values_for_one_figure_are_told_and_neither_is_used() -> None:
    head = ("団体コード", "人口")
    found = read(("992011", "1000"), ("992011", "2000"), head=head)
    assert [issue.code for issue in found.issues] == ["city_row_twice"]
    assert dict(found.parts[0].figures) == {}


def test_a_table_without_headings_is_told() -> None:
    found = read_city_file("x.csv", b"a,b\n1,2\n")
    assert [issue.code for issue in found.issues] == ["city_no_headings"]


def test_a_table_without_codes_is_told() -> None:
    found = read(ROW[1:], head=HEAD[1:])
    assert ("city_no_code_column", "error", "1") in told(found)
    assert found.parts == ()


def workbook(rows: list[tuple[object, ...]], merge: str = "") -> bytes:
    handle = io.BytesIO()
    book = xlsxwriter.Workbook(handle, {"in_memory": True})
    sheet = book.add_worksheet("現行費用")
    for index, row in enumerate(rows):
        sheet.write_row(index, 0, row)
    if merge:
        row, column = xl_cell_to_rowcol(merge.partition(":")[0])
        sheet.merge_range(merge, rows[row][column])
    book.add_worksheet("説明").write_string(0, 0, "この表の説明")
    book.close()
    return handle.getvalue()


def test_an_excel_table_gives_what_the_csv_gives() -> None:
    numbers = (992011, "架空市", "B01", "R01", 2025, 1200, "千円", "税込")
    found = read_city_file("費用.csv", workbook([HEAD, numbers]))
    assert costs(found) == costs(read(ROW))
    assert told(found) == [("city_sheet_not_read", "note", "説明")]


def test_a_code_in_merged_cells_holds_for_each_row_and_is_noted() -> None:
    second = ("", "", "B01", "R02", 2025, 5, "千円", "税込")
    found = read_city_file("費用.xlsx", workbook([HEAD, ROW, second], "A2:A3"))
    assert {row.item: row.amount for row in costs(found)} == {"R01": 1200, "R02": 5}
    assert ("cell_merged_filled", "note", "現行費用!A3") in told(found)


def test_an_amount_in_merged_cells_belongs_to_no_row_and_is_told_at_each() -> None:
    second = (*ROW[:3], "R02", "2025", "", "千円", "税込")
    found = read_city_file("費用.xlsx", workbook([HEAD, ROW, second], "F2:F3"))
    assert [row.amount for row in costs(found)] == [None, None]
    merged = [one for one in told(found) if one[0] == "city_merged_amount"]
    assert merged == [
        ("city_merged_amount", "error", "現行費用!F2"),
        ("city_merged_amount", "error", "現行費用!F3"),
    ]


def test_a_formula_error_is_unknown_and_told_with_sheet_and_cell() -> None:
    handle = io.BytesIO()
    book = xlsxwriter.Workbook(handle, {"in_memory": True})
    sheet = book.add_worksheet("S")
    sheet.write_row(0, 0, HEAD)
    sheet.write_row(1, 0, ROW)
    sheet.write_formula(1, 5, "=1/0", None, "#DIV/0!")
    book.close()
    found = read_city_file("費用.xlsx", handle.getvalue())
    assert ("cell_error", "warning", "S!F2") in told(found)
    assert [row.amount for row in costs(found)] == [None]


def test_a_dangerous_workbook_is_refused_as_an_answer_is() -> None:
    found = read_city_file("費用.xlsx", b"PK\x03\x04" + b"\0" * 100)
    assert found.parts == ()
    assert [issue.severity for issue in found.issues] == ["error"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("name", ["costs", "figures", "volumes", "ratios"])
def test_a_template_is_read_as_empty_until_it_is_filled_in(name: TemplateName, lang: Lang) -> None:
    data = city_template(name, lang)
    assert data.startswith(b"\xef\xbb\xbf")
    found = read_city_file("様式.csv", data)
    assert (found.parts, found.pairs) == ((), ())
    assert told(found) == [("city_example_row", "note", "A2")]
    filled = data.decode("utf-8-sig").replace("記入例", "実額").replace("Example", "own")
    again = read_city_file("様式.csv", filled.encode())
    assert [issue.severity for issue in again.issues if issue.severity == "error"] == []
    assert again.parts or again.pairs


# --- Several files -----------------------------------------------------------------------------


def figures(code: str = "992011", population: str = "1000") -> CityFile:
    return read_city_file("人口.csv", table((code, population), head=("団体コード", "人口")))


@given(st.permutations(range(4)))
def test_the_order_of_the_files_and_rows_changes_nothing(order: list[int]) -> None:
    rows = [ROW, changed(item="R02"), changed(item="R03"), changed(year="2024")]
    files = [read(*[rows[index] for index in order]), figures()]
    expected = join_cities([read(*rows), figures()])
    found = join_cities(files if order[0] else files[::-1])
    assert found == expected


def test_costs_of_one_file_and_the_population_of_another_make_one_city() -> None:
    found = join_cities([read(ROW), figures()])
    (city,) = found.cities
    assert (city.code, city.name, city.population) == ("992011", "架空市", 1000)
    assert len(city.current_costs) == 1
    assert found.issues == ()


def test_a_core_city_takes_its_published_population() -> None:
    found = join_cities([read(changed(code="372013", name="高松市"))], core_cities())
    assert [city.population for city in found.cities] == [417_496]
    assert found.cities[0].prefecture == "香川県"


def test_a_city_of_unknown_population_is_told_and_left_out() -> None:
    found = join_cities([read(ROW)])
    assert found.cities == ()
    assert [issue.code for issue in found.issues] == ["city_without_population"]


def test_files_that_contradict_each_other_leave_the_amount_unknown() -> None:
    other = read_city_file("別.csv", table(changed(amount="1300")))
    found = join_cities([read(ROW), other, figures()])
    assert [issue.code for issue in found.issues] == ["city_files_contradict"]
    assert [row.amount for row in found.cities[0].current_costs] == [None]


def test_of_two_files_that_differ_in_a_figure_the_last_by_name_counts_and_is_told() -> None:
    other = read_city_file("別.csv", table(("992011", "2000"), head=("団体コード", "人口")))
    for files in ([figures(), other], [other, figures()]):
        found = join_cities(files)
        assert [city.population for city in found.cities] == [2000]
        assert [(one.code, one.severity, one.document) for one in found.issues] == [
            ("city_figures_differ", "warning", "別.csv")
        ]


def pair(name: str, after: str) -> CityFile:
    head = ("団体コード", "移行前", "移行後", "単位", "税")
    return read_city_file(name, table(("992011", "100", after, "千円", "税込"), head=head))


def test_reported_costs_that_two_files_contradict_are_left_out_and_told() -> None:
    found = join_cities([pair("a.csv", "150"), pair("b.csv", "160")])
    assert found.pairs == ()
    assert [(one.code, one.severity, one.document) for one in found.issues] == [
        ("city_pairs_contradict", "error", "b.csv")
    ]
    same = join_cities([pair("a.csv", "150"), pair("b.csv", "150")])
    assert (len(same.pairs), same.issues) == (1, ())


def test_the_same_cost_in_two_files_counts_once() -> None:
    other = read_city_file("別.csv", table(ROW))
    found = join_cities([read(ROW), other, figures()])
    assert [row.amount for row in found.cities[0].current_costs] == [1200]
    assert found.issues == ()


def test_the_sample_tables_hold_24_invented_cities_and_no_real_one() -> None:
    files = [
        read_city_file(path.name, path.read_bytes())
        for path in sorted(SAMPLES.iterdir())
        if not path.name.startswith("core")
    ]
    found = join_cities(files)
    assert found.issues == ()
    assert (len(found.cities), len(found.pairs)) == (27, 27)
    assert all(city.code.startswith("99") for city in found.cities)
    assert {len({row.item for row in city.current_costs}) for city in found.cities} == {13}
    errors = [issue for file in files for issue in file.issues if issue.severity == "error"]
    assert errors == []


def test_a_profile_in_json_and_its_costs_as_a_table_are_the_same_costs() -> None:
    profile = json.loads((SAMPLES / "kakuu.json").read_text("utf-8"))
    rows = [
        (
            profile["code"],
            profile["name"],
            row["business"],
            row["item"],
            str(row["fiscal_year"]),
            str(row["amount"]),
            "千円",
            "税込",
        )
        for row in profile["current_costs"]
    ]
    by_table = costs(read(*rows))
    by_profile = costs(read_city_file("kakuu.json", (SAMPLES / "kakuu.json").read_bytes()))
    assert [(row.item, row.amount) for row in by_table] == [
        (row.item, row.amount) for row in by_profile
    ]


CELLS = st.text(max_size=12) | st.sampled_from(
    [
        "992011",
        "12025",
        "R01",
        "令和7年度",
        "1,200千円",
        "△5",
        "－",
        "税込",
        "円",
        "12%",
        "1e999",
        "9" * 30,
    ]
)


@given(st.lists(st.lists(CELLS, min_size=12, max_size=12), max_size=6))
def test_whatever_stands_in_the_cells_is_read_or_told_and_never_an_exception(
    rows: list[list[str]],
) -> None:
    head = (*HEAD, "人口", "手続", "件数", "オンライン率")
    found = read_city_file("費用.csv", table(*map(tuple, rows), head=head))
    joined = join_cities([found])
    for issue in (*found.issues, *joined.issues):
        for lang in LANGS:
            assert issue.message(lang)
            assert issue.next_step(lang)
    for city in joined.cities:
        assert all(row.amount is None or row.amount >= 0 for row in city.current_costs)
