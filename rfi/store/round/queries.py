"""The questions of a round in the store, act by act as in ``rfi.intake.round.queries``."""

from dataclasses import replace
from typing import Any

from rfi.intake.query.queries import Query, QueryDraft, next_number
from rfi.intake.round.codec import query_of, query_record
from rfi.intake.round.record import Reader
from rfi.store.database.engine import Store
from rfi.store.outcome import Outcome
from rfi.store.round.act import Act, Signed, Target, act_on, edit_on
from rfi.store.round.records import add_row, find_row, replace_row, rows_of, target_of

KIND = "query"


def add_query(
    store: Store, round_id: str, draft: QueryDraft, prefix: str, signed: Signed
) -> Outcome:
    """Add a question under the next number of a prefix; ``Done.about`` ends with its place."""

    def work(act: Act) -> Outcome:
        held = [query_of(Reader(row.record, "")) for row in rows_of(act.connection, round_id, KIND)]
        query = Query(
            number=next_number(held, prefix),
            response_id=draft.response_id,
            text=draft.text,
            issue_code=draft.issue_code,
            places=draft.places,
            asked_at=signed.at,
        )
        position = add_row(act, KIND, query.number, query_record(query))
        return act.done("query_added", f"{KIND}/{position}", 1)

    return act_on(store, round_id, signed, work)


def _edit(
    store: Store,
    round_id: str,
    number: str,
    expected: int,
    signed: Signed,
    code: str,
    **to: Any,  # noqa: ANN401 - fields of a question
) -> Outcome:
    def work(act: Act, target: Target) -> Outcome:
        query = query_of(Reader(target.row.record, ""))
        changed = replace(query, **to)
        if changed == query:
            return act.nothing(target.about, expected)
        return act.done(code, target.about, replace_row(act, target.row, query_record(changed)))

    def find(act: Act) -> Target | None:
        return target_of(find_row(act, KIND, number))

    return edit_on(store, round_id, expected, signed, find, work)


def edit_query(
    store: Store, round_id: str, number: str, expected: int, text: str, signed: Signed
) -> Outcome:
    """Change the wording of a question."""
    return _edit(store, round_id, number, expected, signed, "query_edited", text=text)


def close_query(
    store: Store,
    round_id: str,
    number: str,
    expected: int,
    signed: Signed,
    *,
    version: int | None = None,
) -> Outcome:
    """Set a question as answered, by a corrected version when one settled it."""
    to = {"status": "answered", "answered_version": version}
    return _edit(store, round_id, number, expected, signed, "query_answered", **to)


def withdraw_query(
    store: Store, round_id: str, number: str, expected: int, signed: Signed
) -> Outcome:
    """Drop a question; its number is not given again."""
    return _edit(store, round_id, number, expected, signed, "query_withdrawn", status="withdrawn")


def reopen_query(
    store: Store, round_id: str, number: str, expected: int, signed: Signed
) -> Outcome:
    """Ask a question again; what the vendor wrote stays."""
    to = {"status": "open", "answered_version": None}
    return _edit(store, round_id, number, expected, signed, "query_reopened", **to)


def record_reply(
    store: Store, round_id: str, number: str, expected: int, reply: str, signed: Signed
) -> Outcome:
    """Keep what a vendor wrote; whether that settles the question is another act."""
    return _edit(store, round_id, number, expected, signed, "reply_recorded", reply=reply)
