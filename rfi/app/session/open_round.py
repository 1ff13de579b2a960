"""Which round is open: named in the address by an id that means nothing, read from the database."""

from dataclasses import replace

import streamlit as st

from rfi.app.access.person import person
from rfi.app.session.cache import answers_of
from rfi.app.session.door import may, through
from rfi.app.session.session import (
    choice_kept,
    close_round,
    keep_choice,
    keep_choices,
    language,
    now,
    open_round,
    opened,
    show_offers,
    show_state,
    shown_in_words,
    shown_now,
    stored,
    workspace,
)
from rfi.app.session.workspace import Choices
from rfi.compare.round.chosen_conditions import fitting
from rfi.disclosure.shown import read_letters
from rfi.scenario.address import (
    EVERYTHING_SHOWN,
    LEVEL,
    NAMES,
    OFFERS,
    PARTS,
    SHOWN_PARTS,
    address_of_chosen,
    chosen_of_address,
    shown_of_address,
)
from rfi.store.database.engine import Store
from rfi.store.outcome import Conflict, Done, Outcome, Refused
from rfi.store.round.act import Signed
from rfi.store.round.conditions import Choice, choose, read_choice
from rfi.store.round.reading import RoundState, StoredRound, read_round, read_state
from rfi.text.wording import LANGS, text
from rfi.views.look.reading import MONEY_UNITS, TAX_BASES

_ROUND, _LANG, _TAX, _UNIT = "round", "lang", "tax", "unit"
# Names of an address that say what is chosen.
_NAMES = (*PARTS, _TAX, _UNIT)
# An address of ours names the offers even where it is all of them: it is known to be whole, and
# what it does not name is as at the start, whatever another tab or person chose meanwhile.
_ALL = "all"
# Parts of the address that could not be followed, until they are told.
LOST_WORDS = "address_lost"
# What the address named that is no offer of the round, until it has been told.
UNKNOWN_OFFERS = "unknown_offers"
# Rounds read and kept; sessions hold the ones they show.
_ROUNDS = 4


@st.cache_resource(show_spinner=False, max_entries=_ROUNDS)
def _read(_store: Store, round_id: str, state: RoundState) -> StoredRound | Refused:
    del state  # only tells whether what was read is still so
    return read_round(_store, round_id)


def read_open(round_id: str) -> StoredRound | Refused:
    """Return a round as it stands; read once a process for all who look at it."""

    def work(store: Store, _: Signed) -> StoredRound | Refused:
        state = read_state(store, round_id)
        return state if isinstance(state, Refused) else _read(store, round_id, state)

    return through("open", work)


def switch_to(round_id: str) -> Refused | None:
    """Open a round under what this person chose in it; a refusal leaves none open."""
    found = read_open(round_id)
    if isinstance(found, Refused):
        close_round()
        return found
    choice = through("open", lambda store, _: read_choice(store, round_id, person()))
    if isinstance(choice, Refused):
        close_round()
        return choice
    open_round(found, choice)
    return None


def follow_address() -> Refused | None:
    """Open the round that the address names, and keep what is open named there.

    The library takes the names off when another page is chosen; they are put back.
    """
    asked, here = st.query_params.get(_ROUND), opened()
    refusal = None
    if asked and (here is None or here.round_id != asked):
        refusal = switch_to(asked)
        if refusal is None:
            _obey_address()
            _follow_shown()
    show_address()
    return refusal


def _addressed() -> dict[str, str]:
    """Return the parts of an address that name what this session shows."""
    choices = workspace().choices
    shown = {_TAX: choices.tax, _UNIT: choices.unit}
    start = {_TAX: TAX_BASES[0], _UNIT: Choices().unit}
    own = {name: value for name, value in shown.items() if value != start[name]}
    return {**address_of_chosen(choices.chosen), **own}


def _obey_address() -> None:
    """Choose what the address names, where it differs from what this person chose last.

    What an address cannot say stays where it says nothing else.
    """
    named = {name: st.query_params[name] for name in _NAMES if name in st.query_params}
    is_whole = OFFERS in st.query_params
    if named == _addressed() or not (named or is_whole):
        return
    answers, choices = answers_of(workspace()), workspace().choices
    found = chosen_of_address(named, answers.assumptions, text("app.changed_by", language()))
    chosen = fitting(found.chosen, answers)
    lost = [*found.lost]
    if chosen != found.chosen:
        wanted, kept = address_of_chosen(found.chosen), address_of_chosen(chosen)
        lost += [words for name, words in wanted.items() if kept.get(name) != words]
    old = choices.chosen.city
    if old is not None and chosen.city is not None and old.code == chosen.city.code:
        chosen = replace(chosen, city=old)
    tax, unit = named.get(_TAX, TAX_BASES[0]), named.get(_UNIT, Choices().unit)
    lost += [] if tax in TAX_BASES else [tax]
    lost += [] if unit in MONEY_UNITS else [unit]
    keep_choices(
        replace(
            choices,
            chosen=chosen,
            tax=tax if tax in TAX_BASES else TAX_BASES[0],
            unit=unit if unit in MONEY_UNITS else Choices().unit,
        )
    )
    st.session_state[LOST_WORDS] = tuple(lost)


def _follow_shown() -> None:
    """Show the offers that the address names; one that names none leaves what was kept."""
    named = {name: st.query_params[name] for name in SHOWN_PARTS if name in st.query_params}
    shown = EVERYTHING_SHOWN if OFFERS in named else workspace().choices.shown
    asked, lost = shown_of_address(named)
    if NAMES in named:
        shown = replace(shown, mode=asked.mode)
    if LEVEL in named:
        shown = replace(shown, level=asked.level)
    if lost:
        st.session_state[LOST_WORDS] = (*st.session_state.get(LOST_WORDS, ()), *lost)
    given = named.get(OFFERS, "")
    if given and given != _ALL:
        places, unknown = read_letters(given, answers_of(workspace()))
        shown = replace(shown, places=places or shown.places)
        if unknown:
            st.session_state[UNKNOWN_OFFERS] = unknown
    show_offers(shown)


def show_address() -> None:
    """Name the open round, what of it is shown and the language in the address."""
    here = opened()
    wanted = {}
    if here:
        wanted = {_ROUND: here.round_id, OFFERS: _ALL, **_addressed(), **shown_in_words()}
    if language() != LANGS[0]:
        wanted[_LANG] = language()
    known = (_ROUND, _LANG, *SHOWN_PARTS, *_NAMES)
    named = {key: st.query_params[key] for key in known if key in st.query_params}
    if named == wanted:
        return
    for key in named.keys() - wanted.keys():
        del st.query_params[key]
    # All at once: each change of the address is an entry that the way back would stop at. What
    # widgets are bound to stays theirs.
    st.query_params.update(wanted)


def renew() -> None:
    """Show the open round as it stands now; one that is gone is closed."""
    found = read_open(stored().round_id)
    if isinstance(found, Refused):
        close_round()
    else:
        show_state(found)


def is_behind() -> bool:
    """Tell whether somebody has changed the open round since it was read."""
    here = stored()
    state = through("open", lambda store, _: read_state(store, here.round_id))
    return not isinstance(state, Refused) and state != here.state


def keep_what_is_chosen() -> None:
    """Write this person's choices when they moved; two tabs of one person: the last one counts."""
    here = opened()
    if here is None or here.archived_at or not may("view"):
        return
    kept, chosen, shown = choice_kept(), workspace().choices.chosen, shown_now()
    if (kept.chosen, dict(kept.shown)) == (chosen, shown):
        return
    show_address()
    by = Signed(person(), now())

    def keeping(version: int) -> Outcome:
        return through(
            "view", lambda store, _: choose(store, here.round_id, chosen, shown, version, by)
        )

    made = keeping(kept.version)
    if isinstance(made, Conflict):
        made = keeping(made.found)
    if isinstance(made, Done):
        keep_choice(Choice(chosen, shown, made.version))
