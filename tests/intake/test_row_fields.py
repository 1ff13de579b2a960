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
    ("field", "values"),
    [("a", [1, 2, None, None]), ("b", [None, 1, None, 2]), ("x", [None, None, None, None])],
)
def test_a_column_has_a_value_of_every_row(field: str, values: list[int | None]) -> None:
    rows = RowFields(ROWS)
    assert rows.column(field) == values
    # Each time the same list: the rows are gone through once.
    assert rows.column(field) is rows.column(field)


def test_a_list_without_rows_has_no_fields() -> None:
    assert RowFields([]).fields == frozenset()
    assert RowFields([]).column("a") == []
