"""Conditions, named sets: saved, opened, compared, restored."""

from collections.abc import Mapping
from pathlib import PurePath

import streamlit as st

from rfi.app.frame.acts import act, permitted
from rfi.app.frame.controls import forget_controls
from rfi.app.frame.faults import acting, quiet
from rfi.app.frame.notices import tell, tell_issues_next, tell_next
from rfi.app.frame.show import show_table
from rfi.app.frame.widget_state import forget, heard
from rfi.app.sections.uploads.drop import renew_uploads, upload_key
from rfi.app.session.current import Current
from rfi.app.session.door import may, through
from rfi.app.session.session import choose, chosen_now
from rfi.compare.round.chosen_conditions import check_chosen, conditions_of_chosen
from rfi.compare.round.conditions import Conditions
from rfi.document.read import read_document
from rfi.scenario.chosen_record import SavedConditions, saved_conditions_of, write_saved_conditions
from rfi.schema.issue import Issue
from rfi.store.outcome import Refused
from rfi.store.round.conditions import (
    NamedConditions,
    read_conditions,
    remove_conditions,
    save_conditions,
)
from rfi.views.conditions.beside import view_beside
from rfi.views.conditions.difference import view_difference
from rfi.views.summary.effects import view_whole_summary

_MAX_NAME, _MAX_NOTE, _MAX_SETS = 60, 300, 50
_NOW = ""


def named_sets(here: Current) -> Mapping[str, NamedConditions]:
    """Return the sets named in the round, in the order of naming."""
    found = through("open", lambda store, _: read_conditions(store, here.stored.round_id))
    if isinstance(found, Refused):
        tell(found.issues, here.lang)
        return {}
    return {one.saved.name: one for one in found}


def _keep(saved: SavedConditions, here: Current) -> bool:
    sets = named_sets(here)
    if len(sets.keys() | {saved.name}) > _MAX_SETS:
        tell_next("error", here.word("sets.too_many", limit=_MAX_SETS))
        return False
    seen = sets[saved.name].version if saved.name in sets else 0
    return act(
        "conditions",
        lambda store, round_id, signed: save_conditions(store, round_id, saved, seen, signed),
    )


def _errors(saved: SavedConditions, here: Current) -> tuple[Issue, ...]:
    issues = check_chosen(saved.chosen, here.answers)
    return tuple(issue for issue in issues if issue.severity == "error")


def _save(here: Current) -> None:
    name = heard("set_name").strip()
    if not name:
        tell_next("error", here.word("sets.no_name"))
    elif _keep(SavedConditions(name, chosen_now(), heard("set_note").strip()), here):
        tell_next("info", here.word("sets.saved"))


def _restore(saved: SavedConditions, here: Current) -> None:
    wrong = _errors(saved, here)
    if wrong:
        tell_issues_next(wrong, here.lang)
        return
    choose(saved.chosen)
    forget_controls()
    forget("assumption_value_")
    forget("assumption_source_")
    tell_next("info", here.word("sets.restored"))


def _drop(name: str, version: int) -> None:
    act(
        "conditions",
        lambda store, round_id, signed: remove_conditions(store, round_id, name, version, signed),
    )


def _take_file(here: Current) -> None:
    upload = st.file_uploader(here.word("sets.load"), type=["json"], key=upload_key("sets_file"))
    if upload is None:
        return
    document = read_document(PurePath(upload.name).name, upload.getvalue(), "conditions")
    if document.value is None:
        tell(document.issues, here.lang)
        return
    saved, issues = saved_conditions_of(document.value)
    wrong = (*issues, *(() if issues else _errors(saved, here)))
    if wrong:
        tell(wrong, here.lang)
        return
    if _keep(saved, here):
        _restore(saved, here)
    renew_uploads()


def _show_saving(here: Current) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="set_save"):
        st.text_input(here.word("sets.name"), max_chars=_MAX_NAME, key="set_name", width=220)
        st.text_input(here.word("sets.note"), max_chars=_MAX_NOTE, key="set_note", width=250)
        st.button(
            here.word("sets.save"),
            on_click=acting(_save),
            args=(here,),
            type="primary",
            key="set_keep",
        )


def _show_named(sets: Mapping[str, NamedConditions], here: Current) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="set_list"):
        name = st.selectbox(here.word("sets.which"), tuple(sets), key="set_which", width=240)
        saved = sets[name].saved
        st.button(
            here.word("sets.restore"),
            on_click=acting(_restore),
            args=(saved, here),
            key="set_open",
        )
        st.download_button(
            here.word("sets.download"),
            data=quiet(lambda: write_saved_conditions(saved)),
            file_name=here.word("sets.file"),
            mime="application/json",
            on_click="ignore",
            key="set_download",
        )
        if may("conditions"):
            st.button(
                here.word("sets.drop"),
                on_click=acting(_drop),
                args=(name, sets[name].version),
                key="set_drop",
            )
        if saved.note:
            st.text(saved.note)


def _show_difference(sets: Mapping[str, NamedConditions], here: Current) -> None:
    names = (_NOW, *sets)

    def label(name: str) -> str:
        return name or here.word("sets.now")

    def conditions(name: str) -> Conditions:
        if name == _NOW:
            return here.evaluation.conditions
        return conditions_of_chosen(here.answers, sets[name].saved.chosen, here.lang)

    with st.container(horizontal=True, key="set_pair"):
        first = st.selectbox(here.word("sets.first"), names, 1, label, key="set_first", width=240)
        second = st.selectbox(
            here.word("sets.second"), names, 0, label, key="set_second", width=240
        )
    for name in {first, second} - {_NOW}:
        wrong = _errors(sets[name].saved, here)
        if wrong:
            tell(wrong, here.lang)
            return
    pair = [(label(name), conditions(name)) for name in (first, second)]
    shown = [
        here.evaluation if not name else here.under(sets[name].saved.chosen)
        for name in (first, second)
    ]
    results = [view_whole_summary(one, here.reading) for one in shown]
    beside = view_beside(results[0], results[1], (label(first), label(second)), here.lang)
    if beside.rows:
        show_table(beside, here)
    table = view_difference(here.evaluation, here.reading, pair[0], pair[1])
    if table.rows or table.notes:
        show_table(table, here)
    else:
        st.info(here.word("sets.same"))


def show_sets(here: Current) -> None:
    """Let the conditions be named, opened again, and two sets be compared."""
    sets = named_sets(here)
    left, right = st.columns([7, 4], gap="medium")
    with left:
        is_allowed = permitted("conditions")
        if is_allowed:
            _show_saving(here)
        if sets:
            _show_named(sets, here)
        else:
            st.info(here.word("sets.none"))
    if is_allowed:
        with right:
            _take_file(here)
    if sets:
        _show_difference(sets, here)
