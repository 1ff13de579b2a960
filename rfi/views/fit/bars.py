"""How each offer answers, as one stacked bar over everything that was asked."""

from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import FIT_CODES
from rfi.text.wording import text
from rfi.views.fit.words import class_title, code_title, code_words, symbols_of
from rfi.views.look.chart import INK, Figure, escape_markup, layout, name_axis, value_axis
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading

# Fill, pattern and text of each code, in the order of the list: blue for what the package does,
# ochre for what costs money or hands, grey for what is not there; neighbours differ in lightness.
_LOOKS = (
    ("#0b3d91", "", "#ffffff"),
    ("#7ea6e0", "", INK),
    ("#dce8fa", "/", INK),
    ("#8a6100", "", "#ffffff"),
    ("#d9b45b", "", INK),
    ("#f7ead0", "", INK),
    ("#9a9a9a", "", INK),
    ("#3d3d3d", "x", "#ffffff"),
    ("#ffffff", "-", INK),
)
_FIRST_NAMED = 0.09
_LEAST_SHARE = 0.02
# Pixels: of a bar, of what stands around all bars, of the figures of the axis.
_BAR, _FRAME, _AXIS = 44, 150, 26


def _below(bars: int) -> float:
    """Return where the legend begins, below the figures of the axis, in heights of all bars."""
    return -_AXIS / (_BAR * max(bars, 1))


def figure_fit_codes(
    evaluation: Evaluation, reading: Reading, requirement_class: str = ""
) -> Figure:
    """Return the figure: number of requirements by answer, unanswered ones at the end."""
    fit, questionnaire, lang = evaluation.fit, evaluation.questionnaire, reading.lang
    indexes = range(len(fit.offers))
    rates = [fit.rate(index, None, requirement_class or None) for index in indexes]
    names = [escape_markup(offer_label(fit, index)) for index in indexes]
    asked = max((rate.asked for rate in rates), default=0)
    symbols = symbols_of(questionnaire)
    data = []
    for code, (fill, pattern, ink) in zip(range(len(FIT_CODES)), _LOOKS, strict=True):
        counts = [rate.counts[code] for rate in rates]
        title = escape_markup(code_words(code, symbols, lang))
        short = escape_markup(symbols.get(FIT_CODES[code], code_title(code, lang)))
        labels = [
            f"{title} {count}"
            if count > _FIRST_NAMED * asked
            else f"{short} {count}"
            if count > _LEAST_SHARE * asked
            else ""
            for count in counts
        ]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": title,
                "y": names,
                "x": counts,
                "text": labels,
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "constraintext": "none",
                "textfont": {"color": ink, "size": 12},
                "hovertemplate": "%{y}<br>"
                + text("fit.bars.hover", lang, code=title)
                + "<extra></extra>",
                "marker": {
                    "color": fill,
                    "line": {"color": INK, "width": 1},
                    "pattern": {
                        "shape": pattern,
                        "fillmode": "overlay",
                        "fgopacity": 0.3,
                        "size": 7,
                        "solidity": 0.2,
                    },
                },
            }
        )
    return {
        "data": data,
        "layout": layout(
            text("fit.bars.title", lang, count=asked),
            text("fit.bars.subtitle", lang, group=class_title(requirement_class or None, lang)),
            _BAR * len(names) + _FRAME,
            barmode="stack",
            showlegend=True,
            legend={"orientation": "h", "traceorder": "normal", "y": _below(len(names)), "x": 0},
            xaxis={**value_axis(), "range": [0, asked or 1]},
            yaxis=name_axis(autorange="reversed"),
        ),
    }
