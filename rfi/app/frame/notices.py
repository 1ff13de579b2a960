"""What a callback has to say: shown once, on the run that follows it."""

from collections.abc import Iterable
from typing import Literal

import streamlit as st

from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text

# What is to be shown, and how much of it the page that is being made has shown.
_NOTICES, _SHOWN = "notices", "notices_shown"
Kind = Literal["info", "warning", "error"]


def tell_next(kind: Kind, words: str) -> None:
    """Keep a sentence of ours for the next run."""
    st.session_state.setdefault(_NOTICES, []).append((kind, words, ""))


def _words(issue: Issue, lang: Lang) -> str:
    """Return what is wrong, where it stands and what to do."""
    is_placed = issue.origin or issue.pointer
    place = text("app.told.place", lang, place=issue.place(lang)) if is_placed else ""
    return f"{place}{issue.message(lang)}\n{issue.next_step(lang)}"


def tell_issues_next(issues: Iterable[Issue], lang: Lang, word: str = "app.refused") -> None:
    """Keep what is wrong, with what to do, for the next run, under a heading by its wording."""
    for issue in issues:
        heading = text(word, lang)
        st.session_state.setdefault(_NOTICES, []).append(("error", heading, _words(issue, lang)))


def show_notices() -> None:
    """Show what was kept; words that may hold typed text are shown as they are."""
    shown = {"info": st.info, "warning": st.warning, "error": st.error}
    kept = st.session_state.get(_NOTICES, ())
    st.session_state[_SHOWN] = len(kept)
    for kind, words, plain in kept:
        shown[kind](words)
        if plain:
            st.text(plain)


def forget_notices() -> None:
    """Let go of what was shown: the page came to its end, and nobody's next act broke it off."""
    shown = st.session_state.pop(_SHOWN, 0)
    if shown:
        st.session_state[_NOTICES] = st.session_state[_NOTICES][shown:]


def tell(issues: Iterable[Issue], lang: Lang, heading: str = "") -> None:
    """Say what is wrong with a file that is no answer; the words are shown as they are."""
    found = tuple(issues)
    if not found:
        return
    st.error(heading or text("app.told", lang))
    for issue in found:
        st.text(_words(issue, lang))
