"""The cities that can be chosen on screen: the one place where their list is put together."""

from collections.abc import Iterable, Mapping
from typing import Any

import streamlit as st

from rfi.app.sample_round import SAMPLES
from rfi.app.workspace import Workspace
from rfi.compare.chosen_conditions import Cities
from rfi.document.read import read_document
from rfi.intake.round import Round
from rfi.scenario.known_cities import known_cities
from rfi.text.wording import Lang

_FOLDER = SAMPLES / "cities"
_LISTS = 8


def cities_of(current: Round) -> Iterable[Mapping[str, Any]]:
    """Return the city profiles that a round carries."""
    del current  # no round carries any yet
    return ()


def _sample_profiles() -> Iterable[Mapping[str, Any]]:
    for path in sorted(_FOLDER.glob("*.json")):
        value = read_document(path.name, path.read_bytes(), "city_profile").value
        if value is not None:
            yield value


@st.cache_resource(show_spinner=False, max_entries=_LISTS)
def _known(key: str, lang: Lang, *, is_sample: bool, _round: Round) -> Cities:
    del key
    profiles = [*cities_of(_round), *(_sample_profiles() if is_sample else ())]
    return known_cities((_FOLDER / "core_cities.csv").read_bytes(), profiles, lang)


def cities_to_choose(here: Workspace, lang: Lang) -> Cities:
    """Return code → city: the core cities, the round's own, the sample's while it is open."""
    return _known(here.key, lang, is_sample=here.is_sample, _round=here.round)
