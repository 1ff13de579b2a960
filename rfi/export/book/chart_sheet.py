"""Native charts on one sheet, each drawn from a small table beside it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.cell_formats import FONT, CellFormats
from rfi.export.book.chart_data import ChartTable, chart_tables
from rfi.export.book.sheet_layout import HEADING_ROW, row_height, set_up_page, write_heading
from rfi.text.numbers import round_half_up
from rfi.text.wording import text
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import INK, LINE, PAPER
from rfi.views.look.offers import OfferLook, look_of
from rfi.views.look.reading import Reading

_NAME_WIDTH, _FIGURE_WIDTH, _GAP_WIDTH = 44.0, 14.0, 3.0
# Rows that a chart takes beside its table, and its size in pixels.
_CHART_ROWS, _CHART_SIZE = 22, {"width": 1010, "height": 420}
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


def _fill(colour: str, pattern: str = "") -> dict[str, Any]:
    if not pattern:
        return {"fill": {"color": colour}, "border": _BORDER}
    shape = {"pattern": _PATTERNS[pattern], "fg_color": colour, "bg_color": PAPER}
    return {"pattern": shape, "border": _BORDER}


def _phase_look(looks: Sequence[OfferLook], column: int) -> dict[str, Any]:
    """Offers are told apart by colour, phases by strength and pattern."""
    points = (
        [_fill(look.colour) for look in looks],
        [_fill(look.tint) for look in looks],
        [_fill(look.colour, "x") for look in looks],
    )
    return {"points": points[column], **_fill((INK, LINE, PAPER)[column]), "gap": 60}


def _year_look(looks: Sequence[OfferLook], column: int) -> dict[str, Any]:
    look = looks[column]
    return {**_fill(look.colour, look.pattern), "gap": 60}


def _spread_look(_: Sequence[OfferLook], column: int) -> dict[str, Any]:
    if column == 0:
        return {"fill": {"none": True}, "border": {"none": True}, "gap": 60}
    return _fill(LINE)


_LOOKS: Mapping[str, Callable[[Sequence[OfferLook], int], dict[str, Any]]] = {
    "phases": _phase_look,
    "years": _year_look,
    "spread": _spread_look,
}
_KINDS: Mapping[str, dict[str, str]] = {
    "phases": {"type": "bar", "subtype": "stacked"},
    "years": {"type": "column"},
    "spread": {"type": "bar", "subtype": "stacked"},
}


def _add_chart(
    book: Workbook,
    sheet: Worksheet,
    table: ChartTable,
    looks: Sequence[OfferLook],
    at: tuple[int, int],
) -> None:
    """Draw ``at`` a row and column the chart of the table whose headings stand in that row."""
    top, column = at
    chart = book.add_chart(dict(_KINDS[table.key]))
    last, count = top + len(table.rows), len(table.headings) - 1
    name, font = sheet.get_name(), {"name": FONT, "size": 10}
    for index in range(count):
        series: dict[str, Any] = {
            "name": [name, top, index + 1],
            "categories": [name, top + 1, 0, last, 0],
            "values": [name, top + 1, index + 1, last, index + 1],
            **_LOOKS[table.key](looks, index),
        }
        chart.add_series(series)
    is_lying = _KINDS[table.key]["type"] == "bar"
    names = {"num_font": font, "line": {"color": INK}}
    values = {
        "num_font": font,
        "num_format": "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": LINE}},
        "min": 0,
    }
    if is_lying:
        # The first row stands on top, the values below the last.
        chart.set_y_axis({**names, "reverse": True, "crossing": "max"})
        chart.set_x_axis(values)
    else:
        chart.set_x_axis(names)
        chart.set_y_axis(values)
    chart.set_title(
        {"name": table.title, "name_font": {"name": FONT, "size": 12}, "overlay": False}
    )
    chart.set_legend({"none": True} if table.key == "spread" else {"position": "top", "font": font})
    chart.set_size(dict(_CHART_SIZE))
    sheet.insert_chart(top, column, chart, {"object_position": 1})


def _write_chart_table(sheet: Worksheet, formats: CellFormats, table: ChartTable, top: int) -> None:
    for index, heading in enumerate(table.headings):
        sheet.write_string(top, index, heading, formats.heading)
    widths = (_NAME_WIDTH, *([_FIGURE_WIDTH] * (len(table.headings) - 1)))
    sheet.set_row(top, row_height(zip(table.headings, widths, strict=True)))
    for line, (name, cells) in enumerate(table.rows, start=top + 1):
        sheet.write_string(line, 0, name, formats.words())
        for index, cell in enumerate(cells, start=1):
            if cell.value is None:
                sheet.write_string(line, index, cell.text, formats.words(align="right"))
                continue
            value = round_half_up(cell.value / table.scale.factor, _DIGITS)
            sheet.write_number(line, index, value, formats.decimal(cell.sign))


def write_chart_sheet(
    book: Workbook, sheet: Worksheet, formats: CellFormats, evaluation: Evaluation, reading: Reading
) -> None:
    """Write the tables on the left and their charts on the right."""
    lang = reading.lang
    set_up_page(sheet, lang, 1)
    sheet.fit_to_pages(1, 0)
    tables = chart_tables(evaluation, reading)
    count = max(len(table.headings) for table in tables)
    widths = (_NAME_WIDTH, *([_FIGURE_WIDTH] * (count - 1)), _GAP_WIDTH)
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    caption = chart_caption(evaluation.costs, reading)
    lines = (
        text("export.charts.title", lang),
        caption,
        text("export.charts.note", lang),
    )
    write_heading(sheet, formats, lines, 0, widths)
    looks = [look_of(offer) for offer in evaluation.costs.offers]
    top = HEADING_ROW
    for table in tables:
        _write_chart_table(sheet, formats, table, top)
        _add_chart(book, sheet, table, looks, (top, count + 1))
        top += max(_CHART_ROWS, len(table.rows) + 2)
