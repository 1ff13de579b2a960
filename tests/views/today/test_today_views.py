"""Today beside the offers, the bridge from today, net effect and ratios as tables and figures."""

import math
from dataclasses import replace
from functools import cache

import plotly.graph_objects as go
import pytest

from rfi.compare.today.before_after import TodayComparison
from rfi.compare.today.ratio_survey import RatioSurvey, ReportedPair, survey_of_pairs
from rfi.evaluation.evaluation import Evaluation
from rfi.export.tables import tables_of
from rfi.text.wording import LANGS, Lang
from rfi.views.look.bridge import bridge_table
from rfi.views.look.reading import Reading, TaxBasis
from rfi.views.look.table import Row, Table
from rfi.views.look.waterfall import waterfall
from rfi.views.today.before_after import view_before_after
from rfi.views.today.bridge import bridge_from_today
from rfi.views.today.net_effect_chart import figure_cumulative
from rfi.views.today.net_effect_table import view_net_cash, view_net_effect
from rfi.views.today.offer_ratios import view_offer_ratio_cities, view_offer_ratios
from rfi.views.today.offers_alone import view_offers_alone
from rfi.views.today.ratio_chart import bins_of, figure_ratios
from rfi.views.today.ratio_table import (
    headline,
    offer_basis,
    own_column,
    view_ratio_cities,
    view_ratios,
)
from tests.answers import answer, line, questionnaire
from tests.compare.cities import city, cost, evaluate
from tests.compare.sample_round import sample_for
from tests.evaluations import CityChoice, evaluated
from tests.views.rounds import PLANTED, given

HUNDREDTH_YEN = 0.01


@cache
def sample(code: str = "992011") -> Evaluation:
    return sample_for(code)


def today(found: Evaluation) -> TodayComparison:
    assert found.today is not None
    return found.today


def row(table: Table, key: str) -> Row:
    return next(each for each in table.rows if each.key == key)


def shown(table: Table, key: str) -> list[str]:
    found = row(table, key)
    return [table.shown(found, cell) for cell in found.cells]


def small(*lines: dict[str, object], items: tuple[str, ...] = ("I03", "R01")) -> Evaluation:
    home = city([cost("R01", 120, tax="excluded"), cost("R13", 5)])
    return evaluate(home, answer(list(lines)), asked=questionnaire(items))


def test_before_after_difference_and_ratio_stand_together() -> None:
    found = small(line("I03", 100), line("R01", 20))
    table = view_before_after(given(costs=found.costs, today=today(found)), Reading("ja", "one"))
    assert shown(table, "running.cost") == ["120", "240"]
    assert shown(table, "running.difference") == ["", "+120"]
    assert shown(table, "running.ratio") == ["", "2.00"]
    assert shown(table, "total.cost") == ["600", "1,300"]
    assert shown(table, "I03") == ["現行になし", "100"]
    assert shown(table, "left.R13") == ["5", "比較しない"]
    assert table.columns[0].note == "令和7年度"
    assert "令和7年度の年額が続く" in table.notes[0]


def test_beside_a_hole_difference_and_ratio_are_lower_bounds() -> None:
    found = small(line("I03", state="separate"), line("R01", 5))
    table = view_before_after(given(costs=found.costs, today=today(found)), Reading("ja", "one"))
    assert shown(table, "total.cost") == ["600", "≧300"]
    assert shown(table, "total.difference") == ["", "≧△300"]
    assert shown(table, "total.ratio") == ["", "≧0.50"]
    assert shown(table, "running.ratio") == ["", "0.50"]


def test_an_unknown_amount_of_today_is_a_word_and_never_zero() -> None:
    home = city([cost("R01", 110), cost("R02", None)])
    found = evaluate(
        home,
        answer([line("R01", 1), line("R02", 1)]),
        asked=questionnaire(("R01", "R02")),
    )
    table = view_before_after(given(costs=found.costs, today=today(found)), Reading("ja", "one"))
    assert shown(table, "R02")[0] == "不明"
    assert shown(table, "running.cost")[0] == "≧100"
    assert (
        shown(table, "running.ratio") == ["", "※0.24"] or shown(table, "running.ratio")[1][0] == "≦"
    )
    assert any("1件" in note for note in table.notes)


@pytest.mark.parametrize("tax", ["excluded", "included"])
def test_the_bars_from_today_sum_to_the_difference_for_every_offer(tax: TaxBasis) -> None:
    found = sample()
    for index in range(len(found.costs.offers)):
        bridge = bridge_from_today(found.costs, today(found), index, Reading("ja", tax=tax))
        total = math.fsum(bar.difference for bar in bridge.bars)
        assert total == pytest.approx(bridge.end - bridge.start, abs=HUNDREDTH_YEN)
        table = bridge_table(found.costs, bridge, Reading("ja", tax=tax))
        assert table.title.startswith("現行から")
        figure = waterfall(found.costs, bridge, Reading("ja", tax=tax))
        assert go.Figure(figure).layout.title.text


def test_the_bridge_to_an_offer_with_holes_is_open_there() -> None:
    found = sample()
    bridge = bridge_from_today(found.costs, today(found), 4, Reading("ja"))
    assert bridge.difference.sign == "≧"
    assert any(bar.is_unknown for bar in bridge.bars)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("code", ["992011", "992020", "992224"])
def test_the_net_effect_of_the_sample_stands_in_table_and_figure(code: str, lang: Lang) -> None:
    found = sample(code)
    table = view_net_effect(found, Reading(lang))
    totals = row(table, "total").cells
    offered, now = row(table, "offered").cells, row(table, "today").cells
    for total, after, before in zip(totals, offered, now, strict=True):
        assert total.value == pytest.approx((before.value or 0) - (after.value or 0))
    assert totals[4].sign == "≦"
    figure = figure_cumulative(found, Reading(lang))
    assert go.Figure(figure).data
    assert len({trace["line"]["dash"] for trace in figure["data"]}) == 6
    labels = [note["text"][3] for note in figure["layout"]["annotations"]]
    assert labels[:6] == list("ABCDEF")


def test_the_cash_table_adds_up_year_by_year() -> None:
    found = sample("992224")
    table = view_net_cash(found, Reading("ja"), 1)
    assert table is not None
    running = 0.0
    for each in table.rows[:-2]:
        now, before, offered, net, total = (cell.value or 0.0 for cell in each.cells)
        assert net == pytest.approx(now - before - offered, abs=HUNDREDTH_YEN)
        running += net
        assert total == pytest.approx(running, abs=HUNDREDTH_YEN)
    limit = found.costs.offers[1].cash.debt_burden_limit_jpy
    assert row(table, "limit").cells[2].value == limit


def test_a_payback_is_told_by_year_and_marked_in_the_figure() -> None:
    found = evaluate(
        city([cost("R01", 140, tax="excluded")]),
        answer([line("I03", 100, accepted_on="2027-03-25"), line("R01", 100, frequency="yearly")]),
    )
    table = view_net_effect(found, Reading("ja"))
    assert shown(table, "payback") == ["4年目（令和11年度）"]
    assert row(table, "payback").cells[0].note == "初年度の期首から3.5年"
    figure = figure_cumulative(found, Reading("ja"))
    assert any("回収 3.5年" in note["text"] for note in figure["layout"]["annotations"])
    # The points stand for the ends of the years, so 3.5 years lie between the third and fourth.
    (ring,) = figure["layout"]["shapes"]
    assert (ring["x0"] + ring["x1"]) / 2 == pytest.approx(2.5)


def survey(*ratios: float | None) -> RatioSurvey:
    return survey_of_pairs(
        [
            ReportedPair(f"{index:06d}", f"市{index}", 100.0, None if r is None else 100.0 * r)
            for index, r in enumerate(ratios)
        ]
    )


def test_the_headline_says_mean_share_most_and_fewer() -> None:
    found = survey(2.0, 5.7, 0.5, 0.9, 2.4)
    assert headline(found, "ja") == "平均2.3倍、2倍以上が6割（3/5市）、最大5.7倍、減少は2市"
    assert headline(found, "en") == (
        "2.3 times on average, at least doubled in 6 in 10 (3 of 5 cities), 5.7 times at most, "
        "lower in 2"
    )


def test_a_share_that_is_no_whole_tenth_is_said_to_be_about() -> None:
    assert "約3割（1/3市）" in headline(survey(2, 1, 1), "ja")


def test_without_any_ratio_the_headline_says_so() -> None:
    assert headline(survey(None), "ja") == "倍率の分かる市がありません（0/1市）"
    assert go.Figure(figure_ratios(survey(None), "", Reading("ja"))).layout.title.text


def test_a_ratio_on_a_boundary_belongs_to_the_bin_above() -> None:
    ends, counts = bins_of(survey(0.9, 1.0, 1.99, 2.0, 2.49, 3.5))
    assert dict(zip(ends, counts, strict=True)) == {
        0.5: 1, 1.0: 1, 1.5: 1, 2.0: 2, 2.5: 0, 3.0: 0, 3.5: 1,
    }  # fmt: skip


def test_the_histogram_carries_counts_mean_and_how_many_answered() -> None:
    figure = figure_ratios(survey(1.2, 2.2, None), "基準", Reading("ja"))
    assert go.Figure(figure).data
    assert [word for word in figure["data"][0]["text"] if word] == ["1", "1"]
    assert "3市中2市" in figure["layout"]["title"]["subtitle"]["text"]
    assert figure["layout"]["shapes"][0]["x0"] == pytest.approx(1.7)


@pytest.mark.parametrize("lang", LANGS)
def test_the_published_survey_stands_in_a_column_of_its_own(lang: Lang) -> None:
    basis = offer_basis(paying_cities().costs.offers[0], Reading(lang))
    table = view_ratios([survey(1.2, 2.2)], [own_column(lang)], basis, Reading(lang))
    assert shown(table, "mean") == ["1.70", "2.3"]
    assert shown(table, "maximum") == ["2.20", "5.7"]
    assert "2025" in table.notes[0]


def paying_cities() -> Evaluation:
    """Three cities under two offers; the second leaves R02 open, the third city gives no cost.

    A pays 100,000 a year today, B 200,000 and an amount it does not know; the first offer asks
    300,000 of each, the second 150,000 and more.
    """
    homes = (
        city([cost("R01", 100_000, tax="excluded")], "992011"),
        city([cost("R01", 200_000, tax="excluded"), cost("R02", None)], "992020"),
        city([], "992038"),
    )
    whole = [line("R01", 200_000, frequency="yearly"), line("R02", 100_000, frequency="yearly")]
    part = [line("R01", 150_000, frequency="yearly"), line("R02", state="separate")]
    answers = [answer(whole, response_id="a"), answer(part, response_id="b")]
    asked = questionnaire(("R01", "R02"))
    return evaluate(homes[0], *answers, asked=asked, own=homes)


def test_the_cities_stand_against_every_offer_side_by_side_beside_the_published_survey() -> None:
    found = paying_cities()
    table = view_offer_ratios(found, Reading("ja"))
    assert len(table.columns) == 3
    assert shown(table, "answered") == ["2市中1市", "2市中0市", "62市中59市"]
    assert shown(table, "mean") == ["3.00", "－", "2.3"]
    assert "税抜" in table.caption


def test_a_city_reads_what_it_pays_and_what_each_offer_asks_and_a_bound_has_no_ratio() -> None:
    found = paying_cities()
    table = view_offer_ratio_cities(found, Reading("ja", "one"))
    assert [each.heading for each in table.rows] == [found.cities[0].name, found.cities[1].name]
    assert shown(table, "992011") == ["100,000", "300,000", "≧150,000"]
    assert shown(table, "992020") == ["≧200,000", "300,000", "≧150,000"]
    assert [cell.note for cell in row(table, "992011").cells] == ["", "3.00倍", ""]
    assert [cell.note for cell in row(table, "992020").cells] == ["", "", ""]


@pytest.mark.parametrize("lang", LANGS)
def test_files_hold_the_ratios_of_the_cities_only_where_a_city_gives_its_cost(lang: Lang) -> None:
    found = paying_cities()
    assert {"ratios", "ratio_cities"} <= {table.key for table in tables_of(found, Reading(lang))}
    of_lists = replace(found.answers, cities=replace(found.answers.cities, own=()))
    without = evaluated(of_lists, cities=CityChoice(found.conditions.city))
    alone = {table.key for table in tables_of(without, Reading(lang))}
    assert not {"ratios", "ratio_cities"} & alone


def test_every_city_is_listed_by_its_ratio_and_open_ones_last() -> None:
    table = view_ratio_cities(survey(1.2, None, 2.2), "基準", Reading("ja", "one"))
    assert [each.heading for each in table.rows] == ["市2", "市0", "市1"]
    assert shown(table, "000001") == ["100", "不明", "不明", "－"]


def test_names_of_cities_and_vendors_are_printed_as_they_stand() -> None:
    answers = answer([line("R01", 1)])
    answers["vendor"]["name"] = PLANTED
    found = evaluate(city([cost("R01", 1)]), answers, asked=questionnaire(("R01",)))
    bridge = bridge_from_today(found.costs, today(found), 0, Reading("ja"))
    names = str(waterfall(found.costs, bridge, Reading("ja"))["layout"]["yaxis"]["ticktext"])
    assert "&lt;b&gt;" in names


def test_without_a_city_the_offers_stand_alone() -> None:
    found = sample_for()
    assert found.today is None
    table = view_offers_alone(found, Reading("ja"))
    assert shown(table, "running")[4].startswith("≧")


def test_an_offer_without_any_figure_says_why_as_elsewhere() -> None:
    found = sample_for(city="372013", group=("332020", "372013", "382019"))
    table = view_offers_alone(found, Reading("ja"))
    assert shown(table, "total")[5] == "推計不可"
    assert any(note.startswith("推計不可") for note in table.notes)
