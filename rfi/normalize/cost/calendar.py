"""A priced line laid out over fiscal years: one row a line, fiscal year and tax regime."""

from dataclasses import dataclass

import numpy as np

from rfi.normalize.constants import CURRENT_TAX_FROM, TAX_REGIMES
from rfi.normalize.months import (
    NO_MONTH,
    IntArray,
    first_month_of,
    fiscal_year_of,
    month_number,
)
from rfi.normalize.step import FloatArray

_REGIME_STARTS = np.array(
    [month_number(year, month) for year, month, _ in TAX_REGIMES]
    + [month_number(*CURRENT_TAX_FROM)],
    dtype=np.int64,
)
# Before the tax existed the rate is 0; in the current regime it is the assumption (NaN here).
_REGIME_PERCENTS = np.array([0.0, *(rate for _, _, rate in TAX_REGIMES), np.nan])


@dataclass(frozen=True, slots=True)
class Spans:
    """When lines run; all arrays have one entry a line.

    Attributes:
        start, end: Month numbers, end exclusive; for a one-time line the month of acceptance
            and the next one.
        quoted_end: End of the quoted term; later months are an extension.
        go_live: Month of the offer's go-live.
        is_once: Whether the line is paid once.
        months_per_period: Months that one quoted amount covers (1 a month, 12 a year, the whole
            term for a term total).
    """

    start: IntArray
    end: IntArray
    quoted_end: IntArray
    go_live: IntArray
    is_once: np.ndarray
    months_per_period: FloatArray


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of the calendar.

    Attributes:
        line: Index into the lines.
        start, months: First month and number of months of the row.
        fiscal_year: Named by the year it starts in.
        periods: How many quoted amounts fall into the row.
        regime_percent: Statutory tax rate of the row's months; NaN in the current regime.
        is_before_go_live: Recurring months before go-live (migration).
        is_extension: Months beyond the quoted term.
    """

    line: IntArray
    start: IntArray
    months: IntArray
    fiscal_year: IntArray
    periods: FloatArray
    regime_percent: FloatArray
    is_before_go_live: np.ndarray
    is_extension: np.ndarray

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.line)


def regime_percents(months: IntArray) -> FloatArray:
    """Return the statutory tax rate of each month; NaN in the current regime."""
    return np.asarray(_REGIME_PERCENTS[np.searchsorted(_REGIME_STARTS, months, side="right")])


def _split(
    line: IntArray, start: IntArray, end: IntArray, at: IntArray
) -> tuple[IntArray, IntArray, IntArray]:
    """Cut the spans that hold ``at`` inside; ``at`` has one month a span."""
    cut = (start < at) & (at < end)
    if not cut.any():
        return line, start, end
    return (
        np.concatenate([line, line[cut]]),
        np.concatenate([start, at[cut]]),
        np.concatenate([np.where(cut, at, end), end[cut]]),
    )


def lay_out(spans: Spans, lines: IntArray) -> Rows:
    """Lay the lines numbered ``lines`` out over fiscal years (April–March).

    Rows are in the order of their line, then of time. Each month of a recurring price falls into
    the fiscal year it belongs to; a one-time price falls into that of its acceptance.
    """
    start, end = spans.start[lines], spans.end[lines]
    first = fiscal_year_of(start)
    count = fiscal_year_of(end - 1) - first + 1
    line = np.repeat(lines, count)
    offset = np.arange(len(line)) - np.repeat(np.cumsum(count) - count, count)
    year = np.repeat(first, count) + offset
    row_start = np.maximum(spans.start[line], first_month_of(year))
    row_end = np.minimum(spans.end[line], first_month_of(year + 1))
    for boundary in _REGIME_STARTS:
        line, row_start, row_end = _split(line, row_start, row_end, np.full_like(line, boundary))
    line, row_start, row_end = _split(line, row_start, row_end, spans.go_live[line])
    line, row_start, row_end = _split(line, row_start, row_end, spans.quoted_end[line])
    order = np.lexsort((row_start, line))
    line, row_start, row_end = line[order], row_start[order], row_end[order]
    once = spans.is_once[line]
    months = row_end - row_start
    return Rows(
        line=line,
        start=row_start,
        months=months,
        fiscal_year=fiscal_year_of(row_start),
        periods=np.where(once, 1.0, months / spans.months_per_period[line]),
        regime_percent=regime_percents(row_start),
        is_before_go_live=~once & (row_end <= spans.go_live[line]),
        is_extension=~once & (row_start >= spans.quoted_end[line]),
    )


def spans_of(
    *,
    is_once: np.ndarray,
    start: IntArray,
    months: FloatArray,
    accepted: IntArray,
    go_live: IntArray,
    months_per_period: FloatArray,
) -> Spans:
    """Return when lines run: start defaults to go-live, acceptance to the month of go-live."""
    begin = np.where(start == NO_MONTH, go_live, start)
    paid = np.where(accepted == NO_MONTH, go_live, accepted)
    first = np.where(is_once, paid, begin)
    length = np.where(is_once | np.isnan(months), 1, months).astype(np.int64)
    return Spans(
        start=first,
        end=first + length,
        quoted_end=first + length,
        go_live=go_live,
        is_once=is_once,
        months_per_period=months_per_period,
    )
