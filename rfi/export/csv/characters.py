"""Text in cp932: what does not fit is replaced by something like it, and told, never silently."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rfi.export.csv.inert import inert, seen

ENCODING = "cp932"
# What JIS X 0208 has under another code point in this code page.
_ALIKE = {
    chr(sign): chr(other)
    for sign, other in (
        *((0x301C, 0xFF5E), (0x2212, 0xFF0D), (0x2014, 0x2015), (0x2016, 0x2225)),
        *((0xA2, 0xFFE0), (0xA3, 0xFFE1), (0xAC, 0xFFE2), (0xA5, 0xFFE5), (0xA0, 0x20)),
    )
}
# The geta mark: stands for a sign that there is no type for.
GETA = chr(0x3013)


@dataclass(frozen=True, slots=True)
class Replaced:
    """One character that did not fit.

    Attributes:
        line: Of the file, the heading being the first.
        column: Heading of its column.
        code: Its code point, ``U+1F600``.
        name: Its name in Unicode; "" where it has none.
        by: What stands for it.
        count: How often in that cell.
    """

    line: int
    column: str
    code: str
    name: str
    by: str
    count: int


@cache
def _fits(sign: str) -> bool:
    try:
        return sign.encode(ENCODING).decode(ENCODING) == sign
    except UnicodeEncodeError:
        return False


def fitting(words: str) -> tuple[str, dict[str, str]]:
    """Return text of which every character fits, and character → what stands for it.

    >>> fitting("1" + chr(0x301C))[0] == "1" + chr(0xFF5E)
    True
    """
    misfits = {sign: _stand_in(sign) for sign in dict.fromkeys(words) if not _fits(sign)}
    return "".join(misfits.get(sign, sign) for sign in words), misfits


def _stand_in(sign: str) -> str:
    if sign in _ALIKE:
        return _ALIKE[sign]
    plain = unicodedata.normalize("NFKC", sign)
    return plain if plain and all(map(_fits, plain)) else GETA


def fitted_lines(
    lines: list[list[str]], texts: frozenset[int], replaced: list[Replaced]
) -> Iterator[list[str]]:
    """Yield lines of which every character fits.

    A character that stands for another may start a formula: texts are guarded after it.

    Args:
        lines: As they would be written in UTF-8, before they are guarded; the heading first.
        texts: Columns of text; figures always fit.
        replaced: Takes what did not fit.
    """
    heads = lines[0] if lines else []
    for number, line in enumerate(lines, start=1):
        made = []
        for column, words in enumerate(line):
            if column not in texts:
                made.append(words)
                continue
            shown = seen(words)
            plain, misfits = fitting(shown)
            head = fitting(heads[column])[0]
            replaced.extend(
                Replaced(
                    number,
                    head,
                    f"U+{ord(sign):04X}",
                    unicodedata.name(sign, ""),
                    by,
                    shown.count(sign),
                )
                for sign, by in misfits.items()
            )
            made.append(inert(plain))
        yield made
