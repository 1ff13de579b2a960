"""Stated totals against the ledger itself, summed line by line."""

import math
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.stated_totals import is_differing, line_sums
from rfi.normalize.cost.ledger import normalize_costs
from rfi.normalize.cost.stated_totals import stated_totals_of
from rfi.scenario.assumptions import AssumptionSet
from tests.answers import answer, collect, line, questionnaire
from tests.compare.sample_round import sample_answers
from tests.evaluations import evaluated

ITEMS = ("I03", "R01", "R07", "E01")
ASKED = questionnaire(ITEMS, ("B01", "B18"))
KINDS = {
    "total": {"one_time", "recurring", "exit"},
    "initial": {"one_time"},
    "recurring": {"recurring"},
    "yearly": {"recurring"},
    "exit": {"exit"},
}


@dataclass
class Ledgers:
    """Ledgers of a basis on the vendors' own terms, by number of months."""

    basis: CostBasis
    assumptions: AssumptionSet
    frames: dict[float, pd.DataFrame] = field(default_factory=dict)

    def over(self, months: float) -> pd.DataFrame:
        own: dict[str, Any] = {"fx_basis": "as_quoted", "price_growth_rate": 0, "escalation": "on"}
        if months not in self.frames:
            terms = self.assumptions.replaced({"horizon_months": int(months), **own}, "")
            self.frames[months] = normalize_costs(self.basis.model, terms)
        return self.frames[months]


def ledger_sums(ledgers: Ledgers, row: int) -> tuple[list[float], int]:
    """Return the four sums that a total may stand for, and its lines, from the whole ledger."""
    basis = ledgers.basis
    stated = basis.tables["stated_totals"].astype(object).iloc[row]
    offers, axes = basis.tables["offers"], basis.model.axes
    months = stated["months"]
    if np.isnan(months):
        months = offers["contract_months"].iloc[stated["owner"]]
    frame = ledgers.over(months)
    frame = frame[
        (frame["offer_key"] == axes.offers[stated["owner"]])
        & (frame["scenario_id"] == stated["scenario_id"])
    ]
    for name in ("business", "item"):
        if isinstance(stated[name], str):
            frame = frame[frame[name] == stated[name]]
    phases, wanted = basis.questionnaire.phases, KINDS[stated["kind"]]
    column = "amount_grown_incl_tax_jpy" if stated["tax"] == "included" else "amount_grown_jpy"
    share = 12 / months if stated["kind"] == "yearly" else 1
    as_migration = frame["phase"].isin(wanted)
    by_item = frame["item"].astype(object).map(phases).isin(wanted)
    prices = ~frame["is_discount"]
    everything = pd.Series(data=True, index=frame.index)
    sums = [
        math.fsum(frame.loc[rows & kind, column]) * share
        for rows in (as_migration, by_item)
        for kind in (prices, everything)
    ]
    return sums, int(frame.loc[(as_migration | by_item) & prices, "table_row"].nunique())


def assert_like_the_ledger(found: AnswerSet, **changes: Any) -> int:
    """Hold every total of a round against the ledger; return how many differ."""
    assert not any(response.is_held for response in found.responses)
    evaluation = evaluated(found, changes=changes)
    basis, conditions = evaluation.basis, evaluation.conditions
    totals = stated_totals_of(basis.tables, basis.model.axes)
    sums = line_sums(basis.model, basis.questionnaire.phases, totals, conditions.assumptions)
    differs = is_differing(totals, sums)
    ledgers = Ledgers(basis, conditions.assumptions)
    for row in np.flatnonzero(totals.is_yen).tolist():
        expected, lines = ledger_sums(ledgers, row)
        stated, unit = float(totals.stated[row]), float(totals.unit_factor[row])
        nearest = min(expected, key=lambda each: abs(stated - each))
        assert sums.nearest_jpy[row] == nearest
        assert sums.lines[row] == lines
        assert differs[row] == (abs(stated - nearest) > max(lines, 1) * unit / 2)
    assert not differs[~totals.is_yen].any()
    return int(differs.sum())


@st.composite
def prices(draw: st.DrawFn) -> dict[str, Any]:
    item = draw(st.sampled_from(ITEMS))
    made = line(
        item,
        draw(st.integers(1, 5000)),
        unit=draw(st.sampled_from(["one", "thousand"])),
        tax=draw(st.sampled_from(["excluded", "included", "exempt"])),
        businesses=draw(st.sampled_from([["B01"], ["B18"], ["B01", "B18"]])),
    )
    if item.startswith("R"):
        made["frequency"] = draw(st.sampled_from(["monthly", "yearly"]))
        made["months"] = draw(st.sampled_from([6, 60, 90]))
        made["start_on"] = draw(st.sampled_from(["2026-10-01", "2027-04-01", "2028-01-01"]))
    if draw(st.booleans()):
        made["currency"] = "USD"
        made |= draw(st.sampled_from([{}, {"vendor_fx_rate": 140}]))
    return made


@st.composite
def stated_totals(draw: st.DrawFn) -> dict[str, Any]:
    made: dict[str, Any] = {
        "scenario_id": "S",
        "kind": draw(st.sampled_from(sorted(KINDS))),
        "amount": draw(st.integers(0, 300_000)),
        "unit": draw(st.sampled_from(["one", "thousand", "million"])),
        "currency": draw(st.sampled_from(["JPY", "JPY", "JPY", "USD"])),
        "tax": draw(st.sampled_from(["excluded", "included"])),
    }
    parts: dict[str, st.SearchStrategy[Any]] = {
        "business": st.sampled_from(["B01", "B18"]),
        "item": st.sampled_from(ITEMS),
        "months": st.sampled_from([12, 60]),
    }
    for name, values in parts.items():
        if draw(st.booleans()):
            made[name] = draw(values)
    return made


@given(
    st.lists(prices(), min_size=1, max_size=6),
    st.lists(
        stated_totals(), min_size=1, max_size=5, unique_by=lambda one: tuple(map(str, one.items()))
    ),
    st.sampled_from([100, 150.5]),
)
@settings(max_examples=40)
def test_totals_are_held_against_the_lines_as_the_ledger_adds_them_up(
    lines: list[dict[str, Any]], totals: list[dict[str, Any]], rate: float
) -> None:
    discount = {
        "discount_id": "D",
        "scenario_id": "S",
        "amount": 3,
        "unit": "thousand",
        "currency": "JPY",
        "tax": "included",
        "frequency": "once",
        "condition": "unconditional",
    }
    first = answer(lines, stated_totals=totals, discount_lines=[discount])
    second = answer(lines[:1], response_id="second", stated_totals=totals[:1])
    assert_like_the_ledger(collect(ASKED, first, second), fx_usd_jpy=rate)


def test_totals_of_the_sample_round_are_those_of_the_ledger() -> None:
    assert assert_like_the_ledger(sample_answers()) > 0


@pytest.mark.parametrize(("amount", "differs"), [(3, 0), (3.5, 0), (4, 1), (1.5, 0), (1, 1)])
def test_a_total_may_be_missed_by_half_a_unit_a_line(amount: float, differs: int) -> None:
    # Two lines of 1,000 and 1,500 yen come to 2,500; in thousands each may be half a one off.
    lines = [line("I03", 1000, unit="one"), line("E01", 1500, unit="one")]
    stated = {"kind": "total", "unit": "thousand", "currency": "JPY", "tax": "excluded"}
    made = answer(lines, stated_totals=[{"scenario_id": "S", "amount": amount, **stated}])
    assert assert_like_the_ledger(collect(ASKED, made)) == differs
