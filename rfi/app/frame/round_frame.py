"""What stands around a page of the open round: its heading, its conditions, its files.

Brings in all that compares: it is imported once a round is open.
"""

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from rfi.app.frame.acts import show_undo
from rfi.app.frame.controls import show_controls
from rfi.app.frame.heading import draw_heading, open_group_css
from rfi.app.frame.navigation import COMPARING, EXPORT, ROUNDS, show_siblings
from rfi.app.frame.notices import show_notices
from rfi.app.frame.show import show_downloads, show_empty
from rfi.app.frame.shown import NAMED, show_banner, show_instead, show_shown
from rfi.app.session.current import Current, current, show_whole
from rfi.app.session.open_round import is_behind
from rfi.app.session.session import language
from rfi.views.conditions.acting import acting_on
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.table_html import letters_css

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def _show_heading(here: Current, page: str) -> None:
    """Show which round is open above a page; when somebody changed it, offer it as it is now."""
    words = [here.word("offers", count=here.offer_count)]
    if here.is_sample:
        words.append(here.word("sample"))
    if here.stored.archived_at:
        words.append(here.word("rounds.is_archived"))
    places = here.answers.tables["offers"]["place"].tolist()
    style = letters_css(places) + open_group_css(page)
    draw_heading(here.stored.title, words, here.lang, is_old=is_behind(), style=style)


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


def show_round_page(name: str, run: Callable[[], None]) -> None:
    """Show a page of the open round."""
    show_whole(is_whole=name in NAMED)
    here = current()
    _show_heading(here, name)
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
