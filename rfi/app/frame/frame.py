"""What stands around every page: heading, controls, conditions, and what happens on a fault."""

from collections.abc import Callable, Collection, Mapping
from html import escape
from pathlib import Path
from typing import cast

import streamlit as st

from rfi.app.access.login import Stranger, Visitor, visitor
from rfi.app.access.permissions import PAGES as PERMISSION_OF
from rfi.app.access.permissions import Role, allows
from rfi.app.frame.acts import show_undo
from rfi.app.frame.controls import show_controls
from rfi.app.frame.faults import guarded, show_guarded
from rfi.app.frame.notices import show_notices
from rfi.app.frame.show import show_downloads, show_empty
from rfi.app.frame.uploads import tell
from rfi.app.session.cache import idle_collector, line_of_runs, warm_up_behind
from rfi.app.session.current import Current, current
from rfi.app.session.database import database
from rfi.app.session.door import barred
from rfi.app.session.open_round import follow_address, is_behind, keep_what_is_chosen, renew
from rfi.app.session.session import close_round, keep_language, language, opened
from rfi.app.session.upload_room import bound_uploads
from rfi.store.outcome import Refused
from rfi.text.wording import LANGS, Lang, text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.table_html import letters_css

_STYLE = Path(__file__).with_name("style.css")
# Pages that show the comparison, and so carry its controls and downloads.
COMPARING = ("summary", "costs", "today", "joint", "benefits", "fit", "service", "free", "trace")
ROUNDS = "rounds"
PAGES = tuple(PERMISSION_OF)


def _words_css(lang: Lang) -> str:
    """Return the style that puts our words where widgets of the library speak English."""
    words = {
        "button": text("app.upload.button", lang),
        "limits": text("app.upload.limits", lang),
        "nothing": text("app.list.nothing", lang),
    }
    return (
        f'[role="listbox"][data-empty="true"] span::after{{content:"{words["nothing"]}"}}'
        f'[data-testid="stFileUploaderDropzone"] button p::after{{content:"{words["button"]}"}}'
        '[data-testid="stFileUploaderDropzoneInstructions"]::after'
        f'{{content:"{words["limits"]}"}}'
    )


def _show_language(lang: Lang) -> None:
    other = LANGS[1 - LANGS.index(lang)]
    if st.button(text("app.language", other), key="language", type="tertiary"):
        keep_language(other)
        st.rerun()


def _show_way_out(lang: Lang) -> None:
    """Show who is logged in, and let them leave."""
    who = visitor()
    if isinstance(who, Visitor) and who.by_login:
        st.text(who.name)
        words = text("app.access.logout", lang)
        st.button(words, on_click=guarded(st.logout), key="logout", type="tertiary")


def _show_heading(here: Current) -> None:
    places = here.answers.tables["offers"]["place"].tolist()
    st.html(f"<style>{letters_css(places)}{_words_css(here.lang)}</style>")
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        words = [here.word("offers", count=here.offer_count)]
        if here.is_sample:
            words.append(here.word("sample"))
        if here.stored.archived_at:
            words.append(here.word("rounds.is_archived"))
        parts = "".join(f"<span>{escape(word)}</span>" for word in words)
        st.html(f'<div class="rfi-round"><b>{escape(here.stored.title)}</b>{parts}</div>')
        if is_behind() and st.button(here.word("behind"), key="renew"):
            renew()
            st.rerun()
        _show_way_out(here.lang)
        _show_language(here.lang)


def _show_bare_heading(lang: Lang) -> None:
    """Show the heading of a page while no round is open."""
    st.html(f"<style>{_words_css(lang)}</style>")
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        st.html(f'<div class="rfi-round"><b>{escape(text("app.title", lang))}</b></div>')
        _show_way_out(lang)
        _show_language(lang)


def _show_conditions(here: Current, *, has_downloads: bool) -> None:
    bar = view_conditions(here.evaluation, here.reading)
    parts = "".join(
        f"<span><i>{escape(label)}</i>{escape(value)}</span>" for label, value in bar.parts
    )
    with st.container(horizontal=True, vertical_alignment="center", key="conditions"):
        st.html(f'<div class="rfi-bar" role="note">{parts}</div>')
        if has_downloads:
            show_downloads(here)


def _show_round_page(name: str, run: Callable[[], None]) -> None:
    """Show a page of the open round under its conditions."""
    _show_heading(current())
    show_notices()
    show_undo()
    if name == ROUNDS:
        run()
        return
    if name in COMPARING:
        show_controls(language())
    here = current()
    _show_conditions(here, has_downloads=bool(here.offer_count))
    if name in COMPARING and not here.offer_count:
        show_empty(here)
        return
    run()


def _log_in() -> None:
    st.login()


def _turn_away(who: Stranger, lang: Lang) -> None:
    """Say why nothing is shown, and what may help."""
    close_round()
    _show_bare_heading(lang)
    tell(who.refusal.issues, lang, text("app.access.denied", lang))
    if who.way:
        words = text(f"app.access.{who.way}", lang)
        act = _log_in if who.way == "login" else st.logout
        st.button(words, on_click=guarded(act), type="primary", key=who.way)


def _show(name: str, run: Callable[[], None]) -> None:
    """Show a page; without a round only the page that begins and opens rounds has anything."""
    lang, who = language(), visitor()
    if isinstance(who, Stranger):
        _turn_away(who, lang)
        return
    if denied := barred(PERMISSION_OF[name]):
        _show_bare_heading(lang)
        tell(denied.issues, lang, text("app.access.denied", lang))
        return
    found = database()
    if isinstance(found, Refused):
        _show_bare_heading(lang)
        tell(found.issues, lang, text("app.database.closed", lang))
        return
    bound_uploads()
    refusal = follow_address()
    if opened() is not None:
        _show_round_page(name, run)
        return
    _show_bare_heading(lang)
    show_notices()
    if refusal is not None:
        tell(refusal.issues, lang, text("app.rounds.not_opened", lang))
    if name == ROUNDS:
        run()
    else:
        st.info(text("app.rounds.none_open", lang))
        st.page_link(f"rfi/app/pages/{ROUNDS}.py", label=text("app.rounds.link", lang))


def run_app() -> None:
    """Show the page that is open."""
    with idle_collector().run(), line_of_runs().turn():
        _run_app()
    warm_up_behind()


def _pages(lang: Lang, roles: Collection[Role]) -> Mapping[str, st.Page]:
    """Return the pages by name, made once a session for language and roles, not in every run.

    Each is looked for on the disk when it is made.
    """
    key = f"pages_{lang}_{'_'.join(sorted(roles))}"
    if key not in st.session_state:
        st.session_state[key] = {
            name: st.Page(
                f"rfi/app/pages/{name}.py",
                title=text(f"app.page.{name}", lang),
                url_path=name,
                default=name == PAGES[0],
                visibility="visible" if allows(roles, PERMISSION_OF[name]) else "hidden",
            )
            for name in PAGES
        }
    return cast("Mapping[str, st.Page]", st.session_state[key])


def _run_app() -> None:
    lang, who = language(), visitor()
    roles = () if isinstance(who, Stranger) else who.roles
    st.html(_STYLE)
    pages = _pages(lang, roles)
    page = st.navigation(list(pages.values()), position="top")
    name = next(name for name, known in pages.items() if known == page)
    try:
        show_guarded(lambda: _show(name, page.run))
    finally:
        # Also when a page ends early, or the next move is there before it ends.
        show_guarded(keep_what_is_chosen)
