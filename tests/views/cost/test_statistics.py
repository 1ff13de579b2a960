from typing import Any

import pytest

from rfi.compare.round.answers import AnswerSet
from rfi.text.wording import LANGS, Lang
from rfi.views.cost.spread_bars import SHOWN_ROWS, figure_spread
from rfi.views.cost.statistics import STATISTICS_ROWS, StatisticsRows, view_statistics
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table
from tests.answers import answer, collect, line, questionnaire
from tests.views.rounds import PLANTED, evaluated, holey, round_of


def shown(table: Table, key: str) -> dict[str, str]:
    row = next(row for row in table.rows if row.key == key)
    return {
        column.key: table.shown(row, cell)
        for column, cell in zip(table.columns, row.cells, strict=True)
    }


def three(**third: Any) -> AnswerSet:
    offers = [
        answer([line("I03", 100_000)], response_id="a"),
        answer([line("I03", 250_000)], response_id="b"),
        answer([line("I03", **third)], response_id="c"),
    ]
    return collect(questionnaire(("I03",)), *offers)


def test_a_row_says_minimum_median_mean_maximum_spread_ratio_and_of_how_many() -> None:
    table = view_statistics(evaluated(three(amount=180_000)), Reading("ja", "one"))
    assert shown(table, "I03") == {
        "least": "100,000",
        "median": "180,000",
        "mean": "176,667",
        "most": "250,000",
        "difference": "150,000",
        "ratio": "2.50",
        "n": "3",
        "apart": "",
    }
    assert "円（税抜・名目）" in table.caption
    assert "3提案" in table.caption


def test_what_does_not_enter_is_counted_in_words_that_are_explained_below() -> None:
    table = view_statistics(evaluated(three(state="separate")), Reading("ja", "one"))
    found = shown(table, "I03")
    assert (found["n"], found["apart"]) == ("2", "金額なし 1")
    assert any(note.startswith("金額なし：") for note in table.notes)
    assert not any(note.startswith("無償：") for note in table.notes)


def test_without_a_second_figure_the_spread_is_a_dash_and_never_zero() -> None:
    lines = [line("I03", 100)]
    answers = collect(questionnaire(("I03",)), answer(lines))
    found = shown(view_statistics(evaluated(answers), Reading("ja", "one")), "I03")
    assert (found["least"], found["difference"], found["ratio"]) == ("100", "－", "－")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("rows", STATISTICS_ROWS)
def test_the_sample_round_has_a_row_for_each_item_or_business_and_a_total(
    rows: StatisticsRows, lang: Lang
) -> None:
    answers = round_of("responses")
    table = view_statistics(evaluated(answers), Reading(lang), rows=rows)
    names = getattr(answers.questionnaire, rows)
    assert [row.key for row in table.rows if row.level == "plain"] == list(names)
    assert table.rows[-1].key == "total"
    assert shown(table, "total")["n"] == "5"


@pytest.mark.parametrize("lang", LANGS)
def test_the_chart_shows_the_widest_rows_first_with_each_offers_letter(lang: Lang) -> None:
    figure = figure_spread(evaluated(round_of("responses")), Reading(lang))
    assert figure is not None
    (trace,) = figure["data"]
    assert len(figure["layout"]["yaxis"]["ticktext"]) == SHOWN_ROWS
    first = [word for word, at in zip(trace["text"], trace["y"], strict=True) if at < 0.5]
    assert sorted(first) == ["A", "B", "C", "D", "E", "F"]
    assert ("億円" if lang == "ja" else "¥100M") in figure["layout"]["title"]["text"]


def test_a_lower_bound_stands_on_the_line_in_white_and_outside_the_band() -> None:
    figure = figure_spread(evaluated(three(amount=900_000, state="priced_from")), Reading("ja"))
    assert figure is not None
    (trace,) = figure["data"]
    # Drawn first, so that it covers no exact figure.
    assert trace["text"] == ["≧C", "A", "B"]
    assert trace["marker"]["color"][0] == "#ffffff"
    band = figure["layout"]["shapes"][0]
    assert (band["x0"], band["x1"]) == (trace["x"][1], trace["x"][2])


def test_a_row_far_larger_than_all_others_is_named_below_and_leaves_them_room() -> None:
    items = ("I01", "I02", "I03", "I04")
    offers = [
        answer(
            [line(item, amount * (5 if item == "I01" else 1) + index) for item in items],
            response_id=f"v{index}",
        )
        for index, amount in enumerate((1_000_000, 1_100_000))
    ]
    basis = evaluated(collect(questionnaire(items), *offers))
    figure = figure_spread(basis, Reading("ja"))
    assert figure is not None
    assert len(figure["layout"]["yaxis"]["ticktext"]) == 3
    assert figure["layout"]["xaxis"]["title"]["text"].startswith("図に収まらない行：")
    assert "5.0〜5.5" in figure["layout"]["xaxis"]["title"]["text"]
    by_ratio = figure_spread(basis, Reading("ja"), by="ratio")
    assert by_ratio is not None
    assert len(by_ratio["layout"]["yaxis"]["ticktext"]) == 4


def test_by_ratio_each_row_is_divided_by_its_own_median() -> None:
    figure = figure_spread(evaluated(three(amount=200_000)), Reading("ja"), by="ratio")
    assert figure is not None
    assert figure["data"][0]["x"] == [0.5, 1, 1.25]


def test_letters_that_would_cover_each_other_stand_in_different_lanes() -> None:
    lines = [answer([line("I03", amount)], response_id=f"v{amount}") for amount in (99, 100, 200)]
    figure = figure_spread(evaluated(collect(questionnaire(("I03",)), *lines)), Reading("ja"))
    assert figure is not None
    first, second, third = figure["data"][0]["y"]
    assert first != second
    assert third == 0


def test_where_no_two_exact_figures_differ_there_is_no_chart() -> None:
    lines = [line("I03", 100)]
    same = [answer(lines, response_id=name) for name in ("a", "b")]
    assert figure_spread(evaluated(collect(questionnaire(("I03",)), *same)), Reading("ja")) is None


def test_a_planted_markup_does_not_reach_a_label() -> None:
    answers = [
        answer([line("I03", amount)], response_id=name) for name, amount in (("a", 1), ("b", 2))
    ]
    answers[1]["vendor"]["name"] = PLANTED
    figure = figure_spread(evaluated(collect(questionnaire(("I03",)), *answers)), Reading("ja"))
    assert figure is not None
    assert not [word for word in figure["data"][0]["hovertext"] if "<b>" in word]
    assert figure_spread(evaluated(holey()), Reading("ja")) is None
