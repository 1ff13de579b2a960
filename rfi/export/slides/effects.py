"""Slides of what an offer brings: joint use, hours of residents and staff, requirements met."""

from rfi.export.drawing import DIAGONAL, SOLID, Drawing, Series
from rfi.export.slides.part import Part, rows_by_key
from rfi.export.slides.slide import Grid, Line, Slide
from rfi.views.benefit.ledgers import view_benefit_ledgers
from rfi.views.fit.rates import view_fit_rates
from rfi.views.joint.number_effect import view_number_effect
from rfi.views.joint.shares import view_shares
from rfi.views.look.chart import Scale, scale_of
from rfi.views.look.needed import missing_fit
from rfi.views.look.reading import unit_title
from rfi.views.look.table import Row, Table
from rfi.views.summary.effects import view_whole_summary

_HOURS = ("staff_hours", "resident_hours")
_SIDES = (("discounted", SOLID), ("claimed", DIAGONAL))
_EFFECTS = ("fte_discounted", "visits.discounted", "cash_jpy.discounted")
_THOUSAND, _PERCENT = 1000, 100
_LOOKS = (SOLID, DIAGONAL, ".", "x", "-", "|", "+", "\\")


def _amounts(rows: list[Row], part: Part) -> list[float]:
    return [row.cells[index].value or 0.0 for row in rows for index in part.indexes]


def _chart(rows: list[Row], part: Part, scale: Scale) -> Drawing:
    series = tuple(
        Series(row.heading, part.values(row, scale.factor), look)
        for row, look in zip(rows, _LOOKS, strict=False)
    )
    return Drawing("", "columns", part.marked(rows), series, scale.digits)


def _joint(part: Part, table: Table, rows: list[Row], sub: str, charted: list[Row]) -> Slide | None:
    amounts = _amounts(charted, part)
    if not any(amounts):
        return None
    scale = scale_of(amounts)
    is_own = sub == "joint.city"
    grid = part.with_certainty(part.grid(table, rows, unit_title(part.reading), with_notes=is_own))
    return Slide(
        "joint",
        part.title("joint"),
        part.word(sub, unit=scale.title(part.lang), title=table.title),
        (_chart(charted, part, scale),),
        grid,
        notes=(table.title, table.caption, *table.notes),
    )


def joint_slide(part: Part) -> Slide | None:
    """Return what a city bears alone and beside others; None where no group is priced."""
    evaluation = part.evaluation
    if evaluation.number_effect is None:
        return None
    joint, city = evaluation.joint_use, evaluation.conditions.city
    if joint is None:
        table = view_number_effect(evaluation, part.reading)
        rows = list(table.rows)
        return _joint(part, table, rows, "joint.number", rows[: len(_LOOKS)])
    table = view_shares(evaluation, part.reading)
    if city is None:
        members = [row for row in table.rows if row.key.endswith(".share")]
        named = [
            Row(row.key, member.name, row.cells, row.kind)
            for row, member in zip(members, joint.members, strict=True)
        ]
        rows = [*rows_by_key(table, ("group", "individual")), *named]
        return _joint(part, table, rows, "joint.members", named[: len(_LOOKS)])
    own = [f"{city.code}.{name}" for name in ("share", "alone", "difference")]
    rows = rows_by_key(table, ("group", "individual", *own))
    return _joint(part, table, rows, "joint.city", rows_by_key(table, own[:2]))


def effects_slide(part: Part) -> Slide | None:
    """Return hours of staff and residents, as answered and by evidence; None without answers."""
    evaluation = part.evaluation
    if not evaluation.benefits.has_lines:
        return None
    table = view_benefit_ledgers(evaluation, part.reading)
    rows = {row.key: row for row in table.rows}
    pairs = {
        measure: [(rows[f"{measure}.{side}"], side, look) for side, look in _SIDES]
        for measure in _HOURS
        if f"{measure}.discounted" in rows
    }
    values = [
        row.cells[at].value or 0.0
        for found in pairs.values()
        for row, _, _ in found
        for at in part.indexes
    ]
    most = max(values, default=0.0) / _THOUSAND
    drawings = tuple(
        Drawing(
            part.word(f"effects.{measure}"),
            "columns",
            part.marked(row for row, _, _ in found),
            tuple(
                Series(part.word(f"effects.{side}"), part.values(row, _THOUSAND), look)
                for row, side, look in found
            ),
            _digits(most),
            most or None,
        )
        for measure, found in pairs.items()
    )
    summary = view_whole_summary(evaluation, part.reading)
    grid = part.grid(table, rows_by_key(table, _EFFECTS), part.word("effects.corner"))
    unanswered = part.grid(summary, rows_by_key(summary, ("kpis_unanswered",)))
    named = dict(zip(_EFFECTS, grid.lines, strict=False))
    lines = tuple(
        Line(
            part.word(f"effects.{key.partition('.')[0]}", unit=unit_title(part.reading)), line.cells
        )
        for key, line in named.items()
    )
    return Slide(
        "effects",
        part.title("effects"),
        part.word("effects.sub"),
        drawings,
        Grid(grid.corner, grid.heads, (*lines, *unanswered.lines), 0.2),
        remark=part.word("effects.remark"),
        notes=(table.caption, *table.notes),
    )


def _digits(most: float) -> int:
    """Return the digits after the point of thousands of hours: none where they are many."""
    return 0 if most >= 2 * len(_LOOKS) else 1


def fit_slide(part: Part) -> Slide | None:
    """Return the rates of requirements met; None where none was asked or answered."""
    evaluation = part.evaluation
    if missing_fit(evaluation.fit, evaluation.questionnaire):
        return None
    table = view_fit_rates(evaluation, part.reading)
    classes = rows_by_key(table, ("required", "standard_option"))
    series = tuple(
        Series(
            row.heading,
            tuple(None if value is None else value * _PERCENT for value in part.values(row, 1)),
            look,
        )
        for row, look in zip(classes, _LOOKS, strict=False)
    )
    drawing = Drawing("", "columns", part.letters, series, 0, _PERCENT)
    keys = (
        "counted",
        "unanswered_share",
        "not_to_implement",
        "customize",
        "roadmap",
        "not_possible",
    )
    return Slide(
        "fit",
        part.title("fit"),
        part.word("fit.sub"),
        (drawing,),
        part.grid(table, [*classes, *rows_by_key(table, keys)], table.corner),
        notes=(table.caption, *table.notes),
    )
