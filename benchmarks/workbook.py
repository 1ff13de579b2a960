"""From workbook bytes to the grid, held against plain openpyxl and python-calamine."""

import io
from functools import partial
from pathlib import Path

import openpyxl
import xlsxwriter
from python_calamine import CalamineWorkbook

from benchmarks.timing import show, time_against
from rfi.document.guard.guard import guard_workbook
from rfi.document.read import read_document
from rfi.document.xlsx.parse import parse_workbook
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.rules.checked import CheckedResponse, check_response
from rfi.scenario.questionnaire import questionnaire_of

SHEETS, ROWS, COLUMNS = 22, 200, 10
RESPONSES = Path(__file__).resolve().parents[1] / "samples" / "responses"


def large_workbook(times: int = 1) -> bytes:
    """Return a workbook of 22 sheets with 2,000 cells each, or ``times`` as many."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    money = book.add_format({"num_format": "#,##0"})
    day = book.add_format({"num_format": "yyyy/m/d"})
    for number in range(SHEETS):
        sheet = book.add_worksheet(f"費用{number}")
        for row in range(ROWS * times):
            sheet.write(row, 0, f"項目{row}の説明")
            for column in range(1, COLUMNS - 2):
                sheet.write_number(row, column, row * column * 1000, money)
            sheet.write_number(row, COLUMNS - 2, 46_000 + row, day)
            formula = f"=SUM(B{row + 1}:H{row + 1})"
            sheet.write_formula(row, COLUMNS - 1, formula, money, row * 28_000)
    book.close()
    return buffer.getvalue()


def _with_openpyxl(data: bytes) -> int:
    """Read values and formulas the plain way: two passes."""
    found = 0
    for data_only in (True, False):
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only)
        for sheet in book.worksheets:
            found += sum(value is not None for row in sheet.values for value in row)
    return found


def _with_calamine(data: bytes) -> int:
    """Read values only, in this process, without a guard."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return sum(len(book.get_sheet_by_name(name).to_python()) for name in book.sheet_names)


def _measure(title: str, data: bytes, rounds: int, aim: str) -> None:
    print(f"\n{title}: {len(data) / 1e6:.2f} MB")
    floor = "openpyxl read_only, both passes"
    show(
        "guard, child and grid",
        floor,
        time_against(lambda: read_grid(data), lambda: _with_openpyxl(data), rounds),
        aim,
    )
    show(
        "guard, child and grid",
        "python-calamine, values only",
        time_against(lambda: read_grid(data), lambda: _with_calamine(data), rounds),
        "–",
    )
    show(
        "the guard alone",
        "python-calamine, values only",
        time_against(lambda: guard_workbook(data), lambda: _with_calamine(data), rounds),
        "–",
    )
    show(
        "the parser alone, in this process",
        floor,
        time_against(lambda: parse_workbook(data), lambda: _with_openpyxl(data), rounds),
        "–",
    )


def _measure_sample() -> None:
    """Measure the answers of the sample round: file to checked answer, child and all."""
    files = [path.read_bytes() for path in sorted(RESPONSES.glob("vendor_*.xlsx"))]
    asked = RESPONSES / "questionnaire.json"
    known = questionnaire_of(read_document(asked.name, asked.read_bytes()))

    def read(data: bytes) -> CheckedResponse:
        return check_response(read_document("answer.xlsx", data), known)

    print(f"\nsample answers: {len(files)} workbooks, {sum(map(len, files)) / 1e6:.2f} MB")
    for floor, plain in (
        ("openpyxl read_only, both passes", _with_openpyxl),
        ("python-calamine, values only", _with_calamine),
    ):
        timing = time_against(partial(read, files[0]), partial(plain, files[0]), 7)
        show("one answer, file to checked answer", floor, timing, "≤ 1,500 ms")
    six = time_against(
        lambda: [read(data) for data in files], lambda: [_with_openpyxl(data) for data in files], 3
    )
    show("six answers one after the other", "openpyxl read_only, both passes", six, "≤ 9,000 ms")


def run() -> None:
    """Print the tables: sample answers, a large workbook, six, and one five times as large."""
    _measure_sample()
    one = large_workbook()
    _measure(f"one workbook ({SHEETS} sheets × {ROWS * COLUMNS:,} cells)", one, 7, "≤ 1,500 ms")
    show(
        "six workbooks one after the other",
        "openpyxl read_only, both passes",
        time_against(
            lambda: [read_grid(one) for _ in range(6)],
            lambda: [_with_openpyxl(one) for _ in range(6)],
            rounds=3,
        ),
        "≤ 1,500 ms each",
    )
    _measure("five times as large", large_workbook(5), 3, "–")
