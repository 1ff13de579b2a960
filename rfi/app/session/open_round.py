"""Which round is open: named in the address by an id that means nothing, read from the database."""

import streamlit as st

from rfi.app.access.person import person
from rfi.app.session.address import ROUND, show_address
from rfi.app.session.door import may, through
from rfi.app.session.session import (
    choice_kept,
    close_round,
    keep_choice,
    now,
    open_round,
    opened,
    show_state,
    shown_now,
    stored,
    workspace,
)
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Refused
from rfi.store.round.act import Signed
from rfi.store.round.conditions import Choice, choose, read_choice
from rfi.store.round.reading import RoundState, StoredRound, read_round, read_state

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
    asked, here = st.query_params.get(ROUND), opened()
    refusal = None
    if asked and (here is None or here.round_id != asked):
        refusal = switch_to(asked)
        if refusal is None:
            from rfi.app.session.obeyed import follow_shown, obey_address

            obey_address()
            follow_shown()
    show_address()
    return refusal


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
    made = through("view", lambda store, _: choose(store, here.round_id, chosen, shown, by))
    if isinstance(made, Done):
        keep_choice(Choice(chosen, shown))
