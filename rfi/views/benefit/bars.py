"""Hours a year that residents and staff gain: claimed as an outline, after the haircut filled."""

from typing import Any

from rfi.compare.benefit.comparison import BenefitComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.benefit.measures import benefit_caption, measure_title
from rfi.views.look.chart import (
    INK,
    MUTED,
    PAPER,
    Figure,
    bar_marker,
    escape_markup,
    layout,
    name_axis,
    value_axis,
)
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading

_PANELS = (("resident_hours", "x", "y", (0.0, 0.47)), ("staff_hours", "x2", "y2", (0.53, 1.0)))
_BAR, _FRAME = 46, 132
_TOP, _EDGE = 104, 8
# Room behind the longest bar for its words, as a share of the axis.
_WORDS = 0.62
_WIDE, _NARROW = 0.78, 0.5


def _bars(
    benefits: BenefitComparison, measure: str, axes: tuple[str, str], names: list[str], lang: Lang
) -> list[dict[str, Any]]:
    years = benefits.months / 12
    figures = [offer.measures[measure] for offer in benefits.offers]
    looks = [look_of(offer) for offer in benefits.offers]
    shared: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "y": names,
        "xaxis": axes[0],
        "yaxis": axes[1],
    }
    claimed = text("view.benefit.basis.claimed", lang)
    discounted = text("view.benefit.basis.discounted", lang)
    return [
        {
            **shared,
            "name": claimed,
            "width": _WIDE,
            "x": [None if one.claimed is None else one.claimed / years for one in figures],
            "marker": {"color": PAPER, "line": {"color": INK, "width": 1.5}},
            "hovertemplate": "%{y}<br>" + claimed + " %{x:,.0f}<extra></extra>",
        },
        {
            **shared,
            "name": discounted,
            "width": _NARROW,
            "x": [None if one.discounted is None else one.discounted / years for one in figures],
            "marker": bar_marker([look.colour for look in looks], [look.pattern for look in looks]),
            "hovertemplate": "%{y}<br>" + discounted + " %{x:,.0f}<extra></extra>",
        },
    ]


def _labels(
    benefits: BenefitComparison, measure: str, axes: tuple[str, str], names: list[str], lang: Lang
) -> list[dict[str, Any]]:
    """Return the values behind each bar, the claimed one first."""
    years = benefits.months / 12
    found = []
    for offer, name in zip(benefits.offers, names, strict=True):
        figure = offer.measures[measure]
        if figure.claimed is None or figure.discounted is None:
            words = text("view.benefit.not_countable" if figure.holes else "view.none", lang)
            end = 0.0
        else:
            end = max(figure.claimed, figure.discounted, 0.0) / years
            words = text(
                "view.benefit.bars.value",
                lang,
                claimed=("※" if figure.holes else "") + format_number(figure.claimed / years),
                discounted=format_number(figure.discounted / years),
            )
        found.append(
            {
                "x": end,
                "y": name,
                "xref": axes[0],
                "yref": axes[1],
                "text": words,
                "xanchor": "left",
                "xshift": 5,
                "showarrow": False,
                "font": {"size": 12},
                "bgcolor": PAPER,
                "borderpad": 0,
            }
        )
    return found


def _panel_title(measure: str, middle: float, lang: Lang) -> dict[str, Any]:
    return {
        "x": middle,
        "y": 1,
        "xref": "paper",
        "yref": "paper",
        "text": f"<b>{measure_title(measure, lang)}</b>",
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"color": MUTED},
    }


def figure_benefit_hours(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return residents and staff side by side on one scale: hours a year, mean of the window."""
    benefits, lang = evaluation.benefits, reading.lang
    names = [escape_markup(offer_label(benefits, index)) for index in range(len(benefits.offers))]
    years = benefits.months / 12
    values = [
        value / years
        for offer in benefits.offers
        for measure, *_ in _PANELS
        for value in (offer.measures[measure].claimed, offer.measures[measure].discounted)
        if value is not None
    ]
    most, least = max([*values, 1.0]), min([*values, 0.0])
    # A negative bar needs no room for words on its own side.
    span = [least * 1.05, most * (1 + _WORDS)]
    data, annotations = [], []
    axes: dict[str, Any] = {}
    for measure, x, y, domain in _PANELS:
        data.extend(_bars(benefits, measure, (x, y), names, lang))
        annotations.extend(_labels(benefits, measure, (x, y), names, lang))
        annotations.append(_panel_title(measure, domain[0], lang))
        is_first = x == "x"
        axes["xaxis" if is_first else "xaxis2"] = {
            **value_axis(),
            "range": span,
            "domain": list(domain),
            "anchor": y,
            "nticks": 5,
        }
        axes["yaxis" if is_first else "yaxis2"] = name_axis(
            autorange="reversed", anchor=x, showticklabels=is_first
        )
    made = layout(
        text("view.benefit.bars.title", lang),
        escape_markup(
            text("view.benefit.caption.separator", lang).join(
                (benefit_caption(benefits, lang), text("view.benefit.caption.year_of", lang))
            )
        ),
        _BAR * len(names) + _FRAME,
        barmode="overlay",
        annotations=annotations,
        **axes,
    )
    made["margin"] = {**made["margin"], "t": _TOP}
    # Pinned to the top edge: left alone, the title stands in the middle of the margin.
    made["title"] = {**made["title"], "y": 1 - _EDGE / made["height"], "yanchor": "top"}
    return {"data": data, "layout": made}
