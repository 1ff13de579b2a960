"""What can go out, a row each: what it is for, its size, its button; and a look at it."""

from html import escape

import streamlit as st

from rfi.app.frame.show import show_output
from rfi.app.sections.meeting.baseline import pinned_before
from rfi.app.sections.meeting.minutes import kept_minutes
from rfi.app.sections.meeting.order import prepared_order, view_title
from rfi.app.session.current import Current
from rfi.app.session.session import chosen_now
from rfi.export.given import Baseline, Given
from rfi.export.imprint import Imprint
from rfi.export.outputs import BY_KEY, OUTPUTS, Output
from rfi.export.page.browser import find_browser
from rfi.export.page.page import first_page
from rfi.scenario.chosen_steps import chosen_steps
from rfi.text.wording import text

_MOST_LETTERS = 40
# For programs rather than for people: behind a fold.
_DATA = frozenset(("csv", "bundle", "bundle_cp932", "ocds", "json"))


def _baseline(here: Current) -> Baseline | None:
    """Return what the meeting pinned, and which conditions differ now."""
    base = pinned_before()
    if base is None:
        return None
    changed = tuple(step.key for step in chosen_steps(base, chosen_now()))
    return Baseline(here.under(base), changed)


def _imprint(here: Current) -> Imprint:
    """Let number and day of the paper be written."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="export_imprint"):
        number = st.text_input(
            here.word("export.number"),
            max_chars=_MOST_LETTERS,
            key="export_number",
            help=here.word("export.number.help"),
            width=220,
        )
        day = st.text_input(
            here.word("export.day"), max_chars=_MOST_LETTERS, key="export_day", width=220
        )
    return Imprint(str(number or "").strip(), str(day or "").strip())


def given_now(here: Current) -> Given:
    """Return what every file of this page is written from; number and day as written here."""
    notes = tuple(one.note for one in kept_minutes(here))
    return Given(
        here.evaluation,
        here.reading,
        _imprint(here),
        prepared_order(),
        _baseline(here),
        notes,
        here.stored.title,
        tuple(here.workspace.round.queries),
    )


def _why_not(output: Output, given: Given, here: Current) -> str:
    """Return why a file is not offered; "" where it is."""
    if why := output.withheld(given.evaluation):
        return here.word(why)
    if output.is_typed and not given.minutes:
        return here.word("export.no_minutes")
    if output.needs_browser and find_browser() is None:
        return here.word("export.no_browser")
    return ""


def show_row(name: str, purpose: str, paper: str) -> None:
    """Show what a file is for, and its size; its button stands right of it."""
    st.html(
        f'<div class="rfi-listed"><b>{escape(name)}</b><span class="rfi-chip">{escape(paper)}'
        f"</span><span>{escape(purpose)}</span></div>",
        width="stretch",
    )


def _show_output(output: Output, given: Given, here: Current) -> None:
    why = _why_not(output, given, here)
    with st.container(
        horizontal=True, vertical_alignment="center", key=f"round_row_export_{output.key}"
    ):
        purpose, paper = output.told(given.evaluation)
        size = here.word(paper, count=len(given.minutes))
        show_row(here.word(f"download.{output.key}"), why or here.word(purpose), size)
        if not why:
            show_output(output, given, here, f"export_{output.key}")


def show_outputs(given: Given, here: Current) -> None:
    """Show the files for people, a row each."""
    names = "export.no_names" if given.evaluation.conditions.is_anonymous else "export.by_name"
    st.caption(here.word(names))
    if given.views:
        views = (view_title(view, here) for view in given.views)
        order = text("list.separator", here.lang).join(views)
        st.caption(here.word("export.order", order=order))
    for output in OUTPUTS:
        if output.key not in _DATA:
            _show_output(output, given, here)


def show_data(given: Given, here: Current) -> None:
    """Show the files for programs."""
    with st.expander(here.word("export.others")):
        for output in OUTPUTS:
            if output.key in _DATA:
                _show_output(output, given, here)


def show_preview(given: Given, here: Current) -> None:
    """Show the first page as it goes out, with names or without."""
    if BY_KEY["page"].withheld(given.evaluation):
        return
    with st.expander(here.word("export.preview"), expanded=True):
        st.html(first_page(given))
