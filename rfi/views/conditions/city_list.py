"""Cities to choose from: how each is named in a list, and by prefecture."""

from collections.abc import Mapping

from rfi.scenario.city.city import City
from rfi.text.wording import Lang, text


def city_label(code: str, cities: Mapping[str, City], lang: Lang) -> str:
    """Return how a city is named in a list; "" is the quoted scenario, an unknown one typed in."""
    if not code:
        return text("city.none", lang)
    city = cities.get(code)
    if city is None:
        return text("city.typed.label", lang, name=code)
    return text("city.label", lang, name=city.name, prefecture=city.prefecture)


def short_label(code: str, cities: Mapping[str, City], names: Mapping[str, int], lang: Lang) -> str:
    """Return how a city is named where there is little room: without its prefecture.

    Args:
        code: City; "" is the quoted scenario.
        cities: Cities by code.
        names: Name → how many cities bear it; with more than one the prefecture stays.
        lang: Language.
    """
    city = cities.get(code)
    return city.name if city and names[city.name] == 1 else city_label(code, cities, lang)


def prefectures(cities: Mapping[str, City]) -> tuple[str, ...]:
    """Return the prefectures in the order of the list."""
    return tuple(dict.fromkeys(city.prefecture for city in cities.values() if city.prefecture))


def cities_in(prefecture: str | None, cities: Mapping[str, City]) -> tuple[str, ...]:
    """Return the codes of a prefecture's cities, all for None."""
    return tuple(
        code for code, city in cities.items() if prefecture is None or city.prefecture == prefecture
    )
