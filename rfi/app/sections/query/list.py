"""The questions to a vendor: list, wording, reply and state."""

import streamlit as st

from rfi.app.frame.acts import Undo, Work, act, permitted
from rfi.app.frame.faults import acting
from rfi.app.frame.show import choose_row
from rfi.app.frame.widget_state import heard
from rfi.app.sections.query.vendor import Asked
from rfi.app.session.current import Current
from rfi.app.session.session import stored
from rfi.intake.query.queries import Query
from rfi.store.round.queries import (
    close_query,
    edit_query,
    record_reply,
    reopen_query,
    withdraw_query,
)
from rfi.store.round.reading import StoredRound
from rfi.views.intake.queries import is_undecided, settled_queries, view_queries

_LONGEST_TEXT = 8000


def _field(name: str, query: Query, round_id: str) -> str:
    """Return the key of the field of a text; another one once other words are saved."""
    return f"query_{name}_{round_id}_{query.number}_{hash(getattr(query, name))}"


def _save(name: str, query: Query, version: int, here: Current) -> None:
    """Save what was typed; where it cannot be, it stays in the field."""
    round_id = here.stored.round_id
    words = str(heard(_field(name, query, round_id))).strip()
    if name == "text" and not words:
        return
    save = edit_query if name == "text" else record_reply
    if not act(
        "queries",
        lambda store, round_id, signed: save(store, round_id, query.number, version, words, signed),
    ):
        now = next((one for one in stored().round.queries if one.number == query.number), query)
        st.session_state[_field(name, now, round_id)] = words


def _close(query: Query, version: int, settled: int | None, here: Current) -> None:
    number = query.number
    act(
        "queries",
        lambda store, round_id, signed: close_query(
            store, round_id, number, version, signed, version=settled
        ),
        undo=_reopening(here.word("queries.done.answered", number=number), number),
    )


def _reopen(query: Query, version: int) -> None:
    act(
        "queries",
        lambda store, round_id, signed: reopen_query(
            store, round_id, query.number, version, signed
        ),
    )


def _withdraw(query: Query, version: int, here: Current) -> None:
    number = query.number
    act(
        "queries",
        lambda store, round_id, signed: withdraw_query(store, round_id, number, version, signed),
        undo=_reopening(here.word("queries.done.withdrawn", number=number), number),
    )


def _show_texts(query: Query, here: Current, *, is_allowed: bool) -> None:
    version = here.stored.queries[query.number]
    left, right = st.columns(2, gap="medium")
    with left:
        st.text_area(
            here.word("queries.text", number=query.number),
            query.text,
            max_chars=max(_LONGEST_TEXT, len(query.text)),
            height=150,
            key=_field("text", query, here.stored.round_id),
            persist_state="session",
        )
        if is_allowed:
            st.button(
                here.word("queries.text.save"),
                on_click=acting(_save),
                args=("text", query, version, here),
                key="save_query",
            )
    with right:
        st.text_area(
            here.word("queries.reply", number=query.number),
            query.reply,
            max_chars=max(_LONGEST_TEXT, len(query.reply)),
            height=150,
            key=_field("reply", query, here.stored.round_id),
            persist_state="session",
        )
        if is_allowed:
            st.button(
                here.word("queries.reply.save"),
                on_click=acting(_save),
                args=("reply", query, version, here),
                key="save_reply",
            )


def _reopening(words: str, number: str) -> Undo:
    def work(now: StoredRound) -> Work:
        version = now.queries[number]
        return lambda store, round_id, signed: reopen_query(
            store, round_id, number, version, signed
        )

    return Undo(words, "queries", work)


def _show_states(query: Query, settled: int | None, here: Current) -> None:
    number, version = query.number, here.stored.queries[query.number]
    with st.container(horizontal=True, vertical_alignment="center", key="query_states"):
        is_open = query.status == "open"
        st.button(
            here.word("queries.answered"),
            on_click=acting(_close),
            args=(query, version, settled, here),
            disabled=not is_open,
            key="answer_query",
        )
        st.button(
            here.word("queries.reopen"),
            on_click=acting(_reopen),
            args=(query, version),
            disabled=is_open,
            key="reopen_query",
        )
        st.button(
            here.word("queries.withdraw"),
            on_click=acting(_withdraw),
            args=(query, version, here),
            disabled=query.status == "withdrawn",
            key="withdraw_query",
        )
        if settled is not None:
            st.caption(here.word("queries.settled", number=number, version=settled))


def show_query_list(asked: Asked, here: Current) -> None:
    """Show the list; below it what can be changed of the question chosen."""
    if not asked.queries:
        st.info(here.word("queries.empty"))
        return
    settled = settled_queries(asked.queries, asked.versions)
    undecided = is_undecided(asked.versions)
    table = view_queries(asked.queries, settled, here.reading, undecided=undecided)
    st.caption(here.word("queries.choose", caption=table.caption))
    index = choose_row(table, f"queries_{asked.response_id}_{len(asked.queries)}", here)
    query = asked.queries[index]
    is_allowed = permitted("queries")
    if is_allowed:
        _show_states(query, settled.get(query.number), here)
    _show_texts(query, here, is_allowed=is_allowed)
