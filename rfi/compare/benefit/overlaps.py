"""Effects of one offer that may be one and the same effect, counted twice (method §5).

A minute of capacity cannot also be overtime or outsourcing saved. What is found is reported with
what is at stake; nothing is subtracted.
"""

import math
from collections.abc import Callable, Iterator
from itertools import combinations

from rfi.compare.benefit.lines import LineFigure
from rfi.compare.benefit.overlap import COMMON, Overlap, Side, gain, ids_of, with_gain, yen_measure

_CAPACITY = ("normal_hours", "overtime_hours", "outsourcing_hours")
_BUDGET = ("cash_jpy", "noncash_jpy")


def _largest_first(lines: Side, measure: str) -> Side:
    def rank(line: LineFigure) -> tuple[float, str]:
        return -line.measures[measure].total.gain, line.benefit_id

    return tuple(sorted(lines, key=rank))


def _sides(
    kind: str, where: str, measure: str, first: Side, second: Side, other: str = ""
) -> Overlap:
    """Return an overlap of two sides: the smaller of them is at stake."""
    other = other or measure
    yen = min(gain(first, yen_measure(measure)), gain(second, yen_measure(other)))
    return Overlap(
        kind,
        where,
        measure,
        (ids_of(first), ids_of(second)),
        min(gain(first, measure), gain(second, other)),
        yen if yen > 0 else None,
    )


def _same_procedure(lines: Side) -> Iterator[Overlap]:
    """Several lines on one procedure: all but the largest are at stake."""
    for procedure in dict.fromkeys(line.procedure_id for line in lines if line.procedure_id):
        mine = tuple(line for line in lines if line.procedure_id == procedure)
        for measure in ("resident_hours", "staff_hours", "outsourcing_hours"):
            found = _largest_first(with_gain(mine, measure), measure)
            if len(found) <= 1:
                continue
            largest, rest = found[:1], found[1:]
            yen = gain(rest, yen_measure(measure))
            yield Overlap(
                "same_procedure",
                procedure,
                measure,
                (ids_of(largest), ids_of(rest)),
                gain(rest, measure),
                yen if yen > 0 else None,
            )


def _capacity_twice(lines: Side) -> Iterator[Overlap]:
    """Normal hours, overtime and outsourcing said to be saved in one business."""
    for business in dict.fromkeys(line.business for line in lines):
        mine = tuple(line for line in lines if line.business == business)
        for one, other in combinations(_CAPACITY, 2):
            first, second = with_gain(mine, one), with_gain(mine, other)
            procedures = {line.procedure_id for line in (*first, *second)}
            is_one_procedure = len(procedures) == 1 and "" not in procedures
            # Lines of one and the same procedure are reported as such.
            if first and second and not is_one_procedure:
                yield _sides("capacity_twice", business, one, first, second, other)


def _meets(one: LineFigure, other: LineFigure) -> bool:
    return one.business == other.business or COMMON in {one.business, other.business}


def _meeting(first: Side, second: Side) -> tuple[Side, Side]:
    """Return the lines of each side that meet one of the other: same business, or common."""
    return (
        tuple(one for one in first if any(_meets(one, other) for other in second)),
        tuple(other for other in second if any(_meets(one, other) for one in first)),
    )


def _yen_of(lines: Side) -> float:
    return math.fsum(gain(lines, measure) for measure in _BUDGET)


def _budget_lines(lines: Side, measure: str) -> Side:
    return tuple(
        line
        for line in lines
        if line.kpi.measure == measure
        and line.kpi.unit == "jpy_per_year"
        and any(line.measures[name].total.gain > 0 for name in _BUDGET)
    )


def _overtime_pay(lines: Side) -> Iterator[Overlap]:
    """Overtime hours beside overtime pay in yen."""
    hours, pay = _meeting(with_gain(lines, "overtime_hours"), _budget_lines(lines, "overtime_pay"))
    if hours and pay:
        valued = gain(hours, "staff_jpy") + gain(hours, "cash_jpy")
        yield Overlap(
            "overtime_pay",
            COMMON,
            "overtime_hours",
            (ids_of(hours), ids_of(pay)),
            gain(hours, "overtime_hours"),
            min(valued, _yen_of(pay)),
        )


def _printing_twice(lines: Side) -> Iterator[Overlap]:
    """Sheets saved beside printing and postage in yen; in yen only where sheets have a price."""
    sheets, cost = _meeting(with_gain(lines, "sheets"), _budget_lines(lines, "printing_cost"))
    if sheets and cost:
        valued = _yen_of(sheets)
        yield Overlap(
            "printing_twice",
            COMMON,
            "sheets",
            (ids_of(sheets), ids_of(cost)),
            gain(sheets, "sheets"),
            min(valued, _yen_of(cost)) if valued > 0 else None,
        )


def _same_cost_twice(lines: Side) -> Iterator[Overlap]:
    """One kind of cost in yen, for all businesses together and for one of them."""
    for measure in ("overtime_pay", "printing_cost"):
        found = _budget_lines(lines, measure)
        common = tuple(line for line in found if line.business == COMMON)
        others = tuple(line for line in found if line.business != COMMON)
        if common and others:
            yen = min(_yen_of(common), _yen_of(others))
            yield Overlap(
                "same_cost_twice", COMMON, "cash_jpy", (ids_of(common), ids_of(others)), None, yen
            )


def _common_beside_business(lines: Side) -> Iterator[Overlap]:
    """Hours of all businesses together beside hours of single ones."""
    for measure in ("resident_hours", *_CAPACITY):
        found = with_gain(lines, measure)
        common = tuple(line for line in found if line.business == COMMON)
        others = tuple(line for line in found if line.business != COMMON)
        if common and others:
            yield _sides("common_beside_business", COMMON, measure, common, others)


def _visits_twice(lines: Side) -> Iterator[Overlap]:
    """Visits claimed as a KPI beside visits saved by procedure."""
    found = with_gain(lines, "visits")
    claims, procedures = _meeting(
        tuple(line for line in found if not line.procedure_id),
        tuple(line for line in found if line.procedure_id),
    )
    if claims and procedures:
        # Yen of a procedure line are mostly hours, so no yen are named for visits.
        at_stake = min(gain(claims, "visits"), gain(procedures, "visits"))
        sides = (ids_of(claims), ids_of(procedures))
        yield Overlap("visits_twice", COMMON, "visits", sides, at_stake, None)


def _setup_twice(lines: Side) -> Iterator[Overlap]:
    """Residents' set-up as a common claim beside set-up by procedure: an adverse effect twice."""
    adverse = tuple(line for line in lines if line.measures["resident_hours"].total.loss < 0)
    claims = tuple(line for line in adverse if not line.procedure_id and line.business == COMMON)
    procedures = tuple(line for line in adverse if line.procedure_id)
    if claims and procedures:

        def lost(side: Side, measure: str) -> float:
            return math.fsum(line.measures[measure].total.loss for line in side)

        hours = max(lost(claims, "resident_hours"), lost(procedures, "resident_hours"))
        yen = max(lost(claims, "resident_jpy"), lost(procedures, "resident_jpy"))
        sides = (ids_of(claims), ids_of(procedures))
        yield Overlap("setup_twice", COMMON, "resident_hours", sides, hours, yen)


_FINDERS: tuple[Callable[[Side], Iterator[Overlap]], ...] = (
    _same_procedure,
    _capacity_twice,
    _overtime_pay,
    _common_beside_business,
    _visits_twice,
    _printing_twice,
    _same_cost_twice,
    _setup_twice,
)


def find_overlaps(lines: Side) -> tuple[Overlap, ...]:
    """Return what may be counted twice among the lines of one offer, by kind."""
    return tuple(found for finder in _FINDERS for found in finder(lines))
