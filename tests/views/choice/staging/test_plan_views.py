"""What the section 着手の計画 shows: both plans over the same years, unknown costs as bounds."""

import pytest

from rfi.analysis.staging.plan import Plan, Stage
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.months import month_number
from rfi.text.wording import LANGS, Lang
from rfi.views.choice.contents import CONTENTS
from rfi.views.choice.staging.bars import figure_plans
from rfi.views.choice.staging.tables import view_plan_cities, view_plan_joins, view_plan_years
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for

READING = Reading("ja", "one")
KAKUU, REIJI = "992011", "992020"


def known() -> Evaluation:
    """Two invented cities whose cost of today is known whole."""
    return sample_for(KAKUU, (KAKUU, REIJI))


def row(table: Table, key: str) -> Row:
    return next(one for one in table.rows if one.key == key)


def test_the_years_of_each_plan_sum_to_its_total_and_the_difference_is_2_minus_1() -> None:
    table = view_plan_years(known(), READING, 0)
    columns = [column.key for column in table.columns]
    for number in (0, 1):
        at = columns.index(f"{number}.total")
        years = [one.cells[at].value or 0.0 for one in table.rows if one.key != "total"]
        assert sum(years) == pytest.approx(row(table, "total").cells[at].value)
    total = row(table, "total").cells
    first, second = (total[columns.index(f"{number}.total")].value for number in (0, 1))
    assert first is not None
    assert second is not None
    assert total[-1].value == pytest.approx(second - first)


def test_a_cost_of_today_that_is_not_known_makes_a_bound_and_no_difference() -> None:
    evaluation = sample_for(TAKAMATSU, GROUP)
    table = view_plan_years(evaluation, READING, 0)
    columns = [column.key for column in table.columns]
    total = row(table, "total").cells
    assert total[columns.index("0.total")].sign == ""
    assert total[columns.index("1.total")].sign == "≧"
    assert total[columns.index("1.dual")].sign == ""
    assert total[-1].text == "言えない（≧）"
    title = figure_plans(evaluation, READING, 0)["layout"]["title"]
    assert "計画2が≧" in title["text"]
    assert title["subtitle"]["text"].endswith("現行費用の分からない市が3市")


def test_the_limit_of_a_city_is_that_of_its_own_cash() -> None:
    table = view_plan_cities(known(), READING, 0)
    limits = [one.cells[1].value or 0.0 for one in table.rows]
    assert all(limit % 1000 == 0 and limit > 0 for limit in limits)


def test_who_joins_later_shares_from_then_on() -> None:
    table = view_plan_joins(known(), READING, 0)
    second = [one for one in table.rows if one.cells[0].text == "計画2"]
    assert [one.cells[2].text for one in second] == ["1市", "2市"]
    assert second[0].cells[3].value == 1


def test_the_plans_of_a_reader_take_the_place_of_those_to_begin_with() -> None:
    own = Plan((Stage(month_number(2030, 4)),), 6)
    table = view_plan_years(known(), READING, 0, (own, own))
    assert table.rows[0].key == "2030"
    dual = [column.key for column in table.columns].index("0.dual")
    assert (row(table, "2030").cells[dual].value or 0) > 0
    title = figure_plans(known(), READING, 0, (own, own))["layout"]["title"]["text"]
    assert "2つの計画は同じ" in title


def test_the_bars_are_told_apart_by_pattern_and_bear_their_sums() -> None:
    figure = figure_plans(known(), READING, 0)
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    looks = {trace["name"]: trace["marker"]["pattern"]["shape"] for trace in bars}
    assert len({*looks.values()}) >= len(looks) - 1
    sums = [trace for trace in figure["data"] if trace["type"] == "scatter"]
    assert all(len(trace["text"]) == 5 for trace in sums)


def test_without_a_city_it_says_what_is_missing() -> None:
    (part, *_) = CONTENTS.of("plan")
    need = part.unmet(sample_for())
    assert need is not None
    assert need.word(sample_for()) == "choice.plan.no_city"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("index", range(5))
def test_every_offer_that_can_be_estimated_has_its_tables(index: int, lang: Lang) -> None:
    evaluation = sample_for(TAKAMATSU, GROUP)
    for view in (view_plan_years, view_plan_cities, view_plan_joins):
        assert view(evaluation, Reading(lang), index).rows
