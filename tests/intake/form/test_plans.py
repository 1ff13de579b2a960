"""Several plans of one vendor in one form: each an offer of its own, those left blank left out."""

import io
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.read import read_document
from rfi.evaluation.evaluation import evaluate
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.chosen import Chosen
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from tests.answers import answer, collect, document, line, questionnaire


def asking(**root: Any) -> Questionnaire:
    found = document("q.json", {**questionnaire(("I03",)), **root})
    assert found.value is not None, found.issues
    return questionnaire_of(found)


PLANS = asking(plans=5)


def test_a_form_of_five_plans_has_a_cost_sheet_for_each() -> None:
    names = openpyxl.load_workbook(io.BytesIO(write_answer_book(PLANS))).sheetnames
    assert [name for name in names if name.startswith("費用")] == [f"費用 {n}" for n in range(1, 6)]


def test_plans_that_nobody_wrote_into_are_no_offers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(PLANS)))
    sheet = book["提案"]
    assert isinstance(sheet, Worksheet)
    rows = {str(row[0].value): at for at, row in enumerate(sheet.iter_rows(), start=1)}
    columns = {str(cell.value): at for at, cell in enumerate(sheet[1], start=1)}
    given: dict[str, str | int] = {
        "response_id": "v", "vendor.vendor_id": "v", "vendor.name": "架空",
        "offers.offer_id": "A", "offers.title": "案1", "offers.go_live_on": "2027-04-01",
        "offers.contract_months": 60,
    }  # fmt: skip
    for row_id, value in given.items():
        sheet.cell(rows[row_id], columns["value@0"]).value = value
        if row_id.startswith("offers."):
            second: dict[str, str | int] = {"offers.offer_id": "B", "offers.title": "案2"}
            sheet.cell(rows[row_id], columns["value@1"]).value = second.get(row_id, value)
    stream = io.BytesIO()
    book.save(stream)
    found = read_document("r.xlsx", stream.getvalue())
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    assert [offer["title"] for offer in found.value["offers"]] == ["案1", "案2"]


def test_every_plan_has_a_letter_and_a_total_of_its_own() -> None:
    value = answer([line("I03", 60)])
    second = {**value["offers"][0], "offer_id": "B", "title": "案2"}
    second["cost_lines"] = [{**second["cost_lines"][0], "amount": 90}]
    value["offers"].append(second)
    round_ = evaluate(collect({**questionnaire(("I03",)), "plans": 2}, value), Chosen())
    assert [(offer.place, offer.bound.shown) for offer in round_.costs.offers] == [(0, 60), (1, 90)]


def test_stages_and_facts_of_the_cover_come_with_the_form() -> None:
    asked = questionnaire(("I03",))
    asked["businesses"][0]["wished_go_live_on"] = "2027-10-01"
    asked |= {
        "deadline_on": "2026-10-30", "deadline_time": "17:00", "reply_by": "電子メール",
        "contact": {"department": "企画課", "phone": "00-0000"}, "wished_months": 60,
    }  # fmt: skip
    made = asking(**asked)
    stages = [{"business": "B01", "go_live_on": "2027-10-01"}]
    value = answer([], go_live_stages=stages)
    data = write_answer_book(made, value)
    cover = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    shown = {str(row[1].value): str(row[2].value) for row in cover.iter_rows(4, 12)}
    assert shown["いつまでに"] == "2026年10月30日（金） 17:00まで"
    assert "電子メール" in shown["どこへ"]
    assert shown["問合せ先"] == "企画課 00-0000"
    assert shown["希望する契約の長さ"] == "60か月"
    found = read_document("r.xlsx", data)
    assert found.value == value
    assert found.accounting is not None
    assert found.accounting.named == 0


@pytest.mark.parametrize("members", [[300_000, 400_000], [350_000, 350_000]])
def test_members_of_different_sizes_are_as_many_as_there_are_cities(members: list[int]) -> None:
    assert asking(**questionnaire(("I03",), cities=2, member_populations=members)).scenarios


@pytest.mark.parametrize("members", [[300_000, 500_000], [350_000] * 3])
def test_members_that_contradict_their_scenario_are_told(members: list[int]) -> None:
    found = document("q.json", questionnaire(("I03",), cities=2, member_populations=members))
    assert [one.code for one in found.issues] == ["members_contradict"]
