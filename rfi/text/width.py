"""How much room words take in a font of fixed width."""

import unicodedata


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
