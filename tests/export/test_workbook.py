import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.export.workbook import write_workbook
from rfi.text.numbers import round_half_up
from rfi.views.display import Display
from tests.views.rounds import PLANTED, compared, holey, round_of

SHEETS = ["条件", "総括", "費目別", "業務別", "年度別", "資金計画(税込)", "指摘事項"]
HEADING_ROW = 4


def opened(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(sheet: Worksheet) -> dict[object, list[object]]:
    return {row[0].value: [cell.value for cell in row[1:]] for row in sheet.iter_rows()}


def figures_of(sheet: Worksheet) -> dict[object, list[Any]]:
    """Return code → the cells of the offers, without the columns of notes."""
    headings = [cell.value for cell in sheet[HEADING_ROW]]
    places = [place for place, name in enumerate(headings) if place > 1 and name != "注記"]
    return {row[0].value: [row[place] for place in places] for row in sheet.iter_rows()}


def sheet_of(book: openpyxl.Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_the_workbook_has_a_sheet_for_each_table_on_screen() -> None:
    answers = round_of("published")
    assert opened(write_workbook(answers, compared(answers), "ja")).sheetnames == SHEETS


def test_the_cells_are_the_figures_of_the_comparison_to_the_yen() -> None:
    answers = round_of("responses")
    comparison = compared(answers)
    book = opened(write_workbook(answers, comparison, "ja"))
    totals = figures_of(sheet_of(book, "総括"))["total"]
    assert [cell.value for cell in totals] == [
        round_half_up(offer.totals.nominal_jpy or 0) for offer in comparison.offers
    ]
    items = figures_of(sheet_of(book, "費目別"))
    for place, offer in enumerate(comparison.offers):
        for item, figure in offer.by_item.items():
            if figure.nominal_jpy is not None:
                assert items[item][place].value == round_half_up(figure.nominal_jpy)
    cash = figures_of(sheet_of(book, "資金計画(税込)"))
    for place, offer in enumerate(comparison.offers):
        assert cash["limit"][place].value == offer.cash.debt_burden_limit_jpy
        for year, amount in offer.cash.by_fiscal_year.items():
            assert cash[str(year)][place].value == round_half_up(amount)


def test_a_lower_bound_is_a_number_that_prints_its_mark_and_keeps_its_note() -> None:
    sheet = sheet_of(opened(write_workbook(holey(), compared(holey()), "ja")), "費目別")
    whole, part = figures_of(sheet)["I03"]
    assert (whole.value, part.value) == (2_000_000, 2_000_000)
    assert whole.number_format.startswith("#,##0,")
    assert part.number_format.startswith('"≧"#,##0,')
    assert sheet.cell(part.row, part.column + 1).value == "別途見積1"


@pytest.mark.parametrize(
    ("display", "shape"), [(Display("one"), "#,##0;"), (Display("million"), "#,##0.0,,;")]
)
def test_the_unit_on_screen_is_a_number_format(display: Display, shape: str) -> None:
    data = write_workbook(holey(), compared(holey()), "ja", display)
    sheet = sheet_of(opened(data), "総括")
    cell = figures_of(sheet)["total"][0]
    assert cell.value == 3_200_000
    assert cell.number_format.startswith(shape)


def test_every_sheet_prints_on_a3_landscape_with_frozen_and_repeated_headings() -> None:
    answers = round_of("published")
    for sheet in opened(write_workbook(answers, compared(answers), "ja")).worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.page_setup.paperSize == 8
        fit = sheet.sheet_properties.pageSetUpPr
        assert fit is not None
        assert fit.fitToPage
        assert sheet.page_setup.fitToWidth in {None, 1}
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows == f"${HEADING_ROW}:${HEADING_ROW}"
        assert str(sheet.freeze_panes).endswith(str(HEADING_ROW + 1))
        assert sheet.oddFooter is not None
        assert sheet.oddFooter.center.text == "&P / &N"


def test_the_conditions_are_written_in() -> None:
    answers = round_of("published")
    comparison = compared(answers, fx_usd_jpy=139)
    sheet = sheet_of(opened(write_workbook(answers, comparison, "ja")), "条件")
    rows = rows_of(sheet)
    assert rows["為替レート"][:3] == ["139", "円/米ドル", "試験"]
    assert rows["消費税率"][2]
    for digest in comparison.conditions.inputs:
        assert rows[digest.name][0] == digest.sha256
    words = " ".join(str(value) for value in rows)
    assert "取扱注意" in words
    assert "端数処理のため" in words


def test_the_same_comparison_gives_the_same_bytes() -> None:
    answers = round_of("responses")
    first, second = (write_workbook(answers, compared(answers), "ja") for _ in range(2))
    assert first == second


def test_no_text_of_a_vendor_becomes_a_formula_or_a_link() -> None:
    data = write_workbook(holey(), compared(holey()), "ja")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    sheets = [text for name, text in parts.items() if name.startswith("xl/worksheets/")]
    assert all("<f>" not in text and "<hyperlink" not in text for text in sheets)
    assert not [name for name in parts if "externalLink" in name]
    assert not [text for text in parts.values() if 'TargetMode="External"' in text]
    headings = [cell.value for cell in sheet_of(opened(data), "費目別")[HEADING_ROW]]
    assert [name for name in headings if PLANTED in str(name)]


@pytest.mark.libreoffice
def test_libreoffice_opens_the_workbook_and_prints_every_sheet(
    soffice: str, tmp_path: Path
) -> None:
    answers = round_of("responses")
    (tmp_path / "round.xlsx").write_bytes(write_workbook(answers, compared(answers), "ja"))
    profile = (tmp_path / "profile").as_uri()
    for kind in ("html", "pdf"):
        subprocess.run(
            [
                soffice,
                f"-env:UserInstallation={profile}",
                "--headless",
                "--convert-to",
                kind,
                "--outdir",
                str(tmp_path),
                str(tmp_path / "round.xlsx"),
            ],
            check=True,
            capture_output=True,
            timeout=60,
        )
    assert (tmp_path / "round.pdf").stat().st_size > 10_000
    printed = (tmp_path / "round.html").read_text("utf-8")
    assert "≧2,787,800" in printed
    assert "3,492,673" in printed
