"""暦: how much of an entry falls into which fiscal year of the window, and what that weighs.

Entries that are paid in the same way share a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from xlsxwriter.utility import xl_col_to_name

from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.export.book.formulas.grid import Cell, Formula, Grid, line_of
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.quoted.ledger import Indexes, Ledger
from rfi.normalize.constants import RENEWAL_HORIZON_MONTHS
from rfi.normalize.cost.steps import steps_named
from rfi.normalize.months import first_month_of, format_month
from rfi.normalize.step import FloatArray, run_steps

OFFER, GO_LIVE, BASE, RECURRING, NOMINAL, PRESENT, FIRST_YEAR = 1, 3, 4, 5, 6, 7, 8
_DIGITS = 11
# A window that is made longer in the workbook reaches into years without a price so far.
_MORE_YEARS = 6
_ROW_COLUMNS = (
    *("fiscal_year", "quote_fiscal_year", "escalation_percent", "go_live_month", "row_start"),
    *("row_months", "is_always_counted", "is_renewal", "window_fiscal_year", "is_recurring"),
)
Found = Mapping[str, npt.NDArray[np.generic]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The calendar of a workbook.

    Attributes:
        grid: The sheet.
        row: Row of each entry.
        nominal, present: What a row weighs in the window: the sum over its years.
        years: The fiscal years of its columns.
        spans: Offer → its first and last row.
    """

    grid: Grid
    row: Indexes
    nominal: FloatArray
    present: FloatArray
    years: tuple[int, ...]
    spans: Mapping[int, tuple[int, int]]


def _number(value: float) -> str:
    return f"{value:.15g}"


def _piece(found: Found, index: int, line: int, names: Names) -> Formula:
    """Return what falls into the year of one row of the model."""
    part, shown = float(found["amount_year_jpy"][index]), float(found["amount_window_jpy"][index])
    if found["is_renewal"][index] == 1:
        text = f"IF({names.of('months')}>={RENEWAL_HORIZON_MONTHS},{_number(part)},0)"
    elif found["is_always_counted"][index] == 1:
        text = _number(part)
    else:
        start, months = int(found["row_start"][index]), int(found["row_months"][index])
        left = f"(${xl_col_to_name(GO_LIVE)}{line}+{names.of('months')}-{start})/{months}"
        text = f"{_number(part)}*MAX(0,MIN(1,{left}))"
    return Formula(text, shown)


def _joined(pieces: Sequence[Formula]) -> Cell:
    if not pieces:
        return 0.0
    value = sum(float(piece.value) for piece in pieces)
    text = "+".join(piece.text for piece in pieces)
    return (
        value
        if all(piece.text == _number(float(piece.value)) for piece in pieces)
        else Formula(text, value)
    )


def _running_on(
    first: int, each: float, line: int, years: Sequence[int], names: Names
) -> list[str]:
    """Return by year the months after the last price, for which it is let run on."""
    end = f"${xl_col_to_name(GO_LIVE)}{line}+{names.of('months')}"
    texts = []
    for year in years:
        start, stop = (int(month) for month in first_month_of(np.array([year, year + 1])))
        texts.append(f"MAX(0,MIN({end},{stop})-MAX({first},{start}))/{_number(each)}")
    return texts


def _weights(line: int, count: int, names: Names, real: float) -> tuple[str, str]:
    """Return the formulas of nominal and present weight of a row."""
    first, last = xl_col_to_name(FIRST_YEAR), xl_col_to_name(FIRST_YEAR + count - 1)
    cells, years = f"{first}{line}:{last}{line}", f"{first}$2:{last}$2"
    base, recurring = (f"${xl_col_to_name(column)}{line}" for column in (BASE, RECURRING))
    growth = f"(1+{names.of('growth')})^({recurring}*({years}>{base})*({years}-{base}))"
    tau = f"({years}-{base}+{names.of('discount_timing')})"
    discount = f"(1+{names.of('discount_rate')})^(-{tau})"
    deflated = f",(1+{_number(real)})^(-({years}-{base}))" if real else ""
    nominal = f"SUMPRODUCT({cells},{growth})"
    return nominal, f"SUMPRODUCT({cells},{growth},{discount}{deflated})"


def calendar_of(
    basis: CostBasis,
    conditions: Conditions,
    ledger: Ledger,
    letters: Sequence[str],
    names: Names,
) -> Calendar:
    """Return the calendar of the entries of a ledger.

    Args:
        basis: The answers laid out.
        conditions: As exported.
        ledger: The entries.
        letters: Of the offers.
        names: What formulas call things.
    """
    model, given = basis.model, conditions.assumptions
    columns: dict[str, npt.NDArray[np.generic]] = {
        name: model.columns[name][ledger.rows] for name in _ROW_COLUMNS
    }
    own = given.get("base_fiscal_year")
    if own is not None:
        columns["window_fiscal_year"] = np.full(len(ledger.rows), float(own))
    parts = {
        "amount_period_jpy": ledger.part_of_row,
        "amount_period_incl_tax_jpy": ledger.part_of_row,
    }
    steps = steps_named("calendar", "window", "price_year", "present_value")
    found = run_steps(columns | parts, given, steps)
    extension = model.is_extension[ledger.rows]
    years = _years(found)
    begins = np.searchsorted(ledger.entry_of_row, np.arange(len(ledger.head) + 1))
    offers = model.lines.offer[ledger.line]
    keys = _keys(found, extension, begins, offers)
    first_of: dict[object, int] = {}
    for entry in np.argsort(offers, kind="stable").tolist():
        first_of.setdefault(keys[entry], entry)
    number = {key: index for index, key in enumerate(first_of)}
    row = np.array([number[key] for key in keys], dtype=np.int64)
    grid = _empty(names, years)
    real = given.number("deflator_rate") if given.choice("present_value_basis") == "real" else 0.0
    nominal, present = np.zeros(len(first_of)), np.zeros(len(first_of))
    for index, entry in enumerate(first_of.values()):
        mine = range(int(begins[entry]), int(begins[entry + 1]))
        line = line_of(index)
        by_year: dict[int, list[Formula]] = {}
        for at in mine:
            piece = _piece(found, at, line, names)
            by_year.setdefault(int(found["fiscal_year"][at]), []).append(piece)
        cells: list[Cell] = [_joined(by_year.get(year, [])) for year in years]
        head = mine[0]
        if extension[head]:
            spans = model.lines.spans
            known = [cell if isinstance(cell, float) else 0.0 for cell in cells]
            known = [
                float(cell.value) if isinstance(cell, Formula) else float(known[i])
                for i, cell in enumerate(cells)
            ]
            of_line = ledger.line[entry]
            texts = _running_on(
                int(spans.quoted_end[of_line]),
                float(spans.months_per_period[of_line]),
                line,
                years,
                names,
            )
            cells = [Formula(text, value) for text, value in zip(texts, known, strict=True)]
        nominal[index] = sum(float(found["amount_grown_jpy"][at]) for at in mine)
        present[index] = sum(float(found["present_value_jpy"][at]) for at in mine)
        weights = _weights(line, len(years), names, real)
        grid.rows.append(
            [
                float(index + 1),
                letters[int(offers[entry])],
                format_month(int(found["row_start"][head])),
                float(found["go_live_month"][head]),
                float(found["window_fiscal_year"][head]),
                float(found["is_recurring"][head]),
                Formula(weights[0], float(nominal[index])),
                Formula(weights[1], float(present[index])),
                *cells,
            ]
        )
    spans_of = {}
    of_rows = np.array([offers[entry] for entry in first_of.values()], dtype=np.int64)
    for offer in np.unique(of_rows).tolist():
        mine_rows = np.flatnonzero(of_rows == offer)
        spans_of[int(offer)] = (int(mine_rows[0]), int(mine_rows[-1]))
    return Calendar(grid, row, nominal, present, years, spans_of)


def _years(found: Found) -> tuple[int, ...]:
    fiscal = found["fiscal_year"].astype(np.int64)
    if not len(fiscal):
        return (0,)
    return tuple(range(int(fiscal.min()), int(fiscal.max()) + 1 + _MORE_YEARS))


def _keys(found: Found, extension: np.ndarray, begins: Indexes, offers: Indexes) -> list[object]:
    """Return what tells the calendars of the entries apart."""
    flat = [
        found[name].astype(np.float64).tolist()
        for name in _ROW_COLUMNS
        if name != "quote_fiscal_year"
    ]
    part = np.round(found["amount_year_jpy"].astype(np.float64), _DIGITS).tolist()
    rows = list(zip(*flat, part, extension.tolist(), strict=True))
    return [
        (int(offer), *rows[first:last])
        for offer, first, last in zip(offers.tolist(), begins[:-1], begins[1:], strict=True)
    ]


def _empty(names: Names, years: Sequence[int]) -> Grid:
    said = ("number", "offer", "start", "go_live", "base_year", "recurring", "nominal", "present")
    headings = tuple(names.word(f"calendar.{name}") for name in said)
    by_year = tuple(names.word("calendar.year", year=year) for year in years)
    grid = Grid(
        key="calendar",
        title=names.word("calendar.title"),
        headings=(*headings, *by_year),
        widths=(6, 6, 10, 10, 10, 8, 14, 14, *([11] * len(years))),
        shapes={
            GO_LIVE: "0",
            BASE: "0",
            **dict.fromkeys(range(NOMINAL, FIRST_YEAR + len(years)), "0.000000"),
        },
    )
    grid.above = {FIRST_YEAR + index: float(year) for index, year in enumerate(years)}
    return grid
