"""The cities of a round: those that can be chosen, and what its own files say of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rfi.scenario.city.city import City
from rfi.scenario.city.city_rows import ReportedCosts
from rfi.scenario.city.files import CityFile
from rfi.scenario.city.joined import join_cities
from rfi.schema.issue import Issue


@dataclass(frozen=True, slots=True)
class KnownCities:
    """Cities of one round.

    Attributes:
        known: Code → city that can be chosen: those of lists in their order, then those that only
            the round's files name; a city of a file stands over the list's.
        own: Those that the round's files speak of, by code.
        pairs: Costs before and after that cities reported.
        issues: What is to be said of the files, each and together.
        files: Name and SHA-256 of each of the round's files.
    """

    known: Mapping[str, City] = field(default_factory=dict)
    own: tuple[City, ...] = ()
    pairs: tuple[ReportedCosts, ...] = ()
    issues: tuple[Issue, ...] = ()
    files: tuple[tuple[str, str], ...] = ()


NO_CITIES = KnownCities()


def known_cities(
    core: Iterable[City], files: Iterable[CityFile], samples: Iterable[City] = ()
) -> KnownCities:
    """Return the cities of a round.

    Args:
        core: The published list; it completes what files leave out.
        files: Those of the round.
        samples: Further cities that can be chosen.
    """
    listed, given = tuple(core), tuple(files)
    joined = join_cities(given, listed)
    return KnownCities(
        {city.code: city for city in (*listed, *samples, *joined.cities)},
        joined.cities,
        joined.pairs,
        (*(issue for file in given for issue in file.issues), *joined.issues),
        tuple((file.name, file.sha256) for file in given),
    )
