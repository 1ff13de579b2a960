"""A sheet written in fewer steps is the sheet that the library writes, byte for byte."""

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from rfi.export.book.formulas.grid import Formula
from rfi.export.office.quick_sheet import QuickSheet

_MOST = 32_767
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_WORDS = ["", " led", "a<b>&\"'", "二行\nある", "\x01_x0001_", "<r><t>x</t></r>", "△1", "=1+1"]
_NUMBERS = [0, 1, -1.5, 1e300, 1e-300, 123456789012345678, 0.1 + 0.2, True]
_VALUES = [0, 1.5, -2, "", "語<&>", "#N/A", "#DIV/0!", True, False]
_FORMULA = "IF($A$1<>\"&\",SUM('明細'!$B$2:$C$9),1>2)"


def _every_kind(book: Workbook, sheet: Worksheet) -> None:
    """Put in cells of every kind that the library has, with a format, of the row, and with none."""
    bold, money = book.add_format({"bold": True}), book.add_format({"num_format": "#,##0"})
    sheet.set_column(5, 5, 12, money)
    for line, shape in enumerate([money, bold, None, book.add_format({"bold": True})]):
        row = 3 + 20 * line
        sheet.set_row(row, 31.5, bold if line % 2 else None)
        for column, words in enumerate(_WORDS):
            sheet.write_string(row, column, words, shape)
        for column, number in enumerate(_NUMBERS):
            sheet.write_number(row + 1, 2 * column, number, shape)
        for column, value in enumerate(_VALUES):
            sheet.write_formula(row + 2, column, f"={_FORMULA}", shape, value)
        sheet.write_blank(row + 3, 700, None, shape)
        sheet.write_boolean(row + 3, 1, True, shape)  # noqa: FBT003 - xlsxwriter's own signature
        sheet.write_datetime(row + 3, 2, dt.datetime(2026, 4, 1, tzinfo=dt.UTC), shape)
        sheet.write_array_formula(row + 4, 0, row + 4, 1, "{=SUM(A1:A2*2)}", shape, 4)
        sheet.write_rich_string(row + 5, 0, "a", bold, "b", shape or bold)
        sheet.write_string(row + 6, 30 - 3 * line, "x" * (_MOST + line), shape)
        sheet.set_row(row + 8, 12)
        sheet.merge_range(row + 9, 0, row + 9, 3, "", money)
    sheet.write_string(99, 0, "one sheet", bold)


def _commented(book: Workbook, sheet: Worksheet) -> None:
    """Put in remarks of cells, one where no cell is."""
    sheet.write_number(2, 2, 5, book.add_format({"italic": True}))
    sheet.write_comment(2, 3, "remark", {"author": ""})
    sheet.write_comment(40, 1, "alone", {"author": ""})


def _nothing(_: Workbook, __: Worksheet) -> None:
    """Leave the sheet empty."""


def _written(kind: type[Worksheet], fill: Callable[[Workbook, Any], None]) -> bytes:
    handle = io.BytesIO()
    options = {**_OPTIONS, "remove_timezone": True}
    with Workbook(handle, options) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001 - as it is stored
        for name in ("first", "second"):
            fill(book, book.add_worksheet(name, kind))
    return handle.getvalue()


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("fill", [_every_kind, _commented, _nothing])
def test_the_bytes_are_those_of_the_library(fill: Callable[[Workbook, Any], None]) -> None:
    assert _written(QuickSheet, fill) == _written(Worksheet, fill)


def test_what_is_put_is_what_the_library_would_have_been_given() -> None:
    words = ["", " led", "x" * (_MOST + 1), "語"]

    def put(book: Workbook, sheet: QuickSheet) -> None:
        shape = book.add_format({"num_format": "0.0"})
        shapes = [shape] * 12
        cells = [None, *words, None, 1, 2.5, Formula(_FORMULA, "語"), Formula(_FORMULA, 3.0), None]
        sheet.put_row(4, cells, shapes)
        sheet.put_row(7, [None, None], shapes)
        sheet.put_words(9, 1, words[2], shape)
        sheet.put_words(9, 2, words[3], shape)
        sheet.put_number(9, 3, 7, shape)
        sheet.put_formula(9, 4, _FORMULA, shape, 1)
        sheet.put_words(2_000_000, 0, "beyond the last row", shape)

    def given(book: Workbook, sheet: Worksheet) -> None:
        shape = book.add_format({"num_format": "0.0"})
        for column, one in enumerate(words, start=1):
            sheet.write_string(4, column, one, shape)
        sheet.write_number(4, 6, 1, shape)
        sheet.write_number(4, 7, 2.5, shape)
        sheet.write_formula(4, 8, f"={_FORMULA}", shape, "語")
        sheet.write_formula(4, 9, f"={_FORMULA}", shape, 3.0)
        sheet.write_string(9, 1, words[2], shape)
        sheet.write_string(9, 2, words[3], shape)
        sheet.write_number(9, 3, 7, shape)
        sheet.write_formula(9, 4, f"={_FORMULA}", shape, 1)

    assert _written(QuickSheet, put) == _written(Worksheet, given)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    book = Workbook(io.BytesIO(), _OPTIONS)
    sheet, shape = book.add_worksheet("a", QuickSheet), book.add_format()
    with pytest.raises(TypeError):
        sheet.put_number(0, 0, number, shape)
    with pytest.raises(TypeError):
        sheet.put_row(0, [1.0, number], [shape, shape])
