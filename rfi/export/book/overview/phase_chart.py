"""The chart of the first page: a bar an offer, each over the column of its own figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.export.book.cell_formats import FONT
from rfi.views.look.chart import INK, PAPER

_BLUE = "#1c355e"
_EDGE = {"color": INK, "width": 0.75}
# Parts of a bar in the order of the phases: told apart by tone and pattern, so in grey too.
_LOOKS: tuple[dict[str, Any], ...] = (
    {"fill": {"color": _BLUE}},
    {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": _BLUE, "bg_color": PAPER}},
    {"fill": {"color": PAPER}},
)
_LABEL_SIZE, _TOTAL_SIZE, _NAME_SIZE = 10, 14, 11
_GAP = 70
# Room above the tallest bar for its total, and the parts of the chart that the bars take.
_HEADROOM = 1.18
_TOP, _HEIGHT = 0.04, 0.84
# A part smaller than this part of the tallest bar has no figure on it.
_LEAST_LABEL = 0.06


@dataclass(frozen=True, slots=True)
class ChartPlace:
    """Where the chart stands and what it is drawn from.

    Attributes:
        top: Row of its upper edge.
        width, height: Pixels.
        names: Pixels that the column of names takes on the left.
        source: Row of the letters; below them the parts, then the totals.
        columns: First and last column of the offers.
    """

    top: int
    width: int
    height: int
    names: int
    source: int
    columns: tuple[int, int]


def _labels(values: Sequence[float], largest: float) -> list[dict[str, Any]]:
    return [{} if value >= _LEAST_LABEL * largest else {"delete": True} for value in values]


def add_phase_chart(
    book: Workbook,
    sheet: Worksheet,
    place: ChartPlace,
    headings: Sequence[str],
    parts: Sequence[Sequence[float]],
    shapes: Sequence[str],
    *,
    about: str,
) -> None:
    """Draw the parts of each total as one bar, its total above it.

    Args:
        book: The workbook.
        sheet: Its first sheet.
        place: Where, and from which cells.
        headings: Names of the parts.
        parts: By part, the figure of each offer in the unit of the labels.
        shapes: Number formats of the totals, a row of cells each below the parts.
        about: What the chart shows, for who hears it read.
    """
    name, (first, last) = sheet.get_name(), place.columns
    chart = book.add_chart({"type": "column", "subtype": "stacked"})
    totals = [sum(column) for column in zip(*parts, strict=True)]
    largest = max(totals, default=0.0) or 1.0
    names = [name, place.source, first, place.source, last]
    for index, heading in enumerate(headings):
        line = place.source + 1 + index
        is_dark = index == 0
        font = {"name": FONT, "size": _LABEL_SIZE, "bold": True, "color": PAPER if is_dark else INK}
        labels: dict[str, Any] = {
            "value": True,
            "num_format": "0.0",
            "font": font,
            "custom": _labels(parts[index], largest),
        }
        if not is_dark:
            labels["fill"] = {"color": PAPER}
        chart.add_series(
            {
                "name": heading,
                "categories": names,
                "values": [name, line, first, line, last],
                "data_labels": labels,
                "border": _EDGE,
                "gap": _GAP,
                **_LOOKS[index],
            }
        )
    _add_totals(book, chart, name, place, names, shapes)
    chart.set_title({"none": True})
    font = {"name": FONT, "size": _LABEL_SIZE}
    left = place.names / place.width
    # Of no given size: a box wider than its words is filled side by side, and then they touch.
    chart.set_legend(
        {
            "font": font,
            "position": "left",
            "delete_series": [len(headings) + index for index in range(len(shapes))],
        }
    )
    chart.set_plotarea(
        {"layout": {"x": left, "y": _TOP, "width": 1 - left - 0.001, "height": _HEIGHT}}
    )
    chart.set_x_axis(
        {
            "num_font": {"name": FONT, "size": _NAME_SIZE, "bold": True},
            "line": {"color": INK},
            "major_tick_mark": "none",
        }
    )
    chart.set_y_axis(
        {
            "visible": False,
            "major_gridlines": {"visible": False},
            "min": 0,
            "max": largest * _HEADROOM,
        }
    )
    chart.set_chartarea({"border": {"none": True}, "fill": {"none": True}})
    chart.set_size({"width": place.width, "height": place.height})
    options = {"object_position": 1, "description": about}
    sheet.insert_chart(place.top, first - 1, chart, options)


def _add_totals(
    book: Workbook,
    chart: Any,  # noqa: ANN401 - xlsxwriter ships no types
    name: str,
    place: ChartPlace,
    names: list[Any],
    shapes: Sequence[str],
) -> None:
    """Add the totals above the bars: lines that are not seen carry them, one a mark."""
    first, last = place.columns
    over = book.add_chart({"type": "line"})
    for index, shape in enumerate(shapes):
        line = place.source + 4 + index
        # The last says in words that there is no total: longer than a figure.
        size = _LABEL_SIZE if index == len(shapes) - 1 else _TOTAL_SIZE
        over.add_series(
            {
                "name": " ",
                "categories": names,
                "values": [name, line, first, line, last],
                "line": {"none": True},
                "marker": {"type": "none"},
                "data_labels": {
                    "value": True,
                    "position": "above",
                    "num_format": shape,
                    "font": {"name": FONT, "size": size, "bold": True},
                },
            }
        )
    chart.combine(over)
