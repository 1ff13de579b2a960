"""Issues of the cells of an answer workbook: what is read, and what is named instead."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from rfi.document.grid.grid import Grid, Remark
from rfi.schema.issue import Issue
from tests.document.form.edits import (
    COSTS,
    FORM,
    SERVICE,
    TOTALS,
    amount_at,
    at,
    changed,
    checked,
    column,
    form,
    number,
    put,
    sheet_of,
    swapped,
)

DISCOUNTS = "値引"
AMOUNT = amount_at("S1")
OTHER = amount_at("S2")
COSTS_CELLS = sheet_of(form().grid, COSTS).cells
FREE = (200, 40)
SL2 = at(SERVICE, "SL2", "value_number")
TITLE_OF_LEVEL, UNIT_OF_LEVEL = (
    next(at[1] for at, cell in sheet_of(form().grid, SERVICE).cells.items() if cell.value == shown)
    for shown in ("復旧時間", "時間")
)


def of(grid: Grid) -> Callable[[], Iterable[Issue]]:
    return lambda: checked(grid).issues


def with_sheets(*names: str, **more: str) -> Grid:
    """Return the form with the named sheets only, and copies of sheets under another name."""
    grid = form().grid
    kept = [sheet for sheet in grid.sheets if not names or sheet.name in names]
    kept += [replace(sheet_of(grid, title), name=name) for name, title in more.items()]
    return replace(grid, sheets=tuple(kept))


def copied_column(*, change: bool) -> Grid:
    cells: dict[tuple[int, int], object] = {
        (row, FREE[1]): cell for (row, column), cell in COSTS_CELLS.items() if column == AMOUNT[1]
    }
    return put(COSTS, {**cells, (AMOUNT[0], FREE[1]): 5} if change else cells)


def twice_with_another_price() -> Grid:
    grid = with_sheets()
    copy = replace(sheet_of(put(COSTS, {AMOUNT: 5}), COSTS), name="控え")
    return replace(grid, sheets=(*grid.sheets, copy))


def formula(text: str) -> Grid:
    return put(COSTS, {AMOUNT: number(5, formula=text)})


def remarks(kind: str, count: int = 1) -> Grid:
    found = tuple(Remark(9, 9, kind, f"別紙のとおり{n}") for n in range(count))  # type: ignore[arg-type]
    return changed(COSTS, remarks=found)


def cell(place: tuple[int, int], **facts: object) -> Grid:
    return put(COSTS, {place: replace(COSTS_CELLS[place], **facts)})  # type: ignore[arg-type]


TITLE = (5, AMOUNT[1])
DATE = at(COSTS, "B01/I03", "accepted_on")
RAISED: Mapping[str, Callable[[], Iterable[Issue]]] = {
    "amount_not_shown": of(put(COSTS, {AMOUNT: number(5, ";;;")})),
    "cell_half_struck": of(put(COSTS, {AMOUNT: replace(number(5), kind="text", struck="part")})),
    "cell_struck": of(cell(AMOUNT, struck="whole")),
    "column_copied": of(copied_column(change=False)),
    "column_missing": of(put(COSTS, {(1, DATE[1]): None})),
    "column_moved": of(put(COSTS, {(1, DATE[1]): "paid_on"})),
    "column_twice": of(copied_column(change=True)),
    "columns_hidden": of(changed(COSTS, hidden_columns=((AMOUNT[1], AMOUNT[1]),))),
    "comment_not_read": of(remarks("comment")),
    "date_is_year": of(cell(DATE, value="1905-07-20")),
    "discount_minus": of(put(DISCOUNTS, {(6, 5): -5})),
    "discount_percent": of(put(DISCOUNTS, {(6, 5): "10％"})),
    "figure_in_note": of(put(COSTS, {at(COSTS, "B01/I03", "note"): 5})),
    "figure_in_text": of(put(SERVICE, {at(SERVICE, "SL1", "note"): 365})),
    "figure_not_read": of(put(COSTS, {FREE: 5})),
    "form_newer": of(put(COSTS, {(1, 1): "rfi:2.9.0:cost_grid:0"})),
    "format_conditional": of(changed(COSTS, otherwise=((*AMOUNT, *AMOUNT, ";;;"),))),
    "formula_circular": of(formula("SUM(A1:Z30)")),
    "formula_linked": of(formula("[1]Sheet1!A1")),
    "formula_stale": of(formula("2*3")),
    "formula_volatile": of(formula("RANDBETWEEN(1,9)")),
    "heading_changed": of(put(COSTS, {(5, column(COSTS, "tax")): "税の扱い"})),
    "label_changed": of(put(COSTS, {(AMOUNT[0], 4): "導入（連携を除く）"})),
    "label_contradicts": of(put(COSTS, {(AMOUNT[0], 4): "導入（税込）"})),
    "label_of_other_row": of(swapped(COSTS, AMOUNT[0], AMOUNT[0] + 2, range(2, 40))),
    "label_of_other_scenario": of(put(COSTS, {TITLE: "50万人・単独"})),
    "label_of_other_question": of(put(SERVICE, {(SL2[0], TITLE_OF_LEVEL): "停止の時間"})),
    "label_of_other_unit": of(put(SERVICE, {(SL2[0], UNIT_OF_LEVEL): "日"})),
    "label_replaced": of(put(COSTS, {(AMOUNT[0], 4): "合計"})),
    "lists_missing": of(with_sheets("表紙", FORM, COSTS)),
    "mark_broken": of(put(COSTS, {(1, 1): "rfi:1.0.0:cost_grid:200000"})),
    "more_remarks": of(remarks("comment", 60)),
    "number_contradicts": of(put(COSTS, {at(COSTS, "B01/R01", "months"): number(60, '0"年"')})),
    "price_in_words": of(put(COSTS, {FREE: "別途 追加費用 9,800,000円"})),
    "price_without_terms": of(put(COSTS, {DATE: "平成40年4月1日"})),
    "row_moved": of(put(FORM, {(at(FORM, "vendor.name", "value@0")[0], 3): "提案名"})),
    "row_twice": of(put(COSTS, {(AMOUNT[0] + 1, 1): "B01/I03"})),
    "rows_hidden": of(changed(COSTS, hidden_rows=frozenset({AMOUNT[0]}))),
    "rows_missing": of(put(SERVICE, {(at(SERVICE, "SL1", "value_number")[0], 1): None})),
    "scenario_left_out": of(put(FORM, {at(FORM, "scenario/S2", "value@0"): None})),
    "sheet_copied": of(with_sheets(控え=COSTS)),
    "sheet_hidden": of(changed(COSTS, is_hidden=True)),
    "sheet_missing": of(with_sheets("表紙", FORM, COSTS)),
    "sheet_twice": of(twice_with_another_price()),
    "terms_in_words": of(put(COSTS, {FREE: "※税込"})),
    "text_box_not_read": of(remarks("text_box")),
    "text_not_read": of(put(TOTALS, {FREE: "別紙"})),
    "title_not_listed": of(put(TOTALS, {(6, column(TOTALS, "scenario_id")): "全て"})),
    "title_unknown": of(put(TOTALS, {(6, column(TOTALS, "scenario_id")): "35万人単独"})),
    "workbook_calculated_by_hand": of(replace(formula("I8*2"), is_manual=True)),
}
