"""Rows of a list by the fields they have."""

import pytest

from rfi.intake.row_fields import RowFields

ROWS = [{"a": 1}, {"a": 2, "b": 1}, {"c": 3}, {"b": 2, "c": 4}]


@pytest.mark.parametrize(
    ("fields", "positions"),
    [(("a",), [0, 1]), (("b", "c"), [1, 2, 3]), (("x",), []), (("x", "a"), [0, 1]), ((), [])],
)
def test_rows_with_any_of_some_fields_come_in_their_order(
    fields: tuple[str, ...], positions: list[int]
) -> None:
    assert [index for index, _ in RowFields(ROWS).with_any(*fields)] == positions


@pytest.mark.parametrize(
    ("fields", "positions"),
    [(("a", "b"), [1]), (("b", "c"), [3]), (("a", "c"), []), (("a", "x"), [])],
)
def test_rows_with_both_of_two_fields(fields: tuple[str, str], positions: list[int]) -> None:
    assert [index for index, _ in RowFields(ROWS).with_all(*fields)] == positions


def test_a_list_without_rows_has_no_fields() -> None:
    assert RowFields([]).fields == frozenset()
