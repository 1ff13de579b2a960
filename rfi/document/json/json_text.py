"""JSON bytes → a value, or the places where they are wrong; nothing is read by half.

The quick way (a parser that refuses NaN and deep nesting, a proof that no key stands twice, and
searches over the bytes) accepts; whatever it does not accept goes to ``scan_json``, which says
where and why.
"""

import json
import re
import unicodedata

import jiter

from rfi.document.bounds import EXACT_NUMBER_DIGITS, MAX_FILE_BYTES
from rfi.document.json.repeated_keys import has_no_key_twice
from rfi.document.json.scan import round_numbers, scan_json
from rfi.schema.issue import Issue

_BOM = b"\xef\xbb\xbf"
# Digits become 0: a run of them is a long number.
_AS_NOUGHTS = bytes.maketrans(b"123456789", b"0" * 9)
_LONG_RUN = b"0" * (EXACT_NUMBER_DIGITS + 1)
# Most bytes of an answer are names of fields and figures. Characters beyond ASCII are looked for
# among the others, which stay side by side as they were; colons are left, to be counted.
_ASCII = bytes(one for one in range(0x80) if one != ord(":"))
# What may not be in Unicode NFC: characters of scripts with marks that combine and those beyond the
# basic plane; kana with a separate voicing mark, ideographic tone marks, compatibility ideographs
# and presentation forms; wide spaces, marks around symbols, letters of units and old brackets.
_NOT_COMPOSED = re.compile(
    r"[\u0300-\u1fff\ua000-\uafff\U00010000-\U0010ffff"
    r"\u3099\u309a\u302a-\u302f\uf900-\ufb7f\ufe00-\ufe3f"
    r"\u2000\u2001\u20d0-\u20f0\u2126\u212a\u212b\u2329\u232a\u2adc"
    r"\u2cc0-\u2cff\u2d40-\u2d7f\u2dc0-\u2dff]"
)
# Forbidden characters beyond ASCII: control characters, and those that turn the direction of text.
_FORBIDDEN = re.compile(r"[\u0080-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_DELETE, _ESCAPE = b"\x7f", b"\\"
_FORBIDDEN_ESCAPE = re.compile(rb"\\u(?:00[01]|007[fF]|00[89]|061[cC]|20[026]|[dD][89a-fA-F])")


def _beyond_ascii(data: bytes) -> str | None:
    """Return the characters beyond ASCII, and colons; None where they are no UTF-8."""
    try:
        return data.translate(None, _ASCII).decode("utf-8")
    except UnicodeDecodeError:
        return None


def _looks_suspect(data: bytes, beyond: str) -> bool:
    if _LONG_RUN in data.translate(_AS_NOUGHTS, b".") or _FORBIDDEN.search(beyond):
        return True
    # The search for one byte is a hundred times quicker than that for a pattern.
    return _DELETE in data or (_ESCAPE in data and _FORBIDDEN_ESCAPE.search(data) is not None)


def _is_surely_composed(beyond: str) -> bool:
    """Tell from the characters alone that a text is in NFC; most Japanese answers are plain."""
    return _NOT_COMPOSED.search(beyond) is None


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


def _compose(data: bytes, beyond: str) -> tuple[bytes, tuple[Issue, ...]]:
    """Return the text in Unicode NFC, with a note when that changed it, or why it is no text."""
    if _is_surely_composed(beyond):
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


def _parsed(data: bytes, colons: int) -> object:
    """Return the value of a text; one with a key twice, NaN or too deep raises ValueError."""
    value = jiter.from_json(data, allow_inf_nan=False)
    if has_no_key_twice(data, colons, value):
        return value
    return jiter.from_json(data, catch_duplicate_keys=True, allow_inf_nan=False)


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
    beyond = _beyond_ascii(data)
    if beyond is None:
        return None, _faults_of(data)
    data, found = _compose(data, beyond)
    notes += found
    if _looks_suspect(data, beyond):
        if faults := _faults_of(data):
            return None, faults
        text, rounded = round_numbers(data.decode())
        data, notes = text.encode(), notes + rounded
    try:
        # Neither composing nor rounding makes or takes a colon.
        value = _parsed(data, beyond.count(":"))
    except ValueError:
        return None, _faults_of(data) or (_syntax_issue(data.decode()),)
    return value, notes
