"""Answers given on screen: taken in one by one, each answered where it was dropped."""

from collections.abc import Iterable
from pathlib import PurePath

import streamlit as st

from rfi.app.frame.acts import outcome_of, permitted, tell_outcome
from rfi.app.runs.turn import pass_turn
from rfi.app.sections.uploads.claims import claim_in
from rfi.app.sections.uploads.drop import ANSWER_TYPES, Upload, renew_uploads, upload_key
from rfi.app.sections.uploads.mapping_queue import is_foreign, let_wait
from rfi.app.sections.uploads.report import keep_report
from rfi.app.session.current import Current
from rfi.app.session.open_round import renew
from rfi.app.session.reading_queue import reading_queue
from rfi.intake.round.round import RoundFile
from rfi.store.database.engine import Store
from rfi.store.outcome import Done, Outcome
from rfi.store.round.act import Signed
from rfi.store.round.answers import accept_answer
from rfi.views.intake.taken import Taken

MAX_ANSWERS = 24
_OWN_TYPES = ("csv", "tsv", "txt")
# How often somebody who waits is told how many are still before them.
_LOOK_SECONDS = 0.5


def _files(uploads: Iterable[Upload] | None) -> list[RoundFile]:
    return [RoundFile(PurePath(each.name).name, each.getvalue()) for each in uploads or ()]


def show_upload(label: str, key: str, here: Current, advice: str | None = None) -> None:
    """Let answers be dropped, where the person may take them in; what is dropped is taken in."""
    if permitted("answers"):
        uploads = st.file_uploader(
            label,
            type=[*ANSWER_TYPES, *_OWN_TYPES],
            accept_multiple_files=True,
            key=upload_key(key),
            help=advice,
        )
        _add_uploads(uploads, here)


def _add_uploads(uploads: Iterable[Upload] | None, here: Current) -> None:
    """Take uploaded answers in, one act each; what is wrong in them is listed by the page."""
    added = _files(uploads)
    if not added:
        return
    current = here.workspace.round
    known = {answer.file.sha256 for answer in current.current_answers}
    if len(known | {file.sha256 for file in added}) > MAX_ANSWERS:
        st.error(here.word("intake.too_many", limit=MAX_ANSWERS))
        return
    pass_turn()
    # The name of a file is a stranger's text: it is shown as it is, never as markup.
    name_place, progress = st.empty(), st.progress(0.0)
    taken = []
    for index, file in enumerate(added):
        progress.progress(index / len(added))
        with reading_queue().place() as place:
            while ahead := place.ahead(_LOOK_SECONDS):
                name_place.text(here.word("intake.waiting", name=file.name, ahead=ahead))
            name_place.text(here.word("intake.reading", name=file.name))
            if is_foreign(file):
                let_wait(file)
                continue
            claim = claim_in(current, file, here.questionnaire)

        def accept(store: Store, round_id: str, signed: Signed) -> Outcome:
            return accept_answer(store, round_id, file, claim, signed)  # noqa: B023 - called at once

        outcome = outcome_of("answers", accept)
        if not tell_outcome(outcome):
            break
        taken.append(Taken(file.sha256, outcome.act if isinstance(outcome, Done) else ""))
    keep_report(taken, here)
    renew()
    renew_uploads()
