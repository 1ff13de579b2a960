"""What a vendor's own table does not say: whose it is, which version, when it goes live."""

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from rfi.app.frame.faults import guarded
from rfi.app.frame.widget_state import heard, showing
from rfi.app.sections.mapping.state import (
    PREFIX,
    Mapped,
    change,
    change_head,
    head_of_new,
    kept_answers,
    mapped,
    versions_of,
)
from rfi.app.session.current import Current
from rfi.intake.laid.vendor import next_version
from rfi.intake.layout.apply import AnswerHead

_LONGEST = 200
_NEW = ""


def _set(name: str, key: str) -> None:
    found = mapped()
    if found is None or not isinstance(found.head, AnswerHead):
        return
    value = heard(key)
    if value is None:
        return
    if isinstance(value, date):
        value = value.isoformat()
    said: dict[str, Any] = {name: value.strip() if isinstance(value, str) else value}
    head = replace(found.head, **said)
    if name == "vendor" and found.head.title in {"", found.head.vendor}:
        # Without a name of its own the offer is called as its vendor.
        head = replace(head, title=head.vendor)
    change_head(head)


def _of_answer(key: str, here: Current) -> None:
    found = mapped()
    if found is None:
        return
    chosen = heard(key)
    if chosen == _NEW:
        change_head(head_of_new("", here))
        return
    heads = {one.head.response_id: one.head for one in kept_answers(here)}
    change_head(next_version(heads[chosen], versions_of(here, chosen)))


def _name(key: str) -> None:
    name = str(heard(key)).strip()
    change(lambda draft: replace(draft, name=name or draft.name))


def show_layout_name(found: Mapped, here: Current) -> None:
    """Let the name be said under which the layout is kept."""
    key = f"{PREFIX}layout_name"
    st.text_input(
        here.word("mapping.layout_name"),
        max_chars=_LONGEST,
        key=showing(key, found.draft.name),
        on_change=guarded(_name),
        args=(key,),
        width=200,
    )


def _show_whose(head: AnswerHead, here: Current) -> None:
    """Let the answer be chosen that this is a next version of, where vendors answered so before."""
    kept = {one.head.response_id: one.head.vendor for one in kept_answers(here)}
    if not kept:
        return

    def words(code: str) -> str:
        if code == _NEW:
            return here.word("mapping.new_answer")
        number = max(versions_of(here, code), default=0) + 1
        return here.word("mapping.next_version", vendor=kept[code], version=number)

    key = f"{PREFIX}whose"
    st.selectbox(
        here.word("mapping.whose"),
        (_NEW, *kept),
        format_func=words,
        key=showing(key, head.response_id if head.response_id in kept else _NEW),
        on_change=guarded(_of_answer),
        args=(key, here),
        width=210,
    )


def show_head(found: Mapped, head: AnswerHead, here: Current) -> None:
    """Let vendor, offer, go-live and term be said, and how the layout is called."""

    def said(name: str, words: str, width: int) -> None:
        key = f"{PREFIX}{name}"
        st.text_input(
            here.word(f"mapping.{words}"),
            max_chars=_LONGEST,
            key=showing(key, getattr(head, name)),
            on_change=guarded(_set),
            args=(name, key),
            width=width,
        )

    with st.container(horizontal=True, vertical_alignment="bottom", key="map_head"):
        _show_whose(head, here)
        said("vendor", "vendor", 220)
        said("title", "title_of_offer", 200)
        keys = [f"{PREFIX}{name}" for name in ("go_live_on", "contract_months")]
        st.date_input(
            here.word("mapping.go_live_on"),
            min_value=date(1989, 1, 1),
            max_value=date(2100, 12, 31),
            format="YYYY-MM-DD",
            key=showing(keys[0], date.fromisoformat(head.go_live_on)),
            on_change=guarded(_set),
            args=("go_live_on", keys[0]),
            width=140,
        )
        st.number_input(
            here.word("mapping.contract_months"),
            1,
            600,
            key=showing(keys[1], head.contract_months),
            on_change=guarded(_set),
            args=("contract_months", keys[1]),
            width=120,
        )
        show_layout_name(found, here)
