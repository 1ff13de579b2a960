"""The cells to ask about first become drafts of queries, in one press."""

from collections.abc import Mapping, Sequence

import streamlit as st

from rfi.analysis.asking.open_cells import OpenCell
from rfi.app.frame.acts import Undo, Work, act
from rfi.app.frame.faults import acting
from rfi.app.frame.navigation import show_link
from rfi.app.sections.query.vendor import every_asked
from rfi.app.session.current import Current
from rfi.app.session.door import may
from rfi.intake.query.queries import QueryDraft
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Outcome
from rfi.store.round.act import Signed
from rfi.store.round.queries import add_query, withdraw_query
from rfi.store.round.reading import StoredRound
from rfi.views.choice.asking.drafts import draft_of


def _response_of(here: Current) -> Mapping[int, str]:
    """Return the place of an offer → the answer that it stands in, whatever is shown by name."""
    offers = here.answers.tables["offers"]
    keys = offers["offer_key"].tolist()
    responses = (key.rpartition(":")[0] for key in keys)
    return dict(zip(offers["place"].tolist(), responses, strict=True))


def _new_drafts(cells: Sequence[OpenCell], here: Current) -> list[QueryDraft]:
    """Return a draft for each cell that no standing question is about."""
    responses, offers = _response_of(here), here.comparison.offers
    standing = {
        (query.response_id, query.places)
        for query in here.workspace.round.queries
        if query.status != "withdrawn"
    }
    drafts = []
    for cell in cells:
        offer = offers[cell.offer]
        key = here.answers.tables.letters[offer.place]
        draft = draft_of(here.answers, here.questionnaire, key, cell)
        if (responses[offer.place], draft.places) not in standing:
            drafts.append(draft)
    return drafts


def _adding(draft: QueryDraft, prefix: str) -> Work:
    return lambda store, round_id, signed: add_query(store, round_id, draft, prefix, signed)


def _withdrawing(now: StoredRound, drafts: Sequence[QueryDraft]) -> Work:
    """Return what takes the questions of these drafts out again, as long as they are open."""
    wanted = {(draft.response_id, draft.places) for draft in drafts}
    numbers = [
        query.number
        for query in now.round.queries
        if query.status == "open" and (query.response_id, query.places) in wanted
    ]

    def work(store: Store, round_id: str, signed: Signed) -> Outcome:
        outcome: Outcome = Done("", 0, 0, "")
        for number in numbers:
            outcome = withdraw_query(store, round_id, number, now.queries[number], signed)
            if not isinstance(outcome, Done):
                return outcome
        return outcome

    return work


def _add(drafts: Sequence[QueryDraft], here: Current) -> None:
    prefixes = {key: one.prefix for key, one in every_asked(here).items()}
    act(
        "queries",
        *(_adding(draft, prefixes[draft.response_id]) for draft in drafts),
        undo=Undo(
            here.word("choice.ask.drafted", count=len(drafts)),
            "queries",
            lambda now: _withdrawing(now, drafts),
        ),
    )


def show_asking_controls(here: Current) -> bool:
    """Show the button that drafts the first cells as queries.

    Returns:
        That this is not all: the contents of the section follow.
    """
    cells = here.evaluation.choices.asking.next_questions if here.comparison.offers else ()
    if not cells or not may("queries"):
        return False
    drafts = _new_drafts(cells, here)
    with st.container(horizontal=True, vertical_alignment="center", key="ask_drafts"):
        st.button(
            here.word("choice.ask.draft", count=len(drafts) or len(cells)),
            on_click=acting(_add),
            args=(drafts, here),
            disabled=not drafts,
            help=here.word("choice.ask.draft.help"),
            key="draft_next_questions",
        )
        if not drafts:
            st.caption(here.word("choice.ask.all_asked"))
        if len(drafts) < len(cells):
            show_link("queries", here.word("choice.ask.to_queries"))
    return False
