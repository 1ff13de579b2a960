"""What lies over or behind the cells that were read: comments, text boxes, hidden rows, columns."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from rfi.document.form.accounting import (
    facts_of,
    offer_of,
    price_in_words,
    prices_of,
    says_terms,
    terms_in_words,
)
from rfi.document.form.draft import Draft
from rfi.document.form.marks import COVER
from rfi.document.form.second.layout import is_hidden_id
from rfi.document.form.sheets import At, FoundSheets, MarkedSheet
from rfi.document.grid.cell_text import fold, read_amount
from rfi.document.grid.grid import (
    OVER_CELLS,
    Grid,
    Remark,
    Sheet,
    SheetCell,
    cell_name,
    column_letters,
)
from rfi.document.grid.money_words import amounts_in, quoted
from rfi.document.grid.number_shown import shown_as
from rfi.document.xlsx.behind import NAME, STRIKE
from rfi.schema.fields import load_fields
from rfi.schema.issue import Issue, Worded
from rfi.text.wording import LANGS

# Remarks told one by one; beyond, their number is told.
_MAX_TOLD = 50
_AUTHOR = re.compile(r"^[^\n]*:\s*\n")


@cache
def _own_comments() -> frozenset[str]:
    """Return the comments that the form puts on its headings, folded."""
    return frozenset(
        fold(leaf.description[lang]) for leaf in load_fields("rfi_response") for lang in LANGS
    )


def remarks_of(grid: Grid, found: FoundSheets, draft: Draft) -> Iterator[Issue]:
    """Yield every comment and text box of a vendor, and what was read from where nobody sees it.

    Of headers, of words beside a chosen cell and of names only those are told that say something
    of a price: the form has some of its own.
    """
    told = [
        (sheet, remark)
        for sheet in grid.sheets
        for remark in sheet.remarks
        if remark.kind != "comment" or fold(remark.text) not in _own_comments()
    ]
    offers = {marked.sheet.name: offer_of(marked) for marked in found.marked}
    plain = []
    for sheet, remark in told:
        offer = None if remark.kind == NAME else offers.get(sheet.name)
        is_bare = offer is not None and remark.kind in OVER_CELLS and _is_bare(remark.text)
        if is_bare or amounts_in(remark.text):
            yield price_in_words(_facts(sheet, remark), [remark.text], offer)
        elif says_terms(remark.text, prices_of(draft, offer)):
            yield terms_in_words(_facts(sheet, remark), [remark.text], offer)
        elif remark.kind in OVER_CELLS:
            plain.append((sheet, remark))
    for sheet, remark in plain[:_MAX_TOLD]:
        yield remark_issue(sheet, remark)
    if len(plain) > _MAX_TOLD:
        sheet, remark = plain[_MAX_TOLD]
        place = cell_name(sheet.name, remark.row, remark.column)
        facts = {"count": len(plain) - _MAX_TOLD}
        yield Issue("more_remarks", "note", "", place, facts)
    for marked in found.marked:
        if marked.mark.table != COVER:
            yield from _hidden(marked)
            yield from _otherwise(marked, draft)


def _is_bare(text: str) -> bool:
    """Tell whether a remark is a figure alone, behind the name that Excel puts before it."""
    words = _AUTHOR.sub("", text.strip())
    return len(words) > 1 and read_amount(words) is not None


def _facts(sheet: Sheet, remark: Remark) -> Mapping[str, object]:
    """Return where a remark stands: its cell, or in words what it is of the sheet."""
    if remark.kind in OVER_CELLS:
        return facts_of(sheet, [(remark.row, remark.column)])
    shown = (Worded(f"fact.behind.{remark.kind}"),)
    return {"sheet": sheet.name, "count": 1, "shown": shown, "cells": (sheet.name,)}


def remark_issue(sheet: Sheet, remark: Remark) -> Issue:
    """Return what is told of a comment or a text box."""
    place = cell_name(sheet.name, remark.row, remark.column)
    facts = {"given": quoted(remark.text)}
    if remark.kind == "comment":
        return Issue("comment_not_read", "note", "", place, facts)
    return Issue("text_box_not_read", "note", "", place, facts)


def _hidden(marked: MarkedSheet) -> Iterator[Issue]:
    sheet = marked.sheet
    if sheet.is_hidden and marked.read:
        facts = {"sheet": sheet.name, "count": len(marked.read)}
        yield Issue("sheet_hidden", "note", "", sheet.name, facts)
    hidden = {
        column
        for first, last in sheet.hidden_columns
        for column in range(first, last + 1)
        if column != marked.column
    }
    if not hidden and not sheet.hidden_rows:
        return
    seen = {
        at
        for at in marked.read
        if (at[0] in sheet.hidden_rows or at[1] in hidden) and not _is_hidden_by_form(marked, at)
    }
    rows = sorted({row for row, _ in seen if row in sheet.hidden_rows})
    if rows:
        places = [at for at in seen if at[0] in sheet.hidden_rows]
        yield _told("rows_hidden", sheet, places, map(str, rows))
    places = [at for at in seen if at[1] in hidden]
    if places:
        columns = sorted({column for _, column in places})
        yield _told("columns_hidden", sheet, places, map(column_letters, columns))


def _otherwise(marked: MarkedSheet, draft: Draft) -> Iterator[Issue]:
    """Yield the numbers over which a conditional format lies that changes what is seen of them."""
    sheet = marked.sheet
    found = sorted(
        at
        for top, left, bottom, right, style in sheet.otherwise
        for at in marked.read
        if top <= at[0] <= bottom and left <= at[1] <= right
        if _looks_otherwise(sheet.cells.get(at), style)
    )
    if not found:
        return
    pointers = {origin: pointer for pointer, origin in draft.origins.items()}
    origins = tuple(dict.fromkeys(cell_name(sheet.name, *at) for at in found))
    places = tuple(pointers.get(origin, "") for origin in origins)
    facts = {**facts_of(sheet, found), "pointers": places, "origins": origins}
    yield Issue("format_conditional", "warning", places[0], origins[0], facts)


def _looks_otherwise(cell: SheetCell | None, style: str) -> bool:
    if cell is None or cell.kind != "number" or not isinstance(cell.value, int | float):
        return False
    return style == STRIKE or not shown_as(style, cell.value).is_plain


def _is_hidden_by_form(marked: MarkedSheet, at: At) -> bool:
    return is_hidden_id(marked.mark, marked.row_id(at[0])) or is_hidden_id(
        marked.mark, marked.columns.get(at[1], "")
    )


def _told(code: str, sheet: Sheet, places: list[At], names: Iterable[str]) -> Issue:
    facts = {"sheet": sheet.name, "given": tuple(names), "count": len(places)}
    origin = cell_name(sheet.name, *min(places))
    if code == "rows_hidden":
        return Issue("rows_hidden", "note", "", origin, facts)
    return Issue("columns_hidden", "note", "", origin, facts)
