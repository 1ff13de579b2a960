"""Amounts of a few cells stand for the array in which every other cell is 0."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from rfi.compare.cost.few_cells import FewCells

SHAPE = (2, 3, 2, 4)
CELLS = st.tuples(*(st.integers(0, size - 1) for size in SHAPE[:3]))
YEARS = st.lists(st.integers(-9, 9), min_size=SHAPE[-1], max_size=SHAPE[-1])
AMOUNTS = st.lists(st.tuples(CELLS, YEARS), max_size=6)


def few(amounts: list[tuple[tuple[int, int, int], list[int]]]) -> FewCells:
    at = np.array([cell for cell, _ in amounts], dtype=np.int64).reshape(-1, 3)
    values = np.array([years for _, years in amounts], dtype=np.float64).reshape(-1, SHAPE[-1])
    return FewCells(SHAPE, (at[:, 0], at[:, 1], at[:, 2]), values)


def dense(amounts: list[tuple[tuple[int, int, int], list[int]]]) -> np.ndarray:
    found = np.zeros(SHAPE)
    for cell, years in amounts:
        found[cell] += years
    return found


@given(AMOUNTS)
def test_a_part_of_them_is_added_and_a_cell_that_stands_twice_counts_twice(
    amounts: list[tuple[tuple[int, int, int], list[int]]],
) -> None:
    base = np.ones(SHAPE)
    assert (few(amounts).added_to(base, 0.5) == 1 + 0.5 * dense(amounts)).all()
    assert (base == 1).all()


@given(AMOUNTS, CELLS)
def test_a_cell_and_an_offer_have_what_the_array_has(
    amounts: list[tuple[tuple[int, int, int], list[int]]], cell: tuple[int, int, int]
) -> None:
    found, whole = few(amounts), dense(amounts)
    assert (found.of_cell(cell) == whole[cell]).all()
    assert (found.by_offer == whole.sum(axis=(1, 2))).all()


def test_a_year_is_touched_by_amounts_that_cancel_each_other() -> None:
    found = few([((1, 0, 0), [5, 0, 0, 0]), ((1, 2, 1), [-5, 0, 0, 0])])
    assert found.is_year_touched.tolist() == [[False] * 4, [True, False, False, False]]
