"""Of several sizes of which an offer quotes groups, the nearest in proportion speaks."""

import pytest

from rfi.compare.round.quoted_points import QuotedPoints
from tests.compare.sized_rounds import asked, priced, round_of
from tests.evaluations import evaluated

ALONE = {"S100": 100_000, "S400": 400_000, "S900": 900_000}
JOINT = {"J100": (100_000, 3), "J400": (400_000, 2), "K400": (400_000, 5)}


def points(*scenarios: str) -> QuotedPoints:
    questions = asked(alone=ALONE, joint=JOINT)
    answers = round_of(questions, priced(dict.fromkeys(scenarios, 10.0)))
    return evaluated(answers).basis.points


EVERY = (*ALONE, *JOINT)


@pytest.mark.parametrize(
    ("population", "expected"),
    [
        (50_000, {1: "S100", 3: "J100"}),
        (199_999, {1: "S100", 3: "J100"}),
        # ln 2 from both 100,000 and 400,000: the lower one.
        (200_000, {1: "S100", 3: "J100"}),
        (200_001, {1: "S400", 2: "J400", 5: "K400"}),
        # The arithmetic middle, 250,000, says nothing.
        (249_000, {1: "S400", 2: "J400", 5: "K400"}),
        # No group is quoted of 900,000, however near it is.
        (900_000, {1: "S400", 2: "J400", 5: "K400"}),
    ],
)
def test_the_nearer_group_is_that_of_the_smaller_ratio_and_of_two_alike_the_lower(
    population: float, expected: dict[int, str]
) -> None:
    found = points(*EVERY).joint(0, population)
    assert {count: EVERY[index] for count, index in found.items()} == expected
    assert list(found) == sorted(expected)


def test_a_group_without_a_price_for_one_city_of_its_size_is_of_no_use() -> None:
    assert points("S100", "J400", "K400").joint(0, 400_000) == {}
    assert points("S100", "S400").joint(0, 400_000) == {}
