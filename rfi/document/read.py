"""Bytes of any kind of document → a Document: the value when it can be trusted, and its issues.

Everything between the bytes and the Document happens in the reading child.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from rfi.document.asked_faults import asked_faults
from rfi.document.bounds import MAX_DRAFT_BYTES, MAX_FILE_BYTES
from rfi.document.child.process import ReadingEndedError, shared_child
from rfi.document.form.accounting import Accounting
from rfi.document.form.answer_book import BookAnswer, read_answer_book
from rfi.document.form.printed import PrintedSheet, sheet_of
from rfi.document.grid.grid import Grid
from rfi.document.json.json_text import read_json
from rfi.document.json.scan import scan_json
from rfi.document.kinds import kind_of, unknown
from rfi.document.workbook import checked_book, other_kind, read_workbook
from rfi.schema.check import check_schema
from rfi.schema.issue import Issue
from rfi.schema.load import SchemaName
from rfi.schema.upgrade import of_newer, upgraded

# How a zip container and an OLE container (old .xls, password-protected .xlsx) start, and a PDF,
# of which the guard says what it is.
WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")
WORKBOOK_STARTS = (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0", b"%PDF-")


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read.

    Attributes:
        name: File name without folders.
        sha256: Digest of the bytes as they came.
        kind: Which schema it was held against; None when that could not be told.
        size: Number of bytes as they came.
        value: The parsed object; None when any issue is an error.
        draft: The parsed object even then; None when it could not be parsed or is large.
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
    size: int = 0
    draft: object = None
    accounting: Accounting | None = None
    printed: tuple[PrintedSheet, ...] = ()

    def origin_of(self, pointer: str) -> str:
        """Return the cell of a pointer, of the nearest thing around it, or its sheet.

        It is "" for JSON, and for the whole document.
        """
        around = pointer
        while around:
            if around in self.origins:
                return self.origins[around]
            around = around.rpartition("/")[0]
        return sheet_of(self.printed, pointer)

    def located(self, issue: Issue) -> Issue:
        """Return an issue of this document with the file's name and, in a workbook, its cell."""
        origin = issue.origin or self.origin_of(issue.pointer)
        if issue.severity == "error" and not origin and not issue.pointer:
            # Whoever is told that a whole file is refused sees whether all of it arrived.
            issue = replace(issue, params={**issue.params, "bytes": self.size})
        return replace(issue, document=self.name, origin=origin)

    @property
    def is_held(self) -> bool:
        """Whether an error keeps the document out."""
        return self.value is None


def _parse_json_document(
    data: bytes, kind: SchemaName | None
) -> tuple[object, SchemaName | None, tuple[Issue, ...]]:
    value, issues = read_json(data)
    if _is_faulty(issues):
        return None, None, issues
    found = kind_of(value)
    if found is None:
        return value, None, (*issues, unknown(value))
    if kind is not None and found != kind:
        return value, found, (*issues, other_kind(found, kind))
    value, newer = of_newer(upgraded(value, found), found)
    if newer is not None:
        issues = (*issues, newer)
    return None if _is_faulty(issues) else value, found, issues


def _is_faulty(issues: tuple[Issue, ...]) -> bool:
    return any(issue.severity == "error" for issue in issues)


def _faults_of(data: bytes, value: object, kind: SchemaName) -> tuple[Issue, ...]:
    """Hold a value against its schema, and where it does not fit the text it was read from."""
    faults = check_schema(value, kind)
    if faults and len(data) <= MAX_DRAFT_BYTES:
        # Nothing that fits a schema is deep or beyond every number, so the text is walked for
        # that only now.
        faults = scan_json(data.decode("utf-8-sig")) or faults
    return faults


def parse_document(name: str, data: bytes, kind: SchemaName | None = None) -> Document:
    """Read one document in this process.

    Args:
        name: File name, for the issues.
        data: The bytes as they came.
        kind: Which schema is expected; None takes the kind from the document itself.
    """
    *_, document = read_stepwise(name, data, kind)
    return cast("Document", document)


def read_stepwise(name: str, data: bytes, kind: SchemaName | None) -> Iterator[object]:
    """Read one document: what the reading child runs.

    Yields:
        Of a JSON text that goes over in any case, its value: the server takes it in while it is
        held against its schema here. Last of all the document.
    """
    value: object
    found: SchemaName | None
    book = BookAnswer(None, {}, ())
    if data.startswith(WORKBOOK_STARTS) or name.lower().endswith(WORKBOOK_NAMES):
        book, found, issues = read_workbook(data, kind)
        value = book.value
    else:
        value, found, issues = _parse_json_document(data, kind)
        if len(data) <= MAX_DRAFT_BYTES:
            yield value
        if found is not None and not _is_faulty(issues):
            issues = (*issues, *_faults_of(data, value, found))
    if found == "questionnaire" and isinstance(value, dict) and not _is_faulty(issues):
        issues = (*issues, *asked_faults(value))
    yield _document(
        name,
        book,
        issues,
        sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        kind=kind or found,
        value=value,
    )


def document_of_grid(name: str, grid: Grid) -> Document:
    """Return the answer in the cells of a workbook, held against its schema; it has no digest."""
    book, kind, issues = checked_book(read_answer_book(grid), "rfi_response", ())
    return _document(name, book, issues, sha256="", size=0, kind=kind, value=book.value)


def _document(
    name: str,
    book: BookAnswer,
    issues: tuple[Issue, ...],
    *,
    sha256: str,
    size: int,
    kind: SchemaName | None,
    value: object,
) -> Document:
    trusted = not _is_faulty(issues)
    document = Document(
        name=name,
        sha256=sha256,
        kind=kind,
        value=value if trusted and isinstance(value, dict) else None,
        issues=(),
        origins=book.origins,
        size=size,
        # Nobody mends a large file by hand here: what is wrong in it is enough.
        draft=value if trusted or size <= MAX_DRAFT_BYTES else None,
        accounting=book.accounting,
        printed=book.printed,
    )
    return replace(document, issues=tuple(document.located(issue) for issue in issues))


def refused(
    name: str, data: bytes, kind: SchemaName | None, code: str, **facts: object
) -> Document:
    """Return the document of a file that is refused as a whole."""
    digest = hashlib.sha256(data).hexdigest()
    document = Document(name, digest, kind, None, (), size=len(data))
    issue = document.located(Issue(code, "error", params=facts))
    return replace(document, issues=(issue,))


def read_document(name: str, data: bytes, kind: SchemaName | None = None) -> Document:
    """Read one document, JSON or a workbook of ours, and hold it against its schema.

    Args:
        name: File name, for the issues.
        data: The bytes as they came.
        kind: Which schema is expected; None takes the kind from the document itself.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        return refused(name, data, kind, "file_too_large", limit=limit)
    try:
        return cast("Document", shared_child().call(read_stepwise, name, data, kind))
    except ReadingEndedError as ended:
        return refused(name, data, kind, ended.code)
