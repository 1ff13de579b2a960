"""What people do to the open round: in the database first, then on the screen."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from rfi.app.access.permissions import Permission
from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell_issues_next
from rfi.app.session.door import may, through
from rfi.app.session.open_round import renew
from rfi.app.session.session import language, stored
from rfi.store.database.engine import Store
from rfi.store.outcome import Conflict, Done, Outcome
from rfi.store.round.act import Signed
from rfi.store.round.reading import StoredRound
from rfi.text.wording import text

Work = Callable[[Store, str, Signed], Outcome]
_UNDO = "last_act"


@dataclass(frozen=True, slots=True)
class Undo:
    """How the last act is taken back.

    Attributes:
        words: What was done, for people; it may hold a name that a stranger typed.
        permission: What it takes.
        work: Takes the round as it stands when the button is pressed.
    """

    words: str
    permission: Permission
    work: Callable[[StoredRound], Work]


def permitted(permission: Permission) -> bool:
    """Tell whether the person may do something; say who may in place of its controls."""
    is_allowed = may(permission)
    if not is_allowed:
        st.caption(text(f"app.access.{permission}", language()))
    return is_allowed


def outcome_of(permission: Permission, work: Work) -> Outcome:
    """Do something to the open round; the screen still shows it as it was."""
    return through(permission, lambda store, signed: work(store, stored().round_id, signed))


def tell_outcome(outcome: Outcome) -> bool:
    """Tell whether something was done; keep for the next run why it was not."""
    if isinstance(outcome, Done):
        return True
    issues = (outcome.issue,) if isinstance(outcome, Conflict) else outcome.issues
    tell_issues_next(issues, language(), "app.not_done")
    return False


def act(permission: Permission, *works: Work, undo: Undo | None = None) -> bool:
    """Do one thing after the other until one cannot be done; the page that follows shows it.

    What somebody else did meanwhile is shown with it: whoever is in conflict sees with what. With
    ``undo`` the page has a button that takes it back.
    """
    st.session_state.pop(_UNDO, None)
    is_done = all(tell_outcome(outcome_of(permission, work)) for work in works)
    renew()
    if is_done and undo is not None:
        st.session_state[_UNDO] = undo
    return is_done


def _take_back(undo: Undo) -> None:
    act(undo.permission, undo.work(stored()))


def show_undo() -> None:
    """Say what was done last, and let it be taken back by one press."""
    undo: Undo | None = st.session_state.get(_UNDO)
    if undo is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="undo_bar"):
        st.text(undo.words)
        words = text("app.undo", language())
        st.button(words, on_click=acting(_take_back), args=(undo,), key="undo")
