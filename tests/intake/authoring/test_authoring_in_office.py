"""The authoring workbook in an office program: it opens, prints, and reads the same when saved."""

import json
from pathlib import Path

import pytest

from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from tests.document.authoring.books import OWN_RFI
from tests.intake.form.test_form_in_office import converted

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.mark.libreoffice
@pytest.mark.parametrize("size", ["small", "large"])
def test_a_workbook_saved_by_an_office_program_reads_the_same(
    soffice: str, tmp_path: Path, size: str
) -> None:
    path = SAMPLES / "responses" / "questionnaire.json"
    value = OWN_RFI if size == "small" else json.loads(path.read_text("utf-8"))
    saved = converted(soffice, write_authoring_book(value), tmp_path, "xlsx")
    found = read_document("saved.xlsx", saved)
    assert found.value == value, found.issues
    assert {issue.severity for issue in found.issues} <= {"note"}


@pytest.mark.libreoffice
def test_the_blank_workbook_opens_and_prints(soffice: str, tmp_path: Path) -> None:
    page = converted(soffice, write_authoring_book(), tmp_path, "pdf")
    assert page.startswith(b"%PDF")
    assert len(page) > 100_000
