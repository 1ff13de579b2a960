"""One benefit line as it counts for the body: before and after, volume, grade, marks, effects."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from rfi.compare.benefit.body import BenefitBody
from rfi.compare.benefit.figures import Measures, measures_of, window_years
from rfi.normalize.benefit.claims import QUALITY_UNITS, change_of, size_factors
from rfi.normalize.benefit.flows import BenefitTerms, line_flows
from rfi.normalize.benefit.ledgers import ledger_flows
from rfi.normalize.benefit.model import CAPACITIES, GRADES, NONE, BenefitModel
from rfi.normalize.benefit.procedures import procedure_cases
from rfi.normalize.step import FloatArray
from rfi.scenario.assumptions import AssumptionSet
from rfi.scenario.kpis import Kpi
from rfi.tidy.tables import Tables

Status = Literal["answered", "incomplete", "unanswered"]
# What must be said beside a line, in the order in which it is said.
MARKS = (
    "scaled",
    "size_unknown",
    "size_unstated",
    "no_cases",
    "own_rate",
    "rate_capped",
    "incomplete",
    "ungraded",
    "capacity_unstated",
    "unpriced",
    "early_start",
)
_PAIRS = ("wait_minutes", "form_minutes", "online_minutes", "staff_minutes")
_STAFF = ("normal_hours", "overtime_hours", "outsourcing_hours")


@dataclass(frozen=True, slots=True)
class LineFigure:
    """One benefit line.

    Attributes:
        offer: Index of the offer.
        document, pointer, origin: File it stands in, where in the answer, and in which cell of
            a workbook (empty for a JSON file).
        benefit_id, business: As answered.
        kpi: The KPI it answers.
        procedure_id: Empty for a simple claim.
        pairs: What changes → (before, after), None where not given: ``value`` in the unit of the
            KPI; ``online_rate`` (0–1) and minutes a case for a procedure.
        volume: Yearly volume of the body the effect is multiplied by; None where there is none
            or where it is not known.
        scale: Population of the body ÷ of the quoted city; None where it does not apply.
        grade: Code of ``evidence_grades`` it counts as.
        evidence_body, note: As answered; empty for none.
        capacity: Code of ``capacity_kinds`` it counts as.
        is_cash: Whether the vendor says that the budget falls.
        start_month: Month in which the effect starts.
        status: Whether it can be counted, in part, or not at all.
        marks: Codes of ``MARKS``.
        measures: What it comes to.
    """

    offer: int
    document: str
    pointer: str
    origin: str
    benefit_id: str
    business: str
    kpi: Kpi
    procedure_id: str
    pairs: Mapping[str, tuple[float | None, float | None]]
    volume: float | None
    scale: float | None
    grade: str
    evidence_body: str
    note: str
    capacity: str
    is_cash: bool
    start_month: int
    status: Status
    marks: tuple[str, ...]
    measures: Measures

    @property
    def is_quality(self) -> bool:
        """Whether it speaks of service quality, which is not counted in hours or yen."""
        return self.kpi.unit in QUALITY_UNITS and not self.procedure_id


@dataclass(frozen=True, slots=True)
class _Seen:
    """What the lines look like from the body; one entry a line."""

    change: FloatArray
    scale: FloatArray
    is_scaled: np.ndarray
    volume: FloatArray
    is_own_rate: np.ndarray
    is_beyond: np.ndarray


def _or_none(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _seen(of: BenefitTerms, body: BenefitBody) -> _Seen:
    """Return scale and volume of every line, summed over the bodies of a group."""
    model, bodies = of.model, body.bodies
    every = np.arange(len(model.lines))
    factors = size_factors(model, bodies, every)
    volume = (factors * model.lines.volume[None, :]).sum(axis=0)
    cases = procedure_cases(model, bodies)
    volume[cases.lines] = cases.cases.sum(axis=0)
    own, beyond = (np.zeros(len(every), dtype=np.bool_) for _ in range(2))
    own[cases.lines] = cases.is_own_rate.any(axis=0)
    beyond[cases.lines] = cases.is_beyond.any(axis=0)
    scale = factors.sum(axis=0)
    scale[cases.lines] = np.nan
    is_scaled = (factors != 1).any(axis=0) & ~np.isnan(scale)
    return _Seen(change_of(model, every), scale, is_scaled, volume, own, beyond)


def _pairs(model: BenefitModel, line: int) -> Mapping[str, tuple[float | None, float | None]]:
    lines = model.lines
    if lines.procedure[line] == NONE:
        return {"value": (_or_none(lines.baseline[line]), _or_none(lines.target[line]))}
    return {
        name: (
            _or_none(lines.fields[f"{name}_before"][line]),
            _or_none(lines.fields[f"{name}_after"][line]),
        )
        for name in ("online_rate", *_PAIRS)
    }


def _status(model: BenefitModel, line: int, seen: _Seen, measures: Measures) -> Status:
    if model.kpis[model.lines.kpi[line]].unit in QUALITY_UNITS and (
        model.lines.procedure[line] == NONE
    ):
        return "unanswered" if np.isnan(seen.change[line]) else "answered"
    if model.lines.procedure[line] == NONE:
        return "answered" if _is_counted(model, line, seen) else "unanswered"
    if any(figure.holes for figure in measures.values()):
        return "incomplete"
    return "answered" if any(figure.is_known for figure in measures.values()) else "unanswered"


def _is_counted(model: BenefitModel, line: int, seen: _Seen) -> bool:
    """Tell whether a claim has both values and, where it needs one, a volume."""
    needs_volume = model.kpis[model.lines.kpi[line]].unit in {"min_per_case", "minutes"}
    has_volume = not needs_volume or not np.isnan(model.lines.volume[line])
    return has_volume and not np.isnan(seen.change[line])


def _marks(
    model: BenefitModel, line: int, seen: _Seen, measures: Measures, status: Status
) -> tuple[str, ...]:
    lines = model.lines
    is_simple = lines.procedure[line] == NONE
    is_quality = is_simple and model.kpis[lines.kpi[line]].unit in QUALITY_UNITS
    is_sized = is_simple and not is_quality
    is_staff = any(measures[name].is_known for name in _STAFF)
    is_unpriced = (
        measures["outsourcing_hours"].is_known
        or (bool(lines.is_cash[line]) and not measures["cash_jpy"].is_known)
    ) and not is_quality
    found = {
        "scaled": is_sized and bool(seen.is_scaled[line]),
        "size_unknown": is_sized and bool(np.isnan(seen.scale[line])),
        "size_unstated": is_sized and bool(lines.scenario[line] == NONE),
        "no_cases": not is_simple and bool(np.isnan(seen.volume[line])),
        "own_rate": bool(seen.is_own_rate[line]),
        "rate_capped": bool(seen.is_beyond[line]),
        "incomplete": status == "incomplete",
        "ungraded": not lines.has_grade[line],
        "capacity_unstated": is_staff and not lines.has_capacity[line],
        "unpriced": is_unpriced,
        "early_start": bool(lines.start[line] < model.go_live[lines.offer[line]]),
    }
    return tuple(mark for mark in MARKS if found[mark])


def line_figures(
    of: BenefitTerms, body: BenefitBody, assumptions: AssumptionSet, tables: Tables
) -> tuple[LineFigure, ...]:
    """Return every line that counts for the body, by offer and benefit id."""
    model = of.model
    lines = model.lines
    flows = ledger_flows(line_flows(of), assumptions, body.rates)
    seen = _seen(of, body)
    frame = tables["benefit_lines"]
    ids, bodies_named, notes = (
        frame[name].astype(object).to_list() for name in ("benefit_id", "evidence_body", "note")
    )
    indexes = frame["position"].tolist()
    owners, positions = (tables["offers"][name].tolist() for name in ("owner", "position"))
    months = int(assumptions.number("horizon_months"))
    windows = [window_years(first, months) for first in model.go_live.tolist()]
    result = []
    counting = np.flatnonzero(of.counts.any(axis=0)).tolist()
    measured = measures_of(flows, counting, [windows[lines.offer[line]] for line in counting])
    for line, measures in zip(counting, measured, strict=True):
        row = int(lines.table_row[line])
        status = _status(model, line, seen, measures)
        procedure = int(lines.procedure[line])
        offer = int(lines.offer[line])
        document = tables.responses[owners[offer]].document
        pointer = f"/offers/{positions[offer]}/benefit_lines/{indexes[row]}"
        result.append(
            LineFigure(
                offer=offer,
                document=document.name,
                pointer=pointer,
                origin=document.origin_of(pointer),
                benefit_id=str(ids[row]),
                business=lines.business[line],
                kpi=model.kpis[lines.kpi[line]],
                procedure_id="" if procedure == NONE else model.procedure_ids[procedure],
                pairs=_pairs(model, line),
                volume=_or_none(seen.volume[line]),
                scale=_or_none(seen.scale[line]),
                grade=GRADES[lines.grade[line]],
                evidence_body=_word(bodies_named[row]),
                note=_word(notes[row]),
                capacity=CAPACITIES[lines.capacity[line]],
                is_cash=bool(lines.is_cash[line]),
                start_month=int(lines.start[line]),
                status=status,
                marks=_marks(model, line, seen, measures, status),
                measures=measures,
            )
        )
    return tuple(result)
