"""Kinds of input that used to vanish or to be taken for something else, three and more of each."""

from dataclasses import replace

import pytest

from rfi.document.grid.grid import SheetCell
from tests.document.form.edits import (
    COSTS,
    FITS,
    FORM,
    SERVICE,
    TOTALS,
    amount_at,
    at,
    changed,
    checked,
    column,
    form,
    issues,
    line,
    number,
    put,
    sheet_of,
    swapped,
)

AMOUNT = amount_at("S1")
LINE = "S1.B01.I03"
LAST = max(row for row, _ in sheet_of(form().grid, COSTS).cells)


@pytest.mark.parametrize(
    ("title", "place"),
    [
        (COSTS, (LAST + 3, AMOUNT[1])),
        (COSTS, (AMOUNT[0], 60)),
        (COSTS, (2, 30)),
        (FORM, (at(FORM, "offers.contract_months", "value@0")[0], 7)),
        (TOTALS, (50, 30)),
        ("表紙", (30, 6)),
        ("_lists", (1, 90)),
    ],
)
@pytest.mark.parametrize("typed", [9999, "9,999千円", "△500"])
def test_a_figure_outside_every_field_is_named_with_its_cell(
    title: str, place: tuple[int, int], typed: object
) -> None:
    (told,) = issues(put(title, {place: typed}), "figure_not_read")
    assert told.severity == "warning"
    assert told.params["cells"] == (told.origin,)
    assert told.params["count"] == 1
    assert told.params["offer"] == (0 if title in {COSTS, TOTALS} else None)


@pytest.mark.parametrize("title", [COSTS, SERVICE, FITS, "定量効果"])
def test_a_sheet_without_its_mark_is_named_with_all_its_figures(title: str) -> None:
    found = checked(put(title, {(1, 1): None}))
    codes = {issue.code for issue in found.issues}
    assert {"sheet_missing", "figure_not_read", "sheet_not_read"} <= codes


@pytest.mark.parametrize(
    ("shown", "stored", "amount"),
    [
        ('#,##0"千円"', 12_000, 12_000),
        ('#,##0,"千円"', 12_000_000, 12_000),
        ("#,##0.00", 12_000, 12_000),
        ("#,##0_);[Red](#,##0)", 12_000, 12_000),
    ],
)
def test_a_format_that_says_what_the_row_says_is_read(
    shown: str, stored: float, amount: float
) -> None:
    assert line(checked(put(COSTS, {AMOUNT: number(stored, shown)})), LINE)["amount"] == amount


# Excel's own buttons and the currencies of its dialogue, and signs and codes typed by hand.
SIGNED = [
    *(number(12_000_000, shown) for shown in (
        '"¥"#,##0;"¥"-#,##0', '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
        "[$¥-411]#,##0", '"￥"#,##0', "[$JPY] #,##0", '#,##0 "日本円"', '"¥"#,##0.00',
    )),
    "¥12,000,000", "￥12,000,000-", "￥１２，０００，０００－", "JPY 12,000,000", "JP¥12,000,000",
]  # fmt: skip


@pytest.mark.parametrize("typed", SIGNED)
@pytest.mark.parametrize("unit", ["千円", "百万円"])
def test_a_sign_of_yen_beside_another_unit_than_yen_leaves_its_price_to_be_confirmed(
    typed: object, unit: str
) -> None:
    cells = {AMOUNT: typed, at(COSTS, "B01/I03", "unit"): unit}
    (told,) = issues(put(COSTS, cells), "sign_beside_unit")
    found = checked(put(COSTS, cells))
    assert line(found, LINE)["amount"] == 12_000_000
    index = next(i for i, one in enumerate(found.value["offers"][0]["cost_lines"])  # type: ignore[index]
                 if one["line_id"] == LINE)  # fmt: skip
    assert (told.severity, told.pointer) == ("warning", f"/offers/0/cost_lines/{index}/amount")
    assert told.message("ja").count(f"「{unit}」") == 1
    assert not [
        i for i in found.issues if i.code == "cell_reinterpreted" and i.origin == told.origin
    ]


@pytest.mark.parametrize("typed", SIGNED)
def test_a_sign_of_yen_in_a_row_of_yen_asks_nothing(typed: object) -> None:
    cells = {AMOUNT: typed, at(COSTS, "B01/I03", "unit"): "円"}
    assert not issues(put(COSTS, cells), "sign_beside_unit")
    assert line(checked(put(COSTS, cells)), LINE)["amount"] == 12_000_000


@pytest.mark.parametrize(
    "typed", ["¥0", "¥12,000千円", "￥1,200万円", number(0, '"¥"#,##0'), 12_000]
)
def test_a_sign_beside_a_unit_of_its_own_or_nought_asks_nothing(typed: object) -> None:
    cells = {AMOUNT: typed, at(COSTS, "B01/I03", "unit"): "千円"}
    assert not issues(put(COSTS, cells), "sign_beside_unit")


@pytest.mark.parametrize("typed", ["$12,000", "US$12,000", number(12_000, "[$$-409]#,##0")])
def test_a_sign_of_dollars_in_a_row_of_thousands_of_dollars_is_the_same_question(
    typed: object,
) -> None:
    row = {at(COSTS, "B01/I03", "currency"): "USD", at(COSTS, "B01/I03", "unit"): "千"}
    (told,) = issues(put(COSTS, {AMOUNT: typed, **row}), "sign_beside_unit")
    assert told.severity == "warning"


@pytest.mark.parametrize("typed", ["¥12,000", "JPY 12,000", number(12_000, '"¥"#,##0')])
def test_a_sign_of_yen_in_a_row_of_dollars_is_no_price(typed: object) -> None:
    row = {at(COSTS, "B01/I03", "currency"): "USD", at(COSTS, "B01/I03", "unit"): "円"}
    found = checked(put(COSTS, {AMOUNT: typed, **row}))
    assert "amount" not in line(found, LINE)


@pytest.mark.parametrize(
    "shown",
    [
        "#,##0,",
        "#,##0,,",
        '#,##0"円"',
        '"$"#,##0',
        "[$€-2] #,##0",
        '#,##0"万円"',
        "0%",
        '0"人月"',
        ";;;",
    ],
)
def test_a_format_that_contradicts_its_row_leaves_the_price_unanswered(shown: str) -> None:
    found = checked(put(COSTS, {AMOUNT: number(12_000, shown)}))
    assert "amount" not in line(found, LINE)
    told = [i for i in found.issues if i.code in {"unit_contradicts", "amount_not_shown"}]
    assert [issue.severity for issue in told] == ["warning"]
    assert "text_in_amount" not in {issue.code for issue in found.issues}


@pytest.mark.parametrize(
    ("given", "percent", "code"),
    [
        (number(0.08, "0%"), 8, "cell_reinterpreted"),
        (number(0.1, "0.0%"), 10, "cell_reinterpreted"),
        (number(8), 8, ""),
        ("８％", 8, "cell_reinterpreted"),
        (number(0.1), 0.1, "percent_at_most_one"),
        (number(0.08, "0.00"), 0.08, "percent_at_most_one"),
        (number(0), 0, ""),
    ],
)
def test_a_rate_is_read_as_the_cell_shows_it_or_asked(
    given: object, percent: float, code: str
) -> None:
    place = at(COSTS, "B01/I03", "tax_rate_percent")
    found = checked(put(COSTS, {place: given}))
    assert line(found, LINE)["tax_rate_percent"] == percent
    told = {i.code for i in found.issues if i.origin == f"{COSTS}!{_letters(place)}"}
    assert told == ({code} if code else set())


def _letters(place: tuple[int, int]) -> str:
    from rfi.document.grid.grid import cell_name  # noqa: PLC0415 - for this name only

    return cell_name("", *place).removeprefix("!")


def test_an_availability_shown_in_per_cent_is_read_as_shown() -> None:
    found = checked(put(SERVICE, {at(SERVICE, "SL1", "value_number"): number(0.999, "0.0%")}))
    assert found.value is not None
    assert found.value["offers"][0]["service_levels"][0]["value_number"] == 99.9


@pytest.mark.parametrize(
    "typed",
    [
        "1,5",
        "12,34,567",
        "1,2345",
        ",500",
        "1.2.3",
        "1.137",
        "１２．５００",
        "△1.137",
        "¥1.137",
        "980.000円",
    ],
)
def test_separators_out_of_place_make_no_amount(typed: str) -> None:
    found = checked(put(COSTS, {AMOUNT: typed}))
    assert line(found, LINE)["amount_as_written"] == typed
    assert "text_in_amount" in {issue.code for issue in found.issues}


@pytest.mark.parametrize(
    ("typed", "read"), [("0.125", 0.125), ("1,137.500", 1137.5), ("1.5", 1.5), ("1.137億", 113_700)]
)
def test_a_point_that_can_only_begin_a_fraction_is_read(typed: str, read: float) -> None:
    found = checked(put(COSTS, {AMOUNT: typed}))
    assert line(found, LINE)["amount"] == read


@pytest.mark.parametrize("typed", ["平成40年4月1日", "令和0年4月1日", "令和99年4月1日"])
def test_a_year_that_its_era_does_not_have_leaves_the_price_unanswered(typed: str) -> None:
    found = checked(put(COSTS, {at(COSTS, "B01/I03", "accepted_on"): typed}))
    assert "amount" not in line(found, LINE)
    assert "date_of_no_year" in {issue.code for issue in found.issues}


@pytest.mark.parametrize("shown", ["1905-03-17", "1905-07-20", "1905-09-22"])
def test_a_year_typed_into_a_cell_for_a_date_leaves_the_price_unanswered(shown: str) -> None:
    place = at(COSTS, "B01/I03", "accepted_on")
    found = checked(put(COSTS, {place: SheetCell(1, 1, "date", shown)}))
    assert "amount" not in line(found, LINE)
    (told,) = [issue for issue in found.issues if issue.code == "date_is_year"]
    assert told.severity == "warning"


@pytest.mark.parametrize(
    "typed", ["７０００012050002", "T7000012050002", "7000-0120-50002", " 7000012050002 "]
)
def test_a_corporate_number_is_read_however_it_is_written(typed: str) -> None:
    found = checked(put(FORM, {at(FORM, "vendor.corporate_number", "value@0"): typed}))
    assert found.value is not None
    assert found.value["vendor"]["corporate_number"] == "7000012050002"


@pytest.mark.parametrize("key", ["amount@S1", "unit", "tax", "accepted_on"])
def test_a_struck_price_or_term_leaves_the_price_unanswered(key: str) -> None:
    place = at(COSTS, "B01/I03", key)
    typed = {"unit": "千", "tax": "税抜"}.get(key, "")
    cell = sheet_of(form().grid, COSTS).cells.get(place) or SheetCell(*place, "text", typed)
    found = checked(put(COSTS, {place: replace(cell, struck="whole")}))
    assert "amount" not in line(found, LINE)
    assert "cell_struck" in {issue.code for issue in found.issues}


@pytest.mark.parametrize("other", [1, 2, 4])
def test_rows_sorted_without_their_marks_are_unanswered_and_never_each_others_prices(
    other: int,
) -> None:
    found = checked(swapped(COSTS, AMOUNT[0], AMOUNT[0] + other, range(2, 40)))
    assert "amount" not in line(found, LINE)
    (told,) = [issue for issue in found.issues if issue.code == "label_of_other_row"]
    assert told.params["count"] == 2


@pytest.mark.parametrize(("title", "first"), [(SERVICE, "SL1"), (FITS, "Q-1"), ("定量効果", "K1")])
def test_other_rows_sorted_without_their_marks_are_unanswered(title: str, first: str) -> None:
    cells = sheet_of(form().grid, title).cells
    row = next(line for (line, column), cell in cells.items() if (column, cell.value) == (1, first))
    found = checked(swapped(title, row, row + 1, range(2, 60)))
    assert "label_of_other_row" in {issue.code for issue in found.issues}


@pytest.mark.parametrize("columns", [(0, 1), (1, 0)])
def test_two_price_columns_swapped_without_their_marks_are_unanswered(
    columns: tuple[int, int],
) -> None:
    cells = sheet_of(form().grid, COSTS).cells
    first = AMOUNT[1] + columns[0]
    second = AMOUNT[1] + columns[1]
    other = {first: second, second: first}
    found = checked(
        put(
            COSTS,
            {
                (row, column): cells.get((row, other[column]))
                for row in range(2, LAST + 1)
                for column in (first, second)
            },
        )
    )
    assert "amount" not in line(found, LINE)
    assert "amount" not in line(found, "S2.B01.I03")


@pytest.mark.parametrize("key", ["value@word", "value@", "value@99999999999", "amount@S1", "９"])
def test_no_exception_stands_in_a_mark(key: str) -> None:
    place = (1, at(FORM, "vendor.name", "value@0")[1])
    assert checked(put(FORM, {place: key})).is_held


@pytest.mark.parametrize("scenario", ["S1", "S2"])
def test_a_price_column_taken_away_is_a_scenario_that_is_not_quoted(scenario: str) -> None:
    column = at(COSTS, "B01/I03", f"amount@{scenario}")[1]
    found = checked(put(COSTS, {(row, column): None for row in range(1, LAST + 1)}))
    assert found.value is not None
    quoted = {row["scenario_id"] for row in found.value["offers"][0]["cost_lines"]}
    assert f"{scenario}.B01.I03" not in {
        row["line_id"] for row in found.value["offers"][0]["cost_lines"]
    }
    assert quoted


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("[1]Sheet1!A1", "formula_linked"),
        ("'C:\\見積\\[原価.xlsx]Sheet 1'!B2*2", "formula_linked"),
        ("SUM([原価.xlsx]計!A1:A9)", "formula_linked"),
        ("E6+1", "formula_circular"),
        ("SUM(E6:F20)", "formula_circular"),
        ("費用!$E$6*2", "formula_circular"),
    ],
)
def test_a_formula_that_hangs_on_another_book_or_on_itself_is_told(formula: str, code: str) -> None:
    assert AMOUNT == (6, 5)
    (told,) = issues(put(COSTS, {AMOUNT: number(57, formula=formula)}), code)
    assert told.origin == f"{COSTS}!E6"


@pytest.mark.parametrize("formula", ["F8*3", "ROUND(1000*1.2,0)", '"E6"&1', "SUM(E8:E12)"])
def test_an_ordinary_formula_is_read_without_a_word(formula: str) -> None:
    found = checked(put(COSTS, {AMOUNT: number(57, formula=formula)}))
    assert line(found, LINE)["amount"] == 57
    assert not {i.code for i in found.issues} & {"formula_linked", "formula_circular"}


def test_what_is_hidden_is_read_and_told() -> None:
    for facts in (
        {"hidden_rows": frozenset({AMOUNT[0]})},
        {"hidden_columns": ((AMOUNT[1], AMOUNT[1]),)},
        {"is_hidden": True},
    ):
        found = checked(changed(COSTS, **facts))
        assert line(found, LINE)["amount"] == line(form().checked, LINE)["amount"]
        told = {issue.code for issue in found.issues} & {
            "rows_hidden", "columns_hidden", "sheet_hidden",
        }  # fmt: skip
        assert len(told) == 1


@pytest.mark.parametrize(
    ("title", "key", "typed", "code"),
    [
        (TOTALS, "scenario_id", "35万人・単独", "S1"),
        (TOTALS, "scenario_id", "５０万人・単独", "S2"),
        (TOTALS, "item", "パッケージ導入・パラメータ設定", "I03"),
        (TOTALS, "item", "R01 ソフトウェア利用料", "R01"),
        (TOTALS, "business", "印鑑登録", "B18"),
    ],
)
def test_a_title_that_the_form_prints_stands_for_its_code(
    title: str, key: str, typed: str, code: str
) -> None:
    found = checked(put(title, {(6, column(title, key)): typed}))
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    assert found.value["offers"][0]["stated_totals"][0][key] == code


def test_titles_in_a_list_are_taken_apart_only_between_them() -> None:
    place = (6, column("値引", "applies_to_items"))
    found = checked(put("値引", {place: "パッケージ導入・パラメータ設定、ソフトウェア利用料"}))
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    assert found.value["offers"][0]["discount_lines"][0]["applies_to_items"] == ["I03", "R01"]


@pytest.mark.parametrize(
    ("typed", "near"),
    [("35万人単独", "S1"), ("50万人（単独）", "S2"), ("３５万人　単独開発", "S1")],
)
def test_the_title_most_like_an_unknown_one_is_named(typed: str, near: str) -> None:
    place = (6, column(TOTALS, "scenario_id"))
    (told,) = issues(put(TOTALS, {place: typed}), "title_unknown")
    assert told.severity == "error"
    assert f"（{near}）" in told.message("ja")
    assert told.origin.startswith(f"{TOTALS}!")
