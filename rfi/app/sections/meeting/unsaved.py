"""Words put right in a minute that somebody else changed or took out meanwhile.

The field of a minute goes with its version: once that is another, nothing on the page holds what
was typed. It is kept here until its person keeps it as a minute of its own or drops it.
"""

from collections.abc import Iterable
from functools import partial

import streamlit as st

from rfi.app.frame.acts import act
from rfi.app.frame.faults import acting
from rfi.app.frame.widget_state import heard
from rfi.app.session.current import Current
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome
from rfi.store.round.act import Signed
from rfi.store.round.notes import StoredNote, write_note

_UNSAVED = "minutes_unsaved"
# Round, position and version of the minute.
_Key = tuple[str, int, int]


def _unsaved() -> dict[_Key, tuple[str, str]]:
    """Return key → (place of the minute, words typed over its own)."""
    found: dict[_Key, tuple[str, str]] = st.session_state.setdefault(_UNSAVED, {})
    return found


def _key(here: Current, minute: StoredNote) -> _Key:
    return here.stored.round_id, minute.position, minute.version


def hear_words(here: Current, minute: StoredNote, widget: str) -> None:
    """Keep what was typed over the words of a minute."""
    words = str(heard(widget))
    if words == minute.note.text:
        _unsaved().pop(_key(here, minute), None)
    else:
        _unsaved()[_key(here, minute)] = (minute.note.place, words)


def forget_words(here: Current, minute: StoredNote) -> None:
    """Let go of what was typed: it is saved, or its minute was taken out by the same person."""
    _unsaved().pop(_key(here, minute), None)


def _write(store: Store, round_id: str, signed: Signed, *, place: str, words: str) -> Outcome:
    return write_note(store, round_id, "minute", place, words, signed)


def _keep(key: _Key, place: str, words: str) -> None:
    if act("minutes", partial(_write, place=place, words=words)):
        _drop(key)


def _drop(key: _Key) -> None:
    _unsaved().pop(key, None)


def show_unsaved(here: Current, minutes: Iterable[StoredNote]) -> None:
    """Show the words whose minute is not there any more as it was, with what can be done."""
    known = {_key(here, one): one.note.text for one in minutes}
    for key, (place, words) in list(_unsaved().items()):
        if key[0] != here.stored.round_id or key in known:
            continue
        if words in known.values():
            del _unsaved()[key]
            continue
        name = f"{key[1]}_{key[2]}"
        with st.container(border=True, key=f"minute_left_{name}"):
            st.warning(here.word("minutes.left"))
            st.caption(place)
            st.text(words)
            with st.container(horizontal=True):
                st.button(
                    here.word("minutes.left.keep"),
                    on_click=acting(_keep),
                    args=(key, place, words),
                    key=f"minute_keep_{name}",
                )
                st.button(
                    here.word("minutes.left.drop"),
                    on_click=acting(_drop),
                    args=(key,),
                    key=f"minute_drop_{name}",
                )
