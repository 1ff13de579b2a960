"""Totals of a headed sheet held against the rows and the columns that they may add up."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rfi.document.grid.cell_text import fold, read_amount
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.headed_sheet import HeadedSheet
from rfi.schema.codelists import load_codelist

At = tuple[int, int]
# Sums of what people type differ by less only in the last digits of a float.
_SAME = 1e-6
_UNIT, _UNITS = "unit", "money_units"


@dataclass(frozen=True, slots=True)
class WrongTotal:
    """A total that is not the sum of anything it may add up.

    Attributes:
        at: Its cell.
        given: What it says.
        added: What the nearest of the sums comes to, in the same unit.
        cells: Those that were added up for it.
    """

    at: At
    given: float
    added: float
    cells: tuple[At, ...]

    @property
    def may_be_rounding(self) -> bool:
        """Whether rounding each figure to a whole one may explain it."""
        return abs(self.given - self.added) <= len(self.cells) / 2


def _number(cell: SheetCell | None) -> float | None:
    if cell is None or cell.struck == "whole":
        return None
    if cell.kind == "number" and not isinstance(cell.value, str):
        return float(cell.value)
    typed = read_amount(str(cell.value)) if cell.kind == "text" else None
    is_plain = typed is not None and typed.low == typed.high and typed.factor == 1
    return typed.low if typed and is_plain else None


def _factor(sheet: HeadedSheet, row: int) -> int | None:
    """Return what the unit of a row is worth; None where it says none that is known."""
    cell, _ = sheet.cell(row, _UNIT)
    code = code_of(as_written(cell).strip(), _UNITS) if cell else None
    return int(load_codelist(_UNITS).rows[code]["factor"]) if code else None


def _wrong(
    sheet: HeadedSheet, at: At, sums: Iterable[Sequence[At]], factor_of: Callable[[int], int | None]
) -> WrongTotal | None:
    """Return a total that is none of these sums; None where it is one, or there is none."""
    cells = sheet.sheet.cells
    given = _number(cells.get(at))
    nearest: WrongTotal | None = None
    for places in dict.fromkeys(map(tuple, sums)):
        found = [
            (place, number) for place in places if (number := _number(cells.get(place))) is not None
        ]
        if given is None or not found:
            continue
        factors = {factor_of(place[0]) for place, _ in found}
        own = factor_of(at[0])
        for unit in {own} if own else factors:
            # Of rows without a unit each figure stands as it is.
            worth = [
                number * (factor_of(place[0]) or unit or 1) / (unit or 1) for place, number in found
            ]
            one = WrongTotal(at, given, math.fsum(worth), tuple(place for place, _ in found))
            if math.isclose(one.given, one.added, rel_tol=_SAME / 1000, abs_tol=_SAME):
                return None
            if nearest is None or abs(one.given - one.added) < abs(given - nearest.added):
                nearest = one
    return nearest


def _alike(sheet: HeadedSheet, total: int, rows: Sequence[int], naming: Iterable[str]) -> list[int]:
    """Return the rows that say what the row of a total says beside its word for a total."""
    wanted: dict[str, str] = {}
    for key in naming:
        cell, _ = sheet.cell(total, key)
        said = fold(as_written(cell)) if cell else ""
        if said and any(_says(sheet, row, key) == said for row in rows):
            wanted[key] = said
    return [
        row for row in rows if all(_says(sheet, row, key) == said for key, said in wanted.items())
    ]


def _says(sheet: HeadedSheet, row: int, key: str) -> str:
    cell, _ = sheet.cell(row, key)
    return fold(as_written(cell)) if cell else ""


def wrong_total_rows(
    sheet: HeadedSheet,
    columns: Sequence[int],
    totals: Sequence[int],
    rows: Sequence[int],
    naming: Iterable[str],
) -> Iterator[WrongTotal]:
    """Yield the totals in rows that are the sum of none of the rows they may stand for.

    A total may stand for the rows back to the total before it, for all rows above, for those
    down to the next total, for all, or for those of each that say the same in what names a row.

    Args:
        sheet: The sheet.
        columns: Of money.
        totals: Rows of totals.
        rows: Rows of figures.
        naming: Codes of the columns that name a row.
    """
    names = tuple(naming)
    for total in sorted(totals):
        before = max((one for one in totals if one < total), default=0)
        after = min((one for one in totals if one > total), default=math.inf)
        sets = [
            [row for row in rows if before < row < total],
            [row for row in rows if row < total],
            [row for row in rows if total < row < after],
            list(rows),
        ]
        sets += [_alike(sheet, total, found, names) for found in sets]
        for column in columns:
            sums = [[(row, column) for row in found] for found in sets]
            wrong = _wrong(sheet, (total, column), sums, lambda row: _factor(sheet, row))
            if wrong is not None:
                yield wrong


def wrong_total_columns(
    sheet: HeadedSheet, columns: Sequence[int], totals: Sequence[int], rows: Sequence[int]
) -> Iterator[WrongTotal]:
    """Yield the totals in columns that are the sum of none of the columns they may stand for.

    Args:
        sheet: The sheet.
        columns: Of money.
        totals: Columns of totals.
        rows: Rows of figures and of totals.
    """
    for total in sorted(totals):
        before = max((one for one in totals if one < total), default=0)
        sets = [
            [column for column in columns if before < column < total],
            [column for column in columns if column < total],
            list(columns),
        ]
        for row in rows:
            sums = [[(row, column) for column in found] for found in sets]
            wrong = _wrong(sheet, (row, total), sums, lambda _: None)
            if wrong is not None:
                yield wrong
