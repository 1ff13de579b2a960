"""What was done in the open round, entry by entry, and whether the chain of entries holds."""

import streamlit as st

from rfi.app.frame.notices import tell
from rfi.app.frame.show import choose_row
from rfi.app.session.current import Current
from rfi.app.session.door import through
from rfi.store.audit.chain import entries_of
from rfi.store.audit.verify import chain_faults
from rfi.store.outcome import Refused
from rfi.views.intake.audit import view_audit


def show_audit(here: Current) -> None:
    """Show the audit of the open round, newest first."""
    round_id, current = here.stored.round_id, here.workspace.round
    entries = through(
        "audit", lambda store, _: store.read(lambda connection: entries_of(connection, round_id))
    )
    if isinstance(entries, Refused):
        tell(entries.issues, here.lang)
        return
    faults = chain_faults(round_id, entries)
    if faults:
        tell((fault.issue for fault in faults), here.lang, here.word("audit.broken"))
    else:
        st.caption(here.word("audit.sound", count=len(entries), head=entries[-1].digest))
    names = {
        file.sha256: file.name
        for file in (*(answer.file for answer in current.answers), *current.city_files)
    }
    choose_row(view_audit(entries, names, here.reading), "audit", here)
