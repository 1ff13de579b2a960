"""Suggested values: put in by a click, recorded, taken back by a click."""

from collections.abc import Sequence

import streamlit as st

from rfi.app.frame.received import received_of
from rfi.app.frame.show import choose_row
from rfi.app.frame.uploads import keep_and_rerun
from rfi.app.session.cache import suggestions_of
from rfi.app.session.current import Current
from rfi.app.session.session import now, staff_name
from rfi.intake.round.reading import claim_of
from rfi.intake.round.round import AppliedSuggestion, apply_suggestion, undo_suggestion
from rfi.views.intake.files import Received
from rfi.views.intake.suggestions import view_applied, view_suggestions


def _apply(found: Received, index: int, here: Current) -> None:
    current = here.workspace.round
    chosen = suggestions_of(current, found.answer.file, here.questionnaire)[index]
    keep_and_rerun(
        apply_suggestion(
            current,
            found.sha256,
            chosen,
            claim=claim_of(found.reading.value),
            by=staff_name(),
            at=now(),
        )
    )


def _show_open(here: Current) -> None:
    current, asked = here.workspace.round, here.questionnaire
    with_any = [
        (found, suggestions)
        for found in received_of(here)
        if found.state != "withdrawn"
        and (suggestions := suggestions_of(current, found.answer.file, asked))
    ]
    if not with_any:
        st.info(here.word("suggest.none"))
        return
    with_any.sort(key=lambda pair: pair[0].state != "held")
    index = st.selectbox(
        here.word("suggest.file"),
        range(len(with_any)),
        format_func=lambda at: with_any[at][0].name,
        key="suggest_file",
        width=420,
    )
    found, suggestions = with_any[min(index or 0, len(with_any) - 1)]
    st.caption(here.word("suggest.choose"))
    table = view_suggestions(suggestions, found.response, here.reading)
    chosen = choose_row(table, f"suggest_{found.sha256}_{len(suggestions)}", here)
    if st.button(here.word("suggest.apply"), type="primary", key="apply_suggestion"):
        _apply(found, chosen, here)


def _show_applied(applied: Sequence[AppliedSuggestion], here: Current) -> None:
    current = here.workspace.round
    names = {answer.file.sha256: answer.file.name for answer in current.answers}
    table = view_applied(applied, names, here.reading)
    st.caption(here.word("suggest.applied", title=table.title, caption=table.caption))
    one = applied[choose_row(table, f"applied_{len(applied)}", here)]
    if st.button(here.word("suggest.undo"), disabled=one.deed.is_undone, key="undo_suggestion"):
        keep_and_rerun(
            undo_suggestion(
                current, one.answer_sha256, one.suggestion.pointer, by=staff_name(), at=now()
            )
        )


def show_suggestions(here: Current) -> None:
    """Show what may be put in, and what was."""
    _show_open(here)
    if here.workspace.round.applied:
        _show_applied(here.workspace.round.applied, here)
