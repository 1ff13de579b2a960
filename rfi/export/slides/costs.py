"""Slides of the costs: totals with their parts, items that part, fiscal years, what was moved."""

from dataclasses import replace

from rfi.compare.cost.rows.statistics import Spread, rank_spreads
from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.overview.chart_source import PARTS, chart_source
from rfi.export.book.overview.finding import finding, missing
from rfi.export.book.overview.rows import overview_table
from rfi.export.drawing import DIAGONAL, SOLID, WHITE, Drawing, Series
from rfi.export.slides.part import Part, rows_by_key
from rfi.export.slides.slide import Grid, Line, Slide
from rfi.text.wording import text
from rfi.views.cost.fiscal_years import view_fiscal_years
from rfi.views.cost.items import view_items
from rfi.views.look.chart import scale_of
from rfi.views.look.estimate_marks import no_figure
from rfi.views.look.offers import look_of
from rfi.views.look.reading import Reading, money_factor, unit_title
from rfi.views.look.remark.marks import with_remarks
from rfi.views.look.totals import known_total_of
from rfi.views.meeting.changes import condition_title, condition_words
from rfi.views.meeting.totals import by_key, changed

_LOOKS = (SOLID, DIAGONAL, WHITE)
_ROWS = ("total", "per_resident", "today.total", "today.difference", "difference", "certainty")
# Items that are shown, and of how many the bars stay apart.
_ITEMS = 8
_DIGITS = 1


def spreads_of(evaluation: Evaluation, reading: Reading) -> list[Spread]:
    """Return the items in which exact figures part, the widest first."""
    found = evaluation.statistics(reading.measure)
    return [one for one in rank_spreads(found.items.values(), "difference") if one.difference]


def totals_slide(part: Part) -> Slide:
    """Return the totals with their parts, a bar an offer."""
    evaluation, reading = part.evaluation, part.reading
    table = overview_table(evaluation, reading)
    source = chart_source(table, evaluation, reading)
    names = []
    for index, letter in zip(part.indexes, part.letters, strict=True):
        offer, sign = evaluation.costs.offers[index], source.signs[index]
        total = known_total_of(offer, reading)
        shown = (
            no_figure(offer, part.lang)
            if sign is None or total is None
            else source.scale.label(total, sign)
        )
        names.append(f"{letter}\n{shown}")
    rows = {row.key: row for row in table.rows}
    series = tuple(
        Series(
            rows[key].heading.strip(),
            tuple(source.parts[at][index] for index in part.indexes),
            look,
        )
        for at, (key, look) in enumerate(zip(PARTS, _LOOKS, strict=True))
    )
    most = max((sum(one) for one in zip(*source.parts, strict=True)), default=0.0)
    unit = source.scale.title(part.lang)
    drawing = Drawing("", "stacked", tuple(names), series, _DIGITS, most or None)
    return Slide(
        "totals",
        part.title("totals"),
        part.word("totals.sub", unit=unit),
        (drawing,),
        part.grid(table, rows_by_key(table, _ROWS), unit_title(reading)),
        notes=(finding(part.costs, reading), missing(part.costs, part.lang), *table.notes),
    )


def items_slide(part: Part) -> Slide | None:
    """Return the items in which exact totals part most; None where none is exact twice."""
    evaluation, lang = part.evaluation, part.lang
    none = text("view.none", lang)
    spreads = spreads_of(evaluation, part.reading)[:_ITEMS]
    if not spreads:
        return None
    million = replace(part.reading, unit="million")
    items = view_items(evaluation, million)
    rows = tuple(rows_by_key(items, [one.key for one in spreads]))
    table = with_remarks(replace(items, rows=rows), evaluation, lang)
    factor = money_factor(million.unit)
    titles = [evaluation.questionnaire.items[one.key] for one in spreads]
    size = part.word("items.size")
    drawing = Drawing(
        part.word("items.chart", unit=unit_title(million)),
        "bars",
        tuple(titles),
        (Series(size, tuple((one.difference or 0.0) / factor for one in spreads), DIAGONAL),),
        _DIGITS,
    )
    grid = part.grid(table, table.rows, unit_title(million), is_short=True)
    silent = {
        at
        for at, index in enumerate(part.indexes)
        if part.costs.offers[index].totals.nominal_jpy is None
    }
    # Why an offer has no figure at all is said once, not in each of its cells.
    lines = tuple(
        replace(
            line, cells=tuple(none if at in silent else cell for at, cell in enumerate(line.cells))
        )
        for line in grid.lines
    )
    why = [
        part.word(
            "items.silent",
            letter=part.letters[at],
            why=no_figure(part.costs.offers[part.indexes[at]], lang),
        )
        for at in sorted(silent)
    ]
    return Slide(
        "items",
        part.title("items"),
        part.word("items.sub", count=len(spreads), unit=unit_title(million)),
        (drawing,),
        replace(grid, first=0.24, lines=lines),
        remark="".join((part.word("items.remark"), *why)),
        is_beside=True,
        notes=(table.caption, *table.notes),
    )


def years_slide(part: Part) -> Slide | None:
    """Return what falls into each fiscal year; None without a year."""
    table = view_fiscal_years(part.evaluation, part.reading)
    years = [row for row in table.rows if row.level == "plain"]
    amounts = [cell.value or 0.0 for row in years for cell in row.cells]
    if not any(amounts):
        return None
    scale = scale_of(amounts)
    series = []
    for at, letter in zip(part.indexes, part.letters, strict=True):
        look = look_of(part.costs.offers[at])
        values = tuple(
            None if row.cells[at].value is None else (row.cells[at].value or 0.0) / scale.factor
            for row in years
        )
        series.append(Series(letter, values, look.pattern or SOLID, look.colour))
    drawing = Drawing(
        "",
        "columns",
        tuple(row.heading for row in years),
        tuple(series),
        _DIGITS,
        max(amounts) / scale.factor,
        has_labels=False,
    )
    return Slide(
        "years",
        part.title("years"),
        part.word("years.sub", unit=scale.title(part.lang)),
        (drawing,),
        part.with_certainty(part.grid(table, table.rows, unit_title(part.reading))),
        notes=(table.caption, *table.notes),
    )


def moved_slide(part: Part) -> Slide | None:
    """Return the totals beside those that the meeting pinned; None where nothing was moved."""
    base, reading, lang = part.given.base, part.reading, part.lang
    if base is None or not base.changed:
        return None
    now = part.costs.offers
    before = by_key(base.evaluation.costs)
    totals = {index: known_total_of(now[index], reading) for index in part.indexes}
    scale = scale_of(total for total in totals.values() if total is not None)
    shown: list[tuple[str, str, str]] = []
    for index, total in totals.items():
        offer, old = now[index], before.get(now[index].offer_key)
        was = None if old is None else known_total_of(old, reading)
        change = changed(offer, old, reading, scale)
        amount = change.amount if change.moves else part.word("moved.same")
        mark = part.word("moved.open") if change.is_open and change.part else ""
        shown.append(
            (
                no_figure(offer, lang)
                if total is None
                else scale.label(total, offer.bound.sign.replace("〜", "")),
                no_figure(old, lang)
                if old is not None and was is None
                else ""
                if old is None
                else scale.label(was or 0.0, old.bound.sign.replace("〜", "")),
                amount + mark if change.part else change.amount,
            )
        )
    heads = ("now", "before", "change")
    columns = list(zip(*shown, strict=True))
    lines = tuple(
        Line(part.word(f"moved.{name}"), tuple(cells), name == "now")
        for name, cells in zip(heads, columns, strict=True)
    )
    words = [
        part.word(
            "moved.one",
            title=condition_title(key, reading),
            before=condition_words(key, base.evaluation, reading),
            after=condition_words(key, part.evaluation, reading),
        )
        for key in base.changed
    ]
    old_values = tuple(
        None
        if (found := before.get(now[index].offer_key)) is None
        else (known_total_of(found, reading) or 0.0) / scale.factor
        for index in part.indexes
    )
    series = (
        Series(
            part.word("moved.now"), tuple((one or 0.0) / scale.factor for one in totals.values())
        ),
        Series(part.word("moved.before"), old_values, DIAGONAL),
    )
    return Slide(
        "moved",
        part.title("moved"),
        part.word("moved.sub", unit=scale.title(lang)),
        (Drawing("", "columns", part.letters, series, scale.digits),),
        part.with_certainty(Grid(scale.title(lang), part.heads, lines)),
        remark=part.word("moved.separator").join(words),
        notes=words,
    )
