"""What a cell may call a row of another sheet: its title, its id, or both."""

import difflib
from collections.abc import Iterable, Mapping, Sequence

from rfi.document.authoring.layout import BUSINESSES, ITEMS
from rfi.document.form.titles import choice_of
from rfi.document.grid.cell_text import LIST_MARKS, fold
from rfi.document.grid.cell_values import code_of

_STANDARD: Mapping[str, str] = {BUSINESSES: "businesses", ITEMS: "cost_items"}
_CLOSE, _CANDIDATES = 0.3, 3
_SEPARATORS = ("\n", *LIST_MARKS)


class Names:
    """The rows of one sheet by what they are called."""

    def __init__(self, table: str, rows: Iterable[tuple[str, str]]) -> None:
        """Take (id, title) of every row."""
        self._table = table
        self._titles: dict[str, str] = {}
        self._ids: dict[str, set[str]] = {}
        for code, title in rows:
            self._titles.setdefault(code, title)
            self._ids.setdefault(fold(title), set()).add(code)

    def find(self, given: str) -> tuple[str, ...]:
        """Return the ids that a text may mean: one, none, or those of several rows of one title.

        A title goes before an id; a title of the standard list is known too, so that a business
        that was renamed is still found by its first name.
        """
        folded = fold(given)
        found = self._ids.get(folded, set())
        if found:
            return tuple(sorted(found))
        if folded in self._titles:
            return (folded,)
        for code, title in self._titles.items():
            if folded == fold(choice_of(code, title)):
                return (code,)
        standard = code_of(given, _STANDARD[self._table]) if self._table in _STANDARD else None
        return (standard,) if standard in self._titles else ()

    def title(self, code: str) -> str:
        """Return the title of an id."""
        return self._titles.get(code, code)

    def nearest(self, given: str) -> tuple[str, ...]:
        """Return the titles most like a text, the nearest first."""
        return tuple(difflib.get_close_matches(fold(given), self._ids, _CANDIDATES, _CLOSE))

    def shown(self, code: str) -> str:
        """Return what is written for an id so that it is found again; its title where it can be."""
        title = self.title(code)
        for one in (title, code, choice_of(code, title)):
            if self.find(one) == (code,):
                return one
        return code

    def shown_together(self, codes: Sequence[str]) -> str:
        """Return several ids in one cell; a title that holds a separator gives way to its id."""
        parts = (self.shown(code) for code in codes)
        return LIST_MARKS[1].join(
            code if any(mark in part for mark in _SEPARATORS[:-1]) else part
            for code, part in zip(codes, parts, strict=True)
        )


def parts_of(given: str) -> tuple[str, ...]:
    """Return the parts of a cell that names several rows.

    >>> parts_of("35万人・単独"), parts_of("A＋B、C")
    (('35万人・単独',), ('A', 'B', 'C'))
    """
    parts = given
    # The dot stands inside titles: it separates nothing here.
    for mark in _SEPARATORS[:-1]:
        parts = parts.replace(mark, "\n")
    return tuple(part.strip() for part in parts.split("\n") if part.strip())
