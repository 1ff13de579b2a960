"""The labels that stand in an answer workbook held against what the questionnaire asks.

The hidden mark of a row or a column says what its answers belong to; so does the label that a
person sees. Where they contradict each other (a region sorted without its hidden column), nobody
can say which is meant: the answers there count as unanswered.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from rfi.document.form.accounting import Accounting, price_in_words
from rfi.document.form.marks import GRID, OPTIONS, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.cell_text import read_amount
from rfi.document.grid.money_words import amounts_in
from rfi.document.read import Document
from rfi.intake.labels.answered import (
    asked_otherwise,
    rows_of_other_question,
    rows_of_other_unit,
    without_answers,
)
from rfi.intake.labels.contradicted import rewritten
from rfi.intake.labels.seen import SeenLabels, seen_labels
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue, Severity, Worded

_PRICE = ("amount", "amount_low", "amount_high")
_SHOWN = 8
# Sheet and "!", letters of the column, number of the row.
_CELL = re.compile(r"([A-Z]+)([0-9]+)$")
# Keys of a pointer to a field of a row of an offer, the empty one before the first "/" too.
_DEPTH = 6
_COLUMN, _ROW = r"\1", r"\2"


@dataclass(frozen=True, slots=True)
class HeldLabels:
    """An answer held against the labels of its workbook.

    Attributes:
        value: The answer; what stands under a label of something else is unanswered in it.
        issues: What was found.
        accounting: Of the workbook; among the named cells are labels that are not the form's own,
            and answers that stand under them.
        told: Pointers of prices that the issues speak of.
        gone: (offer, business, item) of the rows of prices that the issues say are gone.
    """

    value: Mapping[str, Any]
    issues: tuple[Issue, ...]
    accounting: Accounting | None
    told: frozenset[str]
    gone: frozenset[tuple[int, str, str]] = frozenset()


def _around(left: Iterable[str], places: Iterable[str], part: str) -> tuple[str, ...]:
    """Return the cells that share the row, or the column, of some place on their sheet."""
    found = {_CELL.sub(part, place) for place in places}
    return tuple(sorted(cell for cell in left if _CELL.sub(part, cell) in found))


def _issues(sheet: PrintedSheet, found: SeenLabels, left: Iterable[str]) -> Iterator[Issue]:
    """Yield what the labels of a sheet say; ``left`` are the answers that stay out for it."""
    pointer = f"/offers/{sheet.offer}"
    if found.moved:
        place, _, given, expected = found.moved[0]
        labels = tuple(one[0] for one in found.moved)
        cells = (*labels, *_around(left, labels, _ROW))
        facts = {
            "sheet": sheet.sheet, "given": given, "expected": expected, "cells": cells,
            "count": len({row_id for _, row_id, _, _ in found.moved}),
        }  # fmt: skip
        yield Issue("label_of_other_row", "warning", pointer, place, facts)
    for place, key, given, expected in found.scenarios:
        cells = (place, *_around(left, [place], _COLUMN))
        facts = {"sheet": sheet.sheet, "given": given, "expected": expected, "cells": cells}
        if key.startswith("amount"):
            yield Issue("label_of_other_scenario", "warning", pointer, place, facts)
        else:
            facts = {**facts, "cells": (place,), "count": 1}
            yield Issue("label_changed", "note", pointer, place, facts)
    figures = [place for place, _, given, _ in found.changed if given and read_amount(given)]
    if figures:
        shown = tuple(place.rpartition("!")[2] for place in figures[:_SHOWN])
        facts = {
            "sheet": sheet.sheet, "count": len(figures), "shown": shown,
            "cells": tuple(figures), "offer": sheet.offer,
        }  # fmt: skip
        yield Issue("figure_not_read", "warning", pointer, figures[0], facts)
    words = [(place, given) for place, _, given, _ in found.changed if given and amounts_in(given)]
    words = [one for one in words if one[0] not in figures]
    if words:
        cells = tuple(place for place, _ in words)
        facts = {
            "sheet": sheet.sheet, "count": len(cells), "cells": cells,
            "shown": tuple(place.rpartition("!")[2] for place in cells[:_SHOWN]),
        }  # fmt: skip
        yield price_in_words(facts, [given for _, given in words], sheet.offer)
    if found.missing:
        names = sorted(" ".join(row.labels[:2]) for row in found.missing)
        listed = (*names[:_SHOWN], "…") if len(names) > _SHOWN else tuple(names)
        facts = {"sheet": sheet.sheet, "rows": listed, "count": len(names)}
        # Of prices it is why a total is a lower bound; other answers left out are counted anyway.
        severity: Severity = "warning" if sheet.table == GRID else "note"
        yield Issue("rows_missing", severity, pointer, sheet.sheet, facts)
    if found.changed:
        place, _, given, expected = found.changed[0]
        facts = {
            "sheet": sheet.sheet, "given": given or Worded("fact.label_gone"),
            "expected": expected or "－",
            "cells": tuple(one[0] for one in found.changed), "count": len(found.changed),
        }  # fmt: skip
        yield Issue("label_changed", "note", pointer, place, facts)


def _written(line: Mapping[str, Any]) -> str:
    amounts = [str(line[key]) for key in _PRICE if key in line]
    state = line.get("state")
    title = load_codelist("cell_states").title(state, "ja") if state else ""
    return str(line.get("amount_as_written") or "〜".join(amounts) or title or "－")


def unanswered(line: Mapping[str, Any]) -> dict[str, Any]:
    """Return a cost line without its price; what stood there is kept as it was written."""
    kept = {key: part for key, part in line.items() if key not in {*_PRICE, "state"}}
    return {**kept, "amount_as_written": _written(line)}


@dataclass(frozen=True, slots=True)
class _Without:
    """An offer without the answers that cannot be placed.

    Attributes:
        offer: The offer.
        lines: Positions of the cost lines that are unanswered in it.
        left: Pointers of what was read and is not in it any more.
    """

    offer: Mapping[str, Any]
    lines: tuple[int, ...] = ()
    left: frozenset[str] = frozenset()


def _without(offer: Mapping[str, Any], sheet: PrintedSheet, found: SeenLabels) -> _Without:
    rows = {row_id for _, row_id, _, _ in found.moved}
    home = f"/offers/{sheet.offer}/{'cost_lines' if sheet.table == GRID else sheet.table}"
    if sheet.table == GRID:
        scenarios = {split_column_key(key)[1] for _, key, *_ in found.scenarios if "amount" in key}
        lines = list(offer.get("cost_lines", ()))
        touched: list[int] = []
        for index, line in enumerate(lines):
            cell = f"{line['businesses'][0]}/{line['item']}"
            is_of_sheet = line["line_id"] == f"{line['scenario_id']}.{cell.replace('/', '.')}"
            if is_of_sheet and (cell in rows or line["scenario_id"] in scenarios):
                touched.append(index)
        prices = {index for index in touched if lines[index].keys() & {*_PRICE, "state"}}
        for index in touched:
            lines[index] = unanswered(lines[index])
        left = frozenset(f"{home}/{index}/amount" for index in prices)
        return _Without({**offer, "cost_lines": lines}, tuple(touched), left)
    if sheet.table == OPTIONS and OPTIONS in offer:
        without = [
            unanswered(row) if f"{row['option_id']}/{row['scenario_id']}" in rows else row
            for row in offer[OPTIONS]
        ]
        return _Without({**offer, OPTIONS: without})
    rows.update(row_id for _, row_id, _, _ in rows_of_other_unit(sheet, found))
    offer, gone = without_answers(offer, sheet, rows)
    return _Without(offer, (), gone)


def _cells_of(document: Document, left: frozenset[str]) -> frozenset[str]:
    """Return the cells that were read into what stands at some pointers, or inside of it."""
    return frozenset(
        origin
        for pointer, origin in document.origins.items()
        if "/".join(pointer.split("/")[:_DEPTH]) in left
    )


def hold_labels(document: Document, asked: Questionnaire) -> HeldLabels:
    """Return the answer of a workbook held against its own labels."""
    value = dict(document.value or {})
    issues: list[Issue] = []
    labels: set[str] = set()
    answers: set[str] = set()
    told: set[str] = set()
    gone: set[tuple[int, str, str]] = set()
    for sheet in document.printed:
        found = seen_labels(sheet, asked)
        if sheet.table == GRID:
            rows = (row.row_id.partition("/") for row in found.missing)
            gone.update((sheet.offer, business, item) for business, _, item in rows)
        labels.update(place for place, _, given, _ in found.moved if given)
        labels.update(place for place, _, given, _ in found.changed if given)
        labels.update(place for place, *_ in found.scenarios)
        left: frozenset[str] = frozenset()
        is_there = sheet.offer < len(value.get("offers", ()))
        others = [*rows_of_other_unit(sheet, found), *rows_of_other_question(sheet, found)]
        if is_there:
            issues += asked_otherwise(sheet, found, value["offers"][sheet.offer])
        if is_there and (found.moved or found.scenarios or others):
            offers = list(value["offers"])
            without = _without(offers[sheet.offer], sheet, found)
            offers[sheet.offer] = without.offer
            value["offers"] = offers
            home = f"/offers/{sheet.offer}/cost_lines"
            told.update(f"{home}/{index}/amount" for index in without.lines)
            left = _cells_of(document, without.left)
        rest = [one for one in found.changed if one not in others]
        issues += _issues(sheet, replace(found, changed=rest), left)
        if is_there:
            issues += rewritten(sheet, found, value["offers"][sheet.offer])
        answers |= left
    accounting = _accounting(document.accounting, labels, answers)
    return HeldLabels(value, tuple(issues), accounting, frozenset(told), frozenset(gone))


def _accounting(
    before: Accounting | None, labels: set[str], answers: set[str]
) -> Accounting | None:
    """Return the counts of a workbook with some labels and answers named instead."""
    if before is None or not (labels or answers):
        return before
    form, read = min(len(labels), before.form), min(len(answers), before.read)
    return replace(
        before,
        read=before.read - read,
        form=before.form - form,
        named=before.named + form + read,
        cells=(*before.cells, *sorted(labels | answers)),
    )
