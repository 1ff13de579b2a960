"""照会: the questions to one vendor and where each stands."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import chain, count

from rfi.intake.query.queries import Query, propose_answered
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.intake.files import Received
from rfi.views.look.offers import look_at
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("status", "text", "places", "reply", "hint")
_LONGEST = 240


def status_title(status: str, lang: Lang) -> str:
    """Return the name of a status."""
    return load_codelist("query_statuses").title(status, lang)


def query_prefix(response_id: str, queries: Iterable[Query], letters: Sequence[str]) -> str:
    """Return the letter of a vendor's questions: as used, else its first offer's, else a free one.

    Args:
        response_id: The vendor's answer, compared or not.
        queries: Of all vendors.
        letters: Offer keys in the order of their letters.
    """
    used = {query.number.rpartition("-")[0]: query.response_id for query in queries}
    own = [prefix for prefix, owner in used.items() if owner == response_id]
    if own:
        return own[0]
    mine = (place for place, key in enumerate(letters) if key.startswith(f"{response_id}:"))
    names = (look_at(place).letter for place in chain(mine, count(len(letters))))
    return next(name for name in names if name not in used)


def is_undecided(versions: Sequence[Received]) -> bool:
    """Tell whether the newest version is held: it settles no question and leaves none open."""
    return bool(versions) and versions[-1].state == "held"


def settled_queries(queries: Iterable[Query], versions: Sequence[Received]) -> Mapping[str, int]:
    """Return number → version for open questions whose issue the newest version no longer shows.

    Args:
        queries: On one answer.
        versions: Its versions, oldest first.
    """
    found: dict[str, int] = {}
    if not versions:
        return found
    newest = versions[-1]
    if is_undecided(versions):
        return found
    for query in queries:
        earlier = [one for one in versions if one.answer.received_at <= query.asked_at]
        asked = earlier[-1] if earlier else versions[0]
        if asked is newest or newest.version is None:
            continue
        settled = propose_answered(
            [query],
            newest.response.issues,
            old_value=asked.reading.value,
            new_value=newest.reading.value,
        )
        found.update((one.number, newest.version) for one in settled)
    return found


def view_queries(
    queries: Sequence[Query],
    settled: Mapping[str, int],
    reading: Reading,
    *,
    undecided: bool = False,
) -> Table:
    """Return one row a question in the order of their numbers.

    Args:
        queries: On one answer.
        settled: Number → version that no longer shows the issue.
        reading: Language.
        undecided: Whether the newest version is held.
    """
    lang = reading.lang
    rows = []
    for query in queries:
        hint = ""
        if query.answered_version is not None:
            hint = text("view.queries.settled_by", lang, version=query.answered_version)
        elif query.status == "open" and undecided:
            hint = text("view.queries.undecided", lang)
        elif query.number in settled:
            hint = text("view.queries.settled", lang, version=settled[query.number])
        words = (
            status_title(query.status, lang),
            query.text[:_LONGEST],
            text("view.cells", lang, count=len(query.places)) if query.places else "",
            query.reply[:_LONGEST],
            hint,
        )
        rows.append(
            Row(query.number, query.number, tuple(TableCell(text=w) for w in words), "text")
        )
    return Table(
        key="queries",
        title=text("view.queries.title", lang),
        caption=count_queries(queries, lang),
        corner=text("view.queries.number", lang),
        columns=tuple(Column(name, text(f"view.queries.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
    )


def count_queries(queries: Collection[Query], lang: Lang) -> str:
    """Return how many questions stand in each status, in words."""
    parts = {
        status: sum(query.status == status for query in queries)
        for status in ("open", "answered", "withdrawn")
    }
    return text("view.queries.counts", lang, count=len(queries), **parts)
