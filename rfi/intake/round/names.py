"""Names of files of one round: no two answers stand under the same one.

Every vendor may send the form back under the name with which it went out. Issues, lists and
dismissals name an answer by its file.
"""

from collections.abc import Iterable
from pathlib import PurePath


def told_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, a later one of the same name with its number; capitals make no other name.

    >>> told_apart(["回答.xlsx", "回答.xlsx", "回答 (2).xlsx", "a", "A"])
    ('回答.xlsx', '回答 (2).xlsx', '回答 (2) (2).xlsx', 'a', 'A (2)')
    """
    taken: set[str] = set()
    found = []
    for name in names:
        path, number, own = PurePath(name), 1, name
        while own.casefold() in taken:
            number += 1
            own = f"{path.stem} ({number}){path.suffix}"
        taken.add(own.casefold())
        found.append(own)
    return tuple(found)
