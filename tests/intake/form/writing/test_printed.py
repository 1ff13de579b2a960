"""The form on paper: at least eight points, nothing cut, nothing empty, headings on every page."""

import io
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.form.marks import GRID
from rfi.document.form.rows import INNER, LINE_ID
from rfi.document.form.second.layout import PRINTED
from rfi.document.read import read_document
from rfi.intake.form.choices import Choices
from rfi.intake.form.page import text_lines
from rfi.intake.form.table_rules import colours_of
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.text.wording import LANGS, Lang
from tests.answers import document, questionnaire

SAMPLE = Path(__file__).resolve().parents[4] / "samples" / "responses" / "questionnaire.json"
# Pixels between the margins: A3 and A4 lying, A4 standing. A width counts digits of 7 pixels.
PAGES = {("8", "landscape"): 1490, ("9", "landscape"): 1024, ("9", "portrait"): 700}
LEAST, LINE = 8.0, 12.0


def many_scenarios() -> dict[str, Any]:
    value = questionnaire()
    value["scenarios"] = [
        {**value["scenarios"][0], "scenario_id": f"S{n}", "title": f"人口{n}万人・単独"}
        for n in range(1, 21)
    ]
    value["default_scenario_id"] = "S1"
    return value


def asked(name: str) -> Questionnaire:
    if name == "sample":
        return questionnaire_of(read_document(SAMPLE.name, SAMPLE.read_bytes()))
    return questionnaire_of(document("q.json", many_scenarios()))


@cache
def sheets(name: str, lang: Lang) -> tuple[Worksheet, ...]:
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(asked(name), None, lang)))
    return tuple(sheet for sheet in book.worksheets if sheet.sheet_state == "visible")


def area(sheet: Worksheet) -> tuple[int, int, int, int]:
    """Return (first column, first row, last column, last row) of what is printed."""
    found = range_boundaries(str(sheet.print_area).rpartition("!")[2])
    return tuple(int(one or 0) for one in found)  # type: ignore[return-value]


def widths(sheet: Worksheet) -> dict[int, float]:
    found: dict[int, float] = {}
    dimensions: Any = sheet.column_dimensions.values()
    for one in dimensions:
        for column in range(one.min, one.max + 1):
            found[column] = 0 if one.hidden else one.width
    return found


def scale(sheet: Worksheet) -> float:
    """Return by how much a sheet is reduced so that its columns fill one page across."""
    first, _, last, _ = area(sheet)
    # The file keeps a width with 5 pixels of padding in digits.
    pixels = sum(7 * (widths(sheet)[column] - 5 / 7) + 5 for column in range(first, last + 1))
    page = PAGES[str(sheet.page_setup.paperSize), str(sheet.page_setup.orientation)]
    return min(1.0, page / pixels)


def printed_cells(sheet: Worksheet) -> Iterator[Any]:
    first, top, last, bottom = area(sheet)
    yield from (
        cell
        for row in sheet.iter_rows(top, bottom, first, last)
        for cell in row
        if cell.value is not None and not sheet.row_dimensions[cell.row].hidden
    )


ROUNDS = [(name, lang) for name in ("sample", "many") for lang in LANGS]


@pytest.mark.parametrize(("name", "lang"), ROUNDS)
def test_every_text_is_printed_in_eight_points_or_more(name: str, lang: Lang) -> None:
    small = {
        f"{sheet.title}!{cell.coordinate}"
        for sheet in sheets(name, lang)
        for cell in printed_cells(sheet)
        if cell.font.sz * scale(sheet) < LEAST
    }
    assert small == set()


@pytest.mark.parametrize(("name", "lang"), ROUNDS)
def test_every_sheet_fits_its_page_across_repeats_its_headings_and_says_what_it_is(
    name: str, lang: Lang
) -> None:
    for number, sheet in enumerate(sheets(name, lang)):
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.page_setup.fitToWidth in {None, 1}
        # The cover is one page; elsewhere rows run on, unless few of them would be left over.
        assert sheet.page_setup.fitToHeight in ({0, None, 2} if number else {None})
        assert bool(sheet.print_title_rows) is (number > 0)
        header: Any = sheet.oddHeader
        footer: Any = sheet.oddFooter
        assert header.left.text.endswith("&A")
        assert header.right.text
        assert footer.center.text == "&P/&N"
        assert {cell.font.name for cell in printed_cells(sheet)} == {"BIZ UDPGothic"}


@pytest.mark.parametrize(("name", "lang"), ROUNDS)
def test_the_cover_is_one_page(name: str, lang: Lang) -> None:
    sheet = sheets(name, lang)[0]
    _, top, _, bottom = area(sheet)
    points = sum(sheet.row_dimensions[row].height or 15 for row in range(top, bottom + 1))
    assert scale(sheet) == 1
    assert points <= 730  # A4 standing between its margins


@pytest.mark.parametrize(("name", "lang"), ROUNDS)
def test_no_label_is_cut_by_the_height_of_its_row(name: str, lang: Lang) -> None:
    cut = []
    for sheet in sheets(name, lang):
        merged = {area.start_cell.coordinate: area for area in sheet.merged_cells.ranges}
        for cell in printed_cells(sheet):
            if not isinstance(cell.value, str) or cell.value.startswith("="):
                continue
            span = merged.get(cell.coordinate)
            columns = range(cell.column, (span.max_col if span else cell.column) + 1)
            room = sum(widths(sheet)[column] for column in columns)
            height = sheet.row_dimensions[cell.row].height or 15
            is_open = cell.row < 4 and not span  # a title runs over the cells beside it
            if not is_open and text_lines(cell.value, room) * LINE > height + 1:
                cut.append(f"{sheet.title}!{cell.coordinate}")
    assert cut == []


def test_more_scenarios_than_a_page_holds_take_another_cost_sheet_of_the_same_rows() -> None:
    found = [sheet for sheet in sheets("many", "ja") if sheet.title.startswith("費用")]
    assert len(found) == 3
    ids = [[sheet.cell(row, 1).value for row in range(6, 9)] for sheet in found]
    assert ids[0] == ids[1] == ids[2]
    amounts = [
        str(cell.value) for sheet in found for cell in sheet[1] if "amount@" in str(cell.value)
    ]
    assert amounts == [f"amount@S{n}" for n in range(1, 21)]


@pytest.mark.parametrize("name", ["sample", "many"])
def test_every_row_that_can_be_filled_is_printed(name: str) -> None:
    for sheet in sheets(name, "ja")[1:]:
        first, top, last, bottom = area(sheet)
        open_rows = {
            int(cell.row or 0)
            for row in sheet.iter_rows(min_col=first, max_col=last)
            for cell in row
            if not cell.protection.locked
        }
        assert open_rows <= set(range(top, bottom + 1)), sheet.title
        # A row inserted below the last one stands within the area, which grows with it.
        if sheet.protection.insertRows is False:
            assert max(open_rows) < bottom


@pytest.mark.parametrize("lang", LANGS)
def test_rows_to_type_into_become_as_high_as_their_words(lang: Lang) -> None:
    sheet = next(one for one in sheets("sample", lang) if one.protection.insertRows is False)
    rows = range(6, area(sheet)[3])
    assert len(rows) == 30
    assert {sheet.row_dimensions[row].height for row in rows} == {None}


@pytest.mark.parametrize("lang", LANGS)
def test_rows_may_be_inserted_on_the_detail_sheet_alone(lang: Lang) -> None:
    allowed = {
        sheet.title for sheet in sheets("sample", lang) if sheet.protection.insertRows is False
    }
    assert allowed == {{"ja": "個別明細", "en": "Detail lines"}[lang]}
    assert all(sheet.protection.sheet for sheet in sheets("sample", lang))


@pytest.mark.parametrize("table", [table for table in PRINTED if table != GRID])
def test_whatever_a_row_must_say_stands_among_the_columns_that_are_printed(table: str) -> None:
    musts = {
        key
        for colour in colours_of(table, Choices(asked("sample"), "ja"))
        if colour.look == "must"
        for key in (colour.first, colour.last)
    }
    own = {LINE_ID} if table in INNER else set()
    assert musts <= own.union(PRINTED[table])
