"""A step only adds columns, and stands for a column that its caller does not have."""

import numpy as np
import pytest

from rfi.normalize.cost.steps import NEUTRAL, STEPS, steps_named, steps_through
from rfi.normalize.step import Step, run_steps
from rfi.scenario.assumptions import assumptions_of
from tests.answers import standard_assumptions

STANDARD = assumptions_of(standard_assumptions())[0]
DOUBLE = Step(
    "double",
    {"twice": "jpy"},
    ("amount", "share"),
    (),
    lambda c, _: {"twice": 2 * c["amount"] * c["share"]},
    {"share": 1},
)


def test_columns_come_back_untouched_beside_what_is_added() -> None:
    given = {"amount": np.array([1.0, 3.0])}
    found = run_steps(given, STANDARD, (DOUBLE,))
    assert found["twice"].tolist() == [2, 6]
    assert found["amount"] is given["amount"]
    assert list(given) == ["amount"]


def test_a_column_that_is_there_is_read_and_not_its_neutral_value() -> None:
    found = run_steps({"amount": np.array([3.0]), "share": np.array([0.5])}, STANDARD, (DOUBLE,))
    assert found["twice"].tolist() == [3]


def test_a_column_without_a_neutral_value_must_be_there() -> None:
    with pytest.raises(KeyError, match="amount"):
        run_steps({"share": np.ones(1)}, STANDARD, (DOUBLE,))


def test_a_step_cannot_overwrite_a_column() -> None:
    with pytest.raises(ValueError, match="double"):
        run_steps({"amount": np.ones(1), "twice": np.ones(1)}, STANDARD, (DOUBLE,))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_leaving_a_neutral_column_out_is_giving_it_its_neutral_value(step: Step) -> None:
    needed = {
        name: np.array([2024.0, 2026.0, 2031.0]) for name in step.uses if name not in step.neutral
    }
    filled = {name: np.full(3, value) for name, value in step.neutral.items()}
    short = run_steps(needed, STANDARD, (step,))
    whole = run_steps({**needed, **filled}, STANDARD, (step,))
    for name in step.adds:
        np.testing.assert_array_equal(np.broadcast_to(short[name], 3), whole[name])


def test_only_columns_that_a_step_reads_are_neutral() -> None:
    assert all(set(step.neutral) <= set(step.uses) for step in STEPS)
    assert set(NEUTRAL) == {name for step in STEPS for name in step.neutral}


def test_steps_are_chosen_by_name_in_their_own_order() -> None:
    chosen = steps_named("present_value", "tax")
    assert [step.name for step in chosen] == ["tax", "present_value"]
    assert [step.name for step in steps_through("tax")] == ["unit", "currency", "tax"]
