"""The conditions written into every file name whom, with whom, and what is compared."""

from dataclasses import replace
from typing import Any

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.condition_rows import ConditionRow, condition_rows
from rfi.export.csv.csv_table import write_csv
from rfi.export.record.evaluation import evaluation_record
from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.scenario.scope_choice import ScopeChoice
from rfi.views.look.reading import Reading
from tests.compare.sample_round import sample_answers
from tests.views.rounds import given

GROUP = ("332020", "372013", "382019")
SHARED = Chosen(
    city=ChosenCity("372013"),
    group=GROUP,
    scope=ScopeChoice(businesses=("B03",), items=("R01", "R02")),
    assumptions=(Assumption("levelling", "max", "区分", "会議の決定"),),
)


def evaluated(chosen: Chosen) -> Evaluation:
    return evaluate(sample_answers(), chosen)


def compared(chosen: Chosen) -> tuple[AnswerSet, Comparison]:
    found = evaluated(chosen)
    return found.answers, found.costs


def conditions_record(chosen: Chosen) -> Any:
    return evaluation_record(evaluated(chosen), "ja")["conditions"]


def rows_of(chosen: Chosen) -> dict[str, ConditionRow]:
    answers, comparison = compared(chosen)
    rows = condition_rows(given(answers=answers, costs=comparison), Reading("ja"))
    return {row.name: row for row in rows if not row.is_heading}


def test_city_group_scope_and_levelling_are_listed_in_full() -> None:
    rows = rows_of(SHARED)
    assert rows["都市"].value == "高松市 417,496"
    assert rows["都市"].note == "372013、要確認"
    assert "国勢調査" in rows["都市"].source
    assert rows["規模の扱い"].value == "都市の人口に換算し構成で分担"
    populations = [rows[name].value for name in ("倉敷市", "高松市", "松山市")]
    assert populations == ["474,592", "417,496", "511,192"]
    assert rows["固定資産税"].value == "ソフトウェア利用料、ソフトウェア保守"
    assert "他社の最大" in rows["欠けの補完"].value
    assert rows["世帯数"].note == "推計"


def test_without_a_choice_the_quoted_scenario_is_named_with_its_size() -> None:
    rows = rows_of(NOTHING_CHOSEN)
    assert rows["規模の扱い"].value == "調査票のシナリオ"
    assert (rows["シナリオ"].note, rows["人口"].value) == ("S350K-1", "350,000")
    assert rows["対象範囲"].value == "全業務・全費目"
    assert "都市" not in rows


def test_the_record_holds_the_same_in_codes() -> None:
    record = conditions_record(SHARED)
    assert record["city"]["code"] == "372013"
    assert [city["population"] for city in record["group"]] == [474_592, 417_496, 511_192]
    assert (record["scope"], record["scope_cells"]) == ("chosen", ["B03/R01", "B03/R02"])
    assert record["levelling"]["level"] == "max"
    assert record["size_basis"] == "group"
    bare = conditions_record(NOTHING_CHOSEN)
    assert (bare["city"], bare["group"], bare["scope"]) == (None, [], "all")
    assert bare["scope_cells"] is None
    assert bare["size_basis"] == "quoted_scenario"


def test_a_typed_name_never_becomes_a_formula() -> None:
    name = "=1+1市"
    planted = replace(NOTHING_CHOSEN, city=ChosenCity(name, 300_000), group=(name,))
    lines = write_csv(evaluated(planted), Reading("ja")).decode("utf-8-sig").splitlines()
    cells = [cell.strip('"') for line in lines for cell in line.split(",")]
    assert any(name in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith("=")]
