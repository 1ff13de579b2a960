"""New questions: drafted from what was found in an answer, or written by hand."""

import streamlit as st

from rfi.app.current import Current
from rfi.app.query_vendor import Asked
from rfi.app.received import issues_of
from rfi.app.session import now
from rfi.app.uploads import keep_and_rerun, upload_key
from rfi.intake.queries import QueryDraft, draft_queries
from rfi.intake.round import add_query
from rfi.schema.issue import Issue
from rfi.views.issues import kind_label

_LONGEST_TEXT = 4000
_OURS = ("suggestion_", "response_")


def _add(drafts: list[QueryDraft], asked: Asked, here: Current) -> None:
    current = here.workspace.round
    for draft in drafts:
        current = add_query(current, draft, prefix=asked.prefix, at=now())
    st.session_state["query_section"] = "list"
    keep_and_rerun(current)


def _askable(asked: Asked, here: Current) -> list[Issue]:
    return [
        issue
        for issue in issues_of(asked.newest, here)
        if issue.severity != "note" and not issue.code.startswith(_OURS)
    ]


def _show_from_issues(asked: Asked, here: Current) -> None:
    issues = _askable(asked, here)
    if not issues:
        st.info(here.word("queries.no_issue"))
        return
    known = {query.issue_code for query in asked.queries if query.status != "withdrawn"}
    codes = tuple(dict.fromkeys(issue.code for issue in issues))
    chosen = st.multiselect(
        here.word("queries.kinds"),
        codes,
        default=[code for code in codes if code not in known],
        format_func=lambda code: kind_label(code, issues, here.lang),
        placeholder=here.word("queries.kinds.none"),
        key=upload_key(f"query_kinds_{asked.response_id}_{len(asked.queries)}"),
        help=here.word("queries.kinds.help"),
    )
    if st.button(
        here.word("queries.draft"), type="primary", disabled=not chosen, key="draft_queries"
    ):
        wanted = [issue for issue in issues if issue.code in chosen]
        _add(list(draft_queries(wanted, asked.response_id, "ja")), asked, here)


def show_drafts(asked: Asked, here: Current) -> None:
    """Show both ways to a new question."""
    left, right = st.columns(2, gap="medium")
    with left:
        _show_from_issues(asked, here)
    with right:
        words = st.text_area(
            here.word("queries.own"),
            max_chars=_LONGEST_TEXT,
            height=130,
            key=f"own_query_{asked.response_id}_{len(asked.queries)}",
        )
        if st.button(here.word("queries.add"), key="add_query"):
            if words.strip():
                _add([QueryDraft(asked.response_id, words.strip())], asked, here)
            st.warning(here.word("queries.own.empty"))
