import math

import plotly.graph_objects as go
import pytest

from rfi.views.cost.bridge import bridge_of
from rfi.views.cost.year_bars import figure_cash, figure_fiscal_years
from rfi.views.look.bridge import bridge_table, largest_bars
from rfi.views.look.chart import CHART_CONFIG
from rfi.views.look.reading import Reading, TaxBasis
from rfi.views.look.waterfall import waterfall
from rfi.views.summary.phases import figure_phases
from tests import evaluations
from tests.views.rounds import compared, evaluated, given, holey, round_of

HUNDREDTH_YEN = 0.01


@pytest.mark.parametrize(("fx", "expected"), [(115, -198_282_529), (139, 13_675_993)])
def test_the_bars_sum_to_b_minus_a_on_the_published_table(fx: float, expected: float) -> None:
    answers = round_of("published")
    comparison = compared(answers, fx_usd_jpy=fx)
    bridge = bridge_of(comparison, answers.questionnaire, (0, 1), Reading("ja"))
    total = math.fsum(bar.difference for bar in bridge.bars)
    assert total == pytest.approx(bridge.end - bridge.start, abs=HUNDREDTH_YEN)
    assert total == pytest.approx(expected, abs=10)


@pytest.mark.parametrize("tax", ["excluded", "included"])
def test_the_bars_sum_for_every_pair_of_the_sample_round(tax: TaxBasis) -> None:
    answers = round_of("responses")
    comparison = compared(answers)
    indexes = range(len(comparison.offers))
    for pair in [(a, b) for a in indexes for b in indexes]:
        bridge = bridge_of(comparison, answers.questionnaire, pair, Reading("ja", tax=tax))
        change = bridge.end - bridge.start
        for bars in (bridge.bars, largest_bars(bridge, "ja")):
            total = math.fsum(bar.difference for bar in bars)
            assert total == pytest.approx(change, abs=HUNDREDTH_YEN)


def test_an_item_with_a_hole_on_either_side_is_unknown() -> None:
    answers = holey()
    bridge = bridge_of(compared(answers), answers.questionnaire, (0, 1), Reading("ja"))
    bars = {bar.item: bar for bar in bridge.bars}
    assert bars["I03"].is_unknown
    assert bars["I03"].note == "B 別途見積1"
    assert bridge.difference.sign == "≧"
    figure = waterfall(compared(answers), bridge, Reading("ja"))
    assert "不明" in str(figure["layout"]["annotations"])
    assert "/" in figure["data"][0]["marker"]["pattern"]["shape"]
    table = bridge_table(compared(answers), bridge, Reading("ja"))
    assert [cell.note for cell in table.rows[0].cells][2] == "不明"


def test_from_a_lower_bound_to_an_exact_total_the_difference_is_an_upper_bound() -> None:
    answers = holey()
    bridge = bridge_of(compared(answers), answers.questionnaire, (1, 0), Reading("ja"))
    assert bridge.difference.sign == "≦"


def test_every_figure_is_one_that_plotly_accepts_and_calls_nobody() -> None:
    answers = round_of("responses")
    comparison = compared(answers)
    bridge = bridge_of(comparison, answers.questionnaire, (0, 4), Reading("ja"))
    figures = [
        waterfall(comparison, bridge, Reading("ja")),
        figure_phases(evaluated(answers), Reading("ja")),
        figure_fiscal_years(given(costs=comparison), Reading("ja")),
        figure_cash(given(costs=comparison), Reading("ja")),
    ]
    for figure in figures:
        assert go.Figure(figure).layout.title.text
        assert "億円" in figure["layout"]["title"]["text"]
    assert CHART_CONFIG["showSendToCloud"] is False
    assert CHART_CONFIG["displaylogo"] is False


def test_the_bars_of_a_figure_are_the_totals_in_its_unit() -> None:
    figure = figure_phases(evaluated(round_of("published")), Reading("ja"))
    stacked = [sum(part) for part in zip(*(trace["x"] for trace in figure["data"]), strict=True)]
    assert stacked == pytest.approx([47.87264648, 45.88982119], abs=1e-6)


def test_the_bars_of_an_offer_with_holes_and_ranges_end_where_its_total_says() -> None:
    evaluation = evaluated(round_of("responses"))
    found = [offer for offer in evaluation.costs.offers if offer.half_ranges.by_cell]
    assert any(offer.bound.kind == "at_least" for offer in found)
    figure = figure_phases(evaluation, Reading("ja"))
    stacked = [sum(part) for part in zip(*(trace["x"] for trace in figure["data"]), strict=True)]
    ends = [note["x"] for note in figure["layout"]["annotations"]]
    assert stacked == pytest.approx(ends, abs=1e-6)


def test_a_vendors_name_is_printed_as_it_stands_in_a_figure() -> None:
    names = figure_phases(evaluated(holey()), Reading("ja"))["data"][0]["y"]
    assert "&lt;b&gt;" in names[1]
    assert "<b>" not in names[1]


def test_an_offer_without_prices_has_no_bridge_and_says_so_in_the_chart() -> None:
    answers = round_of("responses")
    evaluation = evaluations.evaluated(answers, scenario_id="S180K-1")
    comparison = evaluation.costs
    index = [offer.totals.nominal_jpy is None for offer in comparison.offers].index(True)
    bridge = bridge_of(comparison, answers.questionnaire, (0, index), Reading("ja"))
    assert not bridge.has_prices
    notes = figure_phases(evaluation, Reading("ja"))["layout"]["annotations"]
    assert notes[index]["text"] == "金額なし"
