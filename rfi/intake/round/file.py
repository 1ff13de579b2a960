"""A round as one file and back: a zip whose every member is named with its digest."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

from rfi.document.guard.zip_parts import ZipPart, read_directory, unpack_part
from rfi.document.refusal import RefusalError
from rfi.intake.round.codec import record_of, round_of
from rfi.intake.round.record import Reader, RecordError, parse_record
from rfi.intake.round.record import write_record as _written
from rfi.intake.round.round import Round, RoundFile
from rfi.schema.issue import Issue

FORMAT = "rfi-round"
FORMAT_VERSION = "1.2.0"
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 500
MAX_RECORD_BYTES = 20 * 1024 * 1024
_MANIFEST = "manifest.json"
_RECORD = "round.json"
_FILES = "files/"
_ZIP_START = b"PK\x03\x04"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o600 << 16
_UNIX = 3
# A member packed more tightly than this is stored as it is: a reader refuses great ratios.
_MAX_RATIO = 100
# What the reader of zip parts says → what that means for a round.
_REFUSALS: Mapping[str, str] = {
    "workbook_too_many_parts": "round_too_many_members",
    "workbook_unpacks_too_large": "round_too_large",
    "workbook_packed_too_tightly": "round_too_large",
    "workbook_part_name": "round_foreign",
    "workbook_encrypted": "round_foreign",
}


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _contents(current: Round) -> dict[str, bytes]:
    files: Iterable[RoundFile] = (
        current.questionnaire,
        current.standard,
        *current.own_assumptions,
        *current.city_files,
        *(answer.file for answer in current.answers),
    )
    return {_FILES + file.sha256: file.data for file in files}


def check_room(current: Round, data: bytes = b"") -> tuple[Issue, ...]:
    """Return what speaks against one more file: a round must stay one that can be read back."""
    contents = _contents(current)
    if len(contents) + 3 > MAX_MEMBERS:
        return (Issue("round_too_many_members", "error", params={"limit": MAX_MEMBERS}),)
    if sum(map(len, contents.values())) + len(data) + 2 * MAX_RECORD_BYTES > MAX_UNPACKED_BYTES:
        limit = MAX_UNPACKED_BYTES // (1024 * 1024)
        return (Issue("round_too_large", "error", params={"limit": limit}),)
    return ()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.create_system, member.external_attr = _UNIX, _PLAIN_FILE
    is_tight = len(data) > _MAX_RATIO * len(zlib.compress(data))
    member.compress_type = zipfile.ZIP_STORED if is_tight else zipfile.ZIP_DEFLATED
    archive.writestr(member, data)


def write_round(current: Round) -> bytes:
    """Return a round as one file; the same round gives the same bytes.

    Raises:
        ValueError: it is beyond the bounds; callers ask ``check_room`` before they add a file.
    """
    members = {**_contents(current), _RECORD: _written(record_of(current))}
    manifest = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "members": {name: _digest(data) for name, data in members.items()},
    }
    members[_MANIFEST] = _written(manifest)
    size = sum(map(len, members.values()))
    if (
        len(members) > MAX_MEMBERS
        or size > MAX_UNPACKED_BYTES
        or max(len(members[name]) for name in (_RECORD, _MANIFEST)) > MAX_RECORD_BYTES
    ):
        message = f"a round of {len(members)} members and {size} bytes cannot be read back"
        raise ValueError(message)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(members):
            _add(archive, name, members[name])
    return stream.getvalue()


def _unpacked(data: bytes, part: ZipPart, allowed: int) -> bytes:
    return b"".join(unpack_part(data, part, allowed))


def _manifest(
    data: bytes, parts: Mapping[str, ZipPart]
) -> tuple[dict[str, str], tuple[Issue, ...]]:
    part = parts.get(_MANIFEST)
    if part is None:
        return {}, (Issue("round_foreign", "error"),)
    reader = Reader(parse_record(_unpacked(data, part, MAX_RECORD_BYTES)), "")
    if reader.take("format", str) != FORMAT:
        return {}, (Issue("round_foreign", "error", origin=_MANIFEST),)
    version = reader.take("format_version", str)
    if version.split(".", 1)[0] != FORMAT_VERSION.split(".", 1)[0]:
        facts = {"given": version, "expected": FORMAT_VERSION}
        return {}, (Issue("round_version", "error", origin=_MANIFEST, params=facts),)
    members: dict[str, str] = reader.take("members", dict)
    reader.close()
    present = {part.name for part in parts.values()} - {_MANIFEST}
    odd = sorted(present.symmetric_difference(members))
    if _RECORD not in members:
        odd.append(_RECORD)
    return members, tuple(Issue("round_tampered", "error", origin=name) for name in odd)


def _read(data: bytes) -> tuple[Round | None, tuple[Issue, ...]]:
    parts = read_directory(data)
    members, issues = _manifest(data, parts)
    if issues:
        return None, issues
    left = MAX_UNPACKED_BYTES
    contents: dict[str, bytes] = {}
    tampered: list[Issue] = []
    for part in parts.values():
        if part.name == _MANIFEST:
            continue
        allowed = min(left, MAX_RECORD_BYTES) if part.name == _RECORD else left
        contents[part.name] = _unpacked(data, part, allowed)
        left -= len(contents[part.name])
        digest = _digest(contents[part.name])
        if digest != members[part.name] or part.name not in {_RECORD, _FILES + digest}:
            tampered.append(Issue("round_tampered", "error", origin=part.name))
    if tampered:
        return None, tuple(tampered)
    record = contents.pop(_RECORD)
    by_digest = {name.removeprefix(_FILES): content for name, content in contents.items()}
    return round_of(parse_record(record), by_digest), ()


def read_round(data: bytes) -> tuple[Round | None, tuple[Issue, ...]]:
    """Return (round, issues): the round is None when an issue speaks against the file.

    Nothing is taken by half: a member too many, too few or changed refuses the whole file.
    """
    limit = MAX_UNPACKED_BYTES // (1024 * 1024)
    if len(data) > MAX_UNPACKED_BYTES:
        return None, (Issue("round_too_large", "error", params={"limit": limit}),)
    if not data.startswith(_ZIP_START):
        return None, (Issue("round_foreign", "error"),)
    try:
        return _read(data)
    except RecordError as error:
        return None, (error.issue,)
    except RefusalError as refusal:
        code = _REFUSALS.get(refusal.code, "round_damaged")
        bound = MAX_MEMBERS if code == "round_too_many_members" else limit
        return None, (Issue(code, "error", "", refusal.origin, {"limit": bound}),)
