"""The look of every chart: one layout, one way to scale an axis, plain dicts throughout."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from plotly.basedatatypes import BaseFigure

from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text

Figure = dict[str, Any]

# 円 → 百万円 or 億円, by the size of what is shown.
_SCALES = (("hundred_million", 1e8, 2), ("million", 1e6, 1), ("thousand", 1e3, 0))
# Below this many units the next smaller one reads better.
_LEAST = 1
_FONT = "BIZ UDPGothic, Yu Gothic UI, Meiryo, Noto Sans CJK JP, sans-serif"
INK = "#333333"
MUTED = "#666666"
LINE = "#cccccc"
NEUTRAL = "#7f7f7f"
PAPER = "#ffffff"
_TITLE_SIZE, _TEXT_SIZE = 16, 13
# Text over turned bars: largest and least size, and the pixels that all bars share.
_BAR_TEXT, _LEAST_TEXT, _BARS_WIDE = 11, 8, 860
_MARGIN = {"l": 12, "r": 12, "t": 68, "b": 8}
LINE_BREAK = "<br>"
_LINE_HEIGHT = 18
# Sent to the browser beside a figure: no button that uploads, no advertisement.
CHART_CONFIG: Mapping[str, Any] = {
    "showSendToCloud": False,
    "displaylogo": False,
    "displayModeBar": "hover",
    "modeBarButtonsToRemove": [
        "lasso2d",
        "select2d",
        "zoom2d",
        "pan2d",
        "zoomIn2d",
        "zoomOut2d",
        "autoScale2d",
        "resetScale2d",
    ],
}


@dataclass(frozen=True, slots=True)
class Scale:
    """How yen are divided for an axis."""

    name: str
    factor: float
    digits: int

    def label(self, value: float, sign: str = "") -> str:
        """Return a value as printed on a bar."""
        return sign + format_number(value / self.factor, self.digits)

    def brief(self, value: float) -> str:
        """Return a value with one digit less, where little room is."""
        return format_number(value / self.factor, max(self.digits - 1, 0))

    def title(self, lang: Lang) -> str:
        """Return the name of the unit."""
        return text(f"view.scale.{self.name}", lang)


def scale_of(amounts: Iterable[float]) -> Scale:
    """Return the unit in which the largest of ``amounts`` reads well.

    >>> scale_of([3.2e9, -1.0]).name, scale_of([4e6]).name
    ('hundred_million', 'million')
    """
    largest = max((abs(amount) for amount in amounts), default=0)
    for name, factor, digits in _SCALES:
        if largest >= _LEAST * factor:
            return Scale(name, factor, digits)
    return Scale(*_SCALES[-1])


def layout(title: str, subtitle: str, height: int, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return the layout of a figure; ``more`` goes over it."""
    made: dict[str, Any] = {
        "title": {
            "text": title,
            "subtitle": {"text": subtitle, "font": {"size": _TEXT_SIZE, "color": MUTED}},
            "font": {"size": _TITLE_SIZE, "color": INK},
            "x": 0,
            "xanchor": "left",
            "xref": "container",
            "pad": {"l": 12},
        },
        "font": {"family": _FONT, "size": _TEXT_SIZE, "color": INK},
        "separators": ".,",
        "height": height,
        "margin": {**_MARGIN, "t": _MARGIN["t"] + _LINE_HEIGHT * subtitle.count(LINE_BREAK)},
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "bargap": 0.25,
    }
    made.update(more)
    return made


def value_axis(title: str = "") -> dict[str, Any]:
    """Return the axis along which values run."""
    return {
        "title": {"text": title, "font": {"size": _TEXT_SIZE, "color": MUTED}},
        "gridcolor": LINE,
        "zerolinecolor": NEUTRAL,
        "zerolinewidth": 1,
        "tickformat": ",",
        "fixedrange": True,
        "automargin": True,
    }


def name_axis(**more: Any) -> dict[str, Any]:  # noqa: ANN401 - plotly's own properties
    """Return the axis along which names stand."""
    made: dict[str, Any] = {
        "showgrid": False,
        "linecolor": NEUTRAL,
        "fixedrange": True,
        "automargin": True,
        "type": "category",
    }
    made.update(more)
    return made


def bar_text_size(bars: int) -> int:
    """Return the size in which a figure fits over each of so many bars side by side, turned.

    >>> bar_text_size(42), bar_text_size(84), bar_text_size(132)
    (11, 10, 8)
    """
    return max(min(_BAR_TEXT, _BARS_WIDE // max(bars, 1)), _LEAST_TEXT)


def bar_marker(colour: str | list[str], pattern: str | list[str]) -> Figure:
    """Return the fill of the bars of an offer: its colour under its pattern, a dark edge."""
    return {
        "color": colour,
        "line": {"color": INK, "width": 1},
        "pattern": {
            "shape": pattern,
            "fillmode": "overlay",
            "fgcolor": PAPER,
            "fgopacity": 1,
            "size": 7,
            "solidity": 0.25,
        },
    }


def escape_markup(words: str) -> str:
    """Return text that plotly prints as it stands: it reads a little HTML in every label.

    >>> escape_markup("A&B <b>")
    'A&amp;B &lt;b&gt;'
    """
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


class SentFigure(BaseFigure):  # type: ignore[misc] # plotly ships no types
    """A figure that says it is one of the library's, and hands its dict on untouched.

    Streamlit builds a validated figure out of a plain dict for every chart of every run, which
    costs more than all else about it; tests validate every figure instead.
    """

    def __init__(self, figure: Figure) -> None:
        """Hold a figure; the base class would build and validate it."""
        self._figure = figure

    def to_dict(self) -> Figure:
        """Return the figure."""
        return self._figure
