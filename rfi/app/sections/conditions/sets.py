"""Conditions, named sets: saved, opened, compared, restored."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import cast

import streamlit as st

from rfi.app.frame.controls import forget_controls
from rfi.app.frame.notices import tell_issues_next, tell_next
from rfi.app.frame.show import show_table
from rfi.app.frame.uploads import renew_uploads, tell, upload_key
from rfi.app.frame.widget_state import forget, heard
from rfi.app.session.current import Current
from rfi.app.session.session import choose, chosen_now
from rfi.compare.round.chosen_conditions import check_chosen, conditions_of_chosen
from rfi.compare.round.conditions import Conditions
from rfi.document.read import read_document
from rfi.scenario.chosen_record import SavedConditions, saved_conditions_of, write_saved_conditions
from rfi.schema.issue import Issue
from rfi.views.conditions.difference import view_difference

_SETS = "named_conditions"
_MAX_NAME, _MAX_NOTE, _MAX_SETS = 60, 300, 50
_NOW = ""


def named_sets() -> Mapping[str, SavedConditions]:
    """Return the sets named in this session, in the order of naming."""
    return cast("Mapping[str, SavedConditions]", st.session_state.get(_SETS, {}))


def _keep(saved: SavedConditions, here: Current) -> bool:
    sets = {**named_sets(), saved.name: saved}
    if len(sets) > _MAX_SETS:
        tell_next("error", here.word("sets.too_many", limit=_MAX_SETS))
        return False
    st.session_state[_SETS] = sets
    return True


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
        tell_issues_next(wrong, here)
        return
    choose(saved.chosen)
    forget_controls()
    forget("assumption_value_")
    forget("assumption_source_")
    tell_next("info", here.word("sets.restored"))


def _drop(name: str) -> None:
    st.session_state[_SETS] = {key: one for key, one in named_sets().items() if key != name}


def _take_file(here: Current) -> None:
    upload = st.file_uploader(here.word("sets.load"), type=["json"], key=upload_key("sets_file"))
    if upload is None:
        return
    document = read_document(PurePath(upload.name).name, upload.getvalue(), "conditions")
    if document.value is None:
        tell(document.issues, here)
        return
    saved, issues = saved_conditions_of(document.value)
    wrong = (*issues, *(() if issues else _errors(saved, here)))
    if wrong:
        tell(wrong, here)
        return
    if _keep(saved, here):
        _restore(saved, here)
    renew_uploads()


def _show_saving(here: Current) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key="set_save"):
        st.text_input(here.word("sets.name"), max_chars=_MAX_NAME, key="set_name", width=220)
        st.text_input(here.word("sets.note"), max_chars=_MAX_NOTE, key="set_note", width=250)
        st.button(
            here.word("sets.save"), on_click=_save, args=(here,), type="primary", key="set_keep"
        )


def _show_named(here: Current) -> None:
    sets = named_sets()
    with st.container(horizontal=True, vertical_alignment="bottom", key="set_list"):
        name = st.selectbox(here.word("sets.which"), tuple(sets), key="set_which", width=240)
        saved = sets[name]
        st.button(here.word("sets.restore"), on_click=_restore, args=(saved, here), key="set_open")
        st.download_button(
            here.word("sets.download"),
            data=lambda: write_saved_conditions(saved),
            file_name=here.word("sets.file"),
            mime="application/json",
            on_click="ignore",
            key="set_download",
        )
        st.button(here.word("sets.drop"), on_click=_drop, args=(name,), key="set_drop")
        if saved.note:
            st.text(saved.note)


def _show_difference(here: Current) -> None:
    sets = named_sets()
    names = (_NOW, *sets)

    def label(name: str) -> str:
        return name or here.word("sets.now")

    def conditions(name: str) -> Conditions:
        if name == _NOW:
            return here.evaluation.conditions
        return conditions_of_chosen(here.answers, sets[name].chosen, here.lang)

    with st.container(horizontal=True, key="set_pair"):
        first = st.selectbox(here.word("sets.first"), names, 1, label, key="set_first", width=240)
        second = st.selectbox(
            here.word("sets.second"), names, 0, label, key="set_second", width=240
        )
    for name in {first, second} - {_NOW}:
        wrong = _errors(sets[name], here)
        if wrong:
            tell(wrong, here)
            return
    pair = [(label(name), conditions(name)) for name in (first, second)]
    table = view_difference(here.evaluation, here.reading, pair[0], pair[1])
    if table.rows or table.notes:
        show_table(table, here)
    else:
        st.info(here.word("sets.same"))


def show_sets(here: Current) -> None:
    """Let the conditions be named, opened again, and two sets be compared."""
    left, right = st.columns([7, 4], gap="medium")
    with left:
        _show_saving(here)
        if named_sets():
            _show_named(here)
        else:
            st.info(here.word("sets.none"))
    with right:
        _take_file(here)
    if named_sets():
        _show_difference(here)
