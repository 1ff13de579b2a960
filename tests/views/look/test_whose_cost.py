"""Every table and chart of costs says whose cost it shows."""

import itertools
from collections.abc import Iterator
from functools import cache

import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import LANGS, Lang
from rfi.views.cost.businesses import view_businesses
from rfi.views.cost.fiscal_years import view_cash, view_fiscal_years
from rfi.views.cost.items import view_items
from rfi.views.cost.levelling import view_levelled_cells, view_levelling
from rfi.views.cost.spread_bars import figure_spread
from rfi.views.cost.statistics import view_statistics
from rfi.views.cost.year_bars import figure_fiscal_years
from rfi.views.joint.joiners import view_joiners
from rfi.views.joint.number_effect import view_number_effect
from rfi.views.joint.payments import view_payments
from rfi.views.joint.share_chart import figure_shares
from rfi.views.joint.shares import view_shares
from rfi.views.joint.size_curve_chart import figure_size_curves
from rfi.views.look.captions import whose_words
from rfi.views.look.reading import Reading
from rfi.views.summary.phases import figure_phases
from rfi.views.summary.summary import view_summary
from tests.compare.sample_round import sample_for
from tests.views.rounds import given

THREE = ("332020", "372013", "382019")


@cache
def sample(code: str = "", group: tuple[str, ...] = ()) -> Evaluation:
    return sample_for(code or None, group, levelling="median")


def captions(found: Evaluation, lang: Lang) -> Iterator[str]:
    costs, asked = found.costs, found.questionnaire
    yield view_summary(given(costs=costs, questionnaire=asked), Reading(lang)).caption
    yield view_items(given(costs=costs, questionnaire=asked), Reading(lang)).caption
    yield view_businesses(given(costs=costs, questionnaire=asked), Reading(lang)).caption
    yield view_statistics(found, Reading(lang), "items").caption
    yield view_fiscal_years(found, Reading(lang)).caption
    yield view_cash(found, Reading(lang)).caption
    yield view_levelling(given(costs=costs), Reading(lang)).caption
    spread = figure_spread(found, Reading(lang))
    assert spread is not None
    for figure in (
        figure_phases(given(costs=costs, questionnaire=asked), Reading(lang)),
        figure_fiscal_years(given(costs=costs), Reading(lang)),
        spread,
    ):
        yield figure["layout"]["title"]["subtitle"]["text"]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("code", "group"), [("", ()), ("372013", ()), ("372013", THREE), ("", THREE)]
)
def test_every_cost_says_whose_it_is(code: str, group: tuple[str, ...], lang: Lang) -> None:
    found = sample(code, group)
    words = whose_words(found.costs, lang)
    assert words
    assert [caption for caption in captions(found, lang) if not caption.startswith(words)] == []


def test_share_city_alone_group_and_quoted_scenario_are_told_apart() -> None:
    said = [
        whose_words(sample(code, group).costs, "ja")
        for code, group in (("372013", THREE), ("372013", ()), ("", THREE), ("", ()))
    ]
    assert said[:3] == ["高松市の負担額（3市共同）", "高松市（単独）", "3市の合計"]
    assert said[3].startswith("調査票のシナリオ：人口35万人")


def test_tables_of_the_group_do_not_claim_to_be_of_the_city() -> None:
    found = sample("372013", THREE)
    joint, effect = found.joint_use, found.number_effect
    assert joint is not None
    assert effect is not None
    joined = given(costs=found.costs, joint_use=joint, joiners=found.joiners)
    tables = [
        view_shares(given(costs=found.costs, joint_use=joint), Reading("ja")),
        view_joiners(joined, Reading("ja")),
        view_payments(given(costs=found.costs, joint_use=joint), Reading("ja")),
        view_number_effect(given(costs=found.costs, number_effect=effect), Reading("ja")),
        view_levelled_cells(found, Reading("ja"), 4),
    ]
    said = [table.caption.split("　")[0] for table in tables]
    assert said == ["3市の合計と各市", "3市の合計", "3市の各市", "1市当たり", "3市の合計"]
    shares = figure_shares(given(costs=found.costs, joint_use=joint), Reading("ja"))["layout"][
        "title"
    ]["subtitle"]["text"]
    assert shares.startswith("3市の各市")


def test_ends_of_the_size_curves_stand_apart_and_say_what_is_open() -> None:
    found = sample("372013", THREE)
    assert found.size_curves is not None
    layout = figure_size_curves(found, Reading("ja"))["layout"]
    assert layout["title"]["subtitle"]["text"].startswith("1市（単独）")
    ends = [one for one in layout["annotations"] if "yshift" in one]
    assert [one["text"] for one in ends if "E" in one["text"]] == ["<b>≧E</b>"]
    step = max(one["y"] for one in ends) / 296
    heights = sorted(one["y"] / step + one["yshift"] for one in ends)
    assert all(above - below >= 14.9 for below, above in itertools.pairwise(heights))


def test_an_offer_without_any_price_has_no_place_in_the_spread() -> None:
    found = sample("372013", THREE)
    figure = figure_spread(found, Reading("ja"))
    assert figure is not None
    letters = next(trace for trace in figure["data"] if "text" in trace["mode"])
    assert not [word for word in letters["text"] if word.endswith("F")]
    assert [word for word in letters["text"] if word.endswith("A")]


def test_a_levelled_total_keeps_its_mark_on_the_page_of_levelling() -> None:
    found = sample("372013", THREE)
    summary = view_summary(found, Reading("ja")).rows[0]
    levelled = next(row for row in view_levelling(found, Reading("ja")).rows if row.key == "total")
    assert [cell.sign for cell in levelled.cells] == [cell.sign for cell in summary.cells]
    assert "※" in {cell.sign for cell in levelled.cells}


def test_a_mark_that_stands_nowhere_is_not_explained() -> None:
    notes = view_summary(sample("372013", THREE), Reading("ja")).notes
    assert not [note for note in notes if note.startswith("≧")]
    assert [note for note in notes if note.startswith("※")]


def test_an_open_part_of_which_nothing_is_known_is_not_zero() -> None:
    found = sample("372013", THREE)
    assert found.joint_use is not None
    table = view_shares(found, Reading("ja"))
    row = next(each for each in table.rows if each.key == "individual")
    shown = [table.shown(row, cell) for cell in row.cells]
    assert shown[:3] == ["0", "0", "0"]
    assert shown[4:] == ["不明", "推計不可"]
