"""Answers given on screen: added, taken away, or left for the sample round again."""

from collections.abc import Iterable
from pathlib import PurePath
from typing import Protocol

import streamlit as st

from rfi.app.frame.controls import forget_controls
from rfi.app.session.cache import is_comparable, read_file
from rfi.app.session.current import Current
from rfi.app.session.sample_round import sample_round
from rfi.app.session.session import keep_round, now, staff_name
from rfi.intake.round.file import check_room, read_round
from rfi.intake.round.round import Answer, Round, RoundFile, add_answer, withdraw_answer
from rfi.schema.issue import Issue

MAX_ANSWERS = 24
ANSWER_TYPES = ("xlsx", "xlsm", "xls", "json")
_TURN = "upload_turn"


class Upload(Protocol):
    """A file as the browser sends it."""

    @property
    def name(self) -> str:
        """Its name."""

    def getvalue(self) -> bytes:
        """Return its content."""


def upload_key(name: str) -> str:
    """Return the key of an uploader; after each taking it is another one and so empty."""
    return f"{name}_{st.session_state.get(_TURN, 0)}"


def renew_uploads() -> None:
    """Empty the uploaders and run again."""
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    st.rerun()


def keep_and_rerun(current: Round) -> None:
    """Put a changed round into the session and show it."""
    keep_round(current)
    st.rerun()


def _files(uploads: Iterable[Upload] | None) -> list[RoundFile]:
    return [RoundFile(PurePath(each.name).name, each.getvalue()) for each in uploads or ()]


def add_uploads(uploads: Iterable[Upload] | None, here: Current) -> None:
    """Put uploaded answers into the round; what is wrong in them is listed by the page."""
    added = _files(uploads)
    if not added:
        return
    current = here.workspace.round
    known = {answer.file.sha256 for answer in current.current_answers}
    if len(known | {file.sha256 for file in added}) > MAX_ANSWERS:
        st.error(here.word("intake.too_many", limit=MAX_ANSWERS))
        return
    # The name of a file is a stranger's text: it is shown as it is, never as markup.
    name_place, progress = st.empty(), st.progress(0.0)
    for index, file in enumerate(added):
        name_place.text(here.word("intake.reading", name=file.name))
        progress.progress(index / len(added))
        issues = check_room(current, file.data)
        if issues:
            tell(issues, here)
            return
        read_file(file)
        current = add_answer(current, file, by=staff_name(), at=now())
    keep_round(current)
    renew_uploads()


def answers_in(here: Current) -> tuple[Answer, ...]:
    """Return the answers that were not taken out, in the order in which they came."""
    return here.workspace.round.current_answers


def remove_answer(answer: Answer, here: Current) -> None:
    """Take one answer out of the round; its bytes stay in it."""
    keep_round(withdraw_answer(here.workspace.round, answer.file.sha256, by=staff_name(), at=now()))
    renew_uploads()


def show_removal(here: Current) -> None:
    """Let one answer be taken out."""
    answers = answers_in(here)
    gone = st.selectbox(
        here.word("intake.remove.which"),
        range(len(answers)),
        format_func=lambda index: answers[index].file.name,
        index=None,
        placeholder=here.word("intake.remove.choose"),
        key=upload_key("remove"),
        width=260,
    )
    if st.button(here.word("intake.remove"), disabled=gone is None) and gone is not None:
        remove_answer(answers[gone], here)


def back_to_sample() -> None:
    """Open the sample round again."""
    keep_round(sample_round(), is_sample=True)
    forget_controls()
    renew_uploads()


def tell(issues: Iterable[Issue], here: Current, heading: str = "") -> None:
    """Say what is wrong with a file that is no answer; the words are shown as they are."""
    found = tuple(issues)
    if not found:
        return
    st.error(heading or here.word("told"))
    for issue in found:
        place = issue.origin and here.word("told.place", place=issue.origin)
        st.text(f"{place}{issue.message(here.lang)}\n{issue.next_step(here.lang)}")


def load_upload(upload: Upload | None, here: Current) -> None:
    """Replace the round by one from a file; a file with a fault changes nothing."""
    if upload is None:
        return
    current, issues = read_round(upload.getvalue())
    if current is not None and not is_comparable(current):
        current, issues = None, (Issue("round_foreign", "error"),)
    if current is None:
        tell(issues, here)
        return
    keep_round(current)
    forget_controls()
    renew_uploads()
