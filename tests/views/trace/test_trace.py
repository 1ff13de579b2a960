import json
import math

import openpyxl
import pytest

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import collect_answers
from rfi.compare.round.basis import CostBasis
from rfi.document.read import Document, read_document
from rfi.normalize.cost.steps import STEPS
from rfi.views.look.reading import Reading
from rfi.views.trace.ledger import view_ledger
from rfi.views.trace.lines import NO_LINE, filtered, trace_cells
from rfi.views.trace.original import view_original
from rfi.views.trace.trace import view_trace
from tests.answers import answer, collect, line, questionnaire
from tests.views.rounds import SAMPLES, evaluated, given, round_of


def laid_out(folder: str) -> tuple[CostBasis, Comparison]:
    found = evaluated(round_of(folder))
    return found.basis, found.costs


def at(pointer: str, document: Document) -> object:
    value: object = document.value
    for part in pointer.split("/")[1:]:
        assert isinstance(value, dict | list)
        value = value[int(part)] if isinstance(value, list) else value[part]
    return value


def test_the_lines_of_every_offer_sum_to_its_total() -> None:
    basis, comparison = laid_out("responses")
    for index, offer in enumerate(comparison.offers):
        cells = trace_cells(basis, comparison, index, Reading("ja"))
        total = math.fsum(cell.amount or 0 for cell in cells)
        assert total == pytest.approx(offer.totals.nominal_jpy, abs=0.01)


def test_every_line_points_to_its_own_place_in_the_file() -> None:
    basis, comparison = laid_out("responses")
    documents = {response.document.name: response.document for response in basis.tables.responses}
    for index in range(len(comparison.offers)):
        for cell in trace_cells(basis, comparison, index, Reading("ja"))[::40]:
            found = at(cell.pointer, documents[cell.document])
            assert isinstance(found, dict)
            assert found["item"] == cell.item
            assert "+".join(found["businesses"]) == cell.business


def test_a_dollar_line_is_followed_step_by_step_to_its_yen() -> None:
    basis, comparison = laid_out("published")
    cell = filtered(trace_cells(basis, comparison, 1, Reading("ja")), "COM", "R07")[-1]
    table = view_ledger(given(basis=basis, costs=comparison), Reading("ja"), cell)
    assert table is not None
    values = {row.key: [c.value for c in row.cells[1:]] for row in table.rows if row.cells}
    assert values["fx_rate"] == [115.0] * 5
    assert math.fsum(v or 0 for v in values["compared"]) == pytest.approx(1_022_500_843, abs=1)
    headings = [row for row in table.rows if row.level == "section"]
    assert [row.key for row in headings] == [step.name for step in STEPS]
    assert "115" in headings[1].note
    assert "出典" in headings[1].note


def test_the_original_line_is_shown_as_the_vendor_wrote_it() -> None:
    basis, comparison = laid_out("published")
    cell = filtered(trace_cells(basis, comparison, 1, Reading("ja")), "COM", "R07")[-1]
    words = {
        row.key: row.cells[0].text
        for row in view_original(given(basis=basis), Reading("ja"), cell).rows
    }
    written = json.loads((SAMPLES / "published" / "pilot_response.json").read_text("utf-8"))
    assert words["file"] == "pilot_response.json"
    assert words["pointer"] == "提案の2件目 ＞ 費用明細の10件目（/offers/1/cost_lines/9）"
    assert words["note"] == written["offers"][1]["cost_lines"][9]["note"]
    assert words["currency"] == "米ドル"
    scenarios = basis.questionnaire.scenarios
    assert words["scenario_id"] in {one.title for one in scenarios.values()}


def test_an_asked_cell_without_a_line_is_listed_as_unanswered() -> None:
    answers = collect(questionnaire(), answer([line("I03", 1_000)]))
    found = evaluated(answers)
    basis, comparison = found.basis, found.costs
    cells = trace_cells(basis, comparison, 0, Reading("ja"))
    missing = filtered(cells, None, "R01")
    assert [(cell.line, cell.state, cell.amount) for cell in missing] == [
        (NO_LINE, "unanswered", None)
    ]
    assert view_ledger(given(basis=basis, costs=comparison), Reading("ja"), missing[0]) is None
    assert (
        view_trace(given(basis=basis, costs=comparison), Reading("ja"), missing)
        .rows[0]
        .cells[-1]
        .text
        == "（回答なし）"
    )


def test_a_line_of_a_workbook_is_found_at_its_cell_and_that_cell_holds_its_amount() -> None:
    folder = SAMPLES / "responses"
    names = ("questionnaire.json", "vendor_b.xlsx")
    asked, book = (read_document(name, (folder / name).read_bytes()) for name in names)
    standard = SAMPLES / "assumptions" / "standard.json"
    answers = collect_answers(asked, [book], read_document(standard.name, standard.read_bytes()))
    found = evaluated(answers)
    basis, comparison = found.basis, found.costs
    workbook = openpyxl.load_workbook(folder / "vendor_b.xlsx", data_only=True)
    cells = [cell for cell in trace_cells(basis, comparison, 0, Reading("ja")) if cell.amount]
    assert len(cells) > 200
    original = view_original(found, Reading("ja"), cells[0])
    assert "line_id" not in {row.key for row in original.rows}
    for cell in cells[::7]:
        sheet, _, name = cell.origin.partition("!")
        written = str(workbook[sheet][name].value)
        quoted = at(f"{cell.pointer}/amount", book)
        assert f"{quoted}" in written.replace(",", "")
        assert cell.place("ja") == cell.origin
    shown = view_original(given(basis=basis), Reading("ja"), cells[0]).to_text(Reading("ja"))
    assert cells[0].origin in shown
