"""What of a workbook stands in no cell: raised digits, headers, validation, names, conditions."""

import io

import pytest
import xlsxwriter

from rfi.document.grid.grid import Sheet
from rfi.document.xlsx.behind import area_of, conditional_styles, shown_otherwise, words_behind
from rfi.document.xlsx.workbook import read_grid
from tests.document.workbook_files import workbook_of


def first_sheet(data: bytes) -> Sheet:
    grid, issues = read_grid(data)
    assert grid is not None, issues
    return grid.sheets[0]


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    """Return one sheet that has each of them."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("費用")
    raised = book.add_format({"font_script": 1})
    lowered = book.add_format({"font_script": 2})
    struck = book.add_format({"font_strikeout": True})
    hidden = book.add_format({"num_format": ";;;"})
    coloured = book.add_format({"bg_color": "#FF0000"})
    plain = book.add_format({})
    page.write_rich_string("A1", plain, "1137", raised, "1")
    page.write_rich_string("A2", "1,137", lowered, "2", plain, "円")
    page.write_rich_string("A3", raised, "11", raised, "37")
    page.write("E6", 5)
    page.conditional_format("E6:F7", {"type": "formula", "criteria": "TRUE", "format": hidden})
    page.conditional_format("G6", {"type": "formula", "criteria": "TRUE", "format": struck})
    page.conditional_format("H6", {"type": "formula", "criteria": "TRUE", "format": coloured})
    page.set_header('&L&"ＭＳ 明朝"&12見積総額 500千円&R&P/&N')
    page.set_footer("&C別途 回線費")
    page.data_validation(
        "E6",
        {
            "validate": "any",
            "input_title": "金額",
            "input_message": "ほかに5,000千円 & 税",
        },
    )
    book.define_name("追加", '="追加費用は5,000千円"')
    book.define_name("定数", "=5000")
    book.close()
    return first_sheet(stream.getvalue())


def test_a_raised_or_lowered_digit_becomes_the_raised_or_lowered_character(sheet: Sheet) -> None:
    assert [sheet.cells[row, 1].value for row in (1, 2)] == ["1137¹", "1,137₂円"]


def test_a_text_that_is_raised_as_a_whole_is_only_written_small(sheet: Sheet) -> None:
    assert sheet.cells[3, 1].value == "1137"


def test_a_raised_digit_of_a_text_in_its_own_cell() -> None:
    row = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><t>500</t></r><r><rPr>'
        '<vertAlign val="superscript"/></rPr><t>2</t></r></is></c></row>'
    )
    assert first_sheet(workbook_of(row)).cells[1, 1].value == "500²"


def test_headers_prompts_and_names_are_kept_without_their_layout(sheet: Sheet) -> None:
    found = {(one.kind, " ".join(one.text.split())) for one in sheet.remarks}
    assert found == {
        ("header", "見積総額 500千円 /"),
        ("header", "別途 回線費"),
        ("prompt", "金額"),
        ("prompt", "ほかに5,000千円 & 税"),
        ("name", "追加 追加費用は5,000千円"),
    }


def test_conditional_formats_are_kept_where_they_change_a_number(sheet: Sheet) -> None:
    assert set(sheet.otherwise) == {(6, 5, 7, 6, ";;;"), (6, 7, 6, 7, "strike")}


@pytest.mark.parametrize(
    ("row", "attributes"), [(2, 'ht="0" customHeight="1"'), (3, 'ht="0.0"'), (4, 'hidden="1"')]
)
def test_a_row_without_height_is_as_good_as_hidden(row: int, attributes: str) -> None:
    cell = f'<row r="{row}" {attributes}><c r="A{row}"><v>5</v></c></row>'
    assert first_sheet(workbook_of(cell)).hidden_rows == {row}
    tall = f'<row r="{row}" ht="10"><c r="A{row}"><v>5</v></c></row>'
    assert not first_sheet(workbook_of(tall)).hidden_rows


@pytest.mark.parametrize(
    "tail",
    [
        b"<conditionalFormatting sqref='E6'><cfRule dxfId='0'/>",
        b'<cfRule dxfId="0"/>' * 1000,
        b'<conditionalFormatting sqref="' + b"A1 " * 5000 + b'"><cfRule dxfId="99"/>',
        b'<oddHeader>&amp;"' + b"&amp;" * 5000 + b"</oddHeader>",
        b"<dataValidation " + b'prompt="' * 2000 + b">",
    ],
)
def test_broken_or_endless_markup_behind_the_cells_is_no_exception(tail: bytes) -> None:
    sheet_part = b"<worksheet><sheetData></sheetData>" + tail
    assert len(shown_otherwise(sheet_part, {0: ";;;"})) <= 500
    assert len(words_behind(sheet_part)) <= 500


@pytest.mark.parametrize(
    ("written", "found"),
    [
        (b'<dxfs><dxf><numFmt numFmtId="1" formatCode="0%"/></dxf></dxfs>', {0: "0%"}),
        (b"<dxfs><dxf/><dxf><font><strike/></font></dxf></dxfs>", {1: "strike"}),
        (b'<dxfs><dxf><font><strike val="0"/></font></dxf></dxfs>', {}),
        (b'<numFmts><numFmt numFmtId="164" formatCode="0%"/></numFmts><dxfs count="0"/>', {}),
    ],
)
def test_only_conditional_styles_that_change_a_number_count(
    written: bytes, found: dict[int, str]
) -> None:
    assert conditional_styles(b"<styleSheet>" + written + b"</styleSheet>") == found


def test_a_range_outside_of_the_bounds_is_left_out() -> None:
    assert [area_of(one) for one in ("E6", "$E$6:F7", "A9999", "ZZZ1", "A:A", "x")] == [
        (6, 5, 6, 5), (6, 5, 7, 6), None, None, None, None,
    ]  # fmt: skip


def test_the_title_of_a_chart_is_read_as_a_text_box() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    page = book.add_worksheet("費用")
    for row, value in enumerate((1, 2, 3)):
        page.write(row, 0, value)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=費用!$A$1:$A$3"})
    chart.set_title({"name": "総額 9,000千円"})
    page.insert_chart("C3", chart)
    book.close()
    found = [(one.kind, one.text) for one in first_sheet(stream.getvalue()).remarks]
    assert found == [("text_box", "総額 9,000千円")]
