"""Which answer a foreign file is: whose, and which version of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rapidfuzz import fuzz

from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import Grid
from rfi.document.grid.table_words import company_in
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.headings import SEARCH

_LONGEST = 60
_OWN_ID = "own"
_USUAL_MONTHS = 60


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer of the round that was read from a foreign file.

    Attributes:
        file_name, sha256: Of the foreign file itself.
        layout_id: Under which it is read.
        head: What it does not say.
    """

    file_name: str
    layout_id: str
    head: AnswerHead
    sha256: str = ""


def vendor_in(grid: Grid) -> str:
    """Return the company that a file names above or beside its table; "" for none or several."""
    found = {
        company_in(as_written(cell))
        for sheet in grid.sheets
        for (row, _), cell in sheet.cells.items()
        if row <= SEARCH and cell.kind == "text" and len(as_written(cell)) <= _LONGEST
    } - {""}
    return next(iter(found)) if len(found) == 1 else ""


def same_vendor(file_name: str, layout_id: str, kept: Iterable[KeptAnswer]) -> KeptAnswer | None:
    """Return the newest answer that a file of the same layout is a next version of; None for none.

    Where several vendors answered in one layout the name of the file decides, if it is more like
    that of one of them than of the others.
    """
    newest: dict[str, KeptAnswer] = {}
    for one in kept:
        head = one.head
        before = newest.get(head.response_id)
        of_layout = one.layout_id == layout_id
        if of_layout and (before is None or head.version >= before.head.version):
            newest[head.response_id] = one
    if len(newest) == 1:
        return next(iter(newest.values()))
    like = {key: fuzz.ratio(file_name, one.file_name) for key, one in newest.items()}
    most = [key for key, score in like.items() if score == max(like.values())]
    return newest[most[0]] if len(most) == 1 else None


def next_version(kept: AnswerHead, versions: Iterable[int]) -> AnswerHead:
    """Return the head of the next version of an answer, after all its versions in the round."""
    return replace(kept, version=max((kept.version, *versions)) + 1)


def new_head(
    vendor: str, response_ids: Iterable[str], go_live_on: str, months: int = _USUAL_MONTHS
) -> AnswerHead:
    """Return the head of a vendor's first answer in a layout of its own."""
    taken = set(response_ids)
    number = 1
    while f"{_OWN_ID}-{number}" in taken:
        number += 1
    own = f"{_OWN_ID}-{number}"
    return AnswerHead(own, 1, own, vendor, vendor, go_live_on, months)


def usual_go_live(values: Iterable[Mapping[str, Any]], issued_on: str) -> str:
    """Return the day on which most offers go live, else the second April after the issue."""
    days = [str(offer["go_live_on"]) for value in values for offer in value["offers"]]
    if days:
        return max(sorted(set(days)), key=days.count)
    return f"{int(issued_on[:4]) + 2:04d}-04-01"
