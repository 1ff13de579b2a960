"""稼働率: what a percentage leaves in hours and minutes a year, and planned stops beside it."""

from collections.abc import Iterator

from rfi.compare.service.levels import Availability
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.chart import INK, Figure, escape_markup, layout, name_axis, value_axis
from rfi.views.look.offers import look_of, offer_columns, offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Kind, Row, Table, TableCell
from rfi.views.service.cells import hours_words
from rfi.views.service.matrix import item_row

_RECOVERY = ("rpo", "rto", "rlo", "disaster_restart", "first_response", "operating_hours")
_BAR, _FRAME = 44, 90


def _unanswered(lang: Lang) -> TableCell:
    return TableCell(text=text("service.matrix.unanswered", lang), is_marked=True)


def _figure_rows(found: list[Availability | None], lang: Lang) -> Iterator[Row]:
    figures = {
        "percent": [None if one is None else one.percent for one in found],
        "hours": [None if one is None else one.downtime_hours for one in found],
        "minutes": [None if one is None else one.downtime_minutes for one in found],
        "planned": [None if one is None else one.planned_hours for one in found],
    }
    for name, values in figures.items():
        cells = tuple(_unanswered(lang) if value is None else TableCell(value) for value in values)
        kind: Kind = "count" if name == "minutes" else "number"
        yield Row(name, text(f"service.availability.{name}", lang), cells, kind)
    sums = tuple(
        _unanswered(lang)
        if one is None
        else TableCell(
            one.downtime_hours + (one.planned_hours or 0),
            sign="≧" if one.planned_hours is None else "",
        )
        for one in found
    )
    heading, note = (text(f"service.availability.{key}", lang) for key in ("sum", "sum.note"))
    yield Row("sum", heading, sums, "number", "total", note)


def view_availability(evaluation: Evaluation, reading: Reading) -> Table:
    """Return the availability of each offer, what it leaves, and what is answered on recovery."""
    levels, lang = evaluation.service_levels, reading.lang
    found = [offer.availability for offer in levels.offers]
    rows = list(_figure_rows(found, lang))
    for name in ("availability_period", "availability_exclusions"):
        item = levels.standard(name)
        if item is not None:
            rows.append(item_row(levels, item, lang))
    availability = levels.standard("availability")
    if availability is not None:
        words = tuple(
            TableCell(text=offer.answer(availability.item_id).exclusions or text("view.none", lang))
            for offer in levels.offers
        )
        heading = text("service.availability.exclusions", lang)
        rows.append(Row("exclusions", heading, words, "text"))
    recovery = [item for item in map(levels.standard, _RECOVERY) if item is not None]
    if recovery:
        heading = text("service.availability.other", lang)
        rows.append(Row("recovery", heading, level="section"))
        rows.extend(item_row(levels, item, lang) for item in recovery)
    return Table(
        key="service_availability",
        title=text("service.availability.title", lang),
        caption=text("service.availability.caption", lang),
        corner=text("service.availability.corner", lang),
        columns=offer_columns(levels),
        rows=tuple(rows),
        notes=(text("service.matrix.note", lang),),
    )


def figure_availability(evaluation: Evaluation, reading: Reading) -> Figure:
    """Return the hours a year that each service may stop: by its promise, and planned."""
    levels, lang = evaluation.service_levels, reading.lang
    indexes = range(len(levels.offers))
    found = [offer.availability for offer in levels.offers]
    looks = [look_of(offer) for offer in levels.offers]
    names = [escape_markup(offer_label(levels, index)) for index in indexes]
    series = {
        "downtime": [0.0 if one is None else one.downtime_hours for one in found],
        "planned": [0.0 if one is None else one.planned_hours or 0.0 for one in found],
    }
    largest = max(map(sum, zip(*series.values(), strict=True)), default=0) or 1
    data = []
    for name, hours in series.items():
        title, is_first = text(f"service.availability.bar.{name}", lang), name == "downtime"
        data.append(
            {
                "type": "bar",
                "orientation": "h",
                "name": title,
                "y": names,
                "x": hours,
                "hovertemplate": "%{y}<br>" + title + " %{x:,.2f}<extra></extra>",
                "marker": {
                    "color": [look.colour if is_first else look.tint for look in looks],
                    "line": {"color": INK, "width": 1},
                    "pattern": {"shape": "" if is_first else "/", "fillmode": "overlay", "size": 6},
                },
            }
        )
    annotations = [
        {
            "x": series["downtime"][index] + series["planned"][index],
            "y": names[index],
            "text": _end_label(found[index], lang),
            "xanchor": "left",
            "showarrow": False,
            "xshift": 6,
        }
        for index in indexes
    ]
    return {
        "data": data,
        "layout": layout(
            text("service.availability.figure", lang),
            text("service.availability.figure.subtitle", lang),
            _BAR * len(names) + _FRAME,
            barmode="stack",
            annotations=annotations,
            xaxis={**value_axis(), "range": [0, 1.5 * largest]},
            yaxis=name_axis(autorange="reversed"),
        ),
    }


def _end_label(found: Availability | None, lang: Lang) -> str:
    """Return what stands behind a bar: its parts in hours, or that they are unanswered."""
    if found is None:
        return text("service.matrix.unanswered", lang)
    downtime, planned = found.downtime_hours, found.planned_hours
    if planned is None:
        return text("service.availability.bar.open", lang, downtime=hours_words(downtime))
    return text(
        "service.availability.bar.sum",
        lang,
        sum=hours_words(downtime + planned),
        downtime=hours_words(downtime),
        planned=hours_words(planned),
    )
