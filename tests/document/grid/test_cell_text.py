"""Reading what people type (method §10): every habit it names, and what stays unread."""

import pytest

from rfi.document.grid.cell_text import is_dash, read_amount, read_number
from rfi.document.grid.cell_values import read_value
from rfi.document.grid.date_text import read_date, read_fiscal_year
from rfi.document.grid.grid import SheetCell
from rfi.schema.fields import Field, load_fields

YEN = {"one": 1, "thousand": 1000, "ten_thousand": 10_000, "million": 1_000_000, "": 1}


def field_of(table: str, name: str) -> Field:
    return next(
        found for found in load_fields("rfi_response") if (found.table, found.name) == (table, name)
    )


def cell(text: str) -> SheetCell:
    return SheetCell(1, 1, "text", text)


@pytest.mark.parametrize(
    ("typed", "yen"),
    [
        ("１２，０００，０００", 12_000_000),
        ("12,000,000円", 12_000_000),
        ("１２，０００千円", 12_000_000),
        ("1,200万円", 12_000_000),
        ("12百万円", 12_000_000),
        ("0.12億円", 12_000_000),
        ("¥12,000,000", 12_000_000),
    ],
)
def test_full_width_digits_separators_and_suffixes_spell_12_million_yen(
    typed: str, yen: int
) -> None:
    found = read_amount(typed)
    assert found is not None
    assert found.low == found.high
    assert found.low * YEN[found.unit] == yen


@pytest.mark.parametrize("sign", ["△", "▲", "−", "-", "－"])
def test_a_triangle_or_a_dash_before_an_amount_is_a_minus(sign: str) -> None:
    found = read_amount(f"{sign}1,200千円")
    assert found is not None
    assert (found.low, found.unit) == (-1200, "thousand")
    discount = field_of("discount_lines", "amount")
    assert read_value(cell(f"{sign}1,200"), discount).value == -1200


@pytest.mark.parametrize("sign", ["△", "▲", "−"])
@pytest.mark.parametrize(("table", "name"), [("cost_lines", "months"), ("benefit_lines", "target")])
def test_a_triangle_is_no_minus_outside_money_columns_and_is_told(
    sign: str, table: str, name: str
) -> None:
    assert read_number(f"{sign}5") is None
    found = read_value(cell(f"{sign}5"), field_of(table, name))
    assert (found.value, found.code) == (f"{sign}5", "cell_not_number")


def test_a_plain_minus_is_one_in_every_column() -> None:
    assert read_number("-5") == read_number("－５") == -5


@pytest.mark.parametrize(
    ("typed", "iso"),
    [
        ("令和9年3月25日", "2027-03-25"),
        ("平成32年4月1日", "2020-04-01"),
        ("令和元年5月1日", "2019-05-01"),
        ("Ｈ３２．４．１", "2020-04-01"),
        ("令和7年2月30日", None),
    ],
)
def test_old_contracts_say_heisei_32_for_2020(typed: str, iso: str | None) -> None:
    assert read_date(typed) == iso


def test_fiscal_years_of_both_eras_are_read() -> None:
    years = [read_fiscal_year(each) for each in ("令和7年度", "平成32年度", "R7", "2025年度")]
    assert years == [2025, 2020, 2025, 2025]


def test_a_dash_alone_is_no_number_and_a_reinterpreted_one_keeps_its_text() -> None:
    assert is_dash("－")
    assert read_amount("－") is None
    found = read_value(cell("１，２００"), field_of("cost_lines", "amount"))
    assert (found.value, found.code, found.given) == (1200, "cell_reinterpreted", "１，２００")
