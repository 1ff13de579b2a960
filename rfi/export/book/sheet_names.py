"""Names of sheets as Excel allows them: short, unique, without its signs."""

import re
from collections.abc import Iterable

from rfi.text.wording import Lang, has_text, text
from rfi.views.look.table import Table

LONGEST = 31
# Signs that Excel refuses anywhere in a name.
_REFUSED = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
# Excel keeps this name for itself.
_RESERVED = "history"


def _allowed(name: str) -> str:
    words = _REFUSED.sub(" ", name).strip("' ") or "_"
    return f"{words}_" if words.casefold() == _RESERVED else words


def unique_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return names of at most 31 characters, no two alike whatever their case.

    >>> unique_names(["a/b", "A B", "x" * 40])[:2]
    ('a b', 'A B (2)')
    """
    taken: set[str] = set()
    names = []
    for name in map(_allowed, wanted):
        made, count = name[:LONGEST].rstrip("' "), 1
        while made.casefold() in taken:
            count += 1
            end = f" ({count})"
            made = name[: LONGEST - len(end)] + end
        taken.add(made.casefold())
        names.append(made)
    return tuple(names)


def sheet_title(table: Table, lang: Lang) -> str:
    """Return the short name of a table, its title where the catalogue has none.

    A name may hold ``{letter}``, which tells the tables of the offers apart.
    """
    key = f"export.sheet.{table.key}"
    return text(key, lang, letter=table.letter) if has_text(key) else table.title
