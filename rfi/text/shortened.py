"""Long names in little room: by their beginning and their end, and still told apart."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import takewhile

from rfi.text.width import text_width

# Columns of a fixed-width font that a name takes at most: two to three lines of a heading.
NAME_ROOM = 48
_CUT = "…"
# What stands before the cut where names differ in the middle alone.
_LEAD = 12


def _taken(letters: Iterable[str], room: int) -> str:
    """Return as many letters as fit, from the first on."""
    kept, used = "", 0
    for letter in letters:
        used += text_width(letter)
        if used > room:
            break
        kept += letter
    return kept


def _by_ends(name: str, room: int) -> str:
    if text_width(name) <= room:
        return name
    head = _taken(name, room // 2)
    tail = _taken(reversed(name), room - text_width(head) - text_width(_CUT))
    return head + _CUT + tail[::-1]


def _from(name: str, start: int, room: int) -> str:
    """Return the beginning of a name and what follows from ``start`` on."""
    head = _taken(name[:start], _LEAD)
    cut = _CUT if len(head) < start else ""
    return (
        head
        + cut
        + _taken(name[len(head) if not cut else start :], room - _LEAD - text_width(_CUT))
    )


def _alike(names: Iterable[str]) -> int:
    """Return how many letters the names begin with in common."""
    columns = zip(*names, strict=False)
    return sum(1 for _ in takewhile(lambda letters: len(set(letters)) == 1, columns))


def shortened(names: Sequence[str], room: int = NAME_ROOM) -> tuple[str, ...]:
    """Return names of at most ``room`` columns each, different ones by different words.

    Names that cannot be told apart in so little room stay whole.

    >>> shortened(["架空電算", "とても長い名前の架空情報システム東日本株式会社"], 24)
    ('架空電算', 'とても長い名…本株式会社')
    """
    short = {name: _by_ends(name, room) for name in names}
    for change in (_from, None):
        alike: dict[str, list[str]] = defaultdict(list)
        for name, brief in short.items():
            alike[brief].append(name)
        for group in (one for one in alike.values() if len(one) > 1):
            start = _alike(group)
            short |= {name: change(name, start, room) if change else name for name in group}
    return tuple(short[name] for name in names)
