"""The code of a procedure may be chosen or typed by its title, wherever it stands in the form."""

import io
from typing import Any

import openpyxl
import pytest

from rfi.document.read import Document, read_document
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from tests.answers import answer, document, line, questionnaire

CASES = {"basis": "per_case", "procedure_id": "P01", "frequency": "yearly"}
TITLES = {"P01": "転入届", "P02": "転出届", "P03": "印鑑登録・廃止"}


def asked() -> Questionnaire:
    value = questionnaire(volumes=[{"procedure_id": "P01", "annual_cases": 1_000}])
    value["procedures"] = [
        {"procedure_id": code, "business": "B01", "title": title} for code, title in TITLES.items()
    ]
    value["kpis"] = [
        {
            "kpi_id": "K1",
            "business": "B01",
            "title": "待ち時間",
            "unit": "minutes",
            "beneficiary": "resident",
            "direction": "decrease",
        }
    ]
    return questionnaire_of(document("q.json", value))


def typed(sheet_of_code: str, words: str) -> Document:
    """Return the form of an answer in which the title of its procedure was typed over."""
    lines = [line("I03", 5), line("R01", 100, **CASES, line_id="own")]
    benefits: list[dict[str, Any]] = [
        {"benefit_id": "b", "kpi_id": "K1", "business": "B01",
         "procedure": {"procedure_id": "P01"}},
    ]  # fmt: skip
    made = answer(lines, benefit_lines=benefits)
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(asked(), made)))
    cells = [cell for row in book[sheet_of_code].iter_rows() for cell in row]
    (found,) = [cell for cell in cells if cell.value == "転入届"]
    found.value = words
    handle = io.BytesIO()
    book.save(handle)
    return read_document("a.xlsx", handle.getvalue())


def codes_in(found: Document) -> set[object]:
    draft: Any = found.draft
    (offer,) = draft["offers"]
    lines = [row.get("procedure_id") for row in offer["cost_lines"]]
    return {*lines, *(row["procedure"]["procedure_id"] for row in offer["benefit_lines"])} - {None}


def sheets_with_codes() -> list[str]:
    made = write_answer_book(asked(), answer([line("R01", 1, **CASES, line_id="own")]))
    book = openpyxl.load_workbook(io.BytesIO(made))
    return [
        sheet.title
        for sheet in book.worksheets
        if any(cell.value and "procedure_id" in str(cell.value) for cell in sheet[1])
    ]


@pytest.mark.parametrize("sheet", ["個別明細", "定量効果"])
@pytest.mark.parametrize(
    ("words", "code", "is_noted"),
    [
        ("P02", "P02", False),
        ("P02：転出届", "P02", False),
        ("転出届", "P02", False),
        (" 転出届 ", "P02", False),
        ("印鑑登録・廃止", "P03", False),
        ("P02 転出届", "P02", True),
        ("Ｐ０２　転出届", "P02", True),
    ],
)
def test_a_title_or_a_choice_stands_for_the_code(
    sheet: str,
    words: str,
    code: str,
    is_noted: bool,  # noqa: FBT001
) -> None:
    found = typed(sheet, words)
    assert code in codes_in(found)
    notes = [issue for issue in found.issues if issue.code == "cell_reinterpreted"]
    assert bool([one for one in notes if code in one.message("ja")]) == is_noted


@pytest.mark.parametrize("sheet", ["個別明細", "定量効果"])
def test_of_an_unknown_title_the_nearest_are_named(sheet: str) -> None:
    found = typed(sheet, "転入の届")
    (told,) = [issue for issue in found.issues if issue.code == "title_unknown"]
    assert "転入届（P01）" in told.message("ja")
    assert "：" not in "".join(map(str, told.params["near"]))  # type: ignore[call-overload]
    assert sheet in told.origin


def test_every_column_of_the_code_offers_the_titles() -> None:
    assert len(sheets_with_codes()) >= 3
    made = write_answer_book(asked(), answer([line("I03", 5)]))
    book = openpyxl.load_workbook(io.BytesIO(made))
    listed = {cell.value for row in book["_lists"].iter_rows() for cell in row}
    assert set(TITLES.values()) <= listed
    for title in sheets_with_codes():
        sources = [one.formula1 for one in book[title].data_validations.dataValidation]
        assert any("_lists!" in str(source) for source in sources)
