"""Rules on requirements, effects and service levels, each named as its issue code (method §9).

An answer by symbol is held to the same as one by code.
"""

from collections.abc import Iterator

from rfi.intake.rules.case import UNANSWERED, Case, Row
from rfi.schema.issue import Issue

_GAPS = frozenset({"customize", "external"})
_AS_IT_IS = frozenset({"standard", "parameter"})
_COSTS = ("cost_once", "cost_monthly")
_OF_COST = frozenset({*_COSTS, "cost_item"})


def _costs(row: Row) -> bool:
    return any(row.get(name, 0) > 0 for name in _COSTS)


def gap_without_cause(case: Case) -> Iterator[Issue]:
    """A customization or an external system without its cause and its cost (domain §5)."""
    for (pointer, rows), fits in zip(case.fields("fit_answers"), case.fits, strict=True):
        for index, fit in enumerate(fits if not _GAPS.isdisjoint(fits) else ()):
            if fit not in _GAPS:
                continue
            row = rows.rows[index]
            if "cause" not in row or _OF_COST.isdisjoint(row):
                where, requirement = f"{pointer}/{index}", row["requirement_id"]
                yield case.issue("gap_without_cause", "warning", where, requirement=requirement)


def _contradicting(case: Case, fits: frozenset[str]) -> Iterator[tuple[list[str], tuple[str, ...]]]:
    """Yield places and requirements of the answers of these fits that state a cost, by offer."""
    for (pointer, rows), given in zip(case.fields("fit_answers"), case.fits, strict=True):
        found = [
            (f"{pointer}/{index}", row["requirement_id"])
            for index, row in rows.with_any(*_COSTS)
            if given[index] in fits and _costs(row)
        ]
        if found:
            yield [place for place, _ in found], tuple(name for _, name in found)


def impossible_with_cost(case: Case) -> Iterator[Issue]:
    """Requirements that cannot be met, and yet a price of meeting them."""
    for places, names in _contradicting(case, frozenset({"not_possible"})):
        yield case.grouped("impossible_with_cost", "warning", places, requirements=names)


def standard_with_cost(case: Case) -> Iterator[Issue]:
    """Requirements met as the package is, and yet a price of customizing it."""
    for places, names in _contradicting(case, _AS_IT_IS):
        yield case.grouped("standard_with_cost", "warning", places, requirements=names)


def _left_out(
    case: Case, code: str, of: tuple[str, str], asked: frozenset[str], answered: list[set[str]]
) -> Iterator[Issue]:
    """Yield one warning an offer with what it was asked and did not answer.

    ``of`` is the list of the answers and what names one there.
    """
    kind, key = of
    for offer, (given, lost) in enumerate(zip(answered, case.lost_ids(kind, key), strict=True)):
        missing = sorted(asked - given - lost)
        if missing:
            where = f"/offers/{offer}/{kind}"
            yield case.issue(
                code, "warning", where, count=len(missing), asked=len(asked), first=missing[0]
            )


def requirements_unanswered(case: Case) -> Iterator[Issue]:
    """Requirements without an answer."""
    answered = [
        {
            name
            for name, fit in zip(rows.column("requirement_id"), fits, strict=True)
            if fit != UNANSWERED
        }
        for (_, rows), fits in zip(case.fields("fit_answers"), case.fits, strict=True)
    ]
    asked = case.asked.requirement_ids
    yield from _left_out(
        case, "requirements_unanswered", ("fit_answers", "requirement_id"), asked, answered
    )


def kpis_unanswered(case: Case) -> Iterator[Issue]:
    """Effects that were asked for and have no line."""
    answered = [
        {row["kpi_id"] for row in rows if row.get("state") != UNANSWERED}
        for _, rows in case.arrays("benefit_lines")
    ]
    asked = case.asked.kpi_ids
    yield from _left_out(case, "kpis_unanswered", ("benefit_lines", "kpi_id"), asked, answered)


def service_levels_unanswered(case: Case) -> Iterator[Issue]:
    """Service levels without a value."""
    values = frozenset({"value_number", "value_text", "value_date", "value_boolean", "zone"})
    answered = [
        {row["item_id"] for row in rows if not values.isdisjoint(row)}
        for _, rows in case.arrays("service_levels")
    ]
    asked = case.asked.service_item_ids
    yield from _left_out(
        case, "service_levels_unanswered", ("service_levels", "item_id"), asked, answered
    )


FIT_RULES = (
    gap_without_cause,
    impossible_with_cost,
    standard_with_cost,
    requirements_unanswered,
    kpis_unanswered,
    service_levels_unanswered,
)
