"""Rows as a person types them: ``3, 8-10``."""

import re
from collections.abc import Iterable

from rfi.document.grid.cell_text import fold

_RANGE = re.compile(r"(?P<first>[0-9]{1,6})(?:\s*[-〜~－]\s*(?P<last>[0-9]{1,6}))?")


def rows_in(words: str, most: int) -> frozenset[int] | None:
    """Return the rows that words name; None where they are no rows.

    >>> sorted(rows_in("3、8-10", 20000) or ()), rows_in("", 20000), rows_in("三行目", 20000)
    ([3, 8, 9, 10], frozenset(), None)
    """
    found: set[int] = set()
    for part in re.split(r"[,、\s]+", fold(words).strip()):
        if not part:
            continue
        given = _RANGE.fullmatch(part)
        if given is None:
            return None
        first = int(given["first"])
        last = int(given["last"] or first)
        if not 1 <= first <= last <= most:
            return None
        found.update(range(first, last + 1))
    return frozenset(found)


def rows_words(rows: Iterable[int]) -> str:
    """Return rows in words, those on end as a range.

    >>> rows_words({3, 8, 9, 10})
    '3, 8-10'
    """
    spans: list[list[int]] = []
    for row in sorted(rows):
        if spans and row == spans[-1][1] + 1:
            spans[-1][1] = row
        else:
            spans.append([row, row])
    return ", ".join(str(a) if a == b else f"{a}-{b}" for a, b in spans)
