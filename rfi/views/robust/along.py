"""The offers at every step of a slider, as figures and as a table."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfi.analysis.robust.along import CostsAlong, EffectsAlong, TotalAt
from rfi.compare.benefit.figures import MeasureFigure
from rfi.evaluation.along_parts import COSTS_ALONG, EFFECTS_ALONG
from rfi.evaluation.evaluation import Evaluation
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.views.benefit.measures import body_title, measure_title
from rfi.views.look.captions import whose_words
from rfi.views.look.estimate_marks import no_figure, total_sign
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading, tax_title
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.totals import known_total_of

_PERCENT = 100
_PRESENT_VALUE = "discount_rate"
_HOLE = "※"


def moved_keys(evaluation: Evaluation) -> Sequence[str]:
    """Return the assumptions that have a slider and move something under the conditions."""
    values = evaluation.conditions.assumptions
    is_shared = evaluation.conditions.group and values.choice("sharing_method") == "mixed"
    # Beyond the quoted term prices go on as an estimate, laid out for one term.
    is_quoted = values.choice("term_extension") != "last_month"
    left_out = {
        *(() if is_shared else ("sharing_equal_ratio",)),
        *(() if is_quoted else ("horizon_months",)),
        *(() if evaluation.questionnaire.kpi_ids else EFFECTS_ALONG),
    }
    offers = evaluation.costs.offers
    return [key for key in (*COSTS_ALONG, *EFFECTS_ALONG) if offers and key not in left_out]


def setting_words(key: str, value: float, lang: Lang) -> str:
    """Return a value of an assumption with its unit."""
    if key == "horizon_months":
        return text("app.control.months", lang, months=int(value))
    if key.endswith("_jpy"):
        word = "per_dollar" if key == "fx_usd_jpy" else "per_hour"
        return text(f"view.along.{word}", lang, value=f"{value:,.10g}")
    return f"{trimmed(round(value * _PERCENT, 2))}%"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure at one step.

    Attributes:
        amount: Yen: the total over the window, or an effect a year; None where there is none.
        sign: ≧, ※ or 〜 before it; in place of an amount, why there is none.
    """

    amount: float | None
    sign: str

    @property
    def words(self) -> str:
        """What stands in place of an amount; "" where there is one."""
        return self.sign if self.amount is None else ""


def _cost_figure(offer: TotalAt, why: str, key: str, reading: Reading) -> Figure:
    total = known_total_of(offer, reading)
    if total is None:
        return Figure(None, why)
    sign = total_sign(offer)
    if key != _PRESENT_VALUE:
        return Figure(total, sign)
    value, middle = offer.totals.present_value_jpy, offer.totals.nominal_jpy
    if value is None:
        return Figure(None, why)
    if not middle:
        return Figure(value, sign)
    # Of a range without a point the low end is what is known, of the present value too.
    part = offer.bound.shown / middle if offer.bound.kind == "at_least" else 1.0
    return Figure(value * part, sign)


def _effect_figure(found: MeasureFigure, years: float, lang: Lang) -> Figure:
    if found.discounted is None:
        why = "view.benefit.not_countable" if found.holes else "view.along.no_effect"
        return Figure(None, text(why, lang))
    return Figure(found.discounted / years, _HOLE if found.holes else "")


def figures_along(evaluation: Evaluation, key: str, reading: Reading) -> list[list[Figure]]:
    """Return setting × offer."""
    lang = reading.lang
    if key in COSTS_ALONG:
        costs: CostsAlong = evaluation.along.costs(key)
        why = [no_figure(offer, lang) for offer in evaluation.costs.offers]
        return [
            [_cost_figure(one, words, key, reading) for one, words in zip(row, why, strict=True)]
            for row in costs.offers
        ]
    effects: EffectsAlong = evaluation.along.effects(key)
    years = evaluation.benefits.months / 12
    return [[_effect_figure(one, years, lang) for one in figures] for figures in effects.figures]


def settings_along(evaluation: Evaluation, key: str) -> tuple[float, ...]:
    """Return the steps of the slider of an assumption."""
    if key in COSTS_ALONG:
        return evaluation.along.costs(key).settings
    return evaluation.along.effects(key).settings


def what_moves(evaluation: Evaluation, key: str, lang: Lang) -> str:
    """Return the name of the figures that move."""
    if key in EFFECTS_ALONG:
        measure = measure_title(evaluation.along.effects(key).measure, lang)
        return text("view.along.effect", lang, measure=measure)
    months = int(evaluation.conditions.assumptions.number("horizon_months"))
    if key == "horizon_months":
        return text("view.along.any_total", lang)
    word = "present_value" if key == _PRESENT_VALUE else "total"
    return text(f"view.along.{word}", lang, months=months)


def _basis(evaluation: Evaluation, key: str, reading: Reading) -> str:
    """Return whose figures they are, with or without tax."""
    lang = reading.lang
    if key in EFFECTS_ALONG:
        return body_title(evaluation.benefits, lang)
    tax = "excluded" if key == _PRESENT_VALUE else reading.tax
    words = (whose_words(evaluation.costs, lang), tax_title(tax, lang))
    return text("view.list_separator", lang).join(words)


def view_along(evaluation: Evaluation, reading: Reading, key: str) -> Table:
    """Return a row a step of the slider of an assumption and a column an offer; yen."""
    lang = reading.lang
    title = load_codelist("assumption_keys").title(key, lang)
    rows = [
        Row(
            f"{value:g}",
            setting_words(key, value, lang),
            tuple(
                TableCell(text=one.words)
                if one.amount is None
                else TableCell(one.amount, sign=one.sign)
                for one in figures
            ),
        )
        for value, figures in zip(
            settings_along(evaluation, key), figures_along(evaluation, key, reading), strict=True
        )
    ]
    return Table(
        key="along",
        title=text(
            "view.along.title", lang, what=what_moves(evaluation, key, lang), assumption=title
        ),
        caption=_basis(evaluation, key, reading),
        corner=title,
        columns=offer_columns(evaluation.costs),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("view.along.note", lang),),
    )
