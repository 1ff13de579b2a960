"""With whom what is open, and every workbook that goes out as one file."""

import io
import zipfile
from collections.abc import Sequence

import streamlit as st

from rfi.app.frame.downloads import ZIP
from rfi.app.frame.faults import quiet
from rfi.app.frame.received import issues_of
from rfi.app.frame.show import show_table
from rfi.app.sections.query.exchange import cover_of
from rfi.app.sections.query.vendor import Asked, every_asked
from rfi.app.session.current import Current
from rfi.intake.query.book import write_query_book
from rfi.views.intake.query_states import query_states, view_query_states

# The clock of a file in the zip says nothing: the same questions give the same bytes.
_MOMENT = (1980, 1, 1, 0, 0, 0)


def _books(asked: Sequence[Asked], deadline: str, here: Current) -> bytes:
    """Return the workbooks of the vendors with an open question, as one zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as book:
        for one in asked:
            name = zipfile.ZipInfo(here.word("queries.book.name", prefix=one.prefix), _MOMENT)
            data = write_query_book(one.queries, cover_of(one, deadline, here), here.lang)
            book.writestr(name, data)
    return made.getvalue()


def show_overview(here: Current) -> None:
    """Show a row a vendor, and the button that saves what goes out."""
    every = tuple(every_asked(here).values())
    open_ones = [one for one in every if any(query.status == "open" for query in one.queries)]
    if open_ones:
        with st.container(horizontal=True, vertical_alignment="bottom", key="query_zip"):
            deadline = st.text_input(
                here.word("queries.deadline"), max_chars=40, key="queries_deadline", width=260
            )
            st.download_button(
                here.word("queries.zip", count=len(open_ones)),
                data=quiet(lambda: _books(open_ones, deadline, here)),
                file_name=here.word("queries.zip.name"),
                mime=ZIP,
                type="primary",
                on_click="ignore",
                key="download_query_zip",
            )
    states = [
        query_states(
            one.response_id,
            one.prefix,
            one.newest.vendor or one.response_id,
            sum(issue.severity != "note" for issue in issues_of(one.newest, here)),
            one.queries,
        )
        for one in every
    ]
    show_table(view_query_states(states, here.reading), here)
