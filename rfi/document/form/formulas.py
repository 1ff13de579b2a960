"""Formulas behind the figures that were read: links to other books, circles, old results."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rfi.document.form.sheets import FoundSheets
from rfi.document.grid.grid import Grid, Sheet, cell_name
from rfi.document.xlsx.shared_formula import column_number
from rfi.schema.issue import Issue

# A sheet's name (with the book's in brackets), then a cell or a range.
_REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\s'!+\-*/^&=<>(),;:{}\"]+))!)?"
    r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})(?::\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6}))?(?![\w(])"
)
_TEXT = re.compile(r'"[^"]*"')
_LINK = re.compile(r"\[[^\[\]]+\][^\[\]!]*!")
# Formulas beyond which ranges are looked at as their corners only.
_MAX_FORMULAS = 2000
_SHOWN = 8

Node = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class _Area:
    sheet: str
    top: int
    left: int
    bottom: int
    right: int

    def holds(self, node: Node) -> bool:
        return (
            node[0] == self.sheet
            and self.top <= node[1] <= self.bottom
            and self.left <= node[2] <= self.right
        )


def _areas(formula: str, home: str) -> Iterator[_Area]:
    for match in _REFERENCE.finditer(_TEXT.sub('""', formula)):
        sheet = (match[1] or match[2] or home).replace("''", "'").lower()
        row, column = int(match[4]), column_number(match[3])
        last_row, last_column = row, column
        if match[5]:
            last_row, last_column = int(match[6]), column_number(match[5])
        yield _Area(
            sheet, min(row, last_row), min(column, last_column),
            max(row, last_row), max(column, last_column),
        )  # fmt: skip


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
    for area in _areas(*formulas[node]):
        if area.top == area.bottom and area.left == area.right:
            one = (area.sheet, area.top, area.left)
            found |= {one} & formulas.keys()
        elif len(formulas) <= _MAX_FORMULAS:
            found.update(other for other in formulas if area.holds(other))
        else:
            found |= {(area.sheet, area.top, area.left), (area.sheet, area.bottom, area.right)}
    return found & formulas.keys()


def _told(code: str, cells: list[Node], names: Mapping[str, str]) -> Issue:
    places = tuple(cell_name(names[sheet], row, column) for sheet, row, column in cells)
    shown = (*places[:_SHOWN], "…") if len(places) > _SHOWN else places
    facts = {"shown": shown, "count": len(places), "cells": places}
    if code == "formula_circular":
        return Issue("formula_circular", "warning", "", places[0], facts)
    if code == "formula_linked":
        return Issue("formula_linked", "note", "", places[0], facts)
    return Issue("workbook_calculated_by_hand", "note", "", places[0], facts)


def formulas_of(grid: Grid, found: FoundSheets) -> Iterator[Issue]:
    """Yield what is doubtful of the formulas behind the cells that were read."""
    read = sorted(
        (marked.sheet.name.lower(), *at)
        for marked in found.marked
        for at in marked.read
        if marked.sheet.cells[at].formula
    )
    if not read:
        return
    names = {marked.sheet.name.lower(): marked.sheet.name for marked in found.marked}
    cells = {marked.sheet.name.lower(): marked.sheet.cells for marked in found.marked}
    linked = [node for node in read if _LINK.search(cells[node[0]][node[1:]].formula)]
    if linked:
        yield _told("formula_linked", linked, names)
    circles = circular(grid.sheets)
    round_about = [node for node in read if node in circles]
    if round_about:
        yield _told("formula_circular", round_about, names)
    if grid.is_manual:
        yield _told("workbook_calculated_by_hand", read, names)
