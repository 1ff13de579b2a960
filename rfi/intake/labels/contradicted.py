"""Labels of prices that the vendor rewrote: to other terms, or to something else altogether."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from rfi.document.form.marks import GRID, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.headed_sheet import bare_and_remarks
from rfi.document.grid.money_words import frequency_named, named_terms, quoted
from rfi.document.grid.row_words import row_words
from rfi.document.grid.table_words import is_total
from rfi.intake.labels.seen import SeenLabels
from rfi.schema.issue import Issue

_BETWEEN = re.compile(r"[\W_]+")
# What stands around words that were added to a label.
_AROUND = re.compile(r"^[^\w$]+|[^\w$]+$")


def _is_beside(line: Mapping[str, Any], key: str) -> bool:
    """Tell whether a line of the sheet of costs stands in a row, or in a column of a scenario."""
    scenario = split_column_key(key)[1]
    if scenario:
        return bool(line["scenario_id"] == scenario)
    own = f"{line['scenario_id']}.{key.replace('/', '.')}"
    return bool(line["line_id"] == own)


def _contradicts(label: str, printed: str, line: Mapping[str, Any]) -> bool:
    """Tell whether what a label says over the printed words is not so of a price beside it.

    It is held against the price as a remark is: 5年分 over a price a month, 1市当たり over one of
    the group.
    """
    frequency = frequency_named(label)
    is_other = frequency and not frequency_named(printed) and line.get("frequency") != frequency
    added = _AROUND.sub("", fold(label).replace(fold(printed), " "))
    return (
        bool(is_other) or named_terms(label).contradict(line) or row_words(added).contradict(line)
    )


def rewritten(sheet: PrintedSheet, found: SeenLabels, offer: Mapping[str, Any]) -> Iterator[Issue]:
    """Yield what rewritten labels of the sheet of costs ask of the prices beside them."""
    if sheet.table == GRID:
        yield from _contradicted(sheet, found, offer)
        yield from _replaced(sheet, found, offer)


def _contradicted(
    sheet: PrintedSheet, found: SeenLabels, offer: Mapping[str, Any]
) -> Iterator[Issue]:
    """Yield, for each label, the prices that it gives other terms.

    The price counts as its own fields say; that the heading above or beside it says 税込 or 年額
    is a question of ten or a hundred per cent, and nobody knows which is meant.
    """
    home = f"/offers/{sheet.offer}/cost_lines"
    lines = offer.get("cost_lines", ())
    for place, key, label, printed in found.changed:
        places = tuple(
            f"{home}/{index}/amount"
            for index, line in enumerate(lines)
            if "amount" in line and _is_beside(line, key) and _contradicts(label, printed, line)
        )
        if places:
            facts = {
                "sheet": sheet.sheet, "given": quoted(label), "count": len(places),
                "pointers": places, "origins": (place,) * len(places), "cells": (place,),
            }  # fmt: skip
            yield Issue("label_contradicts", "warning", places[0], place, facts)


def _letters(words: str) -> str:
    """Return words without spaces, line breaks and signs."""
    return _BETWEEN.sub("", fold(words))


def _is_of_total(label: str) -> bool:
    return is_total(SheetCell(1, 1, "text", label))


def is_replaced(label: str, printed: str) -> bool:
    """Tell whether a label names something else than the printed one.

    What keeps the printed words, or a part of them, says more of the same thing; a total is
    another thing even so.
    """
    bare, own, whole = map(_letters, (bare_and_remarks(label)[0], printed, label))
    if not bare or not own:
        return False
    if _is_of_total(label) and not _is_of_total(printed):
        return True
    return bare not in own and own not in whole


def _replaced(sheet: PrintedSheet, found: SeenLabels, offer: Mapping[str, Any]) -> Iterator[Issue]:
    """Yield the labels that now name something else, with the prices beside them, in one.

    The hidden mark still says whose row or column it is, and the prices count there; what the
    vendor wrote over it says that they may be those of another cost, of a year, or a total.
    """
    home = f"/offers/{sheet.offer}/cost_lines"
    beside: dict[str, str] = {}
    labels: list[tuple[str, str, str]] = []
    for place, key, label, printed in found.changed:
        if not is_replaced(label, printed):
            continue
        pointers = [
            f"{home}/{index}/amount"
            for index, line in enumerate(offer.get("cost_lines", ()))
            if "amount" in line and _is_beside(line, key)
        ]
        if pointers:
            labels.append((place, label, printed))
            for pointer in pointers:
                beside.setdefault(pointer, place)
    if labels:
        place, label, printed = labels[0]
        facts = {
            "sheet": sheet.sheet, "given": quoted(label), "expected": printed,
            "count": len(beside), "pointers": tuple(beside), "origins": tuple(beside.values()),
            "cells": tuple(dict.fromkeys(one[0] for one in labels)),
        }  # fmt: skip
        yield Issue("label_replaced", "warning", next(iter(beside)), place, facts)
