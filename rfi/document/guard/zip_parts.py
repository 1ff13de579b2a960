"""The parts of a zip: its directory, and each part unpacked piece by piece.

Guard and parser read through this one module, so that both see the same parts. It believes no
stated size: what is unpacked is counted, and every stated fact must come true.
"""

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import NoReturn

from rfi.document.refusal import refuse
from rfi.document.xlsx.bounds import (
    CHUNK_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_PARTS,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    MIN_BYTES_FOR_RATIO,
)

LOCAL_MAGIC = b"PK\x03\x04"
_ENTRY_MAGIC = b"PK\x01\x02"
_END_MAGIC = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_MAX_COMMENT = 0xFFFF
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1 | 0x40
_STORED, _DEFLATED = 0, 8
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class ZipPart:
    """One part as the directory states it.

    Attributes:
        name: With "/" between folders.
        method: How it is packed.
        crc: Checksum of the unpacked bytes.
        packed: Size in the file.
        unpacked: Size stated; not believed.
        offset: Where its local header starts.
    """

    name: str
    method: int
    crc: int
    packed: int
    unpacked: int
    offset: int

    @property
    def place(self) -> str:
        """Return the name, short enough to be shown."""
        return "".join(char for char in self.name if char.isprintable())[:_SHOWN]


def _broken() -> NoReturn:
    refuse("workbook_broken_zip")


def _directory_of(data: bytes) -> bytes:
    """Return the bytes of the directory."""
    end = data.rfind(_END_MAGIC, max(0, len(data) - _END.size - _MAX_COMMENT))
    if end < 0 or len(data) - end < _END.size:
        _broken()
    _, _, _, _, count, size, offset, _ = _END.unpack_from(data, end)
    if count > MAX_PARTS or MAX_DIRECTORY_BYTES < size <= len(data):
        refuse("workbook_too_many_parts", limit=MAX_PARTS)
    if offset + size > end:
        _broken()
    return data[offset : offset + size]


def _name_of(raw: bytes, flags: int) -> str:
    try:
        name = raw.decode("utf-8" if flags & _UTF8_NAME else "cp437")
    except UnicodeDecodeError:
        _broken()
    name = name.replace("\\", "/")
    if name.startswith("/") or ":" in name or "\0" in name or ".." in name.split("/"):
        refuse("workbook_part_name")
    return name


def read_directory(data: bytes) -> Mapping[str, ZipPart]:
    """Return the parts by their name in lower case, as names of parts ignore case.

    Raises:
        RefusalError: the directory is broken, too long, or two parts share a name or bytes.
    """
    directory = _directory_of(data)
    parts: dict[str, ZipPart] = {}
    spans: list[tuple[int, int]] = []
    position = 0
    while position < len(directory):
        if len(directory) - position < _ENTRY.size:
            _broken()
        fields = _ENTRY.unpack_from(directory, position)
        magic, _, _, flags, method, _, _, crc, packed, unpacked, length, extra, comment = fields[
            :13
        ]
        offset = fields[-1]
        start = position + _ENTRY.size
        position = start + length + extra + comment
        if magic != _ENTRY_MAGIC or position > len(directory):
            _broken()
        part = ZipPart(
            _name_of(directory[start : start + length], flags),
            method,
            crc,
            packed,
            unpacked,
            offset,
        )
        if flags & _ENCRYPTED:
            refuse("workbook_encrypted")
        if part.name.lower() in parts or len(parts) == MAX_PARTS:
            refuse("workbook_twin_parts", part.place)
        parts[part.name.lower()] = part
        spans.append((offset, _start_of(data, part) + packed))
    spans.sort()
    if any(first[1] > second[0] for first, second in pairwise(spans)):
        _broken()
    return parts


def _start_of(data: bytes, part: ZipPart) -> int:
    """Return where the packed bytes start; the local header must tell the same name."""
    if part.offset + _LOCAL.size > len(data):
        _broken()
    fields = _LOCAL.unpack_from(data, part.offset)
    magic, flags, length, extra = fields[0], fields[2], fields[9], fields[10]
    name_at = part.offset + _LOCAL.size
    start: int = name_at + length + extra
    if magic != LOCAL_MAGIC or start + part.packed > len(data):
        _broken()
    if _name_of(data[name_at : name_at + length], flags) != part.name:
        _broken()
    return start


def _inflated(packed: memoryview) -> Iterator[bytes]:
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    position, rest = 0, b""
    while not inflate.eof:
        if not rest:
            rest = bytes(packed[position : position + CHUNK_BYTES])
            position += len(rest)
        chunk = inflate.decompress(rest, CHUNK_BYTES)
        rest = inflate.unconsumed_tail
        if chunk:
            yield chunk
        elif not rest and position >= len(packed) and not inflate.eof:
            raise zlib.error
    if inflate.unused_data or position < len(packed):
        raise zlib.error


def unpack_part(data: bytes, part: ZipPart, allowed: int = MAX_UNPACKED_BYTES) -> Iterator[bytes]:
    """Yield the part piece by piece, none longer than ``CHUNK_BYTES``.

    Raises:
        RefusalError: more than ``allowed`` bytes or too great a ratio, or more than
            is stated, told as soon as it shows; or size or checksum do not hold, told at the end.
    """
    start = _start_of(data, part)
    packed = memoryview(data)[start : start + part.packed]
    if part.method not in {_STORED, _DEFLATED}:
        refuse("workbook_broken_part", part.place)
    pieces = (
        _inflated(packed)
        if part.method == _DEFLATED
        else (bytes(packed[at : at + CHUNK_BYTES]) for at in range(0, len(packed), CHUNK_BYTES))
    )
    size = crc = 0
    try:
        for chunk in pieces:
            size += len(chunk)
            if size > allowed:
                limit = MAX_UNPACKED_BYTES // (1024 * 1024)
                refuse("workbook_unpacks_too_large", part.place, limit=limit)
            if size > part.unpacked:
                refuse("workbook_broken_part", part.place)
            if size > max(MIN_BYTES_FOR_RATIO, part.packed * MAX_RATIO):
                refuse("workbook_packed_too_tightly", part.place)
            crc = zlib.crc32(chunk, crc)
            yield chunk
    except zlib.error:
        refuse("workbook_broken_part", part.place)
    if size != part.unpacked or crc != part.crc:
        refuse("workbook_broken_part", part.place)
