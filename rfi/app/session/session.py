"""The session: one workspace, one language, and the name of who works."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

import streamlit as st

from rfi.app.session.sample_round import sample_round
from rfi.app.session.workspace import Choices, Workspace
from rfi.intake.round.round import Round
from rfi.scenario.chosen import Chosen
from rfi.text.wording import LANGS, Lang, text

_WORKSPACE, _LANG, _STAFF = "workspace", "lang", "staff_name"


def workspace() -> Workspace:
    """Return the workspace of the session; a new session opens on the sample round."""
    if _WORKSPACE not in st.session_state:
        st.session_state[_WORKSPACE] = Workspace(sample_round(), is_sample=True)
    return cast("Workspace", st.session_state[_WORKSPACE])


def keep_choices(choices: Choices) -> None:
    """Put other choices into the workspace."""
    st.session_state[_WORKSPACE] = replace(workspace(), choices=choices)


def chosen_now() -> Chosen:
    """Return what is chosen at this moment.

    Callbacks of one run follow each other: each builds on what the one before it chose.
    """
    return workspace().choices.chosen


def choose(chosen: Chosen) -> None:
    """Put another choice of city, group, scope and assumptions into the workspace."""
    keep_choices(replace(workspace().choices, chosen=chosen))


def keep_round(current: Round, *, is_sample: bool = False) -> None:
    """Put another round into the workspace; choices that belong to the old one lapse."""
    here = workspace()
    is_same = here.round.questionnaire == current.questionnaire
    choices = here.choices if is_same else Choices(tax=here.choices.tax, unit=here.choices.unit)
    st.session_state[_WORKSPACE] = Workspace(current, choices, is_sample)


def language() -> Lang:
    """Return the language: as chosen, else from the address (``?lang=en``), else Japanese."""
    if _LANG not in st.session_state:
        asked = st.query_params.get("lang", LANGS[0])
        st.session_state[_LANG] = asked if asked in LANGS else LANGS[0]
    return cast("Lang", st.session_state[_LANG])


def keep_language(lang: Lang) -> None:
    """Choose a language and say so in the address."""
    st.session_state[_LANG] = lang
    st.query_params["lang"] = lang


def staff_name() -> str:
    """Return who works in this session, as recorded beside what is done."""
    return str(st.session_state.get(_STAFF) or text("app.staff.default", language()))


def keep_staff_name(name: str) -> None:
    """Set who works in this session."""
    st.session_state[_STAFF] = name.strip()


def now() -> str:
    """Return the time as recorded beside what is done."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
