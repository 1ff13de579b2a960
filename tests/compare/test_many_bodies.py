"""Very many bodies at once give what each gives alone."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.answers import AnswerSet, collect_answers, conditions_of, prepare_basis
from rfi.compare.basis import CostBasis
from rfi.compare.conditions import CityChoice, Conditions
from rfi.compare.joint_use import compare_joint_use
from rfi.compare.many_bodies import BodyCosts, evaluate_bodies
from rfi.compare.outlay import outlay_of
from rfi.document.read import Document, read_document
from rfi.normalize.bodies import bodies_of_cities
from rfi.scenario.city import City, read_core_cities
from rfi.scenario.city_estimates import complete_city

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
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
    return prepare_basis(answers, conditions_of(answers))


@pytest.fixture(scope="module")
def cities(answers: AnswerSet) -> tuple[City, ...]:
    listed = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    return tuple(complete_city(one, answers.questionnaire, "推計") for one in listed)


def many(
    basis: CostBasis, conditions: Conditions, cities: Sequence[City], group: Sequence[int]
) -> BodyCosts:
    bodies = bodies_of_cities(cities, basis.procedures)
    return evaluate_bodies(basis, conditions, bodies, np.array(group, dtype=np.int64))


def test_all_62_core_cities_in_groups_equal_the_groups_one_by_one(
    answers: AnswerSet, basis: CostBasis, cities: tuple[City, ...]
) -> None:
    sizes = [1, 2, 3, 5, 7, 1, 4, 12, 2, 3, 6, 1, 8, 7]
    assert sum(sizes) == len(cities) == 62
    group = [number for number, size in enumerate(sizes) for _ in range(size)]
    found = many(basis, conditions_of(answers), cities, group)
    for number, size in enumerate(sizes):
        rows = [row for row, home in enumerate(group) if home == number]
        members = tuple(cities[row] for row in rows)
        chosen = CityChoice(None if size > 1 else members[0], members if size > 1 else ())
        conditions = conditions_of(answers, cities=chosen)
        outlay = outlay_of(basis, conditions, None)
        if size == 1:
            alone = outlay.flows.values["nominal_jpy"].sum(axis=(1, 2, 3))
            assert found.alone_jpy[rows[0]] == YEN(alone)
            assert found.share_jpy[rows[0]] == YEN(alone)
            continue
        one = compare_joint_use(basis, conditions, outlay)
        assert one is not None
        assert found.share_jpy[rows] == YEN(one.share_jpy, rel=1e-9)
        assert found.alone_jpy[rows] == YEN(one.alone_jpy, rel=1e-9)
        assert found.paid[rows].tolist() == one.paid.tolist()
        assert (found.is_open[rows] == one.is_alone_open).all()
        assert (found.is_estimable[rows] == one.is_estimable).all()


@settings(max_examples=10)
@given(chance=st.randoms(use_true_random=False))
def test_the_order_of_the_bodies_changes_nothing(
    answers: AnswerSet, basis: CostBasis, cities: tuple[City, ...], chance: object
) -> None:
    order = list(range(len(cities)))
    chance.shuffle(order)  # type: ignore[attr-defined]
    group = [place % 20 for place in range(len(cities))]
    conditions = conditions_of(answers)
    plain = many(basis, conditions, cities, group)
    mixed = many(basis, conditions, [cities[row] for row in order], [group[row] for row in order])
    assert mixed.paid.tolist() == plain.paid[order].tolist()
    assert mixed.alone_jpy == YEN(plain.alone_jpy[order])


def test_a_body_that_lacks_a_price_makes_its_whole_group_at_least(
    answers: AnswerSet, basis: CostBasis, cities: tuple[City, ...]
) -> None:
    found = many(basis, conditions_of(answers), cities, [0] * len(cities))
    letters = [key.split(":")[1][0] for key in basis.model.axes.offers]
    open_offers = {name for name, flag in zip(letters, found.is_open.T, strict=True) if flag.all()}
    assert open_offers == {"E"}, "only E answers with holes at every size"
    joinable = {
        name for name, flag in zip(letters, found.is_estimable.T, strict=True) if flag.all()
    }
    assert joinable == {"A", "B", "C", "D", "E"}, "F prices no group"
