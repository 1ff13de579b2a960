"""A file that has a layout of before: found by its headings, wherever on the sheets they stand."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from rfi.document.grid.grid import Grid, Sheet
from rfi.intake.layout.headings import SEARCH, heading_at
from rfi.intake.layout.layout import Layout, TableLayout


def _fits(sheet: Sheet, row: int, table: TableLayout) -> bool:
    """Tell whether every heading of a table stands in its column, down to a row."""
    headings = [
        *zip(table.label_columns, table.label_headings, strict=True),
        *((one.column, one.heading) for one in table.amounts),
    ]
    return all(heading_at(sheet, row, column) == heading for column, heading in headings)


def _moved_by(table: TableLayout, sheet: Sheet, row: int) -> TableLayout:
    """Return a table of a layout where it stands now; rows to be skipped move with it."""
    by = row - table.heading_row
    if not by:
        return replace(table, sheet=sheet.name)
    return replace(
        table,
        sheet=sheet.name,
        heading_row=row,
        # A table that began elsewhere ends elsewhere too, and by how much nobody has said.
        last_row=None,
        skipped=frozenset(at + by for at in table.skipped if at + by > 0),
    )


def _found(sheets: Sequence[Sheet], table: TableLayout) -> TableLayout | None:
    named = sorted(sheets, key=lambda sheet: sheet.name != table.sheet)
    rows = sorted(range(1, SEARCH + 1), key=lambda row: abs(row - table.heading_row))
    for sheet in named:
        for row in rows:
            if _fits(sheet, row, table):
                return _moved_by(table, sheet, row)
    return None


def _placed(grid: Grid, layout: Layout) -> Iterator[TableLayout | None]:
    left = list(grid.sheets)
    for table in layout.tables:
        found = _found(left, table)
        # Two tables of one sheet stay on it: only one that was found alone is taken.
        if found is not None and sum(one.sheet == table.sheet for one in layout.tables) == 1:
            left = [sheet for sheet in left if sheet.name != found.sheet]
        yield found


def recognised(grid: Grid, kept: Iterable[Layout]) -> Layout | None:
    """Return the layout of before that a file has, where its tables stand now; None for none.

    Every heading that the layout names must be there; the sheet may bear another name and the
    table begin in another row. Of several the last kept one is taken.
    """
    for layout in reversed(tuple(kept)):
        tables = tuple(_placed(grid, layout))
        found = tuple(table for table in tables if table is not None)
        places = {(table.sheet, table.heading_row) for table in found}
        # Of two tables with the same headings each must have its own.
        if len(places) == len(tables):
            return replace(layout, tables=tuple(_ended(found)))
    return None


def _ended(tables: Sequence[TableLayout]) -> Iterator[TableLayout]:
    """Yield tables where the next one of their sheet now begins at their end."""
    for table, following in zip_longest(tables, tables[1:]):
        if following is not None and following.sheet == table.sheet:
            yield replace(table, last_row=following.heading_row - 1)
        else:
            yield table
