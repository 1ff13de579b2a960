"""Initial, recurring and exit cost of each offer as one stacked bar."""

from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.lines import EXIT_PHASE, ONE_TIME_PHASE, PHASES, RECURRING_PHASE
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text
from rfi.views.look.captions import chart_caption
from rfi.views.look.chart import (
    INK,
    Figure,
    escape_markup,
    layout,
    name_axis,
    scale_of,
    value_axis,
)
from rfi.views.look.estimate_marks import no_figure, total_sign
from rfi.views.look.offers import look_of, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import INTERVAL
from rfi.views.look.totals import known_total_of
from rfi.views.summary.summary import phase_row

# Offers are told apart by colour, phases by strength and pattern.
_PATTERNS = {ONE_TIME_PHASE: "", RECURRING_PHASE: "", EXIT_PHASE: "x"}
_LEAST_SHARE = 0.06
_BAR, _FRAME = 44, 90


def figure_phases(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the figure; the total, with its sign, stands behind each bar."""
    comparison, lang = evaluation.costs, reading.lang
    offers = comparison.offers
    phases = comparison.flows.phases[reading.measure]
    totals = [known_total_of(offer, reading) or 0.0 for offer in offers]
    scale = scale_of(totals)
    names = [escape_markup(offer_label(comparison, index)) for index in range(len(offers))]
    largest = max(totals, default=0) or 1
    looks = [look_of(offer) for offer in offers]
    data = []
    for phase, code in enumerate(PHASES):
        title = load_codelist("phases").title(code, lang)
        is_first = phase == ONE_TIME_PHASE
        cells = phase_row(comparison, phase, evaluation.questionnaire, reading).cells
        # Beside a hole a bar is as long as what is surely known.
        signs = [cell.sign if cell.sign != INTERVAL else "" for cell in cells]
        amounts = [
            cell.value if sign and cell.value is not None else float(phases[index, phase])
            for index, (cell, sign) in enumerate(zip(cells, signs, strict=True))
        ]
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": title,
                "y": names,
                "x": [amount / scale.factor for amount in amounts],
                "text": [
                    f"{title} {scale.label(amount, sign)}"
                    if amount > _LEAST_SHARE * largest
                    else ""
                    for amount, sign in zip(amounts, signs, strict=True)
                ],
                "textposition": "inside",
                "insidetextanchor": "middle",
                "textangle": 0,
                "textfont": {"color": [look.ink for look in looks] if is_first else INK},
                "hovertemplate": "%{y}<br>" + title + " %{x:,.2f}<extra></extra>",
                "marker": {
                    "color": [look.colour if is_first else look.tint for look in looks],
                    "line": {"color": INK, "width": 1},
                    "pattern": {"shape": _PATTERNS[phase], "fillmode": "overlay", "size": 6},
                },
            }
        )
    annotations = [
        {
            "x": total / scale.factor,
            "y": name,
            "text": no_figure(offer, lang)
            if offer.totals.nominal_jpy is None
            else f"<b>{scale.label(total, total_sign(offer))}</b>",
            "xanchor": "left",
            "showarrow": False,
            "xshift": 6,
        }
        for offer, name, total in zip(offers, names, totals, strict=True)
    ]
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    return {
        "data": data,
        "layout": layout(
            text("view.phases.title", lang, unit=scale.title(lang), months=months),
            chart_caption(comparison, reading),
            _BAR * len(offers) + _FRAME,
            barmode="stack",
            annotations=annotations,
            xaxis={**value_axis(), "range": [0, 1.12 * largest / scale.factor]},
            yaxis=name_axis(autorange="reversed"),
        ),
    }
