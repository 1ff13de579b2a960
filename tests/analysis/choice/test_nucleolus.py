"""The nucleolus of cost games (method §11) against published figures."""

from typing import Any

import highspy
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


# Straffin and Heaney, Game theory and the Tennessee Valley Authority (1981): cost of dams for
# navigation, flood control and power, thousand dollars.
TENNESSEE = {
    "A": 163_520.0,
    "B": 140_826.0,
    "C": 250_096.0,
    "AB": 301_607.0,
    "AC": 378_821.0,
    "BC": 367_370.0,
    "ABC": 412_584.0,
}


def test_navigation_flood_control_and_power_of_the_tennessee_valley_save_as_much_each() -> None:
    # Together they save 141,858, and no two of them a third of that: 47,286 each.
    found = nucleolus(table(TENNESSEE), 3)
    assert found == pytest.approx([116_234, 93_540, 202_810])


def least_room(fixed: dict[int, float], rows: np.ndarray, cost: np.ndarray) -> tuple[float, ...]:
    """Return the largest possible smallest c(S) − x(S) of the coalitions that are not fixed."""
    made: Any = highspy.Highs
    solver = made()
    solver.silent()
    shares = [solver.addVariable(lb=-highspy.kHighsInf) for _ in range(rows.shape[1])]
    least = solver.addVariable(lb=-highspy.kHighsInf)
    for row, members in enumerate(rows.tolist()):
        paid = sum(share for share, inside in zip(shares, members, strict=True) if inside)
        if row in fixed:
            solver.addConstr(paid == float(cost[row]) - fixed[row])
        else:
            solver.addConstr(paid + least <= float(cost[row]))
    solver.maximize(least)
    return tuple(solver.val(one) for one in (least, *shares))


def test_two_linear_programs_written_out_give_the_shares_of_the_tennessee_valley() -> None:
    rows = every_coalition(3)[1:]
    cost = table(TENNESSEE)(rows)
    room, *_ = least_room({6: 0.0}, rows, cost)
    assert room == pytest.approx(141_858 / 3)
    single = np.flatnonzero(rows.sum(axis=1) == 1).tolist()
    # Each alone has just that room in every optimum: the three rooms sum to what is saved.
    _, *shares = least_room({6: 0.0, **dict.fromkeys(single, room)}, rows, cost)
    assert shares == pytest.approx([116_234, 93_540, 202_810])


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
