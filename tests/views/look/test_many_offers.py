"""Twelve offers stand side by side without covering each other."""

from rfi.compare.round.answers import AnswerSet
from rfi.views.cost.items import view_items
from rfi.views.cost.spread_bars import figure_spread
from rfi.views.cost.year_bars import figure_fiscal_years
from rfi.views.look.reading import Reading
from rfi.views.look.table_html import table_html
from tests.answers import answer, collect, line, questionnaire
from tests.views.rounds import evaluated


def many(count: int) -> AnswerSet:
    """Return offers that lie close together."""
    lines = [
        answer([line("I03", 1000 + number), line("R01", 100)], response_id=f"v{number:02d}")
        for number in range(count)
    ]
    return collect(questionnaire(), *lines)


def test_more_offers_have_more_lanes_and_taller_rows() -> None:
    seen = {}
    for count in (6, 12):
        figure = figure_spread(evaluated(many(count)), Reading("ja"))
        assert figure is not None
        lanes = {round(y - round(y), 3) for y in figure["data"][0]["y"]}
        seen[count] = (len(lanes), figure["layout"]["height"])
        assert all(abs(lane) < 0.5 for lane in lanes)
    assert seen[6][0] == 3
    assert seen[12][0] == 5
    assert seen[12][1] > seen[6][1]


def test_tables_of_many_offers_are_set_narrower() -> None:
    for count, is_wide in ((6, False), (12, True)):
        html = table_html(view_items(evaluated(many(count)), Reading("ja")), Reading("ja"))
        assert ("rfi-wide" in html) == is_wide


def test_figures_of_few_bars_lie() -> None:
    figure = figure_fiscal_years(evaluated(many(2)), Reading("ja"))
    assert {bar["textangle"] for bar in figure["data"]} == {0}
