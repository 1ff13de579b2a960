"""The session: one workspace, one language."""

from dataclasses import replace
from typing import cast

import streamlit as st

from rfi.app.sample_round import sample_files
from rfi.app.workspace import Choices, RoundFiles, Workspace
from rfi.text.wording import LANGS, Lang

_WORKSPACE, _LANG = "workspace", "lang"


def workspace() -> Workspace:
    """Return the workspace of the session; a new session opens on the sample round."""
    if _WORKSPACE not in st.session_state:
        st.session_state[_WORKSPACE] = Workspace(sample_files())
    return cast("Workspace", st.session_state[_WORKSPACE])


def keep_choices(choices: Choices) -> None:
    """Put other choices into the workspace."""
    st.session_state[_WORKSPACE] = replace(workspace(), choices=choices)


def keep_files(files: RoundFiles) -> None:
    """Put another round into the workspace; choices that belong to the old one lapse."""
    here = workspace()
    is_same = here.files.questionnaire == files.questionnaire
    choices = here.choices if is_same else Choices(tax=here.choices.tax, unit=here.choices.unit)
    st.session_state[_WORKSPACE] = Workspace(files, choices)


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
