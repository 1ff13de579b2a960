"""Text that is text wherever a file is opened: no formula, no control of a terminal or a line.

The guard is undone by taking one apostrophe from the start of a text that begins with one.
"""

import unicodedata

GUARD = "'"
# What a spreadsheet may take for the start of a formula, in full width as well.
STARTERS = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_DASH = "－"
# Whitespace that a quoted field may hold.
_PLAIN = frozenset("\t\n\r")
# Where Unicode begins its pictures of control characters, and that of the last one.
_PICTURES, _DELETE, _DELETED = 0x2400, 0x7F, "\u2421"
_UNSEEN = "\ufffd"
# Controls, and what turns the direction of a line or is no character.
_CONTROLS = frozenset(("Cc", "Cf", "Cs"))
# Of the same class, and harmless: parts of written words and of pictures.
_JOINERS = frozenset("\u200c\u200d\u00ad")


def _seen(sign: str) -> str:
    if sign in _PLAIN or sign in _JOINERS or unicodedata.category(sign) not in _CONTROLS:
        return sign
    code = ord(sign)
    if code == _DELETE:
        return _DELETED
    return chr(_PICTURES + code) if code < ord(" ") else _UNSEEN


def seen(words: str) -> str:
    """Return text in which a control character can be seen and does nothing.

    >>> seen("a" + chr(0) + "b" + chr(27))
    'a␀b␛'
    """
    return words if words.isprintable() else "".join(map(_seen, words))


def inert(words: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> inert("=1+1"), inert("R01"), inert("'a")
    ("'=1+1", 'R01', "''a")
    """
    words = seen(words)
    is_guarded = words.startswith((*STARTERS, GUARD)) and words != _DASH
    return f"{GUARD}{words}" if is_guarded else words


def released(words: str) -> str:
    """Return what was guarded, as it was but for control characters.

    >>> released("'=1+1"), released("R01")
    ('=1+1', 'R01')
    """
    return words.removeprefix(GUARD)
