"""総括 as bands: how much, how far apart, how sure, and what staff and residents gain."""

from collections.abc import Sequence

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.look.band.axis import axis_from_zero
from rfi.views.look.band.marks import offer_name, plan_of
from rfi.views.look.band.picture import Picture, band, cell, said, tag
from rfi.views.look.captions import whose_words
from rfi.views.look.chart import scale_of
from rfi.views.look.choices import index_code
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading, tax_title
from rfi.views.look.table import Table
from rfi.views.look.totals import known_total_of
from rfi.views.summary.band_cells import (
    HOURS,
    PHASES,
    TODAY,
    Drawn,
    against,
    amount,
    bar,
    facts,
)


def bases(evaluation: Evaluation) -> Sequence[int]:
    """Return what differences can be held against: today's cost where known, then each offer."""
    offers = range(len(evaluation.costs.offers))
    return (TODAY, *offers) if evaluation.today else tuple(offers)


def base_title(base: int, evaluation: Evaluation, reading: Reading) -> str:
    """Return the name of a base."""
    if base == TODAY:
        return text("view.bands.today", reading.lang)
    return offer_label(evaluation.costs, base)


def base_code(base: int, evaluation: Evaluation) -> str:
    """Return what a base is kept by."""
    return str(TODAY) if base == TODAY else index_code(base, evaluation)


def _heading(drawn: Drawn) -> str:
    def head(name: str, look: str = "rfi-right") -> str:
        return cell(said(drawn.word(name)) + said(drawn.word(f"{name}.below"), "rfi-below"), look)

    is_today = drawn.base == TODAY
    kind = "against_today" if is_today else "against"
    letter = "" if is_today else offer_label(drawn.evaluation.costs, drawn.base).split(" ", 1)[0]
    below = said(drawn.word(f"{kind}.below", letter=letter), "rfi-below")
    unit = drawn.axis.scale.title(drawn.lang)
    ticks = tag("span", drawn.axis.heading(), "rfi-ticks")
    cells = [
        cell(said(drawn.word("offer")), ""),
        head("total"),
        cell(said(drawn.word(kind)) + below, "rfi-right"),
        cell(said(drawn.word("parts", unit=unit)) + ticks, "rfi-track"),
    ]
    cells += [head(key) for key in HOURS if key in drawn.rows]
    if "fit" in drawn.rows:
        asked = drawn.evaluation.fit.rate(0).asked if drawn.evaluation.costs.offers else 0
        below = said(drawn.word("fit.below", count=asked), "rfi-below")
        cells.append(cell(said(drawn.word("fit")) + below, "rfi-right"))
    return band((*cells, head("open")), "rfi-bands-head")


def _today_band(drawn: Drawn) -> str:
    """Return today's cost carried on over the same months, as the band on top."""
    found = drawn.evaluation.today
    if found is None or not found.offers:
        return ""
    paid = found.offers[0].total[drawn.reading.tax].before
    axis = drawn.axis
    sign = paid.sign if paid.kind != "between" else ""
    printed = said(sign + axis.scale.label(paid.shown))
    unit = said(axis.scale.title(drawn.lang), "rfi-unit")
    name = tag("span", said(drawn.word("now", city=found.today.city_name), "rfi-name"), "rfi-names")
    mark = said(text("view.today.letter", drawn.lang), "rfi-mark rfi-now")
    base = said(drawn.word("base"), "rfi-base") if drawn.base == TODAY else ""
    part = tag("span", "", "rfi-segment rfi-today", f"left:0;width:{axis.width(paid.shown)}%")
    cells = (
        cell(mark + name, "rfi-who"),
        cell(tag("span", printed + unit, "rfi-amount"), "rfi-right"),
        cell(base, "rfi-right"),
        cell(axis.grid + part, "rfi-track"),
    )
    return band(cells, "rfi-band-today")


def _legend(drawn: Drawn) -> str:
    boxes = [
        tag("span", tag("i", "", f"rfi-box {look}") + said(drawn.word(key)), "rfi-key")
        for key, look in PHASES
    ]
    kinds = {offer.bound.kind for offer in drawn.evaluation.costs.offers}
    marks = [name for name in ("at_least", "unknown") if name in kinds]
    words = [drawn.word(f"legend.{name}") for name in (*marks, "difference")]
    return tag("div", "".join((*boxes, *(said(word, "rfi-key") for word in words))), "rfi-legend")


def picture_bands(
    evaluation: Evaluation, reading: Reading, table: Table, base: int = TODAY
) -> Picture:
    """Return one band an offer, in the order of their letters, on one scale from zero.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        table: The whole summary, of which every figure is taken.
        base: Index of the offer that differences are held against, or ``TODAY``.
    """
    comparison, lang = evaluation.costs, reading.lang
    rows = {row.key: row for row in table.rows}
    totals = [known_total_of(offer, reading) or 0.0 for offer in comparison.offers]
    found = evaluation.today
    if found is not None:
        totals += [offer.total[reading.tax].before.shown for offer in found.offers]
    scale = scale_of(totals)
    drawn = Drawn(evaluation, reading, table, rows, axis_from_zero(totals, scale), base)
    bands = [
        band(
            (
                cell(offer_name(comparison, index, below=plan_of(comparison, index)), "rfi-who"),
                cell(amount(drawn, index), "rfi-right"),
                cell(against(drawn, index), "rfi-right"),
                cell(bar(drawn, index), "rfi-track"),
                *facts(drawn, index),
            )
        )
        for index in range(len(comparison.offers))
    ]
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    name = "title.one" if len(bands) == 1 else "title"
    title = drawn.word(name if found is None else "title.today", months=months)
    caption = text(
        "view.bands.caption",
        lang,
        whose=whose_words(comparison, lang),
        unit=scale.title(lang),
        tax=tax_title(reading.tax, lang),
    )
    body = _legend(drawn) + _heading(drawn) + _today_band(drawn) + "".join(bands)
    count = sum(key in rows for key in (*HOURS, "fit")) + 1
    return Picture("bands", title, caption, tag("div", body, f"rfi-bands rfi-facts-{count}"))
