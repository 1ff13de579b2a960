"""How much room words take in a font of fixed width."""

import unicodedata
from collections.abc import Iterator
from math import ceil


class _Widths(dict[str, int]):
    """Sign → its columns, asked of Unicode once: a workbook measures a million signs."""

    def __missing__(self, sign: str) -> int:
        """Look a sign up that was not met so far."""
        width = 2 if unicodedata.east_asian_width(sign) in "WFA" else 1
        self[sign] = width
        return width


_WIDTHS = _Widths()


def text_width(part: str) -> int:
    """Return how many columns a text takes in a fixed-width East Asian font.

    >>> text_width("総額 60")
    7
    """
    # No sign of ASCII is wide.
    return len(part) if part.isascii() else sum(map(_WIDTHS.__getitem__, part))


# What begins no line, and what ends none.
_NO_FIRST = frozenset("、。，．・：；？！）」』】〕〉》〜ー…%％)],.:;!?")
_NO_LAST = frozenset("（「『【〔〈《([≧≦※△＋")
# Between a wide letter and a narrow one programs that set a text leave half a column.
_BETWEEN = 0.5


def _pieces(words: str) -> Iterator[str]:
    """Yield what no line break comes into: words of narrow letters, single wide ones with marks."""
    piece = ""
    for sign in words:
        last = piece[-1:]
        is_word = sign.isascii() and last.isascii() and sign != " " and last != " "
        if piece and not (is_word or sign == " " or sign in _NO_FIRST or last in _NO_LAST):
            yield piece
            piece = ""
        piece += sign
    if piece:
        yield piece


def line_count(words: str, room: int) -> int:
    """Return how many lines a text takes in lines of ``room`` columns, broken as programs do.

    A narrow word goes on whole to the next line, a closing bracket takes the letter before it
    along; only what is longer than a line is broken inside.

    >>> line_count("下限（≧）・内挿", 16), line_count("下限（≧）・内挿", 10)
    (1, 3)
    >>> line_count("scope not covered", 9), line_count("", 9), line_count("abcdefgh", 4)
    (2, 1, 2)
    """
    lines, used, last = 1, 0.0, ""
    for piece in _pieces(words):
        bare = text_width(piece.rstrip(" "))
        is_mixed = bool(last) and last.isalnum() and piece[0].isalnum()
        gap = _BETWEEN if is_mixed and last.isascii() != piece[0].isascii() else 0.0
        if used and used + gap + bare > room:
            lines, used, gap = lines + 1, 0.0, 0.0
        used += gap + text_width(piece)
        if bare > room:
            lines += ceil(bare / room) - 1
            used = bare % room or room
        last = piece[-1]
    return lines
