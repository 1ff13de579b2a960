"""An authoring workbook → the questionnaire in it, every fault at its cell."""

from collections.abc import Mapping
from typing import Any

from rfi.document.authoring.accounting import account_for
from rfi.document.authoring.beside import read_questions, read_volumes
from rfi.document.authoring.cells import Known, read_field, used_name
from rfi.document.authoring.layout import (
    BUSINESSES,
    COVER,
    DEFAULT_SCENARIO,
    ID_KEYS,
    ITEMS,
    PROCEDURES,
    SCENARIOS,
    USE,
    cover_rows,
    tables,
)
from rfi.document.authoring.rows import SheetRows
from rfi.document.authoring.sheets import AskedSheet, find_asked_sheets
from rfi.document.form.answer_book import BookAnswer
from rfi.document.form.draft import Draft, Path
from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import Grid
from rfi.schema.issue import pointer_of
from rfi.schema.upgrade import current_version

_SHOWN = 8


class _Reader:
    """Reads the sheets one after the other into one draft."""

    def __init__(self, sheets: Mapping[str, AskedSheet], draft: Draft) -> None:
        self._sheets, self._draft = sheets, draft
        self._known: dict[str, Known] = {}

    def read(self) -> None:
        value = self._draft.value
        value["schema_version"] = current_version("questionnaire")
        for table in tables():
            if table in self._sheets:
                rows = SheetRows(self._sheets[table], tables()[table], self._draft, self._known)
                rows.find()
                self._read_rows(rows)
        self._read_cover(self._sheets[COVER])

    def _read_rows(self, rows: SheetRows) -> None:
        name, key, made = rows.table.name, rows.table.id_key, self._array(rows.table.name)
        numbers, seen = rows.free_numbers(), set[str]()
        ids: dict[int, str] = {}
        for row in rows.numbers:
            path: Path = (name, len(made))
            business = self._business(rows, row, path)
            if business is None:
                continue
            value = {**rows.read(row, path), **business}
            if key:
                if key not in value:
                    value[key] = numbers.next(value)
                    rows.unnumbered.append(row)
                if value[key] in seen:
                    self._repeated(rows, row, value, ids)
                    continue
                seen.add(value[key])
                ids[row] = value[key]
            place = rows.sheet.place(row, rows.sheet.columns.get("title", rows.sheet.columns[USE]))
            self._draft.origins[pointer_of(path)] = place
            made.append(value)
        self._known[name] = rows.called(ids)
        self._tell_numbers(rows)
        self._tell_left_out(rows)
        if name == ITEMS:
            read_questions(rows, ids)
        elif name == PROCEDURES:
            read_volumes(rows, ids)

    def _business(self, rows: SheetRows, row: int, path: Path) -> dict[str, str] | None:
        """Return the business that a row names, as its field; None where that is not used."""
        column = next((one for one in rows.table.columns if one.refers_to == BUSINESSES), None)
        code = rows.referred(row, column, path) if column else None
        if column is None or not code:
            return {}
        known = self._known[BUSINESSES]
        if code in known.used:
            return {column.key: code}
        rows.left_out[row] = known.names.title(code)
        return None

    def _array(self, name: str) -> list[dict[str, Any]]:
        made: list[dict[str, Any]] = []
        self._draft.value[name] = made
        return made

    def _repeated(
        self, rows: SheetRows, row: int, value: Mapping[str, Any], ids: dict[int, str]
    ) -> None:
        """Take a further question of the same cost item; any other repeated id is an error."""
        key = rows.table.id_key
        first = next(one for one in self._draft.value[rows.table.name] if one[key] == value[key])
        is_same = all(first.get(name) == given for name, given in value.items())
        if rows.table.name == ITEMS and is_same:
            ids[row] = value[key]
            return
        place = rows.sheet.place(row, rows.sheet.columns[key])
        self._draft.add("duplicate_id", "error", (), place, id=value[key])

    def _tell_numbers(self, rows: SheetRows) -> None:
        if rows.unnumbered:
            column = rows.sheet.columns.get(rows.table.id_key, rows.sheet.first)
            place = rows.sheet.place(min(rows.unnumbered), column)
            facts = {"sheet": rows.sheet.sheet.name, "count": len(rows.unnumbered)}
            self._draft.add("author_numbers_given", "note", (), place, **facts)

    def _tell_left_out(self, rows: SheetRows) -> None:
        """Name the rows of businesses that are not used."""
        left_out = rows.left_out
        if not left_out:
            return
        titles = tuple(dict.fromkeys(left_out.values()))
        facts = {
            "sheet": rows.sheet.sheet.name, "count": len(left_out),
            "titles": (*titles[:_SHOWN], "…") if len(titles) > _SHOWN else titles,
        }  # fmt: skip
        column = rows.sheet.columns["business"]
        place = rows.sheet.place(min(left_out), column)
        self._draft.add("author_business_not_used", "note", (), place, **facts)
        rows.sheet.named.update(at for at in rows.sheet.sheet.cells if at[0] in left_out)

    def _read_cover(self, sheet: AskedSheet) -> None:
        column = sheet.columns["value"]
        for (row, at), cell in sorted(sheet.sheet.cells.items()):
            asked = cover_rows().get(str(cell.value)) if at == sheet.first else None
            if asked is None or asked.field is None:
                continue
            sheet.form.add((row, at))
            path: Path = asked.field.keys
            place = sheet.place(row, column)
            # Where nothing of an object is written, its first field is where it is missing.
            self._draft.origins.setdefault(pointer_of(path[:1]), place)
            self._draft.origins[pointer_of(path)] = place
            given = sheet.cell(row, column)
            if given is None:
                continue
            sheet.read.add((given.row, given.column))
            if asked.key == DEFAULT_SCENARIO:
                words_of = as_written(given).strip()
                found = used_name(words_of, self._known, self._draft, path, place)
                self._draft.value.update({DEFAULT_SCENARIO: found} if found else {})
            elif asked.is_id:
                self._draft.value[asked.key] = fold(as_written(given))
            else:
                read_field(self._draft.value, given, asked, (), place, self._draft)
        self._draft.value.setdefault("questionnaire_id", default_id(self._draft.value))


def default_id(value: Mapping[str, Any]) -> str:
    """Return an id for a questionnaire without one: its day of issue, deadline or year."""
    day = value.get("issued_on") or value.get("deadline_on") or value.get("base_fiscal_year", "")
    return f"rfi-{day}"


# Lists that a questionnaire may do without.
_OPTIONAL = frozenset(ID_KEYS) - {SCENARIOS, BUSINESSES, ITEMS}


def read_authoring_book(grid: Grid) -> BookAnswer:
    """Read an authoring workbook; faults of its sheets are told before what stands in them."""
    found = find_asked_sheets(grid)
    if not found.is_readable:
        return BookAnswer(None, {}, found.issues)
    draft = Draft(value={}, issues=list(found.issues))
    _Reader(found.sheets, draft).read()
    for name in _OPTIONAL:
        if draft.value.get(name) == []:
            del draft.value[name]
    accounting = account_for(grid, found, draft)
    return BookAnswer(draft.value, draft.origins, tuple(draft.issues), accounting)
