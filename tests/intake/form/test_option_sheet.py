"""The sheet of option prices: out with the options, back with the same prices, apart from costs."""

import io
from typing import Any

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from rfi.document.read import Document, read_document
from rfi.intake.form.writer import write_answer_book
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from tests.answers import answer, document, line, questionnaire
from tests.intake.authoring.asked import some, texts
from tests.intake.rules.asked.test_option_rules import OPTIONS, YEN

SHEET, FIRST = "オプション価格", 6


def asking(*options: dict[str, Any]) -> Questionnaire:
    found = document("q.json", {**questionnaire(("I03",)), "options": list(options)})
    assert found.value is not None, found.issues
    return questionnaire_of(found)


ASKED = asking(*OPTIONS)
PRICES = [
    {
        "option_id": "Z01",
        "scenario_id": "S",
        "state": "priced",
        "amount": 5,
        **YEN,
        "note": "試験込",
    },
    {"option_id": "Z02", "scenario_id": "S", "state": "separate"},
]


def written(**changes: Any) -> Document:
    data = write_answer_book(ASKED, answer([line("I03", 60)], option_lines=PRICES))
    book = openpyxl.load_workbook(io.BytesIO(data))
    sheet = book[SHEET]
    assert isinstance(sheet, Worksheet)
    for place, value in changes.items():
        sheet[place].value = value
    stream = io.BytesIO()
    book.save(stream)
    return read_document("回答.xlsx", stream.getvalue())


def test_option_prices_come_back_apart_from_the_costs() -> None:
    found = written()
    assert found.value is not None, [issue.message("ja") for issue in found.issues]
    (offer,) = found.value["offers"]
    assert offer["option_lines"] == PRICES
    assert [row["item"] for row in offer["cost_lines"]] == ["I03"]


def test_a_price_typed_as_people_type_is_read_with_its_cell() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(write_answer_book(ASKED)))[SHEET]
    assert isinstance(sheet, Worksheet)
    keys = {str(cell.value): cell.column_letter for cell in sheet[1] if cell.value}
    found = written(**{f"{keys['amount']}{FIRST}": "１，２００"})
    assert found.value is not None
    assert found.value["offers"][0]["option_lines"][0]["amount"] == 1200
    assert found.origin_of("/offers/0/option_lines/0/amount") == f"{SHEET}!{keys['amount']}{FIRST}"


def test_a_price_under_the_label_of_another_option_is_unanswered() -> None:
    labels = [one["title"] for one in OPTIONS]
    found = check_response(written(D6=labels[1], D7=labels[0]), ASKED)
    assert "label_of_other_row" in {one.code for one in found.issues}
    assert found.value is not None
    assert all("amount" not in row for row in found.value["offers"][0]["option_lines"])


def test_an_amount_alone_is_a_price_and_a_bare_zero_is_none() -> None:
    rows = [
        {"option_id": "Z01", "scenario_id": "S", "amount": 5, **YEN},
        {"option_id": "Z02", "scenario_id": "S", "amount": 0, **YEN},
    ]
    data = write_answer_book(ASKED, answer([], option_lines=rows))
    found = read_document("r.xlsx", data)
    assert found.value is not None
    assert [row.get("state") for row in found.value["offers"][0]["option_lines"]] == [
        "priced",
        None,
    ]


def test_a_form_without_options_has_no_such_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_answer_book(asking())))
    assert SHEET not in book.sheetnames


@st.composite
def prices(draw: st.DrawFn) -> list[dict[str, Any]]:
    rows = []
    for one in OPTIONS:
        for _ in range(draw(st.integers(0, 2))):
            row: dict[str, Any] = {"option_id": one["option_id"], "scenario_id": "S"}
            if draw(st.booleans()):
                row |= {"state": "priced", "amount": draw(st.integers(1, 10**9) | st.just(0.5))}
                row |= some(draw, dict(YEN), months=st.integers(1, 120))
            else:
                row["state"] = draw(st.sampled_from(("separate", "out_of_scope", "free")))
            rows.append(some(draw, row, note=texts()))
    return rows


@settings(max_examples=20, deadline=None)
@given(prices())
def test_any_prices_come_back_equal(rows: list[dict[str, Any]]) -> None:
    value = answer([])
    if rows:
        value["offers"][0]["option_lines"] = rows
    assert read_document("back.xlsx", write_answer_book(ASKED, value)).value == value
