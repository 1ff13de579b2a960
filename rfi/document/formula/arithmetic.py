"""The result of a plain formula, from the values that are stored in the cells it refers to.

Sums, products, the four operations and roundings of cells of this workbook: what price tables are
made of. Of any other formula nothing is said.
"""

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, InvalidOperation

from rfi.document.formula.references import REFERENCE, Area, area_of
from rfi.document.grid.grid import Sheet
from rfi.document.xlsx.bounds import MAX_COLUMNS, MAX_ROWS

_TOKEN = re.compile(
    rf"\s*(?:(?P<area>{REFERENCE.pattern})|(?P<number>(?:\d+\.?\d*|\.\d+)(?:[Ee][+-]?\d+)?)"
    r"|(?P<name>[A-Z]{3,9})\(|(?P<sign>[-+*/(),%]))\s*"
)
# Cells that all formulas of a workbook together may look at.
_MAX_CELLS = 2_000_000
_MAX_DEPTH = 32
_MOST_DIGITS = 15
_PERCENT = 100


class _UnknownError(Exception):
    """The formula is not one of those that are worked out here."""


# How each function rounds; a spreadsheet rounds the 15 digits that a float surely holds.
_ROUNDINGS: Mapping[str, str] = {
    "ROUND": ROUND_HALF_UP,
    "ROUNDDOWN": ROUND_DOWN,
    "ROUNDUP": ROUND_UP,
}


def _rounded(value: float, digits: int, how: str) -> float:
    sure = Decimal(format(value, f".{_MOST_DIGITS}g"))
    return float(sure.quantize(Decimal(1).scaleb(-digits), how))


@dataclass(slots=True)
class _Parser:
    """Works one formula out by descent."""

    tokens: list[re.Match[str]]
    home: str
    values: "StoredValues"
    at: int = 0
    depth: int = 0

    def take(self, *signs: str) -> str:
        """Return the sign that stands next and go on; "" when it is none of ``signs``."""
        if self.at < len(self.tokens) and self.tokens[self.at]["sign"] in signs:
            self.at += 1
            return self.tokens[self.at - 1]["sign"] or ""
        return ""

    def need(self, sign: str) -> None:
        if not self.take(sign):
            raise _UnknownError

    def total(self) -> float:
        self.depth += 1
        if self.depth > _MAX_DEPTH:
            raise _UnknownError
        value = self.product()
        while sign := self.take("+", "-"):
            other = self.product()
            value = value + other if sign == "+" else value - other
        self.depth -= 1
        return value

    def product(self) -> float:
        value = self.signed()
        while sign := self.take("*", "/"):
            other = self.signed()
            if sign == "/" and other == 0:
                raise _UnknownError
            value = value * other if sign == "*" else value / other
        return value

    def signed(self) -> float:
        minus = False
        while sign := self.take("+", "-"):
            minus = minus != (sign == "-")
        value = self.single()
        while self.take("%"):
            value /= _PERCENT
        return -value if minus else value

    def single(self) -> float:
        if self.take("("):
            value = self.total()
            self.need(")")
            return value
        if self.at >= len(self.tokens):
            raise _UnknownError
        token = self.tokens[self.at]
        self.at += 1
        if token["number"]:
            return float(token["number"])
        if token["area"]:
            return self.values.one(area_of(_reference(token), self.home))
        return self.called(token["name"] or "")

    def called(self, name: str) -> float:
        if name in _ROUNDINGS:
            value = self.total()
            self.need(",")
            digits = self.total()
            self.need(")")
            if not digits.is_integer() or abs(digits) > _MOST_DIGITS:
                raise _UnknownError
            return _rounded(value, int(digits), _ROUNDINGS[name])
        if name not in {"SUM", "PRODUCT"}:
            raise _UnknownError
        values: list[float] = []
        while True:
            values += self.argument()
            if self.take(")"):
                return math.fsum(values) if name == "SUM" else math.prod(values)
            self.need(",")

    def argument(self) -> Iterator[float]:
        """Yield the numbers of one argument: those of a range, else its value."""
        token = self.tokens[self.at] if self.at < len(self.tokens) else None
        following = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
        if token and token["area"] and following and following["sign"] in {",", ")"}:
            self.at += 1
            yield from self.values.every(area_of(_reference(token), self.home))
            return
        yield self.total()


def _reference(token: re.Match[str]) -> re.Match[str]:
    found = REFERENCE.fullmatch(token["area"])
    if found is None:
        raise _UnknownError
    return found


def _tokens(formula: str) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    at = 0
    while at < len(formula):
        match = _TOKEN.match(formula, at)
        if match is None or match.end() == at:
            raise _UnknownError
        found.append(match)
        at = match.end()
    return found


class StoredValues:
    """The stored numbers of a workbook, for its formulas to be worked out from."""

    def __init__(self, sheets: tuple[Sheet, ...]) -> None:
        """Look cells up in ``sheets``."""
        self._sheets = {sheet.name.lower(): sheet for sheet in sheets}
        self._left = _MAX_CELLS

    def _in(self, area: Area) -> Sheet:
        sheet = self._sheets.get(area.sheet)
        is_inside = area.bottom <= MAX_ROWS and area.right <= MAX_COLUMNS
        if sheet is None or not is_inside:
            raise _UnknownError
        return sheet

    def one(self, area: Area) -> float:
        """Return the number of a cell; one that is empty counts as 0."""
        if not area.is_cell:
            raise _UnknownError
        cell = self._in(area).cells.get((area.top, area.left))
        if cell is None:
            return 0.0
        if cell.kind != "number" or isinstance(cell.value, str):
            raise _UnknownError
        return float(cell.value)

    def every(self, area: Area) -> Iterator[float]:
        """Yield the numbers of a range; words and empty cells are no numbers."""
        cells = self._in(area).cells
        size = (area.bottom - area.top + 1) * (area.right - area.left + 1)
        self._left -= min(size, len(cells))
        if self._left < 0:
            raise _UnknownError
        near = (
            cells.get((row, column))
            for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)
        )
        far = (cell for at, cell in cells.items() if area.holds((area.sheet, *at)))
        for cell in near if size <= len(cells) else far:
            if cell is None or cell.kind == "text":
                continue
            if cell.kind != "number" or isinstance(cell.value, str):
                raise _UnknownError
            yield float(cell.value)

    def result(self, formula: str, home: str) -> float | None:
        """Return the result of a formula on the sheet ``home``; None where it is not worked out.

        Args:
            formula: Without "=".
            home: Lower-case name of its sheet.
        """
        try:
            parser = _Parser(_tokens(formula), home, self)
            value = parser.total()
        except (_UnknownError, OverflowError, InvalidOperation):
            return None
        return value if parser.at == len(parser.tokens) and math.isfinite(value) else None
