"""A foreign file, its layout and what the file does not say, as one document of a round.

The bytes of the file stay as they came. Whoever opens the round again reads the same laid.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.intake.laid.heads import Head, head_of, head_record
from rfi.intake.layout.codec import layout_of, layout_record
from rfi.intake.layout.layout import Layout
from rfi.intake.round.members import (
    MAX_RECORD_BYTES,
    Format,
    digest_of,
    read_members,
    write_members,
)
from rfi.intake.round.record import Reader, RecordError, parse_record, write_record
from rfi.schema.check import check_schema
from rfi.schema.issue import Issue

# The first member of the container by name, so that its first bytes tell it from a workbook.
_RECORD, _FILES = "answer_layout.json", "files/"
_ZIP, _NAME_AT = b"PK\x03\x04", 30


@dataclass(frozen=True, slots=True)
class Laid:
    """A foreign file with what makes an answer, or the costs of a city, of it.

    Attributes:
        name: Of the file.
        data: Its bytes as they came.
        layout: What its columns and rows mean.
        head: What it does not say.
    """

    name: str
    data: bytes
    layout: Layout
    head: Head


def _is_name(name: str, digest: str) -> bool:
    return name in {_RECORD, _FILES + digest}


_FORMAT = Format("rfi-laid-answer", "1.0.0", _RECORD, MAX_FILE_BYTES + MAX_RECORD_BYTES, _is_name)


def is_laid(data: bytes) -> bool:
    """Tell whether bytes are a foreign file with its layout, by how they start."""
    name = _RECORD.encode()
    return data.startswith(_ZIP) and data[_NAME_AT : _NAME_AT + len(name)] == name


def write_laid(laid: Laid) -> bytes:
    """Return the document; the same file under the same layout and head gives the same bytes."""
    record = {
        "name": laid.name,
        "sha256": digest_of(laid.data),
        "layout": layout_record(laid.layout),
        "head": head_record(laid.head),
    }
    members = {_RECORD: write_record(record), _FILES + digest_of(laid.data): laid.data}
    return write_members(members, _FORMAT)


def _laid(members: Mapping[str, bytes]) -> Laid:
    reader = Reader(parse_record(members[_RECORD]), "")
    name, sha256 = reader.take("name", str), reader.take("sha256", str)
    layout: dict[str, Any] = reader.take("layout", dict)
    head = head_of(reader.inner("head"))
    reader.close()
    if check_schema(layout, "layout") or _FILES + sha256 not in members:
        raise RecordError(reader.pointer, "layout")
    return Laid(name, members[_FILES + sha256], layout_of(layout), head)


def laid_of(data: bytes) -> Laid | Issue:
    """Return what a document holds, or that it is damaged; nothing is taken by half."""
    members, issues = read_members(data, _FORMAT)
    if issues:
        return Issue("laid_file_damaged", "error")
    try:
        return _laid(members)
    except RecordError:
        return Issue("laid_file_damaged", "error")
