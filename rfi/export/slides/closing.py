"""Slides of how sure the figures are: what moves a difference, what is open, the conditions."""

from rfi.export.book.overview.finding import missing
from rfi.export.drawing import DIAGONAL, SOLID, Drawing, Series
from rfi.export.slides.part import Part, rows_by_key
from rfi.export.slides.slide import Grid, Line, Slide
from rfi.views.conditions.bar import view_conditions
from rfi.views.conditions.by_offer import view_hole_counts
from rfi.views.look.chart import scale_of
from rfi.views.look.offers import look_of
from rfi.views.look.reading import unit_title
from rfi.views.robust.pair import exact_offers, moves_of
from rfi.views.robust.tables import view_swings
from rfi.views.summary.effects import view_whole_summary

_MOVES = 8
_ENDS = (("at_low", SOLID), ("at_high", DIAGONAL))
_OPEN = ("kpis_unanswered", "fit_unanswered", "certainty")
# Columns of the table of moves that a slide has room for, and where they stand in it.
_SHOWN = {"now": 0, "at_low": 3, "at_high": 4, "turn": 5}


def robust_slide(part: Part) -> Slide | None:
    """Return what moves the difference of the first two exact offers; None without two."""
    evaluation, lang = part.evaluation, part.lang
    pair = tuple(exact_offers(evaluation)[:2])
    if len(pair) < len(_ENDS):
        return None
    moves = moves_of(evaluation, pair[0], pair[1], part.reading)[:_MOVES]
    if not moves:
        return None
    scale = scale_of(abs(end) for move in moves for end in (move.low, move.high))
    series = tuple(
        Series(
            part.word(f"robust.{name}"),
            tuple((move.low if name == "at_low" else move.high) / scale.factor for move in moves),
            look,
        )
        for name, look in _ENDS
    )
    titles = tuple(move.title for move in moves)
    table = view_swings(evaluation, part.reading, pair[0], pair[1])
    kept = {row.key for row in table.rows if row.level == "total"} | set(titles)
    lines = tuple(
        Line(row.heading, tuple(table.shown(row, row.cells[at]) for at in _SHOWN.values()))
        for row in table.rows
        if row.key in kept
    )
    first, second = (look_of(part.costs.offers[index]).letter for index in pair)
    return Slide(
        "robust",
        part.title("robust"),
        part.word("robust.sub", first=first, second=second, unit=scale.title(lang)),
        (Drawing("", "bars", titles, series, scale.digits, is_difference=True),),
        Grid(
            unit_title(part.reading),
            tuple(part.word(f"robust.{name}") for name in _SHOWN),
            lines,
            0.3,
        ),
        is_beside=True,
        notes=(table.title, table.caption, *table.notes),
    )


def holes_slide(part: Part) -> Slide:
    """Return what is not answered or not priced, offer by offer."""
    table = view_hole_counts(part.evaluation, part.reading)
    summary = view_whole_summary(part.evaluation, part.reading)
    grid = part.grid(table, table.rows)
    more = part.grid(summary, rows_by_key(summary, _OPEN), with_notes=True)
    return Slide(
        "holes",
        part.title("holes"),
        part.word("holes.sub"),
        grid=Grid(part.word("holes.corner"), grid.heads, (*grid.lines, *more.lines), 0.2),
        remark=missing(part.costs, part.lang, part.indexes),
        notes=(table.caption, *table.notes),
    )


def conditions_slide(part: Part) -> Slide:
    """Return what decides the figures."""
    bar = view_conditions(part.evaluation, part.reading)
    lines = tuple(Line(label, (value,)) for label, value in bar.parts)
    return Slide(
        "conditions",
        part.word("conditions.title"),
        part.word("conditions.sub"),
        grid=Grid(
            part.word("conditions.name"),
            (part.word("conditions.value"),),
            lines,
            0.2,
            is_words=True,
        ),
        remark=part.word("conditions.remark"),
    )
