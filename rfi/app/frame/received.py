"""The files of the session's round as they stand now, and the history of each answer."""

from collections.abc import Mapping

import streamlit as st

from rfi.app.access.person import admitted
from rfi.app.session.cache import checked_alone, reading_of
from rfi.app.session.current import Current
from rfi.app.session.session import keep_staff_name, staff_name
from rfi.disclosure.anonymous import told_ids
from rfi.intake.query.queries import count_open
from rfi.intake.round.reading import answer_history
from rfi.schema.issue import Issue
from rfi.store.round.answers import HELD, KEPT, STANDING
from rfi.views.intake.files import Received

# Answers that the comparison is made from, as far as their errors let it be.
COUNTED = frozenset((STANDING, HELD))


def received_of(here: Current) -> tuple[Received, ...]:
    """Return every file of the round in the order received, those taken out too."""
    compared = {response.document.sha256: response for response in here.answers.responses}
    current = here.workspace.round
    found = []
    for answer in current.answers:
        known = here.stored.answer(answer.file.sha256)
        response = compared.get(known.sha256) if known.state in COUNTED else None
        found.append(
            Received(
                answer,
                reading_of(current, answer.file),
                response or checked_alone(current, answer.file, here.questionnaire),
                is_replaced=known.state == KEPT,
                upload=known.upload,
            )
        )
    return tuple(found)


def versions_of(here: Current) -> Mapping[str, tuple[Received, ...]]:
    """Return the versions of each answer that were not taken out, oldest first."""
    received = {found.sha256: found for found in received_of(here)}
    history = answer_history(
        (found.answer, found.reading, found.response)
        for found in sorted(received.values(), key=lambda found: found.upload)
        if found.state != "withdrawn"
    )
    return {
        response_id: tuple(received[version.answer.file.sha256] for version in versions)
        for response_id, versions in history.items()
        if response_id
    }


def issues_of(found: Received, here: Current) -> tuple[Issue, ...]:
    """Return everything found in one file, by the comparison as well when it takes part."""
    if found.state != "accepted":
        return found.response.issues
    known = set(map(id, here.answers.issues))
    later = [
        issue
        for issue in here.comparison.issues
        if issue.document == found.name and id(issue) not in known
    ]
    return (*found.response.issues, *later)


def open_questions_of(here: Current) -> Mapping[str, int]:
    """Return response id → questions that wait for an answer; ids as the comparison has them."""
    counts = count_open(here.workspace.round.queries)
    if not here.evaluation.conditions.is_anonymous:
        return counts
    told = told_ids(here.answers)
    return {told[name]: count for name, count in counts.items() if name in told}


def show_staff_name(here: Current) -> None:
    """Ask for the name that is recorded beside what is done; a login has said it already."""
    if admitted().by_login:
        return
    keep_staff_name(st.text_input(here.word("staff"), staff_name(), max_chars=40, width=180))
