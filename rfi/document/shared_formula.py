"""A formula written once for many cells, moved to one of them."""

import re

from rfi.document.grid import column_letters

# Texts and quoted sheet names stay; a reference is no part of a longer name or of a function.
_PARTS = re.compile(
    r'(?P<kept>"(?:[^"]|"")*"|\'(?:[^\']|\'\')*\'|\[[^\]]*\])'
    r"|(?<![\w.$])(?P<cell>\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6})(?![\w.(!])"
    r"|(?<![\w.$])(?P<columns>\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3})(?![\w.(!])"
    r"|(?<![\w.$])(?P<rows>\$?[1-9][0-9]{0,6}:\$?[1-9][0-9]{0,6})(?![\w.(!])"
)
_CELL = re.compile(r"(\$?)([A-Za-z]*)(\$?)([0-9]*)")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_OUTSIDE = "#REF!"


def column_number(letters: str) -> int:
    """Return the number of a column.

    >>> column_number("A"), column_number("XFD")
    (1, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _moved(reference: str, down: int, right: int) -> str:
    match = _CELL.fullmatch(reference)
    if match is None:
        return reference
    first, letters, second, digits = match.groups()
    if not letters:  # a whole row: its "$" stands in front
        second, first = first, ""
    column = column_number(letters) + (0 if first else right) if letters else 1
    row = int(digits) + (0 if second else down) if digits else 1
    if not (1 <= row <= _LAST_ROW and 1 <= column <= _LAST_COLUMN):
        return _OUTSIDE
    written = column_letters(column) if letters else ""
    return f"{first}{written}{second}{row if digits else ''}"


def move_formula(formula: str, down: int, right: int) -> str:
    """Return a formula as it stands ``down`` rows below and ``right`` columns beside its place.

    >>> move_formula('SUM(A1:$B$2)&"A1"', 1, 2)
    'SUM(C2:$B$2)&"A1"'
    """

    def replaced(match: re.Match[str]) -> str:
        if match["kept"] is not None:
            return match["kept"]
        ends = match.group().split(":")
        return ":".join(_moved(end, down, right) for end in ends)

    return _PARTS.sub(replaced, formula)
