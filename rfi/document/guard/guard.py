"""Whether a workbook may be parsed at all: size → first bytes → zip directory → every part.

Bounded in time and memory by itself, as not every system can bound the parsing child. It unpacks
piece by piece, keeps nothing, and counts what comes out rather than what is stated.
"""

import re

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.guard.container import check_kind, check_magic
from rfi.document.guard.zip_parts import ZipPart, read_directory, unpack_part
from rfi.document.refusal import RefusalError, refuse
from rfi.document.xlsx.bounds import (
    MAX_CELLS,
    MAX_SHARED_TEXTS,
    MAX_TAGS,
    MAX_UNPACKED_BYTES,
)
from rfi.schema.issue import Issue

XML_ENDS = (".xml", ".rels", ".vml")
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UNIQUE_COUNT = re.compile(rb"uniqueCount\s*=\s*[\"']\s*(\d+)")
_TEXTS = "xl/sharedstrings.xml"
_OVERLAP = len(b"<!DOCTYPE") - 1


class _Scan:
    """Counts over all parts of one file."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._unpacked = self._tags = self._cells = 0

    def take(self, part: ZipPart) -> None:
        """Unpack one part to its end and look at each piece."""
        is_xml = part.name.lower().endswith(XML_ENDS)
        tail = b""
        for chunk in unpack_part(self._data, part, MAX_UNPACKED_BYTES - self._unpacked):
            self._unpacked += len(chunk)
            if is_xml:
                self._look(part, tail + chunk, chunk, is_first=not tail)
                tail = chunk[-_OVERLAP:]

    def _look(self, part: ZipPart, window: bytes, chunk: bytes, *, is_first: bool) -> None:
        if b"<!" in window and _DECLARATION.search(window):
            refuse("workbook_declares_entities", part.place)
        # Bytes of value 0 are another encoding, behind which a declaration could hide. Parts
        # outside xl/ may have one; they are not opened, and the parser takes UTF-8 only.
        if b"\0" in chunk and part.name.lower().startswith("xl/"):
            refuse("workbook_broken_part", part.place)
        self._tags += chunk.count(b"<")
        if self._tags > MAX_TAGS:
            refuse("workbook_too_much_markup", part.place)
        if "worksheets/" in part.name.lower():
            self._cells += chunk.count(b"<v") + chunk.count(b":v>")
            if self._cells > MAX_CELLS:
                refuse("workbook_too_many_cells", part.place, limit=MAX_CELLS)
        if is_first and part.name.lower() == _TEXTS:
            stated = _UNIQUE_COUNT.search(chunk)
            if stated and int(stated[1][:20]) > MAX_SHARED_TEXTS:
                refuse("workbook_broken_part", part.place)


def _notes(names: list[str]) -> tuple[Issue, ...]:
    """Return what is worth knowing of parts that are never opened."""
    notes = []
    if any(name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in names):
        # Read, with a warning: the figures are what is wanted, a macro never runs here, and a
        # vendor whose house style is .xlsm would otherwise retype everything.
        notes.append(Issue("workbook_has_macros", "warning"))
    if any("/externallinks/" in name for name in names):
        notes.append(Issue("workbook_has_external_links", "warning"))
    if any("/embeddings/" in name for name in names):
        notes.append(Issue("workbook_has_embedded_files", "note"))
    return tuple(notes)


def check_workbook(data: bytes) -> tuple[Issue, ...]:
    """Return notes on a workbook that may be parsed.

    Raises:
        RefusalError: it may not.
    """
    if len(data) > MAX_FILE_BYTES:
        refuse("file_too_large", limit=MAX_FILE_BYTES // (1024 * 1024))
    if not data.strip():
        refuse("file_empty")
    check_magic(data)
    parts = read_directory(data)
    check_kind(parts)
    scan = _Scan(data)
    for part in parts.values():
        scan.take(part)
    return _notes(list(parts))


def guard_workbook(data: bytes) -> tuple[Issue, ...]:
    """Return what speaks against parsing a workbook: one error, or notes only."""
    try:
        return check_workbook(data)
    except RefusalError as refusal:
        return (Issue(refusal.code, "error", "", refusal.origin, refusal.params),)
