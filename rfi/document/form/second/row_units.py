"""The unit of a figure that no field knows: it stands beside it, in the row of the sheet."""

from dataclasses import replace

from rfi.document.form.marks import NOT_DATA
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import MONEY_UNIT
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.number_cells import OPEN_UNITS, is_share
from rfi.document.grid.number_shown import shown_as
from rfi.schema.fields import Field
from rfi.text.wording import LANGS, text

_UNIT_HEADING = "book.unit"
# Sheets on which the form prints the unit of a row.
_WITH_UNITS = frozenset({"benefit_lines", "service_levels"})
_PERCENT, _PERCENT_UNIT = "%", "％"


def unit_column(sheet: MarkedSheet) -> int:
    """Return the column in which a sheet prints the units of its rows; 0 where it prints none."""
    if sheet.mark.table not in _WITH_UNITS:
        return 0
    headings = {fold(text(_UNIT_HEADING, lang)) for lang in LANGS}
    for (row, column), cell in sheet.sheet.cells.items():
        is_free = column > sheet.column and column not in sheet.columns
        is_head = is_free and cell.kind == "text" and sheet.row_id(row) == NOT_DATA
        if is_head and fold(str(cell.value)) in headings:
            return column
    return 0


def in_units_of_row(
    sheet: MarkedSheet, number: int, fields: dict[str, Field], printed: int
) -> dict[str, Field]:
    """Return fields with the units that their row says; words and formats are held against them.

    Of a KPI or a service level the form prints the unit, in the column ``printed``; of a quantity
    it is typed beside the figure.
    """
    own = dict(fields)
    shown = sheet.sheet.cells.get((number, printed))
    columns = {key: column for column, key in sheet.columns.items()}
    for key, leaf in fields.items():
        unit = ""
        if leaf.unit in OPEN_UNITS and shown is not None:
            is_percent = fold(str(shown.value)).startswith(_PERCENT)
            unit = _PERCENT_UNIT if is_percent else str(shown.value)
        elif leaf.unit in columns and leaf.unit != MONEY_UNIT and key in columns:
            cell, beside = (sheet.cell(number, columns[name]) for name in (key, leaf.unit))
            is_typed = cell is not None and cell.kind == "text" and beside is not None
            unit = str(beside.value) if is_typed and beside is not None else ""
        if unit:
            own[key] = replace(leaf, unit=unit)
    return own


def shown_share(cell: SheetCell) -> str:
    """Return a share of the price as it is typed or shown; "" when a cell holds none.

    >>> shown_share(SheetCell(1, 1, "text", "10％")), shown_share(SheetCell(1, 1, "number", 3))
    ('10％', '')
    """
    if cell.kind == "number" and isinstance(cell.value, int | float):
        is_percent = shown_as(cell.number_format, cell.value).is_percent
        return f"{cell.value * 100:g}%" if is_percent else ""
    given = str(cell.value)
    return given if cell.kind == "text" and is_share(given) else ""
