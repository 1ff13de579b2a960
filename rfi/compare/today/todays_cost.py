"""Today's cost of cities: yen with and without tax by business, standard item and fiscal year.

The same steps as for offers turn unit and tax into yen (method §1); many cities at once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from rfi.compare.round.bounds import Bound
from rfi.compare.round.conditions import Conditions
from rfi.compare.today.today_rows import BoolArray, TodayRows, today_rows
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.city.city import City
from rfi.scenario.questionnaire import CostCell
from rfi.schema.codelists import load_codelist


def is_running(item: str) -> bool:
    """Tell whether a standard item is paid year after year, so that today's amount goes on."""
    row = load_codelist("cost_items").rows[item]
    return row["phase"] == "recurring" and row["whole_term"] == "yes"


@dataclass(frozen=True)
class Today:
    """Today's cost of one city in one fiscal year, the latest one that is complete.

    Attributes:
        city_code, city_name: Whose cost it is.
        fiscal_year: The year that stands for today.
        years: Every fiscal year entered.
        is_year_complete: Whether that year holds every cell of the year entered before it and no
            unknown amount; False when no year does, and then the latest with any amount is taken.
        cells: (business, standard item) of each entry below, sorted.
        excl_tax_jpy, incl_tax_jpy: Yen of that year; NaN where the amount is not known.
        is_exempt: Whether no tax lies on the amount.
        unread: Amounts of that year that a file held and that could not be read.
        sources: Where the amounts come from, each once.
    """

    city_code: str
    city_name: str
    fiscal_year: int
    years: tuple[int, ...]
    is_year_complete: bool
    cells: tuple[CostCell, ...]
    excl_tax_jpy: FloatArray
    incl_tax_jpy: FloatArray
    is_exempt: BoolArray
    unread: int
    sources: tuple[str, ...]

    @cached_property
    def is_running(self) -> BoolArray:
        """Entries of items that go on from year to year."""
        return np.array([is_running(item) for _, item in self.cells], dtype=np.bool_)

    @property
    def is_complete(self) -> bool:
        """Whether every amount of the year is known."""
        return self.is_year_complete and not self.unread and not self.unknown_cells

    @property
    def unknown_cells(self) -> tuple[CostCell, ...]:
        """Cells that have a cost of unknown amount."""
        unknown = np.isnan(self.excl_tax_jpy).tolist()
        return tuple(cell for cell, is_open in zip(self.cells, unknown, strict=True) if is_open)

    def bound(self, amount: float, counted: BoolArray | None = None) -> Bound:
        """Return a sum over entries as what it is known to be: ≧ beside an unknown amount."""
        unknown = np.isnan(self.excl_tax_jpy)
        has_hole = bool((unknown if counted is None else unknown & counted).any())
        if has_hole or self.unread or not self.is_year_complete:
            return Bound.at_least(amount)
        return Bound.exact(amount)


def _cells_by_year(rows: TodayRows, entries: range) -> Mapping[int, Mapping[CostCell, int]]:
    """Return fiscal year → cell → entry of one city, whose entries stand together."""
    by_year: dict[int, dict[CostCell, int]] = {}
    for entry in entries:
        cell = (str(rows.business[entry]), str(rows.item[entry]))
        by_year.setdefault(int(rows.fiscal_year[entry]), {})[cell] = entry
    return by_year


def _year_of(
    rows: TodayRows, by_year: Mapping[int, Mapping[CostCell, int]], unread: Sequence[int]
) -> tuple[int, bool] | None:
    """Return the latest complete year, or the latest with any amount; None when there is none."""
    earlier: Mapping[CostCell, int] = {}
    complete: int | None = None
    any_amount: int | None = None
    for year in sorted(by_year):
        entries = by_year[year]
        known = ~np.isnan(rows.excl_tax_jpy[list(entries.values())])
        if known.any():
            any_amount = year
        if known.all() and set(earlier) <= set(entries) and year not in unread:
            complete = year
        earlier = entries
    if complete is not None:
        return complete, True
    return None if any_amount is None else (any_amount, False)


def _today(rows: TodayRows, entries: range, city: City) -> Today | None:
    by_year = _cells_by_year(rows, entries)
    chosen = _year_of(rows, by_year, city.unread_years)
    if chosen is None:
        return None
    year, is_complete = chosen
    taken = list(by_year[year].values())
    used = {row.source for row in city.current_costs if row.fiscal_year == year}
    return Today(
        city_code=city.code,
        city_name=city.name,
        fiscal_year=year,
        years=tuple(sorted(by_year)),
        is_year_complete=is_complete,
        cells=tuple(by_year[year]),
        excl_tax_jpy=rows.excl_tax_jpy[taken],
        incl_tax_jpy=rows.incl_tax_jpy[taken],
        is_exempt=rows.is_exempt[taken],
        unread=sum(found in {year, 0} for found in city.unread_years),
        sources=tuple(sorted(used)),
    )


def todays_of(cities: Sequence[City], assumptions: AssumptionSet) -> tuple[Today | None, ...]:
    """Return today's cost of each city; None where no amount is known."""
    rows = today_rows(cities, assumptions)
    ends = np.searchsorted(rows.city, np.arange(len(cities) + 1)).tolist()
    return tuple(
        _today(rows, range(ends[index], ends[index + 1]), city) for index, city in enumerate(cities)
    )


def today_of(city: City | None, conditions: Conditions) -> Today | None:
    """Return today's cost of the city shown; None without a city or without its costs."""
    return None if city is None else todays_of((city,), conditions.assumptions)[0]
