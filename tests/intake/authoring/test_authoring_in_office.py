"""The authoring workbook in an office program: it opens, prints, and reads the same when saved."""

import json
from pathlib import Path

import pytest

from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from tests.document.authoring.books import OWN_RFI
from tests.office import saved_by_office

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


VALUES = {
    "small": OWN_RFI,
    "large": json.loads((SAMPLES / "responses" / "questionnaire.json").read_text("utf-8")),
}


@pytest.fixture(scope="module")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    books = {size: write_authoring_book(value) for size, value in VALUES.items()}
    return saved_by_office(soffice, books, tmp_path_factory.mktemp("office"))


@pytest.mark.libreoffice
@pytest.mark.parametrize("size", VALUES)
def test_a_workbook_saved_by_an_office_program_reads_the_same(
    saved: dict[str, bytes], size: str
) -> None:
    found = read_document("saved.xlsx", saved[size])
    assert found.value == VALUES[size], found.issues
    assert {issue.severity for issue in found.issues} <= {"note"}


@pytest.mark.libreoffice
def test_the_blank_workbook_opens_and_prints(soffice: str, tmp_path: Path) -> None:
    page = saved_by_office(soffice, {"blank": write_authoring_book()}, tmp_path, "pdf")["blank"]
    assert page.startswith(b"%PDF")
    assert len(page) > 100_000
