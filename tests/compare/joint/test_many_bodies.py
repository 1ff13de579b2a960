"""Very many bodies at once give what each gives alone."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.cost.outlay import outlay_of
from rfi.compare.joint.joint_use import compare_joint_use
from rfi.compare.joint.many_bodies import BodyCosts, evaluate_bodies
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.compare.round.basis import CostBasis
from rfi.compare.round.conditions import Conditions
from rfi.document.read import Document, read_document
from rfi.normalize.bodies import Bodies, bodies_at, bodies_of_cities
from rfi.scenario.city.city import City, read_core_cities
from rfi.scenario.city.estimates import complete_city
from tests.compare.sized_rounds import (
    asked,
    asked_of_every_kind,
    city,
    lines_of_every_kind,
    priced,
    round_of,
)
from tests.evaluations import CityChoice, evaluated

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
RESPONSES = SAMPLES / "responses"
YEN = pytest.approx


def document(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


@pytest.fixture(scope="module")
def answers() -> AnswerSet:
    return collect_answers(
        document(RESPONSES / "questionnaire.json"),
        [document(path) for path in sorted(RESPONSES.glob("vendor_*.json"))],
        document(SAMPLES / "assumptions" / "standard.json"),
    )


@pytest.fixture(scope="module")
def basis(answers: AnswerSet) -> CostBasis:
    return evaluated(answers).basis


@pytest.fixture(scope="module")
def cities(answers: AnswerSet) -> tuple[City, ...]:
    listed = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    return tuple(complete_city(one, answers.questionnaire, "推計") for one in listed)


def many(
    basis: CostBasis, conditions: Conditions, cities: Sequence[City], group: Sequence[int]
) -> BodyCosts:
    bodies = bodies_of_cities(cities, basis.procedures)
    return evaluate_bodies(basis, conditions, bodies, np.array(group, dtype=np.int64))


def assert_equals_one_by_one(
    answers: AnswerSet, basis: CostBasis, cities: Sequence[City], group: Sequence[int]
) -> None:
    """Compare a run of all cities with an evaluation of each group, or single city, by itself."""
    found = many(basis, evaluated(answers).conditions, cities, group)
    for number in sorted(set(group)):
        rows = [row for row, home in enumerate(group) if home == number]
        members = tuple(cities[row] for row in rows)
        is_single = len(rows) == 1
        chosen = CityChoice(members[0] if is_single else None, () if is_single else members)
        conditions = evaluated(answers, cities=chosen).conditions
        outlay = outlay_of(basis, conditions, None)
        if is_single:
            assert outlay.estimate is not None
            low = basis.cube.flows_of(
                {
                    measure: outlay.estimate.at_low_ends().alone(measure)[0]
                    for measure in ("nominal_jpy", "nominal_incl_tax_jpy")
                }
            )
            # What a range may cost at least: the low end of the total that the comparison tells.
            bounds = [one.bound for one in evaluated(answers, cities=chosen).costs.offers]
            alone = low.values["nominal_jpy"].sum(axis=(1, 2, 3))
            assert alone == YEN([min(one.low, one.shown) for one in bounds], rel=1e-9)
            by_year = low.values["nominal_incl_tax_jpy"].sum(axis=(1, 2))
            assert found.alone_jpy[rows[0]] == YEN(alone, rel=1e-9)
            assert found.alone_by_year_jpy[rows[0]] == YEN(by_year, rel=1e-9, abs=1e-3)
            assert found.share_jpy[rows[0]] == YEN(alone, rel=1e-9)
            assert found.paid[rows[0]] == YEN(by_year, abs=0.51)
            continue
        one = compare_joint_use(basis, conditions, outlay)
        assert one is not None
        assert found.share_jpy[rows] == YEN(one.share_jpy, rel=1e-9)
        assert found.alone_jpy[rows] == YEN(one.alone_jpy, rel=1e-9)
        assert found.paid[rows].tolist() == one.paid.tolist()
        assert (found.is_open[rows] == one.is_alone_open).all()
        assert (found.is_estimable[rows] == one.is_estimable).all()


def assert_same_bytes_in_two_runs(
    basis: CostBasis, conditions: Conditions, bodies: Bodies, group: Sequence[int]
) -> None:
    """Compare one run with two, each of which holds every second group whole."""
    home = np.array(group, dtype=np.int64)
    whole = evaluate_bodies(basis, conditions, bodies, home)
    for turn in (0, 1):
        rows = np.flatnonzero(home % 2 == turn)
        part = evaluate_bodies(basis, conditions, bodies.at(rows), home[rows] // 2)
        for field in fields(BodyCosts):
            expected = getattr(whole, field.name)[rows]
            assert getattr(part, field.name).tobytes() == expected.tobytes(), field.name


def test_all_62_core_cities_in_groups_equal_the_groups_one_by_one(
    answers: AnswerSet, basis: CostBasis, cities: tuple[City, ...]
) -> None:
    sizes = [1, 2, 3, 5, 7, 1, 4, 12, 2, 3, 6, 1, 8, 7]
    assert sum(sizes) == len(cities) == 62
    group = [number for number, size in enumerate(sizes) for _ in range(size)]
    assert_equals_one_by_one(answers, basis, cities, group)


def test_splitting_many_bodies_over_two_runs_gives_the_same_bytes(
    answers: AnswerSet, basis: CostBasis
) -> None:
    # So many that a matrix product over all of them would block its rows by their number.
    count = 1200
    population = np.round(np.random.default_rng(3).lognormal(12.5, 0.8, count))
    group = [index // 3 if index < count // 2 else index for index in range(count)]
    group = np.unique(group, return_inverse=True)[1].tolist()
    codes = [f"{index:04d}" for index in range(count)]
    bodies = bodies_at(answers.questionnaire, codes, population, basis.procedures)
    assert_same_bytes_in_two_runs(basis, evaluated(answers).conditions, bodies, group)


@pytest.mark.parametrize("seed", range(12))
def test_a_generated_round_at_once_equals_its_groups_one_by_one_and_in_two_runs(
    seed: int,
) -> None:
    chance = Random(seed)  # noqa: S311
    generated = round_of(asked_of_every_kind(), *(lines_of_every_kind(chance) for _ in range(3)))
    assert not [issue for issue in generated.issues if issue.severity == "error"]
    basis = evaluated(generated).basis
    sizes = [1, 2, 3, 1, 4, 2]
    group = [number for number, size in enumerate(sizes) for _ in range(size)]
    cities = [
        complete_city(
            city(
                f"c{index:02d}", chance.choice((2_000, 90_000, 250_000, 300_000, 351_000, 900_000))
            ),
            generated.questionnaire,
            "推計",
        )
        for index in range(len(group))
    ]
    assert_equals_one_by_one(generated, basis, cities, group)
    bodies = bodies_of_cities(cities, basis.procedures)
    assert_same_bytes_in_two_runs(basis, evaluated(generated).conditions, bodies, group)


def test_cases_that_one_body_does_not_know_are_no_gap_for_another_of_its_size() -> None:
    # 50 yen × 320,000 residents × 0.1 cases a year × 5 years = 8,000,000.
    lines = priced({"S250": 50, "S350": 50}, basis="per_case", procedure_id="P01")
    answers = round_of(asked(volumes={"P01": 0.1}, joint={}), lines)
    basis = evaluated(answers).basis
    unknown = city("unknown", 320_000)
    known = complete_city(city("known", 320_000), answers.questionnaire, "推計")
    found = many(basis, evaluated(answers).conditions, (unknown, known), (0, 1))
    assert found.alone_jpy[:, 0].tolist() == [0, YEN(8_000_000)]
    assert found.is_open[:, 0].tolist() == [True, False]


@settings(max_examples=10)
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_the_bodies_changes_nothing(
    answers: AnswerSet, basis: CostBasis, cities: tuple[City, ...], chance: object
) -> None:
    order = list(range(len(cities)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    group = [index % 20 for index in range(len(cities))]
    conditions = evaluated(answers).conditions
    plain = many(basis, conditions, cities, group)
    mixed = many(basis, conditions, [cities[row] for row in order], [group[row] for row in order])
    assert mixed.paid.tolist() == plain.paid[order].tolist()
    assert mixed.alone_jpy == YEN(plain.alone_jpy[order])


def test_a_body_that_lacks_a_price_makes_its_whole_group_at_least(
    answers: AnswerSet, basis: CostBasis, cities: tuple[City, ...]
) -> None:
    found = many(basis, evaluated(answers).conditions, cities, [0] * len(cities))
    letters = [key.split(":")[1][0] for key in basis.model.axes.offers]
    open_offers = {name for name, flag in zip(letters, found.is_open.T, strict=True) if flag.all()}
    assert open_offers == {"E"}, "only E answers with holes at every size"
    joinable = {
        name for name, flag in zip(letters, found.is_estimable.T, strict=True) if flag.all()
    }
    assert joinable == {"A", "B", "C", "D", "E"}, "F prices no group"
