"""Bytes of an .xlsx → a Grid and what is to be said about it.

Guard, then parse, then build.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rfi.document.grid.clean_text import clean_text
from rfi.document.grid.grid import CellKind, Grid, Remark, Sheet, SheetCell, Struck, cell_name
from rfi.document.guard.guard import guard_workbook
from rfi.document.xlsx.behind import area_of
from rfi.document.xlsx.bounds import MAX_NOTES
from rfi.document.xlsx.parse import parse_workbook
from rfi.document.xlsx.stored_value import BOOLEAN, DATE, ERROR, NO_VALUE, NUMBER, TEXT
from rfi.schema.issue import Issue

_KINDS: Mapping[str, CellKind] = {
    NUMBER: "number",
    TEXT: "text",
    BOOLEAN: "boolean",
    DATE: "date",
    ERROR: "error",
    NO_VALUE: "formula_without_value",
}
_BY_INDEX = frozenset({TEXT, ERROR})


@dataclass(slots=True)
class _Building:
    """What the child found, on its way to a Grid."""

    texts: Sequence[str]
    formats: Sequence[str]
    struck_texts: Mapping[int, Struck]
    struck_styles: frozenset[int]
    issues: list[Issue] = field(default_factory=list)
    changed: dict[int, str] = field(default_factory=dict)
    noted: int = 0

    def clean_texts(self) -> None:
        """Clean all texts and keep where a change was made."""
        cleaned = []
        for index, text in enumerate(self.texts):
            clean, code = clean_text(text)
            cleaned.append(clean)
            if code:
                self.changed[index] = code
        self.texts = cleaned

    def note_change(self, index: int, place: str) -> None:
        """Say at a cell that its text was changed."""
        self.noted += 1
        if self.noted <= MAX_NOTES:
            code = self.changed[index]
            self.issues.append(
                Issue(code, "note" if code == "text_normalized" else "warning", "", place)
            )

    def cells(self, raw: Mapping[str, Any], name: str) -> dict[tuple[int, int], SheetCell]:
        """Return the cells of one sheet."""
        texts, formats, changed = self.texts, ("", *self.formats), self.changed
        struck_texts, struck_styles = self.struck_texts, self.struck_styles
        found = {}
        columns = (raw[key] for key in ("rows", "columns", "kinds", "values", "formulas", "styles"))
        for row, column, kind, value, formula, style in zip(*columns, strict=True):
            struck: Struck = "whole" if style in struck_styles else ""
            if kind in _BY_INDEX:
                struck = struck or struck_texts.get(value, "")
                if value in changed:
                    self.note_change(value, cell_name(name, row, column))
                value = texts[value]  # noqa: PLW2901 - the text instead of its index
            found[row, column] = SheetCell(
                row,
                column,
                _KINDS[kind],
                value,
                texts[formula] if formula >= 0 else "",
                formats[style + 1] if style + 1 < len(formats) else "",
                struck,
            )
        return found

    def sheet(self, raw: Mapping[str, Any]) -> Sheet:
        """Return one sheet and note what was left out of it."""
        name = clean_text(raw["name"])[0]
        if raw["stray"]:
            self.issues.append(Issue("workbook_stray_cells", "warning", "", raw["stray"]))
        return Sheet(
            name,
            self.cells(raw, name),
            tuple((int(a), int(b), int(c), int(d)) for a, b, c, d in raw["merged"]),
            bool(raw["hidden"]),
            bool(raw["stray"]),
            frozenset(map(int, raw["hidden_rows"])),
            tuple((int(first), int(last)) for first, last in raw["hidden_columns"]),
            tuple(
                Remark(int(row), int(column), kind, clean_text(words)[0])
                for row, column, kind, words in raw["remarks"]
            ),
            tuple(
                (*area, str(style))
                for reference, style in raw["otherwise"]
                if (area := area_of(reference)) is not None
            ),
        )


def _built(written: bytes) -> tuple[Grid | None, tuple[Issue, ...]]:
    """Return the Grid of what the parser wrote."""
    raw = json.loads(written)
    if "refused" in raw:
        code, origin, params = raw["refused"]
        return None, (Issue(code, "error", "", origin, params),)
    struck = {int(index): kind for index, kind in raw["struck_texts"]}
    building = _Building(raw["texts"], raw["formats"], struck, frozenset(raw["struck_styles"]))
    building.clean_texts()
    sheets = tuple(building.sheet(sheet) for sheet in raw["sheets"])
    if raw["is_uncalculated"]:
        computed = next(
            (
                cell_name(sheet.name, *at)
                for sheet in sheets
                for at, cell in sheet.cells.items()
                if cell.formula and cell.kind != "formula_without_value"
            ),
            "",
        )
        if computed:
            building.issues.append(Issue("workbook_not_recalculated", "note", "", computed))
    if building.noted > MAX_NOTES:
        more = {"count": building.noted - MAX_NOTES}
        building.issues.append(Issue("workbook_more_changed_texts", "note", params=more))
    grid = Grid(sheets, bool(raw["uses_1904"]), bool(raw["is_manual"]))
    return grid, tuple(building.issues)


def read_grid(data: bytes) -> tuple[Grid | None, tuple[Issue, ...]]:
    """Return (grid, issues); the grid is None when an issue is an error.

    Called in the reading child: a file that brings the parser down brings down nothing else.
    """
    notes = guard_workbook(data)
    if any(issue.severity == "error" for issue in notes):
        return None, notes
    grid, issues = _built(parse_workbook(data))
    return grid, (*notes, *issues)
