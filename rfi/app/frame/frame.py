"""What stands around every page: heading, pages, and what happens on a fault.

What is imported here is all that the first page of a process waits for; what compares comes with
the first round that is opened, and behind the first page (``warm_up``).
"""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

from rfi.app.access.login import Stranger, visitor
from rfi.app.access.permissions import PAGES as PERMISSION_OF
from rfi.app.frame.downloads import offer_newest
from rfi.app.frame.faults import acting, show_guarded
from rfi.app.frame.heading import show_bare_heading
from rfi.app.frame.navigation import ROUNDS, choose_page, show_link, show_siblings
from rfi.app.frame.notices import forget_notices, show_notices, tell, tell_next
from rfi.app.frame.warm_up import warm_up_behind
from rfi.app.runs.collector import idle_collector
from rfi.app.runs.turn import line_of_runs
from rfi.app.runs.whole import hear_whole
from rfi.app.session.address import LOST_WORDS
from rfi.app.session.database import database
from rfi.app.session.door import barred
from rfi.app.session.open_round import follow_address, keep_what_is_chosen
from rfi.app.session.session import close_round, language, opened
from rfi.app.session.upload_room import bound_uploads
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text

_STYLE = Path(__file__).with_name("style.css")
# Pages that have something to begin with where no round is open.
BEGINNING = (ROUNDS, "questionnaire")


def _log_in() -> None:
    st.login()


def _turn_away(who: Stranger, lang: Lang, name: str) -> None:
    """Say why nothing is shown, and what may help."""
    close_round()
    show_bare_heading(lang, name)
    tell(who.refusal.issues, lang, text("app.access.denied", lang))
    if who.way:
        words = text(f"app.access.{who.way}", lang)
        act = _log_in if who.way == "login" else st.logout
        st.button(words, on_click=acting(act), type="primary", key=who.way)


def _show(name: str, run: Callable[[], None]) -> None:
    """Show a page; without a round only those that begin and open rounds have anything."""
    lang, who = language(), visitor()
    if isinstance(who, Stranger):
        _turn_away(who, lang, name)
        return
    if denied := barred(PERMISSION_OF[name]):
        show_bare_heading(lang, name)
        tell(denied.issues, lang, text("app.access.denied", lang))
        return
    found = database()
    if isinstance(found, Refused):
        show_bare_heading(lang, name)
        tell(found.issues, lang, text("app.database.closed", lang))
        return
    bound_uploads()
    offer_newest()
    refusal = follow_address()
    if lost := st.session_state.pop(LOST_WORDS, ()):
        words = text("list.separator", lang).join(lost)
        tell_next("error", text("app.address.lost", lang, words=words))
    if opened() is not None:
        from rfi.app.frame.round_frame import show_round_page

        show_round_page(name, run)
        return
    show_bare_heading(lang, name)
    show_siblings(name, lang)
    show_notices()
    if refusal is not None:
        tell(refusal.issues, lang, text("app.rounds.not_opened", lang))
    if name in BEGINNING:
        run()
    else:
        st.info(text("app.rounds.none_open", lang))
        show_link(ROUNDS, text("app.rounds.link", lang))


def run_app() -> None:
    """Show the page that is open."""
    hear_whole()
    with idle_collector().run(), line_of_runs().turn():
        _run_app()
    warm_up_behind()


def _run_app() -> None:
    lang, who = language(), visitor()
    st.html(_STYLE)
    name, page = choose_page(lang, () if isinstance(who, Stranger) else who.roles)
    try:
        show_guarded(lambda: _show(name, page.run))
        forget_notices()
    finally:
        # Also when a page ends early, or the next move is there before it ends.
        show_guarded(keep_what_is_chosen)
