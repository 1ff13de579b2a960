"""The cities that can be chosen: those that files speak of, over the list of core cities."""

from collections.abc import Iterable, Mapping

from rfi.scenario.city.city import City


def known_cities(core: Iterable[City], own: Iterable[City]) -> Mapping[str, City]:
    """Return code → city: those of the list in its order, then those that only files name.

    Args:
        core: The published list.
        own: Cities of files; the last of a code counts.
    """
    return {city.code: city for city in (*core, *own)}
