"""Cities to choose from: how each is named in a list, and by prefecture."""

from collections.abc import Mapping

from rfi.scenario.city import City
from rfi.text.wording import Lang, text


def city_label(code: str, cities: Mapping[str, City], lang: Lang) -> str:
    """Return how a city is named in a list; "" is the quoted scenario, an unknown one typed in."""
    if not code:
        return text("city.none", lang)
    city = cities.get(code)
    if city is None:
        return text("city.typed.label", lang, name=code)
    return text("city.label", lang, name=city.name, prefecture=city.prefecture)


def prefectures(cities: Mapping[str, City]) -> tuple[str, ...]:
    """Return the prefectures in the order of the list."""
    return tuple(dict.fromkeys(city.prefecture for city in cities.values() if city.prefecture))


def cities_in(prefecture: str | None, cities: Mapping[str, City]) -> tuple[str, ...]:
    """Return the codes of a prefecture's cities, all for None."""
    return tuple(
        code for code, city in cities.items() if prefecture is None or city.prefecture == prefecture
    )
