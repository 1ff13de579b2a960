"""Workbooks as spreadsheet programs write them: every value read rightly, with its cell."""

import datetime as dt
import io
import random
import zipfile
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.formula.translate import Translator
from openpyxl.worksheet.formula import ArrayFormula

from rfi.document.child.process import shared_child
from rfi.document.grid.grid import Grid, Sheet, SheetCell, cell_name
from rfi.document.guard.guard import guard_workbook
from rfi.document.xlsx.bounds import MAX_COLUMNS, MAX_NOTES, MAX_ROWS
from rfi.document.xlsx.shared_formula import SharedFormula
from rfi.document.xlsx.workbook import read_grid
from rfi.schema.issue import Issue
from tests.document.cpu import MOST_CPU_SECONDS, cpu_seconds
from tests.document.guard.test_guard import assert_worded
from tests.document.workbook_files import (
    STRICT,
    parts_of,
    saved,
    workbook_of,
    written_by_openpyxl,
    written_by_xlsxwriter,
    zipped,
)


def read(data: bytes) -> tuple[Grid, tuple[Issue, ...]]:
    """Read what must be readable."""
    grid, issues = read_grid(data)
    assert grid is not None, issues
    assert_worded(issues)
    return grid, issues


def sheet_of(rows: str, **facts: Any) -> Sheet:
    return read(workbook_of(rows, **facts))[0].sheets[0]


def cell_of(cell: str, **facts: Any) -> SheetCell | None:
    return sheet_of(f'<row r="1">{cell}</row>', **facts).cells.get((1, 1))


def kind_and_value(cell: SheetCell | None) -> tuple[str, object] | None:
    return None if cell is None else (cell.kind, cell.value)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A1"><v>12000</v></c>', ("number", 12_000)),
        ('<c r="A1"><v>12000.0</v></c>', ("number", 12_000)),
        ('<c r="A1"><v>0.1</v></c>', ("number", 0.1)),
        ('<c r="A1"><v>-1.5E-3</v></c>', ("number", -0.0015)),
        ('<c r="A1"><v>1E+300</v></c>', ("number", 1e300)),
        ('<c r="A1"><v>1e999</v></c>', ("text", "1e999")),
        ('<c r="A1"><v>NaN</v></c>', ("text", "NaN")),
        ('<c r="A1"><v>1_000</v></c>', ("text", "1_000")),
        ('<c r="A1"><v>１２</v></c>', ("text", "１２")),
        ('<c r="A1" t="b"><v>1</v></c>', ("boolean", True)),
        ('<c r="A1" t="b"><v>0</v></c>', ("boolean", False)),
        ('<c r="A1" t="b"><v>yes</v></c>', ("text", "yes")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', ("error", "#REF!")),
        ('<c r="A1" t="d"><v>2027-03-25T00:00:00Z</v></c>', ("date", "2027-03-25")),
        ('<c r="A1" t="d"><v>someday</v></c>', ("text", "someday")),
        ('<c r="A1" t="s"><v>0</v></c>', ("text", "東京")),
        ('<c r="A1" t="s"><v>1</v></c>', ("text", "太字と並")),
        ('<c r="A1" t="s"><v>2</v></c>', None),
        ('<c r="A1" t="s"><v>3</v></c>', ("text", "一行\n二行 _x0000_")),
        ('<c r="A1" t="inlineStr"><is><t>直</t></is></c>', ("text", "直")),
        (
            '<c r="A1" t="inlineStr"><is><r><t>漢</t></r><rPh sb="0"><t>カン</t></rPh></is></c>',
            ("text", "漢"),
        ),
        ('<c r="A1" t="inlineStr"><is><t></t></is></c>', None),
        ('<c r="A1" t="str"><f>"a"</f><v>a</v></c>', ("text", "a")),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', ("text", "")),
        ('<c r="A1"><f>SUM(B1:B9)</f></c>', ("formula_without_value", "")),
        ('<c r="A1"><f>SUM(B1:B9)</f><v/></c>', ("formula_without_value", "")),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', ("number", 2)),
        ('<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ("error", "#DIV/0!")),
        ('<c r="A1" s="1"/>', None),
        ("<c><v>7</v></c>", ("number", 7)),
        ('<c r="A1" s="1"><v>46387</v></c>', ("date", "2026-12-31")),
        ('<c r="A1" s="2"><v>46387</v></c>', ("date", "2026-12-31")),
        ('<c r="A1" s="3"><v>46387</v></c>', ("date", "2026-12-31")),
        ('<c r="A1" s="4"><v>1.5</v></c>', ("number", 1.5)),
        ('<c r="A1" s="1"><v>46387.75</v></c>', ("date", "2026-12-31T18:00:00")),
        ('<c r="A1" s="1"><v>59</v></c>', ("date", "1900-02-28")),
        ('<c r="A1" s="1"><v>60</v></c>', ("number", 60)),
        ('<c r="A1" s="1"><v>61</v></c>', ("date", "1900-03-01")),
        ('<c r="A1" s="1"><v>-1</v></c>', ("number", -1)),
        ('<c r="A1" s="1"><v>120000000</v></c>', ("number", 120_000_000)),
        ('<c r="A1" s="99"><v>1</v></c>', ("number", 1)),
    ],
)
def test_a_cell_reads_as_what_it_is(cell: str, expected: tuple[str, object] | None) -> None:
    texts = (
        "<si><t>東京</t><rPh sb='0' eb='2'><t>トウキョウ</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><r><rPr><b/></rPr><t>太字</t></r><r><t>と並</t></r></si>"
        "<si><t/></si><si><t>一行_x000A_二行 _x0000_</t></si>"
    )
    found = kind_and_value(cell_of(cell, texts=texts))
    assert found == expected
    if expected is not None and found is not None:
        assert type(found[1]) is type(expected[1])


def test_formula_and_format_come_with_the_stored_value() -> None:
    cell = cell_of('<c r="A1" s="5"><f>SUM(B1:B9)*1000</f><v>5000</v></c>')
    assert cell == SheetCell(1, 1, "number", 5000, "SUM(B1:B9)*1000", "#,##0")


def test_days_counted_from_1904_are_the_days_shown() -> None:
    book = written_by_openpyxl(uses_1904=True)
    assert book.active is not None
    book.active["B2"] = dt.date(2027, 3, 25)
    grid, _ = read(saved(book))
    assert grid.uses_1904
    assert kind_and_value(grid.sheets[0].cells[2, 2]) == ("date", "2027-03-25")


def test_the_strict_variant_is_read_as_the_usual_one() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46387</v></c>'
        '<c r="C1"><f>B1</f><v>1</v></c></row>'
    )
    after = '<mergeCells count="1"><mergeCell ref="A2:C3"/></mergeCells>'
    texts = "<si><t>費</t></si>"
    usual = read(workbook_of(rows, texts=texts, after=after))
    strict = read(zipped(parts_of(rows, texts=texts, after=after, spaces=STRICT)))
    assert strict == usual
    assert strict[0].sheets[0].merged == ((2, 1, 3, 3),)
    assert len(strict[0].sheets[0].cells) == 3


def test_prefixed_names_are_read() -> None:
    parts = parts_of()
    parts["xl/worksheets/sheet1.xml"] = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<x:sheetData><x:row r="2"><x:c r="B2"><x:v>5</x:v></x:c></x:row></x:sheetData>'
        "</x:worksheet>"
    )
    assert kind_and_value(read(zipped(parts))[0].sheets[0].cells[2, 2]) == ("number", 5)


def test_merged_ranges_are_kept_inside_the_bounds() -> None:
    after = (
        '<mergeCells><mergeCell ref="A1:B2"/><mergeCell ref="C1:C1048576"/>'
        '<mergeCell ref="XFA1:XFD9"/></mergeCells>'
    )
    sheet = sheet_of('<row r="1"><c r="A1"><v>1</v></c></row>', after=after)
    assert sheet.merged == ((1, 1, 2, 2), (1, 3, MAX_ROWS, 3))


def test_merged_ranges_over_everything_are_refused() -> None:
    after = "<mergeCells>" + '<mergeCell ref="A1:XFD1048576"/>' * 2 + "</mergeCells>"
    grid, issues = read_grid(workbook_of("", after=after))
    assert grid is None
    assert [issue.code for issue in issues] == ["workbook_too_large_merge"]


def test_a_cell_in_the_last_corner_is_left_out_with_a_warning() -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>9</v></c></row>'
    )
    before = cpu_seconds()
    grid, issues = read(workbook_of(rows))
    assert cpu_seconds() - before < MOST_CPU_SECONDS
    assert list(grid.sheets[0].cells) == [(1, 1)]
    assert grid.sheets[0].has_stray
    assert [(issue.code, issue.origin) for issue in issues] == [
        ("workbook_stray_cells", "費用!XFD1048576")
    ]


def test_cells_up_to_the_bounds_are_read_and_empty_ones_beyond_are_nothing() -> None:
    last = cell_name("", MAX_ROWS, MAX_COLUMNS)
    beyond = cell_name("", MAX_ROWS + 1, 1)
    rows = f'<row><c r="{last}"><v>1</v></c></row><row><c r="{beyond}" s="1"/></row>'
    sheet = sheet_of(rows)
    assert list(sheet.cells) == [(MAX_ROWS, MAX_COLUMNS)]
    assert not sheet.has_stray


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_read_and_marked(state: str) -> None:
    assert sheet_of("", state=f'state="{state}"').is_hidden
    assert not sheet_of("").is_hidden


def test_a_shared_formula_is_written_out_for_each_cell() -> None:
    rows = (
        '<row r="1"><c r="C1"><f t="shared" ref="C1:C3" si="0">A1*$B$1</f><v>1</v></c></row>'
        '<row r="2"><c r="C2"><f t="shared" si="0"/><v>2</v></c></row>'
        '<row r="3"><c r="C3"><f t="shared" si="0"/></c></row>'
    )
    cells = sheet_of(rows).cells
    assert [cells[row, 3].formula for row in (1, 2, 3)] == ["A1*$B$1", "A2*$B$1", "A3*$B$1"]
    assert cells[3, 3].kind == "formula_without_value"


@pytest.mark.parametrize(
    "formula",
    [
        "A1+$A1+A$1+$A$1",
        'IF(A1="B2","C3",LOG10(D4))',
        "SUM(A:B)+SUM($A:B)+SUM(1:2)",
        "'費用 A1'!B2+費用!C3+[1]Sheet1!D4",
        "SUM(Sheet1!A1:B2)/ROUND(A1,2)",
        "total_2027*A1%",
    ],
)
def test_a_moved_formula_reads_as_the_reference_implementation_moves_it(formula: str) -> None:
    expected = Translator("=" + formula, "E5").translate_formula("G8")
    assert "=" + SharedFormula(formula).moved(3, 2) == expected


def test_a_formula_moved_off_the_sheet_loses_its_reference() -> None:
    assert SharedFormula("A1+B5").moved(-1, 0) == "#REF!+B4"


def test_an_array_formula_and_comments_written_by_openpyxl_are_read() -> None:
    book = written_by_openpyxl()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = ArrayFormula("A1:A2", "=SUM(B1:B2*C1:C2)")
    sheet["A1"].comment = Comment("見積の根拠", "架空")
    sheet["B1"] = "=A1"
    sheet["B2"] = "△1,200千円"
    cells = read(saved(book))[0].sheets[0].cells
    assert cells[1, 1].formula == "SUM(B1:B2*C1:C2)"
    assert cells[1, 2] == SheetCell(1, 2, "formula_without_value", "", "A1")
    assert cells[2, 2].value == "△1,200千円"


def as_iso(value: object) -> object:
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time.min else value.isoformat()
    return value


@pytest.mark.parametrize("data", [written_by_xlsxwriter()], ids=["xlsxwriter"])
def test_values_formulas_and_formats_equal_those_of_openpyxl(data: bytes) -> None:
    grid, issues = read(data)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    assert [sheet.name for sheet in grid.sheets] == values.sheetnames
    for sheet in grid.sheets:
        expected = {
            (cell.row, cell.column): (as_iso(cell.value), cell.number_format)
            for row in values[sheet.name].iter_rows()
            for cell in row
            if cell.value is not None
        }
        found = {
            at: (cell.value, cell.number_format or "General") for at, cell in sheet.cells.items()
        }
        assert found == expected
        for (row, column), cell in sheet.cells.items():
            if cell.formula:
                assert "=" + cell.formula == formulas[sheet.name].cell(row, column).value
        assert [merged.bounds for merged in values[sheet.name].merged_cells.ranges] == [
            (left, top, right, bottom) for top, left, bottom, right in sheet.merged
        ]
    assert [issue.code for issue in issues] == ["workbook_not_recalculated"]


def test_texts_come_back_composed_and_without_marks_that_reorder_each_with_its_cell() -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>か\u3099</t></is></c>'
        '<c r="B1" t="inlineStr"><is><t>\u202e001\u200e</t></is></c></row>'
    )
    grid, issues = read(workbook_of(rows))
    assert [cell.value for cell in grid.sheets[0].cells.values()] == ["が", "001"]
    assert [(issue.code, issue.severity, issue.origin) for issue in issues] == [
        ("text_normalized", "note", "費用!A1"),
        ("workbook_characters_removed", "warning", "費用!B1"),
    ]


def test_many_changed_texts_are_counted_beyond_the_first() -> None:
    cells = "".join('<c t="inlineStr"><is><t>か\u3099</t></is></c>' for _ in range(30))
    _, issues = read(workbook_of(f'<row r="1">{cells}</row>'))
    assert len(issues) == MAX_NOTES + 1
    assert issues[-1].params == {"count": 10}


BROKEN = {
    "cut off": "<row r='1'><c r='A1'><v>1</v></c></row><row r='2'><c r='B2'><v>1",
    "cell twice": "<row r='2'><c r='B2'><v>1</v></c><c r='B2'><v>2</v></c></row>",
    "no such text": "<row r='2'><c r='B2' t='s'><v>7</v></c></row>",
    "negative text": "<row r='2'><c r='B2' t='s'><v>-1</v></c></row>",
}


@pytest.mark.parametrize("rows", BROKEN.values(), ids=BROKEN)
def test_a_broken_sheet_is_refused_near_the_cell(rows: str) -> None:
    grid, issues = read_grid(workbook_of(rows))
    assert grid is None
    assert [issue.code for issue in issues] == ["workbook_broken_sheet"]
    assert issues[0].origin in {"費用!B2", "費用!A2"}
    assert_worded(issues)


@pytest.mark.parametrize("reference", ["1A", "A0", "AAAA1", "A", "", "A99999999", "A-1", "Ａ１"])
def test_a_reference_to_no_cell_is_refused(reference: str) -> None:
    grid, issues = read_grid(workbook_of(f'<row r="1"><c r="{reference}"><v>1</v></c></row>'))
    assert grid is None
    assert [issue.code for issue in issues] == ["workbook_broken_sheet"]


def test_a_workbook_without_worksheets_is_refused() -> None:
    parts = parts_of()
    parts["xl/workbook.xml"] = "<x/>"
    assert [issue.code for issue in read_grid(zipped(parts))[1]] == ["workbook_without_sheets"]


SHARED = '<c><f t="shared" si="0"/></c>'
BOMBS = {
    "depth": "<a>" * 1_000_000,
    "comment": "<!--" + "< " * 400_000 + "-->",
    "text": "<row><c t='str'><v>" + "x " * 9_000_000 + "</v></c></row>",
    "attributes": "<row " + " ".join(f"a{number}='1'" for number in range(200_000)) + "/>",
    "formulas": f"<row><c><f t='shared' si='0'>{'A1+' * 2_500}1</f></c></row>"
    + "".join(f"<row r='{row}'>{SHARED * 100}</row>" for row in range(2, 99)),
    "cells without content": "".join(f"<row>{'<c/>' * 200}</row>" for _ in range(5000)),
}


@pytest.mark.parametrize("name", BOMBS)
def test_what_would_hold_up_the_parser_ends_with_little_work(name: str) -> None:
    data = zipped(parts_of(BOMBS[name]), zipfile.ZIP_STORED)
    assert guard_workbook(data) == ()
    before = cpu_seconds()
    grid, issues = read_grid(data)
    assert cpu_seconds() - before < MOST_CPU_SECONDS
    assert grid is not None or issues
    assert_worded(issues)


SAMPLE = written_by_xlsxwriter(2, 6)
PARTS = parts_of(
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46387</v></c>'
    '<c r="C1"><f t="shared" si="0" ref="C1:C2">B1+1</f><v>2</v></c></row>'
    '<row r="2"><c r="C2"><f t="shared" si="0"/></c></row>',
    after='<mergeCells><mergeCell ref="A5:B6"/></mergeCells>',
    texts="<si><t>費用</t></si>",
)


def mutated(seed: int) -> bytes:
    """Return a sample with a few bytes changed, in the file or inside one part."""
    chance = random.Random(seed)  # noqa: S311
    parts = dict(PARTS)
    inside = chance.random() < 0.7
    name = chance.choice(sorted(parts))
    content = parts[name]
    data = bytearray(
        (content if isinstance(content, bytes) else content.encode()) if inside else SAMPLE
    )
    for _ in range(chance.choice([1, 2, 8])):
        at = chance.randrange(len(data))
        kind = chance.randrange(4)
        if kind == 0:
            data[at] = chance.randrange(256)
        elif kind == 1:
            del data[at : at + chance.randrange(1, 30)]
        elif kind == 2:
            data[at:at] = chance.choice([b"<", b">", b'"', b"&", b"9" * 30, b"-", b"\0", b"</c>"])
        else:
            other = chance.randrange(len(data))
            data[at:at] = data[other : other + chance.randrange(1, 40)]
        data = data or bytearray(b"x")
    if not inside:
        return bytes(data)
    parts[name] = bytes(data)
    return zipped(parts)


def assert_grid_or_refusal(grid: Grid | None, issues: tuple[Issue, ...]) -> None:
    has_error = any(issue.severity == "error" for issue in issues)
    assert (grid is None) == has_error
    assert_worded(issues)


def test_two_hundred_mutations_end_as_a_grid_or_a_refusal_in_words() -> None:
    ends = []
    for seed in range(200):
        data = mutated(seed)
        grid, issues = read_grid(data)
        assert_grid_or_refusal(grid, issues)
        ends.append(grid is None)
    assert 20 < sum(ends) < 180


def test_mutations_through_the_child_end_as_in_this_process() -> None:
    for seed in range(200, 220):
        data = mutated(seed)
        assert shared_child().call(read_grid, data) == read_grid(data)
