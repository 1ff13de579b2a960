"""A two-column CSV of businesses and items → its rows, each with the line it stands on."""

import csv
import io
from dataclasses import dataclass

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.grid.clean_text import clean_text
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS, text

COLUMNS = ("business", "item")
MAX_ROWS = 20_000
# What spreadsheets in use here write: UTF-8 with a mark or without, else Shift_JIS.
_ENCODINGS = ("utf-8-sig", "cp932")
_MEBIBYTE = 1_048_576


@dataclass(frozen=True, slots=True)
class ScopeRow:
    """One row: what is written for business and item ("" is all), and its line (from 1)."""

    line: int
    business: str
    item: str


def _decoded(data: bytes) -> str | None:
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _columns_of(head: list[str]) -> dict[str, int]:
    """Return where each column stands: headed by its code or its title in either language."""
    found: dict[str, int] = {}
    for name in COLUMNS:
        titles = {name, *(text(f"scope.column.{name}", lang) for lang in LANGS)}
        for index, heading in enumerate(head):
            if heading.strip().casefold() in {title.casefold() for title in titles}:
                found.setdefault(name, index)
    return found


def read_scope_table(data: bytes) -> tuple[tuple[ScopeRow, ...], tuple[Issue, ...]]:
    """Return the rows below the heading, and what keeps them from being read."""
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // _MEBIBYTE
        return (), (Issue("file_too_large", "error", params={"limit": limit}),)
    decoded = _decoded(data)
    if decoded is None:
        return (), (Issue("scope_table_encoding", "error", origin="1:1"),)
    try:
        lines = list(csv.reader(io.StringIO(clean_text(decoded)[0]), strict=True))
    except csv.Error:
        return (), (Issue("scope_table_broken", "error", origin="1:1"),)
    columns = _columns_of(lines[0]) if lines else {}
    if set(columns) != set(COLUMNS):
        return (), (Issue("scope_table_columns", "error", origin="1:1"),)
    if len(lines) > MAX_ROWS:
        facts = {"limit": MAX_ROWS}
        return (), (Issue("scope_table_long", "error", origin=f"{MAX_ROWS}:1", params=facts),)
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in line):
            continue
        business, item = (
            line[columns[name]].strip() if columns[name] < len(line) else "" for name in COLUMNS
        )
        rows.append(ScopeRow(number, business, item))
    return tuple(rows), ()
