"""Tables as vendors keep them, after published kinds, each with the sum it must come to."""

import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.grid.grid import Grid
from rfi.document.read import parse_document
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.layout.asked import asked_in
from rfi.scenario.questionnaire import questionnaire_of

ROOT = Path(__file__).resolve().parents[3]


QUESTIONNAIRE = ROOT / "tests" / "browser" / "own_rfi" / "questionnaire.json"
ASKED = asked_in(questionnaire_of(parse_document("調査票.json", QUESTIONNAIRE.read_bytes())))


def book(fill: Callable[[Worksheet], None], *more: tuple[str, Callable[[Worksheet], None]]) -> Grid:
    made = openpyxl.Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "見積"
    fill(sheet)
    for name, other in more:
        other(made.create_sheet(name))
    out = io.BytesIO()
    made.save(out)
    grid, issues = read_grid(out.getvalue())
    assert grid is not None, issues
    return grid


def rows(sheet: Worksheet, start: int, *lines: Sequence[Any]) -> None:
    for at, line in enumerate(lines, start):
        for column, value in enumerate(line, 1):
            if value is not None:
                sheet.cell(at, column, value)


def six_totals(sheet: Worksheet) -> None:
    """Package, customization, set-up, links, training; a column for each system's 60 months."""
    rows(
        sheet,
        1,
        ["共同利用に係る概算費用（単位：千円、税抜）"],
        [],
        ["費目", "財務会計", "文書管理", "人事給与"],
        ["パッケージ費", 12_000, 8_000, 9_500],
        ["カスタマイズ", 3_000, 0, 1_200],
        ["操作研修", 500, 400, 450],
        ["システム利用料", 48_000, 30_000, 36_000],
        ["ヘルプデスク", 6_000, 3_000, 4_200],
        ["合計", 69_500, 41_400, 51_350],
    )


def by_year(sheet: Worksheet) -> None:
    """Fiscal years as columns."""
    rows(
        sheet,
        1,
        ["項目", "令和10年度", "令和11年度", "令和12年度", "備考"],
        ["初期導入費", 15_000_000, None, None, "税抜・円"],
        ["システム利用料", 9_600_000, 9_600_000, 9_600_000, None],
        ["運用支援", 2_400_000, 2_400_000, 2_520_000, "3年目に見直し"],
        ["合計", 27_000_000, 12_000_000, 12_120_000, None],
    )


def by_quantity(sheet: Worksheet) -> None:
    """Quantity × unit price."""
    rows(
        sheet,
        1,
        ["No", "品名", "数量", "単位", "単価（円・税抜）", "金額"],
        [1, "端末", 120, "台", 98_000, "=C2*E2"],
        [2, "操作研修", 4, "回", 150_000, "=C3*E3"],
        [3, "システム利用料", 60, "月", 480_000, "=C4*E4"],
    )
    for row, value in ((2, 11_760_000), (3, 600_000), (4, 28_800_000)):
        sheet.cell(row, 6, value)


def two_prices(sheet: Worksheet) -> None:
    """The same amounts without and with tax."""
    rows(
        sheet,
        1,
        ["単位：円"],
        ["内訳", "税抜金額", "税込金額"],
        ["データ移行", 5_000_000, 5_500_000],
        ["サービス利用料（5年）", 24_000_000, 26_400_000],
        ["出精値引", -1_000_000, -1_100_000],
        ["合計", 28_000_000, 30_800_000],
    )


def merged_groups(sheet: Worksheet) -> None:
    """Group headings merged over their rows, two rows of headings."""
    rows(
        sheet,
        1,
        ["御見積書"],
        ["（金額は千円、消費税抜き）"],
        ["区分", "内訳", "財務会計", None],
        [None, None, "初期費用", "年額"],
        ["導入", "要件定義", 1_200, None],
        [None, "パッケージ導入", 8_400, None],
        ["運用", "ライセンス", None, 3_600],
        [None, "保守", None, 1_800],
        ["計", None, 9_600, 5_400],
    )
    for area in ("A5:A6", "A7:A8", "C3:D3", "A3:A4", "B3:B4"):
        sheet.merge_cells(area)


def unit_in_title(sheet: Worksheet) -> None:
    """Headings of sections on rows of their own; the unit stands in the title alone."""
    rows(
        sheet,
        1,
        ["見積内訳書　単位：万円（税込）"],
        ["費用項目", "月額"],
        ["財務会計システム"],
        ["利用料", 40],
        ["保守料", 12],
        ["小計", 52],
        ["文書管理システム"],
        ["利用料", 25],
        ["小計", 25],
        ["総合計", 77],
    )


def years_and_sum(sheet: Worksheet) -> None:
    """Fiscal years and, beside them, what they come to; a 0 in the years without a price."""
    rows(
        sheet,
        1,
        ["（単位：千円、税込）"],
        ["区分", "内訳", "令和9年度", "令和10年度", "令和11年度", "合計"],
        ["財務会計", "導入費", 13_200, 0, 0, 13_200],
        [None, "使用料", 4_620, 4_620, 4_620, 13_860],
        ["人事給与", "導入費", 11_000, 0, 0, 11_000],
        ["計", None, 28_820, 4_620, 4_620, 38_060],
    )


def monthly_and_term(sheet: Worksheet) -> None:
    """Each price without and with tax, and the term that both parts come to."""
    rows(
        sheet,
        1,
        ["業務", "費目", "初期費用", None, "月額費用", None, "60か月計"],
        [None, None, "税抜", "税込", "税抜", "税込", "税抜"],
        ["財務会計", "パッケージ導入", 12_000_000, 13_200_000, None, None, 12_000_000],
        [None, "利用料", None, None, 350_000, 385_000, 21_000_000],
        ["文書管理", "パッケージ導入", 8_000_000, 8_800_000, None, None, 8_000_000],
        [None, "利用料", None, None, 200_000, 220_000, 12_000_000],
        ["合計", None, 20_000_000, 22_000_000, 550_000, 605_000, 53_000_000],
    )
    for area in ("A1:A2", "B1:B2", "C1:D1", "E1:F1", "A3:A4", "A5:A6"):
        sheet.merge_cells(area)


def quotation(sheet: Worksheet) -> None:
    """A quotation: sections, work priced as one, a discount, tax in a row of its own."""
    rows(
        sheet,
        1,
        ["御見積書", None, None, None, "単位：円（税抜）"],
        ["品名", "数量", "単位", "単価", "金額"],
        ["【財務会計】"],
        ["パッケージ導入・セットアップ", 1, "式", 12_000_000, 12_000_000],
        ["データ移行", None, "一式", None, 5_000_000],
        ["システム利用料", 60, "月", 350_000, 21_000_000],
        ["小計", None, None, None, 38_000_000],
        ["【文書管理・電子決裁】"],
        ["カスタマイズ開発", 15, "人月", 1_100_000, 16_500_000],
        ["小計", None, None, None, 16_500_000],
        ["出精値引", None, None, None, -4_500_000],
        ["合計", None, None, None, 50_000_000],
        ["消費税（10％）", None, None, None, 5_000_000],
        ["総合計", None, None, None, 55_000_000],
    )


def crossed(sheet: Worksheet) -> None:
    """Businesses in rows, items in columns."""
    rows(
        sheet,
        1,
        ["費用一覧（単位：百万円・税抜）"],
        ["業務", "導入", "カスタマイズ", "データ移行", "利用料（5年間）", "計"],
        ["財務会計", 12, 16.5, 5, 21, 54.5],
        ["文書管理", 8, 0, 3, 13, 24],
        ["人事給与", 10, 2.5, 4, 15, 31.5],
        ["合計", 30, 19, 12, 49, 110],
    )


def two_tables(sheet: Worksheet) -> None:
    """What is paid once and what recurs below each other, each with headings of its own."""
    rows(
        sheet,
        1,
        ["財務会計 見積内訳（単位：千円、税抜）"],
        ["1. 初期費用"],
        ["費目", "金額", "備考"],
        ["パッケージ導入・セットアップ", 12_000, "一括"],
        ["データ移行", 5_000],
        ["小計", 17_000],
        [],
        ["2. 運用費用"],
        ["費目", "月額", "60か月計"],
        ["システム利用料", 350, 21_000],
        ["ヘルプデスク", 100, 6_000],
        ["小計", 450, 27_000],
        [],
        ["合計", 44_000],
    )


def lot(name: str, months: int, amount: int) -> Callable[[Worksheet], None]:
    def fill(sheet: Worksheet) -> None:
        rows(
            sheet,
            1,
            [f"{name}　{months}か月契約　単位：千円（税抜）"],
            ["作業項目", "期間総額"],
            ["システム利用料", amount],
            ["SE支援", amount // 10],
            ["合計", amount + amount // 10],
        )

    return fill


CP932 = (
    "費目,数量,単価,金額(円・税抜)\r\n"
    'データ移行,1,"3,000,000","3,000,000"\r\n'
    'システム利用料,60,"200,000","12,000,000"\r\n'
    '合計,,,"15,000,000"\r\n'
).encode("cp932")
OCDS = (
    b"id,description,quantity,unit/name,unit/value/amount,unit/value/currency\n"
    b"1,System use,60,month,350000,JPY\n"
    b"2,Training,3,course,120000,JPY\n"
)
ERP = (
    b"Item Code,Item Name,Qty,UOM,Rate,Amount\n"
    b"SYS-01,Software use,12,Month,400000,4800000\n"
    b"TRN-01,Training and manuals,2,Nos,90000,180000\n"
    b",Total,,,,4980000\n"
)


def csv_grid(data: bytes) -> Grid:
    grid, issues = read_csv_grid(data)
    assert grid is not None, issues
    return grid
