"""What each offer takes from each fiscal year, as bars side by side."""

from collections.abc import Mapping

from rfi.compare.cost.comparison import Comparison
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.cost.fiscal_years import amounts_by_year
from rfi.views.look.captions import chart_caption, whose_words
from rfi.views.look.chart import (
    Figure,
    bar_marker,
    bar_text_size,
    escape_markup,
    layout,
    name_axis,
    scale_of,
    value_axis,
)
from rfi.views.look.estimate_marks import total_sign
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading, tax_title

_HEIGHT = 340
# Up to so many bars there is room for figures to lie.
_FEW_BARS = 14


def _figure(
    comparison: Comparison,
    by_offer: list[Mapping[int, float]],
    title: str,
    subtitle: str,
    lang: Lang,
) -> Figure:
    years = sorted({year for found in by_offer for year in found})
    scale = scale_of(amount for found in by_offer for amount in found.values())
    names = [format_fiscal_year(year, lang) for year in years]
    data = []
    for index, (offer, found) in enumerate(zip(comparison.offers, by_offer, strict=True)):
        look, sign = look_of(offer), total_sign(offer)
        amounts = [found.get(year) for year in years]
        data.append(
            {
                "type": "bar",
                "name": escape_markup(offer_label(comparison, index)),
                "x": names,
                "y": [None if amount is None else amount / scale.factor for amount in amounts],
                "text": [
                    "" if amount is None else f"{look.letter} {scale.label(amount, sign)}"
                    for amount in amounts
                ],
                "textposition": "outside",
                "textangle": 0 if len(by_offer) * len(years) <= _FEW_BARS else -90,
                "textfont": {"size": bar_text_size(len(by_offer) * len(years))},
                "constraintext": "none",
                "cliponaxis": False,
                "hovertemplate": "%{x}<br>%{fullData.name} %{y:,.2f}<extra></extra>",
                "marker": bar_marker(look.colour, look.pattern),
            }
        )
    largest = max((max(found.values(), default=0) for found in by_offer), default=0)
    return {
        "data": data,
        "layout": layout(
            text("view.year_bars.title", lang, title=title, unit=scale.title(lang)),
            subtitle,
            _HEIGHT,
            barmode="group",
            bargap=0.15,
            xaxis=name_axis(),
            yaxis={**value_axis(), "range": [0, 1.3 * largest / scale.factor]},
        ),
    }


def figure_fiscal_years(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the comparison view by fiscal year."""
    comparison, lang = evaluation.costs, reading.lang
    by_offer = [
        amounts_by_year(comparison, index, reading) for index in range(len(comparison.offers))
    ]
    title = text("view.year_bars.comparison", lang, tax=tax_title(reading.tax, lang))
    return _figure(comparison, by_offer, title, chart_caption(comparison, reading), lang)


def figure_cash(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the cash view by fiscal year, tax-included."""
    comparison, lang = evaluation.costs, reading.lang
    by_offer = [offer.cash.by_fiscal_year for offer in comparison.offers]
    caption = text("view.year_bars.cash.caption", lang, whose=whose_words(comparison, lang))
    return _figure(comparison, by_offer, text("view.year_bars.cash", lang), caption, lang)
