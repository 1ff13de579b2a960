"""The states of the form and its cover: what is stored, and what an office program works out."""

import copy
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from benchmarks.filled_form import filled_form
from rfi.document.form.second.own import STATES
from rfi.document.read import read_document
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import LANGS, Lang, text
from tests.intake.form.writing.kept_forms import kept_forms

Json = dict[str, Any]
# Name of the cover, its columns of a sheet and of its state, and of the answers to the checks.
NAME, STATE, CHECK = 2, 7, 6


def asked() -> Questionnaire:
    return filled_form().asked


def full() -> Json:
    """Return an answer that leaves nothing open."""
    value: Json = copy.deepcopy(dict(filled_form().checked.value or {}))
    (offer,) = value["offers"]
    offer["benefit_lines"] = [
        {"benefit_id": key, "kpi_id": key, "baseline": 30, "target": 20, "evidence": "measured"}
        for key in ("K1", "K2")
    ]
    offer["fit_answers"][1] |= {"cause": "LAW", "cost_item": "I03"}
    return value


def half() -> Json:
    """Return an answer with a missing price, a cause that is not given and an open KPI."""
    value = full()
    (offer,) = value["offers"]
    offer["cost_lines"] = [
        line for line in offer["cost_lines"] if line["line_id"] not in {"S1.B18.I03", "S2.B18.I03"}
    ][1:]
    del offer["fit_answers"][1]["cause"]
    offer["benefit_lines"] = offer["benefit_lines"][:1]
    return value


ANSWERS = {"empty": None, "half": half(), "full": full()}


def rows_of(book: CalamineWorkbook, title: str) -> list[list[Any]]:
    """Return the cells of a sheet from its first row and column on; one that is empty is ""."""
    return book.get_sheet_by_name(title).to_python(skip_empty_area=False)


def results(data: bytes) -> dict[str, object]:
    """Return what stands in every cell of the cover and of the states that holds a formula."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    found: dict[str, object] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for number, title in enumerate(book.sheet_names, 1):
            rows = rows_of(book, title)
            part = parts.read(f"xl/worksheets/sheet{number}.xml").decode()
            for letter, row in re.findall(r'<c r="([A-Z]+)(\d+)"[^>]*><f\b', part):
                column = ord(letter) - ord("A") + 1 if len(letter) == 1 else 0
                if column and (number == 1 or column == NAME):
                    found[f"{title}!{letter}{row}"] = rows[int(row) - 1][column - 1]
    return found


def states(data: bytes, title: str) -> list[str]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells = [row[NAME - 1] for row in rows_of(book, title)[5:]]
    words = {text(f"form.state.{state}", "ja") for state in STATES}
    return [str(cell) for cell in cells if cell in words]


def cover(data: bytes) -> tuple[dict[str, str], list[str]]:
    """Return sheet → state, and the answers to the checks with the last word."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    rows = rows_of(book, book.sheet_names[0])[1:]
    table = {
        row[NAME - 1]: row[STATE - 1]
        for row in rows
        if row[STATE - 1] and isinstance(row[4], int | float)
    }
    checks = [row[CHECK - 1] for row in rows if row[CHECK - 1] and isinstance(row[CHECK - 1], str)]
    return table, [one for one in checks if one != text("form.cover.left", "ja")]


def test_an_empty_form_asks_for_everything_that_must_be_filled() -> None:
    table, checks = cover(write_answer_book(asked()))
    assert table["費用"] == table["要件適合"] == table["提案"] == "未記入"
    assert table["個別明細"] == "—"
    assert checks == ["あと21件", "できています", "あと4件", "あと2件", "あと6件", "まだです"]


def test_a_half_filled_form_says_row_by_row_what_is_open() -> None:
    data = write_answer_book(asked(), half())
    # The first row lacks one of its two scenarios, the last but one both.
    assert states(data, "費用")[:6] == [
        "確認が必要", "記入済", "記入済", "記入済", "未記入", "記入済",
    ]  # fmt: skip
    assert states(data, "要件適合") == ["記入済", "確認が必要"]
    assert states(data, "定量効果") == ["記入済", "未記入"]
    assert cover(data)[1][-1] == "まだです"


def test_a_full_form_may_be_sent() -> None:
    table, checks = cover(write_answer_book(asked(), full()))
    assert set(table.values()) == {"記入済", "—"}
    assert checks == [*["できています"] * 5, "送れます"]


def test_a_price_on_the_detail_sheet_answers_its_rows() -> None:
    value = full()
    (offer,) = value["offers"]
    taken = {"S1.B01.R01", "S1.B02.R01"}
    offer["cost_lines"] = [row for row in offer["cost_lines"] if row["line_id"] not in taken]
    # The bundle of both businesses stands among the details.
    assert set(states(write_answer_book(asked(), value), "費用")) == {"記入済"}
    offer["cost_lines"] = [row for row in offer["cost_lines"] if row["line_id"] != "L1"]
    assert states(write_answer_book(asked(), value), "費用").count("確認が必要") == 2


def test_a_business_that_an_offer_does_not_cover_needs_nothing() -> None:
    value = full()
    (offer,) = value["offers"]
    offer["businesses"] = ["B01", "B02"]
    offer["cost_lines"] = [row for row in offer["cost_lines"] if "B18" not in row["businesses"]]
    found = states(write_answer_book(asked(), value), "費用")
    assert found == ["記入済"] * 4 + ["記入不要"] * 2


@pytest.fixture(scope="module")
def kept(
    soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, tuple[bytes, bytes]]:
    """Return every form as written, and as LibreOffice saves it."""
    return kept_forms(soffice, tmp_path_factory.mktemp("office"), asked(), ANSWERS)


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_office_program_works_out_what_is_stored_and_reads_back_equal(
    kept: Mapping[str, tuple[bytes, bytes]], kind: str, lang: Lang
) -> None:
    data, saved = kept[f"{kind}_{lang}"]
    assert len(results(data)) > 30
    assert results(saved) == results(data)
    before, after = read_document("form.xlsx", data), read_document("form.xlsx", saved)
    assert after.draft == before.draft
    assert after.accounting is not None
    assert after.accounting.named == 0
