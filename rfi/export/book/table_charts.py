"""Native charts, each on the sheet of the table that it is drawn from."""

from typing import Any

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.cell_formats import FONT, CellFormats
from rfi.export.book.chart_data import ChartTable, spread_table
from rfi.export.book.sheet_layout import row_height
from rfi.export.book.table_sheet import PlacedTable
from rfi.export.book.writing import Writing
from rfi.text.numbers import round_half_up
from rfi.text.wording import text
from rfi.views.look.chart import INK, LINE, PAPER
from rfi.views.look.offers import OfferLook, look_of

# Pixels, and the rows that they take.
_SIZE, _ROWS = {"width": 1180, "height": 420}, 22
# Decimal places that keep a yen in any of the units.
_DIGITS = 8
# plotly's patterns, by the names that Excel has for them; "" is plain.
_PATTERNS = {
    "/": "wide_upward_diagonal",
    ".": "percent_25",
    "\\": "wide_downward_diagonal",
    "x": "diagonal_brick",
    "-": "dark_horizontal",
    "|": "dark_vertical",
    "+": "small_grid",
}
_BORDER = {"color": INK, "width": 0.75}
_NAMES = {"name": FONT, "size": 10}
# The digits after the last comma are left out: the cells hold yen, the axis shows 百万円.
_MILLIONS = "#,##0,,"


def _fill(colour: str, pattern: str = "") -> dict[str, Any]:
    if not pattern:
        return {"fill": {"color": colour}, "border": _BORDER}
    shape = {"pattern": _PATTERNS[pattern], "fg_color": colour, "bg_color": PAPER}
    return {"pattern": shape, "border": _BORDER}


def _year_look(look: OfferLook) -> dict[str, Any]:
    return {**_fill(look.colour, look.pattern), "gap": 60}


def _values_axis(shape: str) -> dict[str, Any]:
    return {
        "num_font": _NAMES,
        "num_format": shape,
        "major_gridlines": {"visible": True, "line": {"color": LINE}},
        "min": 0,
    }


def _finish(sheet: Worksheet, chart: Any, title: str, at: tuple[int, int]) -> None:  # noqa: ANN401
    chart.set_title({"name": title, "name_font": {"name": FONT, "size": 12}, "overlay": False})
    chart.set_size(dict(_SIZE))
    sheet.insert_chart(*at, chart, {"object_position": 2, "description": title})


def add_year_chart(writing: Writing, sheet: Worksheet, placed: PlacedTable, top: int) -> int:
    """Draw what each offer takes from each year, from the cells of its table.

    Returns:
        The rows that the chart takes.
    """
    offers, lang = writing.evaluation.costs.offers, writing.lang
    years = [row for row in placed.table.rows if row.level == "plain"]
    if not years or not offers:
        return 0
    name = sheet.get_name()
    first, last = placed.lines[years[0].key], placed.lines[years[-1].key]
    chart = writing.book.add_chart({"type": "column"})
    for column, heading, offer in zip(placed.columns, placed.table.columns, offers, strict=True):
        chart.add_series(
            {
                "name": heading.label,
                "categories": [name, first, 1, last, 1],
                "values": [name, first, column, last, column],
                **_year_look(look_of(offer)),
            }
        )
    chart.set_x_axis({"num_font": _NAMES, "line": {"color": INK}})
    chart.set_y_axis(_values_axis(_MILLIONS))
    chart.set_legend({"position": "top", "font": _NAMES})
    title = text("export.charts.years", lang)
    unit = text("view.scale.million", lang)
    _finish(sheet, chart, text("export.charts.named", lang, title=title, unit=unit), (top, 1))
    return _ROWS


def _write_source(
    sheet: Worksheet, formats: CellFormats, table: ChartTable, top: int, above: PlacedTable
) -> None:
    """Write the small table that a chart is drawn from, in the columns of the one above."""
    columns = above.columns[: len(table.headings) - 1]
    sheet.write_string(top, 1, table.title, formats.subtitle)
    for heading, column in zip(table.headings, (1, *columns), strict=True):
        sheet.write_string(top + 1, column, heading, formats.heading)
    sheet.set_row(top + 1, row_height([]) * 2)
    for line, (name, cells) in enumerate(table.rows, start=top + 2):
        sheet.write_string(line, 1, name, formats.words())
        sheet.set_row(line, row_height([(name, above.names)]))
        for cell, column in zip(cells, columns, strict=True):
            value = round_half_up((cell.value or 0.0) / table.scale.factor, _DIGITS)
            sheet.write_number(line, column, value, formats.decimal(cell.sign))


def add_spread_chart(writing: Writing, sheet: Worksheet, above: PlacedTable, top: int) -> int:
    """Write the items in which the offers differ most, and draw them below.

    Args:
        writing: The workbook.
        sheet: The sheet.
        above: The table above.
        top: First row that is free.

    Returns:
        The rows that both take.
    """
    table = spread_table(writing.evaluation, writing.reading)
    if not table.rows:
        return 0
    used = above.columns[: len(table.headings) - 1]
    _write_source(sheet, writing.formats, table, top, above)
    name, first, last = sheet.get_name(), top + 2, top + 1 + len(table.rows)
    chart = writing.book.add_chart({"type": "bar", "subtype": "stacked"})
    looks = ({"fill": {"none": True}, "border": {"none": True}}, _fill(LINE))
    for heading, column, look in zip(table.headings[1:], used, looks, strict=True):
        chart.add_series(
            {
                "name": heading,
                "categories": [name, first, 1, last, 1],
                "values": [name, first, column, last, column],
                "gap": 60,
                **look,
            }
        )
    # The first row stands on top, the values below the last.
    names = {"num_font": _NAMES, "line": {"color": INK}}
    chart.set_y_axis({**names, "reverse": True, "crossing": "max"})
    chart.set_x_axis(_values_axis("#,##0"))
    chart.set_legend({"none": True})
    _finish(sheet, chart, table.title, (last + 2, 1))
    return len(table.rows) + 3 + _ROWS
