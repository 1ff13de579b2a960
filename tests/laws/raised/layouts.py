"""Issues of vendors' own tables."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from rfi.intake.laid.read import parse_kept
from rfi.intake.layout.apply import apply_layout
from rfi.intake.layout.layout import TableLayout, Target
from rfi.intake.layout.read import parse_guess
from rfi.schema.issue import Issue
from tests.intake.layout.foreign import ASKED, book, by_quantity, rows, two_prices
from tests.intake.layout.test_layout import HEAD, laid
from tests.laws.raised.files import Raiser


def told(
    fill: Callable[[Any], None], change: Callable[[TableLayout], TableLayout] = lambda one: one
) -> Raiser:
    """Raise what a table is told under the layout of the tables of the tests, changed."""

    def raiser() -> Iterable[Issue]:
        layout = laid(book(two_prices), {})
        made = replace(layout, tables=tuple(map(change, layout.tables)))
        return apply_layout(book(fill), made, HEAD).issues

    return raiser


def with_cell(row: int, column: int, value: object) -> Callable[[Any], None]:
    def fill(sheet: Any) -> None:
        two_prices(sheet)
        sheet.cell(row, column, value)

    return fill


def by_wrong_quantity() -> Iterable[Issue]:
    def wrong(sheet: Any) -> None:
        by_quantity(sheet)
        sheet.cell(2, 6, 1)

    grid = book(wrong)
    return apply_layout(grid, laid(grid, {}), HEAD).issues


def by_both_prices() -> Iterable[Issue]:
    grid = book(two_prices)
    layout = laid(grid, {})
    (table,) = layout.tables
    again = replace(table.amounts[0], column=3, heading="税込金額", tax="included")
    both = replace(table, amounts=(*table.amounts, again))
    return apply_layout(grid, replace(layout, tables=(both,)), HEAD).issues


def by_two_prices_of_one() -> Iterable[Issue]:
    def fill(sheet: Any) -> None:
        rows(sheet, 1, ["費目", "金額", "見直し後の金額"], ["データ移行", 100, 90], ["研修", 7, 5])

    grid = book(fill)
    return apply_layout(grid, laid(grid, {}), HEAD).issues


def no_table() -> Iterable[Issue]:
    return parse_guess(b"a,b\n1,2\n", "x.csv", ASKED, ())[1]


def damaged() -> Iterable[Issue]:
    return parse_kept("x", b"PK\x03\x04").issues


def hidden(sheet: Any) -> None:
    two_prices(sheet)
    sheet.row_dimensions[3].hidden = True


RAISED: Mapping[str, Raiser] = {
    "layout_hidden_read": told(hidden),
    "laid_file_damaged": damaged,
    "layout_no_table": no_table,
    "layout_sheet_missing": told(two_prices, lambda one: replace(one, sheet="別のシート")),
    "layout_heading_moved": told(with_cell(2, 2, "月額")),
    "layout_amount_unread": told(with_cell(3, 2, "応相談")),
    "layout_row_unmapped": told(with_cell(3, 1, "見慣れない費用")),
    "layout_minus_line": told(
        two_prices,
        lambda one: replace(one, targets={**one.targets, ("出精値引",): Target("item", "I07")}),
    ),
    "layout_row_differs": by_wrong_quantity,
    "layout_total_differs": told(with_cell(6, 2, 1)),
    "layout_column_repeats": by_both_prices,
    "layout_columns_overlap": by_two_prices_of_one,
    "layout_figures_not_read": told(with_cell(20, 5, 1)),
}
