"""Labels of prices that the vendor rewrote to other terms than the prices beside them have."""

from collections.abc import Iterator, Mapping
from typing import Any

from rfi.document.form.marks import GRID, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.money_words import frequency_named, named_terms, quoted
from rfi.intake.labels.seen import SeenLabels
from rfi.schema.issue import Issue


def _is_beside(line: Mapping[str, Any], key: str) -> bool:
    """Tell whether a line of the sheet of costs stands in a row, or in a column of a scenario."""
    scenario = split_column_key(key)[1]
    if scenario:
        return bool(line["scenario_id"] == scenario)
    own = f"{line['scenario_id']}.{key.replace('/', '.')}"
    return bool(line["line_id"] == own)


def _contradicts(label: str, printed: str, line: Mapping[str, Any]) -> bool:
    frequency = frequency_named(label)
    is_other = frequency and not frequency_named(printed) and line.get("frequency") != frequency
    return bool(is_other) or named_terms(label).contradict(line)


def contradicted(
    sheet: PrintedSheet, found: SeenLabels, offer: Mapping[str, Any]
) -> Iterator[Issue]:
    """Yield, for each label of the sheet of costs, the prices that it gives other terms.

    The price counts as its own fields say; that the heading above or beside it says 税込 or 年額
    is a question of ten or a hundred per cent, and nobody knows which is meant.
    """
    if sheet.table != GRID:
        return
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
