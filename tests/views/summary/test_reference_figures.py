import pytest

from rfi.compare.round.scope import Scope
from rfi.text.wording import LANGS, Lang
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table
from rfi.views.summary.reference_figures import TOPICS, view_reference_figures
from rfi.views.summary.summary import view_summary
from tests import evaluations
from tests.views.rounds import compared, evaluated, given, round_of


def row_of(table: Table, key: str) -> Row | None:
    return next((row for row in table.rows if row.key == key), None)


def test_the_figure_per_resident_is_held_against_the_national_one_with_its_scope() -> None:
    answers = round_of("responses")
    comparison = compared(answers)
    table = view_summary(
        given(costs=comparison, questionnaire=answers.questionnaire), Reading("ja")
    )
    row = row_of(table, "national_ratio")
    assert row is not None
    assert "3,742円" in row.heading
    assert row.note == "全団体・全IT・当初予算・2017年度"
    for cell, offer in zip(row.cells, comparison.offers, strict=True):
        each = offer.totals.per_resident_per_year_jpy
        assert each is not None
        assert offer.totals.nominal_jpy is not None
        # Beside holes, only the low end of a range without a point is a bound.
        each *= offer.bound.shown / offer.totals.nominal_jpy
        assert cell.value == pytest.approx(each / 3742)
        assert cell.sign == offer.bound.sign
    assert [cell.sign for cell in row.cells].count("≧") == 1
    keys = [row.key for row in table.rows]
    assert keys.index("national_ratio") == keys.index("per_resident") + 1


def test_a_part_of_the_scope_is_not_held_against_the_national_figure() -> None:
    answers = round_of("responses")
    asked = answers.questionnaire.asked[answers.questionnaire.default_scenario_id]
    part = Scope.of(cell for cell in asked if cell[0] == "B01")
    comparison = evaluations.evaluated(answers, scope=part).costs
    table = view_summary(
        given(costs=comparison, questionnaire=answers.questionnaire), Reading("ja")
    )
    assert row_of(table, "per_resident") is not None
    assert row_of(table, "national_ratio") is None


def test_a_questionnaire_that_asks_not_all_businesses_is_not_held_against_it() -> None:
    answers = round_of("published")
    table = view_summary(evaluated(answers), Reading("ja"))
    assert row_of(table, "national_ratio") is None


@pytest.mark.parametrize("lang", LANGS)
def test_each_figure_stands_with_unit_year_scope_source_and_kind(lang: Lang) -> None:
    table = view_reference_figures(given(), Reading(lang))
    for row in table.rows:
        if row.level == "plain":
            assert row.cells[0].value is not None
            assert all(cell.text for cell in row.cells[1:]), row.key


def test_topics_are_shown_in_sections_of_their_own() -> None:
    table = view_reference_figures(given(), Reading("ja"), topics=TOPICS[:1])
    assert [row.key for row in table.rows if row.level == "section"] == ["national"]
    row = row_of(table, "national_per_resident")
    assert row is not None
    shown = [table.shown(row, cell) for cell in row.cells]
    assert shown[:4] == ["3,742", "円／人・年", "平成29年度", "全団体・全IT・当初予算"]


def test_a_change_is_printed_in_per_cent() -> None:
    table = view_reference_figures(given(), Reading("ja"), topics=("sharing",))
    row = row_of(table, "okazaki_change")
    assert row is not None
    assert table.shown(row, row.cells[0]) == "△59.0%"
    assert row.cells[-1].text == "算出"
