"""The states of the form and its cover: what is stored, and what an office program works out."""

import copy
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from benchmarks.filled_form import filled_form
from rfi.document.form.second.own import STATES
from rfi.document.read import read_document
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import LANGS, Lang, text
from tests.intake.form.test_form_in_office import converted

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


def results(data: bytes) -> dict[str, object]:
    """Return what stands in every cell of the cover and of the states that holds a formula."""
    shown = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    formulas = openpyxl.load_workbook(io.BytesIO(data))
    found: dict[str, object] = {}
    for number, sheet in enumerate(formulas.worksheets):
        for row in sheet.iter_rows():
            for cell in row:
                is_state = number == 0 or cell.column == NAME
                if is_state and str(cell.value).startswith("="):
                    value = shown[sheet.title][cell.coordinate].value
                    found[f"{sheet.title}!{cell.coordinate}"] = value or ""
    return found


def states(data: bytes, title: str) -> list[str]:
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[title]
    cells = [sheet.cell(row, 2).value for row in range(6, sheet.max_row + 1)]
    words = {text(f"form.state.{state}", "ja") for state in STATES}
    return [str(cell) for cell in cells if cell in words]


def cover(data: bytes) -> tuple[dict[str, str], list[str]]:
    """Return sheet → state, and the answers to the checks with the last word."""
    sheet = openpyxl.load_workbook(io.BytesIO(data), data_only=True).worksheets[0]
    rows = list(sheet.iter_rows(min_row=2))
    table = {
        str(row[NAME - 1].value): str(row[STATE - 1].value)
        for row in rows
        if row[STATE - 1].value and isinstance(row[4].value, int)
    }
    checks = [str(row[CHECK - 1].value) for row in rows if isinstance(row[CHECK - 1].value, str)]
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


@pytest.mark.libreoffice
@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("kind", ANSWERS)
def test_an_office_program_works_out_what_is_stored_and_reads_back_equal(
    soffice: str, tmp_path: Path, kind: str, lang: Lang
) -> None:
    data = write_answer_book(asked(), ANSWERS[kind], lang)
    saved = converted(soffice, data, tmp_path, "xlsx")
    assert len(results(data)) > 30
    assert results(saved) == results(data)
    before, after = read_document("form.xlsx", data), read_document("form.xlsx", saved)
    assert after.draft == before.draft
    assert after.accounting is not None
    assert after.accounting.named == 0
