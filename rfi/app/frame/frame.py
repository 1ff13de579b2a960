"""What stands around every page: heading, pages, conditions, and what happens on a fault."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from rfi.app.access.login import Stranger, visitor
from rfi.app.access.permissions import PAGES as PERMISSION_OF
from rfi.app.frame.acts import show_undo
from rfi.app.frame.controls import show_controls
from rfi.app.frame.faults import guarded, show_guarded
from rfi.app.frame.heading import show_bare_heading, show_heading
from rfi.app.frame.navigation import EXPORT, ROUNDS, choose_page, path_of, show_siblings
from rfi.app.frame.notices import show_notices, tell, tell_next
from rfi.app.frame.show import show_downloads, show_empty
from rfi.app.frame.shown import NAMED, show_banner, show_instead, show_shown
from rfi.app.session.cache import idle_collector, line_of_runs, warm_up_behind
from rfi.app.session.current import Current, current, show_whole
from rfi.app.session.database import database
from rfi.app.session.door import barred
from rfi.app.session.open_round import LOST_WORDS, follow_address, keep_what_is_chosen
from rfi.app.session.session import close_round, language, opened
from rfi.app.session.upload_room import bound_uploads
from rfi.store.outcome import Refused
from rfi.text.wording import Lang, text
from rfi.views.conditions.acting import acting_on
from rfi.views.conditions.bar import view_conditions

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

_STYLE = Path(__file__).with_name("style.css")
# Pages that have something to begin with where no round is open.
BEGINNING = (ROUNDS, "questionnaire")
# Pages that show the comparison, and so stand under its conditions.
COMPARING = (
    "summary",
    "costs",
    "today",
    "joint",
    "benefits",
    "fit",
    "service",
    "free",
    "robust",
    "trace",
    "choice",
    "meeting",
    EXPORT,
)


def _show_conditions(here: Current, page: str) -> None:
    bar = view_conditions(here.evaluation, here.reading, page)
    parts = "".join(
        f'<span class="rfi-moved"><i>◆{escape(one.label)}</i>{escape(one.value)}</span>'
        if one.is_moved
        else f"<span><i>{escape(one.label)}</i>{escape(one.value)}</span>"
        for one in bar.brief
    )
    whole = escape(bar.line(here.reading), quote=True)
    st.html(f'<div class="rfi-bar" role="note" title="{whole}">{parts}</div>')


def _show_under_conditions(name: str, run: Callable[[], None], files: "DeltaGenerator") -> None:
    """Show a page under the conditions that hold, with what changes them behind one button.

    Args:
        name: Of the page.
        run: Shows its contents.
        files: Where the buttons of the files stand, on a page that has any.
    """
    with st.container(horizontal=True, vertical_alignment="center", key="conditions"):
        # Filled after the controls: what they change is what the line says.
        line = st.container()
        if name in COMPARING and acting_on(name).is_any:
            show_controls(language())
    with line:
        _show_conditions(current(), name)
    here = current()
    if name in COMPARING:
        if not here.offer_count:
            show_empty(here)
            return
        if name != EXPORT:
            with files:
                show_downloads(here)
    if not show_instead(name, here):
        run()


def _show_round_page(name: str, run: Callable[[], None]) -> None:
    """Show a page of the open round."""
    show_whole(is_whole=name in NAMED)
    here = current()
    show_heading(here, name)
    with st.container(horizontal=True, vertical_alignment="center", key="pages"):
        show_siblings(name, here.lang)
        files = st.container(
            horizontal=True, vertical_alignment="center", key="files", width="content"
        )
        if name not in NAMED and here.answers.tables["offers"].size:
            with files:
                show_shown(here)
    show_banner(name, here)
    show_notices()
    show_undo()
    if name == ROUNDS:
        run()
    else:
        _show_under_conditions(name, run, files)


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
        st.button(words, on_click=guarded(act), type="primary", key=who.way)


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
    refusal = follow_address()
    if lost := st.session_state.pop(LOST_WORDS, ()):
        words = text("list.separator", lang).join(lost)
        tell_next("error", text("app.address.lost", lang, words=words))
    if opened() is not None:
        _show_round_page(name, run)
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
        st.page_link(path_of(ROUNDS), label=text("app.rounds.link", lang))


def run_app() -> None:
    """Show the page that is open."""
    with idle_collector().run(), line_of_runs().turn():
        _run_app()
    warm_up_behind()


def _run_app() -> None:
    lang, who = language(), visitor()
    st.html(_STYLE)
    name, page = choose_page(lang, () if isinstance(who, Stranger) else who.roles)
    try:
        show_guarded(lambda: _show(name, page.run))
    finally:
        # Also when a page ends early, or the next move is there before it ends.
        show_guarded(keep_what_is_chosen)
