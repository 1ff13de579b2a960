"""Native charts that read in grey: tone and pattern, figures on the parts, an inert data sheet."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_PATTERN
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.export.drawing import DIAGONAL, SOLID, WHITE, Drawing, Series
from rfi.export.office.plain import plain
from rfi.export.slides.tables import Box
from rfi.export.slides.words import INK, set_fonts
from rfi.text.width import text_width
from rfi.text.wording import Lang

_TYPES = {
    "stacked": XL_CHART_TYPE.COLUMN_STACKED,
    "columns": XL_CHART_TYPE.COLUMN_CLUSTERED,
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
}
# plotly's patterns by the names that a presentation has for them.
_PATTERNS = {
    DIAGONAL: MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    "/": MSO_PATTERN.WIDE_UPWARD_DIAGONAL,
    ".": MSO_PATTERN.PERCENT_25,
    "\\": MSO_PATTERN.WIDE_DOWNWARD_DIAGONAL,
    "x": MSO_PATTERN.DIAGONAL_BRICK,
    "-": MSO_PATTERN.DARK_HORIZONTAL,
    "|": MSO_PATTERN.DARK_VERTICAL,
    "+": MSO_PATTERN.SMALL_GRID,
}
_PAPER = RGBColor(0xFF, 0xFF, 0xFF)
_NAMES, _LABELS, _HEAD = 12, 11, 13
_GAP = {"stacked": 70, "columns": 60, "bars": 50}
_FEW, _MOST_GAP = 6, 500
# A part smaller than this part of the largest has no figure on it: it would stand on another's.
_LEAST_LABEL = 0.05
# More figures over bars side by side stand on each other.
_MOST_LABELS = 20
_HEADROOM = 1.12
# Inches of a half-width letter, a point of its size; fonts that stand in for ours are wider.
_HALF_WIDTH = 0.6 / 72
# Letters of a figure with its sign and the space around it; at most this part of the axis a side.
_FIGURE_SIGNS, _MOST_PART, _EDGE = 8, 0.35, 0.03
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC).replace(tzinfo=None)
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class _InertSheet(CategoryWorkbookWriter):  # type: ignore[misc]
    """The sheet behind a chart: no text in it becomes a formula or a link."""

    @contextmanager
    def _open_worksheet(self, xlsx_file: BytesIO) -> Iterator[tuple[Workbook, Worksheet]]:
        book = Workbook(xlsx_file, dict(_OPTIONS))
        book.set_properties({"created": _CREATED})
        yield book, book.add_worksheet()
        book.close()


class _Data(CategoryChartData):  # type: ignore[misc]
    """The figures of a chart, with the inert sheet."""

    @property
    def _workbook_writer(self) -> _InertSheet:
        return _InertSheet(self)


def _look(fill: FillFormat, series: Series) -> None:
    colour = RGBColor.from_string(series.colour.removeprefix("#").upper())
    pattern = _PATTERNS.get(series.look)
    if pattern is None:
        fill.solid()
        fill.fore_color.rgb = _PAPER if series.look == WHITE else colour
        return
    fill.patterned()
    fill.pattern = pattern
    fill.fore_color.rgb = colour
    fill.back_color.rgb = _PAPER


def _label_series(plotted: Any, series: Series, drawing: Drawing, largest: float) -> None:  # noqa: ANN401 - the library's own
    labels = plotted.data_labels
    labels.show_value = True
    labels.number_format = drawing.shape
    labels.number_format_is_linked = False
    labels.font.size = Pt(_LABELS)
    labels.font.bold = True
    is_within = drawing.kind == "stacked"
    labels.position = XL_LABEL_POSITION.CENTER if is_within else XL_LABEL_POSITION.OUTSIDE_END
    if is_within and series.look == SOLID:
        labels.font.color.rgb = _PAPER
    element = labels._element  # noqa: SLF001 - the library has no setter for what follows
    if is_within and series.look != SOLID:
        # Words on a pattern stand on white.
        made = etree.SubElement(element, qn("c:spPr"))
        solid = etree.SubElement(made, qn("a:solidFill"))
        etree.SubElement(solid, qn("a:srgbClr")).set("val", "FFFFFF")
        element.remove(made)
        element.find(qn("c:numFmt")).addnext(made)
    if is_within:
        for index, value in reversed(list(enumerate(series.values))):
            if value is None or value < _LEAST_LABEL * largest:
                made = etree.Element(qn("c:dLbl"))
                etree.SubElement(made, qn("c:idx")).set("val", str(index))
                etree.SubElement(made, qn("c:delete")).set("val", "1")
                element.insert(0, made)


def axis_ends(drawing: Drawing, width: float) -> tuple[float, float]:
    """Return the ends of an axis of differences: room for a figure beyond the longest bar.

    A figure has letters of one size, however little the names beside leave to the bars.

    Args:
        drawing: Bars to both sides of 0.
        width: Of the chart, names included, inches.
    """
    given = [value or 0.0 for one in drawing.series for value in one.values]
    low, high = min(*given, 0.0), max(*given, 0.0)
    if low == high:
        return -1.0, 1.0
    names = max(map(text_width, drawing.categories)) * _NAMES * _HALF_WIDTH
    figures = _FIGURE_SIGNS * _LABELS * _HALF_WIDTH
    part = min(figures / max(width - min(names, width / 2), figures), _MOST_PART)
    below, above = (part if end else _EDGE for end in (low, high))
    whole = (high - low) / (1 - below - above)
    return low - below * whole, high + above * whole


def _set_axes(chart: Chart, drawing: Drawing, top: float, width: float) -> None:
    names, values = chart.category_axis, chart.value_axis
    names.tick_labels.font.size = Pt(_NAMES)
    names.format.line.color.rgb = RGBColor.from_string(INK)
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.has_major_gridlines = False
    if drawing.kind == "bars":
        names.reverse_order = True
    values.visible = False
    values.has_major_gridlines = False
    if drawing.is_difference:
        values.minimum_scale, values.maximum_scale = axis_ends(drawing, width)
        return
    values.minimum_scale = 0
    values.maximum_scale = (drawing.most or top or 1.0) * _HEADROOM


def _largest(drawing: Drawing) -> float:
    if drawing.kind == "stacked":
        columns = zip(*(one.values for one in drawing.series), strict=True)
        sums = [sum(value or 0.0 for value in column) for column in columns]
        return max(sums, default=0.0)
    return max((value or 0.0 for one in drawing.series for value in one.values), default=0.0)


def draw_chart(slide: Slide, drawing: Drawing, box: Box, name: str, lang: Lang) -> None:
    """Draw a chart.

    Args:
        slide: Where.
        drawing: What.
        box: The place.
        name: Of the shape, which a reader of the screen says.
        lang: Of its words.
    """
    data = _Data(number_format=drawing.shape)
    data.categories = [plain(one) for one in drawing.categories]
    for one in drawing.series:
        data.add_series(plain(one.name), one.values)
    frame = slide.shapes.add_chart(_TYPES[drawing.kind], *box.emu, data)
    frame.name = name
    frame._element.nvGraphicFramePr.cNvPr.set("descr", name)  # noqa: SLF001 - no setter
    chart: Chart = frame.chart
    chart.font.size = Pt(_NAMES)
    chart.font.color.rgb = RGBColor.from_string(INK)
    chart.has_title = bool(drawing.title)
    if drawing.title:
        chart.chart_title.include_in_layout = False
        run = chart.chart_title.text_frame.paragraphs[0].add_run()
        run.text = plain(drawing.title)
        run.font.size = Pt(_HEAD)
        run.font.bold = True
    chart.has_legend = len(drawing.series) > 1
    if len(drawing.series) > 1:
        chart.legend.position = (
            XL_LEGEND_POSITION.TOP if not drawing.title else XL_LEGEND_POSITION.BOTTOM
        )
        chart.legend.include_in_layout = False
        chart.legend.font.size = Pt(_LABELS)
    plot, top = chart.plots[0], _largest(drawing)
    # A single bar would fill the picture.
    thin = max(1.0, _FEW / max(len(drawing.categories), 1))
    plot.gap_width = min(round(_GAP[drawing.kind] * thin), _MOST_GAP)
    if drawing.kind != "stacked":
        plot.overlap = 0
    for plotted, series in zip(plot.series, drawing.series, strict=True):
        _look(plotted.format.fill, series)
        plotted.format.line.color.rgb = RGBColor.from_string(INK)
        plotted.format.line.width = Pt(0.75)
        plotted.invert_if_negative = False
        if drawing.has_labels and len(drawing.series) * len(drawing.categories) <= _MOST_LABELS:
            _label_series(plotted, series, drawing, top)
    _set_axes(chart, drawing, top, box.width)
    set_fonts(chart._chartSpace, lang)  # noqa: SLF001 - fonts by script have no setter
