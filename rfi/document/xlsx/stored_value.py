"""The value of one cell as a file stores it → its kind and what it is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rfi.document.xlsx.number_formats import iso_date_text, shows_date
from rfi.document.xlsx.shared_texts import unescape

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_SHORT_WHOLE = re.compile("-?[0-9]{1,15}")
_MAX_EXACT = 2**53
# Kinds as one letter, for the way from the child to its parent.
NUMBER, TEXT, BOOLEAN, DATE, ERROR, NO_VALUE = "ntbdef"

Stored = float | str | bool


@dataclass(slots=True)
class Tables:
    """What the sheets of one workbook share; texts and formulas are written out once."""

    texts: list[str]
    formats: Sequence[str]
    uses_1904: bool
    cells: int = 0
    formula_characters: int = 0
    dates: list[bool] = field(default_factory=list)
    struck: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Tell the formats of dates once."""
        self.dates = [shows_date(text) for text in self.formats]

    def index_of(self, text: str) -> int:
        """Return the index of a text of its own cell."""
        self.texts.append(text)
        return len(self.texts) - 1

    def own_text(self, text: str) -> tuple[str, Stored]:
        """Return kind and value of a text of its own cell; kind "" when it is empty."""
        return (TEXT, self.index_of(text)) if text else ("", "")


def number_of(written: str) -> float | None:
    """Return a number as written by a spreadsheet, an int when whole; None when it is none.

    >>> number_of("1.5"), number_of("2.0"), number_of("1e999"), number_of("1_0")
    (1.5, 2, None, None)
    """
    if _SHORT_WHOLE.fullmatch(written):
        return int(written)
    if not _NUMBER.fullmatch(written):
        return None
    value = float(written)
    if abs(value) == float("inf"):
        return None
    return int(value) if value.is_integer() and abs(value) <= _MAX_EXACT else value


def whole_number(written: str) -> int | None:
    """Return a row number or an index; None when it is none."""
    return int(written) if _SHORT_WHOLE.fullmatch(written) else None


def stored_value(
    written_as: str, found: str | None, tables: Tables, *, has_formula: bool
) -> tuple[str, Stored]:
    """Return kind and value, kind "" when there is none; a text is the index of it.

    Raises:
        LookupError: a shared text is named that is not there.
    """
    if written_as == "str" and found is not None:
        is_empty = not found and not has_formula
        return ("", "") if is_empty else (TEXT, tables.index_of(unescape(found)))
    bare = (found or "").strip()
    if not bare:
        return "", ""
    if written_as == "s":
        index = whole_number(bare)
        if index is None or not 0 <= index < len(tables.texts):
            raise LookupError
        return (TEXT, index) if tables.texts[index] else ("", "")
    if written_as == "e":
        return ERROR, tables.index_of(bare)
    kind, value = _of_its_kind(written_as, bare)
    # Whatever claims to be something else and is not is kept as the text it is.
    return (TEXT, tables.index_of(unescape(bare))) if value is None else (kind, value)


def _of_its_kind(written_as: str, written: str) -> tuple[str, Stored | None]:
    if written_as == "n":
        return NUMBER, number_of(written)
    if written_as == "b":
        return BOOLEAN, {"0": False, "1": True}.get(written)
    return DATE, (iso_date_text(written) or None) if written_as == "d" else None
