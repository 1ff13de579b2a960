"""Conditions, the scope: businesses × items, ready-made or chosen."""

from dataclasses import replace
from pathlib import PurePath

import streamlit as st

from rfi.app.frame.contents import show_parts
from rfi.app.frame.faults import acting, guarded
from rfi.app.frame.notices import tell, tell_issues_next
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.uploads.drop import renew_uploads, upload_key
from rfi.app.session.current import Current
from rfi.app.session.sample_round import SAMPLES
from rfi.app.session.session import choose, chosen_now
from rfi.document.read import read_document
from rfi.scenario.scope_choice import EVERYTHING, ScopeChoice, check_scope, scope_choice_of
from rfi.scenario.scope_rows import read_scope_rows
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue
from rfi.views.conditions.contents import CONTENTS

_FOLDER = SAMPLES / "scopes"
_TABLE = ".csv"
_LIST_HEIGHT = 430


@st.cache_resource(show_spinner=False)
def _ready_made() -> tuple[tuple[str, str, ScopeChoice], ...]:
    """Return the scopes that come with the program: title in each language, and choice."""
    found = []
    for path in sorted(_FOLDER.glob("*.json")):
        value = read_document(path.name, path.read_bytes(), "scope").value
        if value is not None:
            english = value.get("title_en", value["title"])
            found.append((value["title"], english, scope_choice_of(value)))
    return tuple(found)


def _errors(choice: ScopeChoice, here: Current) -> tuple[Issue, ...]:
    issues = check_scope(choice, here.questionnaire)
    return tuple(issue for issue in issues if issue.severity == "error")


def choose_scope(choice: ScopeChoice, here: Current) -> None:
    """Take a scope; one that leaves nothing to compare changes nothing and is told."""
    wrong = _errors(choice, here)
    if wrong:
        tell_issues_next(wrong, here.lang)
    else:
        choose(replace(chosen_now(), scope=choice))


def _part_given(part: str, here: Current) -> None:
    chosen, scope = tuple(heard(f"scope_{part}")) or None, chosen_now().scope
    changed = {
        "businesses": replace(scope, businesses=chosen),
        "phases": replace(scope, phases=chosen),
        "items": replace(scope, items=chosen),
    }
    choose_scope(changed[part], here)


def _show_ready_made(here: Current) -> None:
    scope = chosen_now().scope
    with st.container(horizontal=True, key="scope_ready"):
        choices = [("", here.word("scope.full"), EVERYTHING)]
        for title, english, choice in _ready_made():
            if not _errors(choice, here):
                choices.append((title, title if here.lang == "ja" else english, choice))
        for index, (_, title, choice) in enumerate(choices):
            st.button(
                title,
                on_click=acting(choose_scope),
                args=(choice, here),
                type="primary" if scope == choice else "secondary",
                key=f"scope_ready_{index}",
            )


def _show_parts(here: Current) -> None:
    asked, scope = here.questionnaire, chosen_now().scope
    phases = load_codelist("phases")
    titles = {
        "businesses": (asked.businesses, scope.businesses),
        "phases": ({code: phases.title(code, here.lang) for code in phases.codes}, scope.phases),
        "items": (asked.items, scope.items),
    }
    for part, (names, chosen) in titles.items():
        st.multiselect(
            here.word(f"scope.{part}"),
            tuple(names),
            format_func=lambda code, names=names: names[code],  # type: ignore[misc]
            placeholder=here.word("scope.every"),
            key=showing(f"scope_{part}", [code for code in names if code in (chosen or ())]),
            on_change=guarded(_part_given),
            select_all=False,
            args=(part, here),
        )
    single = len(scope.excluded_cells) + len(scope.cells or ())
    if single:
        st.caption(here.word("scope.cells", count=single))
        st.button(
            here.word("scope.cells.drop"),
            on_click=acting(choose_scope),
            args=(replace(scope, cells=None, excluded_cells=()), here),
            key="scope_cells_drop",
        )


def _take_file(here: Current) -> None:
    upload = st.file_uploader(
        here.word("scope.file"), type=["json", "csv"], key=upload_key("scope_file")
    )
    if upload is None:
        return
    data, name = upload.getvalue(), PurePath(upload.name).name
    choice: ScopeChoice | None = None
    issues: tuple[Issue, ...]
    if name.lower().endswith(_TABLE):
        choice, issues = read_scope_rows(data, here.questionnaire)
    else:
        document = read_document(name, data, "scope")
        issues = document.issues
        if document.value is not None:
            choice = scope_choice_of(document.value)
            issues = _errors(choice, here)
    if choice is None or issues:
        tell(issues, here.lang)
        return
    choose(replace(chosen_now(), scope=choice))
    renew_uploads()


def show_scope(here: Current) -> None:
    """Let the cells that count be chosen."""
    _show_ready_made(here)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        _show_parts(here)
        _take_file(here)
    with right, st.container(height=_LIST_HEIGHT, border=False, key="scope_list"):
        show_parts(CONTENTS, "scope", here)
