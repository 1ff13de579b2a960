"""The cost lines of all offers as columns, ready for the calendar and the steps."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from rfi.normalize.constants import UNIT_FACTORS
from rfi.normalize.cost.calendar import Spans, spans_of
from rfi.normalize.cost.quantity import (
    PER_CASE,
    Quantities,
    basis_of,
    quantity_factors,
    tariffs_of,
    tiered_amounts,
)
from rfi.normalize.cost.states import PRICED, PRICED_FROM, effective_states
from rfi.normalize.cost.steps import NEUTRAL
from rfi.normalize.months import fiscal_year_of, months_of_dates
from rfi.normalize.step import FloatArray
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.tidy.tables import BUNDLE_MARK, Tables

FREQUENCIES = load_codelist("frequencies").codes
ONCE = FREQUENCIES.index("once")
YEARLY = FREQUENCIES.index("yearly")
TERM_TOTAL = FREQUENCIES.index("term_total")
PHASES = load_codelist("phases").codes
ONE_TIME_PHASE = PHASES.index("one_time")
RECURRING_PHASE = PHASES.index("recurring")
EXIT_PHASE = PHASES.index("exit")


@dataclass(frozen=True, slots=True)
class Axes:
    """Names along the axes of every array; bundles stand after the businesses."""

    offers: tuple[str, ...]
    scenarios: tuple[str, ...]
    businesses: tuple[str, ...]
    items: tuple[str, ...]

    def members(self, business: int) -> frozenset[str]:
        """Return the businesses that one entry of the business axis holds."""
        return frozenset(self.businesses[business].split(BUNDLE_MARK))


@dataclass(frozen=True, slots=True)
class Lines:
    """Cost lines as columns, one entry a line (a bundle with the vendor's weights is split).

    Attributes:
        table_row: Row number in the ``cost_lines`` table.
        offer, scenario, business, item: Indexes into the axes.
        state: Index into ``STATES``.
        is_priced: Whether the line carries an amount that counts.
        is_midpoint: Whether the amount is the middle of a range.
        half_range: From that middle to either end of the range, as a part of it; else 0.
        spans: When the line runs.
        columns: What the steps read of a line.
    """

    table_row: npt.NDArray[np.int64]
    offer: npt.NDArray[np.int64]
    scenario: npt.NDArray[np.int64]
    business: npt.NDArray[np.int64]
    item: npt.NDArray[np.int64]
    state: np.ndarray
    is_priced: np.ndarray
    is_midpoint: np.ndarray
    half_range: FloatArray
    spans: Spans
    columns: Mapping[str, FloatArray]


def _indexes(values: pd.Series, axis: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the index of each category on an axis."""
    index_of = {name: index for index, name in enumerate(axis)}
    known = np.array([index_of[name] for name in values.cat.categories], dtype=np.int64)
    return np.asarray(known[values.cat.codes.to_numpy()])


def axes_of(tables: Tables, questionnaire: Questionnaire) -> Axes:
    """Return the axes: the questionnaire's own order, then the bundles that the answers hold."""
    keys = tables["cost_lines"]["businesses"].cat.categories
    bundles = sorted(key for key in keys if key not in questionnaire.businesses)
    return Axes(
        offers=tuple(tables["offers"]["offer_key"]),
        scenarios=tuple(questionnaire.scenarios),
        businesses=(*questionnaire.businesses, *bundles),
        items=tuple(questionnaire.items),
    )


def _split_weights(
    tables: Tables, axes: Axes, business: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64], FloatArray]:
    """Return (row, business, share), bundles split where the vendor's weights cover them."""
    weights = tables["bundle_weights"]
    rows = np.arange(len(business))
    if weights.empty:
        return rows, business, np.ones(len(rows))
    index_of = {name: index for index, name in enumerate(axes.businesses)}
    parts: list[tuple[int, int, float]] = []
    for line in np.unique(weights["owner"].to_numpy()).tolist():
        group = weights[weights["owner"] == line]
        total = float(group["weight"].sum())
        if set(group["business"]) == axes.members(int(business[line])) and total > 0:
            parts.extend(
                (line, index_of[name], weight / total)
                for name, weight in zip(group["business"], group["weight"], strict=True)
            )
    split = {line for line, _, _ in parts}
    whole = np.array([line not in split for line in rows])
    row = np.concatenate([rows[whole], np.array([part[0] for part in parts], dtype=np.int64)])
    home = np.concatenate([business[whole], np.array([part[1] for part in parts], dtype=np.int64)])
    share = np.concatenate([np.ones(int(whole.sum())), np.array([part[2] for part in parts])])
    order = np.argsort(row, kind="stable")
    return row[order], home[order], share[order]


def _months_per_period(lines: pd.DataFrame, months: FloatArray, basis: np.ndarray) -> FloatArray:
    frequency = lines["frequency"].cat.codes.to_numpy()
    result = np.ones(len(lines))
    result = np.where((frequency == YEARLY) | (basis == PER_CASE), 12, result)
    return np.where((frequency == TERM_TOTAL) & (basis != PER_CASE), months, result)


def prepare_lines(
    tables: Tables, questionnaire: Questionnaire, axes: Axes, bodies: Sequence[Quantities]
) -> Lines:
    """Return the cost lines as columns.

    Args:
        tables: Flattened answers.
        questionnaire: What was asked.
        axes: From ``axes_of``.
        bodies: Quantities by scenario: the scenario's own, or those of a real city.
    """
    frame = tables["cost_lines"]
    offers = tables["offers"]
    offer = frame["owner"].to_numpy()
    scenario = _indexes(frame["scenario_id"], axes.scenarios)
    item = _indexes(frame["item"], axes.items)
    basis = basis_of(frame)
    quantity = quantity_factors(frame, scenario, bodies)
    tiered = tiered_amounts(tariffs_of(frame, tables["cost_tiers"]), quantity)
    counted = effective_states(frame, tiered, has_quantity=~np.isnan(quantity))
    quantity = np.where(np.isnan(tiered), quantity, 1)

    go_live = months_of_dates(offers["go_live_on"])[offer]
    stated_months = frame["months"].to_numpy()
    contract = offers["contract_months"].to_numpy()[offer]
    months = np.where(np.isnan(stated_months), contract, stated_months)
    spans = spans_of(
        is_once=(frame["frequency"].cat.codes.to_numpy() == ONCE) & (basis != PER_CASE),
        start=months_of_dates(frame["start_on"]),
        months=months,
        accepted=months_of_dates(frame["accepted_on"]),
        go_live=go_live,
        months_per_period=_months_per_period(frame, months, basis),
    )
    phase_of_item = np.array(
        [PHASES.index(questionnaire.phases[name]) for name in axes.items], dtype=np.int64
    )
    phase = phase_of_item[item]
    tax = frame["tax"].to_numpy(dtype=object)
    units = frame["unit"]
    factors = np.array([*(UNIT_FACTORS[code] for code in units.cat.categories), np.nan])
    columns: dict[str, FloatArray] = {
        "amount_point": counted.amount_point,
        "unit_factor": factors[units.cat.codes.to_numpy()],
        "is_usd": (frame["currency"].to_numpy(dtype=object) == "USD").astype(np.float64),
        "fx_share": np.nan_to_num(frame["fx_share"].to_numpy(), nan=NEUTRAL["fx_share"]),
        "vendor_fx_rate": frame["vendor_fx_rate"].to_numpy(),
        "tax_rate_percent": frame["tax_rate_percent"].to_numpy(),
        "is_tax_exempt": (tax == "exempt").astype(np.float64),
        "is_tax_included": (tax == "included").astype(np.float64),
        "quantity_factor": quantity,
        "escalation_percent": np.nan_to_num(
            frame["escalation_percent"].to_numpy(), nan=NEUTRAL["escalation_percent"]
        ),
        "quote_fiscal_year": fiscal_year_of(spans.start).astype(np.float64),
        "go_live_month": go_live.astype(np.float64),
        "window_fiscal_year": fiscal_year_of(go_live).astype(np.float64),
        "phase": phase.astype(np.float64),
        "is_renewal": frame["is_renewal"].fillna(value=False).to_numpy(dtype=np.float64),
    }
    row, business, share = _split_weights(
        tables, axes, _indexes(frame["businesses"], axes.businesses)
    )
    columns = {name: values[row] for name, values in columns.items()}
    columns["share"] = share
    state = counted.state[row]
    return Lines(
        table_row=row,
        offer=offer[row],
        scenario=scenario[row],
        business=business,
        item=item[row],
        state=state,
        is_priced=(state == PRICED) | (state == PRICED_FROM),
        is_midpoint=counted.is_midpoint[row],
        half_range=counted.half_range[row],
        spans=Spans(
            **{
                name: getattr(spans, name)[row]
                for name in (
                    "start",
                    "end",
                    "quoted_end",
                    "go_live",
                    "is_once",
                    "months_per_period",
                )
            }
        ),
        columns=columns,
    )
