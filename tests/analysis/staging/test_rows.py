"""Plans as rows of a table and of a file."""

from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.staging.plan import Plan, Stage
from rfi.analysis.staging.rows import plans_of_rows, rows_of_csv, rows_of_plan
from rfi.normalize.months import month_number

codes = st.lists(st.sampled_from(["B01", "B02", "a"]), unique=True).map(tuple)
plans = st.lists(
    st.builds(Stage, st.integers(month_number(2026, 1), month_number(2036, 1)), codes, codes),
    min_size=1,
    max_size=4,
).map(lambda stages: Plan(tuple(stages), 2))


@given(plans, plans)
def test_rows_hold_all_of_two_plans(first: Plan, second: Plan) -> None:
    rows = [*rows_of_plan(first, 0), *rows_of_plan(second, 1)]
    assert plans_of_rows(rows, 2) == ((first, second), 0)


def test_a_row_without_plan_or_month_is_counted_and_left_out() -> None:
    row = {"plan": 0, "month": "2027-04", "businesses": [], "cities": []}
    wrong = [{**row, "plan": None}, {**row, "month": "4月"}, {**row, "month": "2027-13"}]
    (first, second), left_out = plans_of_rows([row, *wrong], 0)
    assert (first, second, left_out) == (Plan((Stage(month_number(2027, 4)),)), None, 3)


def test_a_file_with_other_columns_is_no_plan() -> None:
    assert rows_of_csv("plan,month\n1,2027-04\n") is None
    assert rows_of_csv("") is None
