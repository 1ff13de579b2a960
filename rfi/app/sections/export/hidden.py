"""What else is masked in files without names: the reviewed list that the round keeps."""

from collections.abc import Callable

import streamlit as st

from rfi.app.frame.acts import act, permitted
from rfi.app.frame.faults import acting
from rfi.app.session.current import Current
from rfi.disclosure.names import found_names, offered_names
from rfi.store.round.notes import MOST_HIDDEN, MOST_OF_HIDDEN, save_hidden
from rfi.text.wording import text

_WORDS, _OFFERED = "hidden_words", "hidden_offered"


def _keys(here: Current) -> tuple[str, str]:
    """Return the keys of the two controls; a list that was saved begins them anew."""
    version = here.stored.hidden.version
    return f"{_WORDS}_{version}", f"{_OFFERED}_{version}"


def _saver(here: Current) -> Callable[[], None]:
    words, offered = _keys(here)
    expected = here.stored.hidden.version

    def save() -> None:
        typed = str(st.session_state.get(words, "")).splitlines()
        given = (*typed, *st.session_state.get(offered, ()))
        act(
            "minutes",
            lambda store, round_id, signed: save_hidden(store, round_id, given, expected, signed),
        )

    return save


def show_hidden(here: Current) -> None:
    """Show what is masked by itself, and let other words be listed; by name only."""
    conditions = here.evaluation.conditions
    if conditions.mode != "named" or conditions.is_anonymous:
        return
    words, offered = _keys(here)
    with st.expander(here.word("export.hidden")):
        st.text(here.word("export.hidden.about"))
        names = (name for name, _ in found_names(here.answers, here.lang))
        listed = text("list.separator", here.lang).join(
            name for name in names if name not in here.stored.hidden.words
        )
        st.text(here.word("export.hidden.found", names=listed))
        if not permitted("minutes"):
            st.text("\n".join(here.stored.hidden.words))
            return
        st.text_area(
            here.word("export.hidden.words"),
            "\n".join(here.stored.hidden.words),
            max_chars=MOST_HIDDEN * (MOST_OF_HIDDEN + 1),
            key=words,
        )
        st.multiselect(
            here.word("export.hidden.offer"),
            offered_names(here.answers),
            placeholder=here.word("export.hidden.choose"),
            key=offered,
        )
        st.button(here.word("export.hidden.save"), on_click=acting(_saver(here)), key="hidden_save")
