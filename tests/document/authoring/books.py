"""An RFI of three businesses of one's own, its workbook, and the workbook with cells changed."""

import copy
import io
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.read import Document, read_document
from rfi.intake.authoring.book import write_authoring_book

NAME = "調査票.xlsx"
SCENARIOS, BUSINESSES, ITEMS = "共同利用パターン", "業務", "費目"
PROCEDURES, REQUIREMENTS, KPIS, SERVICE = "手続", "要件", "効果指標", "非機能"
COVER, SYMBOLS = "表紙", "記号"
# Row of the headings, of the example, and of the first row of data.
HEAD, EXAMPLE, FIRST = 5, 6, 7
OWN_RFI: Mapping[str, Any] = {
    "schema_version": "1.1.0",
    "questionnaire_id": "naibu-2027",
    "title": "内部情報システムの共同利用に関する情報提供依頼",
    "publisher": "中核市市長会事務局",
    "deadline_on": "2027-01-29",
    "base_fiscal_year": 2026,
    "reference_fx": {"usd_jpy": 151.5},
    "default_scenario_id": "S350K-1",
    "scenarios": [
        {"scenario_id": "S350K-1", "title": "35万人・単独", "population": 350000, "cities": 1,
         "volumes": [{"procedure_id": "P01", "annual_cases": 12000}]},
        {"scenario_id": "S350K-3", "title": "35万人・3市共同", "population": None, "cities": 3},
    ],
    "businesses": [
        {"business": "N01", "title": "財務会計"},
        {"business": "N02", "title": "文書管理・電子決裁"},
        {"business": "N03", "title": "人事給与"},
    ],
    "cost_items": [
        {"item": "I03", "title": "導入", "standard_item": "I03", "guide": "設定を含む。"},
        {"item": "R01", "title": "利用料", "standard_item": "R01"},
        {"item": "R07", "title": "クラウド", "standard_item": "R07"},
    ],
    "cost_questions": [
        {"item": "I03", "businesses": ["N01", "N02", "N03"]},
        {"item": "R01", "businesses": ["N01"]},
        {"item": "R01", "businesses": ["N02"], "scenarios": ["S350K-1"]},
    ],
    "procedures": [{"procedure_id": "P01", "business": "N01", "title": "支出命令"}],
    "requirements": [
        {"requirement_id": "N01-001", "business": "N01", "class": "required", "category": "予算",
         "text": "予算編成から決算まで一元管理できること。"},
        {"requirement_id": "N02-001", "business": "N02", "class": "standard_option",
         "text": "紙の収受を管理できること。"},
    ],
    "kpis": [
        {"kpi_id": "K01", "business": "N01", "beneficiary": "staff", "title": "伝票の処理時間",
         "unit": "min_per_case", "direction": "decrease"},
    ],
    "service_level_items": [
        {"item_id": "SL01", "title": "稼働率", "value_type": "number", "unit": "percent",
         "standard_item": "availability"},
    ],
    "symbols": [{"symbol": "○", "fit": "standard"}, {"symbol": "×", "fit": "not_possible"}],
}  # fmt: skip


def own_rfi() -> dict[str, Any]:
    """Return the RFI, to be changed."""
    return copy.deepcopy(dict(OWN_RFI))


def column_of(sheet: Worksheet, heading: str) -> int:
    """Return the number of the column that a heading begins."""
    for cell in sheet[HEAD]:
        if str(cell.value or "").split("\n", maxsplit=1)[0] == heading:
            return int(cell.column or 0)
    raise AssertionError(heading)


def cover_row(sheet: Worksheet, label: str) -> int:
    """Return the number of a row of the cover."""
    for row in range(1, sheet.max_row + 1):
        if str(sheet.cell(row, 2).value or "").startswith(label):
            return row
    raise AssertionError(label)


@cache
def _written() -> bytes:
    return write_authoring_book(OWN_RFI)


def book(value: Mapping[str, Any] | None = None) -> Workbook:
    """Return the workbook of the RFI, or of another one, to be changed."""
    data = _written() if value is None else write_authoring_book(value)
    return openpyxl.load_workbook(io.BytesIO(data))


def bytes_of(changed: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = io.BytesIO()
    changed.save(stream)
    return stream.getvalue()


def read(changed: Workbook, name: str = NAME) -> Document:
    """Return a workbook as read."""
    return read_document(name, bytes_of(changed))


def put(sheet: str, heading: str, row: int, value: object) -> Document:
    """Return the workbook of the RFI as read with one cell changed."""
    changed = book()
    changed[sheet].cell(row, column_of(changed[sheet], heading)).value = value  # type: ignore[assignment]
    return read(changed)


def changed(change: Callable[[Workbook], object]) -> Document:
    """Return the workbook of the RFI as read with whatever changed in it."""
    made = book()
    change(made)
    return read(made)
