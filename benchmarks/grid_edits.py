"""A filled form as cells, and what people do to it: typing, moving, deleting, touching marks.

Each edit takes a grid and a source of chance and returns the changed grid and what was done. The
cells are changed in memory, without a file, so that thousands of edits cost seconds.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from rfi.document.form.marks import NOT_DATA, PREFIX
from rfi.document.grid.grid import Grid, Sheet, SheetCell, cell_name
from rfi.document.read import Document, document_of_grid
from rfi.intake.rules.checked import CheckedResponse, check_response
from rfi.scenario.questionnaire import Questionnaire

At = tuple[int, int]
Edited = tuple[Grid, str]
Edit = Callable[[Grid, Random], Edited]
_TYPED = (1, 7, 99.5, 1905, 12_345, 1_000_000)
_WORDS = (
    "", "-", "rfi:1.0.0:form:0", "rfi:1.0.0:cost_grid:0", "rfi:1.0.0:cost_grid:1", "rfi:x",
    "rfi:1.0.0:cost_grid:99999999999999", "rfi:9.0.0:form:0", "rfi:1.9.0:form:0", "amount@S1",
    "amount@S2", "amount@", "amount", "note@S1", "note", "value@0", "value@1", "value@x", "unit",
    "currency", "tax", "months", "quantity", "line_id", "B01/I03", "B02/I03", "B02/R01", "B99/I03",
    "defaults", "vendor.name", "offers.title", "offers.contract_months", "Q-1", "SL1", "K2", "@",
    "１２", "=1+1", "あ",
)  # fmt: skip
# Tables into which a vendor writes rows of its own: who deletes one takes an answer back.
_FREE_ROWS = re.compile(
    r"rfi:[0-9.]+:(?:cost_lines|discount_lines|stated_totals|vendor_assumptions|cost_tiers|"
    r"bundle_weights|benefit_lines):"
)
_TEXTS = frozenset({
    "note", "label", "text", "topic", "title", "summary", "name", "name_en", "amount_as_written",
    "publisher", "department", "person", "email", "phone", "exclusions", "evidence_body",
    "value_text", "volume_unit", "quantity_unit", "line_id", "benefit_id", "discount_id",
})  # fmt: skip


@dataclass(frozen=True)
class Sound:
    """A filled form as it was sent out, and what it says."""

    asked: Questionnaire
    grid: Grid
    checked: CheckedResponse

    @property
    def figures(self) -> Counter[str]:
        """What counts in it."""
        return figures_of(self.checked)


def read(asked: Questionnaire, grid: Grid) -> CheckedResponse:
    """Return the answer in a grid, held against the questionnaire."""
    document: Document = document_of_grid("fuzz.xlsx", grid)
    return check_response(document, asked)


def sound(asked: Questionnaire, grid: Grid) -> Sound:
    """Return a form with what it says."""
    return Sound(asked, grid, read(asked, grid))


def _leaves(value: object, path: str) -> Iterator[str]:
    if isinstance(value, Mapping):
        for key, part in value.items():
            if key not in _TEXTS:
                yield from _leaves(part, f"{path}.{key}")
    elif isinstance(value, list):
        for part in value:
            yield from _leaves(part, path)
    else:
        yield f"{path}={value!r}"


def _rows(offer: Mapping[str, Any]) -> Iterator[str]:
    for kind, rows in offer.items():
        if not isinstance(rows, list):
            yield from _leaves(rows, kind) if kind not in _TEXTS else ()
            continue
        for row in rows:
            names = sorted(_leaves(row, "")) if isinstance(row, Mapping) else [repr(row)]
            yield f"{kind}:{names}"


def figures_of(checked: CheckedResponse) -> Counter[str]:
    """Return all that counts in an answer, without free texts, in no order."""
    value = checked.value or {}
    found = Counter(_leaves({k: v for k, v in value.items() if k != "offers"}, ""))
    for index, offer in enumerate(value.get("offers", ())):
        found.update(f"{index}:{row}" for row in _rows(offer))
    return found


def told(checked: CheckedResponse) -> Counter[tuple[str, str]]:
    """Return how often each code was raised, by severity."""
    return Counter((issue.code, issue.severity) for issue in checked.issues)


def is_named(checked: CheckedResponse, place: str) -> bool:
    """Tell whether an issue names a cell, alone or among others."""
    sheet, _, cell = place.rpartition("!")
    for issue in checked.issues:
        cells = issue.params.get("cells", ())
        if issue.origin == place or (isinstance(cells, tuple) and _holds(cells, sheet, cell)):
            return True
    return False


def _holds(cells: tuple[object, ...], sheet: str, cell: str) -> bool:
    for one in map(str, cells):
        home, _, span = one.rpartition("!")
        first, _, last = span.partition(":")
        if home == sheet and (first == cell or (last and _between(first, last, cell))):
            return True
    return False


def _between(first: str, last: str, cell: str) -> bool:
    def at(name: str) -> tuple[int, int]:
        letters = name.rstrip("0123456789")
        column = 0
        for letter in letters:
            column = column * 26 + ord(letter) - 64
        return int(name[len(letters) :]), column

    (top, left), (bottom, right), (row, column) = at(first), at(last), at(cell)
    return top <= row <= bottom and left <= column <= right


# --- edits of one sheet --------------------------------------------------------------------------


def _with_cells(grid: Grid, index: int, cells: Mapping[At, SheetCell], **more: object) -> Grid:
    sheets = list(grid.sheets)
    placed = {at: replace(cell, row=at[0], column=at[1]) for at, cell in cells.items()}
    changes: dict[str, Any] = {"cells": placed, **more}
    sheets[index] = replace(sheets[index], **changes)
    return replace(grid, sheets=tuple(sheets))


def _size(sheet: Sheet) -> At:
    rows, columns = zip(*sheet.cells, strict=True) if sheet.cells else ((1,), (1,))
    return max(rows), max(columns)


def typed_number(grid: Grid, chance: Random) -> tuple[Grid, str]:
    """Type a number into a free cell, most often near others; the place is returned."""
    index = chance.randrange(len(grid.sheets))
    sheet = grid.sheets[index]
    rows, columns = _size(sheet)
    while True:
        at = (chance.randint(1, rows + 4), chance.randint(1, columns + 4))
        if at not in sheet.cells and not _is_under_merge(sheet, at):
            break
    value = chance.choice(_TYPED)
    cell: SheetCell = SheetCell(*at, "number", value)
    return _with_cells(grid, index, {**sheet.cells, at: cell}), cell_name(sheet.name, *at)


def _is_under_merge(sheet: Sheet, at: At) -> bool:
    return any(
        top <= at[0] <= bottom and left <= at[1] <= right
        for top, left, bottom, right in sheet.merged
    )


Order = list[int]


def _reordered(grid: Grid, index: int, axis: int, order: Order) -> Grid:
    """Return the grid with the rows or columns of one sheet taken in an order of old numbers."""
    sheet = grid.sheets[index]
    lines: dict[int, list[tuple[At, SheetCell]]] = {}
    for at, cell in sheet.cells.items():
        lines.setdefault(at[axis], []).append((at, cell))
    cells: dict[At, SheetCell] = {}
    merged = []
    for new, old in enumerate(order, start=1):
        for at, cell in lines.get(old, ()):
            cells[(new, at[1]) if axis == 0 else (at[0], new)] = cell
    first_new = {old: new for new, old in reversed(list(enumerate(order, start=1)))}
    for area in sheet.merged:
        is_flat = area[axis] == area[axis + 2]
        if is_flat and area[axis] in first_new:
            new = first_new[area[axis]]
            merged.append(
                (new, area[1], new, area[3]) if axis == 0 else (area[0], new, area[2], new)
            )
        elif axis == 1 and order == sorted(order):
            merged.append(area)
    return _with_cells(grid, index, cells, merged=tuple(merged))


def _is_form_row(sheet: Sheet, row: int) -> bool:
    """Tell whether a row is the form's: a vendor's own rows are its to delete and to repeat."""
    first = next((c for c in sheet.cells.values() if str(c.value).startswith(PREFIX)), None)
    if first is None or row <= first.row:
        return True
    is_free = _FREE_ROWS.match(str(first.value)) is not None
    marked = sheet.cells.get((row, first.column))
    return not is_free or (marked is not None and marked.value == NOT_DATA)


def rearranged(grid: Grid, chance: Random) -> Edited:
    """Insert, delete, move, copy, hide or strike a row, a column or a sheet."""
    kind = chance.choice(["row", "column", "row", "column", "row", "column", "sheet"])
    if kind == "sheet":
        return _sheet_edit(grid, chance)
    index = chance.randrange(len(grid.sheets))
    sheet = grid.sheets[index]
    axis = 0 if kind == "row" else 1
    last = _size(sheet)[axis]
    line = chance.randint(1, last)
    action = chance.choice(["insert", "delete", "move", "copy", "sort", "hide", "strike"])
    if action in {"delete", "copy"} and axis == 0 and not _is_form_row(sheet, line):
        action = "move"
    order = list(range(1, last + 1))
    other = chance.randint(1, last)
    name = f"{action} {kind} {line} ({other}) of {sheet.name}"
    if action == "insert":
        order.insert(line - 1, 0)
    elif action == "delete":
        order.remove(line)
    elif action == "move":
        order.insert(other - 1, order.pop(line - 1))
    elif action == "copy":
        order.insert(other - 1, line)
    elif action == "sort":
        return _swapped(grid, index, axis, line, other), name
    elif action == "hide":
        hidden: dict[str, Any] = (
            {"hidden_rows": frozenset({line})} if axis == 0 else {"hidden_columns": ((line, line),)}
        )
        return _with_cells(grid, index, sheet.cells, **hidden), name
    else:
        struck = {
            at: replace(cell, struck="whole") if at[axis] == line else cell
            for at, cell in sheet.cells.items()
        }
        return _with_cells(grid, index, struck), name
    return _reordered(grid, index, axis, order), name


def _swapped(grid: Grid, index: int, axis: int, line: int, other: int) -> Grid:
    """Swap two rows or columns, but not their marks: a region sorted without the hidden cells."""
    sheet = grid.sheets[index]
    change = {line: other, other: line}
    cells = {}
    for at, cell in sheet.cells.items():
        is_mark = at[1 - axis] == 1
        here = at[axis] if is_mark else change.get(at[axis], at[axis])
        cells[(here, at[1]) if axis == 0 else (at[0], here)] = cell
    return _with_cells(grid, index, cells)


def _sheet_edit(grid: Grid, chance: Random) -> Edited:
    index = chance.randrange(len(grid.sheets))
    sheets = list(grid.sheets)
    sheet = sheets[index]
    action = chance.choice(["delete", "copy", "hide", "move", "rename", "strike"])
    if action == "delete":
        del sheets[index]
    elif action == "copy":
        sheets.insert(chance.randint(0, len(sheets)), replace(sheet, name=f"{sheet.name} (2)"))
    elif action == "hide":
        sheets[index] = replace(sheet, is_hidden=not sheet.is_hidden)
    elif action == "move":
        sheets.insert(chance.randrange(len(sheets)), sheets.pop(index))
    elif action == "rename":
        sheets[index] = replace(sheet, name="見積")
    else:
        struck = {at: replace(cell, struck="whole") for at, cell in sheet.cells.items()}
        sheets[index] = replace(sheet, cells=struck)
    return replace(grid, sheets=tuple(sheets)), f"{action} sheet {sheet.name}"


def remarked(grid: Grid, chance: Random) -> Edited:
    """Change one mark, in the row or the column of marks, to anything."""
    index = chance.choice([n for n, sheet in enumerate(grid.sheets) if sheet.name != "_lists"])
    sheet = grid.sheets[index]
    marks = sorted(at for at in sheet.cells if 1 in at)
    at = chance.choice(marks)
    others: list[str | float] = [0, 5, 1e300, -1, True]
    new = chance.choice([*_WORDS, *others, *[str(sheet.cells[m].value) for m in marks]])
    cells = dict(sheet.cells)
    del cells[at]
    if isinstance(new, bool):
        cells[at] = SheetCell(*at, "boolean", new)
    elif not isinstance(new, str):
        cells[at] = SheetCell(*at, "number", new)
    elif new:
        cells[at] = SheetCell(*at, "text", new)
    place = cell_name(sheet.name, *at)
    return _with_cells(grid, index, cells), f"{place} from {sheet.cells[at].value!r} to {new!r}"


# --- what must hold ------------------------------------------------------------------------------


def _unbalanced(grid: Grid, checked: CheckedResponse) -> str:
    accounting = checked.document.accounting
    cells = sum(len(sheet.cells) for sheet in grid.sheets)
    if accounting is not None and accounting.total != cells:
        return f"{accounting.total} cells accounted for of {cells}"
    return ""


def fault_of_typing(base: Sound, chance: Random) -> str:
    """Type a number; return what is wrong when it neither counts nor is named."""
    grid, place = typed_number(base.grid, chance)
    checked = read(base.asked, grid)
    # Of a held answer the cell is read where a value comes from it.
    is_read = (
        place in checked.document.origins.values()
        if checked.value is None
        else figures_of(checked) != base.figures
    )
    is_fine = is_read or is_named(checked, place)
    return _unbalanced(grid, checked) or ("" if is_fine else f"{place} is neither read nor named")


def _fault_of(base: Sound, edited: Edited) -> str:
    grid, name = edited
    checked = read(base.asked, grid)
    if unbalanced := _unbalanced(grid, checked):
        return f"{name}: {unbalanced}"
    is_equal = checked.value is not None and figures_of(checked) == base.figures
    is_told = bool(told(checked) - told(base.checked))
    return "" if is_equal or is_told else f"{name}: figures differ and nothing is told"


def fault_of_rearranging(base: Sound, chance: Random) -> str:
    """Rearrange; return what is wrong when figures differ and nothing is told."""
    return _fault_of(base, rearranged(base.grid, chance))


def fault_of_marks(base: Sound, chance: Random) -> str:
    """Touch a mark; return what is wrong when figures differ and nothing is told."""
    return _fault_of(base, remarked(base.grid, chance))
