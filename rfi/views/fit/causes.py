"""ギャップの理由: cause × offer, how many and what is quoted for them."""

from rfi.compare.fit.gap_comparison import GapComparison, GapOffer
from rfi.compare.fit.gaps import GapSum
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.fit.words import cause_title, gap_amount, gap_sign, size_words
from rfi.views.look.chart import (
    Figure,
    bar_marker,
    bar_text_size,
    escape_markup,
    layout,
    name_axis,
    value_axis,
)
from rfi.views.look.offers import look_of, offer_columns, offer_label
from rfi.views.look.reading import (
    Reading,
    money_digits,
    money_factor,
    tax_title,
    unit_title,
)
from rfi.views.look.table import Row, Table, TableCell

_HEIGHT = 340


def _causes(gaps: GapComparison) -> list[str]:
    """Return the causes that any offer names, in the order of the list, none stated last."""
    if not gaps.offers:
        return []
    return [
        cause
        for cause in gaps.offers[0].gaps.by_cause
        if any(offer.gaps.by_cause[cause].count for offer in gaps.offers)
    ]


def _cell(found: GapSum, reading: Reading) -> TableCell:
    parts = []
    amount = gap_amount(found, reading)
    if found.priced and amount is not None:
        amount /= money_factor(reading.unit)
        parts.append(gap_sign(found) + format_number(amount, money_digits(reading.unit)))
    if found.unpriced:
        parts.append(text("fit.causes.unpriced", reading.lang, count=found.unpriced))
    return TableCell(
        float(found.count), note=text("fit.matrix.separator", reading.lang).join(parts)
    )


def _all_gaps(offer: GapOffer) -> int:
    return sum(found.count for found in offer.gaps.by_cause.values())


def view_fit_causes(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the number of gaps by cause, what is quoted for them below."""
    gaps, lang = evaluation.gaps, reading.lang
    rows = [
        Row(
            cause or "none",
            cause_title(cause, lang),
            tuple(_cell(offer.gaps.by_cause[cause], reading) for offer in gaps.offers),
            "count",
        )
        for cause in _causes(gaps)
    ]
    total = tuple(TableCell(float(_all_gaps(offer))) for offer in gaps.offers)
    return Table(
        key="fit_causes",
        title=text("fit.causes.title", lang),
        caption=text(
            "fit.causes.caption",
            lang,
            unit=unit_title(reading),
            tax=tax_title(reading.tax, lang),
            months=int(gaps.conditions.assumptions.number("horizon_months")),
            size=size_words(evaluation.questionnaire, lang),
        ),
        corner=text("fit.causes.corner", lang),
        columns=offer_columns(gaps),
        rows=(*rows, Row("total", text("fit.causes.total", lang), total, "count", "total")),
        unit=reading.unit,
        notes=(text("fit.causes.note", lang),),
    )


def figure_fit_causes(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the number of gaps by cause, the offers side by side."""
    gaps, lang = evaluation.gaps, reading.lang
    causes = _causes(gaps)
    names = [cause_title(cause, lang) for cause in causes]
    size = bar_text_size(len(names) * len(gaps.offers))
    data = []
    for index, offer in enumerate(gaps.offers):
        look = look_of(offer)
        counts = [offer.gaps.by_cause[cause].count for cause in causes]
        data.append(
            {
                "type": "bar",
                "name": escape_markup(offer_label(gaps, index)),
                "x": names,
                "y": counts,
                "text": [f"{look.letter} {format_number(count)}" for count in counts],
                "textposition": "outside",
                "textangle": -90,
                "textfont": {"size": size},
                "constraintext": "none",
                "cliponaxis": False,
                "hovertemplate": "%{x}<br>%{fullData.name} %{y}<extra></extra>",
                "marker": bar_marker(look.colour, look.pattern),
            }
        )
    largest = max(
        (offer.gaps.by_cause[cause].count for offer in gaps.offers for cause in causes), default=0
    )
    return {
        "data": data,
        "layout": layout(
            text("fit.causes.figure", lang),
            text("fit.causes.figure.subtitle", lang),
            _HEIGHT,
            barmode="group",
            bargap=0.15,
            xaxis=name_axis(tickfont={"size": 11}),
            yaxis={**value_axis(), "range": [0, 1.25 * (largest or 1)]},
        ),
    }
