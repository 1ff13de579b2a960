"""The cities that can be chosen on screen: the one place where their list is put together."""

from rfi.app.frame.cache import cities_of, core_cities
from rfi.app.frame.workspace import Workspace
from rfi.compare.round.chosen_conditions import Cities
from rfi.scenario.city.known_cities import known_cities


def cities_to_choose(here: Workspace) -> Cities:
    """Return code → city: the core cities, and those of the round's own files over them."""
    return known_cities(core_cities(), cities_of(here.round))
