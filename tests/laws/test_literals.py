"""No number without an owner: it is an assumption, or a constant that cites its source."""

import ast
from collections.abc import Iterator
from itertools import takewhile

import pytest

from tests.laws.source import RFI, constants_of, name_of, python_files

FOLDERS = tuple(RFI / name for name in ("normalize", "compare", "analysis", "evaluation"))
FREE = {0, 1, 2, 12}  # -1 is the sign before a 1
CONSTANTS = "constants.py"


def unowned_numbers(source: str) -> list[tuple[int, object]]:
    return sorted(
        (node.lineno, node.value)
        for node in constants_of(source)
        if isinstance(node.value, int | float | complex)
        and not isinstance(node.value, bool)
        and node.value not in FREE
    )


def uncited_constants(source: str) -> Iterator[str]:
    """Yield the numeric assignments in a paragraph without a comment."""
    lines = source.splitlines()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
            literals = (
                part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)
            )
            above = takewhile(str.strip, reversed(lines[: node.lineno - 1]))
            paragraph = [*above, *lines[node.lineno - 1 : node.end_lineno]]
            numeric = any(type(value) in {int, float} for value in literals)
            if numeric and not any("#" in line for line in paragraph):
                yield ast.unparse(node)


@pytest.mark.parametrize(
    ("planted", "expected"),
    [
        ("rate = 0.1", [(1, 0.1)]),
        ("f(x, digits=3)", [(1, 3)]),
        ("months = years * 12\nlimit = -5", [(2, 5)]),
        ('"""Doc 99."""\nx = f"{value * 1000}"', [(2, 1000)]),
        ("x = [True, 0, 1.0, -1, 2, 12, 'y2026']", []),
    ],
)
def test_a_planted_number_is_found(planted: str, expected: list[tuple[int, object]]) -> None:
    assert unowned_numbers(planted) == expected


def test_numbers_outside_constants_modules_are_only_0_1_2_and_12() -> None:
    found = {
        name_of(path): numbers
        for path in python_files(*FOLDERS)
        if path.name != CONSTANTS and (numbers := unowned_numbers(path.read_text("utf-8")))
    }
    assert found == {}


def test_a_planted_constant_without_comment_is_found() -> None:
    source = "# method 1\nA = 3\nB = 4\n\nC = 5  # law\n\nD = 6\nE = ((2019, 10),)\n"
    assert list(uncited_constants(source)) == ["D = 6", "E = ((2019, 10),)"]


def test_every_constant_cites_its_source() -> None:
    found = {
        name_of(path): uncited
        for path in python_files(*FOLDERS)
        if path.name == CONSTANTS and (uncited := list(uncited_constants(path.read_text("utf-8"))))
    }
    assert found == {}
