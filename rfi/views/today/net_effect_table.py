"""資金と純効果: what the city keeps against today, tax-included, by fiscal year."""

from collections.abc import Callable, Iterable

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.bounds import Bound
from rfi.compare.today.net_effect import BenefitCost, NetEffect, Payback
from rfi.evaluation.evaluation import Evaluation
from rfi.text.dates import format_fiscal_year
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.look.captions import whose_words
from rfi.views.look.needed import needed
from rfi.views.look.offers import look_of, offer_columns, offer_label
from rfi.views.look.reading import Reading, unit_title
from rfi.views.look.table import Column, Kind, Row, Table, TableCell
from rfi.views.today.basis import bound_cell, today_notes

Effects = tuple[NetEffect | None, ...]
_PERCENT = 100


def net_caption(comparison: Comparison, reading: Reading) -> str:
    """Return unit, tax basis, years and period."""
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    return text(
        "view.net.caption",
        reading.lang,
        whose=whose_words(comparison, reading.lang),
        unit=unit_title(reading),
        months=months,
    )


def payback_words(payback: Payback, lang: Lang) -> str:
    """Return when the sum stays at or above 0, in words."""
    if payback.state != "reached" or payback.fiscal_year is None:
        return text(f"view.net.payback.{payback.state}", lang)
    return text(
        "view.net.payback.reached",
        lang,
        number=payback.year,
        year=format_fiscal_year(payback.fiscal_year, lang),
    )


def _payback_cell(payback: Payback, lang: Lang) -> TableCell:
    note = ""
    if payback.years is not None:
        note = text("view.net.payback.years", lang, years=format_number(payback.years, 1))
    return TableCell(text=payback_words(payback, lang), note=note)


def _benefit_cost_cell(found: BenefitCost, lang: Lang) -> TableCell:
    if found.ratio is None:
        return TableCell(text=text(f"view.net.ratio.{found.state}", lang))
    return bound_cell(found.ratio, lang)


def _sum(bound: Bound, amount: float) -> TableCell:
    """Return a part of the net effect with the sign of the offered side."""
    return TableCell(amount, sign={"at_most": "≧", "unknown": "※"}.get(bound.kind, ""))


def view_net_effect(
    evaluation: Evaluation, reading: Reading, *, with_benefits: bool = False
) -> Table:
    """Return totals, present value, payback and benefit–cost ratio, a column an offer."""
    comparison, found, lang = evaluation.costs, needed(evaluation.today), reading.lang
    effects = evaluation.net_effect(with_benefits=with_benefits)
    no_price = TableCell(text=text("view.no_price", lang))

    def row(
        key: str,
        cell: Callable[[NetEffect], TableCell],
        kind: Kind = "money",
        *,
        is_total: bool = False,
    ) -> Row:
        cells = tuple(no_price if effect is None else cell(effect) for effect in effects)
        return Row(
            key,
            text(f"view.net.row.{key}", lang),
            cells,
            kind=kind,
            level="total" if is_total else "plain",
            note=text(f"view.net.row.{key}.note", lang),
        )

    has_benefits = any(
        effect is not None and effect.benefit_cost.state != "not_chosen" for effect in effects
    )
    rows = [
        row("today", lambda one: TableCell(float(one.today_after.sum()))),
        row("offered", lambda one: _sum(one.total, float(one.offered.sum()))),
        *(
            [row("benefits", lambda one: TableCell(float(one.benefits.sum())))]
            if has_benefits
            else []
        ),
        row("total", lambda one: bound_cell(one.total, lang), is_total=True),
        row("present_value", lambda one: bound_cell(one.present_value, lang)),
        row("payback", lambda one: _payback_cell(one.payback, lang), "text"),
        row("ratio", lambda one: _benefit_cost_cell(one.benefit_cost, lang), "ratio"),
        row("limit", lambda one: _sum(one.total, one.debt_burden_limit_jpy)),
    ]
    rate = comparison.conditions.assumptions.number("discount_rate")
    return Table(
        key="net_effect",
        title=text("view.net.title", lang),
        caption=net_caption(comparison, reading),
        corner=text("view.summary.corner", lang),
        columns=offer_columns(comparison),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(
            text("view.net.note.cancels", lang),
            text("view.net.note.payback", lang),
            text("view.net.note.rate", lang, rate=format_number(rate * _PERCENT, 1)),
            text("view.net.note.benefits" if has_benefits else "view.net.note.no_benefits", lang),
            *today_notes(comparison, found, lang),
        ),
    )


def _year_rows(effect: NetEffect, lang: Lang, *, has_benefits: bool) -> Iterable[Row]:
    sign = "" if effect.total.kind == "exact" else effect.total.sign
    offer_sign = {"at_most": "≧", "unknown": "※"}.get(effect.total.kind, "")
    columns = zip(
        effect.fiscal_years,
        effect.today.tolist(),
        effect.today_before.tolist(),
        effect.offered.tolist(),
        effect.benefits.tolist(),
        effect.net.tolist(),
        effect.cumulative.tolist(),
        strict=True,
    )
    for year, today, before, offered, gained, net, total in columns:
        benefit = (TableCell(gained),) if has_benefits else ()
        yield Row(
            str(year),
            format_fiscal_year(year, lang),
            (
                TableCell(today),
                TableCell(before),
                TableCell(offered, sign=offer_sign if offered else ""),
                *benefit,
                TableCell(net, sign=sign),
                TableCell(total, sign=sign, is_marked=year == effect.payback.fiscal_year),
            ),
        )


def view_net_cash(
    evaluation: Evaluation, reading: Reading, index: int, *, with_benefits: bool = False
) -> Table | None:
    """Return the fiscal-year cash table of one offer; None for one without any price."""
    comparison, found, lang = evaluation.costs, needed(evaluation.today), reading.lang
    effect = evaluation.net_effect(with_benefits=with_benefits)[index]
    if effect is None:
        return None
    has_benefits = effect.benefit_cost.state != "not_chosen"
    keys = ("today", "before", "offered", *(("benefits",) if has_benefits else ()), "net", "sum")
    empty = TableCell(text=text("view.none", lang))
    gained = (TableCell(float(effect.benefits.sum())),) if has_benefits else ()
    total = (
        TableCell(float(effect.today.sum())),
        TableCell(float(effect.today_before.sum())),
        _sum(effect.total, float(effect.offered.sum())),
        *gained,
        bound_cell(effect.total, lang),
        empty,
    )
    limit = (
        empty,
        empty,
        _sum(effect.total, effect.debt_burden_limit_jpy),
        *[empty] * (len(keys) - 3),
    )
    label = offer_label(comparison, index)
    return Table(
        key="net_cash",
        title=text("view.net.cash.title", lang, offer=label),
        caption=net_caption(comparison, reading),
        corner=text("view.years.corner", lang),
        columns=tuple(
            Column(
                key,
                text(f"view.net.cash.{key}", lang, letter=look_of(effect).letter),
                text(f"view.net.cash.{key}.note", lang),
            )
            for key in keys
        ),
        rows=(
            *_year_rows(effect, lang, has_benefits=has_benefits),
            Row("total", text("view.net.cash.total", lang), total, level="total"),
            Row(
                "limit",
                text("view.cash.limit", lang),
                limit,
                level="total",
                note=text("view.cash.limit.note", lang),
            ),
        ),
        unit=reading.unit,
        notes=(
            text("view.net.note.cancels", lang),
            text("view.net.note.limit", lang),
            *today_notes(comparison, found, lang),
        ),
        letter=look_of(effect).letter,
    )
