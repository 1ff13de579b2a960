"""The float pipeline against exact fractions and against relations that must hold."""

from dataclasses import replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.round.scope import Scope, masks_of
from rfi.normalize.cost.ledger import normalize_costs
from tests.answers import answer, collect, figures, line, questionnaire
from tests.evaluations import evaluated

ITEMS = ("I03", "I04", "R01", "R07", "E01")
CENT = 0.01
UNITS = {"one": 1, "thousand": 1000, "ten_thousand": 10_000, "million": 1_000_000}


@st.composite
def price(draw: st.DrawFn) -> dict[str, Any]:
    item = draw(st.sampled_from(ITEMS))
    made = line(
        item,
        draw(st.integers(1, 10**6)),
        unit=draw(st.sampled_from(["one", "thousand"])),
        tax=draw(st.sampled_from(["excluded", "included", "exempt"])),
        businesses=draw(st.sampled_from([["B01"], ["B18"], ["B01", "B18"]])),
    )
    if item.startswith("R"):
        made["frequency"] = draw(st.sampled_from(["monthly", "yearly", "term_total"]))
        made["months"] = draw(st.integers(1, 130))
        made["escalation_percent"] = draw(st.sampled_from([0, 3, 10, -5]))
        made["start_on"] = f"{draw(st.integers(2026, 2028))}-{draw(st.integers(1, 12)):02d}-01"
    else:
        made["accepted_on"] = f"{draw(st.integers(2026, 2033))}-{draw(st.integers(1, 12)):02d}-28"
    linked = draw(st.sampled_from(["no", "dollar", "linked"]))
    if linked == "dollar":
        made["currency"] = "USD"
    elif linked == "linked":
        made |= {"fx_share": draw(st.sampled_from([0.25, 0.5, 1])), "vendor_fx_rate": 140}
    return made


@st.composite
def assumptions(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "horizon_months": draw(st.integers(12, 130)),
        "discount_rate": draw(st.sampled_from([0, 0.01, 0.035, 0.04])),
        "discount_timing": draw(st.sampled_from(["start", "mid", "end"])),
        "price_growth_rate": draw(st.sampled_from([0, 0.02])),
        "deflator_rate": draw(st.sampled_from([0, 0.01])),
        "present_value_basis": draw(st.sampled_from(["nominal", "real"])),
        "tax_rate": draw(st.sampled_from([0.1, 0.12])),
        "fx_usd_jpy": draw(st.integers(100, 180)),
        "base_fiscal_year": draw(st.sampled_from([None, 2026])),
        "escalation": draw(st.sampled_from(["on", "on", "off"])),
    }


ASKED = questionnaire(ITEMS, ("B01", "B18"))


def exact_nominal(lines: list[dict[str, Any]], changes: dict[str, Any]) -> Fraction:
    """Return the nominal tax-excluded total by month-by-month fractions, written apart."""
    go_live, horizon = 2027 * 12 + 3, changes["horizon_months"]
    base = changes["base_fiscal_year"] or 2027
    total = Fraction(0)
    for row in lines:
        amount = Fraction(row["amount"]) * UNITS[row["unit"]]
        rate = Fraction(changes["fx_usd_jpy"])
        if row["currency"] == "USD":
            amount *= rate
        elif "fx_share" in row:
            share = Fraction(row["fx_share"])
            amount = amount * (1 - share) + amount * share * rate / row["vendor_fx_rate"]
        if row["tax"] == "included":
            amount = amount * 100 / (100 + Fraction(str(changes["tax_rate"])) * 100)
        if row["frequency"] == "once":
            total += amount
            continue
        start = int(row["start_on"][:4]) * 12 + int(row["start_on"][5:7]) - 1
        per_month = (
            amount / {"monthly": 1, "yearly": 12, "term_total": row["months"]}[row["frequency"]]
        )
        for month in range(start, min(start + row["months"], go_live + horizon)):
            year = (month - 3) // 12
            growth = Fraction(1)
            if month >= go_live:
                growth = (1 + Fraction(str(changes["price_growth_rate"]))) ** max(year - base, 0)
            rise = Fraction(1)
            if changes["escalation"] == "on":
                years = year - (start - 3) // 12
                rise = (1 + Fraction(row["escalation_percent"], 100)) ** years
            total += per_month * growth * rise
    return total


@given(st.lists(price(), min_size=1, max_size=6), assumptions())
@settings(max_examples=50)
def test_the_total_is_within_a_hundredth_of_a_yen_of_exact_fractions(
    lines: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    found = figures(ASKED, lines, **changes).totals.nominal_jpy
    assert found is not None
    assert abs(Fraction(found) - exact_nominal(lines, changes)) < CENT


@given(
    st.lists(price(), min_size=1, max_size=6),
    assumptions(),
    st.sampled_from(["none", "last_month"]),
)
@settings(max_examples=40)
def test_the_cube_equals_the_ledger_for_any_assumptions(
    lines: list[dict[str, Any]], changes: dict[str, Any], extension: str
) -> None:
    discount = {
        "discount_id": "D",
        "scenario_id": "S",
        "amount": 7,
        "unit": "thousand",
        "currency": "JPY",
        "tax": "included",
        "frequency": "once",
        "condition": "unconditional",
    }
    found = collect(ASKED, answer(lines, discount_lines=[discount]))
    evaluation = evaluated(found, changes={**changes, "term_extension": extension})
    basis, conditions = evaluation.basis, evaluation.conditions
    ledger = normalize_costs(basis.model, conditions.assumptions)
    flows = basis.cube.quoted_flows(conditions.assumptions, 0)
    columns = {
        "nominal_jpy": "amount_grown_jpy",
        "nominal_incl_tax_jpy": "amount_grown_incl_tax_jpy",
        "present_value_jpy": "present_value_jpy",
    }
    for measure, column in columns.items():
        keys = ["business", "item", "fiscal_year"]
        sums = ledger.groupby(keys, observed=True)[column].sum().reset_index()
        for business, item, year, expected in sums.itertuples(index=False, name=None):
            index = (
                0,
                flows.axes.businesses.index(str(business)),
                flows.axes.items.index(str(item)),
                flows.fiscal_years.index(int(year)),
            )
            assert flows.values[measure][index] == pytest.approx(expected, abs=CENT)
        assert flows.values[measure].sum() == pytest.approx(ledger[column].sum(), abs=CENT)
        assert flows.phases[measure].sum() == pytest.approx(ledger[column].sum(), abs=CENT)


@given(price(), st.integers(2, 5), assumptions())
@settings(max_examples=25)
def test_splitting_a_line_leaves_the_total_unchanged(
    whole: dict[str, Any], parts: int, changes: dict[str, Any]
) -> None:
    whole = {**whole, "amount": whole["amount"] * parts}
    split = [{**whole, "amount": whole["amount"] // parts} for _ in range(parts)]
    one = figures(ASKED, [whole], **changes).totals.nominal_jpy
    many = figures(ASKED, split, **changes).totals.nominal_jpy
    assert one == pytest.approx(many, abs=CENT)


@given(price(), assumptions())
@settings(max_examples=25)
def test_yen_or_thousand_and_with_or_without_tax_spell_one_flow(
    given_line: dict[str, Any], changes: dict[str, Any]
) -> None:
    changes = {**changes, "tax_rate": 0.1}
    plain = {
        **given_line,
        "unit": "one",
        "amount": given_line["amount"] * 10_000,
        "tax": "excluded",
    }
    thousand = {**plain, "unit": "thousand", "amount": plain["amount"] // 1000}
    with_tax = {**plain, "amount": plain["amount"] * 11 // 10, "tax": "included"}
    totals = [figures(ASKED, [spelled], **changes) for spelled in (plain, thousand, with_tax)]
    for other in totals[1:]:
        assert other.totals.nominal_jpy == pytest.approx(totals[0].totals.nominal_jpy, abs=CENT)
        assert other.totals.present_value_jpy == pytest.approx(
            totals[0].totals.present_value_jpy, abs=CENT
        )
        assert other.by_fiscal_year == pytest.approx(totals[0].by_fiscal_year, abs=CENT)


@given(st.lists(price(), min_size=1, max_size=5), assumptions())
@settings(max_examples=25)
def test_present_value_at_zero_per_cent_is_the_sum(
    lines: list[dict[str, Any]], changes: dict[str, Any]
) -> None:
    changes = {**changes, "discount_rate": 0, "present_value_basis": "nominal"}
    found = figures(ASKED, lines, **changes).totals
    assert found.present_value_jpy == pytest.approx(found.nominal_jpy, abs=CENT)


@given(st.lists(price(), min_size=1, max_size=5), st.integers(2, 9))
@settings(max_examples=40)
def test_scaling_every_price_scales_the_total(lines: list[dict[str, Any]], factor: int) -> None:
    scaled = [{**row, "amount": row["amount"] * factor} for row in lines]
    once = figures(ASKED, lines).totals.nominal_jpy
    assert once is not None
    assert figures(ASKED, scaled).totals.nominal_jpy == pytest.approx(once * factor, rel=1e-12)


def test_the_order_of_files_changes_no_figure() -> None:
    answers = [
        answer([line("I03", 0.1 * n), line("R01", 0.7 * n)], response_id=f"v{n}")
        for n in range(1, 6)
    ]
    forward = collect(questionnaire(), *answers)
    backward = collect(questionnaire(), *reversed(answers))
    first = evaluated(forward).costs
    second = evaluated(backward).costs
    assert first.offers == second.offers
    for measure, values in first.flows.values.items():
        assert np.array_equal(values, second.flows.values[measure])


def test_adding_an_offer_leaves_the_others_as_they_are() -> None:
    one = answer([line("I03", 60), line("R01", 1)], response_id="a")
    two = answer([line("I03", 9)], response_id="b", go_live="2026-10-01")
    alone, both = collect(questionnaire(), one), collect(questionnaire(), one, two)
    first, beside = (evaluated(found).costs.offers[0] for found in (alone, both))
    # What is asked about an offer may come from its rivals; its figures never do.
    assert replace(beside, certainty=first.certainty) == first


def test_a_line_out_of_scope_leaves_the_cube_as_it_leaves_the_ledger() -> None:
    found = collect(ASKED, answer([line("I03", 60), line("R01", 1), line("R07", 2)]))
    scope = Scope.of([("B01", "I03"), ("B01", "R07")])
    evaluation = evaluated(found, scope=scope)
    basis, conditions = evaluation.basis, evaluation.conditions
    masks = masks_of(scope, basis.model.axes)
    assert masks is not None
    flows = basis.cube.quoted_flows(conditions.assumptions, 0, masks.whole)
    assert flows.values["nominal_jpy"].sum() == pytest.approx(60 + 120)
    assert flows.phases["nominal_jpy"].sum() == pytest.approx(60 + 120)
