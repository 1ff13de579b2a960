"""The labels that stand in an answer workbook held against what the questionnaire asks.

The hidden mark of a row or a column says what its answers belong to; so does the label that a
person sees. Where they contradict each other (a region sorted without its hidden column), nobody
can say which is meant: the answers there count as unanswered.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rfi.document.form.accounting import Accounting
from rfi.document.form.marks import GRID, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.cell_text import fold, read_amount
from rfi.document.grid.grid import cell_name
from rfi.document.read import Document
from rfi.intake.form.asked_rows import AskedRow, asked_rows
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue

# Labels by which a person knows the row; the cost sheet's two only together.
_NAMES = frozenset({"book.requirement", "book.text", "book.item", "book.title", "book.kpi"})
_PAIR = frozenset({"book.business", "book.cost_item"})
# What stays of a row whose answer cannot be placed.
_KEPT: Mapping[str, tuple[str, ...]] = {
    "fit_answers": ("requirement_id",),
    "service_levels": ("item_id",),
    "benefit_lines": ("benefit_id", "kpi_id"),
}
_KEYS = {"fit_answers": "requirement_id", "service_levels": "item_id", "benefit_lines": "kpi_id"}
_PRICE = ("amount", "amount_low", "amount_high")
_SHOWN = 8


@dataclass(slots=True)
class _Found:
    """What the labels of one sheet say against its marks."""

    moved: list[tuple[str, str, str, str]] = field(default_factory=list)
    changed: list[tuple[str, str, str]] = field(default_factory=list)
    scenarios: list[tuple[str, str, str, str]] = field(default_factory=list)
    missing: list[AskedRow] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HeldLabels:
    """An answer held against the labels of its workbook.

    Attributes:
        value: The answer; what stands under a label of something else is unanswered in it.
        issues: What was found.
        accounting: Of the workbook, labels that are not the form's own among the named cells.
        told: Pointers of prices that the issues speak of.
    """

    value: Mapping[str, Any]
    issues: tuple[Issue, ...]
    accounting: Accounting | None
    told: frozenset[str]


def _same(given: str, expected: str) -> bool:
    return given == expected or fold(given) == fold(expected)


def _names(keys: tuple[str, ...], labels: tuple[str, ...]) -> set[tuple[str, ...]]:
    """Return the labels that name a row, each with its kind; of costs both in one."""
    by_key = dict(zip(keys, map(fold, labels), strict=True))
    found: set[tuple[str, ...]] = {
        (key, by_key[key]) for key in _NAMES & by_key.keys() if by_key[key]
    }
    if by_key.keys() >= _PAIR:
        found.add((by_key["book.business"], by_key["book.cost_item"]))
    return found


def _look(sheet: PrintedSheet, asked: Questionnaire) -> _Found:
    keys, rows = asked_rows(sheet.table, asked)
    known = {row.row_id: row for row in rows}
    shown = tuple(key for key, _ in sheet.headings)
    owners = _owners(keys, rows)
    found = _Found()
    found.missing = [known[row_id] for row_id in known.keys() - {row[0] for row in sheet.rows}]
    for row_id, number, labels in sheet.rows:
        if row_id not in known:
            continue
        expected = dict(zip(keys, known[row_id].labels, strict=True))
        wrong = [
            (key, column, label)
            for (key, column), label in zip(sheet.headings, labels, strict=True)
            if not _same(label, expected.get(key, ""))
        ]
        if not wrong:
            continue
        own = _names(keys, known[row_id].labels)
        others = [name for name in _names(shown, labels) - own if name in owners]
        for key, column, label in wrong:
            place = cell_name(sheet.sheet, number, column)
            if others and label:
                found.moved.append((place, row_id, label, expected.get(key, "")))
            else:
                found.changed.append((place, label, expected.get(key, "")))
    _look_above(sheet, asked, found)
    return found


def _owners(keys: tuple[str, ...], rows: list[AskedRow]) -> set[tuple[str, ...]]:
    return {name for row in rows for name in _names(keys, row.labels)}


def _look_above(sheet: PrintedSheet, asked: Questionnaire, found: _Found) -> None:
    titles = {fold(one.title): one.scenario_id for one in asked.scenarios.values()}
    for key, column, shown, row in sheet.scenarios:
        scenario = split_column_key(key)[1]
        own = asked.scenarios.get(scenario)
        if own is None or _same(shown, own.title):
            continue
        place = cell_name(sheet.sheet, row, column)
        if fold(shown) in titles:
            found.scenarios.append((place, key, shown, own.title))
        else:
            found.changed.append((place, shown, own.title))


def _issues(sheet: PrintedSheet, found: _Found) -> Iterator[Issue]:
    pointer = f"/offers/{sheet.offer}"
    if found.moved:
        place, _, given, expected = found.moved[0]
        cells = tuple(one[0] for one in found.moved)
        facts = {
            "sheet": sheet.sheet, "given": given, "expected": expected, "cells": cells,
            "count": len({row_id for _, row_id, _, _ in found.moved}),
        }  # fmt: skip
        yield Issue("label_of_other_row", "warning", pointer, place, facts)
    for place, key, given, expected in found.scenarios:
        facts = {"sheet": sheet.sheet, "given": given, "expected": expected, "cells": (place,)}
        if key.startswith("amount"):
            yield Issue("label_of_other_scenario", "warning", pointer, place, facts)
        else:
            yield Issue("label_changed", "note", pointer, place, {**facts, "count": 1})
    figures = [place for place, given, _ in found.changed if given and read_amount(given)]
    if figures:
        shown = tuple(place.rpartition("!")[2] for place in figures[:_SHOWN])
        facts = {
            "sheet": sheet.sheet, "count": len(figures), "shown": shown,
            "cells": tuple(figures), "offer": sheet.offer,
        }  # fmt: skip
        yield Issue("figure_not_read", "warning", pointer, figures[0], facts)
    if found.missing:
        names = sorted(" ".join(row.labels[:2]) for row in found.missing)
        listed = (*names[:_SHOWN], "…") if len(names) > _SHOWN else tuple(names)
        facts = {"sheet": sheet.sheet, "rows": listed, "count": len(names)}
        yield Issue("rows_missing", "note", pointer, sheet.sheet, facts)
    if found.changed:
        place, given, expected = found.changed[0]
        facts = {
            "sheet": sheet.sheet, "given": given or "－", "expected": expected or "－",
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


def _without(
    offer: Mapping[str, Any], sheet: PrintedSheet, found: _Found
) -> tuple[dict[str, Any], list[int]]:
    """Return an offer without the answers that cannot be placed, and the lines it touches."""
    rows = {row_id for _, row_id, _, _ in found.moved}
    scenarios = {split_column_key(key)[1] for _, key, *_ in found.scenarios if "amount" in key}
    touched: list[int] = []
    if sheet.table == GRID:
        lines = list(offer.get("cost_lines", ()))
        for index, line in enumerate(lines):
            home = f"{line['businesses'][0]}/{line['item']}"
            is_of_sheet = line["line_id"] == f"{line['scenario_id']}.{home.replace('/', '.')}"
            if is_of_sheet and (home in rows or line["scenario_id"] in scenarios):
                lines[index] = unanswered(line)
                touched.append(index)
        return {**offer, "cost_lines": lines}, touched
    key = _KEYS.get(sheet.table)
    if key is None or sheet.table not in offer:
        return dict(offer), touched
    kept = _KEPT[sheet.table]
    answers = [
        {name: row[name] for name in kept if name in row} if row[key] in rows else row
        for row in offer[sheet.table]
    ]
    return {**offer, sheet.table: answers}, touched


def hold_labels(document: Document, asked: Questionnaire) -> HeldLabels:
    """Return the answer of a workbook held against its own labels."""
    value = dict(document.value or {})
    issues: list[Issue] = []
    cells: set[str] = set()
    told: set[str] = set()
    for sheet in document.printed:
        found = _look(sheet, asked)
        issues += _issues(sheet, found)
        cells.update(place for place, _, given, _ in found.moved if given)
        cells.update(place for place, given, _ in found.changed if given)
        cells.update(place for place, *_ in found.scenarios)
        is_there = sheet.offer < len(value.get("offers", ()))
        if is_there and (found.moved or found.scenarios):
            offers = list(value["offers"])
            offers[sheet.offer], touched = _without(offers[sheet.offer], sheet, found)
            value["offers"] = offers
            home = f"/offers/{sheet.offer}/cost_lines"
            told.update(f"{home}/{index}/amount" for index in touched)
    accounting = _accounting(document.accounting, cells)
    return HeldLabels(value, tuple(issues), accounting, frozenset(told))


def _accounting(before: Accounting | None, cells: set[str]) -> Accounting | None:
    if before is None or not cells:
        return before
    count = min(len(cells), before.form)
    return replace(
        before,
        form=before.form - count,
        named=before.named + count,
        cells=(*before.cells, *sorted(cells)),
    )
