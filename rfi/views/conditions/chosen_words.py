"""City, group, sharing, scope and levelling in words: for the bar, the exports and the pages."""

import math
from collections.abc import Iterable

from rfi.compare.round.conditions import Conditions
from rfi.scenario.city.city import City
from rfi.scenario.options import options_of
from rfi.scenario.questionnaire import Questionnaire
from rfi.scenario.scope_choice import asked_in
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text

# Members of a group that the bar names; the rest is counted.
_NAMED = 3
_PERCENT = 100
# Figures from here on are shown whole.
_LARGE = 1000


def city_figure_words(value: float | None) -> str:
    """Return a figure of a city; a large one in whole numbers (an estimate has more)."""
    return format_number(value) if value is None or value >= _LARGE else trimmed(value, 2)


def joined(parts: Iterable[str], lang: Lang) -> str:
    """Return texts as one list."""
    return text("list.separator", lang).join(parts)


def status_title(status: str, lang: Lang) -> str:
    """Return how sure a figure is."""
    return load_codelist("figure_statuses").title(status, lang)


def is_listed(city: City) -> bool:
    """Tell whether a city has a municipality code (a typed-in one is known by its name)."""
    return city.code != city.name


def city_words(city: City, lang: Lang) -> str:
    """Return name, code, population and how sure it is."""
    key = "chosen.city" if is_listed(city) else "chosen.city.typed"
    return text(
        key,
        lang,
        name=city.name,
        code=city.code,
        population=format_number(city.population),
        status=status_title(city.population_status, lang),
    )


def size_words(conditions: Conditions, lang: Lang) -> str:
    """Return what size the prices are shown for."""
    return text(f"chosen.size.{conditions.size_basis}", lang)


def group_words(group: tuple[City, ...], lang: Lang) -> str:
    """Return number, residents and the first names of a group."""
    names = joined((city.name for city in group[:_NAMED]), lang)
    if len(group) > _NAMED:
        names = text("chosen.group.more", lang, names=names, count=len(group) - _NAMED)
    people = format_number(sum(city.population for city in group))
    return text("chosen.group", lang, count=len(group), people=people, names=names)


def brief_group_words(group: tuple[City, ...], lang: Lang) -> str:
    """Return number and first names of a group, as few words as tell them apart."""
    suffix = text("chosen.city.suffix", lang)
    names = text("chosen.group.brief.separator", lang).join(
        city.name.removesuffix(suffix) for city in group[:_NAMED]
    )
    if len(group) > _NAMED:
        names = text("chosen.group.more", lang, names=names, count=len(group) - _NAMED)
    return text("chosen.group.brief", lang, count=len(group), names=names)


def sharing_words(conditions: Conditions, lang: Lang) -> str:
    """Return how the group shares the common cost."""
    values = conditions.assumptions
    method = values.choice("sharing_method")
    if method == "mixed":
        equal = values.number("sharing_equal_ratio")
        return text(
            "chosen.sharing.mixed",
            lang,
            equal=trimmed(equal * _PERCENT),
            people=trimmed((1 - equal) * _PERCENT),
        )
    if method == "own" and conditions.own_weights:
        names = {city.code: city.name for city in conditions.group}
        weights = joined(
            (f"{names.get(code, code)} {trimmed(w)}" for code, w in conditions.own_weights), lang
        )
        return text("chosen.sharing.own", lang, weights=weights)
    return load_codelist("sharing_methods").title(method, lang)


def levelling_words(conditions: Conditions, lang: Lang) -> str:
    """Return whether and how holes are filled."""
    level = conditions.assumptions.choice("levelling")
    if level == "off":
        return text("chosen.levelling.off", lang)
    donors = int(conditions.assumptions.number("levelling_donors"))
    title = load_codelist("levelling_levels").title(level, lang)
    return text("chosen.levelling", lang, level=title, donors=donors)


def options_words(conditions: Conditions, asked: Questionnaire, lang: Lang) -> str:
    """Return the options whose prices count, by name."""
    titles = {one.option_id: one.title for one in options_of(asked)}
    return joined((titles[name] for name in conditions.options), lang)


def expected_words(conditions: Conditions, lang: Lang) -> str:
    """Return how many holes are given an amount, and how much in all."""
    amount = math.fsum(one.amount_jpy for one in conditions.expected)
    return text(
        "chosen.expected", lang, count=len(conditions.expected), amount=format_number(amount)
    )


def scope_words(conditions: Conditions, asked: Questionnaire, lang: Lang) -> str:
    """Return how many businesses, items and asked cells are in scope."""
    cells = conditions.scope.cells
    if cells is None:
        return text("chosen.scope.full", lang)
    count = len(cells & asked.asked[conditions.scenario_id])
    businesses = scoped_businesses(conditions, asked)
    items = scoped_items(conditions, asked)
    return text("chosen.scope", lang, businesses=len(businesses), items=len(items), count=count)


def scoped_businesses(conditions: Conditions, asked: Questionnaire) -> tuple[str, ...]:
    """Return the businesses with an asked cell in scope, in the order asked."""
    found = {business for business, _ in asked_in(conditions.scope.cells, asked)}
    return tuple(code for code in asked.businesses if code in found)


def scoped_items(conditions: Conditions, asked: Questionnaire) -> tuple[str, ...]:
    """Return the items with an asked cell in scope, in the order asked."""
    found = {item for _, item in asked_in(conditions.scope.cells, asked)}
    return tuple(code for code in asked.items if code in found)
