"""The authoring workbook as written: a questionnaire comes back from it as it went in."""

import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.workbook import Workbook

from rfi.document.read import parse_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.authoring.standard import standard_lists
from rfi.intake.authoring.widths import paper_of
from rfi.schema.check import check_schema
from rfi.schema.codelists import codelist_names, load_codelist
from rfi.text.wording import LANGS, Lang
from tests.document.authoring.books import (
    COVER,
    FIRST,
    HEAD,
    ITEMS,
    NAME,
    OWN_RFI,
    REQUIREMENTS,
    cover_row,
)
from tests.intake.authoring.asked import questionnaires

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
FILES = (
    SAMPLES / "responses" / "questionnaire.json",
    SAMPLES / "invalid" / "questionnaire.json",
    *sorted((SAMPLES / "published").glob("*questionnaire*.json")),
)
LARGE = FILES[0]


def sample(path: Path = LARGE) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return value


def opened(data: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def filled_in() -> Workbook:
    """Return the blank workbook with what an RFI must say itself."""
    made = opened(write_authoring_book())
    sheet = made[COVER]
    for label, value in (("調査票名", "試験のRFI"), ("価格の基準年度", 2026), ("参照レート", 150)):
        sheet.cell(cover_row(sheet, label), 4).value = value
    return made


def parsed(made: Workbook) -> dict[str, Any]:
    stream = io.BytesIO()
    made.save(stream)
    found = parse_document(NAME, stream.getvalue())
    assert found.value is not None, found.issues
    return dict(found.value)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_questionnaire_of_the_samples_comes_back_without_a_word(path: Path, lang: Lang) -> None:
    found = parse_document(NAME, write_authoring_book(sample(path), lang))
    assert found.value == sample(path)
    assert found.issues == ()


def test_an_rfi_of_three_businesses_comes_back() -> None:
    assert check_schema(OWN_RFI, "questionnaire") == ()
    found = parse_document(NAME, write_authoring_book(OWN_RFI))
    assert found.value == OWN_RFI
    # A cost item that nobody is asked for is told.
    assert {issue.code for issue in found.issues} == {"author_item_asked_nowhere"}


@given(questionnaires())
@settings(max_examples=40)
def test_any_questionnaire_comes_back_from_its_workbook(value: dict[str, Any]) -> None:
    assert check_schema(value, "questionnaire") == ()
    found = parse_document(NAME, write_authoring_book(value))
    assert found.value == value, found.issues
    assert {issue.severity for issue in found.issues} <= {"note"}


def test_the_order_in_which_a_cost_is_asked_says_nothing() -> None:
    given_in = {**sample(), "cost_questions": list(reversed(sample()["cost_questions"]))}
    found = parse_document(NAME, write_authoring_book(given_in))
    assert found.value == sample()


def test_the_same_questionnaire_gives_the_same_bytes() -> None:
    assert write_authoring_book(OWN_RFI) == write_authoring_book(OWN_RFI)


def test_a_new_workbook_asks_only_for_what_an_rfi_must_say_itself() -> None:
    found = parse_document(NAME, write_authoring_book())
    missing = {issue.message("ja") for issue in found.issues}
    assert {issue.code for issue in found.issues} == {"schema_required"}
    assert len(missing) == 3
    assert all(issue.place("ja").startswith(f"{COVER}!D") for issue in found.issues)


def test_a_new_workbook_holds_the_standard_lists_ready_to_be_used() -> None:
    found = parsed(filled_in())
    asked = sample()
    for key in ("scenarios", "cost_questions", "procedures", "requirements", "kpis"):
        assert found[key] == asked[key]
    titles = [row["title"] for row in found["businesses"]]
    assert titles == [row["ja"] for row in load_codelist("businesses").rows.values()]
    assert [row["item"] for row in found["cost_items"]] == list(load_codelist("cost_items").codes)
    assert "架空" not in json.dumps(standard_lists(), ensure_ascii=False)


def test_an_rfi_of_fewer_businesses_is_made_by_clearing_circles() -> None:
    made = filled_in()
    sheet = made["業務"]
    for row in range(FIRST, sheet.max_row + 1):
        if sheet.cell(row, 3).value not in {None, "介護保険", "共通"}:
            sheet.cell(row, 2).value = None
    found = parsed(made)
    assert [row["business"] for row in found["businesses"]] == ["B11", "COM"]
    assert {row["business"] for row in found["requirements"]} == {"B11", "COM"}
    assert all(set(row["businesses"]) <= {"B11", "COM"} for row in found["cost_questions"])


def choices(made: Workbook) -> set[str]:
    lists = made["_lists"]
    return {str(cell.value) for row in lists.iter_rows() for cell in row if cell.value}


def test_dropdowns_offer_titles_and_never_a_code() -> None:
    made = opened(write_authoring_book())
    codes = {code for name in codelist_names() for code in load_codelist(name).codes}
    titles = {row["ja"] for name in codelist_names() for row in load_codelist(name).rows.values()}
    assert choices(made) <= titles | {"○"}
    assert not choices(made) & (codes - titles)
    for sheet in made.worksheets[1:-1]:
        assert sheet.data_validations.dataValidation, sheet.title


def test_a_row_with_a_long_text_is_read_at_a_glance_and_many_stand_on_a_page() -> None:
    made = opened(write_authoring_book(sample(SAMPLES / "responses" / "questionnaire.json")))
    for sheet in made.worksheets[1:-1]:
        heights = [sheet.row_dimensions[row].height for row in range(HEAD + 2, HEAD + 12)]
        # Six lines, where a question has its explanation and its choices beside each other.
        assert max(height or 0 for height in heights) <= 90, sheet.title


def test_every_sheet_keeps_its_headings_and_prints_in_landscape() -> None:
    made = opened(write_authoring_book())
    # Sheets with an explanation in every row go on A3: on A4 two rows would fill a page.
    papers = {sheet.title: sheet.page_setup.paperSize for sheet in made.worksheets[1:-1]}
    assert {title for title, paper in papers.items() if paper == 8} == {
        *("費目", "効果指標", "非機能")
    }
    assert set(papers.values()) == {8, 9}
    for sheet in made.worksheets[1:-1]:
        assert sheet.freeze_panes is not None
        assert sheet.freeze_panes.endswith(str(HEAD + 1))
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows == f"${HEAD - 1}:${HEAD}"
        assert sheet.page_setup.fitToHeight in {0, None, 2}


def test_whatever_is_written_below_the_empty_rows_is_printed_and_offered_choices() -> None:
    made = opened(write_authoring_book())
    for sheet in made.worksheets[1:-1]:
        assert not sheet.print_area
        checks = sheet.data_validations.dataValidation
        last = max(max(area.max_row for area in one.sqref.ranges) for one in checks)
        assert last == 1999


def test_more_columns_than_can_be_read_on_a4_go_on_a3() -> None:
    many = sample(SAMPLES / "responses" / "questionnaire.json")
    many["businesses"] += [{"business": f"N{n:02d}", "title": f"業務{n}"} for n in range(1, 31)]
    made = opened(write_authoring_book(many))
    assert (made[ITEMS].page_setup.paperSize, made[REQUIREMENTS].page_setup.paperSize) == (8, 9)
    assert paper_of([100]) == 9


def test_every_column_says_whether_it_must_be_filled_and_in_which_unit() -> None:
    sheet = opened(write_authoring_book())["共同利用パターン"]
    heads = {
        str(cell.value): sheet.cell(HEAD - 1, cell.column or 1).value for cell in sheet[HEAD][1:]
    }
    assert heads["1市の人口\n[人]"] == "必須"
    assert heads["1市の世帯数\n[世帯]"] == "任意"
    assert set(heads.values()) == {"必須", "任意"}
    assert [cell.value for cell in sheet[HEAD + 1][1:3]] == ["例", "35万人・単独"]
