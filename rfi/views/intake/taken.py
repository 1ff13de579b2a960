"""受付: what became of each file that was just dropped, and of the totals."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.intake.files import Received
from rfi.views.look.captions import basis_caption
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell
from rfi.views.look.totals import total_of, whole_total_cell

_COLUMNS = ("result", "offer", "before", "after", "difference")
_AGAIN = "answer_again"


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
    if not act:
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


def _totals(evaluation: Evaluation, reading: Reading) -> Mapping[str, tuple[TableCell, str]]:
    """Return offer key → (total, letter and name)."""
    costs = evaluation.costs
    labels = [column.label for column in offer_columns(costs)]
    return {
        offer.offer_key: (
            whole_total_cell(offer, total_of(offer, reading), reading.lang),
            label,
        )
        for offer, label in zip(costs.offers, labels, strict=True)
    }


def _difference(before: TableCell | None, after: TableCell | None, lang: Lang) -> TableCell:
    """Return the total now − the total before, where both are figures."""
    if before is None or after is None or before.value is None or after.value is None:
        return TableCell()
    note = text("view.taken.of_signed", lang) if before.sign or after.sign else ""
    return TableCell(after.value - before.value, note=note, is_difference=True)


def _words(found: Received, code: str, lang: Lang) -> str:
    errors = sum(issue.severity == "error" for issue in found.response.issues)
    return text(f"view.taken.{code}", lang, errors=errors, version=found.version or "")


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
    lang, none = reading.lang, TableCell()
    found_by = {one.sha256: one for one in received}
    totals = _totals(before, reading), _totals(after, reading)
    rows = []
    for one in taken:
        found = found_by[one.sha256]
        words = TableCell(
            text=_words(found, _result(found, one.act, received), lang),
            is_marked=found.state == "held",
        )
        prefix = f"{found.response_id}:"
        keys = [key for key in {**totals[1], **totals[0]} if key.startswith(prefix)]
        for key in (keys if found.response_id else []) or [""]:
            was, now = (found_total.get(key, (None, ""))[0] for found_total in totals)
            label = totals[1].get(key, totals[0].get(key, (none, "")))[1]
            cells = (
                words,
                TableCell(text=label),
                was or none,
                now or none,
                _difference(was, now, lang),
            )
            rows.append(Row(f"{one.sha256}.{key}", found.name, cells, "money"))
    return Table(
        key="taken",
        title=text("view.taken.title", lang),
        caption=basis_caption(after.costs, reading),
        corner=text("view.intake.file", lang),
        columns=tuple(Column(name, text(f"view.taken.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        unit=reading.unit,
    )
