"""受付: what became of each file that was just dropped, and of the totals."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rfi.evaluation.evaluation import Evaluation
from rfi.intake.causes import is_cause
from rfi.text.wording import Lang, text
from rfi.views.intake.files import Received
from rfi.views.intake.total_changes import change_columns, total_changes
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_AGAIN = "answer_again"
_LATE = "answered_after_deadline"


@dataclass(frozen=True, slots=True)
class Taken:
    """One dropped file.

    Attributes:
        sha256: Names it.
        act: What the database did: ``answer_accepted``, ``answer_again``; "" for the same bytes.
    """

    sha256: str
    act: str


def _result(found: Received, act: str, received: Iterable[Received]) -> str:
    """Return the code of what became of a file."""
    if not act and found.state == "accepted":
        return "same"
    if found.state != "accepted":
        return found.state
    others = [
        one
        for one in received
        if one is not found and found.response_id and one.response_id == found.response_id
    ]
    if any(one.state == "double" and one.version == found.version for one in others):
        return "replaced"
    if any(one.state == "older" for one in others):
        return "newer"
    return "again" if act == _AGAIN else "accepted"


def _words(found: Received, code: str, lang: Lang, *, is_again: bool) -> str:
    """Return what became of a file; why it is held, and that it is late, beside it."""
    issues = found.response.issues
    errors = sum(issue.severity == "error" for issue in issues)
    words = text(f"view.taken.{code}", lang, errors=errors, version=found.version or "")
    if is_again and code != "same":
        words = text("view.taken.same_but", lang, words=words)
    beside = [issue.message(lang) for issue in issues if is_cause(issue)]
    beside += [
        text(
            "view.taken.late", lang, given=issue.params["given"], deadline=issue.params["deadline"]
        )
        for issue in issues
        if issue.code == _LATE
    ]
    return "\n".join((words, *beside))


def view_taken(
    before: Evaluation,
    after: Evaluation,
    reading: Reading,
    taken: Sequence[Taken],
    received: Sequence[Received],
) -> Table:
    """Return the dropped files, a row for each offer in them, with its total before and now.

    Args:
        before: The comparison without the files.
        after: The comparison with them, under the same conditions.
        reading: Language, unit, tax basis.
        taken: The files in the order dropped.
        received: Every file of the round.
    """
    lang = reading.lang
    found_by = {one.sha256: one for one in received}
    rows = []
    for one in taken:
        found = found_by[one.sha256]
        words = TableCell(
            text=_words(found, _result(found, one.act, received), lang, is_again=not one.act),
            is_marked=found.state == "held",
        )
        changes = total_changes(before, after, reading, found.response_id)
        empty = (TableCell(),) * 4
        parts = [
            (change.offer_key, (TableCell(text=change.label), *change.cells)) for change in changes
        ]
        for key, cells in parts or [("", empty)]:
            rows.append(Row(f"{one.sha256}.{key}", found.name, (words, *cells)))
    return Table(
        key="taken",
        title=text("view.taken.title", lang),
        caption=basis_caption(after.costs, reading),
        corner=text("view.intake.file", lang),
        columns=(
            Column("result", text("view.taken.result", lang)),
            Column("offer", text("view.taken.offer", lang)),
            *change_columns(lang),
        ),
        rows=tuple(rows),
        unit=reading.unit,
    )
