"""What stands around every page: heading, controls, conditions, and what happens on a fault."""

import logging
from collections.abc import Callable
from html import escape
from pathlib import Path

import streamlit as st

from rfi.app.frame.cache import idle_collector, line_of_runs, warm_up
from rfi.app.frame.controls import show_controls
from rfi.app.frame.current import Current, current
from rfi.app.frame.session import keep_language, language
from rfi.app.frame.show import show_downloads, show_empty
from rfi.text.wording import LANGS, text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.table_html import letters_css

_STYLE = Path(__file__).with_name("style.css")
_LOG = logging.getLogger(__name__)
# Pages that show the comparison, and so carry its controls and downloads.
COMPARING = ("summary", "costs", "today", "joint", "benefits", "fit", "service", "trace")
PAGES = ("summary", "conditions", *COMPARING[1:], "intake", "queries")


def _words_css(here: Current) -> str:
    """Return the style that puts our words where widgets of the library speak English."""
    words = {
        "button": here.word("upload.button"),
        "limits": here.word("upload.limits"),
        "nothing": here.word("list.nothing"),
    }
    return (
        f'[role="listbox"][data-empty="true"] span::after{{content:"{words["nothing"]}"}}'
        f'[data-testid="stFileUploaderDropzone"] button p::after{{content:"{words["button"]}"}}'
        '[data-testid="stFileUploaderDropzoneInstructions"]::after'
        f'{{content:"{words["limits"]}"}}'
    )


def _show_heading(here: Current) -> None:
    offers = here.offer_count
    st.html(f"<style>{letters_css(offers)}{_words_css(here)}</style>")
    with st.container(horizontal=True, vertical_alignment="center", key="heading"):
        count = here.word("offers", count=offers)
        state = here.word("sample") if here.workspace.is_sample else here.word("own_round")
        st.html(
            f'<div class="rfi-round"><b>{escape(here.questionnaire.title)}</b>'
            f"<span>{escape(count)}</span><span>{escape(state)}</span></div>"
        )
        other = LANGS[1 - LANGS.index(here.lang)]
        if st.button(text("app.language", other), key="language", type="tertiary"):
            keep_language(other)
            st.rerun()


def _show_conditions(here: Current, *, has_downloads: bool) -> None:
    bar = view_conditions(here.evaluation, here.reading)
    parts = "".join(
        f"<span><i>{escape(label)}</i>{escape(value)}</span>" for label, value in bar.parts
    )
    with st.container(horizontal=True, vertical_alignment="center", key="conditions"):
        st.html(f'<div class="rfi-bar" role="note">{parts}</div>')
        if has_downloads:
            show_downloads(here)


def _guarded(show: Callable[[], None]) -> None:
    """Run a part of the page; a fault of ours becomes a sentence, never a stack trace."""
    try:
        show()
    except Exception as fault:  # noqa: BLE001 - whatever it is, the reader gets words
        frames = []
        trace = fault.__traceback__
        while trace is not None:
            frames.append(f"{trace.tb_frame.f_code.co_name}:{trace.tb_lineno}")
            trace = trace.tb_next
        # The message of a fault may hold a vendor's text: only its kind and place are logged.
        _LOG.error("page failed: %s at %s", type(fault).__name__, " < ".join(frames[::-1]))
        lang = language()
        st.error(text("app.fault", lang))


def _show(name: str, run: Callable[[], None]) -> None:
    warm_up()
    lang = language()
    if name in COMPARING:
        show_controls(lang)
    here = current()
    _show_conditions(here, has_downloads=bool(here.offer_count))
    if name in COMPARING and not here.offer_count:
        show_empty(here)
        return
    run()


def run_app() -> None:
    """Show the page that is open."""
    with idle_collector().run(), line_of_runs().turn():
        _run_app()


def _run_app() -> None:
    lang = language()
    st.html(_STYLE)
    pages = {
        name: st.Page(
            f"rfi/app/pages/{name}.py",
            title=text(f"app.page.{name}", lang),
            url_path=name,
            default=name == PAGES[0],
        )
        for name in PAGES
    }
    page = st.navigation(list(pages.values()), position="top")
    name = next(name for name, known in pages.items() if known == page)
    _guarded(lambda: _show_heading(current()))
    _guarded(lambda: _show(name, page.run))
