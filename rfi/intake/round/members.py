"""A zip whose every member is named with its digest: written, and read whole or not at all."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rfi.document.guard.zip_parts import ZipPart, read_directory, unpack_part
from rfi.document.refusal import RefusalError
from rfi.intake.round.record import Reader, RecordError, parse_record, write_record
from rfi.schema.issue import Issue

MAX_MEMBERS = 500
MAX_RECORD_BYTES = 20 * 1024 * 1024
_MEGABYTE = 1024 * 1024
_MANIFEST = "manifest.json"
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


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    Attributes:
        name, version: As its manifest says; files of another first number are refused.
        record: The member that says what the others are.
        max_bytes: Of all members unpacked.
        is_name: Whether a member may have a name, given its digest.
    """

    name: str
    version: str
    record: str
    max_bytes: int
    is_name: Callable[[str, str], bool]


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of bytes in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.create_system, member.external_attr = _UNIX, _PLAIN_FILE
    is_tight = len(data) > _MAX_RATIO * len(zlib.compress(data))
    member.compress_type = zipfile.ZIP_STORED if is_tight else zipfile.ZIP_DEFLATED
    archive.writestr(member, data)


def write_members(contents: Mapping[str, bytes], form: Format) -> bytes:
    """Return the members as one file; the same members give the same bytes.

    Raises:
        ValueError: they are beyond the bounds within which they can be read back.
    """
    manifest = {
        "format": form.name,
        "format_version": form.version,
        "members": {name: digest_of(data) for name, data in contents.items()},
    }
    members = {**contents, _MANIFEST: write_record(manifest)}
    size = sum(map(len, members.values()))
    if (
        len(members) > MAX_MEMBERS
        or size > form.max_bytes
        or max(len(members[name]) for name in (form.record, _MANIFEST)) > MAX_RECORD_BYTES
    ):
        message = f"a file of {len(members)} members and {size} bytes cannot be read back"
        raise ValueError(message)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name in sorted(members):
            _add(archive, name, members[name])
    return stream.getvalue()


def _unpacked(data: bytes, part: ZipPart, allowed: int) -> bytes:
    return b"".join(unpack_part(data, part, allowed))


def _manifest(
    data: bytes, parts: Mapping[str, ZipPart], form: Format
) -> tuple[dict[str, str], tuple[Issue, ...]]:
    part = parts.get(_MANIFEST)
    if part is None:
        return {}, (Issue("round_foreign", "error"),)
    reader = Reader(parse_record(_unpacked(data, part, MAX_RECORD_BYTES)), "")
    if reader.take("format", str) != form.name:
        return {}, (Issue("round_foreign", "error", origin=_MANIFEST),)
    version = reader.take("format_version", str)
    if version.split(".", 1)[0] != form.version.split(".", 1)[0]:
        facts = {"given": version, "expected": form.version}
        return {}, (Issue("round_version", "error", origin=_MANIFEST, params=facts),)
    members: dict[str, str] = reader.take("members", dict)
    reader.close()
    present = {part.name for part in parts.values()} - {_MANIFEST}
    odd = sorted(present.symmetric_difference(members))
    if form.record not in members:
        odd.append(form.record)
    return members, tuple(Issue("round_tampered", "error", origin=name) for name in odd)


def _read(data: bytes, form: Format) -> tuple[dict[str, bytes], tuple[Issue, ...]]:
    parts = read_directory(data)
    members, issues = _manifest(data, parts, form)
    if issues:
        return {}, issues
    left = form.max_bytes
    contents: dict[str, bytes] = {}
    tampered: list[Issue] = []
    for part in parts.values():
        if part.name == _MANIFEST:
            continue
        allowed = min(left, MAX_RECORD_BYTES) if part.name == form.record else left
        contents[part.name] = _unpacked(data, part, allowed)
        left -= len(contents[part.name])
        digest = digest_of(contents[part.name])
        if digest != members[part.name] or not form.is_name(part.name, digest):
            tampered.append(Issue("round_tampered", "error", origin=part.name))
    return ({}, tuple(tampered)) if tampered else (contents, ())


def read_members(data: bytes, form: Format) -> tuple[Mapping[str, bytes], tuple[Issue, ...]]:
    """Return (members, issues): no member when an issue speaks against the file.

    Nothing is taken by half: a member too many, too few or changed refuses the whole file.
    """
    limit = form.max_bytes // _MEGABYTE
    if len(data) > form.max_bytes:
        return {}, (Issue("round_too_large", "error", params={"limit": limit}),)
    if not data.startswith(_ZIP_START):
        return {}, (Issue("round_foreign", "error"),)
    try:
        return _read(data, form)
    except RecordError as error:
        return {}, (error.issue,)
    except RefusalError as refusal:
        code = _REFUSALS.get(refusal.code, "round_damaged")
        bound = MAX_MEMBERS if code == "round_too_many_members" else limit
        return {}, (Issue(code, "error", "", refusal.origin, {"limit": bound}),)
