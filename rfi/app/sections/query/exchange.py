"""The query workbook of one vendor: out, and its replies in."""

import streamlit as st

from rfi.app.frame.acts import Work, act, permitted
from rfi.app.frame.downloads import show_book_download
from rfi.app.frame.notices import tell
from rfi.app.sections.query.vendor import Asked
from rfi.app.sections.uploads.drop import Upload, renew_uploads, upload_key
from rfi.app.session.current import Current
from rfi.intake.query.book import QueryCover, write_query_book
from rfi.intake.query.queries import Query
from rfi.intake.query.replies import read_reply_book, record_replies
from rfi.schema.issue import Issue
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome
from rfi.store.round.act import Signed
from rfi.store.round.queries import record_reply

_TOLD = "replies_told"


def cover_of(asked: Asked, deadline: str, here: Current) -> QueryCover:
    """Return what stands on the cover of a vendor's workbook."""
    questionnaire = here.questionnaire
    return QueryCover(
        questionnaire_id=questionnaire.questionnaire_id,
        title=questionnaire.title,
        publisher=str(questionnaire.value.get("publisher", "")),
        vendor=asked.newest.vendor,
        response_id=asked.response_id,
        deadline=deadline,
    )


def _take(upload: Upload, here: Current) -> None:
    current = here.workspace.round
    found = read_reply_book(upload.getvalue())
    count = 0
    questionnaire_id = here.questionnaire.questionnaire_id
    if found.mark is not None and found.mark.questionnaire_id != questionnaire_id:
        unknown = [
            Issue("query_number_unknown", "error", "", one.origin, {"number": one.number})
            for one in found.replies
        ]
        issues = (*found.issues, *unknown)
    else:
        current, issues = record_replies(current, found)
        lost = {"query_number_unknown", "query_of_other_answer"}
        count = len(found.replies) - sum(issue.code in lost for issue in issues)
    st.session_state[_TOLD] = (count, issues)
    before = {query.number: query.reply for query in here.workspace.round.queries}
    replied = (one for one in current.queries if one.reply != before[one.number])
    act("queries", *(_reply(one, here) for one in replied))
    renew_uploads()


def _reply(query: Query, here: Current) -> Work:
    def record(store: Store, round_id: str, signed: Signed) -> Outcome:
        version = here.stored.queries[query.number]
        return record_reply(store, round_id, query.number, version, query.reply, signed)

    return record


def show_exchange(asked: Asked, here: Current) -> None:
    """Show the download of the questions and the upload of the replies."""
    left, right = st.columns(2, gap="medium")
    with left:
        if asked.queries:
            deadline = st.text_input(
                here.word("queries.deadline"), max_chars=40, key="query_deadline", width=260
            )
            cover = cover_of(asked, deadline, here)
            show_book_download(
                here.word("queries.book"),
                here.word("queries.book.name", prefix=asked.prefix),
                lambda: write_query_book(asked.queries, cover, here.lang),
                "download_queries",
            )
            st.caption(here.word("queries.book.help"))
        else:
            st.info(here.word("queries.empty"))
    with right:
        upload = permitted("queries") and st.file_uploader(
            here.word("queries.replies"), type=["xlsx"], key=upload_key("replies")
        )
        if upload:
            _take(upload, here)
        if _TOLD in st.session_state:
            count, issues = st.session_state.pop(_TOLD)
            if count:
                st.success(here.word("queries.replies.taken", count=count))
            tell(issues, here.lang, here.word("queries.replies.told"))
            if not count and not issues:
                st.info(here.word("queries.replies.none"))
