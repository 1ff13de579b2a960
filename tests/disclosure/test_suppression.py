"""Which sums may be told: nobody can add and subtract them into what one or two vendors say."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.disclosure.suppression import Summed, withheld_sums

VENDORS = ("a", "b", "c", "d")
Vector = list[Fraction]


def vector(row: Summed, offers: int, cells: int) -> Vector:
    """Return a row as a vector over offers × cells."""
    return [
        Fraction(int(offer in row.offers and cell in row.cells))
        for offer in range(offers)
        for cell in range(cells)
    ]


def rank(rows: Sequence[Vector]) -> int:
    """Return the rank by elimination in fractions."""
    left, found = [list(row) for row in rows], 0
    for column in range(len(left[0]) if left else 0):
        pivot = next((i for i in range(found, len(left)) if left[i][column]), None)
        if pivot is None:
            continue
        left[found], left[pivot] = left[pivot], left[found]
        for index in range(found + 1, len(left)):
            factor = left[index][column] / left[found][column]
            left[index] = [
                mine - factor * other for mine, other in zip(left[index], left[found], strict=True)
            ]
        found += 1
    return found


def told_of_two(rows: Sequence[Summed], vendors: Sequence[str], cells: int) -> Iterator[str]:
    """Yield the vendors of whom alone some combination of the rows speaks."""
    vectors = [vector(row, len(vendors), cells) for row in rows]
    for pair in combinations(dict.fromkeys(vendors), 2):
        others = [
            [part for at, part in enumerate(one) if vendors[at // cells] not in pair]
            for one in vectors
        ]
        if rank(others) < rank(vectors):
            yield "".join(pair)


def shown(rows: tuple[Summed, ...], vendors: tuple[str, ...] = VENDORS) -> list[str]:
    reasons = withheld_sums(rows, vendors)
    return [row.key for row, reason in zip(rows, reasons, strict=True) if reason is None]


def test_a_total_less_its_shown_part_would_tell_the_hidden_part() -> None:
    total = Summed("total", (0, 1, 2), (0, 1))
    one, few = Summed("one", (0, 1, 2), (0,)), Summed("few", (0, 1), (1,))
    assert withheld_sums((total, one, few), VENDORS) == (None, None, "few")
    wide = Summed("wide", (0, 1, 2, 3), (0, 1))
    # The fourth vendor is the difference of two totals.
    assert withheld_sums((total, wide), VENDORS) == (None, "derivable")


def test_the_last_part_of_a_total_is_withheld_where_the_parts_would_leave_one_vendor() -> None:
    total = Summed("total", (0, 1, 2), (0, 1))
    first, second = Summed("first", (0, 1, 2), (0,)), Summed("second", (0, 1, 2, 3), (1,))
    assert withheld_sums((total, first, second), VENDORS) == (None, None, "derivable")
    # Alone it may be told.
    assert withheld_sums((total, second), VENDORS) == (None, None)


def test_two_offers_of_one_vendor_count_as_one() -> None:
    row = Summed("row", (0, 1, 2), (0,))
    assert withheld_sums((row,), ("a", "a", "b")) == ("few",)
    assert withheld_sums((row,), ("a", "b", "c")) == (None,)


def test_the_same_sum_told_twice_tells_no_more() -> None:
    rows = (Summed("x", (0, 1, 2), (0, 1)), Summed("y", (0, 1, 2), (0, 1)))
    assert shown(rows) == ["x", "y"]


@pytest.mark.parametrize("vendors", [(), ("a", "a"), ("a", "b")])
def test_of_fewer_than_three_vendors_nothing_is_told(vendors: tuple[str, ...]) -> None:
    rows = (Summed("x", tuple(range(len(vendors))), (0,)),)
    assert withheld_sums(rows, vendors) == ("few",)


def test_the_check_of_these_tests_finds_an_unsafe_pair_of_rows() -> None:
    unsafe = [Summed("x", (0, 1, 2), (0,)), Summed("y", (0, 1, 2, 3), (0,))]
    assert "ad" in set(told_of_two(unsafe, VENDORS, 1))


@st.composite
def exports(draw: st.DrawFn) -> tuple[tuple[Summed, ...], tuple[str, ...], int]:
    """Draw totals, rows and columns of a small table, each with the offers that are exact in it."""
    vendors = tuple(draw(st.lists(st.sampled_from("abcde"), min_size=3, max_size=6)))
    height, width = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    groups = [tuple(range(height * width))]
    groups += [tuple(range(row * width, (row + 1) * width)) for row in range(height)]
    groups += [tuple(range(column, height * width, width)) for column in range(width)]
    some = st.lists(st.sampled_from(range(len(vendors))), unique=True)
    rows = tuple(
        Summed(str(index), tuple(sorted(draw(some))), cells) for index, cells in enumerate(groups)
    )
    return rows, vendors, height * width


@given(exports())
@settings(max_examples=150, deadline=None)
def test_no_combination_of_what_is_told_speaks_of_fewer_than_three_vendors(
    drawn: tuple[tuple[Summed, ...], tuple[str, ...], int],
) -> None:
    rows, vendors, cells = drawn
    told = [
        row
        for row, reason in zip(rows, withheld_sums(rows, vendors), strict=True)
        if reason is None
    ]
    assert list(told_of_two(told, vendors, cells)) == []


@given(exports())
@settings(max_examples=60, deadline=None)
def test_a_row_is_withheld_only_where_it_would_tell_something(
    drawn: tuple[tuple[Summed, ...], tuple[str, ...], int],
) -> None:
    rows, vendors, cells = drawn
    told: list[Summed] = []
    for row, reason in zip(rows, withheld_sums(rows, vendors), strict=True):
        is_few = len({vendors[offer] for offer in row.offers}) < 3
        assert (reason == "few") == is_few
        if reason == "derivable":
            assert list(told_of_two([*told, row], vendors, cells)) != []
        elif reason is None:
            told.append(row)
