"""How wide and high the cells of the authoring workbook are, and on which paper they fit."""

import math
import unicodedata
from collections.abc import Iterable, Sequence

from rfi.document.authoring.layout import ASKED_IN, USE, AskedColumn
from rfi.intake.form.choices import CellData

# Characters of the columns that need other widths than their kind; of one sheet alone with its
# name before. [ours]
_OWN = {
    USE: 6, ASKED_IN: 8, "text": 62, "title": 22, "title_en": 14, "category": 14, "cities": 8,
    "cost_items.title": 15, "standard_item": 12, "guide": 38, "business": 14, "symbol": 8,
    "fit": 18, "beneficiary": 9, "value_type": 8, "unit": 9, "direction": 9, "measure": 10,
    "service_level_items.standard_item": 16, "free_questions.title": 30,
    "free_questions.title_en": 12, "group": 9, "need": 7, "kind": 11, "kpis.description": 44,
    "kpis.title": 20, "kpis.title_en": 12, "service_level_items.description": 44, "choices": 17,
    "unit_text": 8, "weight": 6, "member_populations": 14, "wished_go_live_on": 12,
    "free_questions.description": 16, "free_questions.unit": 7,
}  # fmt: skip
_ID, _LONG, _CODE, _NUMBER, _PLAIN = 8, 30, 14, 10, 18
_LONG_TEXT = 400
# An A4 page in landscape holds so many pixels of columns at full size; the font has ten points and
# may be printed at eight. Where the font that widths are counted in is missing, columns are wider
# by a third: that is allowed for. [ours, measured]
_A4_PIXELS, _FULL, _LEAST, _WITHOUT_FONT = 1030, 10, 8, 1.33
_A3, _A4 = 8, 9
_LINE, _MOST_LINES = 14.0, 14
_WIDE = frozenset("WFA")


def width_of(column: AskedColumn) -> int:
    """Return the width of a column in characters."""
    if column.is_id:
        return _ID
    table = column.field.path[0] if column.field else ""
    own = _OWN.get(f"{table}.{column.key}", _OWN.get(column.key))
    if own is not None or column.field is None:
        return own or _PLAIN
    longest = column.field.bounds.get("maxLength", 0)
    if isinstance(longest, int) and longest > _LONG_TEXT:
        return _LONG
    if column.field.codelist:
        return _CODE
    return _NUMBER if column.field.is_number else _PLAIN


def paper_of(widths: Iterable[float]) -> int:
    """Return A4 where the columns can be read on it, else A3.

    >>> paper_of([10] * 12), paper_of([10] * 30)  # A4, A3
    (9, 8)
    """
    pixels = sum(7 * width + 5 for width in widths)
    return _A4 if _LEAST * _WITHOUT_FONT * pixels <= _FULL * _A4_PIXELS else _A3


def _characters(shown: str) -> int:
    return sum(2 if unicodedata.east_asian_width(one) in _WIDE else 1 for one in shown)


def lines_of(value: CellData, width: float) -> int:
    """Return how many lines a value takes in a cell.

    >>> lines_of("標準準拠", 4), lines_of("a", 10), lines_of(None, 5)
    (3, 1, 1)
    """
    if not isinstance(value, str):
        return 1
    # A line breaks before a wide character that does not fit whole.
    return sum(math.ceil(_characters(part) / max(width - 1, 1)) or 1 for part in value.split("\n"))


def height_of(cells: Sequence[CellData], widths: Sequence[float]) -> float:
    """Return the height of a row in points: not every program fits it by itself."""
    lines = max((lines_of(*pair) for pair in zip(cells, widths, strict=False)), default=1)
    return _LINE * min(lines, _MOST_LINES) + 4
