"""Columns that say once more what others say: read once, and told where they say something else."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.intake.layout.guess import confirmed, guess_layout
from rfi.intake.layout.repeats import repeated_rows, without_repeats
from rfi.intake.layout.series import Series
from tests.intake.layout.foreign import (
    ASKED,
    book,
    crossed,
    monthly_and_term,
    quotation,
    rows,
    two_prices,
    two_tables,
    years_and_sum,
)
from tests.intake.layout.test_layout import applied, lines_of

# Table → yen of each item as the sheet says it, and its discounts.
WHOLE: Any = {
    years_and_sum: {"I03": 24_200_000, "R01": 13_860_000},
    monthly_and_term: {"I03": 20_000_000, "R01": 550_000},
    quotation: {"I03": 12_000_000, "I07": 5_000_000, "R01": 21_000_000, "I04": 16_500_000},
    two_tables: {"I03": 12_000_000, "I07": 5_000_000, "R01": 350_000, "R02": 100_000},
    crossed: {"I03": 30_000_000, "I04": 19_000_000, "I07": 12_000_000, "R01": 49_000_000},
}
FACTORS = {"one": 1, "thousand": 1_000, "million": 1_000_000}


@pytest.mark.parametrize("fill", WHOLE)
def test_every_price_of_a_table_is_read_once(fill: Any) -> None:
    grid = book(fill)
    made = applied(grid, confirmed(guess_layout(grid, "見積", ASKED)))
    found: dict[str, float] = {}
    for line in lines_of(made):
        yen = line["amount"] * FACTORS[line["unit"]] * line.get("quantity", 1)
        found[line["item"]] = found.get(line["item"], 0) + yen
    assert found == WHOLE[fill]
    assert {one.difference_jpy for one in made.sums} == {0}
    told = {issue.code for issue in made.issues}
    assert told.isdisjoint({"layout_figures_not_read", "layout_column_repeats"})


def months_and_amounts(sheet: Any) -> None:
    rows(sheet, 1, ["費目", "月額", "月数", "金額"], ["システム利用料", 350_000, 60, 21_000_000])
    rows(sheet, 3, ["保守", 100_000, 48, 4_800_000], ["パッケージ導入", None, None, 12_000_000])
    rows(sheet, 5, ["合計", None, None, 37_800_000])


def tax_by_row(sheet: Any) -> None:
    rows(sheet, 1, ["No", "費目", "税抜金額", "消費税額", "税込金額"])
    rows(sheet, 2, [1, "パッケージ導入", 12_000_000, 1_200_000, 13_200_000])
    rows(sheet, 3, [2, "システム利用料（5年）", 21_000_000, 2_100_000, 23_100_000])


def tax_of_unit_prices(sheet: Any) -> None:
    rows(sheet, 1, ["費目", "数量", "単価", "税抜金額", "消費税", "税込金額"])
    rows(sheet, 2, ["データ移行", 2, 600_000, 1_200_000, 120_000, 1_320_000])
    rows(sheet, 3, ["システム利用料", 60, 350_000, 21_000_000, 2_100_000, 23_100_000])


def years_sum_and_mean(sheet: Any) -> None:
    rows(sheet, 1, ["小項目", "R9", "R10", "R11", "3年計", "年平均"])
    rows(sheet, 2, ["パッケージ導入", 12_000, None, None, 12_000, 4_000])
    rows(sheet, 3, ["利用料", None, 4_200, 4_200, 8_400, 2_800])


@pytest.mark.parametrize(
    ("fill", "columns"),
    [
        (months_and_amounts, [4]),
        (tax_by_row, [3]),
        (tax_of_unit_prices, [3]),
        (years_sum_and_mean, [2, 3, 4]),
    ],
)
def test_what_others_say_is_neither_read_nor_told_as_left(fill: Any, columns: list[int]) -> None:
    grid = book(fill)
    layout = confirmed(guess_layout(grid, "見積", ASKED))
    assert [one.column for one in layout.tables[0].amounts] == columns
    assert applied(grid, layout).issues == ()


def test_a_discount_without_a_unit_price_and_work_priced_as_one_are_read() -> None:
    grid = book(quotation)
    made = applied(grid, confirmed(guess_layout(grid, "見積", ASKED)))
    (off,) = made.value["offers"][0]["discount_lines"]
    assert off["amount"] == 4_500_000
    (moved,) = [line for line in lines_of(made) if line["item"] == "I07"]
    assert "quantity" not in moved
    assert made.sums[0].total_place == "見積!E12"


def test_a_bare_0_of_an_item_of_its_own_stays_in_the_answer() -> None:
    grid = book(crossed)
    made = applied(grid, confirmed(guess_layout(grid, "見積", ASKED)))
    assert [line["businesses"] for line in lines_of(made) if line["amount"] == 0] == [["N02"]]


@pytest.mark.parametrize("cell", ["F3", "F4", "F6"])
def test_a_sum_that_is_not_what_its_row_comes_to_is_named(cell: str) -> None:
    def wrong(sheet: Any) -> None:
        years_and_sum(sheet)
        sheet[cell] = 1

    grid = book(wrong)
    layout = confirmed(guess_layout(book(years_and_sum), "見積", ASKED))
    (told,) = [one for one in applied(grid, layout).issues if one.code == "layout_figures_not_read"]
    assert told.params["cells"] == (f"見積!{cell}",)


def test_a_column_that_a_person_reads_beside_what_it_repeats_is_told() -> None:
    grid = book(years_and_sum)
    layout = confirmed(guess_layout(grid, "見積", ASKED))
    (table,) = layout.tables
    more = replace(table.amounts[0], column=6, heading="合計", fiscal_year=None, months=60)
    both = replace(table, amounts=(*table.amounts, more))
    told = applied(grid, replace(layout, tables=(both,))).issues
    assert [one.params["heading"] for one in told if one.code == "layout_column_repeats"] == [
        "合計"
    ]


@pytest.mark.parametrize(
    ("heading", "title", "months"),
    [("36か月総額", "", 36), ("3年間総額", "", 36), ("総額", "7年契約", 84), ("総額", "", 60)],
)
def test_the_term_is_what_heading_or_title_say(heading: str, title: str, months: int) -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, [title or "御見積"], ["費目", heading], ["利用料", 9_000], ["保守", 100])

    (table,) = guess_layout(book(fill), "見積", ASKED).layout.tables
    assert [one.months for one in table.amounts] == [months]


@pytest.mark.parametrize("text", ["¥12,000,000-", "35万円/月", "８００万円", "△500千円"])
def test_a_table_of_amounts_in_words_keeps_its_heading(text: str) -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, ["業務名", "費目名", "金額（税別）"])
        rows(sheet, 2, ["財務会計", "システム利用料", text], ["財務会計", "データ移行", text])

    (table,) = guess_layout(book(fill), "見積", ASKED).layout.tables
    assert (table.heading_row, [one.column for one in table.amounts]) == (1, [3])


def test_the_same_price_for_two_scenarios_is_no_repeat() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, ["費目", "人口35万人・単独 金額", "人口35万人・3市共同 金額"])
        rows(sheet, 2, ["データ移行", 100, 100], ["研修", 50, 50], ["利用料", 900, 900])

    (table,) = guess_layout(book(fill), "見積", ASKED).layout.tables
    assert [one.column for one in table.amounts] == [2, 3]


@pytest.mark.parametrize(
    "headings",
    [
        [
            "単独 初期",
            "単独 月額",
            "単独 60か月計",
            "3市共同 初期",
            "3市共同 月額",
            "3市共同 60か月計",
        ],
        ["単独 初期", "3市共同 初期", "単独 月額", "3市共同 月額", "単独 総額", "3市共同 総額"],
        ["単独 初期", "3市共同 初期", "単独 年額", "3市共同 年額", "単独 5年計", "3市共同 5年計"],
    ],
)
def test_scenarios_side_by_side_are_told_apart_and_each_total_is_left(headings: list[str]) -> None:
    once = {"単独": (7_000, 900), "3市共同": (5_000, 800)}
    later = {"単独": (31, 17), "3市共同": (22, 13)}
    times = 5 if "年額" in " ".join(headings) else 60

    def price(heading: str, row: int) -> int:
        of = heading.split(" ", maxsplit=1)[0]
        if "初期" in heading:
            return once[of][row]
        is_part = "月額" in heading or "年額" in heading
        return later[of][row] if is_part else once[of][row] + later[of][row] * times

    def fill(sheet: Any) -> None:
        rows(sheet, 1, ["単位：千円（税抜）"], ["費目", *headings])
        for row, item in enumerate(("利用料", "保守")):
            rows(sheet, 3 + row, [item, *(price(heading, row) for heading in headings)])

    (table,) = guess_layout(book(fill), "見積", ASKED).layout.tables
    parts = [h for h in headings if "計" not in h and "総額" not in h]
    assert [one.heading for one in table.amounts] == parts
    assert [one.scenario_id for one in table.amounts] == [
        "S350K-1" if "単独" in heading else "S350K-3" for heading in parts
    ]


def test_two_columns_of_one_scenario_are_told() -> None:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, ["費目", "当初の金額", "見直し後の金額"])
        rows(sheet, 2, ["データ移行", 100, 90], ["研修", 50, 45])

    grid = book(fill)
    made = applied(grid, confirmed(guess_layout(grid, "見積", ASKED)))
    (told,) = [one for one in made.issues if one.code == "layout_columns_overlap"]
    assert told.origin == "見積!C1"


def test_two_prices_that_differ_by_the_tax_are_one() -> None:
    (table,) = guess_layout(book(two_prices), "見積", ASKED).layout.tables
    assert [(one.column, one.tax) for one in table.amounts] == [(2, "excluded")]


AMOUNTS = st.lists(st.integers(1, 9_999_999), min_size=3, max_size=8)


def series(column: int, frequency: str, amounts: dict[int, int], *, says: str = "") -> Series:
    yen = {row: Fraction(amount) for row, amount in amounts.items()}
    return Series(column, frequency, "excluded", says, "", yen, 1)


@given(once=AMOUNTS, monthly=AMOUNTS, months=st.sampled_from([36, 48, 60]))
def test_a_term_of_both_parts_says_nothing_of_its_own_and_its_parts_do(
    once: list[int], monthly: list[int], months: int
) -> None:
    first = dict(enumerate(once))
    later = {len(once) + row: amount for row, amount in enumerate(monthly)}
    term = {**first, **{row: amount * months for row, amount in later.items()}}
    every = [
        series(1, "once", first),
        series(2, "monthly", later),
        series(3, "term_total", term, says="total"),
    ]
    assert without_repeats(every) == (1, 2)
    # One wrong cell is its own; the others still repeat.
    wrong = series(3, "term_total", {**term, 0: term[0] * 2 + 2}, says="total")
    assert repeated_rows(wrong, every[:2]) == frozenset(term) - {0}
