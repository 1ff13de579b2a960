"""Bytes of any kind of document → a Document: the value when it can be trusted, and its issues."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rfi.document.form.accounting import Accounting
from rfi.document.form.answer_book import BookAnswer, read_answer_book
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.grid import Grid
from rfi.document.json.json_text import read_json
from rfi.document.json.scan import scan_json
from rfi.document.xlsx.workbook import read_grid
from rfi.schema.check import check_schema
from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName

# How a zip container and an OLE container (old .xls, password-protected .xlsx) start.
WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
# The key that only documents of this kind have at their root.
_MARKS: Mapping[str, SchemaName] = {
    "response_id": "rfi_response",
    "scenarios": "questionnaire",
    "assumption_set_id": "assumption_set",
    "figures": "city_profile",
    "scope_id": "scope",
    "conditions_id": "conditions",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    Attributes:
        name: File name without folders.
        sha256: Digest of the bytes as they came.
        kind: Which schema it was held against; None when that could not be told.
        value: The parsed object; None when any issue is an error.
        issues: Everything found, each carrying the file's name.
        origins: JSON pointer → cell, for an answer read from a workbook.
        accounting: What became of every cell of an answer workbook; None for JSON.
        printed: The labels of its form as they stand in the workbook.
    """

    name: str
    sha256: str
    kind: SchemaName | None
    value: Mapping[str, Any] | None
    issues: tuple[Issue, ...]
    origins: Mapping[str, str] = field(default_factory=dict)
    accounting: Accounting | None = None
    printed: tuple[PrintedSheet, ...] = ()

    def origin_of(self, pointer: str) -> str:
        """Return the cell of a pointer, or of the nearest thing around it; "" for JSON."""
        while pointer:
            if pointer in self.origins:
                return self.origins[pointer]
            pointer = pointer.rpartition("/")[0]
        return ""

    def located(self, issue: Issue) -> Issue:
        """Return an issue of this document with the file's name and, in a workbook, its cell."""
        origin = issue.origin or self.origin_of(issue.pointer)
        return replace(issue, document=self.name, origin=origin)

    @property
    def is_held(self) -> bool:
        """Whether an error keeps the document out."""
        return self.value is None


def _kind_of(value: object) -> SchemaName | None:
    if isinstance(value, dict):
        for key, kind in _MARKS.items():
            if key in value:
                return kind
    return None


def _read_json_document(
    data: bytes, kind: SchemaName | None
) -> tuple[object, SchemaName | None, tuple[Issue, ...]]:
    value, issues = read_json(data)
    found = _kind_of(value)
    if value is None:
        return None, found, issues
    if found is None or (kind is not None and found != kind):
        return (
            value,
            found,
            (*issues, Issue("document_kind", "error", params={"kind": kind or "－"})),
        )
    faults = check_schema(value, found)
    if faults:
        # Nothing that fits a schema is deep or beyond every number, so the text is walked for
        # that only now.
        faults = scan_json(data.decode("utf-8-sig")) or faults
    return value, found, (*issues, *faults)


def _read_workbook(data: bytes) -> tuple[BookAnswer, tuple[Issue, ...]]:
    grid, issues = read_grid(data)
    return (BookAnswer(None, {}, ()), issues) if grid is None else _read_book(grid, issues)


def _read_book(grid: Grid, issues: tuple[Issue, ...]) -> tuple[BookAnswer, tuple[Issue, ...]]:
    book = read_answer_book(grid)
    faults = () if book.value is None else check_schema(book.value, "rfi_response")
    # A cell that could not be read has said so itself, with what stood in it. Where the answer
    # cannot do without its value, that is the error which holds it back.
    faulty = {fault.pointer for fault in faults}
    found = tuple(
        replace(issue, severity="error")
        if issue.pointer in faulty and issue.severity == "warning"
        else issue
        for issue in book.issues
    )
    told = {issue.pointer for issue in found if issue.severity == "error"}
    return book, (*issues, *found, *(one for one in faults if one.pointer not in told))


def read_document(name: str, data: bytes, kind: SchemaName | None = None) -> Document:
    """Read one document, JSON or an answer workbook, and hold it against its schema.

    Args:
        name: File name, for the issues.
        data: The bytes as they came.
        kind: Which schema is expected; None takes the kind from the document itself.
    """
    value: object
    found: SchemaName | None
    book = BookAnswer(None, {}, ())
    if data.startswith(WORKBOOK_STARTS) or name.lower().endswith(WORKBOOK_NAMES):
        book, issues = _read_workbook(data)
        value, found = book.value, "rfi_response"
    else:
        value, found, issues = _read_json_document(data, kind)
    return _document(name, hashlib.sha256(data).hexdigest(), kind or found, value, book, issues)


def document_of_grid(name: str, grid: Grid) -> Document:
    """Return the answer in the cells of a workbook, held against its schema; it has no digest."""
    book, issues = _read_book(grid, ())
    return _document(name, "", "rfi_response", book.value, book, issues)


def _document(
    name: str,
    sha256: str,
    kind: SchemaName | None,
    value: object,
    book: BookAnswer,
    issues: tuple[Issue, ...],
) -> Document:
    trusted = not any(issue.severity == "error" for issue in issues)
    document = Document(
        name=name,
        sha256=sha256,
        kind=kind,
        value=value if trusted and isinstance(value, dict) else None,
        issues=(),
        origins=book.origins,
        accounting=book.accounting,
        printed=book.printed,
    )
    return replace(document, issues=tuple(document.located(issue) for issue in issues))
