"""Sheets of the form that are gone."""

from collections.abc import Iterator, Sequence

from rfi.document.form.marks import (
    ASKED_SHEETS,
    COMMON_SHEETS,
    COVER,
    FIRST_TITLES,
    FORM,
    FORM_VERSION,
    PREFIX,
    SHEET_TITLES,
    SheetMark,
    mark_of,
    offer_of_column,
)
from rfi.document.form.sheets import MarkedSheet
from rfi.schema.issue import Issue, Severity, Worded


def _planned(marked: Sequence[MarkedSheet]) -> Iterator[tuple[str, str, int]]:
    """Yield (name of the mark, wording key, offer) of every sheet that the form has.

    The cover lists them; of the first edition there was every table of every offer.
    """
    if any(sheet.mark.is_first for sheet in marked):
        yield from _planned_first(marked)
        return
    yield f"{COVER}:0", SHEET_TITLES[COVER], 0
    for sheet in marked:
        for key in sheet.columns.values() if sheet.mark.table == COVER else ():
            mark = mark_of(f"{PREFIX}{FORM_VERSION}:{key}")
            if mark is not None and mark.table in SHEET_TITLES:
                yield mark.name, SHEET_TITLES[mark.table], mark.offer


def _planned_first(marked: Sequence[MarkedSheet]) -> Iterator[tuple[str, str, int]]:
    offers = {sheet.mark.offer for sheet in marked if sheet.mark.table not in COMMON_SHEETS}
    for sheet in marked:
        if sheet.mark.table == FORM:
            found = {offer_of_column(key) for key in sheet.columns.values()}
            offers |= {offer for offer in found if offer is not None}
    for table, title in FIRST_TITLES.items():
        if table in ASKED_SHEETS:
            continue
        for offer in [0] if table in COMMON_SHEETS else sorted(offers):
            yield f"{table}:{offer}", title, offer


def sheet_key(mark: SheetMark) -> str:
    """Return what stands once in a workbook: a part of a table of an offer."""
    return f"{mark.table}:0" if mark.table in COMMON_SHEETS else mark.name


def missing_sheets(marked: Sequence[MarkedSheet]) -> Iterator[Issue]:
    """Name every sheet of the form that is not there; those of an offer with its number."""
    has = {sheet_key(sheet.mark) for sheet in marked}
    for name, title, offer in _planned(marked):
        if name not in has:
            severity: Severity = "note" if name == f"{COVER}:0" else "warning"
            facts = {"title": Worded(title), "number": offer + 1}
            yield Issue("sheet_missing", severity, "", "", facts)
