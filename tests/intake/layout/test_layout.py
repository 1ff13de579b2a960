"""Ten tables as vendors keep them: guessed at, confirmed, reconciled to the yen, read again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.grid.grid import Grid
from rfi.document.read import parse_document
from rfi.intake.layout.apply import AnswerHead, Applied, apply_layout
from rfi.intake.layout.codec import layout_of, layout_record, write_layout
from rfi.intake.layout.guess import confirmed, guess_layout
from rfi.intake.layout.layout import Layout, Target
from rfi.schema.check import check_schema
from tests.intake.layout.foreign import (
    ASKED,
    CP932,
    ERP,
    OCDS,
    book,
    by_quantity,
    by_year,
    csv_grid,
    lot,
    merged_groups,
    rows,
    six_totals,
    two_prices,
    unit_in_title,
)

HEAD = AnswerHead("vendor-x", 1, "vendor-x", "架空見積株式会社", "自前の見積", "2028-04-01", 60)
FILES: Mapping[str, tuple[Grid, Mapping[tuple[str, ...], Target], list[int | None]]] = {
    "六つの60か月総額": (book(six_totals), {}, [69_500_000, 41_400_000, 51_350_000]),
    "年度の列": (
        book(by_year),
        {("運用支援",): Target("item", "R02")},
        [27_000_000, 12_000_000, 12_120_000],
    ),
    "数量×単価": (book(by_quantity), {("端末",): Target("left_out")}, [None]),
    "税抜と税込": (book(two_prices), {}, [28_000_000]),
    "結合した区分": (
        book(merged_groups),
        {("導入", "要件定義"): Target("item", "I03")},
        [9_600_000, 5_400_000],
    ),
    "題名の単位": (book(unit_in_title), {}, [770_000]),
    "三つのロット": (
        book(
            lot("第1ロット", 36, 10_000),
            ("第2", lot("第2ロット", 60, 20_000)),
            ("第3", lot("第3ロット", 48, 5_000)),
        ),
        {("SE支援",): Target("item", "R02")},
        [11_000_000, 22_000_000, 5_500_000],
    ),
    "cp932のCSV": (csv_grid(CP932), {}, [15_000_000]),
    "OCDS風": (csv_grid(OCDS), {("System use",): Target("item", "R01")}, [None]),
    "ERPNext風": (csv_grid(ERP), {}, [4_980_000]),
}


def laid(grid: Grid, by_hand: Mapping[tuple[str, ...], Target]) -> Layout:
    """Return what is guessed, with the rows that a person maps by hand."""
    guess = guess_layout(grid, "見積", ASKED)
    taken = confirmed(guess)
    return replace(
        taken,
        tables=tuple(replace(one, targets={**one.targets, **by_hand}) for one in taken.tables),
    )


def applied(grid: Grid, layout: Layout) -> Applied:
    made = apply_layout(grid, layout, HEAD)
    assert check_schema(made.value, "rfi_response") == ()
    return made


def lines_of(made: Applied) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = made.value["offers"][0]["cost_lines"]
    return found


@pytest.mark.parametrize("name", FILES)
def test_each_table_is_reconciled_to_the_yen_with_few_acts(name: str) -> None:
    grid, by_hand, totals = FILES[name]
    made = applied(grid, laid(grid, by_hand))
    assert [None if one.total_jpy is None else int(one.total_jpy) for one in made.sums] == totals
    assert all(one.difference_jpy in {None, 0} for one in made.sums)
    assert "layout_row_unmapped" not in {issue.code for issue in made.issues}
    assert len(by_hand) <= 12


@pytest.mark.parametrize("name", FILES)
def test_every_figure_leads_to_its_cell(name: str) -> None:
    grid, by_hand, _ = FILES[name]
    made = applied(grid, laid(grid, by_hand))
    cells = {
        (f"{sheet.name}!" if sheet.name else "") + place
        for sheet in grid.sheets
        for place in _places(sheet.cells)
    }
    for index, _ in enumerate(lines_of(made)):
        assert made.origins[f"/offers/0/cost_lines/{index}"] in cells


def _places(cells: Mapping[tuple[int, int], object]) -> list[str]:
    return [f"{chr(ord('A') + column - 1)}{row}" for row, column in cells]


@pytest.mark.parametrize("name", FILES)
def test_a_layout_is_kept_as_a_document_and_reads_the_next_version_alone(name: str) -> None:
    grid, by_hand, _ = FILES[name]
    layout = laid(grid, by_hand)
    document = parse_document("対応付け.json", write_layout(layout), "layout")
    assert document.issues == ()
    assert document.value is not None
    assert layout_of(document.value) == layout
    again = guess_layout(grid, "次の版", ASKED, [layout_of(layout_record(layout))])
    assert [one.targets for one in again.layout.tables] == [
        {labels: found for labels, found in one.targets.items() if labels in asked_for(again, at)}
        for at, one in enumerate(layout.tables)
    ]


def asked_for(guess: Any, at: int) -> set[tuple[str, ...]]:
    return {one.labels for one in guess.matches[at]}


def test_amounts_terms_and_businesses_are_as_the_table_says() -> None:
    grid, by_hand, _ = FILES["六つの60か月総額"]
    lines = lines_of(applied(grid, laid(grid, by_hand)))
    use = [one for one in lines if one["item"] == "R01"]
    assert [(one["businesses"], one["amount"]) for one in use] == [
        (["N01"], 48_000),
        (["N02"], 30_000),
        (["N03"], 36_000),
    ]
    assert {(one["unit"], one["tax"], one["frequency"], one["months"]) for one in use} == {
        ("thousand", "excluded", "term_total", 60)
    }
    assert {one["frequency"] for one in lines if one["item"] == "I04"} == {"once"}


def test_fiscal_years_become_amounts_of_their_year() -> None:
    grid, by_hand, _ = FILES["年度の列"]
    lines = lines_of(applied(grid, laid(grid, by_hand)))
    use = [one for one in lines if one["item"] == "R01"]
    assert [(one["start_on"], one["months"], one["amount"]) for one in use] == [
        ("2028-04-01", 12, 9_600_000),
        ("2029-04-01", 12, 9_600_000),
        ("2030-04-01", 12, 9_600_000),
    ]
    (once,) = [one for one in lines if one["item"] == "I03"]
    assert (once["frequency"], once["accepted_on"]) == ("once", "2029-03-31")


def test_a_minus_line_that_says_discount_is_one_and_another_is_left_out_by_name() -> None:
    grid, _, _ = FILES["税抜と税込"]
    layout = laid(grid, {})
    made = applied(grid, layout)
    (off,) = made.value["offers"][0]["discount_lines"]
    assert (off["amount"], off["tax"]) == (1_000_000, "excluded")
    wrong = replace(
        layout,
        tables=(
            replace(
                layout.tables[0],
                targets={**layout.tables[0].targets, ("出精値引",): Target("item", "I07")},
            ),
        ),
    )
    told = applied(grid, wrong)
    assert "layout_minus_line" in {issue.code for issue in told.issues}
    assert [int(one.amount_jpy) for one in told.sums[0].left_out] == [-1_000_000]
    assert told.sums[0].difference_jpy == 0


def test_a_column_that_nobody_mapped_is_named_with_its_cells() -> None:
    def with_more(sheet: Any) -> None:
        two_prices(sheet)
        rows(
            sheet,
            2,
            ["内訳", "税抜金額", "税込金額", "参考"],
            [None, None, None, 7],
            [None, None, None, 7],
        )

    grid = book(with_more)
    (left,) = [
        one for one in applied(grid, laid(grid, {})).issues if one.code == "layout_figures_not_read"
    ]
    assert left.params["cells"] == ("見積!D3", "見積!D4")


def test_a_table_whose_column_moved_is_not_read_at_all() -> None:
    layout = laid(book(two_prices), {})

    def moved(sheet: Any) -> None:
        two_prices(sheet)
        sheet.insert_cols(2)

    made = apply_layout(book(moved), layout, HEAD)
    assert {issue.code for issue in made.issues} >= {"layout_heading_moved"}
    assert lines_of(made) == []


def test_a_row_that_the_layout_does_not_know_is_named_and_counted_as_left_out() -> None:
    layout = laid(book(two_prices), {})

    def longer(sheet: Any) -> None:
        two_prices(sheet)
        sheet.insert_rows(5)
        rows(sheet, 5, ["見慣れない費用", 700_000, 770_000])

    made = apply_layout(book(longer), layout, HEAD)
    assert "layout_row_unmapped" in {issue.code for issue in made.issues}
    assert [one.labels for one in made.sums[0].left_out] == [("見慣れない費用",)]
    assert made.sums[0].difference_jpy == 700_000


def test_nothing_far_from_every_item_is_shown_as_a_match() -> None:
    guess = guess_layout(book(by_year), "見積", ASKED)
    by_labels = {one.labels: one for one in guess.matches[0]}
    assert by_labels["運用支援",].target is None
    assert by_labels["システム利用料",].score == 100
    assert guess.layout.tables[0].targets == {}


@given(
    st.lists(st.integers(min_value=-(10**9), max_value=10**9), min_size=1, max_size=12),
    st.integers(min_value=-(10**6), max_value=10**6),
)
def test_mapped_discounts_and_left_out_always_add_up_to_what_stands_there(
    amounts: list[int], wrong: int
) -> None:
    names = ["システム利用料", "操作研修", "出精値引", "見慣れない費用"]

    def fill(sheet: Any) -> None:
        lines = [[f"{names[at % 4]}{at}", amount] for at, amount in enumerate(amounts)]
        rows(sheet, 1, ["内訳", "金額（円・税抜）"], *lines, ["合計", sum(amounts) + wrong])

    grid = book(fill)
    (found,) = apply_layout(grid, laid(grid, {}), HEAD).sums
    plus_discounts = sum(amount for at, amount in enumerate(amounts) if at % 4 == 2 and amount > 0)
    # A discount written with a plus is taken off all the same: the total then tells.
    assert found.difference_jpy == -wrong - 2 * plus_discounts
