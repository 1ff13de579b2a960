"""照会: with whom what is open, a row a vendor."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfi.intake.query.queries import Query
from rfi.text.wording import text
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_STATES = ("warnings", "waiting", "replied", "answered", "withdrawn")


@dataclass(frozen=True, slots=True)
class QueryStates:
    """How the questions to one vendor stand.

    Attributes:
        response_id: The answer.
        letter, vendor: As everywhere.
        warnings: Errors and warnings found in the newest version.
        waiting: Open without a reply.
        replied: Open with a reply.
        answered: Settled.
        withdrawn: Taken back.
    """

    response_id: str
    letter: str
    vendor: str
    warnings: int
    waiting: int
    replied: int
    answered: int
    withdrawn: int

    @property
    def left(self) -> int:
        """Questions that are not settled."""
        return self.waiting + self.replied


def query_states(
    response_id: str, letter: str, vendor: str, warnings: int, queries: Sequence[Query]
) -> QueryStates:
    """Return how the questions on one answer stand."""
    open_ones = [query for query in queries if query.status == "open"]
    replied = sum(bool(query.reply) for query in open_ones)
    counts = {
        status: sum(query.status == status for query in queries)
        for status in ("answered", "withdrawn")
    }
    waiting = len(open_ones) - replied
    return QueryStates(response_id, letter, vendor, warnings, waiting, replied, **counts)


def view_query_states(states: Sequence[QueryStates], reading: Reading) -> Table:
    """Return a row a vendor in the order of the letters, and their sum."""
    lang = reading.lang

    def cells(figures: Sequence[int]) -> tuple[TableCell, ...]:
        return tuple(TableCell(float(figure)) for figure in figures)

    rows = [
        Row(
            one.response_id,
            f"{one.letter} {one.vendor}",
            cells([getattr(one, name) for name in _STATES]),
            "count",
        )
        for one in states
    ]
    sums = [sum(getattr(one, name) for one in states) for name in _STATES]
    total = Row("total", text("view.query_states.total", lang), cells(sums), "count", "total")
    return Table(
        key="query_states",
        title=text("view.query_states.title", lang),
        caption=text("view.query_states.caption", lang),
        corner=text("view.query_states.vendor", lang),
        columns=tuple(Column(name, text(f"view.query_states.{name}", lang)) for name in _STATES),
        rows=(*rows, total),
    )
