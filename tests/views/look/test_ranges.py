"""A range without a point shows both ends wherever its figure stands, and adds up (method §1)."""

from typing import TYPE_CHECKING

import pytest

from rfi.export.tables import tables_of
from rfi.views.look.reading import Reading, TaxBasis
from rfi.views.look.table import Table, TableCell
from tests.answers import answer, collect, line, questionnaire
from tests.evaluations import evaluated

if TYPE_CHECKING:
    from rfi.evaluation.evaluation import Evaluation

YEN = pytest.approx
JAPANESE = Reading("ja")
RANGED = {"amount_low": 15_000_000, "amount_high": 25_000_000}


def offered(*, has_hole: bool, reading: Reading = JAPANESE) -> dict[str, Table]:
    """Return the tables of an offer of 15 to 25 million once and 12 million a year."""
    lines = [line("I03", **RANGED)]
    lines += [line("I10", state="separate")] if has_hole else [line("I10", 1_000_000)]
    lines.append(line("R01", 1_000_000, frequency="monthly", months=60))
    found: Evaluation = evaluated(collect(questionnaire(("I03", "I10", "R01")), answer(lines)))
    return {table.key: table for table in tables_of(found, reading)}


def cell(tables: dict[str, Table], table: str, row: str) -> TableCell:
    return next(one for one in tables[table].rows if one.key == row).cells[0]


@pytest.mark.parametrize(
    ("table", "row", "low", "high"),
    [
        ("summary", "total", 76, 86),
        ("summary", "initial", 16, 26),
        ("items", "I03", 15, 25),
        ("items", "one_time.sum", 16, 26),
        ("items", "total", 76, 86),
        ("businesses", "B01", 76, 86),
        ("fiscal_years", "total", 76, 86),
    ],
)
def test_both_ends_stand_where_the_figure_stands(
    table: str, row: str, low: float, high: float
) -> None:
    found = cell(offered(has_hole=False), table, row)
    assert found.sign == "〜"
    assert [found.value, found.high] == YEN([low * 1e6, high * 1e6])


def test_what_has_no_range_in_it_is_one_figure() -> None:
    tables = offered(has_hole=False)
    for table, row in (("items", "R01"), ("summary", "recurring")):
        found = cell(tables, table, row)
        assert found.value == YEN(60e6)
        assert (found.high, found.sign) == (None, "")


def test_beside_a_hole_the_low_end_is_what_is_known() -> None:
    tables = offered(has_hole=True)
    found = cell(tables, "summary", "total")
    assert found.value == YEN(75e6)
    assert found.sign == "≧"
    assert "幅のある額は低い方" in found.note
    assert cell(tables, "summary", "initial").value == YEN(15e6)
    assert cell(tables, "items", "I03").high == YEN(25e6)


@pytest.mark.parametrize("has_hole", [False, True])
@pytest.mark.parametrize("tax", ["excluded", "included"])
def test_the_years_add_up_to_the_total_at_both_ends(
    has_hole: bool,  # noqa: FBT001 - as pytest gives it
    tax: TaxBasis,
) -> None:
    tables = offered(has_hole=has_hole, reading=Reading("ja", tax=tax))
    rows = [row for row in tables["fiscal_years"].rows if row.key != "total"]
    total = cell(tables, "fiscal_years", "total")
    assert sum(row.cells[0].value or 0 for row in rows) == YEN(total.value)
    if total.high is not None:
        cells = [row.cells[0] for row in rows]
        ends = [one.value if one.high is None else one.high for one in cells]
        assert sum(end or 0 for end in ends) == YEN(total.high)


def test_the_limit_of_later_years_holds_no_range_of_the_first() -> None:
    found = cell(offered(has_hole=False), "cash", "limit")
    assert found.high is None
    later = [row for row in offered(has_hole=False)["cash"].rows if row.key.isdecimal()][1:]
    assert found.value == YEN(sum(row.cells[0].value or 0 for row in later), abs=1000)
