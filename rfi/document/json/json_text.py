"""JSON bytes → a value, or the places where they are wrong; nothing is read by half.

The quick way (a parser that refuses duplicate keys, NaN and deep nesting, plus searches over the
bytes) accepts; whatever it does not accept goes to ``scan_json``, which says where and why.
"""

import json
import re
import unicodedata

import jiter

from rfi.document.bounds import EXACT_NUMBER_DIGITS, MAX_FILE_BYTES
from rfi.document.json.scan import round_numbers, scan_json
from rfi.schema.issue import Issue

_BOM = b"\xef\xbb\xbf"
_RARE = b"\x01"
# One pass over the bytes serves two searches: digits become 0 (a run of them is a long number),
# and the first bytes of characters that normalization may touch become ``_RARE``.
_RARE_STARTS = bytes([*range(0xCC, 0xE2), 0xEA, *range(0xF0, 0xF8)])
_MARKED = bytes.maketrans(b"123456789" + _RARE_STARTS, b"0" * 9 + _RARE * len(_RARE_STARTS))
_LONG_RUN = b"0" * (EXACT_NUMBER_DIGITS + 1)
# Among the other characters these may not be in Unicode NFC: kana with a separate voicing mark,
# ideographic tone marks, compatibility ideographs and presentation forms; and of those that start
# like a dash or an arrow, marks that combine, wide spaces, letters of units and old brackets.
_NOT_COMPOSED = tuple(
    re.compile(pattern)
    for pattern in (rb"\xe3(?:\x82[\x99\x9a]|\x80[\xaa-\xaf])", rb"\xef[\xa4-\xad\xb8]")
)
_DASHLIKE = b"\xe2"
_NOT_COMPOSED_DASHLIKE = re.compile(
    rb"\xe2(?:\x80[\x80\x81]|\x83[\x90-\xb0]|\x84[\xa6\xaa\xab]|\x8c[\xa9\xaa]|\xab\x9c|[\xb3\xb5\xb7])"
)
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


def _looks_suspect(data: bytes, marked: bytes) -> bool:
    return _LONG_RUN in marked or any(
        first in data and pattern.search(data) for first, pattern in _FORBIDDEN_BYTES
    )


def _is_surely_composed(data: bytes, marked: bytes) -> bool:
    """Tell from the bytes alone that a text is in NFC; most Japanese answers are plain enough."""
    if _RARE in marked or any(pattern.search(data) for pattern in _NOT_COMPOSED):
        return False
    return _DASHLIKE not in data or _NOT_COMPOSED_DASHLIKE.search(data) is None


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


def _size_fault(data: bytes) -> Issue | None:
    if len(data) > MAX_FILE_BYTES:
        limit = MAX_FILE_BYTES // (1024 * 1024)
        return Issue("file_too_large", "error", params={"limit": limit})
    return None if data.strip() else Issue("file_empty", "error")


def _compose(data: bytes, marked: bytes) -> tuple[bytes, tuple[Issue, ...]]:
    """Return the text in Unicode NFC, with a note when that changed it, or why it is no text."""
    if _is_surely_composed(data, marked):
        return data, ()
    text, faults = _decode(data)
    if text is None or unicodedata.is_normalized("NFC", text):
        return data, faults
    composed = unicodedata.normalize("NFC", text)
    return composed.encode(), (Issue("text_normalized", "note"),)


def _faults_of(data: bytes) -> tuple[Issue, ...]:
    """Return what the walk over the text finds."""
    text, faults = _decode(data)
    return faults if text is None else scan_json(text)


def read_json(data: bytes) -> tuple[object, tuple[Issue, ...]]:
    """Return (value, issues); the value is None when an issue is an error.

    Text comes back in Unicode NFC; a change to that end, and a skipped byte order mark, are notes.
    """
    if fault := _size_fault(data):
        return None, (fault,)
    notes: tuple[Issue, ...] = ()
    if data.startswith(_BOM):
        data = data.removeprefix(_BOM)
        notes = (Issue("json_byte_order_mark", "note"),)
    marked = data.translate(_MARKED, b".")
    data, found = _compose(data, marked)
    notes += found
    if _looks_suspect(data, marked):
        if faults := _faults_of(data):
            return None, faults
        text, rounded = round_numbers(data.decode())
        data, notes = text.encode(), notes + rounded
    try:
        value = jiter.from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)
    except ValueError:
        return None, _faults_of(data) or (_syntax_issue(data.decode()),)
    return value, notes
