"""A chart as SVG within a page: tone and pattern, so that it reads in grey."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from math import ceil

from rfi.export.drawing import DIAGONAL, SOLID, WHITE, Drawing, Series
from rfi.text.numbers import format_number
from rfi.text.width import text_width
from rfi.views.look.chart import INK, PAPER

_WIDTH, _HEIGHT, _BAR_ROW = 1080, 300, 26
_LEFT, _RIGHT, _TOP, _BOTTOM = 10, 10, 46, 46
_NAMES = 260
_SIZE, _LINE = 14, 17
# Parts of a category that its bars take, upon each other and side by side.
_BAR_PART, _BESIDE_PART, _LEAST_LABEL = 0.68, 0.86, 0.05
# Pixels of the bars of a category where few leave more room, and of each side by side.
_WIDEST, _WIDE_EACH = 190, 70
# Width of a figure in its size (fonts that stand in for ours are wider), and the smallest size
# that A4 prints in eight points: figures that need less room than that stand on each other.
_FIGURE, _LEAST_SIZE = 0.6, 11
_HEADROOM, _BESIDE = 1.12, 1.3
# plotly's patterns as lines: how far each runs to the right and down over a tile.
_STEP = 8
_LINES: Mapping[str, tuple[tuple[int, int], ...]] = {
    DIAGONAL: ((1, -1),),
    "/": ((1, -1),),
    "\\": ((1, 1),),
    "x": ((1, -1), (1, 1)),
    "-": ((1, 0),),
    "|": ((0, 1),),
    "+": ((1, 0), (0, 1)),
    ".": ((1, 0),),
}


def _number(value: float) -> str:
    """Return a length with one digit: enough for paper, and the same on every machine."""
    return f"{value:.1f}"


def _hatch(series: Series, width: float, height: float) -> str:
    """Return the lines of a pattern over a bar; a fill by tiles would be printed as a picture."""
    parts = []
    for right, down in _LINES[series.look]:
        if not down:
            parts += [f"M0,{y}H{_number(width)}" for y in range(_STEP // 2, ceil(height), _STEP)]
        elif not right:
            parts += [f"M{x},0V{_number(height)}" for x in range(_STEP // 2, ceil(width), _STEP)]
        else:
            start = 0.0 if down > 0 else height
            far = _number(height)
            first = -ceil(height / _STEP) * _STEP
            parts += [
                f"M{x},{_number(start)}l{far},{'' if down > 0 else '-'}{far}"
                for x in range(first, ceil(width), _STEP)
            ]
    dots = ' stroke-dasharray="2 6"' if series.look == "." else ""
    return f'<path d="{"".join(parts)}" stroke="{series.colour}" stroke-width="1.6"{dots}/>'


def _bar(x: float, y: float, width: float, height: float, series: Series) -> str:
    """Return a bar of a series."""
    wide, high = max(width, 0.0), max(height, 0.0)
    is_plain = series.look not in _LINES
    fill = series.colour if is_plain and series.look != WHITE else PAPER
    place = f'x="{_number(x)}" y="{_number(y)}" width="{_number(wide)}" height="{_number(high)}"'
    frame = f'<rect {place} fill="{fill}" stroke="{INK}"/>'
    if is_plain or not wide or not high:
        return frame
    return f"{frame}<svg {place}>{_hatch(series, wide, high)}</svg>"


def _words(
    x: float, y: float, words: str, *, anchor: str = "middle", look: str = "", size: int = _SIZE
) -> str:
    shown = f' class="{look}"' if look else ""
    shown += f' font-size="{size}"' if size != _SIZE else ""
    return (
        f'<text x="{_number(x)}" y="{_number(y)}" text-anchor="{anchor}"{shown}>'
        f"{escape(words)}</text>"
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """The chart that is drawn."""

    drawing: Drawing

    def label(self, value: float) -> str:
        """Return a figure as printed on the chart."""
        shown = format_number(value, self.drawing.digits)
        return f"＋{shown}" if self.drawing.is_difference and value > 0 else shown

    def label_size(self, room: float) -> int:
        """Return the size in which every figure keeps to the width of a bar; 0 where none does."""
        values = [value for one in self.drawing.series for value in one.values if value is not None]
        if not self.drawing.has_labels or not values:
            return 0
        longest = max(text_width(self.label(value)) for value in values)
        size = min(int(room / (_FIGURE * longest)), _SIZE)
        return size if size >= _LEAST_SIZE else 0

    def legend(self) -> Iterator[str]:
        """Yield box and name of each series, where there are several."""
        if len(self.drawing.series) < len(("one", "other")):
            return
        x = float(_LEFT)
        for series in self.drawing.series:
            yield _bar(x, 8, 22, 14, series)
            yield _words(x + 28, 20, series.name, anchor="start")
            x += 56 + _SIZE * len(series.name)


def _columns(plot: _Plot) -> Iterator[str]:
    drawing = plot.drawing
    is_stacked = drawing.kind == "stacked"
    columns = list(zip(*(one.values for one in drawing.series), strict=True))
    tops = [
        sum(value or 0.0 for value in column)
        if is_stacked
        else max((value or 0.0 for value in column), default=0.0)
        for column in columns
    ]
    most = (drawing.most or max(tops, default=0.0) or 1.0) * _HEADROOM
    height, foot = _HEIGHT - _TOP - _BOTTOM, float(_HEIGHT - _BOTTOM)
    each = (_WIDTH - _LEFT - _RIGHT) / max(len(columns), 1)
    for at, (name, column) in enumerate(zip(drawing.categories, columns, strict=True)):
        most_wide = _WIDEST if is_stacked else max(_WIDEST, _WIDE_EACH * len(column))
        wide = min(each * (_BAR_PART if is_stacked else _BESIDE_PART), most_wide)
        start = _LEFT + at * each + (each - wide) / 2
        yield from _column(plot, column, (start, foot, wide), height / most, most)
        for number, line in enumerate(name.split("\n")):
            yield _words(_LEFT + (at + 0.5) * each, foot + _LINE * (number + 1), line, look="name")
    yield (
        f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{_number(foot)}" y2="{_number(foot)}" '
        f'stroke="{INK}"/>'
    )


def _column(
    plot: _Plot,
    column: tuple[float | None, ...],
    place: tuple[float, float, float],
    factor: float,
    most: float,
) -> Iterator[str]:
    """Yield the bars of one category: upon each other or side by side, with their figures."""
    start, foot, wide = place
    is_stacked = plot.drawing.kind == "stacked"
    part = wide if is_stacked else wide / max(len(column), 1)
    size = plot.label_size(part)
    for number, (value, series) in enumerate(zip(column, plot.drawing.series, strict=True)):
        if value is None:
            continue
        tall = value * factor
        left = start if is_stacked else start + number * part
        yield _bar(left, foot - tall, part, tall, series)
        middle = left + part / 2
        if size and not is_stacked:
            yield _words(middle, foot - tall - 4, plot.label(value), look="figure", size=size)
        elif size and value > _LEAST_LABEL * most:
            dark = " dark" if series.look == SOLID else ""
            at = foot - tall / 2 + _SIZE / 3
            look = f"figure part{dark}"
            yield _words(middle, at, plot.label(value), look=look, size=size)
        if is_stacked:
            foot -= tall


def _bars(plot: _Plot) -> Iterator[str]:
    drawing = plot.drawing
    reach = max((abs(value or 0.0) for one in drawing.series for value in one.values), default=0.0)
    reach = (drawing.most or reach or 1.0) * (_BESIDE if drawing.is_difference else _HEADROOM)
    left = float(_LEFT + _NAMES)
    room = _WIDTH - _RIGHT - left
    zero = left + room / 2 if drawing.is_difference else left
    factor = (room / 2 if drawing.is_difference else room) / reach
    row = _BAR_ROW * max(len(drawing.series), 1)
    for at, name in enumerate(drawing.categories):
        top = _TOP + at * row
        yield _words(left - 8, top + row / 2 + _SIZE / 3, name, anchor="end")
        for number, series in enumerate(drawing.series):
            value = series.values[at]
            if value is None:
                continue
            wide = abs(value) * factor
            x = zero if value >= 0 else zero - wide
            y = top + number * _BAR_ROW + 3
            yield _bar(x, y, wide, _BAR_ROW - 6, series)
            end, anchor = (x + wide + 5, "start") if value >= 0 else (x - 5, "end")
            yield _words(end, y + _SIZE, plot.label(value), anchor=anchor, look="figure")
    foot = _TOP + row * len(drawing.categories)
    middle = _number(zero)
    yield f'<line x1="{middle}" x2="{middle}" y1="{_TOP}" y2="{foot}" stroke="{INK}"/>'


def svg_of(drawing: Drawing) -> str:
    """Return a chart as an element of a page."""
    plot = _Plot(drawing)
    is_across = drawing.kind == "bars"
    rows = len(drawing.categories) * max(len(drawing.series), 1)
    height = _TOP + rows * _BAR_ROW + 8 if is_across else _HEIGHT
    drawn = "".join((*plot.legend(), *(_bars(plot) if is_across else _columns(plot))))
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{escape(drawing.title)}">'
        f"{drawn}</svg>"
    )
