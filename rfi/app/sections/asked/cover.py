"""What stands on the cover of a questionnaire: names, dates, whom to ask."""

from datetime import date
from typing import Any

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard
from rfi.app.sections.asked.draft import draft, keep_field, made, turn
from rfi.app.session.current import Current
from rfi.document.authoring.layout import DEFAULT_SCENARIO, AskedColumn, cover_rows
from rfi.intake.form.plan import value_at

_COLUMNS = 2


def _given(name: str, key: str) -> None:
    given = heard(key)
    keep_field(name, given.isoformat() if isinstance(given, date) else str(given or ""))


def _day(words: str) -> date | None:
    try:
        return date.fromisoformat(words)
    except ValueError:
        return None


def _show_field(name: str, asked: AskedColumn, here: Current) -> None:
    if asked.field is None:
        return
    whole = made(here)
    value = value_at(whole.value, asked.field.keys)
    # What could not be read stays as it was typed.
    words = draft().fields.get(name, "") if value is None else str(value)
    label = asked.heading("ja") if here.lang == "ja" else asked.title("en")
    key, on_change = f"asked_{name}_{turn()}", guarded(_given)
    given: dict[str, Any] = {
        "key": key,
        "on_change": on_change,
        "args": (name, key),
        "help": asked.field.description[here.lang],
    }
    if name == DEFAULT_SCENARIO:
        keys = whole.keys["scenarios"]
        titles = dict(zip(keys, whole.value["scenarios"], strict=True))
        ids = [str(row["scenario_id"]) for row in whole.value["scenarios"]]
        st.selectbox(
            label,
            keys,
            index=ids.index(words) if words in ids else None,
            format_func=lambda one: str(titles[one].get("title", one)),
            **given,
        )
    elif asked.field.bounds.get("format") == "date":
        st.date_input(label, _day(words), format="YYYY-MM-DD", **given)
    else:
        st.text_input(label, words, **given)


def show_cover(here: Current) -> None:
    """Show every field of the cover, two beside each other."""
    rows = [(name, asked) for name, asked in cover_rows().items() if asked.field is not None]
    for start in range(0, len(rows), _COLUMNS):
        for place, (name, asked) in zip(
            st.columns(_COLUMNS), rows[start : start + _COLUMNS], strict=False
        ):
            with place:
                _show_field(name, asked, here)
