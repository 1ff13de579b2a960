"""The parts of a questionnaire: how many rows each has, and its rows with a tick."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, starting
from rfi.app.sections.asked.draft import draft, keep_field, keep_removed, source_of
from rfi.app.session.current import Current
from rfi.scenario.questionnaire_draft import FIELDS, PARTS
from rfi.text.numbers import format_number

_NAMES = "names"
_PART = "asked_part"
# What of a row is shown beside its tick: the first that it has.
_WORDS = ("title", "text")
_DAYS = frozenset({"issued_on", "deadline_on"})


def choose_part(value: Mapping[str, Any], here: Current) -> str:
    """Show the parts with how many rows each asks; return the one that is open."""
    parts = (_NAMES, *(part for part in PARTS if source_of(here).get(part)))

    def titled(part: str) -> str:
        title = here.word(f"asked.part.{part}")
        if part == _NAMES:
            return title
        return here.word("asked.counted", title=title, count=format_number(len(value[part])))

    chosen = st.radio(
        here.word("asked.parts"),
        parts,
        format_func=titled,
        key=starting(_PART, "businesses"),
        label_visibility="collapsed",
    )
    return chosen or _NAMES


def _field_given(name: str) -> None:
    given = heard(f"asked_{name}")
    keep_field(name, given.isoformat() if isinstance(given, date) else str(given or ""))


def _show_names(value: Mapping[str, Any], here: Current) -> None:
    for name in FIELDS:
        label, words = here.word(f"asked.field.{name}"), str(value.get(name, ""))
        if name in _DAYS:
            st.date_input(
                label,
                date.fromisoformat(words) if words else None,
                format="YYYY-MM-DD",
                key=f"asked_{name}",
                on_change=guarded(_field_given),
                args=(name,),
            )
        else:
            st.text_input(
                label, words, key=f"asked_{name}", on_change=guarded(_field_given), args=(name,)
            )


def _rows_given(part: str, ids: list[str], editor: str) -> None:
    """Take the ticks that were moved."""
    removed = set(draft().removed.get(part, ()))
    for row, changes in heard(editor)["edited_rows"].items():
        if "use" in changes:
            name = ids[int(row)]
            removed = removed - {name} if changes["use"] else removed | {name}
    keep_removed(part, removed)


def _all(part: str, ids: list[str], *, is_used: bool) -> None:
    keep_removed(part, () if is_used else ids[1:])


def _show_rows(part: str, here: Current) -> None:
    key, rows = PARTS[part], source_of(here)[part]
    ids = [str(row[key]) for row in rows]
    removed = set(draft().removed.get(part, ()))
    frame = pd.DataFrame({
        "use": [name not in removed for name in ids],
        "title": [str(next((row[one] for one in _WORDS if one in row), "")) for row in rows],
        "of": [_business(row, here) if part != "businesses" else "" for row in rows],
    })  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center", key="asked_head"):
        st.html(f'<h2 class="rfi-title">{here.word(f"asked.part.{part}")}</h2>')
        st.caption(here.word(f"asked.help.{part}"))
        for is_used in (True, False):
            st.button(
                here.word(f"asked.{'all' if is_used else 'none'}"),
                on_click=guarded(_all),
                args=(part, ids),
                kwargs={"is_used": is_used},
                key=f"asked_all_{is_used}",
                type="tertiary",
            )
    # A new editor for every state of the ticks: it starts from what is kept.
    editor = f"asked_rows_{part}_{len(removed)}_{hash(frozenset(removed))}"
    columns = {
        "use": st.column_config.CheckboxColumn(here.word("asked.column.use"), width=60),
        "title": st.column_config.TextColumn(here.word("asked.column.title")),
        "of": st.column_config.TextColumn(here.word("asked.column.of"), width=150),
    }
    if not frame["of"].any():
        frame = frame.drop(columns="of")
    st.data_editor(
        frame,
        hide_index=True,
        disabled=["title", "of"],
        column_config=columns,
        height=470,
        key=editor,
        on_change=guarded(_rows_given),
        args=(part, ids, editor),
    )


def _business(row: Mapping[str, Any], here: Current) -> str:
    if "population" in row:
        return here.word("asked.people", people=format_number(row["population"]))
    return here.questionnaire.businesses.get(str(row.get("business", "")), "")


def show_part(part: str, value: Mapping[str, Any], here: Current) -> None:
    """Show the rows of a part with their ticks, or the words that stand on the cover."""
    if part == _NAMES:
        _show_names(value, here)
    else:
        _show_rows(part, here)
