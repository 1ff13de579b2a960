"""The three cheapest sets of offers: who does what, what it costs, how the money is spread."""

from dataclasses import replace
from html import escape

from rfi.analysis.choice.vendors.candidates import Plan
from rfi.analysis.choice.vendors.plans import Exchange
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.choice.vendors.words import (
    Limits,
    clash_words,
    exchange_words,
    letters_of,
    limit_words,
    plan_total,
)
from rfi.views.look.band.axis import axis_from_zero
from rfi.views.look.band.picture import Picture, band, cell, code_of_figure, said, tag
from rfi.views.look.captions import basis_caption, chart_caption
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Kind, Level, Row, Table, TableCell
from rfi.views.look.totals import open_words

# Of a concentration: a hundredth tells sets of offers apart.
_DIGITS = 2


def _summary(evaluation: Evaluation, plans: tuple[Plan, ...], lang: Lang) -> list[Row]:
    def row(name: str, cells: tuple[TableCell, ...], kind: Kind = "money") -> Row:
        level: Level = "total" if name == "total" else "plain"
        return Row(name, text(f"choice.vendors.{name}", lang), cells, kind, level)

    rows = [row("total", tuple(plan_total(plan, lang) for plan in plans))]
    for index, offer in enumerate(evaluation.costs.offers):
        if any(index in plan.chosen for plan in plans):
            heading = text("choice.vendors.paid", lang, letter=look_of(offer).letter)
            code = code_of_figure(look_of(offer).letter)
            paid = tuple(TableCell(plan.paid_jpy[index], of=code) for plan in plans)
            rows.append(Row(f"paid.{index}", heading, paid))
    if any(plan.discount_jpy for plan in plans):
        rows.append(row("discount", tuple(TableCell(-plan.discount_jpy) for plan in plans)))
    rows.append(row("interface", tuple(TableCell(plan.interface_jpy) for plan in plans)))
    rows.append(row("coordination", tuple(TableCell(plan.coordination_jpy) for plan in plans)))
    counts = tuple(TableCell(plan.interfaces) for plan in plans)
    rows.append(row("interfaces", counts, "count"))
    spread = tuple(TableCell(plan.concentration) for plan in plans)
    return [*rows, row("concentration", spread, "number")]


def _whose(evaluation: Evaluation, offer: int, business: str) -> TableCell:
    """Return the letter of the offer of a business; it leads to the cells of its price."""
    letter = look_of(evaluation.costs.offers[offer]).letter
    return TableCell(text=letter, of=code_of_figure(letter, business))


def view_plans(
    evaluation: Evaluation, reading: Reading, exchange: Exchange, limits: Limits = ()
) -> Table | None:
    """Return businesses × the three cheapest plans: whose offer; above them what each costs.

    Yen of the window, nominal, tax-excluded; None where the limits clash.
    """
    lang, found = reading.lang, evaluation.choices.combining
    plans, titles = found.plans(exchange, limits), evaluation.questionnaire.businesses
    if not plans:
        return None
    rows = _summary(evaluation, plans, lang)
    rows.append(Row("who", text("choice.vendors.who", lang), level="section"))
    rows += [
        Row(
            code,
            titles.get(code, code),
            tuple(_whose(evaluation, plan.offers[index], code) for plan in plans),
            "text",
        )
        for index, code in enumerate(found.businesses)
    ]
    return Table(
        key="vendor_plans",
        title=text("choice.vendors.table", lang),
        caption=basis_caption(evaluation.costs, replace(reading, tax="excluded")),
        corner=text("choice.vendors.corner", lang),
        columns=tuple(
            Column(f"plan{index}", letters_of(evaluation, plan, lang))
            for index, plan in enumerate(plans)
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(
            *(text("choice.vendors.kept", lang, limits=_kept(evaluation, limits, lang)),)
            * bool(limits),
            *(
                text(f"choice.vendors.note.{name}", lang)
                for name in ("cells", "common", "discount")
            ),
        ),
    )


def view_plan_sizes(evaluation: Evaluation, reading: Reading, exchange: Exchange) -> Table:
    """Return sizes of cities × what the cheapest plan of each is and costs, alone."""
    lang, found = reading.lang, evaluation.choices.combining
    rows = []
    for residents in found.by_size:
        plans = found.plans_at(residents, exchange)
        cells = [
            part
            for plan in plans
            for part in (TableCell(text=letters_of(evaluation, plan, lang)), plan_total(plan, lang))
        ]
        cells += [TableCell()] * (6 - len(cells))
        heading = text("choice.vendors.size", lang, count=f"{residents:,}")
        rows.append(Row(str(residents), heading, tuple(cells)))
    names = [name for rank in range(3) for name in (f"plan{rank}", f"total{rank}")]
    return Table(
        key="vendor_sizes",
        title=text("choice.vendors.sizes", lang),
        caption=basis_caption(
            evaluation.costs,
            replace(reading, tax="excluded"),
            text("choice.vendors.sizes.whose", lang),
        ),
        corner=text("choice.vendors.size.corner", lang),
        columns=tuple(
            Column(name, text(f"choice.vendors.column.{name[:-1]}", lang)) for name in names
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.vendors.sizes.note", lang),),
    )


def _kept(evaluation: Evaluation, limits: Limits, lang: Lang) -> str:
    return text("list.separator", lang).join(limit_words(evaluation, one, lang) for one in limits)


def picture_plans(
    evaluation: Evaluation, reading: Reading, exchange: Exchange, limits: Limits = ()
) -> Picture:
    """Return one bar a plan: what each offer gets, interfaces and coordination.

    Where the limits chosen cannot all hold it says which of them clash, and draws nothing.
    """
    lang, found = reading.lang, evaluation.choices.combining
    plans = found.plans(exchange, limits)
    caption = text(
        "choice.vendors.caption",
        lang,
        basis=chart_caption(evaluation.costs, Reading(lang)),
        pairs=exchange_words(evaluation, exchange, lang),
    )
    if not plans:
        return Picture("vendor_plans", clash_words(evaluation, limits, lang), caption, "")
    scale = scale_of([plan.total_jpy for plan in plans])
    axis = axis_from_zero([plan.total_jpy for plan in plans], scale)
    heading = said(text("choice.vendors.axis", lang, unit=scale.title(lang)))
    head = band(
        (
            cell(said(text("choice.vendors.column.plan", lang)), "rfi-left"),
            cell(heading, "rfi-left"),
            cell(tag("span", axis.heading(), "rfi-ticks"), "rfi-track"),
        ),
        "rfi-bands-head",
    )
    bands = []
    for plan in plans:
        start, parts = 0.0, [axis.grid]
        for offer in plan.chosen:
            letter = escape(look_of(evaluation.costs.offers[offer]).letter)
            width = axis.width(plan.paid_jpy[offer])
            style = f"left:{axis.at(start)}%;width:{width}%"
            parts.append(tag("span", "", f"rfi-segment rfi-fill-{letter}", style))
            start += plan.paid_jpy[offer]
        beside = plan.interface_jpy + plan.coordination_jpy
        if beside:
            style = f"left:{axis.at(start)}%;width:{axis.width(beside)}%"
            parts.append(tag("span", "", "rfi-segment rfi-beside", style))
        total = scale.label(plan.total_jpy, SIGNS["at_least"] if plan.is_open else "")
        facts = text(
            "choice.vendors.facts",
            lang,
            count=plan.interfaces,
            index=format_number(plan.concentration, _DIGITS),
        )
        opened = open_words((evaluation.costs.offers[offer] for offer in plan.chosen), lang)
        below = said(facts, "rfi-others") + (said(opened, "rfi-others") if opened else "")
        bands.append(
            band(
                (
                    cell(tag("b", escape(letters_of(evaluation, plan, lang))), "rfi-who"),
                    cell(tag("b", escape(total)) + below, "rfi-left"),
                    cell("".join(parts), "rfi-track"),
                )
            )
        )
    each = (
        text(
            "choice.vendors.one",
            lang,
            letters=letters_of(evaluation, plan, lang),
            total=scale.label(plan.total_jpy, SIGNS["at_least"] if plan.is_open else ""),
            unit=scale.title(lang),
        )
        for plan in plans
    )
    title = text(
        "choice.vendors.answer.limited" if limits else "choice.vendors.answer",
        lang,
        count=len(plans),
        plans=text("list.separator", lang).join(each),
        limits=_kept(evaluation, limits, lang),
    )
    foot = tag("p", escape(text("choice.vendors.foot", lang)), "rfi-notes")
    html = tag("div", head + "".join(bands) + foot, "rfi-bands rfi-plan-bands")
    return Picture("vendor_plans", title, caption, html)
