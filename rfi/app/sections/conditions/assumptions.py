"""Conditions, the assumptions: every one with unit, owner and note; changed and set back."""

from dataclasses import replace

import streamlit as st

from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell_issues_next
from rfi.app.frame.show import show_table
from rfi.app.frame.widget_state import forget, heard, starting
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.scenario.assumption_text import (
    is_typed_in,
    kind_of_assumption,
    read_assumption,
    written_assumption,
)
from rfi.scenario.assumptions import check_assumption
from rfi.schema.codelists import load_codelist
from rfi.views.conditions.assumptions import view_assumptions

_LIST_HEIGHT = 470
_MAX_SOURCE = 300
_MAX_VALUE = 40


def _take(key: str, here: Current) -> None:
    written = heard(f"assumption_value_{key}")
    value = read_assumption(key, written) if is_typed_in(key) else written
    wrong = check_assumption(key, value)
    if wrong:
        tell_issues_next(wrong, here.lang)
        return
    base = here.answers.assumptions.values[key]
    source = heard(f"assumption_source_{key}").strip()
    if value == base.value and source in {"", base.source}:
        choose(chosen_now().with_assumption(key, None))
        return
    owner = source or here.word("changed_by")
    choose(chosen_now().with_assumption(key, replace(base, value=value, source=owner, note="")))


def _set_back(key: str | None) -> None:
    """Take a change back, or (None) all of them; the editor starts from the value in force."""
    chosen = chosen_now()
    for one in chosen.assumptions:
        if key in {None, one.key}:
            chosen = chosen.with_assumption(one.key, None)
    choose(chosen)
    forget("assumption_value_")
    forget("assumption_source_")


def _show_editor(here: Current) -> None:
    titles = load_codelist("assumption_keys")
    key = st.selectbox(
        here.word("assumption.which"),
        titles.codes,
        format_func=lambda code: titles.title(code, here.lang),
        key="assumption_key",
    )
    now = here.evaluation.conditions.assumptions.values[key]
    changed = chosen_now().has_changed(key)
    widget = f"assumption_value_{key}"
    label = here.word("assumption.value", unit=titles.unit(key, here.lang))
    if is_typed_in(key):
        st.text_input(
            label,
            max_chars=_MAX_VALUE,
            placeholder=here.word("assumption.unset"),
            key=starting(widget, written_assumption(now.value)),
            help=here.word("assumption.value.help"),
        )
    else:
        choices = load_codelist(kind_of_assumption(key))
        st.selectbox(
            label,
            choices.codes,
            format_func=lambda code: choices.title(code, here.lang),
            key=starting(widget, now.value),
        )
    st.text_input(
        here.word("assumption.source"),
        max_chars=_MAX_SOURCE,
        placeholder=here.word("changed_by"),
        key=starting(f"assumption_source_{key}", now.source if changed else ""),
    )
    with st.container(horizontal=True, key="assumption_buttons"):
        st.button(
            here.word("assumption.take"),
            on_click=acting(_take),
            args=(key, here),
            type="primary",
            key="assumption_take",
        )
        st.button(
            here.word("reset"),
            on_click=acting(_set_back),
            args=(key,),
            disabled=not changed,
            key="assumption_reset",
        )
        st.button(
            here.word("assumption.reset_all"),
            on_click=acting(_set_back),
            args=(None,),
            disabled=not chosen_now().assumptions,
            key="assumption_reset_all",
        )


def show_assumptions(here: Current) -> None:
    """Show every assumption, and let one be changed at a time."""
    left, right = st.columns([7, 16], gap="medium")
    with left:
        _show_editor(here)
    with right, st.container(height=_LIST_HEIGHT, border=False, key="assumption_list"):
        now = here.evaluation.conditions.assumptions
        show_table(view_assumptions(now, here.answers.assumptions, here.reading), here)
