"""Rows of answers whose printed words were rewritten, or are those of an earlier questionnaire.

Either way the vendor answered what stood on its sheet. A figure beside another unit than the one
that is asked is no figure of it; an answer beside another question is one to be asked about.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rfi.document.form.free import question_of
from rfi.document.form.marks import FREE, OPTIONS
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.cell_text import fold, read_amount
from rfi.document.grid.grid import column_letters
from rfi.document.grid.money_words import amounts_in, quoted
from rfi.intake.labels.contradicted import is_replaced
from rfi.intake.labels.seen import SeenLabels
from rfi.schema.issue import Issue

# (cell, row id, label, expected), as ``SeenLabels`` lists what changed.
Changed = tuple[str, str, str, str]
_UNIT = "book.unit"
# What may stand around a unit without making it another one.
_AROUND = re.compile(r"[\s()\[\]:]+")
# Table → the column that says what a row asks.
_ASKS: Mapping[str, str] = {
    "fit_answers": "book.text",
    "service_levels": "book.title",
    "benefit_lines": "book.title",
    FREE: "book.question",
    OPTIONS: "book.option",
}
# Field by which an answer says its row; an option says it by two.
_KEYS: Mapping[str, str] = {
    "fit_answers": "requirement_id",
    "service_levels": "item_id",
    "benefit_lines": "kpi_id",
    FREE: "question_id",
}
# What stays of a row whose answer cannot be placed.
_KEPT: Mapping[str, tuple[str, ...]] = {
    **{table: (key,) for table, key in _KEYS.items()},
    "benefit_lines": ("benefit_id", "kpi_id"),
}


def _row_of(table: str, row: Mapping[str, Any]) -> str:
    """Return the id of the row of the sheet to which an answer belongs."""
    if table == OPTIONS:
        return f"{row['option_id']}/{row['scenario_id']}"
    return str(row.get(_KEYS[table], ""))


def _rows(table: str, row_ids: Iterable[str]) -> set[str]:
    return {question_of(one) if table == FREE else one for one in row_ids}


def _unit(label: str) -> str:
    return _AROUND.sub("", fold(label))


def _beside(sheet: PrintedSheet, found: SeenLabels, heading: str) -> Iterator[Changed]:
    """Yield what was changed in the column of a heading and says something still."""
    columns = {column_letters(column) for key, column in sheet.headings if key == heading}
    for changed in found.changed:
        place, _, label, printed = changed
        cell = place.rpartition("!")[2].rstrip("0123456789")
        if cell in columns and label and printed:
            yield changed


def rows_of_other_unit(sheet: PrintedSheet, found: SeenLabels) -> list[Changed]:
    """Return the labels that name another unit than the one that is asked."""
    if sheet.table not in _KEYS:
        return []
    return [one for one in _beside(sheet, found, _UNIT) if _unit(one[2]) != _unit(one[3])]


def rows_of_other_question(sheet: PrintedSheet, found: SeenLabels) -> list[Changed]:
    """Return the labels that ask something else; what names an amount is told as such."""
    return [
        one
        for one in _beside(sheet, found, _ASKS.get(sheet.table, ""))
        if is_replaced(one[2], one[3]) and not (read_amount(one[2]) or amounts_in(one[2]))
    ]


def without_answers(
    offer: Mapping[str, Any], sheet: PrintedSheet, row_ids: Iterable[str]
) -> tuple[Mapping[str, Any], frozenset[str]]:
    """Return an offer without the answers of some rows, and the pointers of what was in them."""
    table = sheet.table
    if table not in _KEYS or table not in offer:
        return offer, frozenset()
    rows, kept, gone = _rows(table, row_ids), _KEPT[table], set[str]()
    answers = list(offer[table])
    for index, row in enumerate(answers):
        if _row_of(table, row) in rows:
            answers[index] = {name: row[name] for name in kept if name in row}
            home = f"/offers/{sheet.offer}/{table}/{index}"
            gone.update(f"{home}/{name}" for name in row if name not in kept)
    return {**offer, table: answers}, frozenset(gone)


def asked_otherwise(
    sheet: PrintedSheet, found: SeenLabels, offer: Mapping[str, Any]
) -> Iterator[Issue]:
    """Yield what is asked of answers beside another unit or another question.

    Args:
        sheet: The sheet.
        found: What its labels say.
        offer: The offer as it was read, with all its answers.
    """
    yield from _told("label_of_other_unit", sheet, rows_of_other_unit(sheet, found), offer)
    yield from _told("label_of_other_question", sheet, rows_of_other_question(sheet, found), offer)


def _told(
    code: str, sheet: PrintedSheet, changed: list[Changed], offer: Mapping[str, Any]
) -> Iterator[Issue]:
    if not changed:
        return
    table = sheet.table
    places = {
        _row_of(table, row): f"/offers/{sheet.offer}/{table}/{index}"
        for index, row in enumerate(offer.get(table, ()))
    }
    answered = [one for one in changed if _rows(table, [one[1]]) & places.keys()]
    if not answered:
        return
    pointers = [places[row] for one in answered for row in _rows(table, [one[1]])]
    pointers = [f"{one}/amount" if table == OPTIONS else one for one in pointers]
    cells = tuple(one[0] for one in answered)
    place, _, label, printed = answered[0]
    facts = {
        "sheet": sheet.sheet, "given": quoted(label), "expected": quoted(printed),
        "count": len(answered), "pointers": tuple(pointers), "origins": cells, "cells": cells,
    }  # fmt: skip
    yield Issue(code, "warning", pointers[0], place, facts)
