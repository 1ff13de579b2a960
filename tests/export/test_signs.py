"""Every difference is this − base, and every ≧ is a lower bound in the JSON too (method §1)."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.evaluation.evaluation import Evaluation
from rfi.export.record.evaluation import evaluation_record
from rfi.export.tables import tables_of
from rfi.views.cost.contents import CONTENTS as COSTS
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.summary.contents import CONTENTS as SUMMARY
from tests.answers import document, standard_assumptions
from tests.compare.sample_round import GROUP, sample_answers, sample_for
from tests.printed import SAMPLES, evaluated

MEMBERS = "332020,372013,382019"
CONDITIONS: dict[str, tuple[str, ...]] = {
    "as quoted": (),
    "as quoted, levelled": ("--level", "median"),
    "a city with a cost of today": ("--city", "992011"),
    "the same, levelled": ("--city", "992011", "--level", "max"),
    "a city in a group": ("--city", "372013", "--group", MEMBERS),
    "the same in a group, levelled": ("--city", "372013", "--group", MEMBERS, "--level", "median"),
}
# A spread is the largest minus the smallest of one row; it has no base.
SPREADS = "statistics_"
YEN = 0.01


@cache
def whole(name: str) -> Evaluation:
    return evaluated(*CONDITIONS[name])


@cache
def tables(name: str) -> tuple[Table, ...]:
    return tables_of(whole(name), Reading("ja"))


def record_of(name: str) -> dict[str, Any]:
    found: Any = evaluation_record(whole(name), "ja")
    return dict(found)


def row_of(table: Table, key: str) -> Row:
    return next(row for row in table.rows if row.key == key)


def differences(table: Table) -> Iterator[tuple[TableCell, TableCell, TableCell]]:
    """Yield (difference, this, base) of every cell that a table names a difference."""
    columns = [column.key for column in table.columns]
    for row in table.rows:
        if row.key.endswith(".difference"):
            name = row.key.removesuffix(".difference")
            these, bases = {
                "summary": ("total", "today.total"),
                "before_after": (f"{name}.cost", f"{name}.cost"),
                "shares": (f"{name}.share", f"{name}.alone"),
            }[table.key]
            for index, cell in enumerate(row.cells):
                base = row_of(table, bases).cells[0 if table.key == "before_after" else index]
                if cell.value is not None:
                    yield cell, row_of(table, these).cells[index], base
        elif "difference" in columns and row.cells and not table.key.startswith(SPREADS):
            plans = ("0.total", "1.total")
            first, second = map(columns.index, plans) if plans[0] in columns else (0, 1)
            cell = row.cells[columns.index("difference")]
            if cell.value is not None:
                yield cell, row.cells[second], row.cells[first]


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_difference_is_this_minus_base(name: str) -> None:
    seen = 0
    for table in tables(name):
        for cell, this, base in differences(table):
            seen += 1
            assert cell.is_difference, (table.key, cell)
            if this.value is not None and base.value is not None and cell.value is not None:
                assert cell.value == pytest.approx(this.value - base.value, abs=YEN), table.key
    assert seen


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_figure_named_a_difference_prints_its_direction(name: str) -> None:
    for table in tables(name):
        if table.key.startswith(SPREADS):
            continue
        named = {i for i, column in enumerate(table.columns) if column.heading.startswith("差")}
        for row in table.rows:
            for index, cell in enumerate(row.cells):
                if cell.value is None or not (index in named or row.heading.startswith("差")):
                    continue
                assert cell.is_difference, (table.key, row.key)
                shown = table.shown(row, cell).lstrip("≧≦※〜")
                assert shown[0] in "+△0", (table.key, row.key, shown)


@pytest.mark.parametrize("name", CONDITIONS)
def test_every_lower_bound_of_a_table_is_one_in_the_json(name: str) -> None:
    certainty = {offer["offer_key"]: offer["certainty"] for offer in record_of(name)["offers"]}
    reading = Reading("ja")
    for table in (*SUMMARY.filed(whole(name), reading), *COSTS.filed(whole(name), reading)):
        for index, column in enumerate(table.columns):
            if column.key not in certainty:
                continue
            for row in table.rows:
                if row.key == "total" and row.cells:
                    is_bound = row.cells[index].sign == "≧"
                    assert is_bound == (certainty[column.key] == "at_least"), table.key


@pytest.mark.parametrize("name", CONDITIONS)
def test_the_price_by_number_of_cities_is_a_lower_bound_alike_in_table_and_json(name: str) -> None:
    record = record_of(name)["number_effect"]
    (table,) = (one for one in tables(name) if one.key == "number_effect")
    for row, counted in zip(table.rows, record["counts"], strict=True):
        for cell, offer in zip(row.cells, counted["offers"], strict=True):
            assert (cell.sign == "≧") == offer["is_lower_bound"]


def test_a_levelled_share_stands_beside_a_levelled_price_of_going_alone() -> None:
    joint = whole("the same in a group, levelled").joint_use
    assert joint is not None
    levelled = joint.levelled_jpy > 0
    assert levelled.any()
    assert (joint.alone_levelled_jpy[:, levelled] > 0).all()
    assert (joint.alone_levelled_jpy[:, ~levelled] == 0).all()
    plain = whole("a city in a group").joint_use
    assert plain is not None
    assert not plain.alone_levelled_jpy.any()


# Tables of money in which levelling may stand in any cell, and one in which it never does.
LEVELLED_TABLES = {
    "summary",
    "items",
    "businesses",
    "fiscal_years",
    "cash",
    "shares",
    "payments",
    "joiners",
}


def pointed_answers() -> AnswerSet:
    """Return the sample round with every range at its middle, so that only levelling adds."""
    files = []
    for path in sorted((SAMPLES / "responses").glob("*.json")):
        value = json.loads(path.read_bytes())
        for offer in value.get("offers", ()):
            for row in offer["cost_lines"]:
                low, high = row.pop("amount_low", None), row.pop("amount_high", None)
                if low is not None and high is not None:
                    row.setdefault("amount", (low + high) / 2)
        files.append(document(path.name, value))
    answers = [one for one in files if one.kind == "rfi_response"]
    (questions,) = (one for one in files if one.kind == "questionnaire")
    standard = document("standard.json", standard_assumptions())
    return collect_answers(questions, answers, standard, cities=sample_answers().cities)


@pytest.mark.parametrize(("city", "group"), [(None, ()), ("372013", GROUP)])
def test_levelled_figures_are_marked_wherever_they_appear_and_only_there(
    city: str | None, group: tuple[str, ...]
) -> None:
    answers = pointed_answers()
    plain, levelled = (
        tables_of(sample_for(city, group, answers=answers, levelling=level), Reading("ja"))
        for level in ("off", "median")
    )
    before = {table.key: table for table in plain}
    seen = 0
    for table in levelled:
        if table.key not in LEVELLED_TABLES | {"number_effect"}:
            continue
        rows = {row.key: row for row in before[table.key].rows}
        for row in table.rows:
            if row.kind != "money" or row.key not in rows or row.key.endswith("difference"):
                continue
            for index, (old, cell) in enumerate(zip(rows[row.key].cells, row.cells, strict=True)):
                changed = old.value != cell.value
                is_marked = "補完" in cell.note or cell.sign == "〜"
                seen += changed
                assert is_marked == changed, (table.key, row.key, index, old, cell)
    assert seen
