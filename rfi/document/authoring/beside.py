"""The columns at the right: which businesses an item is asked of, how many cases a city has."""

from collections.abc import Iterator, Mapping
from typing import Any

from rfi.document.authoring.cells import found_name, read_circle, used_name, words
from rfi.document.authoring.layout import ASKED_IN, BUSINESSES, ITEMS, SCENARIOS
from rfi.document.authoring.names import parts_of
from rfi.document.authoring.rows import SheetRows
from rfi.document.form.draft import Path
from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written
from rfi.schema.issue import pointer_of

QUESTIONS, VOLUMES = "cost_questions", "volumes"


def _answers(rows: SheetRows, row: int, column: int) -> bool:
    """Tell whether a cell holds what is asked for there; words of one's own are no answer."""
    cell = rows.sheet.sheet.cells.get((row, column))
    if rows.table.cell_field is None:
        return bool(read_circle(cell))
    return cell is not None and cell.kind == "number"


def heads_of(rows: SheetRows) -> Iterator[tuple[int, str]]:
    """Yield (column, id) of the columns that rows of another sheet head; what fails is told."""
    sheet, table = rows.sheet, rows.table
    seen: dict[str, int] = {}
    for column, head in sorted(sheet.heads.items()):
        if column < min(sheet.columns.values()):
            continue
        place = sheet.place(sheet.row, column)
        is_filled = any(_answers(rows, row, column) for row in rows.numbers)
        given = as_written(head).strip()
        if not is_filled and not rows.known[table.headed_by].names.find(given):
            continue
        code = found_name(given, table.headed_by, rows.known, rows.draft, (), place)
        sheet.read.add((sheet.row, column))
        if code in seen:
            rows.draft.add("heading_twice", "error", (), place, given=given)
        elif code is not None:
            seen[code] = column
            yield column, code


def read_questions(rows: SheetRows, ids: Mapping[int, str]) -> None:
    """Read which businesses every cost item is asked of, a question a row."""
    made: list[dict[str, Any]] = []
    rows.draft.value[QUESTIONS] = made
    known, sheet = rows.known[ITEMS], rows.sheet
    heads = list(heads_of(rows))
    used = rows.known[BUSINESSES].used
    for row, item in ids.items():
        path: Path = (QUESTIONS, len(made))
        asked: list[str] = []
        for column, business in heads:
            cell = sheet.cell(row, column)
            is_asked = read_circle(cell)
            place = sheet.place(row, column)
            if is_asked is None and cell is not None:
                given = as_written(cell)
                rows.draft.add("author_circle_unclear", "error", (), place, given=given)
            if cell is not None:
                (sheet.read if business in used else sheet.named).add((row, column))
            if is_asked and business in used:
                asked.append(business)
        title = rows.sheet.place(row, sheet.columns["title"])
        scenarios = _asked_in(rows, row, path)
        if not asked:
            facts = {"title": known.names.title(item)}
            rows.draft.add("author_item_asked_nowhere", "note", (), title, **facts)
            continue
        rows.draft.origins[pointer_of(path)] = title
        asked.sort(key=used.index)
        made.append({"item": item, "businesses": asked, **scenarios})


def _asked_in(rows: SheetRows, row: int, path: Path) -> dict[str, list[str]]:
    """Return the scenarios that a question is asked in; none named are all."""
    column = rows.sheet.columns.get(ASKED_IN, 0)
    cell = rows.sheet.cell(row, column)
    if cell is None:
        return {}
    rows.sheet.read.add((cell.row, cell.column))
    given, place = as_written(cell).strip(), rows.sheet.place(row, column)
    if fold(given).lower() in words("author.nowhere"):
        return {"scenarios": []}
    names = rows.known[SCENARIOS].names
    parts = (given,) if names.find(given) else parts_of(given)
    where = (*path, "scenarios")
    rows.draft.origins[pointer_of(where)] = place
    found = (used_name(part, rows.known, rows.draft, where, place) for part in parts)
    return {"scenarios": [one for one in found if one is not None]}


def read_volumes(rows: SheetRows, ids: Mapping[int, str]) -> None:
    """Read yearly cases of the procedures into the scenarios that head their columns."""
    leaf, scenarios = rows.table.cell_field, rows.draft.value[SCENARIOS]
    used = rows.known[SCENARIOS].used
    for column, scenario in heads_of(rows):
        filled = [
            (row, cell)
            for row in ids
            if (cell := rows.sheet.sheet.cells.get((row, column))) is not None
        ]
        if scenario not in used:
            rows.sheet.named.update((row, column) for row, _ in filled)
            continue
        home = scenarios[used.index(scenario)]
        for row, cell in filled:
            volumes = home.setdefault(VOLUMES, [])
            path: Path = (SCENARIOS, used.index(scenario), VOLUMES, len(volumes))
            volume: dict[str, Any] = {"procedure_id": ids[row]}
            place = rows.sheet.place(row, column)
            is_read = leaf is not None and rows.draft.read_into(volume, cell, leaf, path, place)
            (rows.sheet.read if is_read else rows.sheet.named).add((row, column))
            rows.draft.origins[pointer_of(path)] = place
            volumes.append(volume)
