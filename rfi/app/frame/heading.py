"""The first line of the screen: which round is shown, in which language, who is there."""

from collections.abc import Iterable
from html import escape

import streamlit as st

from rfi.app.access.login import Visitor, visitor
from rfi.app.frame.faults import acting
from rfi.app.frame.navigation import GROUPS
from rfi.app.frame.widget_state import relabel
from rfi.app.session.open_round import renew
from rfi.app.session.session import keep_language
from rfi.text.wording import LANGS, Lang, text


def _words_css(lang: Lang) -> str:
    """Return the style that puts our words where widgets of the library speak English."""
    words = {
        "button": text("app.upload.button", lang),
        "limits": text("app.upload.limits", lang),
        "nothing": text("app.list.nothing", lang),
        "skip": text("app.skip", lang),
        "running": text("app.running", lang),
    }
    return (
        f'[role="listbox"][data-empty="true"] span::after{{content:"{words["nothing"]}"}}'
        f'[data-test-script-state="running"]::after{{content:"{words["running"]}"}}'
        '[data-testid="stSkipToContent"]{font-size:0 !important}'
        f'[data-testid="stSkipToContent"]::after{{content:"{words["skip"]}";font-size:1rem}}'
        f'[data-testid="stFileUploaderDropzone"] button p::after{{content:"{words["button"]}"}}'
        '[data-testid="stFileUploaderDropzoneInstructions"]::after'
        f'{{content:"{words["limits"]}"}}'
    )


def open_group_css(page: str) -> str:
    """Return the style that marks the group of the page that is open."""
    place = 1 + next(at for at, pages in enumerate(GROUPS.values()) if page in pages)
    return (
        f'[data-testid="stTopNav"] > div:nth-child({place}) > button'
        "{background:#e8f1fe;color:#0017c1;font-weight:700}"
    )


def _speak(lang: Lang) -> None:
    keep_language(lang)
    relabel()


def _show_language(lang: Lang) -> None:
    other = LANGS[1 - LANGS.index(lang)]
    words = text("app.language", other)
    st.button(words, on_click=acting(_speak), args=(other,), key="language", type="tertiary")


def _show_way_out(lang: Lang) -> None:
    """Show who is logged in, and let them leave."""
    who = visitor()
    if isinstance(who, Visitor) and who.by_login:
        st.text(who.name)
        words = text("app.access.logout", lang)
        st.button(words, on_click=acting(st.logout), key="logout", type="tertiary")


def draw_heading(title: str, words: Iterable[str], lang: Lang, *, is_old: bool, style: str) -> None:
    """Draw the heading of a page.

    Args:
        title: Of the round, or of the program.
        words: What else is said of the round.
        lang: Language of the page.
        is_old: Whether somebody changed the round since it was read: it can be read again.
        style: What marks the open group, and the letters of the offers.
    """
    st.html(f"<style>{style}{_words_css(lang)}</style>")
    with st.container(
        horizontal=True, vertical_alignment="center", horizontal_alignment="right", key="heading"
    ):
        if is_old:
            st.button(text("app.behind", lang), on_click=acting(renew), key="renew")
        parts = "".join(f"<span>{escape(word)}</span>" for word in words)
        st.html(f'<div class="rfi-round"><b>{escape(title)}</b>{parts}</div>')
        _show_way_out(lang)
        _show_language(lang)


def show_bare_heading(lang: Lang, page: str) -> None:
    """Show the heading of a page while no round is open."""
    title, style = text("app.title", lang), open_group_css(page)
    draw_heading(title, (), lang, is_old=False, style=style)
