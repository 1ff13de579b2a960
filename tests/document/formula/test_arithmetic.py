"""Plain formulas are worked out as a spreadsheet does; of any other nothing is said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.document.formula.arithmetic import StoredValues
from rfi.document.grid.grid import Sheet, SheetCell

NUMBERS = {(1, 1): 12, (2, 1): 30.5, (3, 1): -4, (1, 2): 0.1, (2, 2): 0.2}


def sheets() -> tuple[Sheet, ...]:
    cells = {at: SheetCell(*at, "number", value) for at, value in NUMBERS.items()}
    cells |= {(4, 1): SheetCell(4, 1, "text", "別途"), (5, 1): SheetCell(5, 1, "error", "#REF!")}
    first = Sheet("費用", cells, (), is_hidden=False, has_stray=False)
    other = {(1, 1): SheetCell(1, 1, "number", 1_000)}
    second = Sheet("原 価's", other, (), is_hidden=False, has_stray=False)
    return first, second


def result(formula: str) -> float | None:
    return StoredValues(sheets()).result(formula, "費用")


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("A1*2", 24),
        ("$A$1+A2", 42.5),
        ("SUM(A1:A3)", 38.5),
        ("SUM(A1:A4)", 38.5),
        ("SUM(A1,A2*2,3)", 76),
        ("SUM(A1:A3)/2", 19.25),
        ("-A3+2", 6),
        ("(A1+A3)*10%", 0.8),
        ("A9+1", 1),
        ("'原 価''s'!A1*3", 3_000),
        ("PRODUCT(A1,2)", 24),
        ("ROUND(2.5,0)", 3),
        ("ROUND(-2.5,0)", -3),
        ("ROUND(1.005,2)", 1.01),
        ("ROUNDDOWN(2.3*10,0)", 23),
        ("ROUNDUP(B1+B2,1)", 0.3),
        ("ROUND(1234.5,-2)", 1200),
        (" 2 * ( 3 + 4 ) ", 14),
    ],
)
def test_a_plain_formula_gives_what_a_spreadsheet_gives(formula: str, expected: float) -> None:
    assert result(formula) == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(
    "formula",
    [
        *("IF(A1>0,1,2)", "VLOOKUP(A1,A1:B2,2)", "A4*2", "A5+1", "SUM(A1:A5)", "A1/A9", "A1:A3"),
        *(
            "[1]Sheet1!A1",
            "なし!A1",
            "SUM(A:A)",
            "A1&A2",
            '"12"',
            "A1^2",
            "SUM(A1",
            "A1)",
            "",
            "A1 A2",
        ),
        *("ROUND(A1)", "ROUND(A1,0.5)", "A9999+1", "LOG10(A1)", "(" * 200 + "1" + ")" * 200),
    ],
)
def test_of_any_other_formula_nothing_is_said(formula: str) -> None:
    assert result(formula) is None


@given(st.text(alphabet="A1B2:+-*/(),.%$! SUMROUND'", max_size=40))
def test_no_formula_is_a_fault(formula: str) -> None:
    found = result(formula)
    assert found is None or isinstance(found, float)


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=20))
def test_a_sum_of_any_column_is_its_sum(values: list[int]) -> None:
    cells = {(row, 1): SheetCell(row, 1, "number", one) for row, one in enumerate(values, 1)}
    sheet = Sheet("S", cells, (), is_hidden=False, has_stray=False)
    assert StoredValues((sheet,)).result(f"SUM(A1:A{len(values)})", "s") == sum(values)
