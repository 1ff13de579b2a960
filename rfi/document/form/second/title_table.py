"""What stands for a code in the form: titles of its labels, and choices of its dropdowns."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from rfi.document.grid.cell_text import fold

CODE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
BETWEEN = "："  # in a choice of the form, between the code and the title
CHOICE = re.compile(f"({CODE.pattern})[:{BETWEEN}](.+)", re.DOTALL)
_BOTH = re.compile(f"({CODE.pattern})[ :] ?(.+)", re.DOTALL)
_CLOSE, _CANDIDATES = 0.3, 3
_SHOWN = 6  # titles that a message lists


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands for a code.

    Attributes:
        codes: Kind → folded title → code; a title that stands for two codes is left out.
        listed: Kind → title → code of the dropdowns, as they stand there.
    """

    codes: Mapping[str, Mapping[str, str]]
    listed: Mapping[str, Mapping[str, str]]

    def chosen(self, kind: str, given: str) -> str | None:
        """Return the code of a choice of the form's own dropdowns."""
        return self.listed.get(kind, {}).get(given)

    def code(self, kind: str, title: str) -> str | None:
        """Return the code of a title, alone or behind it; None when there is none."""
        known = self.codes.get(kind, {})
        folded = fold(title)
        if folded in known:
            return known[folded]
        both = _BOTH.fullmatch(folded)
        return both[1] if both and known.get(both[2]) == both[1] else None

    def nearest(self, kind: str, title: str) -> tuple[str, ...]:
        """Return the titles most like one, with their codes, the nearest first."""
        known = self.codes.get(kind, {})
        plain = [one for one in known if not CHOICE.fullmatch(one)]
        found = difflib.get_close_matches(fold(title), plain, _CANDIDATES, _CLOSE)
        return tuple(f"{one}（{known[one]}）" for one in found)

    def shown(self, kind: str) -> tuple[str, ...]:
        """Return the titles that may be chosen, as many as a message can hold."""
        known = [one for one in self.listed.get(kind, {}) if not CHOICE.fullmatch(one)]
        titles = [*dict.fromkeys(fold(one) for one in known)]
        return (*titles[:_SHOWN], "…") if len(titles) > _SHOWN else tuple(titles)
