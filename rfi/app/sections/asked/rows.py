"""The rows of a part: those of one's own, written here, and those of the source with a tick."""

import pandas as pd
import streamlit as st

from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.widget_state import heard
from rfi.app.sections.asked.draft import (
    draft,
    draft_of,
    keep,
    keep_removed,
    kept_draft,
    source_of,
    turn,
)
from rfi.app.sections.asked.table import LaidOut, column_shapes, laid_out
from rfi.app.session.current import Current
from rfi.intake.authoring.draft import PARTS
from rfi.intake.authoring.typed import RowEdits, taken_in

_HEIGHT = 400


def _taken(part: str, editor: str, table: LaidOut, *, own: bool) -> None:
    """Take in what was done to the rows since they were laid out."""
    state = heard(editor)
    edits = RowEdits(
        table.keys,
        own,
        {int(row): cells for row, cells in state["edited_rows"].items()},
        state["added_rows"],
        state["deleted_rows"],
    )
    keep(taken_in(draft(), draft_of(_base(editor)), part, edits, table.businesses))


def _all(part: str, keys: tuple[str, ...], *, is_used: bool) -> None:
    keep_removed(part, () if is_used else keys)


def _base(editor: str) -> str:
    """Return the draft as it was when rows were laid out: they stand still while one types.

    Rows that come onto the page start from what is kept now.
    """
    name = f"{editor}_base"
    if editor not in st.session_state or name not in st.session_state:
        st.session_state[name] = kept_draft()
    return str(st.session_state[name])


def _show_head(part: str, keys: tuple[str, ...], here: Current) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key="asked_head"):
        st.html(f'<h2 class="rfi-title">{here.word(f"asked.part.{part}")}</h2>')
        st.caption(here.word(f"asked.help.{part}"))
        for is_used in (True, False):
            st.button(
                here.word(f"asked.{'all' if is_used else 'none'}"),
                on_click=acting(_all),
                args=(part, keys),
                kwargs={"is_used": is_used},
                key=f"asked_all_{is_used}",
                type="tertiary",
            )


def _show_table(part: str, here: Current, *, own: bool) -> None:
    editor = f"asked_{'own' if own else 'rows'}_{part}_{turn()}_{here.lang}"
    table = laid_out(part, draft_of(_base(editor)), source_of(here), here.lang, own=own)
    if not (own or table.keys):
        return
    st.data_editor(
        pd.DataFrame(table.rows, columns=list(table.columns), dtype=object),
        hide_index=True,
        num_rows="dynamic" if own else "fixed",
        disabled=list(table.fixed),
        column_config=column_shapes(part, table, here.lang),
        height="auto" if own else _HEIGHT,
        placeholder="",
        key=editor,
        on_change=guarded(_taken),
        args=(part, editor, table),
        kwargs={"own": own},
    )


def show_rows(part: str, here: Current) -> None:
    """Show the rows of a part with their ticks, and above them those that are written here."""
    ids = tuple(str(row[PARTS[part]]) for row in source_of(here).get(part, ()))
    _show_head(part, ids, here)
    st.caption(here.word("asked.add"))
    _show_table(part, here, own=True)
    _show_table(part, here, own=False)
