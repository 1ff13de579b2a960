"""Two sets of conditions side by side: only what differs."""

from collections.abc import Iterator, Mapping

from rfi.compare.round.conditions import Conditions
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.conditions.chosen_words import (
    city_figure_words,
    city_words,
    group_words,
    joined,
    options_words,
    scope_words,
    scoped_businesses,
    scoped_items,
    sharing_words,
    size_words,
    status_title,
)
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.values import assumption_value

_PERCENT = 100
# Key, heading, and value in words of one condition.
Fact = tuple[str, str, str]


def _place_facts(conditions: Conditions, asked: Questionnaire, lang: Lang) -> Iterator[Fact]:
    def label(name: str) -> str:
        return text(f"view.conditions.{name}", lang)

    none = text("view.difference.none", lang)
    city, group = conditions.city, conditions.group
    yield "city", label("city"), city_words(city, lang) if city else none
    yield "size", label("size"), size_words(conditions, lang)
    scenario = asked.scenarios[conditions.scenario_id].title
    yield "scenario", label("scenario"), none if city else scenario
    yield "group", label("group"), group_words(group, lang) if group else none
    names = joined((member.name for member in group), lang)
    yield "members", text("view.city.group", lang), names or none
    yield "sharing", label("sharing"), sharing_words(conditions, lang) if group else none


def _scope_facts(conditions: Conditions, asked: Questionnaire, lang: Lang) -> Iterator[Fact]:
    cells = conditions.scope.cells
    yield "scope", text("view.conditions.scope", lang), scope_words(conditions, asked, lang)
    none = text("view.difference.none", lang)
    options = options_words(conditions, asked, lang)
    yield "options", text("view.conditions.options", lang), options or none
    full = text("chosen.scope.full", lang)
    businesses = joined(
        (asked.businesses[one] for one in scoped_businesses(conditions, asked)), lang
    )
    items = joined((asked.items[one] for one in scoped_items(conditions, asked)), lang)
    for one in conditions.expected:
        facts = {"business": asked.businesses[one.business], "item": asked.items[one.item]}
        amount = format_number(one.amount_jpy)
        words = text(
            "view.difference.expected",
            lang,
            letter=one.letter,
            amount=amount,
            source=one.source,
            **facts,
        )
        yield f"expected {one.place}", text("view.conditions.expected", lang), words
    yield "businesses", text("scope.column.business", lang), full if cells is None else businesses
    yield "items", text("scope.column.item", lang), full if cells is None else items


def _figure_facts(conditions: Conditions, asked: Questionnaire, lang: Lang) -> Iterator[Fact]:
    city = conditions.city
    if city is None:
        return
    keys = load_codelist("city_figure_keys")
    for key in keys.codes:
        figure = city.figures.get(key)
        shown = text("view.city.unknown", lang)
        if figure:
            status = status_title(figure.status, lang)
            unit = text("view.value.unit", lang, unit=keys.unit(key, lang))
            value = city_figure_words(figure.value) + unit
            shown = joined((value, status, figure.source), lang)
        yield f"figure {key}", keys.title(key, lang), shown
    for procedure, title in asked.procedures.items():
        volume = city.volumes.get(procedure)
        shown = text("view.city.unknown", lang)
        if volume:
            online = volume.online_rate
            rate = [] if online is None else [f"{trimmed(online * _PERCENT)}%"]
            status = status_title(volume.status, lang)
            shown = joined((city_figure_words(volume.annual_cases), *rate, status), lang)
        yield f"volume {procedure}", title, shown


def _assumption_facts(conditions: Conditions, lang: Lang) -> Iterator[Fact]:
    titles = load_codelist("assumption_keys")
    for each in conditions.assumptions:
        shown = text(
            "view.difference.assumption",
            lang,
            value=assumption_value(each, lang),
            unit=titles.unit(each.key, lang),
            source=each.source,
        )
        yield each.key, titles.title(each.key, lang), shown


def _facts(
    conditions: Conditions, asked: Questionnaire, lang: Lang
) -> Mapping[str, tuple[str, str]]:
    found = (
        *_place_facts(conditions, asked, lang),
        *_scope_facts(conditions, asked, lang),
        *_figure_facts(conditions, asked, lang),
        *_assumption_facts(conditions, lang),
    )
    return {key: (heading, shown) for key, heading, shown in found}


def view_difference(
    evaluation: Evaluation,
    reading: Reading,
    first: tuple[str, Conditions],
    second: tuple[str, Conditions],
) -> Table:
    """Return a row a condition that differs between two named sets.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        first: Name and conditions of one set.
        second: Name and conditions of the other, over the same round.
    """
    asked, lang = evaluation.questionnaire, reading.lang
    facts = [_facts(conditions, asked, lang) for _, conditions in (first, second)]
    keys = dict.fromkeys((*facts[0], *facts[1]))
    rows = []
    absent = text("view.difference.none", lang)
    for key in keys:
        sides = [found.get(key, ("", absent)) for found in facts]
        if sides[0][1] != sides[1][1]:
            heading = sides[0][0] or sides[1][0]
            cells = tuple(TableCell(text=shown) for _, shown in sides)
            rows.append(Row(key, heading, cells, "text"))
    is_scope_alone = first[1].scope != second[1].scope and not any(
        row.key in {"scope", "businesses", "items"} for row in rows
    )
    notes = (text("view.difference.cells", lang),) if is_scope_alone else ()
    return Table(
        key="difference",
        title=text("view.difference", lang),
        caption=text("view.difference.caption", lang, count=len(rows)),
        corner=text("view.difference.corner", lang),
        columns=(Column("first", first[0]), Column("second", second[0])),
        rows=tuple(rows),
        notes=notes,
    )
