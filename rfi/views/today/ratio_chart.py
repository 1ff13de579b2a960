"""倍率調査 as a picture: how many cities in each half of a time, the mean, the headline."""

import math

import numpy as np

from rfi.compare.today.ratio_survey import DOUBLE, RatioSurvey
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.chart import INK, LINE, NEUTRAL, PAPER, Figure, layout, name_axis, value_axis
from rfi.views.look.reading import Reading
from rfi.views.today.ratio_table import answered_words, headline, times

BIN = 0.5
_HEIGHT = 380
_BELOW, _PLAIN, _DOUBLED = PAPER, "#c5d7fb", "#3460fb"
_PATTERN = {_BELOW: "/", _PLAIN: "", _DOUBLED: ""}


def bins_of(survey: RatioSurvey) -> tuple[tuple[float, ...], tuple[int, ...]]:
    """Return (lower ends, counts) of bins of half a time, from the first to the last with a city.

    A ratio on a boundary belongs to the bin above it: exactly 2.0 is "at least doubled".
    """
    if not survey.answered:
        return (), ()
    indexes = np.floor(survey.known / BIN).astype(np.int64)
    first, last = min(int(indexes[0]), int(1 / BIN) - 1), int(indexes[-1])
    counts = np.bincount(indexes - first, minlength=last - first + 1)
    ends = tuple(index * BIN for index in range(first, last + 1))
    return ends, tuple(int(count) for count in counts)


def _colour(low: float) -> str:
    if low >= DOUBLE:
        return _DOUBLED
    return _BELOW if low < 1 else _PLAIN


def figure_ratios(survey: RatioSurvey, basis: str, reading: Reading) -> Figure:
    """Return the histogram; bars are told apart by lightness and hatching, and carry counts."""
    lang = reading.lang
    ends, counts = bins_of(survey)
    most = max(counts, default=1)
    mean = survey.mean or 0.0
    start = ends[0] if ends else 0.0
    stop = max((ends[-1] + BIN) if ends else 1.0, math.ceil(mean / BIN) * BIN)
    colours = [_colour(low) for low in ends]
    shapes = [] if survey.mean is None else [_mean_line(mean)]
    notes = [] if survey.mean is None else [_mean_words(mean, lang)]
    return {
        "data": [
            {
                "type": "bar",
                "x": [low + BIN / 2 for low in ends],
                "y": list(counts),
                "width": [BIN * 0.94] * len(ends),
                "text": [format_number(count) if count else "" for count in counts],
                "textposition": "outside",
                "cliponaxis": False,
                "hoverinfo": "skip",
                "marker": {
                    "color": colours,
                    "line": {"color": INK, "width": 1},
                    "pattern": {
                        "shape": [_PATTERN[colour] for colour in colours],
                        "fillmode": "overlay",
                        "fgcolor": NEUTRAL,
                        "size": 7,
                        "solidity": 0.3,
                    },
                },
            }
        ],
        "layout": layout(
            headline(survey, lang),
            text(
                "view.ratio.chart.caption", lang, answered=answered_words(survey, lang), basis=basis
            ),
            _HEIGHT,
            xaxis={
                **name_axis(type="linear"),
                "title": {"text": text("view.ratio.chart.x", lang)},
                "range": [start - BIN / 4, stop + BIN / 4],
                "tick0": 0,
                "dtick": BIN,
                "tickformat": ".1f",
                "ticks": "outside",
                "tickcolor": LINE,
            },
            yaxis={
                **value_axis(text("view.ratio.chart.y", lang)),
                "range": [0, most * 1.25],
                "dtick": max(1, math.ceil(most / 6)),
            },
            shapes=shapes,
            annotations=notes,
        ),
    }


def _mean_line(mean: float) -> dict[str, object]:
    return {
        "type": "line",
        "xref": "x",
        "yref": "paper",
        "x0": mean,
        "x1": mean,
        "y0": 0,
        "y1": 0.94,
        "line": {"color": INK, "width": 2, "dash": "dash"},
    }


def _mean_words(mean: float, lang: Lang) -> dict[str, object]:
    return {
        "x": mean,
        "y": 1,
        "yref": "paper",
        "text": text("view.ratio.chart.mean", lang, mean=times(mean)),
        "showarrow": False,
        "xanchor": "left",
        "xshift": 4,
    }
