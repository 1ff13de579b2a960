"""The conditions that a meeting pinned, and the way back to them, one at a time."""

import json
from html import escape

import streamlit as st

from rfi.app.frame.controls import forget_controls
from rfi.app.frame.faults import acting
from rfi.app.session.cache import answers_of
from rfi.app.session.current import Current
from rfi.app.session.session import aside, choose, chosen_now, keep_aside, workspace
from rfi.compare.round.chosen_conditions import fitting
from rfi.scenario.chosen import Chosen
from rfi.scenario.chosen_record import (
    SavedConditions,
    saved_conditions_of,
    saved_conditions_record,
)
from rfi.scenario.chosen_steps import chosen_steps, taken_back
from rfi.views.meeting.changes import condition_title, condition_words, effect_words

_PINNED = "pinned"


def pin(chosen: Chosen) -> None:
    """Pin conditions as the baseline; it is kept beside this person's view of the round."""
    record = saved_conditions_record(SavedConditions(_PINNED, chosen))
    keep_aside(_PINNED, json.dumps(record, ensure_ascii=False, sort_keys=True))


def pinned() -> Chosen:
    """Return the baseline; what holds now is pinned where nothing was."""
    kept = aside(_PINNED)
    if not kept:
        pin(chosen_now())
        return chosen_now()
    return fitting(saved_conditions_of(json.loads(kept))[0].chosen, answers_of(workspace()))


def pinned_before() -> Chosen | None:
    """Return the baseline; None where nothing was pinned."""
    return pinned() if aside(_PINNED) else None


def _back(key: str) -> None:
    choose(taken_back(pinned(), chosen_now(), key))
    forget_controls()


def _back_all() -> None:
    choose(pinned())
    forget_controls()


def show_changes(here: Current, base: Chosen) -> None:
    """Show each condition that differs from the baseline, what it did, and the way back."""
    with st.container(horizontal=True, vertical_alignment="center", key="changes_head"):
        st.html(f'<h2 class="rfi-title">{escape(here.word("meeting.base"))}</h2>')
        steps = tuple(chosen_steps(base, chosen_now()))
        if steps:
            back = here.word("meeting.back_all")
            st.button(back, on_click=acting(_back_all), key="back_all", type="tertiary")
    if not steps:
        st.caption(here.word("meeting.nothing"))
    for step in steps:
        before, after = here.under(step.before), here.under(step.after)
        words = [condition_words(step.key, found, here.reading) for found in (before, after)]
        moved = here.word("meeting.moved", before=words[0], after=words[1])
        effect = effect_words(before, after, here.reading)
        with st.container(horizontal=True, vertical_alignment="top", key=f"change_{step.key}"):
            st.html(
                f'<div class="rfi-change"><b>{escape(condition_title(step.key, here.reading))}</b>'
                f"<span>{escape(moved)}</span><p>{escape(effect)}</p></div>"
            )
            st.button(
                here.word("meeting.back"),
                on_click=acting(_back),
                args=(step.key,),
                key=f"back_{step.key}",
            )
