"""What is chosen, saved, read back and held against a round."""

import json
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.chosen_conditions import (
    check_chosen,
    conditions_of_chosen,
    fitting,
)
from rfi.evaluation.evaluation import evaluate
from rfi.scenario.assumption_text import read_assumption, written_assumption
from rfi.scenario.assumptions import Assumption, check_assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity, ExpectedAmount
from rfi.scenario.chosen_record import (
    SavedConditions,
    saved_conditions_of,
    saved_conditions_record,
    write_saved_conditions,
)
from rfi.scenario.city.city import CityFigure, CityVolume, read_core_cities
from rfi.scenario.city.known_cities import known_cities
from rfi.scenario.scope_choice import ScopeChoice
from rfi.text.wording import LANGS, text
from rfi.views.conditions.bar import view_conditions
from rfi.views.conditions.difference import view_difference
from rfi.views.look.reading import Reading
from tests.answers import document
from tests.views.rounds import SAMPLES, round_of
from tests.views.rounds import given as parts

KURASHIKI, TAKAMATSU, MATSUYAMA = "332020", "372013", "382019"
GROUP = (KURASHIKI, TAKAMATSU, MATSUYAMA)
OWN = CityFigure(420_000.0, "人", "画面での指定", "to_confirm")
FULL = Chosen(
    scenario_id="S500K-1",
    city=ChosenCity(
        TAKAMATSU,
        figures=(("population", OWN),),
        volumes=(("P01", CityVolume(12_345.0, 0.25, "画面での指定", "to_confirm")),),
    ),
    group=GROUP,
    own_weights=((KURASHIKI, 2.0), (TAKAMATSU, 1.0), (MATSUYAMA, 0.0)),
    scope=ScopeChoice(businesses=("B03", "B04"), excluded_cells=(("B03", "R01"),)),
    assumptions=(
        Assumption("fx_usd_jpy", 160, "円/米ドル", "見積書", "2026-10"),
        Assumption("sharing_method", "own", "区分", "協定案"),
        Assumption("visit_fare_jpy", None, "円/回", "画面での指定"),
    ),
)


@cache
def with_cities() -> AnswerSet:
    """Return the sample round in which any core city can be chosen."""
    core = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    return replace(round_of("responses"), cities=known_cities(core, ()))


def reread(saved: SavedConditions) -> SavedConditions:
    found = document("c.json", json.loads(write_saved_conditions(saved)))
    assert found.kind == "conditions"
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    again, issues = saved_conditions_of(found.value)
    assert issues == ()
    return again


@pytest.mark.parametrize(
    "chosen",
    [NOTHING_CHOSEN, FULL, replace(NOTHING_CHOSEN, city=ChosenCity("試験市", 123_456))],
)
def test_conditions_saved_and_opened_are_the_same_choice(chosen: Chosen) -> None:
    saved = SavedConditions("高松市・税", chosen, "第2回会議")
    assert reread(saved) == saved
    assert check_chosen(chosen, with_cities()) == ()


@given(
    st.builds(
        Chosen,
        scenario_id=st.none() | st.sampled_from(["S180K-1", "S350K-3"]),
        city=st.none() | st.just(ChosenCity(TAKAMATSU)) | st.just(ChosenCity("名のみ市", 5)),
        group=st.sampled_from([(), (TAKAMATSU,), GROUP]),
        scope=st.sampled_from([ScopeChoice(), ScopeChoice(phases=("recurring",))]),
        own_weights=st.sampled_from([(), ((TAKAMATSU, 0.5),)]),
    )
)
def test_whatever_is_chosen_comes_back_from_its_file(chosen: Chosen) -> None:
    assert reread(SavedConditions("名", chosen)).chosen == chosen


@pytest.mark.parametrize("yen", [1_000_000_001, 4_500_000_000, 1_000_000_000_000])
def test_a_budget_of_thousands_of_millions_comes_back_from_its_file(yen: int) -> None:
    assert check_assumption("score_ceiling_jpy", yen) == ()
    budget = Assumption("score_ceiling_jpy", yen, "円", "予算書")
    chosen = NOTHING_CHOSEN.with_assumption(budget.key, budget)
    assert reread(SavedConditions("予算", chosen)).chosen == chosen


def test_the_id_of_a_saved_set_follows_from_what_is_chosen_not_from_its_name() -> None:
    ids = [
        saved_conditions_record(SavedConditions(name, chosen))["conditions_id"]
        for name, chosen in (("一", FULL), ("二", FULL), ("一", NOTHING_CHOSEN))
    ]
    assert ids[0] == ids[1] != ids[2]


def test_a_choice_becomes_the_conditions_of_the_comparison() -> None:
    answers = with_cities()
    conditions = conditions_of_chosen(answers, FULL)
    assert conditions.city is not None
    assert (conditions.city.name, conditions.city.population) == ("高松市", 420_000)
    assert conditions.city.figures["population"] == OWN
    assert conditions.city.volumes["P01"].online_rate == 0.25
    assert [city.code for city in conditions.group] == list(GROUP)
    # The group shares by the figures that the city is shown with.
    assert conditions.group[1].population == 420_000
    assert conditions.own_weights == FULL.own_weights
    assert conditions.assumptions.values["fx_usd_jpy"] == FULL.assumptions[0]
    assert conditions.assumptions.values["horizon_months"].value == 60
    assert conditions.scope.cells is not None
    assert ("B03", "R01") not in conditions.scope.cells
    assert ("B04", "R01") in conditions.scope.cells
    assert conditions.size_basis == "group"


def test_a_city_sets_the_quoted_scenario_aside_and_no_city_returns_to_it() -> None:
    answers = with_cities()
    chosen = replace(NOTHING_CHOSEN, scenario_id="S180K-1").with_city(ChosenCity(TAKAMATSU))
    with_city = conditions_of_chosen(answers, chosen)
    assert (with_city.scenario_id, with_city.size_basis) == ("S350K-1", "city")
    without = conditions_of_chosen(answers, chosen.with_city(None))
    assert (without.scenario_id, without.size_basis) == ("S180K-1", "quoted_scenario")


def test_what_a_profile_lacks_is_estimated_and_what_is_typed_stays() -> None:
    chosen = replace(NOTHING_CHOSEN, city=ChosenCity("試験市", 350_000))
    city = conditions_of_chosen(with_cities(), chosen).city
    assert city is not None
    assert city.figures["population"].source == text("city.typed", "ja")
    assert city.figures["households"].status == "estimated"
    scenario = with_cities().questionnaire.scenarios["S350K-1"]
    assert city.number("households") == scenario.households


def test_a_city_joins_the_group_that_is_there_and_none_is_made_for_it() -> None:
    shared = replace(NOTHING_CHOSEN, group=(KURASHIKI, MATSUYAMA))
    assert shared.with_city(ChosenCity(TAKAMATSU)).group == GROUP
    assert NOTHING_CHOSEN.with_city(ChosenCity(TAKAMATSU)).group == ()


def test_a_typed_in_city_leaves_the_group_with_its_name() -> None:
    typed = replace(NOTHING_CHOSEN, group=(KURASHIKI,)).with_city(ChosenCity("試験市", 5))
    assert typed.group == (KURASHIKI, "試験市")
    assert typed.with_city(None).group == (KURASHIKI,)


# Issue code and place → a choice that the round cannot follow.
FAULTS: dict[tuple[str, str], Chosen] = {
    ("conditions_unknown_scenario", "/scenario_id"): Chosen(scenario_id="S9"),
    ("conditions_unknown_option", "/options/0"): Chosen(options=("Z77",)),
    ("conditions_unknown_hole", "/expected/0"): Chosen(
        expected=(ExpectedAmount("A", "B77", "I03", 1.0, "x"),)
    ),
    ("conditions_unknown_city", "/city/code"): Chosen(city=ChosenCity("999999")),
    ("conditions_unknown_city", "/group/1"): Chosen(group=(TAKAMATSU, "999999")),
    ("conditions_city_outside_group", "/group"): Chosen(
        city=ChosenCity(TAKAMATSU), group=(KURASHIKI,)
    ),
    ("conditions_weight_outside_group", "/own_weights/0/code"): Chosen(
        own_weights=((TAKAMATSU, 1.0),)
    ),
    ("conditions_weight_missing", "/own_weights"): replace(
        FULL, own_weights=((KURASHIKI, 2.0), (TAKAMATSU, 1.0))
    ),
    ("conditions_weights_zero", "/own_weights"): replace(
        FULL, own_weights=tuple((code, 0.0) for code in GROUP)
    ),
    ("scope_unknown_code", "/scope/businesses/0"): Chosen(scope=ScopeChoice(businesses=("B9",))),
    ("assumption_not_rate", "/assumptions/0/value"): Chosen(
        assumptions=(Assumption("discount_rate", 4, "比率/年", "試験"),)
    ),
}


@pytest.mark.parametrize(("fault", "chosen"), FAULTS.items())
def test_a_choice_that_cannot_be_followed_is_told_with_its_place(
    fault: tuple[str, str], chosen: Chosen
) -> None:
    issues = check_chosen(chosen, with_cities())
    assert [(one.code, one.pointer) for one in issues] == [fault]
    for lang in LANGS:
        assert issues[0].message(lang)
        assert issues[0].next_step(lang)


@pytest.mark.parametrize("chosen", FAULTS.values())
def test_what_fits_of_any_choice_can_be_followed(chosen: Chosen) -> None:
    answers = with_cities()
    fits = fitting(chosen, answers)
    assert check_chosen(fits, answers) == ()
    assert fitting(fits, answers) == fits


def test_a_choice_that_fits_stays_as_it_is() -> None:
    assert fitting(FULL, with_cities()) == FULL


@pytest.mark.parametrize(
    ("parts", "code", "pointer"),
    [
        ({"city": {"name": "試験市"}}, "conditions_city_incomplete", "/city"),
        ({"city": {"code": "37201"}}, "schema_pattern", "/city/code"),
        (
            {"assumptions": [{"key": "fx_usd_jpy", "value": -1, "unit": "円", "source": "x"}]},
            "assumption_not_positive",
            "/assumptions/0/value",
        ),
        ({"group": []}, "schema_min_items", "/group"),
        (
            {"own_weights": [{"code": TAKAMATSU, "weight": -1}]},
            "schema_minimum",
            "/own_weights/0/weight",
        ),
    ],
)
def test_a_faulty_file_of_conditions_is_told_with_its_place(
    parts: dict[str, Any], code: str, pointer: str
) -> None:
    head = {"schema_version": "1.0.0", "conditions_id": "c", "name": "名"}
    found = document("c.json", {**head, **parts})
    issues = found.issues
    if found.value is not None:
        _, issues = saved_conditions_of(found.value)
    assert [(one.code, one.pointer) for one in issues] == [(code, pointer)]
    assert issues[0].next_step("ja")


def test_the_bar_names_city_group_sharing_scope_and_levelling() -> None:
    answers = with_cities()
    level = Assumption("levelling", "median", "区分", "試験")
    chosen = FULL.with_assumption("levelling", level)
    line = view_conditions(evaluate(answers, chosen), Reading("ja")).line(Reading("ja"))
    for part in (
        "高松市（372013）420,000人・要確認",
        "都市の人口に換算し構成で分担",
        # 474,592 + 420,000 + 511,192
        "3市 計1,405,784人（倉敷市、高松市、松山市）",
        "倉敷市 2、高松市 1、松山市 0",
        "2業務×10費目（尋ねた19欄）",
        "他社の中央値",
        "160円/米ドル",
    ):
        assert part in line


def test_two_sets_side_by_side_show_only_what_differs() -> None:
    answers = with_cities()
    rate = Assumption("fx_usd_jpy", 160, "円/米ドル", "見積書")
    first = conditions_of_chosen(answers, NOTHING_CHOSEN)
    second = conditions_of_chosen(answers, NOTHING_CHOSEN.with_assumption("fx_usd_jpy", rate))
    table = view_difference(
        parts(questionnaire=answers.questionnaire), Reading("ja"), ("前", first), ("後", second)
    )
    assert [row.key for row in table.rows] == ["fx_usd_jpy"]
    assert "160（円/米ドル、見積書）" in table.rows[0].cells[1].text
    same = view_difference(
        parts(questionnaire=answers.questionnaire), Reading("ja"), ("前", first), ("後", first)
    )
    assert same.rows == ()


def test_scopes_of_the_same_size_but_other_cells_are_said_to_differ() -> None:
    answers = with_cities()
    sides = [
        conditions_of_chosen(
            answers,
            Chosen(scope=ScopeChoice(excluded_cells=(("B03", item),))),
        )
        for item in ("I03", "I04")
    ]
    table = view_difference(
        parts(questionnaire=answers.questionnaire),
        Reading("ja"),
        ("前", sides[0]),
        ("後", sides[1]),
    )
    assert table.rows == ()
    assert table.notes


@pytest.mark.parametrize(
    ("key", "written", "expected"),
    [
        ("discount_rate", "4%", 0.04),
        ("discount_rate", "０．０４", 0.04),
        ("fx_usd_jpy", "1,234.5", 1234.5),
        ("horizon_months", "１２０", 120),
        ("visit_fare_jpy", "", None),
        ("fx_usd_jpy", "多い", "多い"),
        ("fx_usd_jpy", "nan", "nan"),
        ("fx_usd_jpy", "150%", "150%"),
    ],
)
def test_what_is_typed_for_an_assumption_is_read(key: str, written: str, expected: object) -> None:
    assert read_assumption(key, written) == expected


@given(st.floats(0.001, 1e8) | st.integers(1, 10**8))
def test_a_value_written_out_is_read_back(value: float) -> None:
    assert read_assumption("fx_usd_jpy", written_assumption(value)) == value
