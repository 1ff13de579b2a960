"""What each column of a table is, as one word a column: read off a layout, and changed in it.

A layout says it column by column of amounts; a person looks at the sheet from left to right.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Literal, get_args

from rfi.document.grid.grid import Sheet
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.guessed_sheet import businesses_below
from rfi.intake.layout.headings import guessed_column, heading_at
from rfi.intake.layout.layout import AmountColumn, TableLayout

Role = Literal[
    "",
    "item",
    "business",
    "term_total",
    "monthly",
    "yearly",
    "once",
    "quantity",
    "quantity_unit",
    "check",
    "months",
    "remark",
]
ROLES: tuple[Role, ...] = get_args(Role)
# How often the amounts of a column are paid is part of what the column is.
AMOUNTS: frozenset[str] = frozenset({"term_total", "monthly", "yearly", "once"})
# Columns that say more of each column of amounts.
_BESIDE: Mapping[Role, str] = {
    "quantity": "quantity_column",
    "quantity_unit": "quantity_unit_column",
    "check": "check_column",
}
_OF_TABLE: Mapping[Role, str] = {
    "remark": "remark_column",
    "business": "business_column",
    "months": "months_column",
}
USUAL_MONTHS = 60


def role_of(table: TableLayout, column: int) -> Role:
    """Return what a column is under a layout; "" when nothing of it is read."""
    if column in table.label_columns:
        return "item"
    for one in table.amounts:
        if one.column == column:
            return next(role for role in ROLES if role == one.frequency)
    for role, name in _BESIDE.items():
        if any(getattr(one, name) == column for one in table.amounts):
            return role
    return next((role for role, name in _OF_TABLE.items() if getattr(table, name) == column), "")


def _bare(one: AmountColumn, column: int) -> AmountColumn:
    gone: dict[str, Any] = {}
    for name in _BESIDE.values():
        if getattr(one, name) == column:
            gone[name] = None
    return replace(one, **gone)


def _without(table: TableLayout, column: int) -> TableLayout:
    """Return a layout that reads nothing of a column."""
    labels = [
        pair
        for pair in zip(table.label_columns, table.label_headings, strict=True)
        if pair[0] != column
    ]
    gone: dict[str, Any] = {
        name: None for name in _OF_TABLE.values() if getattr(table, name) == column
    }
    if "business_column" in gone:
        gone["businesses"] = {}
    amounts = (_bare(one, column) for one in table.amounts if one.column != column)
    return replace(
        table,
        label_columns=tuple(at for at, _ in labels),
        label_headings=tuple(heading for _, heading in labels),
        amounts=tuple(amounts),
        **gone,
    )


def _with_label(table: TableLayout, sheet: Sheet, column: int) -> TableLayout:
    columns = tuple(sorted((*table.label_columns, column)))
    headings = tuple(heading_at(sheet, table.heading_row, at) for at in columns)
    return replace(table, label_columns=columns, label_headings=headings)


def _with_amounts(
    table: TableLayout, sheet: Sheet, column: int, role: Role, asked: Asked
) -> TableLayout:
    """Return a layout with a column of amounts: its terms are those of its heading or neighbour."""
    guessed = guessed_column(sheet, table.heading_row, column)
    like = table.amounts[0] if table.amounts else None
    months = USUAL_MONTHS if role == "term_total" and guessed.fiscal_year is None else None
    made = AmountColumn(
        column=column,
        heading=guessed.heading,
        scenario_id=like.scenario_id if like else asked.default_scenario_id,
        unit=guessed.unit or (like.unit if like else "one"),
        tax=guessed.tax or (like.tax if like else "excluded"),
        frequency=role,
        months=months,
        fiscal_year=guessed.fiscal_year,
    )
    amounts = sorted((*table.amounts, made), key=lambda one: one.column)
    return replace(table, amounts=tuple(amounts))


def with_role(
    table: TableLayout, sheet: Sheet, column: int, role: Role, asked: Asked
) -> TableLayout:
    """Return a layout in which a column is what a person says.

    A column is one thing: what it was before it is no more. What there is one of in a table (the
    business, the remark, the months) leaves the column that was it.
    """
    known = {one.column: one for one in table.amounts}.get(column)
    if role in AMOUNTS and known is not None:
        months = known.months or (USUAL_MONTHS if known.fiscal_year is None else None)
        months = months if role == "term_total" else None
        terms = {column: replace(known, frequency=role, months=months)}
        amounts = tuple(terms.get(one.column, one) for one in table.amounts)
        return replace(table, amounts=amounts)
    bare = _without(table, column)
    if role == "item":
        return _with_label(bare, sheet, column)
    if role in AMOUNTS:
        return _with_amounts(bare, sheet, column, role, asked)
    if role in _BESIDE:
        beside: dict[str, Any] = {_BESIDE[role]: column}
        return replace(bare, amounts=tuple(replace(one, **beside) for one in bare.amounts))
    if role == "business":
        named = businesses_below(sheet, table.heading_row, column, asked)
        return replace(bare, business_column=column, businesses=named)
    of_table: dict[str, Any] = {_OF_TABLE[role]: column} if role else {}
    return replace(bare, **of_table)
