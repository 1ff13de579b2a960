"""違い: where offers part, the widest row first, each offer at its place beside the others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.rows.statistics import Spread, rank_spreads
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.cost.lines import PHASES
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.cost.items import view_items
from rfi.views.cost.thresholds import threshold_words
from rfi.views.look.band.axis import Axis, axis_around
from rfi.views.look.band.dots import Dot, dot_line
from rfi.views.look.band.marks import letter_mark
from rfi.views.look.band.picture import (
    Picture,
    code_of_figure,
    figure,
    named,
    remark_html,
    said,
    tag,
)
from rfi.views.look.captions import basis_caption
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import look_of, offer_columns
from rfi.views.look.reading import Reading, money_digits, money_factor
from rfi.views.look.remark.marks import with_remarks
from rfi.views.look.table import INTERVAL, Row, printed
from rfi.views.look.table_html import MANY, MOST_ROWS, is_followed
from rfi.views.look.totals import to_confirm_words

_SUMS = ("total", *PHASES)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What all rows are drawn with; ``letters`` are "" for offers without a price."""

    comparison: Comparison
    reading: Reading
    letters: tuple[str, ...]
    axis: Axis
    spreads: Sequence[Spread]


# Few rows read what moved; the others are drawn already.
@lru_cache(maxsize=MOST_ROWS)
def _cells(
    row: Row,
    spread: Spread | None,
    letters: tuple[str, ...],
    reading: Reading,
    span: int,
    confirm: tuple[str, ...],
) -> str:
    """Return a figure an offer, and the difference.

    Args:
        row: The row.
        spread: Of its figures.
        letters: Of the offers; "" for one without a price.
        reading: Language and unit.
        span: On the first row, how many rows there are; on the others 0.
        confirm: What is open of the total of each offer, said on the first row.
    """
    parts = []
    for index, letter in enumerate(letters):
        if not letter:
            parts.append(_without_price(span, reading.lang) if span else "")
            continue
        found = row.cells[index]
        look = "rfi-num" if found.value is not None else "rfi-word"
        if found.sign in {"≧", "※"} or (found.value is None and found.note):
            look += " rfi-hole"
        words = confirm[index] if span else _beside(found.note, spread, index, reading.lang)
        note = said(words, "rfi-sub") if words else ""
        shown = escape(printed(found, row.kind, reading.unit))
        if found.high is not None:
            look += " rfi-range"
            shown = shown.replace(INTERVAL, f"{INTERVAL}<wbr>")
        if row.of is not None and is_followed(found):
            shown = figure(shown, code_of_figure(letter, *row.of))
        parts.append(tag("td", shown + remark_html(found.mark) + note, look))
    size = None if spread is None else spread.difference
    scaled = None if size is None else size / money_factor(reading.unit)
    words = "" if scaled is None else format_number(scaled, money_digits(reading.unit))
    return "".join((*parts, tag("td", words, "rfi-num rfi-size")))


def _beside(note: str, spread: Spread | None, index: int, lang: Lang) -> str:
    """Return what is said under a figure; one that no difference counts says why."""
    if spread is None or spread.states[index] != "joined" or not spread.amounts[index]:
        return note
    joined = text("view.differences.joined", lang)
    return text("view.list_separator", lang).join(part for part in (joined, note) if part)


@lru_cache(maxsize=MOST_ROWS)
def _dots(spread: Spread | None, letters: tuple[str, ...], axis: Axis) -> str:
    """Return every figure of a row around the middle one."""
    if spread is None or spread.median is None:
        return ""
    middle = spread.median
    return dot_line(
        axis,
        [
            Dot(letter, amount - middle, state != "exact")
            for letter, state, amount in zip(letters, spread.states, spread.amounts, strict=True)
            if amount is not None and (state == "exact" or (state == "open" and amount))
        ],
    )


def _without_price(rows: int, lang: Lang) -> str:
    words = said(text("view.differences.no_price", lang), "rfi-upright")
    return f'<td class="rfi-noprice" rowspan="{rows}">{words}</td>'


def _heading(drawn: _Drawn) -> str:
    lang = drawn.reading.lang
    parts = [f'<th scope="col">{escape(text("view.items.corner", lang))}</th>']
    columns = offer_columns(drawn.comparison)
    for column, offer in zip(columns, drawn.comparison.offers, strict=True):
        is_empty = offer.totals.nominal_jpy is None
        name = "" if is_empty else named(column.short)
        look = ' class="rfi-narrow"' if is_empty else ""
        whole = escape(f"{column.heading} {column.note}".strip(), quote=True)
        inner = tag("span", letter_mark(offer) + name, "rfi-head")
        parts.append(f'<th scope="col"{look} title="{whole}">{inner}</th>')
    sized = text("view.differences.size", lang)
    below = said(text("view.differences.size.below", lang), "rfi-below")
    parts.append(f'<th scope="col" class="rfi-size">{escape(sized)}{below}</th>')
    unit = drawn.axis.scale.title(lang)
    around = said(text("view.differences.around", lang, unit=unit))
    # Where no two figures differ there is no scale.
    is_scaled = any(spread.difference for spread in drawn.spreads)
    ticks = tag("span", drawn.axis.heading() if is_scaled else "", "rfi-ticks")
    parts.append(f'<th scope="col" class="rfi-dots-head">{around}{ticks}</th>')
    return tag("thead", tag("tr", "".join(parts)))


def _axis(spreads: Sequence[Spread]) -> Axis:
    """Return the one scale of all rows: as far from the middle as exact figures reach."""
    reach = max(
        (
            abs(amount - spread.median)
            for spread in spreads
            if spread.median is not None
            for state, amount in zip(spread.states, spread.amounts, strict=True)
            if state == "exact" and amount is not None
        ),
        default=0.0,
    )
    return axis_around(reach, scale_of([reach]))


def picture_differences(evaluation: Evaluation, reading: Reading, least: int = 0) -> Picture:
    """Return total and phases, then the cost items by their difference, the widest first.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        least: Difference from which on an item is shown, yen; what is below is counted.
    """
    comparison, lang = evaluation.costs, reading.lang
    found = evaluation.statistics(reading.measure)
    ranked = rank_spreads(found.items.values(), "difference")
    shown = [spread for spread in ranked if (spread.difference or 0.0) >= least]
    if not least:
        listed = {spread.key for spread in shown}
        shown += [spread for key, spread in found.items.items() if key not in listed]
    table = view_items(evaluation, reading, only={spread.key for spread in shown})
    rows = {row.key: row for row in table.rows}
    sums: Mapping[str, Spread] = {"total": found.total} | {
        f"{phase}.sum": spread for phase, spread in found.phases.items()
    }
    lines = [
        (rows[key], spread, "rfi-total" if key == "total" else "rfi-phase")
        for key, spread in sums.items()
        if key in rows
    ]
    lines += [(rows[spread.key], spread, "") for spread in shown if spread.key in rows]
    told = {row.key for row, _, _ in lines}
    # Only remarks on figures that stand here are told below.
    here = replace(table, rows=tuple(row for row in table.rows if row.key in told))
    table = with_remarks(here, evaluation, lang)
    rows = {row.key: row for row in table.rows}
    lines = [(rows[row.key], spread, look) for row, spread, look in lines]
    spreads = [spread for _, spread, _ in lines]
    letters = tuple(
        "" if offer.totals.nominal_jpy is None else look_of(offer).letter
        for offer in comparison.offers
    )
    confirm = tuple(to_confirm_words(offer.certainty, lang) for offer in comparison.offers)
    drawn = _Drawn(comparison, reading, letters, _axis(spreads), spreads)
    body = []
    for place, (row, spread, look) in enumerate(lines):
        cells = _cells(row, spread, letters, reading, 0 if place else len(lines), confirm)
        cells += tag("td", _dots(spread, letters, drawn.axis), "rfi-dots")
        name = f'<th scope="row">{escape(row.heading)}</th>'
        body.append(tag("tr", name + cells, look))
    left = len(found.items) - len(shown)
    rest = text(
        "view.differences.rest", lang, count=left, least=threshold_words(least, evaluation, reading)
    )
    foot = tag("p", escape(rest), "rfi-notes") if left else ""
    lasting = list(table.notes)
    if any("joined" in spread.states for _, spread, _ in lines):
        lasting.append(text("view.statistics.note.joined", lang))
    notes = "<br>".join(escape(note) for note in lasting)
    many = " rfi-many" if len(comparison.offers) > MANY else ""
    html = (
        f'<div class="rfi-block" lang="{lang}"><table class="rfi-table rfi-differences{many}">'
        f"{_heading(drawn)}<tbody>{''.join(body)}</tbody></table>{foot}"
        f'<p class="rfi-notes">{notes}</p></div>'
    )
    return Picture(
        "differences",
        text("view.differences.title", lang),
        basis_caption(comparison, reading),
        html,
    )
