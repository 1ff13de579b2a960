"""Two plans by fiscal year as bars side by side: today's systems, both at once, build, running."""

from typing import Any

from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.wording import Lang, text
from rfi.views.choice.staging.plans import (
    NO_PLANS,
    Plans,
    TwoPlans,
    plan_name,
    sign_of,
    two_plans,
)
from rfi.views.look.band.marks import signed
from rfi.views.look.captions import group_words
from rfi.views.look.chart import INK, Figure, Scale, layout, name_axis, scale_of, value_axis
from rfi.views.look.needed import needed
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading

_HEIGHT, _SMALL = 420, 12
# Room for the figure above the highest bar.
_ROOM = 1.12
# Part → colour and pattern: told apart in grey by the pattern.
_LOOKS = {
    "today": ("#b3b3b3", ""),
    "dual": ("#e6e6e6", "x"),
    "build": ("#0017c1", ""),
    "running": ("#9db7f9", "/"),
}


def _answer(evaluation: Evaluation, index: int, found: TwoPlans, lang: Lang) -> str:
    totals = [float(cash.total.sum()) for cash in found.cash]
    scale = scale_of(totals)
    opens = [bool(found.is_open(number).any()) for number in range(len(totals))]
    signs = [sign_of(found.offer, is_open=one) for one in opens]
    years = found.period.fiscal_years
    name = "answer" if found.plans[0] != found.plans[1] else "answer.same"
    amount = signed(totals[1] - totals[0], scale.label(totals[1] - totals[0]), lang)
    unsaid = text("choice.plan.answer.unsaid", lang)
    return text(
        f"choice.plan.{name}",
        lang,
        offer=offer_label(evaluation.costs, index),
        first_year=format_fiscal_year(years[0], lang),
        last_year=format_fiscal_year(years[-1], lang),
        first=signs[0] + scale.label(totals[0]),
        second=signs[1] + scale.label(totals[1]),
        difference=unsaid if any(signs) else amount,
        unit=scale.title(lang),
    )


def _besides(evaluation: Evaluation, found: TwoPlans, lang: Lang) -> str:
    """Return whose cash it is, what runs twice, and of how many cities today's cost is missing."""
    said = text("choice.plan.subtitle", lang, whose=group_words(evaluation.costs, lang))
    duals = [float(cash.dual.sum()) for cash in found.cash]
    if any(duals):
        scale = scale_of(float(cash.total.sum()) for cash in found.cash)
        shown = [scale.label(dual) for dual in duals]
        unit = scale.title(lang)
        said += text("choice.plan.answer.dual", lang, first=shown[0], second=shown[1], unit=unit)
    unknown = needed(evaluation.choices.staging).unknown_today
    if unknown:
        said += text("choice.plan.answer.unknown", lang, count=len(unknown))
    return said


def _bars(found: TwoPlans, scale: Scale, lang: Lang) -> list[dict[str, Any]]:
    years = [format_fiscal_year(year, lang) for year in found.period.fiscal_years]
    traces: list[dict[str, Any]] = []
    for number, cash in enumerate(found.cash):
        for part, (colour, pattern) in _LOOKS.items():
            amounts = getattr(cash, part).sum(axis=1)
            if not amounts.any():
                continue
            traces.append(
                {
                    "type": "bar",
                    "name": text(f"choice.plan.{part}", lang),
                    "legendgroup": part,
                    "showlegend": all(one["legendgroup"] != part for one in traces),
                    "x": [years, [plan_name(number, lang)] * len(years)],
                    "y": [float(amount) / scale.factor for amount in amounts],
                    "marker": {
                        "color": colour,
                        "pattern": {"shape": pattern, "fgcolor": INK, "size": 6},
                        "line": {"color": INK, "width": 0.5},
                    },
                    "hoverinfo": "skip",
                }
            )
    for number, cash in enumerate(found.cash):
        sums = [float(one) for one in cash.total.sum(axis=1)]
        opens = [bool(one.any()) for one in found.is_open(number)]
        traces.append(
            {
                "type": "scatter",
                "mode": "text",
                "showlegend": False,
                "legendgroup": "sum",
                "x": [years, [plan_name(number, lang)] * len(years)],
                "y": [one / scale.factor for one in sums],
                "text": [
                    sign_of(found.offer, is_open=is_open) + scale.label(one)
                    for one, is_open in zip(sums, opens, strict=True)
                ],
                "textposition": "top center",
                "textfont": {"size": _SMALL, "color": INK},
                "hoverinfo": "skip",
            }
        )
    return traces


def figure_plans(
    evaluation: Evaluation, reading: Reading, index: int, plans: Plans = NO_PLANS
) -> Figure:
    """Return both plans by fiscal year, all cities together; tax-included."""
    lang, found = reading.lang, two_plans(evaluation, index, plans)
    most = max(float(cash.total.sum(axis=1).max()) for cash in found.cash)
    scale = scale_of([most])
    return {
        "data": _bars(found, scale, lang),
        "layout": layout(
            _answer(evaluation, index, found, lang),
            _besides(evaluation, found, lang),
            _HEIGHT,
            barmode="stack",
            showlegend=True,
            legend={"orientation": "h", "y": -0.28, "traceorder": "normal"},
            xaxis=name_axis(type="multicategory"),
            yaxis={**value_axis(scale.title(lang)), "range": [0, _ROOM * most / scale.factor]},
        ),
    }
