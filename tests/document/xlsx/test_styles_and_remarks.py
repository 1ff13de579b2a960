"""What a workbook says beside its cells: struck text, comments, text boxes, hidden parts."""

import io
from collections.abc import Callable

import openpyxl
import pytest
import xlsxwriter
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.grid.grid import Grid, Sheet
from rfi.document.xlsx.workbook import read_grid
from tests.document.workbook_files import parts_of, workbook_of, zipped


def grid_of(data: bytes) -> Grid:
    grid, issues = read_grid(data)
    assert grid is not None, issues
    return grid


def sheet_of(edit: Callable[[Worksheet], None]) -> Sheet:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    edit(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return grid_of(stream.getvalue()).sheets[0]


def runs(*pieces: tuple[str, bool]) -> CellRichText:
    return CellRichText(*(TextBlock(InlineFont(strike=struck), text) for text, struck in pieces))


@pytest.mark.parametrize(
    ("pieces", "struck"),
    [
        ([("12,000", True), (" 9,000", False)], "part"),
        ([("9,000 ", False), ("12,000", True)], "part"),
        ([("12,000", True), (" ", False)], "whole"),
        ([("12,000", True), ("千円", True)], "whole"),
        ([("12,000", False), ("千円", False)], ""),
    ],
)
def test_text_is_struck_as_a_whole_or_in_part(pieces: list[tuple[str, bool]], struck: str) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B2"] = runs(*pieces)

    assert sheet_of(edit).cells[2, 2].struck == struck


@pytest.mark.parametrize("value", [12_000, "12,000", True])
def test_a_struck_font_strikes_the_whole_cell(*, value: float | str | bool) -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["B2"] = value
        sheet["B2"].font = Font(strike=True)
        sheet["B3"] = value

    cells = sheet_of(edit).cells
    assert (cells[2, 2].struck, cells[3, 2].struck) == ("whole", "")


def test_text_of_its_own_cell_is_struck_by_its_runs() -> None:
    row = (
        '<row r="1"><c r="A1" t="inlineStr"><is><r><rPr><strike/></rPr><t>9</t></r>'
        '<r><rPr><strike val="0"/></rPr><t>8</t></r></is></c></row>'
    )
    assert grid_of(workbook_of(row)).sheets[0].cells[1, 1].struck == "part"


def test_comments_are_read_with_their_cells() -> None:
    def edit(sheet: Worksheet) -> None:
        for place in ("B2", "C9", "D4"):
            sheet[place].comment = Comment(f"{place}は税込です", "架空")

    found = {(one.row, one.column): one.text for one in sheet_of(edit).remarks}
    assert found == {(2, 2): "B2は税込です", (9, 3): "C9は税込です", (4, 4): "D4は税込です"}


def test_a_thread_of_comments_is_read_once_in_its_own_words() -> None:
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    old = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    start = '<?xml version="1.0" encoding="UTF-8"?>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    parts = parts_of()
    sheet = next(name for name in parts if name.startswith("xl/worksheets/"))
    home, _, base = sheet.rpartition("/")
    parts[f"{home}/_rels/{base}.rels"] = (
        f'{start}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
        f'relationships"><Relationship Id="a" Type="{kind}" Target="../t.xml"/>'
        f'<Relationship Id="b" Type="{old}" Target="../c.xml"/>'
        f'<Relationship Id="c" Type="{old}" Target="../gone.xml"/></Relationships>'
    )
    parts["xl/t.xml"] = (
        f'{start}<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
        'threadedcomments"><threadedComment ref="C3"><text>税込です</text></threadedComment>'
        '<threadedComment ref="C3"><text>了解</text></threadedComment></ThreadedComments>'
    )
    parts["xl/c.xml"] = (
        f'{start}<comments xmlns="{main}"><commentList><comment ref="C3"><text><t>[Threaded '
        "comment] 税込です</t></text></comment></commentList></comments>"
    )
    remarks = grid_of(zipped(parts)).sheets[0].remarks
    assert [(one.row, one.column, one.text) for one in remarks] == [
        (3, 3, "税込です"),
        (3, 3, "了解"),
    ]


def test_text_boxes_are_read_with_the_cell_of_their_corner() -> None:
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet()
    for row, words in ((3, "別途 5,000千円"), (9, "値引後の金額です"), (20, "税込")):
        sheet.insert_textbox(row, 2, words)
    book.close()
    found = [(one.row, one.column, one.kind, one.text) for one in
             grid_of(stream.getvalue()).sheets[0].remarks]  # fmt: skip
    assert found == [
        (4, 3, "text_box", "別途 5,000千円"),
        (10, 3, "text_box", "値引後の金額です"),
        (21, 3, "text_box", "税込"),
    ]


def test_hidden_rows_and_columns_are_known_but_folded_groups_are_the_forms_own() -> None:
    def edit(sheet: Worksheet) -> None:
        sheet["A1"] = 1
        sheet.row_dimensions[2].hidden = True
        sheet.row_dimensions[5].hidden = True
        sheet.column_dimensions["C"].hidden = True
        sheet.column_dimensions.group("F", "G", hidden=True)

    found = sheet_of(edit)
    assert found.hidden_rows == {2, 5}
    assert found.hidden_columns == ((3, 3),)


@pytest.mark.parametrize(("mode", "is_manual"), [("manual", True), ("auto", False)])
def test_how_a_workbook_is_calculated_is_known(mode: str, is_manual: bool) -> None:  # noqa: FBT001
    book = openpyxl.Workbook()
    book.calculation.calcMode = mode
    stream = io.BytesIO()
    book.save(stream)
    grid = grid_of(stream.getvalue())
    assert grid.is_manual is is_manual
