"""A cell of a table in a file that programs read: figures by their unit, words whole."""

from rfi.text.numbers import round_half_up
from rfi.text.wording import Lang, text
from rfi.views.look.table import Kind, Row, TableCell

_RATIO_DIGITS = 6
_RATIOS: frozenset[Kind] = frozenset(("percent", "number", "ratio", "tenth", "exact"))


def number_words(row: Row, cell: TableCell, value: float) -> str:
    """Return a figure as a file holds it: whole yen, ratios to six digits."""
    if (cell.kind or row.kind) not in _RATIOS:
        return str(round_half_up(value))
    rounded = round_half_up(value, _RATIO_DIGITS)
    return str(int(rounded) if rounded == int(rounded) else rounded)


def row_words(row: Row, lang: Lang) -> str:
    """Return the name of a row with what must be said beside it; a code has its own column."""
    if row.note in {"", row.key}:
        return row.heading
    return text("view.with_note", lang).format(shown=row.heading, note=row.note)
