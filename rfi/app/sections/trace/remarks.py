"""付記 beside the figure that is followed: read, written, put right, taken out."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import streamlit as st

from rfi.app.frame.acts import Undo, Work, act, permitted
from rfi.app.frame.contents import show_parts
from rfi.app.frame.faults import acting
from rfi.app.frame.widget_state import begin_anew, fresh, heard
from rfi.app.session.current import Current
from rfi.app.session.door import may
from rfi.app.session.session import stored
from rfi.disclosure.remarks import are_withheld
from rfi.evaluation.remarks import answers_by_place
from rfi.intake.remark.remark import MOST_LETTERS, Remark
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Outcome
from rfi.store.round.act import Signed
from rfi.store.round.reading import StoredRound
from rfi.store.round.remarks import (
    StoredRemark,
    edit_remark,
    put_back_remark,
    remove_remark,
    write_remark,
)
from rfi.views.look.captions import chart_caption
from rfi.views.look.offers import look_of
from rfi.views.look.remark.marks import remark_line, words_of_figure
from rfi.views.trace.contents import CONTENTS

_NEW = "remark_new"


@dataclass(frozen=True, slots=True)
class _Figure:
    """The figure that is followed: its letter, business and item; "" is all of them."""

    letter: str
    business: str
    item: str


def _written(here: Current, index: int, figure: _Figure, words: str) -> Remark:
    """Return a remark beside a figure; the round numbers and signs it."""
    answer = answers_by_place(here.answers)[here.comparison.offers[index].place]
    return Remark(
        number=0,
        offer_key=answer.offer_key,
        business=figure.business,
        item=figure.item,
        conditions=chart_caption(here.comparison, here.reading),
        answer_sha256=answer.sha256,
        answer_version=answer.version,
        text=words,
    )


def _taking_out(number: int, version: int) -> Work:
    return lambda store, round_id, signed: remove_remark(store, round_id, number, version, signed)


def _write(here: Current, index: int, figure: _Figure, name: str) -> None:
    remark = _written(here, index, figure, heard(fresh(name)))
    made: list[Outcome] = []

    def work(store: Store, round_id: str, signed: Signed) -> Outcome:
        made.append(write_remark(store, round_id, remark, signed))
        return made[-1]

    def taking_back(_: StoredRound) -> Work:
        last = made[-1]
        number = last.about.rpartition("/")[2] if isinstance(last, Done) else "0"
        return _taking_out(int(number), 1)

    undo = Undo(here.word("remarks.written"), "remarks", taking_back)
    if act("remarks", work, undo=undo):
        begin_anew(name)


def _field(one: StoredRemark) -> str:
    return f"remark_text_{one.remark.number}_{one.version}"


def _edit(one: StoredRemark, here: Current) -> None:
    """Save what was typed; where it cannot be, it stays in the field."""
    number, version, words = one.remark.number, one.version, heard(_field(one))
    is_done = act(
        "remarks",
        lambda store, round_id, signed: edit_remark(
            store, round_id, number, version, words, signed
        ),
        undo=Undo(
            here.word("remarks.edited"),
            "remarks",
            lambda _: (
                lambda store, round_id, signed: edit_remark(
                    store, round_id, number, version + 1, one.remark.text, signed
                )
            ),
        ),
    )
    now = [found for found in stored().remarks if found.remark.number == number]
    if not is_done and now:
        st.session_state[_field(now[0])] = words


def _remove(one: StoredRemark, here: Current) -> None:
    act(
        "remarks",
        _taking_out(one.remark.number, one.version),
        undo=Undo(
            here.word("remarks.removed"),
            "remarks",
            lambda _: (
                lambda store, round_id, signed: put_back_remark(
                    store, round_id, one.remark, one.version + 1, signed
                )
            ),
        ),
    )


def _show_change(one: StoredRemark, here: Current) -> None:
    """Let a remark be put right or taken out."""
    with st.popover(here.word("remarks.change"), key=f"remark_change_{one.remark.number}"):
        st.text_area(
            here.word("remarks.words"), one.remark.text, max_chars=MOST_LETTERS, key=_field(one)
        )
        with st.container(horizontal=True):
            st.button(
                here.word("remarks.save"),
                on_click=acting(_edit),
                args=(one, here),
                key=f"remark_save_{one.remark.number}",
            )
            st.button(
                here.word("remarks.remove"),
                on_click=acting(_remove),
                args=(one, here),
                key=f"remark_remove_{one.remark.number}",
            )


def _show_told(here: Current, figure: _Figure, remarks: Sequence[StoredRemark]) -> None:
    """Show the remarks beside the figure; with names they can be changed."""
    by_number = {one.remark.number: one for one in remarks}
    is_anonymous = here.evaluation.conditions.is_anonymous
    for one in here.evaluation.remarks.told:
        if (one.letter, one.business, one.item) != (figure.letter, figure.business, figure.item):
            continue
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"remark_line_{one.number}"
        ):
            line = remark_line(one, here.questionnaire, here.lang)
            st.html(f'<p class="rfi-remark-line">{escape(line)}</p>')
            if not is_anonymous and may("remarks"):
                _show_change(by_number[one.number], here)
    if is_anonymous and here.evaluation.remarks.told:
        st.caption(here.word("remarks.masked"))


def _show_field(here: Current, index: int, figure: _Figure) -> None:
    """Show the field for a remark on the figure, and the button that keeps it."""
    with st.container(horizontal=True, vertical_alignment="bottom", key=_NEW):
        titles = words_of_figure(here.questionnaire, figure.business, figure.item, here.lang)
        # A remark that was kept leaves an empty field behind; one that was not stays in it.
        place = f"{here.stored.round_id}_{figure.letter}_{figure.business}_{figure.item}"
        field = f"{_NEW}_{place}"
        st.text_input(
            here.word("remarks.field", letter=figure.letter, figure=titles, limit=MOST_LETTERS),
            max_chars=MOST_LETTERS,
            placeholder=here.word("remarks.placeholder"),
            key=fresh(field),
            persist_state="session",
        )
        st.button(
            here.word("remarks.write"),
            on_click=acting(_write),
            args=(here, index, figure, field),
            key="remark_write",
        )


def show_remarks(here: Current, index: int, business: str, item: str) -> None:
    """Show what was written beside a figure, the field for more, and a list of all of the round.

    Args:
        here: What the session shows.
        index: Of the offer.
        business: Its code; "" is all of them.
        item: Its code; "" is all of them.
    """
    figure = _Figure(look_of(here.comparison.offers[index]).letter, business, item)
    if are_withheld(here.workspace.choices.shown):
        if here.evaluation.remarks.withheld:
            st.caption(here.word("remarks.hidden"))
        return
    _show_told(here, figure, here.stored.remarks)
    if permitted("remarks"):
        _show_field(here, index, figure)
    show_parts(CONTENTS, "remarks", here)
