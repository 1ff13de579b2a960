"""Words for a file that holds XML: as they are, without what no XML may hold."""

import re

from rfi.text.width import text_width

# All that XML 1.0 has no place for, and marks that reorder text on screen.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ufffe\uffff]"
)
_MORE = "…"


def plain(words: str) -> str:
    r"""Return words without characters that a file cannot hold; a tab and a carriage are spaces.

    >>> plain("=1+1\x0b<b>\t2")
    '=1+1<b> 2'
    """
    return _FORBIDDEN.sub("", words.replace("\r\n", "\n").replace("\r", " ").replace("\t", " "))


def cut(words: str, width: int) -> str:
    """Return words in at most ``width`` columns of a fixed-width font, … where some are left out.

    >>> cut("架空電算株式会社", 10), cut("R01", 9)
    ('架空電算…', 'R01')
    """
    if text_width(words) <= width:
        return words
    kept, used = [], text_width(_MORE) if width > 1 else 0
    for sign in words:
        used += text_width(sign)
        if used > width:
            break
        kept.append(sign)
    return "".join(kept) + _MORE
