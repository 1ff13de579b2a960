"""A new round: the sample, or files of one's own dropped here.

What reads files is imported by who gives one: the first page of a process does not wait for it.
"""

from pathlib import PurePath
from typing import TYPE_CHECKING

import streamlit as st

from rfi.app.frame.downloads import show_book_download
from rfi.app.frame.faults import acting
from rfi.app.frame.navigation import open_next
from rfi.app.frame.notices import tell_issues_next
from rfi.app.sections.uploads.drop import ANSWER_TYPES, renew_uploads, upload_key
from rfi.app.session.open_round import switch_to
from rfi.app.session.sample_round import internal_files
from rfi.app.session.session import language
from rfi.intake.round.round import RoundFile
from rfi.text.wording import Lang, text

if TYPE_CHECKING:
    from rfi.app.sections.round.begin import Started

_FILE_TYPES = ("zip", *ANSWER_TYPES)


def enter(found: "Started", page: str, lang: Lang) -> None:
    """Let the next run open the round that was begun, on one of its pages, or say why not."""
    if not isinstance(found, str):
        tell_issues_next(found, lang, "app.rounds.not_started")
        return
    refusal = switch_to(found)
    if refusal is not None:
        tell_issues_next(refusal.issues, lang)
        return
    open_next(page)


def _take(lang: Lang) -> None:
    uploads = st.file_uploader(
        text("app.rounds.drop", lang),
        type=list(_FILE_TYPES),
        accept_multiple_files=True,
        key=upload_key("round_files"),
        help=text("app.rounds.drop.help", lang),
    )
    if uploads:
        from rfi.app.sections.round.begin import start_round

        files = [RoundFile(PurePath(one.name).name, one.getvalue()) for one in uploads]
        with st.spinner(text("app.rounds.reading", lang, count=len(files))):
            found = start_round(files)
        enter(found, "intake", lang)
        renew_uploads()


def _begin_sample(lang: Lang) -> None:
    from rfi.app.sections.round.begin import start_sample

    enter(start_sample(lang), "summary", lang)


def _begin_internal(lang: Lang) -> None:
    from rfi.app.sections.round.begin import start_round

    enter(start_round(internal_files()), "summary", lang)


def _begin_blank(lang: Lang) -> None:
    from rfi.app.sections.round.begin import start_blank

    enter(start_blank(lang), "questionnaire", lang)


def show_blank(lang: Lang) -> None:
    """Offer to write a questionnaire on screen, from the standard lists."""
    words = text("app.rounds.blank", lang)
    st.button(words, on_click=acting(_begin_blank), args=(lang,), key="open_blank")


def _authoring_book(lang: Lang) -> bytes:
    from rfi.intake.authoring.book import write_authoring_book

    return write_authoring_book(None, lang)


def show_new_round() -> None:
    """Offer the sample, and take files that begin a round."""
    lang = language()
    with st.container(border=True, key="round_new"):
        st.html(f'<div class="rfi-part">{text("app.rounds.new", lang)}</div>')
        _take(lang)
        st.caption(text("app.rounds.blank.help", lang))
        with st.container(horizontal=True):
            show_blank(lang)
            show_book_download(
                text("app.rounds.book", lang),
                text("app.rounds.book.name", lang),
                lambda: _authoring_book(lang),
                "download_authoring_book",
            )
        st.caption(text("app.rounds.sample.help", lang))
        words = text("app.rounds.sample", lang)
        st.button(words, on_click=acting(_begin_sample), args=(lang,), key="open_sample")
        st.button(
            text("app.rounds.internal", lang),
            on_click=acting(_begin_internal),
            args=(lang,),
            key="open_internal",
            type="tertiary",
        )
