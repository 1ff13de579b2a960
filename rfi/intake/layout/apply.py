"""A foreign file under a layout → an ordinary answer, every figure of it traced to its cell."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rfi.document.grid.grid import Grid, Sheet, cell_name
from rfi.intake.layout.headings import heading_at
from rfi.intake.layout.layout import AmountColumn, Layout, TableLayout
from rfi.intake.layout.reconciliation import Reconciliation
from rfi.intake.layout.repeats import repeated_cells, without_repeats
from rfi.intake.layout.rows import number_in, table_rows
from rfi.intake.layout.series import read_series
from rfi.intake.layout.table import Growing, Table
from rfi.schema.issue import Issue
from rfi.schema.upgrade import current_version

_MOST_NAMED = 12


@dataclass(frozen=True, slots=True)
class AnswerHead:
    """What a foreign table does not say of the answer it becomes.

    Attributes:
        response_id, version, vendor_id, vendor: Of the answer; a corrected table is a newer version
            of the same.
        title, go_live_on, contract_months: Of its one offer.
    """

    response_id: str
    version: int
    vendor_id: str
    vendor: str
    title: str
    go_live_on: str
    contract_months: int


@dataclass(frozen=True, slots=True)
class Applied:
    """What a layout made of a file.

    Attributes:
        value: The answer.
        origins: JSON pointer → cell.
        issues: What could not be read, and what was left out.
        sums: Each column of amounts against its own total.
    """

    value: Mapping[str, Any]
    origins: Mapping[str, str]
    issues: tuple[Issue, ...]
    sums: tuple[Reconciliation, ...]


def _moved(sheet: Sheet, table: TableLayout) -> Iterator[Issue]:
    """Yield an error for each heading that is not where the layout knows it."""
    columns = [
        *zip(table.label_columns, table.label_headings, strict=True),
        *((column.column, column.heading) for column in table.amounts),
    ]
    for column, heading in columns:
        found = heading_at(sheet, table.heading_row, column)
        if found != heading:
            place = cell_name(sheet.name, table.heading_row, column)
            facts = {"expected": heading, "given": found}
            yield Issue("layout_heading_moved", "error", "", place, facts)


def _repeating(sheet: Sheet, table: TableLayout) -> Iterator[Issue]:
    """Yield a warning for each column read that says once more what the others read say."""
    every = read_series(sheet, table)
    repeats = {one.column for one in every} - {*without_repeats(every)}
    for one in table.amounts:
        if one.column in repeats:
            place = cell_name(sheet.name, table.heading_row, one.column)
            yield Issue("layout_column_repeats", "warning", "", place, {"heading": one.heading})


def _overlapping(sheet: Sheet, table: TableLayout) -> Iterator[Issue]:
    """Yield a warning for each two columns that price the same of one scenario in one row."""

    def of(one: AmountColumn) -> tuple[object, ...]:
        return one.scenario_id, one.business, one.item, one.fiscal_year, one.frequency

    rows = [row.amounts for row in table_rows(sheet, table) if not row.says_total]
    for one, other in combinations(table.amounts, 2):
        both = ((row.get(one.column), row.get(other.column)) for row in rows)
        if of(one) == of(other) and any(a and b and a.low and b.low for a, b in both):
            place = cell_name(sheet.name, table.heading_row, other.column)
            facts = {"heading": other.heading, "other": one.heading}
            yield Issue("layout_columns_overlap", "warning", "", place, facts)


def _not_read(
    sheets: Sequence[Sheet], known: Mapping[str, set[tuple[int, int]]]
) -> Iterator[Issue]:
    """Yield the figures that the layout knows nothing of, a sheet at a time."""
    for sheet in sheets:
        left = [
            cell_name(sheet.name, row, column)
            for (row, column), cell in sorted(sheet.cells.items())
            if (row, column) not in known.get(sheet.name, set()) and number_in(cell) is not None
        ]
        if left:
            facts = {"count": len(left), "cells": tuple(left[:_MOST_NAMED])}
            yield Issue("layout_figures_not_read", "warning", "", left[0], facts)


def _hidden(sheet: Sheet, table: TableLayout) -> Iterator[Issue]:
    """Yield a warning for figures that are read where nobody sees them."""
    columns = {one.column for one in table.amounts}
    last = table.last_row or max((row for row, _ in sheet.cells), default=0)
    hidden = [
        cell_name(sheet.name, row, column)
        for (row, column), cell in sorted(sheet.cells.items())
        if column in columns
        and table.heading_row < row <= last
        and row not in table.skipped
        and (
            row in sheet.hidden_rows
            or any(first <= column <= end for first, end in sheet.hidden_columns)
        )
        and number_in(cell) is not None
    ]
    if hidden:
        facts = {"count": len(hidden), "cells": tuple(hidden[:_MOST_NAMED])}
        yield Issue("layout_hidden_read", "warning", "", hidden[0], facts)


def apply_layout(grid: Grid, layout: Layout, head: AnswerHead) -> Applied:
    """Return the answer that a file comes to under a layout.

    A table whose headings moved is not read: nothing of it is guessed. A total that does not fit is
    told; the figures stand as they are.

    Args:
        grid: The file.
        layout: What its columns and rows mean.
        head: What the file does not say.
    """
    into = Growing()
    sums: list[Reconciliation] = []
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    known: dict[str, set[tuple[int, int]]] = {}
    ends: dict[str, int] = {}
    of_sheets = Counter(table.sheet for table in layout.tables)
    for number, table in enumerate(layout.tables, 1):
        sheet = sheets.get(table.sheet)
        if sheet is None:
            facts = {"sheet": table.sheet}
            into.issues.append(Issue("layout_sheet_missing", "error", "", table.sheet, facts))
            continue
        moved = tuple(_moved(sheet, table))
        if moved:
            into.issues += moved
            continue
        into.issues += _hidden(sheet, table)
        sheet = sheet.down_to(table.last_row)
        read = Table(number, sheet, table, into, is_alone=of_sheets[sheet.name] == 1)
        found = tuple(read.sums())
        places = (*read.places(ends.get(sheet.name, 0)), *repeated_cells(sheet, table))
        known.setdefault(sheet.name, set()).update(places)
        ends[sheet.name] = table.last_row or 0
        into.issues += (*_repeating(sheet, table), *_overlapping(sheet, table))
        for each in found:
            if each.difference_jpy:
                told = {"difference": each.difference_jpy, "heading": each.heading}
                into.issues.append(
                    Issue("layout_total_differs", "warning", "", each.total_place, told)
                )
        sums += found
    into.issues += _not_read(grid.sheets, known)
    offer: dict[str, Any] = {
        "offer_id": "A1",
        "title": head.title,
        "go_live_on": head.go_live_on,
        "contract_months": head.contract_months,
        "cost_lines": into.lines,
    }
    if into.discounts:
        offer["discount_lines"] = into.discounts
    value = {
        "schema_version": current_version("rfi_response"),
        "questionnaire_id": layout.questionnaire_id,
        "response_id": head.response_id,
        "version": head.version,
        "vendor": {"vendor_id": head.vendor_id, "name": head.vendor},
        "offers": [offer],
    }
    return Applied(value, into.origins, tuple(into.issues), tuple(sums))
