"""What a vendor has to fill in, and the files and the round that come of a questionnaire."""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from rfi.app.frame.acts import permitted
from rfi.app.frame.downloads import show_book_download
from rfi.app.frame.faults import acting
from rfi.app.sections.asked.draft import made, source_name, source_of
from rfi.app.sections.asked.faults import SHOWN, PlacedFault, placed_faults, show_rest
from rfi.app.sections.round.begin import start_round
from rfi.app.sections.round.new import enter
from rfi.app.session.current import Current
from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.authoring.next_year import changes_between
from rfi.intake.form.writer import write_answer_book
from rfi.intake.round.round import RoundFile
from rfi.scenario.asked_counts import MANY_CELLS, asked_counts
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.text.numbers import format_number
from rfi.text.wording import text


def check_draft(here: Current) -> tuple[Questionnaire | None, tuple[PlacedFault, ...]]:
    """Return the questionnaire of the draft, None while it has faults; and what was found."""
    whole = made(here)
    data = json.dumps(whole.value, ensure_ascii=False).encode()
    document = read_document(here.word("asked.file"), data, "questionnaire")
    faults = placed_faults(whole, document.issues, here)
    is_sound = not document.is_held and not any(one.is_error for one in faults)
    return (questionnaire_of(document) if is_sound else None), faults


def _show_faults(faults: tuple[PlacedFault, ...], here: Current) -> None:
    wrong = [one for one in faults if one.is_error]
    st.warning(here.word("asked.faults", count=format_number(len(wrong))))
    for one in wrong[:SHOWN]:
        st.text(one.place)
    show_rest(len(wrong), here)


def _show_counts(asked: Questionnaire, here: Current) -> None:
    counts = asked_counts(asked)
    rows = "".join(
        f"<tr><th>{text(key, here.lang)}</th><td>{format_number(count)}</td></tr>"
        for key, count in counts.items()
    )
    total = sum(counts.values())
    st.html(
        f'<div class="rfi-asked"><b>{here.word("asked.burden")}</b>'
        f"<span>{format_number(total)}</span><table>{rows}</table></div>"
    )
    if total > MANY_CELLS:
        st.caption(here.word("asked.many", limit=format_number(MANY_CELLS)))


def _start(value: Mapping[str, Any], here: Current) -> None:
    data = json.dumps(value, ensure_ascii=False, indent=2).encode()
    enter(start_round([RoundFile(here.word("asked.file"), data)]), "intake", here.lang)


def show_output(
    asked: Questionnaire | None, faults: tuple[PlacedFault, ...], here: Current
) -> None:
    """Show how much is asked, and what can be made of it; else where it has to be mended."""
    if asked is None:
        with st.container(border=True, key="asked_output"):
            _show_faults(faults, here)
        return
    value = asked.value
    with st.container(border=True, key="asked_output"):
        _show_counts(asked, here)
        name = asked.questionnaire_id
        show_book_download(
            here.word("intake.form"),
            here.word("intake.form.name", questionnaire=name),
            lambda: write_answer_book(asked, lang=here.lang),
            "download_draft_form",
        )
        show_book_download(
            here.word("asked.book"),
            here.word("intake.questionnaire.name", questionnaire=name),
            lambda: write_authoring_book(dict(value), here.lang),
            "download_draft_book",
        )
        is_same = value == here.questionnaire.value
        if permitted("rounds"):
            st.button(
                here.word("asked.start"),
                on_click=acting(_start),
                args=(value, here),
                type="primary",
                disabled=is_same,
                key="asked_start",
            )
        st.caption(here.word("asked.same" if is_same else "asked.start.help"))


def show_changes_of_year(here: Current) -> None:
    """List what the next year's questionnaire changes by itself."""
    if source_name(here) != "next":
        return
    changes = tuple(changes_between(here.questionnaire.value, source_of(here)))
    with st.expander(here.word("asked.changes", count=len(changes))):
        for change in changes:
            st.text(change.words(here.lang))
