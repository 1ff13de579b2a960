"""What a person says of a table, also the wrong things: each act leaves what can be mended."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.grid.row_ranges import rows_in, rows_words
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.asked import asked_of_today
from rfi.intake.layout.layout import Target
from rfi.intake.mapping.acts import (
    confirm_rest,
    of_years,
    set_business_words,
    set_heading_row,
    set_role,
    set_rows,
    set_target,
    set_terms,
    use_table,
)
from rfi.intake.mapping.draft import (
    Draft,
    applied,
    begin_draft,
    matches_of,
    open_businesses,
    open_rows,
)
from rfi.intake.mapping.roles import ROLES, role_of
from tests.intake.layout.foreign import ASKED, book, by_quantity, rows, six_totals, two_prices

HEAD = AnswerHead("own-1", 1, "own-1", "架空見積株式会社", "自前の見積", "2028-04-01", 60)


def draft_of(fill: Any) -> Draft:
    return begin_draft(book(fill), "見積", "layout-1", ASKED)


def test_a_wrong_heading_row_is_mended_by_the_right_one() -> None:
    first = confirm_rest(draft_of(two_prices))
    wrong = set_heading_row(first, 0, 4)
    assert wrong.tables[0] != first.tables[0]
    right = set_heading_row(wrong, 0, 2)
    assert confirm_rest(right).tables[0] == first.tables[0]


def test_a_column_that_is_said_twice_is_what_was_said_last() -> None:
    draft = draft_of(two_prices)
    once = set_role(draft, 0, 2, "remark")
    assert role_of(once.tables[0], 2) == "remark"
    assert once.tables[0].amounts == ()
    back = set_role(once, 0, 2, "term_total")
    assert role_of(back.tables[0], 2) == "term_total"
    assert back.tables[0].remark_column is None


def test_two_columns_cannot_both_be_the_remark() -> None:
    draft = set_role(set_role(draft_of(six_totals), 0, 2, "remark"), 0, 3, "remark")
    assert role_of(draft.tables[0], 2) == ""
    assert role_of(draft.tables[0], 3) == "remark"


def test_a_table_without_amounts_or_items_has_nothing_to_accept() -> None:
    bare = set_role(set_role(draft_of(two_prices), 0, 2, ""), 0, 1, "")
    assert bare.tables[0].amounts == ()
    assert matches_of(bare, 0) == ()
    assert open_rows(bare) == ()


def test_a_column_of_words_as_amounts_reads_none_and_names_each_cell() -> None:
    draft = set_role(set_role(draft_of(two_prices), 0, 2, "item"), 0, 1, "term_total")
    told = [one for one in applied(draft, HEAD).issues if one.code == "layout_amount_unread"]
    assert [one.origin for one in told] == ["見積!A3", "見積!A4", "見積!A5", "見積!A6"]


def test_rows_that_are_skipped_and_the_last_row_bound_the_table() -> None:
    draft = set_rows(draft_of(two_prices), 0, {5}, None)
    assert ("出精値引",) not in {one.labels for one in matches_of(draft, 0)}
    short = set_rows(draft, 0, (), 3)
    assert [one.labels for one in matches_of(short, 0)] == [("データ移行",)]


def test_the_same_words_are_asked_once_and_said_for_every_table() -> None:
    draft = begin_draft(book(two_prices, ("別のシート", two_prices)), "見積", "layout-1", ASKED)
    assert [one.labels for one in open_rows(draft)] == [("サービス利用料(5年)",)]
    said = set_target(draft, ("サービス利用料(5年)",), Target("item", "R01"))
    assert open_rows(said) == ()
    assert all(len(table.targets) == 3 for table in said.tables)


def test_a_sheet_is_left_out_and_read_again() -> None:
    draft = begin_draft(book(two_prices, ("別", two_prices)), "見積", "layout-1", ASKED)
    out = use_table(draft, 1, is_used=False)
    assert [one.sheet for one in out.layout.tables] == ["見積"]
    assert use_table(out, 1, is_used=True).layout == draft.layout


def test_a_hidden_sheet_is_read_only_when_a_person_says_so() -> None:
    def hidden(sheet: Any) -> None:
        two_prices(sheet)
        sheet.sheet_state = "hidden"

    draft = begin_draft(book(two_prices, ("控え", hidden)), "見積", "layout-1", ASKED)
    assert [one.sheet for one in draft.layout.tables] == ["見積"]
    told = applied(draft, HEAD).issues
    assert "控え!B3" in {one.origin for one in told if one.code == "layout_figures_not_read"}
    said = use_table(draft, 1, is_used=True)
    assert [one.sheet for one in said.layout.tables] == ["見積", "控え"]


def test_words_that_name_no_business_are_asked_for_and_their_rows_stay_out_till_then() -> None:
    def fill(sheet: Any) -> None:
        rows(
            sheet,
            1,
            ["業務", "費目", "金額（円・税抜）"],
            ["財務会計", "システム利用料", 100],
            ["なぞの業務", "システム利用料", 50],
            ["合計", None, 150],
        )

    draft = draft_of(fill)
    assert open_businesses(draft, 0) == ("なぞの業務",)
    (before,) = applied(draft, HEAD).sums
    assert (before.mapped_jpy, before.left_out_jpy, before.difference_jpy) == (100, 50, 0)
    said = set_business_words(draft, 0, "なぞの業務", "N02")
    assert open_businesses(said, 0) == ()
    made = applied(said, HEAD)
    assert [line["businesses"] for line in made.value["offers"][0]["cost_lines"]] == [
        ["N01"],
        ["N02"],
    ]


def test_a_month_column_says_how_long_each_row_is_paid() -> None:
    def fill(sheet: Any) -> None:
        rows(
            sheet,
            1,
            ["費目", "月数", "月額（円・税抜）"],
            ["システム利用料", "36か月", 100],
            ["システム保守・ヘルプデスク", 24, 10],
        )

    draft = confirm_rest(draft_of(fill))
    lines = applied(draft, HEAD).value["offers"][0]["cost_lines"]
    assert [(one["frequency"], one["months"]) for one in lines] == [
        ("monthly", 36),
        ("monthly", 24),
    ]


def test_terms_of_one_column_leave_the_others_as_they_are() -> None:
    draft = set_terms(draft_of(six_totals), 0, 3, tax="included")
    assert [one.tax for one in draft.tables[0].amounts] == ["excluded", "included", "excluded"]


def test_a_table_of_a_city_knows_no_discount_and_amounts_of_a_year() -> None:
    draft = of_years(begin_draft(book(two_prices), "予算", "layout-1", asked_of_today("ja")))
    assert [one.frequency for one in draft.tables[0].amounts] == ["yearly"]
    assert ("出精値引",) in {one.labels for one in open_rows(draft)}
    assert {one.labels: one.target for one in matches_of(draft, 0)}["出精値引",] is None


@pytest.mark.parametrize("column", range(1, 7))
@pytest.mark.parametrize("role", ROLES)
def test_every_column_can_be_every_thing_and_is_read_so(column: int, role: Any) -> None:
    draft = set_role(draft_of(by_quantity), 0, column, role)
    # What stands beside amounts is something only while there are amounts.
    beside = {"quantity", "quantity_unit", "check"}
    expected = "" if role in beside and not draft.tables[0].amounts else role
    assert role_of(draft.tables[0], column) == expected


@given(st.frozensets(st.integers(min_value=1, max_value=300)))
def test_rows_are_typed_as_they_are_shown(found: frozenset[int]) -> None:
    assert rows_in(rows_words(found), 300) == found


@pytest.mark.parametrize("typed", ["三行目", "5-3", "0", "20001", "1-"])
def test_what_is_no_row_is_none(typed: str) -> None:
    assert rows_in(typed, 20_000) is None
