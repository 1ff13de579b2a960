"""The difference of two offers, and how far each assumption moves it, as one picture."""

from html import escape

from rfi.evaluation.evaluation import Evaluation
from rfi.text.numbers import format_number
from rfi.text.wording import text
from rfi.views.look.band.axis import Axis, axis_between
from rfi.views.look.band.marks import letter_mark, signed
from rfi.views.look.band.picture import Picture, said, tag
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading
from rfi.views.look.totals import open_words
from rfi.views.robust.pair import Move, moves_of

_PERCENT = 100
_ROOM = 0.18
# What moves the difference by less than this part of the widest is not drawn.
_LEAST = 0.01


def _bar(axis: Axis, move: Move, now: float) -> str:
    """Return the bar of one move: to its low end striped, to its high end solid."""
    parts = []
    ends = (
        (move.low, move.low_words, "rfi-swing-low"),
        (move.high, move.high_words, "rfi-swing-high"),
    )
    for value, words, look in ends:
        left, right = sorted((axis.at(now), axis.at(value)))
        style = f"left:{left}%;width:{round(right - left, 2)}%"
        parts.append(tag("span", "", f"rfi-swing {look}", style))
        side = "rfi-left-of" if value < now else "rfi-right-of"
        if value != now:
            parts.append(said(words, f"rfi-dot-words {side}", f"left:{axis.at(value)}%"))
    return "".join(parts)


def _tornado(axis: Axis, moves: list[Move], now: float) -> str:
    rows = []
    zero = axis.at(0.0)
    turned = f"left:{zero}%;right:0" if now < 0 else f"left:0;width:{zero}%"
    field = tag("span", "", "rfi-turned", turned)
    marks = tag("span", "", "rfi-zero", f"left:{zero}%") + tag(
        "span", "", "rfi-now-line", f"left:{axis.at(now)}%"
    )
    for move in moves:
        name = tag("div", tag("b", escape(move.title)) + said(move.reach, "rfi-below"), "rfi-left")
        track = axis.grid + field + marks + _bar(axis, move, now)
        rows.append(tag("div", name + tag("div", track, "rfi-track"), "rfi-swing-row"))
    return "".join(rows)


def _turns(moves: list[Move], reading: Reading) -> str:
    lang = reading.lang
    heads = "".join(
        f'<th scope="col">{escape(text(f"view.robust.{name}", lang))}</th>'
        for name in ("column.what", "column.now", "column.turn")
    )
    rows = "".join(
        tag(
            "tr",
            f'<th scope="row">{escape(move.title)}</th>'
            + tag("td", escape(move.now), "rfi-num")
            + tag("td", escape(move.turn), "rfi-num"),
        )
        for move in moves
        if move.turn
    )
    title = tag("h3", escape(text("view.robust.turns", lang)), "rfi-title")
    head = tag("thead", tag("tr", heads))
    return title + tag("table", head + tag("tbody", rows), "rfi-table rfi-turns")


def _uncertainty(evaluation: Evaluation, reading: Reading) -> str:
    lang, found = reading.lang, evaluation.robustness
    offers = evaluation.costs.offers
    known = [index for index in range(len(offers)) if found.uncertain.cheapest_share[index] >= 0]
    spread = format_number(found.spread * _PERCENT)
    draws = found.uncertain.draws
    words = text("view.robust.draws", lang, count=len(known), spread=spread, draws=f"{draws:,}")
    rows = []
    for index in known:
        share = float(found.uncertain.cheapest_share[index])
        bar = tag("span", tag("i", "", "", f"width:{round(share * _PERCENT, 1)}%"), "rfi-draws")
        printed = said(f"{format_number(share * _PERCENT, 1)}%", "rfi-figure")
        rows.append(tag("div", letter_mark(offers[index]) + bar + printed, "rfi-draw-row"))
    left = [look_of(offer).letter for index, offer in enumerate(offers) if index not in known]
    apart = (
        text("view.robust.apart", lang, letters=text("list.separator", lang).join(left))
        if left
        else ""
    )
    note = text("view.robust.not_chance", lang, seed=found.uncertain.seed) + apart
    title = tag("h3", escape(text("view.robust.prices", lang)), "rfi-title")
    return (
        title
        + tag("p", escape(words), "rfi-say")
        + "".join(rows)
        + tag("p", escape(note), "rfi-notes")
    )


def picture_tornado(evaluation: Evaluation, reading: Reading, first: int, second: int) -> Picture:
    """Return what moves second − first, where it turns, and how often each is the smallest.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis (figures are tax-excluded).
        first: Index of the offer that is taken off, its total exact.
        second: Index of the other, its total exact.
    """
    lang, swings = reading.lang, evaluation.swings
    now = float(swings.now[second] - swings.now[first])
    moves = moves_of(evaluation, first, second, reading)
    widest = max((move.size for move in moves), default=0.0)
    drawn = [move for move in moves if move.size >= _LEAST * widest]
    ends = [0.0, now, *(end for move in drawn for end in (move.low, move.high))]
    scale = scale_of(ends)
    # The words of a bar that ends at zero stand beside zero.
    axis = axis_between(ends, scale, _ROOM, is_signed=True)
    letters = [look_of(evaluation.costs.offers[index]).letter for index in (first, second)]
    amount = signed(now, scale.label(now), lang)
    smaller = letters[1] if now < 0 else letters[0]
    title = text(
        "view.robust.title",
        lang,
        first=letters[0],
        second=letters[1],
        amount=amount,
        unit=scale.title(lang),
    )
    same = text("view.robust.same", lang)
    said_now = text("view.robust.smaller", lang, letter=smaller) if now else same
    pair = [evaluation.costs.offers[index] for index in (first, second)]
    opened = open_words(pair, lang)
    caption = said_now
    ticks = tag(
        "div",
        tag("div", "") + tag("div", tag("span", axis.heading(), "rfi-ticks"), "rfi-track"),
        "rfi-swing-row rfi-swing-head",
    )
    foot = text(
        "view.robust.foot",
        lang,
        amount=amount,
        unit=scale.title(lang),
        first=letters[0],
        second=letters[1],
    )
    if opened:
        foot = f"{foot} {text('view.open_totals', lang, offers=opened)}"
    left = ticks + _tornado(axis, drawn, now) + tag("p", escape(foot), "rfi-notes")
    right = _turns(moves, reading) + _uncertainty(evaluation, reading)
    html = tag("div", tag("div", left) + tag("div", right), "rfi-robust")
    return Picture("tornado", title, caption, html)
