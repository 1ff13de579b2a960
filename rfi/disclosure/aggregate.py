"""集計のみ: statistics of three vendors or more, of which no figure of fewer can be worked out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from rfi.compare.cost.rows.states import figure_rows
from rfi.compare.cost.rows.statistics import Spread
from rfi.disclosure.suppression import LEAST_VENDORS, Reason, Summed, withheld_sums
from rfi.evaluation.evaluation import Evaluation

# Of the cost rows the first are told rather than the later ones.
_KINDS = ("total", "phases", "items", "businesses")


@dataclass(frozen=True, slots=True)
class Told:
    """One row of statistics.

    Attributes:
        n: Offers that enter; 0 where the row is withheld.
        least, median, mean, most: None where the row is withheld.
        reason: Why it is withheld: ``few`` vendors, or ``derivable``: another row and this one
            would tell what fewer than three vendors say.
    """

    n: int = 0
    least: float | None = None
    median: float | None = None
    mean: float | None = None
    most: float | None = None
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Aggregate:
    """What may be told of a round in statistics.

    Attributes:
        total: Yen of the period.
        per_resident: Yen a resident and year; withheld with the total, and where nobody is counted.
        phases, items, businesses: By code; yen of the period.
        fit_rate: Met over asked, 0–1.
        staff_hours, resident_hours: Saved a year, as claimed.
    """

    total: Told
    per_resident: Told
    phases: Mapping[str, Told]
    items: Mapping[str, Told]
    businesses: Mapping[str, Told]
    fit_rate: Told
    staff_hours: Told
    resident_hours: Told


def _told(values: Sequence[float], reason: Reason | None) -> Told:
    """Return the statistics of values; added in rising order, so that no order of offers tells."""
    if reason is not None:
        return Told(reason=reason)
    ordered = sorted(values)
    median, mean = float(np.median(ordered)), float(np.sum(ordered) / len(ordered))
    return Told(len(ordered), ordered[0], median, mean, ordered[-1])


def _alone(values: Sequence[float | None], vendors: Sequence[str]) -> Told:
    """Return the statistics of a measure that is added up from nothing else that is told."""
    known = [
        (value, name) for value, name in zip(values, vendors, strict=True) if value is not None
    ]
    few = len({name for _, name in known}) < LEAST_VENDORS
    return _told([value for value, _ in known], "few" if few else None)


def _of_spread(spread: Spread, reason: Reason | None) -> Told:
    if reason is not None:
        return Told(reason=reason)
    return Told(spread.n, spread.least, spread.median, spread.mean, spread.most)


def _scaled(told: Told, factor: float | None) -> Told:
    """Return statistics of the same figures in another unit."""
    if factor is None:
        return Told(reason=told.reason or "few")
    values = (told.least, told.median, told.mean, told.most)
    least, median, mean, most = (None if value is None else value * factor for value in values)
    return Told(told.n, least, median, mean, most, told.reason)


def _per_resident(evaluation: Evaluation) -> float | None:
    """Return yen a resident and year for each yen of a total; None where nobody is counted."""
    for offer in evaluation.costs.offers:
        each, whole = offer.totals.per_resident_per_year_jpy, offer.totals.nominal_jpy
        if each is not None and whole:
            return each / whole
    return None


def _summed(evaluation: Evaluation, measure: str) -> Iterator[tuple[str, str, Summed]]:
    """Yield kind, code and what is added up for each row of the cost tables."""
    basis, comparison = evaluation.basis, evaluation.costs
    axes, rows = basis.model.axes, figure_rows(comparison, basis, measure)
    items = {name: column for column, name in enumerate(axes.items)}
    singles = axes.businesses[: basis.cells.state.shape[2]]
    every = [(row, column) for row in range(len(singles)) for column in items.values()]
    phase_of = basis.questionnaire.phases
    for kind in _KINDS:
        found = getattr(rows, kind)
        for index, code in enumerate(found.keys):
            cells = tuple(
                row * len(items) + column
                for row, column in every
                if kind == "total"
                or (kind == "businesses" and singles[row] == code)
                or (kind == "items" and axes.items[column] == code)
                or (kind == "phases" and phase_of[axes.items[column]] == code)
            )
            offers = np.flatnonzero(found.states[:, index] == "exact").tolist()
            yield kind, code, Summed(f"{kind}.{code}", tuple(offers), cells)


def aggregate(evaluation: Evaluation, measure: str) -> Aggregate:
    """Return what may be told of a round without telling what fewer than three vendors say.

    A figure enters where it is exact, as in ``Evaluation.statistics``. One measure alone is told:
    the taxed amounts beside the untaxed ones would tell who charges at another rate.

    Args:
        evaluation: The round under its conditions, all offers of it.
        measure: Measure of the flows, yen.
    """
    comparison = evaluation.costs
    vendors = tuple(offer.vendor for offer in comparison.offers)
    spreads = evaluation.statistics(measure)
    named = list(_summed(evaluation, measure)) if vendors else []
    reasons = withheld_sums(tuple(row for _, _, row in named), vendors)
    why = {(kind, code): one for (kind, code, _), one in zip(named, reasons, strict=True)}

    def of(kind: str, spreads: Mapping[str, Spread]) -> dict[str, Told]:
        return {
            code: _of_spread(one, why.get((kind, code), "few")) for code, one in spreads.items()
        }

    total = _of_spread(spreads.total, why.get(("total", "total"), "few"))
    fit, benefits = evaluation.fit, evaluation.benefits
    hours = {
        name: [
            None
            if one.measures[name].holes or (value := one.measures[name].claimed) is None
            else value / one.years
            for one in benefits.offers
        ]
        for name in ("staff_hours", "resident_hours")
    }
    return Aggregate(
        total=total,
        per_resident=_scaled(total, _per_resident(evaluation)),
        phases=of("phases", spreads.phases),
        items=of("items", spreads.items),
        businesses=of("businesses", spreads.businesses),
        fit_rate=_alone([fit.rate(index).rate for index in range(len(vendors))], vendors),
        staff_hours=_alone(hours["staff_hours"], vendors),
        resident_hours=_alone(hours["resident_hours"], vendors),
    )
