"""The nucleolus of cost games (method §11) against published figures."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.analysis.choice.coalitions import CostOf, every_coalition
from rfi.analysis.choice.nucleolus import nucleolus


def table(costs: dict[str, float]) -> CostOf:
    """Return a game from costs by the letters of a coalition; members are the letters in order."""
    names = sorted(set("".join(costs)))

    def cost_of(members: np.ndarray) -> np.ndarray:
        return np.array(
            [costs["".join(np.array(names)[row].tolist())] for row in members], dtype=np.float64
        )

    return cost_of


def airport(*needs: float) -> CostOf:
    return lambda members: (members * np.array(needs)).max(axis=1)


def talmud(estate: float, claims: np.ndarray) -> CostOf:
    return lambda members: -np.maximum(0.0, estate - (~members) @ claims)


def test_the_airport_game_8_11_13_18_is_3_25_three_times_and_8_25() -> None:
    # Littlechild (1974): min 8/2, 11/3, 13/4 for the first three together, the rest for the last.
    assert nucleolus(airport(8, 11, 13, 18), 4) == pytest.approx([3.25, 3.25, 3.25, 8.25])


def test_the_two_towns_of_young_share_what_they_save_equally() -> None:
    # H. P. Young, Cost allocation (1994), two towns and one water plant: 11 and 7 alone, 15
    # together: each saves 1.5.
    found = nucleolus(table({"A": 11, "B": 7, "AB": 15}), 2)
    assert found == pytest.approx([9.5, 5.5])


def test_three_of_the_bankruptcy_of_the_talmud_with_an_estate_of_200_are_50_75_75() -> None:
    # Aumann and Maschler (1985): claims 100, 200, 300; as a game of costs c(S) = −v(S) with
    # v(S) = max(0, estate − claims of the others).
    claims = np.array([100.0, 200.0, 300.0])
    for estate, shares in ((100, [100 / 3] * 3), (200, [50, 75, 75]), (300, [50, 100, 150])):
        found = nucleolus(talmud(estate, claims), 3)
        assert found is not None
        assert -found == pytest.approx(shares)


def test_a_game_of_which_a_coalition_is_unknown_has_none() -> None:
    assert nucleolus(lambda members: np.where(members.sum(axis=1) == 2, np.nan, 1.0), 3) is None


def test_more_than_eight_members_are_refused() -> None:
    with pytest.raises(ValueError, match="9 members"):
        nucleolus(airport(*range(1, 10)), 9)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 100), min_size=2, max_size=6))
def test_the_airport_rule_of_littlechild_holds_for_any_needs(needs: list[int]) -> None:
    ordered = sorted(map(float, needs))
    shares: list[float] = []
    while len(shares) < len(ordered) - 1:
        done, paid = len(shares), sum(shares)
        rest = range(done, len(ordered) - 1)
        rates = [(ordered[k] - paid) / (k - done + 2) for k in rest]
        least = min(rates)
        reach = max(k for k, rate in zip(rest, rates, strict=True) if rate <= least + 1e-12)
        shares += [least] * (reach + 1 - done)
    shares.append(ordered[-1] - sum(shares))
    found = nucleolus(airport(*ordered), len(ordered))
    assert found == pytest.approx(shares, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(2, 5))
def test_it_sums_to_the_cost_and_no_coalition_objects_where_the_core_has_room(
    seed: int, members: int
) -> None:
    # Costs that grow ever more slowly with the sum of sizes have a core.
    sizes = np.random.default_rng(seed).uniform(1, 10, members)
    rows = every_coalition(members)[1:]
    found = nucleolus(lambda some: np.sqrt(some @ sizes), members)
    assert found is not None
    cost = np.sqrt(rows @ sizes)
    assert found.sum() == pytest.approx(cost[-1])
    assert (rows @ found <= cost + 1e-9).all()
