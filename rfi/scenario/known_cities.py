"""The cities that can be chosen: profiles given, over the list of core cities."""

from collections.abc import Iterable, Mapping
from typing import Any

from rfi.scenario.city import City, city_of_profile, read_core_cities
from rfi.text.wording import Lang, text


def _has_population(profile: Mapping[str, Any]) -> bool:
    return any(row["key"] == "population" for row in profile["figures"])


def known_cities(
    core: bytes, profiles: Iterable[Mapping[str, Any]], lang: Lang
) -> Mapping[str, City]:
    """Return code → city: those of the list in its order, then those that only a profile names.

    Args:
        core: The CSV of core cities.
        profiles: Valid city profiles; the first of a code counts. One without a population
            describes no size and is left out.
        lang: Language of the source written on the figures of the list.
    """
    cities = {city.code: city for city in read_core_cities(core, text("city.census", lang))}
    given: dict[str, City] = {}
    for profile in profiles:
        if _has_population(profile):
            city = city_of_profile(profile)
            given.setdefault(city.code, city)
    return {**cities, **given}
