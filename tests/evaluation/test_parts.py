"""Every part is kept by exactly the conditions that it reads."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.compare.round.kept import Kept
from rfi.document.read import Document, read_document
from rfi.evaluation.cost_parts import COSTS
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.evaluation.part import Part, UndeclaredReadError, all_reads
from rfi.evaluation.parts import PARTS
from rfi.scenario.assumption_text import is_typed_in, kind_of_assumption
from rfi.scenario.assumptions import AssumptionValue, check_assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.scenario.city.city import read_core_cities
from rfi.scenario.city.files import read_city_file
from rfi.scenario.city.known_cities import known_cities
from rfi.scenario.scope_choice import ScopeChoice
from rfi.schema.codelists import load_codelist
from tests.views.rounds import SAMPLES

# The first is invented and has a cost of today; the others are on the published list.
KAKUU_KITA, MATSUYAMA, KURASHIKI = "992046", "382019", "332020"
CITY_FILES = ("fictional_current_costs.csv", "fictional_figures.csv")
NO_BOUND_BYTES = 1 << 40
ASSUMPTIONS = load_codelist("assumption_keys").codes
SHARING = Chosen(city=ChosenCity(KAKUU_KITA), group=(MATSUYAMA, KAKUU_KITA))
CHOICES: Mapping[str, tuple[str, Chosen]] = {
    "another city": ("city", replace(SHARING, city=ChosenCity(MATSUYAMA))),
    "a third member": ("group", replace(SHARING, group=(KURASHIKI, MATSUYAMA, KAKUU_KITA))),
    "own weights": ("own_weights", replace(SHARING, own_weights=((KAKUU_KITA, 1), (MATSUYAMA, 2)))),
    "two businesses": (
        "scope",
        replace(SHARING, scope=ScopeChoice(businesses=("B01", "B02"))),
    ),
}


def _read(name: str) -> Document:
    path = SAMPLES / name
    return read_document(path.name, path.read_bytes())


@cache
def answers() -> AnswerSet:
    """Return two answers of the sample round, one with holes, and cities with today's cost."""
    # What a bound on size dropped would be made again: here every part stays.
    core = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    paths = [SAMPLES / "cities" / name for name in CITY_FILES]
    found = collect_answers(
        _read("responses/questionnaire.json"),
        [_read(f"responses/vendor_{letter}.json") for letter in "ae"],
        _read("assumptions/standard.json"),
        cities=known_cities(core, [read_city_file(path.name, path.read_bytes()) for path in paths]),
    )
    object.__setattr__(found, "kept", Kept(NO_BOUND_BYTES))
    return found


def other_value(key: str) -> AssumptionValue:
    """Return a value of an assumption that fits its kind and is not the one in force."""
    value, kind = answers().assumptions.get(key), kind_of_assumption(key)
    if not is_typed_in(key):
        codes = load_codelist(kind).codes
        return codes[(codes.index(str(value)) + 1) % len(codes)]
    if not isinstance(value, int | float):
        return 2027
    return {"integer": value + 1, "rate": value + 0.01, "share": 1 - value / 2}.get(kind, value * 2)


def found(evaluation: Evaluation) -> dict[str, Any]:
    return {part.name: evaluation._of(part) for part in PARTS}


@cache
def before() -> dict[str, Any]:
    return found(evaluate(answers(), SHARING))


def is_decided(part: Part[Any], read: str, after: Mapping[str, Any]) -> bool:
    """Whether a part declares what changed, itself or through what it uses."""
    if read in part.reads or read in part.assumptions:
        return True
    return any(
        before()[used.name] != after[used.name] if used.is_key else is_decided(used, read, after)
        for used in part.uses
    )


def assert_only_declared_parts_are_new(read: str, after: Mapping[str, Any]) -> None:
    recomputed = {name for name, value in after.items() if value is not before()[name]}
    # There is one None and one empty tuple: whether they were made anew cannot be seen.
    nothing = {
        name for name, value in after.items() if value in (None, ()) and value is before()[name]
    }
    keys = {part.name for part in PARTS if part.is_key}
    declared = {part.name for part in PARTS if is_decided(part, read, after)}
    assert recomputed - keys == declared - nothing - keys


def test_every_assumption_has_another_value_to_try() -> None:
    for key in ASSUMPTIONS:
        assert other_value(key) != answers().assumptions.get(key)
        assert check_assumption(key, other_value(key)) == ()


def test_every_assumption_is_read_by_a_part() -> None:
    read = set().union(*(all_reads(part)[1] for part in PARTS))
    assert set(ASSUMPTIONS) == read


@pytest.mark.parametrize("key", ASSUMPTIONS)
def test_an_assumption_changes_the_parts_that_declare_it_and_no_other(key: str) -> None:
    chosen = SHARING.with_values(answers().assumptions, {key: other_value(key)}, "試験")
    assert_only_declared_parts_are_new(key, found(evaluate(answers(), chosen)))


@pytest.mark.parametrize("what", CHOICES)
def test_a_choice_changes_the_parts_that_declare_it_and_no_other(what: str) -> None:
    read, chosen = CHOICES[what]
    evaluation = evaluate(answers(), chosen)
    # Another city is another nearest scenario, and another member of the group is shown.
    reads = {read, *({"scenario_id", "group"} if read == "city" else ())}
    after = found(evaluation)
    recomputed = {name for name, value in after.items() if value is not before()[name]}
    allowed = {part.name for part in PARTS if any(is_decided(part, one, after) for one in reads)}
    assert recomputed <= allowed
    assert {part.name for part in PARTS if read in part.reads} - recomputed == set()


def test_a_settled_warning_changes_the_parts_that_read_it_and_no_other() -> None:
    settled = answers().with_settled(frozenset({("vendor-e", "tax_missing", "")}))
    after = found(evaluate(settled, SHARING))
    assert_only_declared_parts_are_new("settled", after)
    assert after["basis"] is before()["basis"]
    assert after["open_warnings"] is not before()["open_warnings"]


def test_another_owner_of_the_same_value_is_another_assumption() -> None:
    values = answers().assumptions
    owned = {"staff_hour_jpy": values.get("staff_hour_jpy")}
    first = evaluate(answers(), NOTHING_CHOSEN)
    second = evaluate(answers(), NOTHING_CHOSEN.with_values(values, owned, "財政課"))
    sources = {rate.source for rate in second.benefits.body.rates_used}
    assert "財政課" in sources - {rate.source for rate in first.benefits.body.rates_used}
    assert second._of(COSTS) is first._of(COSTS)


def test_conditions_beside_a_kept_part_are_those_of_today() -> None:
    chosen = SHARING.with_values(answers().assumptions, {"fx_usd_jpy": 177}, "試験")
    evaluation = evaluate(answers(), chosen)
    for part in (evaluation.benefits, evaluation.service_levels, evaluation.costs):
        assert part.conditions is evaluation.conditions


@pytest.mark.parametrize("name", ["scenario_id", "scope", "city", "group", "own_weights"])
def test_a_part_that_reads_an_undeclared_condition_raises(name: str) -> None:
    conditions = evaluate(answers(), NOTHING_CHOSEN).conditions
    given = Part("planted", getattr, reads=("scope",)).declared(conditions)
    if name == "scope":
        assert given.scope is conditions.scope
    else:
        with pytest.raises(UndeclaredReadError, match=name):
            getattr(given, name)


def test_a_property_that_looks_at_an_undeclared_condition_raises() -> None:
    conditions = evaluate(answers(), NOTHING_CHOSEN).conditions
    with pytest.raises(UndeclaredReadError, match="city"):
        _ = Part("planted", getattr, reads=("group",)).declared(conditions).city_code


def test_a_part_that_reads_an_undeclared_assumption_raises() -> None:
    conditions = evaluate(answers(), NOTHING_CHOSEN).conditions
    given = Part("planted", getattr, assumptions=("fx_usd_jpy",)).declared(conditions)
    assert given.assumptions.number("fx_usd_jpy") == conditions.assumptions.number("fx_usd_jpy")
    with pytest.raises(KeyError, match="tax_rate"):
        given.assumptions.number("tax_rate")


def test_two_evaluations_of_one_choice_share_every_part() -> None:
    after = found(evaluate(answers(), SHARING))
    assert all(value is before()[name] for name, value in after.items() if value is not None)
