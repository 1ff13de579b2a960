"""New questions: drafted from what was found in an answer, or written by hand."""

from collections.abc import Iterable
from dataclasses import replace

import streamlit as st

from rfi.app.frame.acts import Work, act, permitted
from rfi.app.frame.faults import acting
from rfi.app.frame.notices import tell_next
from rfi.app.frame.received import issues_of
from rfi.app.frame.widget_state import begin_anew, fresh, heard
from rfi.app.sections.query.vendor import Asked, show_next
from rfi.app.session.current import Current
from rfi.intake.query.free import free_query
from rfi.intake.query.queries import QueryDraft, draft_queries
from rfi.scenario.free_questions import free_questions_of
from rfi.schema.issue import Issue
from rfi.store.round.queries import add_query
from rfi.text.wording import has_text, text
from rfi.views.intake.issues import kind_label

_LONGEST_TEXT = 4000
_OURS = ("suggestion_", "response_")


def _adding(draft: QueryDraft, prefix: str) -> Work:
    return lambda store, round_id, signed: add_query(store, round_id, draft, prefix, signed)


def _add(drafts: list[QueryDraft], asked: Asked) -> bool:
    is_added = act("queries", *(_adding(draft, asked.prefix) for draft in drafts))
    if is_added:
        show_next("list")
    return is_added


def _draft(issues: Iterable[Issue], asked: Asked) -> None:
    chosen = [one for one in issues if heard(_box(one.code, asked))]
    _add(list(draft_queries(chosen, asked.response_id, "ja")), asked)


def _add_own(draft: QueryDraft, name: str, asked: Asked, here: Current) -> None:
    words = str(heard(fresh(name))).strip()
    if words:
        if _add([replace(draft, text=words)], asked):
            begin_anew(name)
    else:
        tell_next("warning", here.word("queries.own.empty"))


def _box(code: str, asked: Asked) -> str:
    """Return the key of the box that says whether a kind is asked about."""
    return f"ask_{asked.response_id}_{len(asked.queries)}_{code}"


def _askable(asked: Asked, here: Current) -> list[Issue]:
    return [
        issue
        for issue in issues_of(asked.newest, here)
        if issue.severity != "note" and not issue.code.startswith(_OURS)
    ]


def _kind(code: str, issues: list[Issue], here: Current) -> str:
    """Return a kind in words: as it would be asked, or as it was found."""
    alike = [issue for issue in issues if issue.code == code]
    key = f"query.{code}"
    words = text(key, here.lang, count=len(alike)) if has_text(key) else ""
    return here.word(
        "queries.kind",
        severity=text(f"severity.{alike[0].severity}", here.lang),
        words=words or kind_label(code, alike, here.lang),
    )


def _is_chosen(number: int, code: str, issues: list[Issue], asked: Asked, here: Current) -> bool:
    """Show one kind with its box; the words may quote a vendor, so they are no label."""
    known = {query.issue_code for query in asked.queries if query.status != "withdrawn"}
    with st.container(horizontal=True, key=f"query_kind_{number}"):
        is_chosen = st.checkbox(
            here.word("queries.kind.use", number=number),
            value=code not in known,
            label_visibility="collapsed",
            key=_box(code, asked),
            width="content",
        )
        st.text(_kind(code, issues, here))
    return is_chosen


def _show_from_issues(asked: Asked, here: Current) -> None:
    issues = _askable(asked, here)
    if not issues:
        st.info(here.word("queries.no_issue"))
        return
    codes = tuple(dict.fromkeys(issue.code for issue in issues))
    st.caption(here.word("queries.kinds"), help=here.word("queries.kinds.help"))
    chosen = [
        _is_chosen(number, code, issues, asked, here) for number, code in enumerate(codes, start=1)
    ]
    st.button(
        here.word("queries.draft"),
        on_click=acting(_draft),
        args=(issues, asked),
        type="primary",
        disabled=not any(chosen),
        key="draft_queries",
    )


def _picked_question(asked: Asked, here: Current) -> QueryDraft:
    """Let a free question be picked; return a draft on its answer, an empty one for none."""
    questions = {one.question_id: one for one in free_questions_of(here.questionnaire)}
    if not questions:
        return QueryDraft(asked.response_id, "")
    picked = st.selectbox(
        here.word("queries.free"),
        tuple(questions),
        index=None,
        format_func=lambda name: questions[name].title,
        placeholder=here.word("queries.free.none"),
        key=f"free_query_{asked.response_id}_{len(asked.queries)}",
    )
    if picked is None:
        return QueryDraft(asked.response_id, "")
    document = asked.newest.reading.document
    return free_query(questions[picked], document, asked.response_id, "ja")


def show_drafts(asked: Asked, here: Current) -> None:
    """Show both ways to a new question."""
    if not permitted("queries"):
        return
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _show_from_issues(asked, here)
    with right:
        draft = _picked_question(asked, here)
        name = draft.places[0].pointer if draft.places else ""
        field = f"own_query_{here.stored.round_id}_{asked.response_id}_{name}"
        st.text_area(
            here.word("queries.own"),
            draft.text,
            max_chars=_LONGEST_TEXT,
            height=130,
            key=fresh(field),
            persist_state="session",
        )
        st.button(
            here.word("queries.add"),
            on_click=acting(_add_own),
            args=(draft, field, asked, here),
            key="add_query",
        )
