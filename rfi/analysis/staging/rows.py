"""Plans as rows of a table, one a stage: as a person edits them, and as a file holds them."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

from rfi.analysis.staging.plan import Plan, Stage
from rfi.normalize.months import format_month, month_of_date

# plan: index of the plan; month: year and month; businesses, cities: codes, none are all.
Rows = list[dict[str, Any]]
_MONTH = re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])")
_PLANS = 2
_COLUMNS = ("plan", "go_live", "businesses", "cities")
_SEPARATOR = "+"


def rows_of_plan(plan: Plan, number: int) -> Rows:
    """Return a plan as rows, one a stage."""
    return [
        {
            "plan": number,
            "month": format_month(stage.first_month),
            "businesses": list(stage.businesses),
            "cities": list(stage.cities),
        }
        for stage in plan.stages
    ]


def _stage(row: dict[str, Any]) -> Stage | None:
    if row["plan"] not in range(_PLANS) or not _MONTH.fullmatch(row["month"]):
        return None
    month = month_of_date(f"{row['month']}-01")
    return Stage(month, tuple(row["businesses"]), tuple(row["cities"]))


def plans_of_rows(
    rows: Sequence[dict[str, Any]], parallel_months: int
) -> tuple[tuple[Plan | None, Plan | None], int]:
    """Return both plans, None for one without rows, and how many rows say no plan or month.

    >>> row = {"plan": 1, "month": "2027-04", "businesses": [], "cities": ["372013"]}
    >>> (first, second), left_out = plans_of_rows([row, {**row, "month": ""}], 3)
    >>> first, second.stages[0].cities, left_out
    (None, ('372013',), 1)
    """
    stages: tuple[list[Stage], list[Stage]] = ([], [])
    left_out = 0
    for row in rows:
        stage = _stage(row)
        if stage is None:
            left_out += 1
        else:
            stages[row["plan"]].append(stage)
    first, second = (Plan(tuple(one), parallel_months) if one else None for one in stages)
    return (first, second), left_out


def rows_of_csv(text: str) -> Rows | None:
    r"""Return the rows of a CSV with the columns plan (1 or 2), go_live, businesses, cities.

    Codes of one cell stand with + between them. None where the columns are not these.

    >>> rows_of_csv("plan,go_live,businesses,cities\n2,2027-04,B01+B02,\n")[0]["businesses"]
    ['B01', 'B02']
    """
    reader = csv.DictReader(io.StringIO(text))
    if tuple(reader.fieldnames or ()) != _COLUMNS:
        return None

    def codes(cell: str | None) -> list[str]:
        return [code.strip() for code in (cell or "").split(_SEPARATOR) if code.strip()]

    return [
        {
            "plan": {"1": 0, "2": 1}.get((row["plan"] or "").strip()),
            "month": (row["go_live"] or "").strip(),
            "businesses": codes(row["businesses"]),
            "cities": codes(row["cities"]),
        }
        for row in reader
    ]
