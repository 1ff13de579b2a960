"""The answer form in an office program: it opens, and its sums are what the amounts say."""

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest

from rfi.document.read import read_document
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from tests.answers import answer, document, line, questionnaire
from tests.office import saved_by_office
from tests.pdf_words import page_words

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def sums_of(data: bytes) -> dict[str, float]:
    """Return the sums below the amounts of the first scenario, by their heading."""
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)["費用"]
    rows = list(sheet.iter_rows(values_only=True))
    column = rows[0].index("amount@S")
    return {
        str(row[1]).partition("の合計")[0]: float(str(row[column] or 0))
        for row in rows
        if "の合計（千円" in str(row[1])
    }


LINES = [
    line("I03", 1200, line_id="S.B01.I03", unit="thousand", accepted_on="2027-03-25"),
    line("I09", 3_500_000, line_id="S.B01.I09", accepted_on="2027-03-25"),
    line("R01", 85, line_id="S.B01.R01", unit="thousand"),
    line("R02", 2, line_id="S.B01.R02", unit="million", frequency="yearly"),
    line("R07", 900, line_id="S.B01.R07", currency="USD"),
    line(
        "R05", line_id="S.B01.R05", state="separate", unit=..., currency=..., tax=..., frequency=...
    ),
]


def summed() -> bytes:
    """Return a form whose sums are said to come to what they do not."""
    items = ("I03", "I09", "R01", "R02", "R05", "R07")
    asked = questionnaire_of(document("q.json", questionnaire(items)))
    data = write_answer_book(asked, answer(LINES))
    assert set(sums_of(data).values()) == {0.0}  # as written, never calculated
    planted = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(planted, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if "worksheets" in name:
                part = re.sub(rb"(<f>SUMPRODUCT[^<]*</f>)<v>0</v>", rb"\1<v>777</v>", part)
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    assert set(sums_of(planted.getvalue()).values()) == {777.0}
    return planted.getvalue()


def short() -> bytes:
    asked = questionnaire_of(document("q.json", questionnaire(("I03", "R01"))))
    return write_answer_book(asked, answer([LINES[0], LINES[2]]))


@pytest.fixture(scope="module")
def saved(soffice: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the forms that LibreOffice saves, by what is held of them."""
    books = {"summed": summed(), "short": short()}
    return saved_by_office(soffice, books, tmp_path_factory.mktemp("saved"))


@pytest.mark.libreoffice
def test_the_sums_of_the_form_recalculate_in_thousand_yen_by_frequency(
    saved: dict[str, bytes],
) -> None:
    found = sums_of(saved["summed"])
    assert found == {"一時": 4700.0, "月額": 85.0, "年額": 2000.0, "期間総額": 0.0}


def asked_of(name: str) -> Questionnaire:
    if name == "sample":
        path = SAMPLES / "responses" / "questionnaire.json"
        return questionnaire_of(read_document(path.name, path.read_bytes()))
    items = ("I03", "I04", "I05", "I07", "I10", "R01", "R02", "R07")
    return questionnaire_of(document("q.json", questionnaire(items, ("B01", "B02", "B03"))))


SIZES = ("small", "sample")
# Sheets to which vendors add rows, with a column of each.
ADDED = {
    "個別明細": "note", "段階単価": "amount", "束価格の比": "weight", "値引": "note",
    "貴社の合計": "note", "見積の前提": "text",
}  # fmt: skip


def filled_to_the_last_row(data: bytes) -> tuple[bytes, set[str]]:
    """Return a form with words in its last row of every sheet of rows to add, and the words."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    said = {str(7100 + number) for number in range(len(ADDED))}
    for (title, key), words in zip(ADDED.items(), sorted(said), strict=True):
        sheet = book[title]
        column = next(cell.column for cell in sheet[1] if cell.value == key)
        sheet.cell(sheet.max_row, column).value = words
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue(), said


def sheet_of(page: str) -> str:
    """Return the sheet that a page is of: its header names it."""
    return page.partition("参考見積")[0].rpartition("-")[2].strip()


@pytest.fixture(scope="module")
def printed(
    soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, tuple[list[str], set[str]]]:
    """Return the pages of a small and of a large form, and the words in their last rows."""
    made = {one: filled_to_the_last_row(write_answer_book(asked_of(one))) for one in SIZES}
    books = {name: data for name, (data, _) in made.items()}
    pages = saved_by_office(soffice, books, tmp_path_factory.mktemp("printed"), "pdf")
    return {name: (page_words(pages[name]), said) for name, (_, said) in made.items()}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", SIZES)
def test_a_form_prints_every_row_and_shares_its_rows_out(
    printed: dict[str, tuple[list[str], set[str]]], name: str
) -> None:
    pages, said = printed[name]
    assert said <= {word for page in pages for word in page.split("\n")}
    costs = [page for page in pages if sheet_of(page) == "費用"]
    rows = [page.count("未記入") for page in costs]
    assert min(rows) * 2 >= max(rows)
    assert all("包含先の費目" in page for page in costs)
    assert costs[-1].replace("\n", "").count("税は見積のまま") == 4
    details = [page for page in pages if sheet_of(page) == "個別明細"]
    assert all("包含先の費目" in page for page in details)


@pytest.mark.libreoffice
def test_a_form_saved_by_an_office_program_reads_the_same(saved: dict[str, bytes]) -> None:
    found = read_document("saved.xlsx", saved["short"])
    assert found.value is not None
    assert found.value == read_document("form.xlsx", short()).value
