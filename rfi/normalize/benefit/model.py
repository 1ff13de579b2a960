"""The benefit lines of all offers as columns: what no assumption and no city changes."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.months import NO_MONTH, IntArray, months_of_dates
from rfi.normalize.step import FloatArray
from rfi.scenario.kpis import Kpi, Procedure, kpis_of, procedures_of
from rfi.scenario.questionnaire import Questionnaire, Scenario
from rfi.schema.codelists import load_codelist
from rfi.tidy.tables import Tables

BoolArray = npt.NDArray[np.bool_]

GRADES = load_codelist("evidence_grades").codes
ASSUMED = GRADES.index("assumed")
CAPACITIES = load_codelist("capacity_kinds").codes
NORMAL = CAPACITIES.index("normal")
NONE = -1
# States under which a line quantifies nothing, whatever figures stand beside them.
_SILENT = ("unanswered", "separate", "out_of_scope", "included")
_PREFIX = "procedure_"
PROCEDURE_FIELDS = (
    "online_rate_before",
    "online_rate_after",
    "travel_minutes",
    "wait_minutes_before",
    "wait_minutes_after",
    "form_minutes_before",
    "form_minutes_after",
    "online_minutes_before",
    "online_minutes_after",
    "staff_minutes_before",
    "staff_minutes_after",
    "setup_minutes_per_person",
)


@dataclass(frozen=True, slots=True)
class BenefitLines:
    """Benefit lines as columns, one entry a line, by offer and then by benefit id.

    Attributes:
        table_row: Row number in the ``benefit_lines`` table.
        offer: Index into the offers.
        kpi: Index into the KPIs.
        business: Code of the line's business, that of its KPI where it names none.
        scenario: Index into the scenarios, ``NONE`` where the line names none.
        procedure: Index into the procedures, ``NONE`` for a simple claim.
        is_silent: Whether its state says that it quantifies nothing.
        baseline, target: Before and after, in the unit of the KPI; NaN when not given.
        volume: Yearly volume of the quoted size; NaN when not given.
        fields: Name of ``PROCEDURE_FIELDS`` → rate (0–1) or minutes; NaN when not given.
        capacity: Index into ``CAPACITIES``; normal hours where the line names none …
        has_capacity: … which this tells.
        is_cash: Whether the vendor says that the city's budget falls; no where not said.
        grade: Index into ``GRADES``; assumed where the line names none …
        has_grade: … which this tells.
        start: Month in which the effect starts: the line's own, else go-live.
        uptake: Line × year since the start: share reached; the last one stays.
    """

    table_row: IntArray
    offer: IntArray
    kpi: IntArray
    business: tuple[str, ...]
    scenario: IntArray
    procedure: IntArray
    is_silent: BoolArray
    baseline: FloatArray
    target: FloatArray
    volume: FloatArray
    fields: Mapping[str, FloatArray]
    capacity: IntArray
    has_capacity: BoolArray
    is_cash: BoolArray
    grade: IntArray
    has_grade: BoolArray
    start: IntArray
    uptake: FloatArray

    def __len__(self) -> int:
        """Return the number of lines."""
        return len(self.offer)


@dataclass(frozen=True, slots=True)
class BenefitModel:
    """Everything about the effects of a set of answers that no assumption changes.

    Attributes:
        offers: Offer keys, in the order of the ``offers`` table.
        go_live: Month of go-live of each offer.
        kpis, procedures, scenarios: What the indexes of the lines name.
        lines: The benefit lines.
    """

    offers: tuple[str, ...]
    go_live: IntArray
    kpis: tuple[Kpi, ...]
    procedures: tuple[Procedure, ...]
    scenarios: tuple[Scenario, ...]
    lines: BenefitLines

    @property
    def procedure_ids(self) -> tuple[str, ...]:
        """Ids of the procedures, in the order of their index."""
        return tuple(procedure.procedure_id for procedure in self.procedures)


def _indexes(values: pd.Series, names: tuple[str, ...]) -> IntArray:
    """Return the index of each text among ``names``, ``NONE`` where it is missing or unknown."""
    index_of = {name: index for index, name in enumerate(names)}
    found = [
        index_of.get(value, NONE) if isinstance(value, str) else NONE
        for value in values.astype(object)
    ]
    return np.array(found, dtype=np.int64)


def _uptakes(given: pd.Series) -> FloatArray:
    """Return line × year; the last share stays, and without any the effect is whole at once."""
    lists = [list(value) if isinstance(value, list) and value else [1.0] for value in given]
    width = max(map(len, lists), default=1)
    filled = [shares + shares[-1:] * (width - len(shares)) for shares in lists]
    return np.array(filled, dtype=np.float64).reshape(len(lists), width)


def _lines_of(
    frame: pd.DataFrame,
    kpis: tuple[Kpi, ...],
    procedures: tuple[Procedure, ...],
    scenarios: tuple[Scenario, ...],
    go_live: IntArray,
) -> BenefitLines:
    """Return the rows of the table as columns, sorted so that their order in a file is nothing."""
    kpi = _indexes(frame["kpi_id"], tuple(one.kpi_id for one in kpis))
    ids = frame["benefit_id"].astype(object).to_list()
    owners = frame["owner"].tolist()
    order = sorted(
        np.flatnonzero(kpi != NONE).tolist(),
        key=lambda row: (owners[row], str(ids[row])),
    )
    rows = np.array(order, dtype=np.int64)
    chosen = frame.iloc[rows]
    kpi = kpi[rows]
    offer = chosen["owner"].to_numpy().astype(np.int64)
    businesses = [
        named if isinstance(named, str) else kpis[index].business
        for named, index in zip(chosen["business"].astype(object), kpi.tolist(), strict=True)
    ]
    capacity = _indexes(chosen["capacity"], CAPACITIES)
    grade = _indexes(chosen["evidence"], GRADES)
    own_start = months_of_dates(chosen["start_on"])
    return BenefitLines(
        table_row=rows,
        offer=offer,
        kpi=kpi,
        business=tuple(businesses),
        scenario=_indexes(chosen["scenario_id"], tuple(one.scenario_id for one in scenarios)),
        procedure=_indexes(
            chosen["procedure_procedure_id"], tuple(one.procedure_id for one in procedures)
        ),
        is_silent=chosen["state"].isin(_SILENT).to_numpy(dtype=np.bool_),
        baseline=chosen["baseline"].to_numpy(dtype=np.float64),
        target=chosen["target"].to_numpy(dtype=np.float64),
        volume=chosen["volume"].to_numpy(dtype=np.float64),
        fields={
            name: chosen[_PREFIX + name].to_numpy(dtype=np.float64) for name in PROCEDURE_FIELDS
        },
        capacity=np.where(capacity == NONE, NORMAL, capacity),
        has_capacity=capacity != NONE,
        is_cash=chosen["cash_releasing"].fillna(value=False).to_numpy(dtype=np.bool_),
        grade=np.where(grade == NONE, ASSUMED, grade),
        has_grade=grade != NONE,
        start=np.where(own_start == NO_MONTH, go_live[offer], own_start),
        uptake=_uptakes(chosen["uptake"]),
    )


def build_benefit_model(tables: Tables, questionnaire: Questionnaire) -> BenefitModel:
    """Return the benefit lines of all accepted answers.

    A line that names a procedure the questionnaire lacks is a simple claim without figures.
    """
    kpis = tuple(kpis_of(questionnaire).values())
    procedures = tuple(procedures_of(questionnaire).values())
    scenarios = tuple(questionnaire.scenarios.values())
    go_live = months_of_dates(tables["offers"]["go_live_on"])
    return BenefitModel(
        offers=tuple(tables["offers"]["offer_key"]),
        go_live=go_live,
        kpis=kpis,
        procedures=procedures,
        scenarios=scenarios,
        lines=_lines_of(tables["benefit_lines"], kpis, procedures, scenarios, go_live),
    )
