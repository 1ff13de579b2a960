"""The questions of a round: each change gives a new round."""

from dataclasses import replace

from rfi.intake.query.queries import Query, QueryDraft, next_number, with_query
from rfi.intake.round.round import Round


def add_query(current: Round, draft: QueryDraft, *, prefix: str, at: str) -> Round:
    """Add a question under the next number of a prefix."""
    query = Query(
        number=next_number(current.queries, prefix),
        response_id=draft.response_id,
        text=draft.text,
        issue_code=draft.issue_code,
        places=draft.places,
        asked_at=at,
    )
    return replace(current, queries=(*current.queries, query))


def edit_query(current: Round, number: str, text: str) -> Round:
    """Change the wording of a question."""
    return replace(current, queries=with_query(current.queries, number, text=text))


def withdraw_query(current: Round, number: str) -> Round:
    """Drop a question; its number is not given again."""
    return replace(current, queries=with_query(current.queries, number, status="withdrawn"))


def reopen_query(current: Round, number: str) -> Round:
    """Ask a question again; what the vendor wrote stays."""
    changes = {"status": "open", "answered_version": None}
    return replace(current, queries=with_query(current.queries, number, **changes))


def record_reply(current: Round, number: str, reply: str) -> Round:
    """Keep what a vendor wrote; whether that settles the question is set by ``answer_query``."""
    return replace(current, queries=with_query(current.queries, number, reply=reply))


def answer_query(current: Round, number: str, *, version: int | None = None) -> Round:
    """Set a question as answered, by a corrected version when one settled it."""
    changes = {"status": "answered", "answered_version": version}
    return replace(current, queries=with_query(current.queries, number, **changes))
