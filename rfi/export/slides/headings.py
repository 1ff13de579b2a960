"""Headings of the tables of slides: broken where words allow it, cut only where they must be."""

from collections.abc import Sequence

from rfi.export.office.plain import cut, plain
from rfi.text.width import text_width
from rfi.views.look.band.picture import name_parts


def _two_lines(name: str, room: int) -> str:
    """Return words on two lines at most, broken between words where they allow it."""
    if text_width(name) <= room:
        return name
    parts = name_parts(name)
    for count in range(len(parts) - 1, 0, -1):
        first, rest = "".join(parts[:count]), "".join(parts[count:])
        if max(text_width(first), text_width(rest)) <= room:
            return f"{first}\n{rest}"
    kept = cut(name, room + 1).removesuffix("…")
    kept = name[: len(kept) + 1].rpartition(" ")[0] or kept
    return f"{kept}\n{cut(name[len(kept) :].lstrip(), room)}"


def head_lines(words: str, room: int, *, is_brief: bool) -> str:
    """Return a heading as it is written.

    Args:
        words: The heading; a letter has its name on a line below.
        room: Half-width letters of a line.
        is_brief: Whether what stands below a letter has one line instead of two.
    """
    name, is_broken, below = plain(words).partition("\n")
    if not is_broken:
        return _two_lines(name, room)
    return f"{cut(name, room)}\n{cut(below, room) if is_brief else _two_lines(below, room)}"


def are_whole(heads: Sequence[str], shown: Sequence[str]) -> bool:
    """Tell whether no heading is cut."""
    pairs = zip(heads, shown, strict=True)
    return all("".join(plain(head).split()) == "".join(one.split()) for head, one in pairs)
