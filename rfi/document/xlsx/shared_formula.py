"""A formula written once for many cells, moved to one of them."""

import re
from functools import cache

from rfi.document.grid.grid import column_letters

# Texts and quoted sheet names stay; a reference is no part of a longer name or of a function.
_PARTS = re.compile(
    r'(?P<kept>"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\[[^\]]*\])'
    r"|(?<![\w.$])(?P<cell>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})(?![\w.(!])"
    r"|(?<![\w.$])(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!])"
    r"|(?<![\w.$])(?P<rows>\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})(?![\w.(!])"
)
_END = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_OUTSIDE = "#REF!"
_letters = cache(column_letters)

# One end of a reference: column (0: a whole row) and row (0: a whole column), each with whether it
# moves.
End = tuple[int, bool, int, bool]


def column_number(letters: str) -> int:
    """Return the number of a column.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _end_of(written: str) -> End:
    match = _END.fullmatch(written)
    first, letters, second, digits = match.groups() if match else ("", "", "", "")
    if not letters:  # a whole row: its "$" stands in front
        first, second = "", first
    return column_number(letters), not first, int(digits or 0), not second


def _moved(end: End, down: int, right: int) -> str:
    column, moves_right, row, moves_down = end
    letters = digits = ""
    if column:
        column += right if moves_right else 0
        if not 1 <= column <= _LAST_COLUMN:
            return _OUTSIDE
        letters = ("" if moves_right else "$") + _letters(column)
    if row:
        row += down if moves_down else 0
        if not 1 <= row <= _LAST_ROW:
            return _OUTSIDE
        digits = ("" if moves_down else "$") + str(row)
    return letters + digits


class SharedFormula:
    """A formula taken apart once, to be written for many cells.

    >>> SharedFormula('SUM(A1:$B$2)&"A1"').moved(1, 2)
    'SUM(C2:$B$2)&"A1"'
    """

    def __init__(self, formula: str) -> None:
        """Take the formula apart: texts that stay, and ends of references that move."""
        self._parts: list[str | End] = []
        done = 0
        for match in _PARTS.finditer(formula):
            if match["kept"] is not None:
                continue
            self._parts.append(formula[done : match.start()])
            done = match.end()
            first, colon, last = match.group().partition(":")
            self._parts.append(_end_of(first))
            if colon:
                self._parts += [colon, _end_of(last)]
        self._parts.append(formula[done:])

    def moved(self, down: int, right: int) -> str:
        """Return it as it stands ``down`` rows below and ``right`` columns beside its place."""
        return "".join(
            part if isinstance(part, str) else _moved(part, down, right) for part in self._parts
        )
