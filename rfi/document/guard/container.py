"""What a file that should be a workbook really is, told from its first bytes and inner names."""

import re
import struct
from collections.abc import Collection

from rfi.document.guard.zip_parts import LOCAL_MAGIC
from rfi.document.refusal import refuse

_OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_SECTOR_POWER_AT, _OLE_DIRECTORY_AT = 30, 48
_OLE_ENTRY_BYTES, _OLE_NAME_BYTES, _OLE_MAX_POWER = 128, 64, 12
_EMPTY_ZIP = b"PK\x05\x06"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a]")
_LOOKED_AT = 4096
# What a file starts with, after blanks and a byte order mark, and what is said about it.
_STARTS = (
    (b"%pdf", "workbook_is_pdf"),
    (b"<!doctype html", "workbook_is_html"),
    (b"<html", "workbook_is_html"),
    (b"<table", "workbook_is_html"),
    (b"<meta", "workbook_is_html"),
    (b"<?xml", "workbook_is_xml"),
    (b"{\\rtf", "workbook_is_other_office"),
    (b"{", "workbook_is_json"),
)
# Names inside a zip that tell another kind of document.
_OTHERS = (
    ("xl/workbook.bin", "workbook_is_xlsb"),
    ("content.xml", "workbook_is_ods"),
    ("word/document.xml", "workbook_is_other_office"),
    ("ppt/presentation.xml", "workbook_is_other_office"),
)
_WORKBOOK_ENDS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".csv", ".json")


def _ole_names(data: bytes) -> set[str]:
    """Return the stream names in the first directory sector of an OLE file."""
    if len(data) < _OLE_DIRECTORY_AT + 4:
        return set()
    (power,) = struct.unpack_from("<H", data, _OLE_SECTOR_POWER_AT)
    (sector,) = struct.unpack_from("<L", data, _OLE_DIRECTORY_AT)
    size = 1 << min(power, _OLE_MAX_POWER)
    start = (sector + 1) * size
    entries = data[start : start + size]
    return {
        entries[at : at + _OLE_NAME_BYTES].decode("utf-16-le", "replace").split("\0", 1)[0]
        for at in range(0, len(entries), _OLE_ENTRY_BYTES)
    }


def _ole_code(data: bytes) -> str:
    names = _ole_names(data)
    # The directory may go on in a later sector; names are looked for as bytes then.
    if "EncryptedPackage" in names or "EncryptedPackage".encode("utf-16-le") in data:
        return "workbook_encrypted"
    if {"Workbook", "Book"} & names or "Workbook".encode("utf-16-le") in data:
        return "workbook_is_xls"
    return "workbook_is_other"


def _text_code(data: bytes) -> str:
    head = data[:_LOOKED_AT]
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            head = head.decode(encoding, "replace").encode()
    head = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    lowered = head.lower()
    for start, code in _STARTS:
        if lowered.startswith(start):
            # An HTML page may start as XML.
            is_page = code == "workbook_is_xml" and b"<html" in lowered
            return "workbook_is_html" if is_page else code
    return "workbook_is_other" if _BINARY.search(head) else "workbook_is_text"


def check_magic(data: bytes) -> None:
    """Pass only what starts as a zip with parts.

    Raises:
        RefusalError: it starts as something else, named as what it is.
    """
    if data.startswith(LOCAL_MAGIC):
        return
    if data.startswith(_OLE_MAGIC):
        refuse(_ole_code(data))
    refuse("workbook_is_other" if data.startswith(_EMPTY_ZIP) else _text_code(data))


def check_kind(names: Collection[str]) -> None:
    """Pass only a zip that is a workbook, by the lower-case names of its parts.

    Raises:
        RefusalError: it is another kind of document, or a folder packed as a zip.
    """
    for name, code in _OTHERS:
        if name in names:
            refuse(code)
    if "[content_types].xml" not in names or "_rels/.rels" not in names:
        packed = any(name.endswith(_WORKBOOK_ENDS) for name in names)
        refuse("workbook_in_zip" if packed else "workbook_is_other")
