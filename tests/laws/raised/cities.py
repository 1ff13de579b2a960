"""Issues of tables of cities and of the choice of a city."""

import io
from collections.abc import Callable, Mapping

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.compare.round.chosen_conditions import check_chosen
from rfi.scenario.assumptions import check_assumption
from rfi.scenario.chosen_record import saved_conditions_of
from rfi.scenario.city.files import CityFile, read_city_file
from rfi.scenario.city.joined import join_cities
from rfi.scenario.city.templates import city_template
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS
from tests.compare.round.test_chosen_conditions import FAULTS, with_cities
from tests.laws.raised.files import Raiser
from tests.scenario.city.test_city_files import (
    HEAD,
    ROW,
    changed,
    figures,
    pair,
    read,
    table,
    workbook,
)
from tests.scenario.city.test_city_tables import LISTED


def of_row(**fields: str) -> Raiser:
    return lambda: read(changed(**fields)).issues


def of_table(head: tuple[str, ...], *rows: tuple[str, ...]) -> Raiser:
    return lambda: read(*rows, head=head).issues


def joined(*files: CityFile) -> tuple[Issue, ...]:
    return join_cities(files).issues


def of_book(*rows: tuple[object, ...], merge: str = "") -> tuple[Issue, ...]:
    return read_city_file("費用.xlsx", workbook([HEAD, *rows], merge)).issues


def many_reinterpreted() -> tuple[Issue, ...]:
    rows = [changed(item=f"R{index:02}", amount=f"{index},000") for index in range(1, 18)]
    rows += [changed(year="2024", item=row[3], amount=f"9{row[5]}") for row in rows[:8]]
    return read(*rows).issues


def another(amount: str) -> CityFile:
    return read_city_file("別.csv", table(changed(amount=amount)))


def assumed(key: str, value: object) -> Raiser:
    return lambda: check_assumption(key, value)


def of_shown(fill: Callable[[Workbook, Worksheet], object], *more: str) -> Raiser:
    """Return a raiser of a workbook of one row, changed as a person changes it."""

    def found() -> tuple[Issue, ...]:
        handle = io.BytesIO()
        book = xlsxwriter.Workbook(handle, {"in_memory": True})
        sheet = book.add_worksheet("費用")
        sheet.write_row(0, 0, (*HEAD, *more))
        sheet.write_row(1, 0, ROW)
        fill(book, sheet)
        book.close()
        return read_city_file("費用.xlsx", handle.getvalue()).issues

    return found


def old_sheet(made: Workbook, _: Worksheet) -> None:
    old = made.add_worksheet("旧")
    old.write_number(0, 0, 5)
    old.hide()


HIDDEN = {"hidden": True}
WIDE = ("団体コード", "費目", "単位", "税", "令和5年度")
WIDE_ROW = ("992011", "R01", "千円", "税込", "1200")
OWN_SECOND = changed(item="R02")
PAIR = ("団体コード", "移行前", "移行後", "単位", "税")
RAISED: Mapping[str, Raiser] = {
    "assumption_fiscal_year": assumed("base_fiscal_year", 27),
    "assumption_not_amount": assumed("visit_fare_jpy", -1),
    "assumption_not_choice": assumed("discount_timing", "middle"),
    "assumption_not_integer": assumed("horizon_months", 0),
    "assumption_not_number": assumed("horizon_months", "60"),
    "assumption_not_positive": assumed("fx_usd_jpy", -1),
    "assumption_not_rate": assumed("discount_rate", 4),
    "assumption_not_share": assumed("sharing_equal_ratio", 1.5),
    "assumption_unknown": assumed("no_such_key", 1),
    "cell_merged_filled": lambda: of_book(ROW, ("", *OWN_SECOND[1:]), merge="A2:A3"),
    "city_amount_blank": of_row(amount=""),
    "city_amount_dash": of_row(amount="－"),
    "city_amount_negative": of_row(amount="△500"),
    "city_amount_wrong": of_row(amount="一式"),
    "city_amount_zero": of_row(amount="0"),
    "city_business_blank": of_row(business=""),
    "city_cases_blank": of_table(("団体コード", "手続", "件数"), ("992011", "P01", "")),
    "city_code_missing": of_row(code=""),
    "city_code_wrong": of_row(code="abc"),
    "city_column_not_read": of_table((*HEAD, "起案番号"), (*ROW, "1")),
    "city_columns_hidden": of_shown(lambda _, sheet: sheet.set_column(5, 5, None, None, HIDDEN)),
    "city_contracts_added": lambda: read(ROW, changed(amount="5")).issues,
    "city_cost_twice": lambda: read(ROW, ROW).issues,
    "city_currency_foreign": of_row(unit="千ドル"),
    "city_amount_not_shown": of_shown(
        lambda made, sheet: sheet.write_number("F2", 5, made.add_format({"num_format": ";;;"}))
    ),
    "city_number_contradicts": of_shown(
        lambda made, sheet: sheet.write_number("I2", 5, made.add_format({"num_format": "0%"})),
        "人口",
    ),
    "city_figure_not_read": of_shown(lambda _, sheet: sheet.write_number("K9", 5)),
    "city_row_struck": of_shown(
        lambda made, sheet: sheet.write_row(1, 0, ROW, made.add_format({"font_strikeout": True}))
    ),
    "city_rows_hidden": of_shown(lambda _, sheet: sheet.set_row(1, None, None, HIDDEN)),
    "city_sheet_hidden": of_shown(old_sheet),
    "city_tax_of_title": of_table(("（単位：千円、税込）",), HEAD[:6], ROW[:6]),
    "city_heading_term_differs": of_table((*HEAD[:5], "金額（円）", *HEAD[6:]), ROW),
    "city_title_unit_differs": of_table(("（単位：円）",), HEAD, ROW),
    "city_total_alone": of_row(item="合計"),
    "city_total_column": of_table((*HEAD, "合計"), (*ROW, "1200")),
    "city_total_differs": lambda: read(ROW, changed(item="合計", amount="9999")).issues,
    "city_total_row": lambda: read(ROW, changed(item="合計")).issues,
    "city_unit_of_title": of_table(("（単位：千円、税込）",), HEAD[:6], ROW[:6]),
    "city_year_column": of_table(WIDE, WIDE_ROW),
    "city_year_column_twice": of_table((*WIDE, "R5"), (*WIDE_ROW, "1")),
    "city_example_row": lambda: read_city_file("様式.csv", city_template("costs", LANGS[0])).issues,
    "city_figures_differ": lambda: joined(
        figures(),
        read_city_file("別.csv", table(("992011", "2000"), head=("団体コード", "人口"))),
    ),
    "city_files_contradict": lambda: joined(read(ROW), another("1300"), figures()),
    "city_item_missing": of_row(item=""),
    "city_merged_amount": lambda: of_book(
        ROW, (*OWN_SECOND[:5], "", *OWN_SECOND[6:]), merge="F2:F3"
    ),
    "city_more_reinterpreted": many_reinterpreted,
    "city_names_differ": lambda: read(ROW, changed(name="別名市", item="R02")).issues,
    "city_no_code_column": of_table(HEAD[1:], ROW[1:]),
    "city_no_headings": lambda: read_city_file("x.csv", b"a,b\n1,2\n").issues,
    "city_pair_twice": of_table(
        PAIR, ("992011", "1", "2", "千円", "税抜"), ("992011", "1", "3", "千円", "税抜")
    ),
    "city_pairs_contradict": lambda: joined(pair("a.csv", "150"), pair("b.csv", "160")),
    "city_procedure_missing": of_table(("団体コード", "手続", "件数"), ("992011", "", "320")),
    "city_row_twice": of_table(("団体コード", "人口"), ("992011", "1"), ("992011", "2")),
    "city_sign_beside_unit": of_row(amount="¥1,200"),
    "city_sheet_not_read": lambda: of_book(ROW),
    "city_tax_missing": of_row(tax=""),
    "city_unit_conflict": of_row(amount="1200円"),
    "city_unit_missing": of_row(unit=""),
    "city_unknown_word": of_row(tax="課税"),
    "city_name_of_other": lambda: (
        join_cities([read(changed(code="372013", name="倉敷市"))], LISTED).issues
    ),
    "city_population_far": lambda: join_cities([figures("372013", "417")], LISTED).issues,
    "city_without_population": lambda: joined(read(ROW)),
    "city_year_missing": of_row(year=""),
    "city_year_wrong": of_row(year="7"),
    "heading_unknown": of_table((*HEAD, "起案番号"), (*ROW, "甲-1")),
    "conditions_city_incomplete": lambda: saved_conditions_of(
        {"name": "名", "city": {"name": "市"}}
    )[1],
    **{
        code: (lambda chosen=chosen: check_chosen(chosen, with_cities()))  # type: ignore[misc]
        for (code, _), chosen in FAULTS.items()
        if code.startswith("conditions_")
    },
}
