"""What became of the files that were dropped last, said where they were dropped."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from rfi.app.frame.received import received_of
from rfi.app.frame.show import show_table
from rfi.app.session.cache import evaluation_of
from rfi.app.session.current import Current
from rfi.app.session.workspace import Workspace
from rfi.views.intake.taken import Taken, view_taken

_REPORT = "upload_report"


@dataclass(frozen=True, slots=True)
class _Report:
    """The files, and the round before they came."""

    taken: Sequence[Taken]
    before: Workspace


def keep_report(taken: Sequence[Taken], here: Current) -> None:
    """Keep what was dropped until something else is."""
    st.session_state[_REPORT] = _Report(taken, here.workspace)


def show_report(here: Current) -> None:
    """Show what became of the files dropped last, and of the totals, as things stand now."""
    report: _Report | None = st.session_state.get(_REPORT)
    if report is None or not report.taken:
        return
    before = replace(report.before, choices=here.workspace.choices)
    table = view_taken(
        evaluation_of(before, here.lang),
        here.evaluation,
        here.reading,
        report.taken,
        received_of(here),
    )
    show_table(table, here)
