"""A scope names businesses and items; what it cannot mean is told with its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.grid.scope_table import MAX_ROWS, read_scope_table
from rfi.document.read import read_document
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.scenario.scope_choice import (
    EVERYTHING,
    ScopeChoice,
    asked_in,
    cells_of,
    check_scope,
    scope_choice_of,
    scope_record,
)
from rfi.scenario.scope_rows import read_scope_rows
from rfi.text.wording import LANGS
from tests.answers import document, questionnaire

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
TAXES = ("B03", "B04", "B05", "B06")
HEAD = {"schema_version": "1.0.0", "scope_id": "s", "title": "試験の範囲"}


def sample_round() -> Questionnaire:
    path = SAMPLES / "responses" / "questionnaire.json"
    return questionnaire_of(read_document(path.name, path.read_bytes()))


def small() -> Questionnaire:
    """Two businesses and three items; every cell but (B02, E01) is asked."""
    value = questionnaire(("I03", "R01", "E01"), ("B01", "B02"))
    value["cost_questions"][2]["businesses"] = ["B01"]
    return questionnaire_of(document("q.json", value))


def sample_scope(name: str) -> ScopeChoice:
    path = SAMPLES / "scopes" / f"{name}.json"
    found = read_document(path.name, path.read_bytes())
    assert found.kind == "scope"
    assert found.value is not None, found.issues
    return scope_choice_of(found.value)


def test_the_four_taxes_take_all_their_items_and_nothing_else() -> None:
    asked = sample_round()
    choice = sample_scope("tax_only")
    assert check_scope(choice, asked) == ()
    cells = cells_of(choice, asked)
    assert cells is not None
    assert {business for business, _ in cells} == set(TAXES)
    assert {item for _, item in cells} == set(asked.items)
    # Ten items are asked of each business (domain §9).
    assert len(asked_in(cells, asked)) == 4 * 10


def test_running_cost_only_leaves_out_every_one_time_and_exit_item() -> None:
    asked = sample_round()
    cells = cells_of(sample_scope("running_only"), asked)
    assert cells is not None
    assert {asked.phases[item] for _, item in cells} == {"recurring"}
    assert {business for business, _ in cells} == set(asked.businesses)


def test_nothing_chosen_is_the_full_scope() -> None:
    asked = small()
    assert cells_of(EVERYTHING, asked) is None
    named = ScopeChoice(businesses=("B02", "B01"), items=("I03", "R01", "E01"))
    assert cells_of(named, asked) is None


def test_a_cell_left_out_is_out_and_a_list_of_cells_is_all_there_is() -> None:
    asked = small()
    out = ScopeChoice(businesses=("B01",), excluded_cells=(("B01", "R01"),))
    assert cells_of(out, asked) == frozenset({("B01", "I03"), ("B01", "E01")})
    alone = ScopeChoice(cells=(("B02", "R01"),))
    assert cells_of(alone, asked) == frozenset({("B02", "R01")})


def test_a_cell_that_is_not_asked_is_a_warning_and_an_unknown_code_an_error() -> None:
    choice = ScopeChoice(cells=(("B01", "I03"), ("B02", "E01")))
    issues = check_scope(choice, small())
    assert [(one.code, one.severity, one.pointer) for one in issues] == [
        ("scope_cell_not_asked", "warning", "/cells/1")
    ]


# Issue code and place → what is wrong with the scope.
FAULTS: dict[tuple[str, str], dict[str, Any]] = {
    ("scope_unknown_code", "/businesses/1"): {"businesses": ["B01", "B77"]},
    ("scope_unknown_code", "/items/0"): {"items": ["I99"]},
    ("scope_unknown_code", "/cells/0/business"): {"cells": [{"business": "B9", "item": "I03"}]},
    ("scope_unknown_code", "/excluded_cells/0/item"): {
        "excluded_cells": [{"business": "B01", "item": "R99"}]
    },
    ("scope_empty", ""): {"phases": ["exit"], "businesses": ["B02"]},
    ("schema_enum", "/phases/0"): {"phases": ["運用"]},
    ("schema_min_items", "/businesses"): {"businesses": []},
    ("schema_unique_items", "/items"): {"items": ["I03", "I03"]},
    ("schema_unknown_field", "/bussinesses"): {"bussinesses": ["B01"]},
    ("schema_required", "/cells/0/item"): {"cells": [{"business": "B01"}]},
    ("schema_type", "/businesses"): {"businesses": "B01"},
}


@pytest.mark.parametrize(("fault", "parts"), FAULTS.items())
def test_a_faulty_scope_is_told_with_its_place_and_a_next_step(
    fault: tuple[str, str], parts: dict[str, Any]
) -> None:
    found = document("scope.json", {**HEAD, **parts})
    issues = found.issues
    if found.value is not None:
        issues = check_scope(scope_choice_of(found.value), small())
    assert [(one.code, one.pointer) for one in issues] == [fault]
    assert issues[0].severity == "error"
    for lang in LANGS:
        assert issues[0].message(lang)
        assert issues[0].next_step(lang)


CODES = st.sampled_from(["B01", "B02"])
ITEMS = st.sampled_from(["I03", "R01", "E01"])
CELLS = st.lists(st.tuples(CODES, ITEMS), max_size=6, unique=True).map(tuple)


@st.composite
def choices(draw: st.DrawFn) -> ScopeChoice:
    return ScopeChoice(
        businesses=draw(st.none() | st.just(("B01",)) | st.just(("B02", "B01"))),
        items=draw(st.none() | st.just(("I03", "R01"))),
        phases=draw(st.none() | st.just(("recurring",))),
        cells=draw(st.none() | CELLS.filter(bool)),
        excluded_cells=draw(CELLS),
    )


@given(choices())
def test_a_scope_written_and_read_is_the_same_scope(choice: ScopeChoice) -> None:
    written = json.loads(json.dumps({**HEAD, **scope_record(choice)}))
    found = document("scope.json", written)
    assert found.value is not None
    assert scope_choice_of(found.value) == choice


@given(choices())
def test_the_cells_in_scope_and_those_left_out_are_never_both(choice: ScopeChoice) -> None:
    cells = cells_of(choice, small())
    every = {(b, i) for b in ("B01", "B02") for i in ("I03", "R01", "E01")}
    inside = every if cells is None else cells
    assert not inside & set(choice.excluded_cells)
    assert inside <= every


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_a_table_of_titles_or_codes_means_the_union_of_its_rows(encoding: str) -> None:
    table = "業務,費目\n住民基本台帳,R01\nB02,\n".encode(encoding)
    choice, issues = read_scope_rows(table, small())
    assert issues == ()
    assert choice is not None
    expected = {("B01", "R01"), ("B02", "I03"), ("B02", "R01"), ("B02", "E01")}
    assert cells_of(choice, small()) == frozenset(expected)


def test_columns_may_stand_in_any_order_and_a_row_of_blanks_is_no_row() -> None:
    table = b"note,item,business\nx,R01,B01\n,,\n"
    choice, _ = read_scope_rows(table, small())
    assert choice is not None
    assert choice.cells == (("B01", "R01"),)


def test_a_table_that_names_every_cell_is_the_full_scope() -> None:
    choice, _ = read_scope_rows(b"business,item\nB01,\nB02,\n", small())
    assert choice == EVERYTHING


@pytest.mark.parametrize(
    ("data", "code", "origin"),
    [
        (b"", "scope_table_columns", "1:1"),
        ("業務\nB01\n".encode(), "scope_table_columns", "1:1"),
        (b'business,item\n"B01,R01\n', "scope_table_broken", "1:1"),
        (b"\xff\xfe\x00\x81", "scope_table_encoding", "1:1"),
        ("業務,費目\nB01,R01\nB01,謎の費目\n".encode(), "scope_unknown_code", "3:2"),
        ("業務,費目\nB77,\n".encode(), "scope_unknown_code", "2:1"),
        (b"business,item\nB02,E01\n", "scope_empty", ""),
        (b"business,item\n" + b"B01,R01\n" * MAX_ROWS, "scope_table_long", f"{MAX_ROWS}:1"),
    ],
)
def test_a_faulty_table_is_told_with_its_place(data: bytes, code: str, origin: str) -> None:
    choice, issues = read_scope_rows(data, small())
    assert choice is None
    assert [(one.code, one.origin) for one in issues] == [(code, origin)]
    assert issues[0].next_step("ja")


def test_rows_keep_the_line_they_stand_on() -> None:
    rows, _ = read_scope_table("業務,費目\n\nB01,R01\n".encode())
    assert [(row.line, row.business, row.item) for row in rows] == [(3, "B01", "R01")]
