"""Conditions as codes in an address: what a colleague opens shows the same, and holds no data.

A city that was typed in, figures typed over those of a city, own weights and single cells of a
scope are data and stand in no address; whoever typed them has them beside their own view.
What of a round is shown (how much of it, to whom, which offers) is told the same way.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from rfi.scenario.assumptions import Assumption, AssumptionSet, check_assumption
from rfi.scenario.chosen import Chosen, ChosenCity
from rfi.scenario.letters import letter_at, place_of
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice

SCENARIO, CITY, GROUP, SCOPE = "scenario", "city", "group", "scope"
OPTIONS, SET = "options", "set"
PARTS = (SCENARIO, CITY, GROUP, SCOPE, OPTIONS, SET)
_LISTS = ("businesses", "items", "phases")
_BETWEEN, _OF = ",", ":"
_PARTS_OF_SCOPE, _CODES = ";", "+"


# By name; 「A社」 for every name; statistics of several vendors alone; one vendor's own answer.
Mode = Literal["named", "anonymous", "aggregate", "own"]
# Codes of ``disclosure_levels``, from the fewest readers to the most.
Level = Literal["secretariat", "meeting", "public"]
MODES: tuple[Mode, ...] = get_args(Mode)
LEVELS: tuple[Level, ...] = get_args(Level)

NAMES, OFFERS, LEVEL = "names", "offers", "readers"
SHOWN_PARTS = (NAMES, OFFERS, LEVEL)
# Addresses said so before there were four modes.
_WORDS: Mapping[Mode, str] = {
    "named": "",
    "anonymous": "hidden",
    "aggregate": "aggregate",
    "own": "own",
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    Attributes:
        mode: How much is said of who answered.
        places: Of the offers shown, rising; empty for all of them. In ``own`` the first one names
            the vendor; in ``aggregate`` they count for nothing.
        level: Who may read it: what is above it is left out.
    """

    mode: Mode = "named"
    places: tuple[int, ...] = ()
    level: Level = "secretariat"

    @property
    def is_anonymous(self) -> bool:
        """Whether nothing says who answered; what is public never does."""
        return self.mode in {"anonymous", "aggregate"} or (
            self.mode == "named" and self.level == "public"
        )

    @property
    def letters(self) -> tuple[str, ...]:
        """Letters of the offers shown; empty for all of them."""
        return tuple(map(letter_at, self.places))


EVERYTHING_SHOWN = Shown()


@dataclass(frozen=True, slots=True)
class Addressed:
    """What an address says.

    Attributes:
        chosen: The conditions that could be read.
        lost: Parts of the address that could not, as they stand there.
    """

    chosen: Chosen
    lost: tuple[str, ...] = ()


def _scope_words(scope: ScopeChoice) -> str:
    if scope.cells is not None or scope.excluded_cells:
        return ""
    lists = ((name, getattr(scope, name)) for name in _LISTS)
    return _PARTS_OF_SCOPE.join(
        f"{name}{_OF}{_CODES.join(codes)}" for name, codes in lists if codes is not None
    )


def address_of_chosen(chosen: Chosen) -> dict[str, str]:
    """Return the parts of an address that name a choice; what is not chosen is left out.

    >>> address_of_chosen(Chosen(city=ChosenCity("372013"), group=("372013", "382019")))
    {'city': '372013', 'group': '372013,382019'}
    """
    is_listed = chosen.city is not None and not chosen.city.is_typed
    moved = (f"{one.key}{_OF}{one.value}" for one in chosen.assumptions if one.value is not None)
    parts = {
        SCENARIO: chosen.scenario_id or "",
        CITY: chosen.city.code if chosen.city and is_listed else "",
        GROUP: _BETWEEN.join(chosen.group),
        SCOPE: _scope_words(chosen.scope),
        OPTIONS: _BETWEEN.join(chosen.options),
        SET: _BETWEEN.join(moved),
    }
    return {name: words for name, words in parts.items() if words}


def _scope_of(words: str) -> ScopeChoice | None:
    found: dict[str, tuple[str, ...]] = {}
    for part in words.split(_PARTS_OF_SCOPE):
        name, _, codes = part.partition(_OF)
        if name not in _LISTS:
            return None
        found[name] = tuple(code for code in codes.split(_CODES) if code)
    businesses, items, phases = (found.get(name) for name in _LISTS)
    return ScopeChoice(businesses, items, phases) if found else None


def _value_of(key: str, words: str) -> float | int | str | None:
    """Return a value that the assumption takes; None where it takes none such."""
    tries: list[float | int | str] = [words]
    try:
        number = float(words)
    except ValueError:
        pass
    else:
        # 1e400 is read as infinite, which no assumption takes.
        tries = [int(number), number] if number.is_integer() else [number]
    return next((value for value in tries if not check_assumption(key, value)), None)


def _moved(words: str, base: AssumptionSet, source: str) -> Iterator[Assumption | str]:
    """Yield each assumption that a part names, or the words that name none."""
    for part in words.split(_BETWEEN):
        key, _, given = part.partition(_OF)
        value = _value_of(key, given) if key in base.values else None
        if value is None:
            yield part
        elif value != base.values[key].value:
            yield replace(base.values[key], value=value, source=source, note="")


def chosen_of_address(parts: Mapping[str, str], base: AssumptionSet, source: str) -> Addressed:
    """Return the choice that the parts of an address name.

    Whether the round knows its cities, businesses and items is asked by ``fitting``.

    Args:
        parts: Of an address; names other than ``PARTS`` are none of ours.
        base: The round's own assumptions: their units go with the values.
        source: Who sets the values that differ.
    """
    lost: list[str] = []
    chosen = Chosen(scenario_id=parts.get(SCENARIO) or None)
    city = parts.get(CITY, "")
    if city:
        chosen = replace(chosen, city=ChosenCity(city))
    codes = {code for code in parts.get(GROUP, "").split(_BETWEEN) if code}
    chosen = chosen.with_group(codes)
    options = tuple(code for code in parts.get(OPTIONS, "").split(_BETWEEN) if code)
    chosen = replace(chosen, options=options)
    if words := parts.get(SCOPE, ""):
        scope = _scope_of(words)
        chosen = replace(chosen, scope=scope or EVERYTHING)
        lost += [words] if scope is None else []
    if words := parts.get(SET, ""):
        for one in _moved(words, base, source):
            if isinstance(one, str):
                lost.append(one)
            else:
                chosen = chosen.with_assumption(one.key, one)
    return Addressed(chosen, tuple(lost))


def is_open_to(level: Level, reader: Level) -> bool:
    """Tell whether what has a level may be seen by a reader.

    >>> is_open_to("meeting", "secretariat"), is_open_to("meeting", "public")
    (True, False)
    """
    return LEVELS.index(level) >= LEVELS.index(reader)


def address_of_shown(shown: Shown) -> dict[str, str]:
    """Return the parts of an address that name what is shown; what is not chosen is left out.

    >>> address_of_shown(Shown("anonymous", (0, 2), "meeting"))
    {'names': 'hidden', 'offers': 'A,C', 'readers': 'meeting'}
    """
    parts = {
        NAMES: _WORDS[shown.mode],
        OFFERS: _BETWEEN.join(shown.letters),
        LEVEL: shown.level if shown.level != LEVELS[0] else "",
    }
    return {name: words for name, words in parts.items() if words}


def shown_of_address(parts: Mapping[str, str]) -> tuple[Shown, tuple[str, ...]]:
    """Return what the parts of an address name, and words that name no mode or level.

    Which letters the round has is asked by ``read_letters``. What cannot be read shows less rather
    than more: names stay hidden and the readers are the most.

    Args:
        parts: Of an address; names other than ``SHOWN_PARTS`` are none of ours.
    """
    modes = {words: mode for mode, words in _WORDS.items()}
    names, level = parts.get(NAMES, ""), parts.get(LEVEL, "") or LEVELS[0]
    lost = [words for words, known in ((names, modes), (level, LEVELS)) if words not in known]
    places = (place_of(letter) for letter in parts.get(OFFERS, "").split(_BETWEEN))
    found = Shown(
        modes.get(names, "anonymous"),
        tuple(sorted({place for place in places if place is not None})),
        level if level in LEVELS else LEVELS[-1],
    )
    return found, tuple(lost)
