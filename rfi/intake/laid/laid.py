"""A vendor's own file, its layout and what the file does not say, as one document of a round.

The bytes of the file stay as they came. Whoever opens the round again reads the same answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from rfi.document.bounds import MAX_FILE_BYTES
from rfi.intake.layout.apply import AnswerHead
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
_NUMBERS = ("version", "contract_months")
_TEXTS = tuple(one.name for one in fields(AnswerHead) if one.name not in _NUMBERS)


@dataclass(frozen=True, slots=True)
class LaidAnswer:
    """A foreign file with what makes an answer of it.

    Attributes:
        name: Of the file.
        data: Its bytes as they came.
        layout: What its columns and rows mean.
        head: What it does not say.
    """

    name: str
    data: bytes
    layout: Layout
    head: AnswerHead


def _is_name(name: str, digest: str) -> bool:
    return name in {_RECORD, _FILES + digest}


_FORMAT = Format("rfi-laid-answer", "1.0.0", _RECORD, MAX_FILE_BYTES + MAX_RECORD_BYTES, _is_name)


def is_laid(data: bytes) -> bool:
    """Tell whether bytes are a foreign file with its layout, by how they start."""
    name = _RECORD.encode()
    return data.startswith(_ZIP) and data[_NAME_AT : _NAME_AT + len(name)] == name


def write_laid(answer: LaidAnswer) -> bytes:
    """Return the document; the same file under the same layout and head gives the same bytes."""
    head = {name: getattr(answer.head, name) for name in (*_TEXTS, *_NUMBERS)}
    record = {
        "name": answer.name,
        "sha256": digest_of(answer.data),
        "layout": layout_record(answer.layout),
        "head": head,
    }
    members = {_RECORD: write_record(record), _FILES + digest_of(answer.data): answer.data}
    return write_members(members, _FORMAT)


def _head(reader: Reader) -> AnswerHead:
    given: dict[str, Any] = {
        **{name: reader.take(name, int) for name in _NUMBERS},
        **reader.texts(_TEXTS),
    }
    made = AnswerHead(**given)
    reader.close()
    return made


def _answer(members: Mapping[str, bytes]) -> LaidAnswer:
    reader = Reader(parse_record(members[_RECORD]), "")
    name, sha256 = reader.take("name", str), reader.take("sha256", str)
    layout: dict[str, Any] = reader.take("layout", dict)
    head = _head(reader.inner("head"))
    reader.close()
    if check_schema(layout, "layout") or _FILES + sha256 not in members:
        raise RecordError(reader.pointer, "layout")
    return LaidAnswer(name, members[_FILES + sha256], layout_of(layout), head)


def laid_of(data: bytes) -> LaidAnswer | Issue:
    """Return what a document holds, or that it is damaged; nothing is taken by half."""
    members, issues = read_members(data, _FORMAT)
    if issues:
        return Issue("laid_file_damaged", "error")
    try:
        return _answer(members)
    except RecordError:
        return Issue("laid_file_damaged", "error")
