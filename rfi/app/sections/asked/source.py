"""What a questionnaire starts from: the round's own, next year's, or the standard lists."""

import streamlit as st

from rfi.app.frame.acts import permitted
from rfi.app.frame.faults import guarded
from rfi.app.frame.navigation import ROUNDS, show_link
from rfi.app.sections.asked.draft import SOURCE_CHOICE, SOURCES, source_name, take_source
from rfi.app.sections.round.new import show_blank
from rfi.app.session.current import Current
from rfi.app.session.session import language
from rfi.text.wording import text


def choose_source(here: Current) -> None:
    """Let a person choose what the draft starts from."""
    st.segmented_control(
        here.word("asked.source"),
        SOURCES,
        format_func=lambda name: here.word(f"asked.source.{name}"),
        default=source_name(here),
        required=True,
        label_visibility="collapsed",
        key=SOURCE_CHOICE,
        on_change=guarded(take_source),
    )


def show_beginnings() -> None:
    """Say how a questionnaire is begun where no round is open."""
    lang = language()
    st.info(text("app.rounds.none_asked", lang))
    if permitted("rounds"):
        show_blank(lang)
    show_link(ROUNDS, text("app.rounds.link", lang))
