"""The vendor whose questions the page shows."""

from dataclasses import dataclass

import streamlit as st

from rfi.app.frame.received import issues_of, versions_of
from rfi.app.frame.widget_state import starting
from rfi.app.session.current import Current
from rfi.intake.query.queries import Query
from rfi.views.intake.files import Received
from rfi.views.intake.queries import query_prefix

SECTION_KEY, _NEXT = "query_section", "query_section_next"


def show_next(section: str) -> None:
    """Open another section of the page on the next run."""
    st.session_state[_NEXT] = section


def _open_section() -> None:
    """Open the section asked for by the last run, before its widget is made."""
    if _NEXT in st.session_state:
        st.session_state[SECTION_KEY] = st.session_state.pop(_NEXT)


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer with its versions and the questions on it.

    Attributes:
        response_id: The answer.
        versions: Oldest first, without those taken out.
        queries: In the order of their numbers.
        prefix: Letter of their numbers.
    """

    response_id: str
    versions: tuple[Received, ...]
    queries: tuple[Query, ...]
    prefix: str

    @property
    def newest(self) -> Received:
        """The newest version."""
        return self.versions[-1]

    @property
    def label(self) -> str:
        """Letter and vendor."""
        return f"{self.prefix} {self.newest.vendor or self.response_id}"


def every_asked(here: Current) -> dict[str, Asked]:
    """Return every answer that questions can be asked on, by its id."""
    queries = here.workspace.round.queries
    found: dict[str, Asked] = {}
    for response_id, versions in versions_of(here).items():
        taken = [*queries, *(Query(f"{one.prefix}-000", key, "") for key, one in found.items())]
        own = tuple(query for query in queries if query.response_id == response_id)
        prefix = query_prefix(response_id, taken, here.answers.tables.letters)
        found[response_id] = Asked(response_id, versions, own, prefix)
    return found


def _left(asked: Asked, here: Current) -> tuple[int, int]:
    """Return how many questions are open, and how much was found that none was asked on."""
    found = sum(issue.severity != "note" for issue in issues_of(asked.newest, here))
    return sum(query.status == "open" for query in asked.queries), found


def choose_asked(here: Current) -> Asked | None:
    """Let a vendor be chosen; None when no answer says whose it is."""
    _open_section()
    every = every_asked(here)
    if not every:
        return None
    # The page opens where most is left, never on an empty list while another has any.
    fullest = max(every, key=lambda key: _left(every[key], here))
    return every[
        st.selectbox(
            here.word("queries.vendor"),
            tuple(every),
            format_func=lambda key: every[key].label,
            key=starting("query_vendor", fullest),
            width=360,
        )
    ]
