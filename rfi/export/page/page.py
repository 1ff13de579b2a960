"""The page: overview, contents, tables with their charts, conditions; one file, self-contained."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from html import escape
from pathlib import Path

from rfi.export.book.overview.finding import finding, missing
from rfi.export.book.overview.notes import page_notes
from rfi.export.book.overview.rows import overview_table
from rfi.export.book.sheet_layout import line_count
from rfi.export.book.sheet_plan import PlannedSheet, planned_sheets
from rfi.export.condition_rows import condition_headings, condition_rows
from rfi.export.drawing import Drawing
from rfi.export.given import Given
from rfi.export.page.svg import svg_of
from rfi.export.slides.costs import items_slide, totals_slide, years_slide
from rfi.export.slides.effects import effects_slide, fit_slide, joint_slide
from rfi.export.slides.part import Part
from rfi.export.tables import tables_of
from rfi.text.wording import text
from rfi.views.conditions.bar import data_digest, view_conditions
from rfi.views.look.table import Table
from rfi.views.look.table_html import letters_css, table_html

_STYLE = Path(__file__).with_name("page.css")
# Up to so many lines a section is printed on A4; a chart takes as much as so many.
_SHORT_LINES, _CHART_LINES = 25, 12
# A section of up to so many lines takes no page of its own: it follows the one before it.
_FEW_LINES = 6
# Characters across A4 on its side, and the part of them that the names take.
_ACROSS, _NAMES = 165, 0.18
_DIGEST = 8
# Sheet of tables → what draws its chart.
_DRAWN = {
    "items": items_slide,
    "years": years_slide,
    "joint": joint_slide,
    "effects": effects_slide,
    "fit": fit_slide,
}
# Nothing is fetched and nothing runs, whatever words the page holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@cache
def _style() -> str:
    return _STYLE.read_text("utf-8")


def _css_words(words: str) -> str:
    r"""Return words as a string of a style sheet: every sign by its number, so none ends it.

    >>> _css_words('A"')
    '"\\41 \\22 "'
    """
    return '"' + "".join(f"\\{ord(sign):x} " for sign in words) + '"'


def _edges(given: Given) -> str:
    """Return what stands at the edges of every page of paper."""
    lang, asked = given.reading.lang, given.evaluation.questionnaire
    above, day = given.imprint.lines(lang, given.evaluation.conditions.level)
    digest = data_digest(given.evaluation.conditions)[:_DIGEST]
    data = text("export.book.page.data", lang, digest=digest)
    foot = text("export.page.foot", lang, day=day, questionnaire=asked.questionnaire_id)
    of = _css_words(text("export.minutes.of", lang))
    places = {
        "top-left": _css_words(asked.title),
        "top-right": _css_words(above),
        "bottom-left": _css_words(foot),
        "bottom-center": f"counter(page) {of} counter(pages)",
        "bottom-right": _css_words(data),
    }
    boxes = "".join(
        f"@{place}{{content:{words};font-size:8pt;color:#333333"
        # A long foot gives way, never the number of the page.
        f"{'' if place.endswith('left') else ';white-space:nowrap'}}}"
        for place, words in places.items()
    )
    return f"@page{{{boxes}}}"


def _figure(drawing: Drawing) -> str:
    return f"<figure><figcaption>{escape(drawing.title)}</figcaption>{svg_of(drawing)}</figure>"


def _named(drawing: Drawing, title: str) -> Drawing:
    """Return a chart with a title of its own: on a slide the slide says it."""
    return drawing if drawing.title else replace(drawing, title=title)


def _charts(key: str, part: Part) -> Iterator[str]:
    """Yield the charts of a sheet of tables."""
    found = _DRAWN[key](part) if key in _DRAWN and part.indexes else None
    if found is not None:
        for drawing in found.charts:
            yield _figure(_named(drawing, found.sub))


def _first(given: Given, part: Part, table: Table) -> str:
    """Return the first page: finding, chart, table, marks."""
    lang, reading = given.reading.lang, given.reading
    costs = given.evaluation.costs
    # The conditions stand above already, and the marks in the notes below.
    line = view_conditions(given.evaluation, reading).line(reading)
    named = text("export.book.overview.named", lang)
    shown = table_html(replace(table, notes=()), reading)
    chart = ""
    if part.indexes:
        slide = totals_slide(part)
        chart = _figure(_named(slide.charts[0], slide.sub))
    notes = "".join(
        f'<p class="rfi-notes">{escape(named.format(name=name, words=words))}</p>'
        for name, words in page_notes(given.evaluation, reading, table)
        if words != line
    )
    return (
        f'<p class="finding">{escape(finding(costs, reading))}</p>'
        f"<p>{escape(missing(costs, lang))}</p>{chart}{shown}{notes}"
    )


def first_page(given: Given) -> str:
    """Return what the first page shows, as a part of a page: for a look before it goes out."""
    table = overview_table(given.evaluation, given.reading)
    costs = given.evaluation.costs
    return (
        f'<p class="rfi-finding">{escape(finding(costs, given.reading))}</p>'
        f"<p>{escape(missing(costs, given.reading.lang))}</p>{table_html(table, given.reading)}"
    )


def _lines_of(table: Table) -> int:
    """Return how many lines the rows of a table take on A4: a note stands below its figure."""
    room = _ACROSS * (1 - _NAMES) / max(len(table.columns), 1)
    return sum(
        max(
            (
                line_count(table.shown(row, cell), room)
                + (line_count(cell.beside, room) if cell.beside else 0)
                for cell in row.cells
            ),
            default=1,
        )
        for row in table.rows
    )


def _sections(sheets: Sequence[PlannedSheet], given: Given, part: Part) -> Iterator[str]:
    """Yield the sections: long ones on A3, short ones on A4, the shortest on the page before."""
    look = ""
    for planned in sheets:
        charts = tuple(_charts(planned.key, part))
        lines = _CHART_LINES * len(charts) + sum(map(_lines_of, planned.tables))
        is_joined = lines <= _FEW_LINES and planned is not sheets[0]
        if not is_joined:
            look = "short" if lines <= _SHORT_LINES else "long"
        yield _section(planned, given, charts, f"{look} joined" if is_joined else look)


def _section(planned: PlannedSheet, given: Given, charts: Sequence[str], look: str) -> str:
    tables = "".join(table_html(table, given.reading) for table in planned.tables)
    title = f"<h2>{escape(planned.name)}</h2>"
    return f'<section id="{planned.key}" class="{look}">{title}{"".join(charts)}{tables}</section>'


def _conditions(given: Given) -> str:
    """Return everything that decides the figures, as a table."""
    lang = given.reading.lang
    heads = "".join(f'<th scope="col">{escape(one)}</th>' for one in condition_headings(lang))
    span = len(condition_headings(lang))
    body = []
    for row in condition_rows(given.evaluation, given.reading, given.imprint.audit):
        if row.is_heading or row.is_sentence:
            look = ' class="rfi-section"' if row.is_heading else ""
            body.append(f'<tr{look}><th colspan="{span}">{escape(row.name)}</th></tr>')
            continue
        cells = "".join(f"<td>{escape(word)}</td>" for word in row.cells[1:])
        body.append(f'<tr><th scope="row">{escape(row.name)}</th>{cells}</tr>')
    title = escape(text("export.book.conditions", lang))
    return (
        f'<section id="conditions"><h2>{title}</h2><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{''.join(body)}</tbody></table></section>"
    )


def _contents(sheets: Sequence[PlannedSheet], given: Given) -> str:
    named: Mapping[str, str] = {
        **{sheet.key: sheet.name for sheet in sheets},
        "conditions": text("export.book.conditions", given.reading.lang),
    }
    links = " ".join(f'<a href="#{key}">{escape(name)}</a>' for key, name in named.items())
    title = escape(text("export.book.contents", given.reading.lang))
    return f'<p class="contents"><strong>{title}</strong> {links}</p>'


def write_page(given: Given) -> bytes:
    """Return the page in UTF-8: every word escaped, no script, nothing that is fetched.

    Args:
        given: The evaluation, how it is read, number and day of the paper.
    """
    evaluation, reading, lang = given.evaluation, given.reading, given.reading.lang
    offers = evaluation.costs.offers
    part = Part(given, tuple(range(len(offers))))
    table = overview_table(evaluation, reading)
    sheets = [
        one for one in planned_sheets(tables_of(evaluation, reading), lang) if not one.is_detail
    ]
    title = text("export.book.overview.of", lang, title=evaluation.questionnaire.title)
    above, day = given.imprint.lines(lang, given.evaluation.conditions.level)
    line = view_conditions(evaluation, reading).line(reading)
    style = "".join((_style(), _edges(given), letters_css(offer.place for offer in offers)))
    whole = (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        f'<section class="first"><header><h1>{escape(title)}</h1>'
        f'<div class="stamp">{escape(above)}<br>{escape(day)}</div></header>'
        f'<p class="conditions">{escape(line)}</p>'
        f"{_contents(sheets, given)}{_first(given, part, table)}</section>"
        f"{''.join(_sections(sheets, given, part))}{_conditions(given)}"
        "</body></html>\n"
    )
    return whole.encode("utf-8", "replace")
