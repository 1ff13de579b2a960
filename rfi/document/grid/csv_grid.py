"""Bytes of a CSV file → a Grid of one sheet of texts, within the same bounds as a workbook.

The encoding is told by the bytes: UTF-8 with or without a byte order mark, else cp932, as a
Japanese spreadsheet program writes it. A separator is a comma or a tab.
"""

import csv
import io

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.grid.clean_text import clean_text
from rfi.document.grid.grid import Grid, Sheet, SheetCell, column_letters
from rfi.document.xlsx.bounds import MAX_CELLS, MAX_COLUMNS, MAX_NOTES
from rfi.schema.issue import Issue, Severity

MAX_TEXT = 4000
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_CP932 = "cp932"


def _decoded(data: bytes) -> tuple[str | None, tuple[Issue, ...]]:
    """Return the text, and in which encoding it was when that is worth saying."""
    if data.startswith(_UTF_16):
        return None, (Issue("csv_encoding", "error"),)
    try:
        return data.removeprefix(_BOM).decode("utf-8"), ()
    except UnicodeDecodeError as error:
        fault = error
    try:
        return data.decode(_CP932), (Issue("csv_cp932", "note"),)
    except UnicodeDecodeError:
        line = data.count(b"\n", 0, fault.start) + 1
        return None, (Issue("csv_encoding", "error", origin=str(line)),)


def _separator(text: str) -> str:
    first = next((line for line in text.splitlines() if line.strip()), "")
    return "\t" if first.count("\t") > first.count(",") else ","


class _Reading:
    """Cells found so far, and what is to be said about them."""

    def __init__(self) -> None:
        self.cells: dict[tuple[int, int], SheetCell] = {}
        self.issues: list[Issue] = []
        self._changed = 0

    def take(self, row: int, column: int, written: str) -> None:
        """Take one field, cleaned; an empty one is no cell."""
        place = f"{column_letters(column)}{row}"
        if len(written) > MAX_TEXT:
            facts = {"limit": MAX_TEXT}
            self.issues.append(Issue("csv_text_too_long", "error", origin=place, params=facts))
            return
        text, code = clean_text(written)
        if code:
            self._changed += 1
            if self._changed <= MAX_NOTES:
                severity: Severity = "note" if code == "text_normalized" else "warning"
                self.issues.append(Issue(code, severity, origin=place))
        if text.strip():
            self.cells[row, column] = SheetCell(row, column, "text", text)

    def end(self) -> None:
        """Say how many texts were changed beyond those told one by one."""
        if self._changed > MAX_NOTES:
            more = {"count": self._changed - MAX_NOTES}
            self.issues.append(Issue("workbook_more_changed_texts", "note", params=more))


def _read_rows(text: str, found: _Reading) -> Issue | None:
    """Take every field; return what ends the reading."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    count = 0
    try:
        for row, fields in enumerate(reader, start=1):
            filled = [number for number, field in enumerate(fields, start=1) if field.strip()]
            if filled and filled[-1] > MAX_COLUMNS:
                facts = {"limit": MAX_COLUMNS}
                return Issue("csv_too_wide", "error", origin=str(row), params=facts)
            count += len(filled)
            if count > MAX_CELLS:
                facts = {"limit": MAX_CELLS}
                return Issue("csv_too_many_cells", "error", origin=str(row), params=facts)
            for column in filled:
                found.take(row, column, fields[column - 1])
    except csv.Error:
        return Issue("csv_broken", "error", origin=str(reader.line_num))
    return None


def read_csv_grid(data: bytes) -> tuple[Grid | None, tuple[Issue, ...]]:
    """Return (grid, issues); the grid is None when nothing of the file can be read.

    Places are named as a spreadsheet program shows them (``C12``); its one sheet has no name.
    """
    if len(data) > MAX_FILE_BYTES:
        facts = {"limit": MAX_FILE_BYTES // (1024 * 1024)}
        return None, (Issue("file_too_large", "error", params=facts),)
    if not data.removeprefix(_BOM).strip():
        return None, (Issue("file_empty", "error"),)
    text, issues = _decoded(data)
    if text is None:
        return None, issues
    found = _Reading()
    fault = _read_rows(text, found)
    if fault:
        return None, (*issues, fault)
    found.end()
    sheet = Sheet("", found.cells, (), is_hidden=False, has_stray=False)
    return Grid((sheet,), uses_1904=False), (*issues, *found.issues)
