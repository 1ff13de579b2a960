"""Foreign tables mapped act by act as on the page: few acts, no yen lost, then one act."""

import io
from collections.abc import Callable, Mapping, Sequence

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.grid.grid import Grid
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.layout import Layout, Target
from rfi.intake.mapping.acts import (
    confirm_rest,
    set_business,
    set_heading_row,
    set_target,
    set_terms,
)
from rfi.intake.mapping.draft import Draft, applied, begin_draft, open_rows
from rfi.schema.check import check_schema
from tests.intake.layout.foreign import (
    ASKED,
    CP932,
    ERP,
    OCDS,
    book,
    by_quantity,
    by_year,
    crossed,
    csv_grid,
    lot,
    merged_groups,
    monthly_and_term,
    quotation,
    rows,
    six_totals,
    two_prices,
    two_tables,
    unit_in_title,
    years_and_sum,
)

HEAD = AnswerHead("own-1", 1, "own-1", "架空見積株式会社", "自前の見積", "2028-04-01", 60)
MOST_ACTS = 12
# Dropping the file, typing the vendor's name, and the button that accepts.
ALWAYS = 3
Act = Callable[[Draft], Draft]


def said(*labels: str, to: Target) -> Act:
    return lambda draft: set_target(draft, labels, to)


def months(at: int, count: int) -> Act:
    return lambda draft: set_terms(draft, at, None, months=count)


def business(at: int, code: str) -> Act:
    return lambda draft: set_business(draft, at, code)


SUPPORT = Target("item", "R02")
OUT = Target("left_out")
# Table → what a person does on the page beside dropping, naming and accepting, and what it comes to
# in yen by column (None where the table says no total).
TABLES: Mapping[str, tuple[Grid, Sequence[Act], list[int | None]]] = {
    "六つの60か月総額": (
        book(six_totals),
        [confirm_rest],
        [69_500_000, 41_400_000, 51_350_000],
    ),
    "年度の列": (
        book(by_year),
        [said("運用支援", to=SUPPORT), confirm_rest, business(0, "N01")],
        [27_000_000, 12_000_000, 12_120_000],
    ),
    "数量×単価": (book(by_quantity), [said("端末", to=OUT), business(0, "N01")], [None]),
    "税抜と税込": (book(two_prices), [confirm_rest, months(0, 60)], [28_000_000]),
    "結合した区分": (
        book(merged_groups),
        [said("導入", "要件定義", to=Target("item", "I03")), confirm_rest],
        [9_600_000, 5_400_000],
    ),
    "題名の単位": (book(unit_in_title), [confirm_rest], [770_000]),
    "三つのロット": (
        book(
            lot("第1ロット", 36, 10_000),
            ("第2", lot("第2ロット", 60, 20_000)),
            ("第3", lot("第3ロット", 48, 5_000)),
        ),
        [
            said("SE支援", to=SUPPORT),
            *(months(0, 36), months(1, 60), months(2, 48)),
            *(business(0, "N01"), business(1, "N02"), business(2, "N03")),
        ],
        [11_000_000, 22_000_000, 5_500_000],
    ),
    "cp932のCSV": (csv_grid(CP932), [business(0, "N01")], [15_000_000]),
    "OCDS風": (
        csv_grid(OCDS),
        [said("System use", to=Target("item", "R01")), confirm_rest, business(0, "N01")],
        [None],
    ),
    "ERPNext風": (csv_grid(ERP), [confirm_rest, business(0, "N01")], [4_980_000]),
    "年度と合計": (book(years_and_sum), [confirm_rest], [28_820_000, 4_620_000, 4_620_000]),
    "税抜税込・月額・総額": (book(monthly_and_term), [confirm_rest], [20_000_000, 550_000]),
    "見積書": (book(quotation), [confirm_rest], [50_000_000]),
    "上下二つの表": (book(two_tables), [confirm_rest], [17_000_000, 450_000]),
    "業務×費目": (book(crossed), [], [30_000_000, 19_000_000, 12_000_000, 49_000_000]),
}


def mapped(name: str, before: Sequence[Layout] = ()) -> Draft:
    grid, acts, _ = TABLES[name]
    draft = begin_draft(grid, name, "layout-1", ASKED, before)
    for act in acts:
        draft = act(draft)
    return draft


@pytest.mark.parametrize("name", TABLES)
def test_each_table_is_mapped_in_twelve_acts_at_most_and_reconciled(name: str) -> None:
    _, acts, totals = TABLES[name]
    draft = mapped(name)
    made = applied(draft, HEAD)
    assert len(acts) + ALWAYS <= MOST_ACTS
    assert open_rows(draft) == ()
    assert [None if one.total_jpy is None else int(one.total_jpy) for one in made.sums] == totals
    assert all(one.difference_jpy in {None, 0} for one in made.sums)
    assert check_schema(made.value, "rfi_response") == ()


@pytest.mark.parametrize("name", TABLES)
def test_the_next_version_of_a_table_is_recognised_and_nothing_of_it_is_open(name: str) -> None:
    first = mapped(name)
    grid, _, _ = TABLES[name]
    again = begin_draft(grid, "次の版", "layout-2", ASKED, [first.layout])
    assert again.is_known
    assert again.layout == first.layout
    assert open_rows(again) == ()
    assert applied(again, HEAD) == applied(first, HEAD)


def test_only_the_rows_that_are_new_in_a_next_version_are_open() -> None:
    first = mapped("税抜と税込")

    def longer(sheet: Worksheet) -> None:
        two_prices(sheet)
        sheet.insert_rows(5)
        rows(sheet, 5, ["見慣れない費用", 700_000, 770_000])

    again = begin_draft(book(longer), "次の版", "layout-2", ASKED, [first.layout])
    assert again.is_known
    assert [one.labels for one in open_rows(again)] == [("見慣れない費用",)]


def test_a_table_above_another_grows_and_both_are_found_again() -> None:
    first = mapped("上下二つの表")

    def longer(sheet: Worksheet) -> None:
        two_tables(sheet)
        sheet.insert_rows(5, 3)
        rows(sheet, 5, ["操作研修", 700], ["カスタマイズ", 800], ["既存システム連携", 900])
        sheet.cell(9, 2, 19_400)

    again = begin_draft(book(longer), "次の版", "layout-2", ASKED, [first.layout])
    assert again.is_known
    assert [(one.heading_row, one.last_row) for one in again.tables] == [(3, 11), (12, None)]
    again = confirm_rest(again)
    made = applied(again, HEAD)
    assert [int(one.mapped_jpy) for one in made.sums] == [19_400_000, 450_000]
    assert [one.difference_jpy for one in made.sums] == [0, 0]


def test_two_tables_of_the_same_headings_keep_their_rows_apart() -> None:
    def alike(sheet: Worksheet) -> None:
        rows(sheet, 1, ["単位：千円（税抜）"], ["財務会計"], ["費目", "月額"], ["利用料", 30])
        rows(sheet, 5, ["保守", 10], ["計", 40], ["文書管理"], ["費目", "月額"])
        rows(sheet, 9, ["利用料", 20], ["保守", 5], ["計", 25])

    draft = confirm_rest(begin_draft(book(alike), "見積", "layout-1", ASKED, ()))
    made = applied(draft, HEAD)
    assert [(one.business, one.last_row) for one in draft.tables] == [("N01", 7), ("N02", None)]
    assert [int(one.mapped_jpy) for one in made.sums] == [40_000, 25_000]
    moved = set_heading_row(draft, 0, 3)
    assert moved.tables[0].last_row == 7


def test_a_word_that_was_confirmed_once_is_known_in_another_layout_too() -> None:
    first = mapped("年度の列")

    def other(sheet: Worksheet) -> None:
        rows(sheet, 1, ["作業内容", "金額（円・税込）"], ["運用支援", 500])

    found = begin_draft(book(other), "別の表", "layout-2", ASKED, [first.layout])
    assert not found.is_known
    assert found.tables[0].targets == {("運用支援",): SUPPORT}


def test_a_layout_is_recognised_where_the_table_begins_in_another_row_and_sheet() -> None:
    first = mapped("六つの60か月総額")
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    six_totals(sheet)
    sheet.insert_rows(1, 3)
    sheet.title = "概算（改）"
    out = io.BytesIO()
    made.save(out)
    grid, _ = read_grid(out.getvalue())
    assert grid is not None
    again = begin_draft(grid, "次の版", "layout-2", ASKED, [first.layout])
    assert again.is_known
    assert [(one.sheet, one.heading_row) for one in again.tables] == [("概算（改）", 6)]
    assert [one.difference_jpy for one in applied(again, HEAD).sums] == [0, 0, 0]
