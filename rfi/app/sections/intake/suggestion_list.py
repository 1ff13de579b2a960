"""Suggested values: put in by a click, recorded, taken back by a click."""

from collections.abc import Sequence

import streamlit as st

from rfi.app.frame.acts import Undo, Work, act, permitted
from rfi.app.frame.faults import acting
from rfi.app.frame.received import received_of
from rfi.app.frame.show import choose_row
from rfi.app.sections.uploads.claims import claim_in
from rfi.app.session.cache import suggestions_of
from rfi.app.session.current import Current
from rfi.app.session.door import may
from rfi.app.session.session import signed
from rfi.intake.round.reading import claim_of
from rfi.intake.round.round import AppliedSuggestion
from rfi.intake.round.round import apply_suggestion as applied_to
from rfi.intake.round.round import undo_suggestion as taken_back_from
from rfi.scenario.questionnaire import Questionnaire
from rfi.store.round.reading import StoredRound
from rfi.store.round.settled import apply_suggestion, undo_suggestion
from rfi.views.intake.files import Received
from rfi.views.intake.suggestions import view_applied, view_suggestions


def _apply(found: Received, index: int, here: Current) -> None:
    current, file = here.workspace.round, found.answer.file
    chosen = suggestions_of(current, file, here.questionnaire)[index]
    who = signed()
    after = applied_to(
        current,
        found.sha256,
        chosen,
        claim=claim_of(found.reading.value),
        by=who.by,
        at=who.at,
    )
    claim, version = claim_in(after, file, here.questionnaire), here.stored.answer(found.sha256)
    act(
        "answers",
        lambda store, round_id, signed: apply_suggestion(
            store, round_id, found.sha256, version.version, chosen, claim=claim, signed=signed
        ),
        undo=Undo(
            here.word("suggest.done", name=found.name),
            "answers",
            lambda now: _undoing(found.sha256, chosen.pointer, now, here.questionnaire),
        ),
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
    if permitted("answers"):
        st.button(
            here.word("suggest.apply"),
            on_click=acting(_apply),
            args=(found, chosen, here),
            type="primary",
            key="apply_suggestion",
        )


def _undoing(sha256: str, pointer: str, now: StoredRound, asked: Questionnaire) -> Work:
    """Return the act that takes back what was applied at a place of an answer."""
    current, who = now.round, signed()
    after = taken_back_from(current, sha256, pointer, by=who.by, at=who.at)
    claim = claim_in(after, current.answer(sha256).file, asked)
    version = now.answer(sha256).version
    return lambda store, round_id, signed: undo_suggestion(
        store, round_id, sha256, version, pointer, claim=claim, signed=signed
    )


def _undo(one: AppliedSuggestion, here: Current) -> None:
    act(
        "answers",
        _undoing(one.answer_sha256, one.suggestion.pointer, here.stored, here.questionnaire),
    )


def _show_applied(applied: Sequence[AppliedSuggestion], here: Current) -> None:
    current = here.workspace.round
    names = {answer.file.sha256: answer.file.name for answer in current.answers}
    table = view_applied(applied, names, here.reading)
    st.caption(here.word("suggest.applied", title=table.title, caption=table.caption))
    one = applied[choose_row(table, f"applied_{len(applied)}", here)]
    if may("answers"):
        st.button(
            here.word("suggest.undo"),
            on_click=acting(_undo),
            args=(one, here),
            disabled=one.deed.is_undone,
            key="undo_suggestion",
        )


def show_suggestions(here: Current) -> None:
    """Show what may be put in, and what was."""
    _show_open(here)
    if here.workspace.round.applied:
        _show_applied(here.workspace.round.applied, here)
