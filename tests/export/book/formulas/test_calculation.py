"""What stands beside the formulas is what the tool has, under every kind of condition."""

from collections.abc import Mapping
from typing import Any

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.formulas.calculation import Calculation, calculation_of
from rfi.export.book.formulas.grid import Formula
from rfi.export.book.formulas.names import NAMES, Names
from rfi.text.wording import LANGS
from rfi.views.look.reading import Reading, TaxBasis
from rfi.views.look.totals import total_of
from tests.answers import collect, questionnaire
from tests.compare.sample_round import GROUP, core_cities, sample_for, scope_of
from tests.views.rounds import evaluated, holey, round_of

YEN = 0.01
CONDITIONS: Mapping[str, Mapping[str, Any]] = {
    "as quoted": {},
    "a city": {"city": "372013"},
    "a city in a group": {"city": "372013", "group": GROUP},
    "a whole group": {"group": GROUP},
    "levelled": {"city": "372013", "group": GROUP, "levelling": "median"},
    "a part of the scope": {"scope": scope_of("B03", "B04", "COM"), "levelling": "max"},
    "rates as quoted": {"fx_basis": "as_quoted", "fx_usd_jpy": 160},
    "prices run on": {"term_extension": "last_month", "horizon_months": 120},
    "real": {"present_value_basis": "real", "deflator_rate": 0.02, "discount_rate": 0.04},
    "HARP": {"city": "372013", "group": GROUP, "sharing_method": "harp"},
}


def calculated(evaluation: Evaluation, tax: TaxBasis = "excluded") -> Calculation:
    found = calculation_of(evaluation, Reading("ja", tax=tax))
    assert found is not None
    return found


@pytest.mark.parametrize("tax", ["excluded", "included"])
@pytest.mark.parametrize("name", CONDITIONS)
def test_the_results_beside_the_formulas_are_the_tools_own_and_a_hole_leaves_a_cell_open(
    name: str, tax: TaxBasis
) -> None:
    evaluation = sample_for(**CONDITIONS[name])
    found, reading = calculated(evaluation, tax), Reading("ja", tax=tax)
    flows = evaluation.costs.flows
    for index, offer in enumerate(evaluation.costs.offers):
        if offer.totals.nominal_jpy is None:
            continue
        total = total_of(offer, reading)
        assert found.sums.known("total", index) == pytest.approx(total, abs=YEN)
        present = offer.totals.present_value_jpy
        assert found.sums.known("present_value", index) == pytest.approx(present, abs=YEN)
        phases = flows.phases[reading.measure][index]
        for key, amount in zip(("initial", "recurring", "exit"), phases, strict=True):
            assert found.sums.known(key, index) == pytest.approx(amount, abs=YEN)
        items = flows.values[reading.measure][index].sum(axis=(0, 2))
        for item, amount in zip(flows.axes.items, items, strict=True):
            assert found.sums.known(f"item.{item}", index) == pytest.approx(amount, abs=YEN)
    expect_open_where_the_tool_has_a_hole(found, evaluation)


def expect_open_where_the_tool_has_a_hole(found: Calculation, evaluation: Evaluation) -> None:
    for index, offer in enumerate(evaluation.costs.offers):
        holes = sum(max(len(cells), 1) for cells in offer.open_holes.values())
        assert (found.sums.counted("total", index) > 0) == (holes > 0)
        for item, figure in offer.by_item.items():
            assert (found.sums.counted(f"item.{item}", index) > 0) == figure.has_hole


def test_no_formula_refers_to_another_file_or_to_a_younger_function() -> None:
    found = calculated(sample_for("372013", GROUP))
    texts = [one.text for grid in (*found.grids, found.check) for one in grid.formulas]
    assert len(texts) == found.formulas > 40_000
    for word in ("[", "LET(", "AGGREGATE(", "MINIFS(", "MAXIFS(", "XLOOKUP(", "FILTER(", "{"):
        assert not [text for text in texts if word in text]
    assert max(map(len, texts)) < 8000


def test_a_group_too_large_for_formulas_has_none() -> None:
    codes = tuple(core_cities())[:13]
    assert calculation_of(sample_for(codes[0], codes), Reading("ja")) is None


def test_without_offers_there_is_nothing_to_reckon_with() -> None:
    assert calculation_of(evaluated(collect(questionnaire(("I03",)))), Reading("ja")) is None


def test_without_a_discount_there_is_no_sheet_of_discounts() -> None:
    found = calculated(evaluated(holey()))
    assert "discounts" not in {grid.key for grid in found.grids}
    whole = calculated(evaluated(round_of("responses")))
    (discounts,) = (grid for grid in whole.grids if grid.key == "discounts")
    assert all(isinstance(row[-1], Formula) for row in discounts.rows)


@pytest.mark.parametrize("lang", LANGS)
def test_every_assumption_has_a_name_of_its_own(lang: Any) -> None:
    names = [Names(lang).of(name) for name in NAMES]
    assert len(set(names)) == len(names)


def test_the_check_finds_a_figure_that_is_two_yen_apart() -> None:
    check = calculated(evaluated(holey())).check
    apart = [cell for row in check.rows for cell in row if isinstance(cell, Formula)]
    assert apart
    assert all(abs(float(cell.value)) <= 1 for cell in apart)
    above = check.above[0]
    assert isinstance(above, Formula)
    assert above.value == "すべて1円以内で一致。"
    assert '">1"' in above.text
