"""What a meeting keeps: the view with its conditions, its figures and a note."""

from collections.abc import Iterable

import streamlit as st

from rfi.app.frame.acts import Undo, act, permitted
from rfi.app.frame.faults import acting, guarded, quiet
from rfi.app.frame.navigation import show_link
from rfi.app.frame.notices import tell
from rfi.app.frame.show import show_output
from rfi.app.frame.widget_state import begin_anew, fresh, heard, starting
from rfi.app.sections.meeting.order import view_title
from rfi.app.sections.meeting.unsaved import forget_words, hear_words, show_unsaved
from rfi.app.session.current import Current
from rfi.app.session.door import may, through
from rfi.app.session.session import aside, keep_aside
from rfi.disclosure.names import found_names
from rfi.export.given import Given
from rfi.export.outputs import BY_KEY
from rfi.scenario.chosen import Chosen
from rfi.store.outcome import Refused
from rfi.store.round.conditions import OWN
from rfi.store.round.notes import StoredNote, edit_note, read_notes, write_note
from rfi.text.dates import shown_moment
from rfi.text.masking import Masks, masked
from rfi.views.meeting.minute import minute_place, minute_text

_NOTE = "meeting_note"
# The note that is not kept yet: of this person alone, it comes back when the page is opened anew.
_DRAFT = f"{OWN}{_NOTE}"
_LONGEST = 2000
# How many minutes there were when this person kept the last one; said beside the button: above it,
# it would push the field off the screen.
_KEPT = "meeting_kept"


def kept_minutes(here: Current) -> tuple[StoredNote, ...]:
    """Return the minutes of the round in the order written."""
    found = through("open", lambda store, _: read_notes(store, here.stored.round_id, "minute"))
    if isinstance(found, Refused):
        tell(found.issues, here.lang)
        return ()
    return found


def _note_left(field: str) -> None:
    keep_aside(_DRAFT, str(heard(field))[:_LONGEST].strip())


def _keep(here: Current, base: Chosen, view: str) -> None:
    note = str(st.session_state.get(fresh(_NOTE), "")).strip()
    place = minute_place(here.evaluation, here.reading, view_title(view, here))
    words = minute_text(here.evaluation, here.reading, here.under(base), note)
    newest = kept_minutes(here)[-1:]
    if not note and [(one.note.place, one.note.text[-len(words) :]) for one in newest] == [
        (place, words)
    ]:
        # Pressed once more, with nothing to add: the view stands there as it is, and that is said.
        st.session_state[_KEPT] = len(kept_minutes(here))
        return
    if act(
        "minutes",
        lambda store, round_id, signed: write_note(store, round_id, "minute", place, words, signed),
    ):
        begin_anew(_NOTE)
        keep_aside(_DRAFT, "")
        st.session_state[_KEPT] = len(kept_minutes(here))


def show_note(here: Current, base: Chosen, view: str) -> None:
    """Show the field for a note and the button that keeps the view with it."""
    if not may("minutes"):
        return
    field, count = fresh(_NOTE), len(kept_minutes(here))
    with st.container(horizontal=True, vertical_alignment="center", key="meeting_keep"):
        st.text_area(
            here.word("meeting.note"),
            max_chars=_LONGEST,
            height=68,
            key=starting(field, aside(_DRAFT)),
            on_change=guarded(_note_left),
            args=(field,),
            placeholder=here.word("meeting.note"),
            label_visibility="collapsed",
            persist_state="session",
        )
        with st.container(width=210):
            st.button(
                here.word("meeting.keep"),
                on_click=acting(_keep),
                args=(here, base, view),
                type="primary",
                key="meeting_keep_view",
                width="stretch",
            )
            told = "kept" if st.session_state.get(_KEPT) == count else "count"
            st.caption(here.word(f"meeting.{told}", count=count))


def _as_text(minutes: Iterable[StoredNote], here: Current, names: Masks) -> bytes:
    parts = [
        "\n".join(
            (
                here.word("minutes.written", at=shown_moment(one.note.at), by=one.note.by),
                masked(one.note.place, names),
                masked(one.note.text, names),
            )
        )
        for one in minutes
    ]
    # Windows opens a text of UTF-8 rightly when it begins with a mark.
    return ("\n\n".join((masked(here.stored.title, names), *parts)) + "\n").encode("utf-8-sig")


def _show_masked(minute: StoredNote, here: Current, names: Masks) -> None:
    """Show a minute without names; it is put right where they are shown, lest they be lost."""
    with st.container(border=True, key=f"minute_{minute.position}"):
        at = shown_moment(minute.note.at)
        st.text(here.word("minutes.written", at=at, by=minute.note.by))
        st.text(masked(minute.note.place, names))
        st.text(masked(minute.note.text, names))


def _edit(minute: StoredNote, field: str, here: Current) -> None:
    words = str(heard(field))
    if act(
        "minutes",
        lambda store, round_id, signed: edit_note(
            store, round_id, "minute", minute.position, minute.version, text=words, signed=signed
        ),
    ):
        forget_words(here, minute)


def _remove(minute: StoredNote, here: Current) -> None:
    note = minute.note
    forget_words(here, minute)
    act(
        "minutes",
        lambda store, round_id, signed: edit_note(
            store, round_id, "minute", minute.position, minute.version, text=None, signed=signed
        ),
        undo=Undo(
            here.word("minutes.removed"),
            "minutes",
            lambda _: (
                lambda store, round_id, signed: write_note(
                    store, round_id, "minute", note.place, note.text, signed
                )
            ),
        ),
    )


def _show_one(number: int, minute: StoredNote, here: Current) -> None:
    position = minute.position
    field = f"minute_text_{position}_{minute.version}"
    with st.container(border=True, key=f"minute_{position}"):
        at = shown_moment(minute.note.at)
        st.text(here.word("minutes.written", at=at, by=minute.note.by))
        st.caption(minute.note.place)
        st.text_area(
            here.word("minutes.text", number=number),
            minute.note.text,
            height="content",
            key=field,
            on_change=guarded(hear_words),
            args=(here, minute, field),
            label_visibility="collapsed",
            # What is not saved yet stays while another page is looked at.
            persist_state="session",
        )
        if not may("minutes"):
            return
        with st.container(horizontal=True):
            st.button(
                here.word("minutes.save"),
                on_click=acting(_edit),
                args=(minute, field, here),
                key=f"minute_save_{position}",
            )
            st.button(
                here.word("minutes.remove"),
                on_click=acting(_remove),
                args=(minute, here),
                key=f"minute_remove_{position}",
            )


def _show_text_download(minutes: tuple[StoredNote, ...], here: Current, names: Masks) -> None:
    st.download_button(
        here.word("minutes.download"),
        data=quiet(lambda: _as_text(minutes, here, names)),
        file_name=here.word("minutes.name"),
        mime="text/plain",
        on_click="ignore",
        key="download_minutes",
    )


def _show_downloads(minutes: tuple[StoredNote, ...], here: Current) -> None:
    """Offer what was kept as a document to go on writing, and as plain text."""
    notes = tuple(one.note for one in minutes)
    given = Given(here.evaluation, here.reading, minutes=notes, title=here.stored.title)
    with st.container(horizontal=True, key="minutes_files"):
        show_output(BY_KEY["minutes"], given, here, "download_minutes_document")
        _show_text_download(minutes, here, ())


def show_minutes(here: Current) -> None:
    """Show what was kept, the newest first; it can be put right, taken out and saved as text."""
    minutes = kept_minutes(here)
    if may("minutes") and not here.evaluation.conditions.is_anonymous:
        show_unsaved(here, minutes)
    if not minutes:
        st.info(here.word("minutes.none"))
        show_link("meeting", here.word("minutes.link"))
        return
    if here.evaluation.conditions.is_anonymous:
        names = found_names(here.answers, here.lang)
        st.caption(here.word("minutes.masked"))
        _show_text_download(minutes, here, names)
        for minute in reversed(minutes):
            _show_masked(minute, here, names)
        return
    _show_downloads(minutes, here)
    permitted("minutes")
    for number, minute in reversed(list(enumerate(minutes, start=1))):
        _show_one(number, minute, here)
