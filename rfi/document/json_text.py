"""JSON bytes → a value, or the places where they are wrong; nothing is read by half.

The quick way (a parser that refuses duplicate keys, NaN and deep nesting, plus searches over the
bytes) accepts; whatever it does not accept goes to ``scan_json``, which says where and why.
"""

import json
import re
import unicodedata

import jiter

from rfi.document.constants import MAX_FILE_BYTES, MAX_NUMBER_DIGITS
from rfi.document.scan import scan_json
from rfi.schema.issue import Issue

_BOM = b"\xef\xbb\xbf"
_DIGITS_TO_ZERO = bytes.maketrans(b"123456789", b"000000000")
_LONG_RUN = b"0" * (MAX_NUMBER_DIGITS + 1)
# The first byte of forbidden characters in UTF-8, and the pattern that tells them from harmless
# neighbours (an em dash starts like a bidi control). The search for one byte comes first: it is
# a hundred times quicker than the pattern, and most answers hold none of these bytes.
_FORBIDDEN_BYTES = tuple(
    (first, re.compile(pattern))
    for first, pattern in (
        (b"\xe2", rb"\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa6-\xa9])"),
        (b"\xc2", rb"\xc2[\x80-\x9f]"),
        (b"\xd8", rb"\xd8\x9c"),
        (b"\x7f", rb"\x7f"),
        (b"\\", rb"\\u(?:00[01]|007[fF]|00[89]|061[cC]|20[026]|[dD][89a-fA-F])"),
    )
)


def _looks_suspect(data: bytes) -> bool:
    long_number = _LONG_RUN in data.translate(_DIGITS_TO_ZERO, b".")
    return long_number or any(
        first in data and pattern.search(data) for first, pattern in _FORBIDDEN_BYTES
    )


def _syntax_issue(text: str) -> Issue:
    """Locate what a parser refuses; called only on a text that the quick parser refused."""
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        return Issue("json_syntax", "error", "", f"{error.lineno}:{error.colno}")
    except (ValueError, RecursionError):
        return Issue("json_unreadable", "error")
    return Issue("json_unreadable", "error")


def _decode(data: bytes) -> tuple[str | None, tuple[Issue, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        column = error.start - data.rfind(b"\n", 0, error.start)
        return None, (Issue("json_not_utf8", "error", "", f"{line}:{column}"),)


def read_json(data: bytes) -> tuple[object, tuple[Issue, ...]]:
    """Return (value, issues); the value is None when an issue is an error.

    Text comes back in Unicode NFC; a change to that end, and a skipped byte order mark, are notes.
    """
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        return None, (Issue("file_too_large", "error", params={"limit": limit}),)
    if not data.strip():
        return None, (Issue("file_empty", "error"),)
    notes: list[Issue] = []
    if data.startswith(_BOM):
        data = data.removeprefix(_BOM)
        notes.append(Issue("json_byte_order_mark", "note"))
    text, faults = _decode(data)
    if text is None:
        return None, faults
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        data = text.encode("utf-8", "surrogatepass")
        notes.append(Issue("text_normalized", "note"))
    if _looks_suspect(data) and (faults := scan_json(text)):
        return None, faults
    try:
        value = jiter.from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError:
        return None, scan_json(text) or (_syntax_issue(text),)
    return value, tuple(notes)
