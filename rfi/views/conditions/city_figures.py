"""Figures and yearly cases of a city, each with unit, owner and how sure it is."""

from collections.abc import Iterable, Mapping

from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.city.city import City
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.views.conditions.chosen_words import city_figure_words, is_listed, status_title
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_PERCENT = 100


def _columns(names: tuple[str, ...], lang: Lang) -> tuple[Column, ...]:
    return tuple(Column(name, text(f"view.city.{name}", lang)) for name in names)


def view_cities(cities: Iterable[City], reading: Reading) -> Table:
    """Return cities with their residents, to look up before one is chosen."""
    lang = reading.lang
    rows = []
    for city in cities:
        figure = city.figures["population"]
        cells = (
            TableCell(text=city.code),
            TableCell(text=city.prefecture),
            TableCell(text=city_figure_words(figure.value)),
            TableCell(text=status_title(figure.status, lang)),
            TableCell(text=figure.source),
        )
        rows.append(Row(city.code, city.name, cells, "text"))
    return Table(
        key="cities",
        title=text("view.city.list", lang),
        caption=text("view.city.list.caption", lang, count=len(rows)),
        corner=text("view.city.name", lang),
        columns=_columns(("code", "prefecture", "population", "status", "source"), lang),
        rows=tuple(rows),
    )


def view_volumes(evaluation: Evaluation, reading: Reading, city: City) -> Table:
    """Return the yearly cases of every procedure."""
    questionnaire, lang = evaluation.questionnaire, reading.lang
    titles = questionnaire.procedures
    rows = []
    for procedure, title in titles.items():
        volume = city.volumes.get(procedure)
        online = None if volume is None else volume.online_rate
        cells = (
            TableCell(text=city_figure_words(volume.annual_cases if volume else None)),
            TableCell(
                text=text("view.city.unknown", lang)
                if online is None
                else f"{trimmed(online * _PERCENT)}%"
            ),
            TableCell(text=status_title(volume.status, lang) if volume else ""),
        )
        rows.append(Row(procedure, title, cells, "text", note=procedure))
    return Table(
        key="volumes",
        title=text("view.city.volumes", lang),
        caption=text("view.city.volumes.caption", lang),
        corner=text("view.city.procedure", lang),
        columns=_columns(("cases", "online", "status"), lang),
        rows=tuple(rows),
    )


def view_group(group: tuple[City, ...], weights: Mapping[str, float], reading: Reading) -> Table:
    """Return the members of a group with their residents, and weights where they share by them."""
    lang = reading.lang
    total = sum(city.population for city in group)
    last_name = ("weight",) if weights else ()
    names = ("code", "population", "population_share", "status", "source", *last_name)
    rows = []
    for city in group:
        figure = city.figures["population"]
        cells = [
            TableCell(text=city.code if is_listed(city) else text("view.city.no_code", lang)),
            TableCell(text=city_figure_words(figure.value)),
            TableCell(text=f"{trimmed(figure.value / total * _PERCENT, 1)}%"),
            TableCell(text=status_title(figure.status, lang)),
            TableCell(text=figure.source),
        ]
        if weights:
            cells.append(TableCell(text=trimmed(weights.get(city.code, 0.0))))
        rows.append(Row(city.code, city.name, tuple(cells), "text"))
    last = [TableCell(text="") for _ in names]
    last[1] = TableCell(text=city_figure_words(total))
    if weights:
        last[-1] = TableCell(text=trimmed(sum(weights.values())))
    total_row = Row("total", text("view.city.total", lang), tuple(last), "text", "total")
    return Table(
        key="group",
        title=text("view.city.group", lang),
        caption=text("view.city.group.caption", lang, count=len(group)),
        corner=text("view.city.name", lang),
        columns=_columns(names, lang),
        rows=(*rows, total_row),
    )
