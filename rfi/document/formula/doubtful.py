"""What is doubtful of figures behind formulas: links to other books, circles, stale results."""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from rfi.document.formula.arithmetic import StoredValues
from rfi.document.formula.references import Node, areas_of
from rfi.document.grid.grid import Grid, Sheet, SheetCell, cell_name
from rfi.schema.issue import Issue
from rfi.text.numbers import all_digits

_LINK = re.compile(r"\[[^\[\]]+\][^\[\]!]*!")
# Functions whose result hangs on the moment, or on chance.
_VOLATILE = re.compile(r"(?<![\w.])(?:RAND|RANDBETWEEN|RANDARRAY|TODAY|NOW)\(", re.IGNORECASE)
# Formulas beyond which ranges are looked at as their corners only.
_MAX_FORMULAS = 2000
_SHOWN = 8
NONE: Mapping[str, str] = MappingProxyType({})
# Stale results told one by one, each with its place; the rest are told together.
_MAX_STALE = 50
# A result that differs by less is the same: a spreadsheet adds in another order.
_SAME = 1e-9


def circular(sheets: tuple[Sheet, ...]) -> frozenset[Node]:
    """Return the formulas on a circle of references, or between two, by lower-case sheet name."""
    formulas: dict[Node, tuple[str, str]] = {
        (sheet.name.lower(), *at): (cell.formula, sheet.name.lower())
        for sheet in sheets
        for at, cell in sheet.cells.items()
        if cell.formula
    }
    targets = {node: _targets(node, formulas) for node in formulas}
    # What nothing refers to, or what refers to nothing, is on no circle; what is left is.
    while targets:
        named = set().union(*targets.values())
        kept = {
            node: found & targets.keys()
            for node, found in targets.items()
            if node in named and found & targets.keys()
        }
        if len(kept) == len(targets):
            break
        targets = kept
    return frozenset(targets)


def _targets(node: Node, formulas: Mapping[Node, tuple[str, str]]) -> set[Node]:
    found: set[Node] = set()
    for area in areas_of(*formulas[node]):
        if area.is_cell:
            one = (area.sheet, area.top, area.left)
            found |= {one} & formulas.keys()
        elif len(formulas) <= _MAX_FORMULAS:
            found.update(other for other in formulas if area.holds(other))
        else:
            found |= {(area.sheet, area.top, area.left), (area.sheet, area.bottom, area.right)}
    return found & formulas.keys()


def _told(
    code: str, cells: list[Node], names: Mapping[str, str], pointers: Mapping[str, str] = NONE
) -> Issue:
    places = tuple(cell_name(names[sheet], row, column) for sheet, row, column in cells)
    shown = (*places[:_SHOWN], "…") if len(places) > _SHOWN else places
    facts = {"shown": shown, "count": len(places), "cells": places}
    if code in {"formula_circular", "formula_volatile"}:
        found = tuple(pointers.get(place, "") for place in places)
        facts = {**facts, "pointers": found, "origins": places}
        return Issue(code, "warning", found[0], places[0], facts)
    if code == "formula_linked":
        return Issue("formula_linked", "note", "", places[0], facts)
    return Issue("workbook_calculated_by_hand", "note", "", places[0], facts)


def _stale(
    read: Iterable[Node], cells: Mapping[Node, SheetCell], sheets: tuple[Sheet, ...]
) -> Iterator[tuple[Node, float, float]]:
    """Yield (cell, stored result, result worked out) where the two are not the same."""
    values = StoredValues(sheets)
    for node in read:
        cell = cells[node]
        if cell.kind != "number" or isinstance(cell.value, str):
            continue
        stored, found = float(cell.value), values.result(cell.formula, node[0])
        if found is not None and not math.isclose(stored, found, rel_tol=_SAME, abs_tol=_SAME):
            yield node, stored, found


def _tell_stale(
    found: list[tuple[Node, float, float]], names: Mapping[str, str], pointers: Mapping[str, str]
) -> Iterator[Issue]:
    """Yield an issue for each stale result, at the place of what was read from its cell."""
    for number, ((sheet, row, column), stored, result) in enumerate(found):
        place = cell_name(names[sheet], row, column)
        more = found[number:] if number == _MAX_STALE else found[number : number + 1]
        places = tuple(cell_name(names[one[0]], *one[1:]) for one, _, _ in more)
        pointer = "/offers" if len(more) > 1 and pointers else pointers.get(place, "")
        facts = {
            "given": all_digits(stored), "result": all_digits(result),
            "cells": places, "count": len(places),
        }  # fmt: skip
        yield Issue("formula_stale", "warning", pointer, place, facts)
        if number == _MAX_STALE:
            return


def formulas_of(
    grid: Grid, read: Mapping[str, Iterable[tuple[int, int]]], pointers: Mapping[str, str]
) -> Iterator[Issue]:
    """Yield what is doubtful of the formulas behind the cells that were read.

    Args:
        grid: The workbook.
        read: Name of a sheet → (row, column) of its cells that were read.
        pointers: Name of a cell → JSON pointer of what was read from it, in an answer.
    """
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    names = {name.lower(): name for name in read}
    cells = {
        (name.lower(), *at): sheets[name].cells[at]
        for name, places in read.items()
        for at in places
        if at in sheets[name].cells and sheets[name].cells[at].formula
    }
    if not cells:
        return
    behind = sorted(cells)
    linked = [node for node in behind if _LINK.search(cells[node].formula)]
    if linked:
        yield _told("formula_linked", linked, names)
    volatile = [node for node in behind if _VOLATILE.search(cells[node].formula)]
    if volatile:
        yield _told("formula_volatile", volatile, names, pointers)
    circles = circular(grid.sheets)
    round_about = [node for node in behind if node in circles]
    if round_about:
        yield _told("formula_circular", round_about, names, pointers)
    plain = [node for node in behind if node not in circles]
    yield from _tell_stale(list(_stale(plain, cells, grid.sheets)), names, pointers)
    if grid.is_manual:
        yield _told("workbook_calculated_by_hand", behind, names)
