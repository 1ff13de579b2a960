"""The worst events of a comparison, tried one by one: none makes an offer look cheaper unmarked."""

import io
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.answers import collect_answers
from rfi.document.read import Document, read_document
from rfi.schema.issue import Issue
from tests.evaluations import evaluated
from tests.intake.form.test_answer_book import place

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
RESPONSES = SAMPLES / "responses"
AMOUNT = "amount@S350K-1"
ROW = "B04/R01"


def read(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


def changed(value: object) -> Callable[[Worksheet], None]:
    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, ROW, AMOUNT)
        sheet.cell(row, column).value = value  # type: ignore[assignment]

    return change


def compared(
    change: Callable[[Worksheet], None] | None, key: str = "a", *, title: str = "費用"
) -> tuple[OfferFigures, list[Issue]]:
    """Return the offer of a vendor after a change to a sheet of its workbook, and its issues."""
    name = f"vendor_{key}.xlsx"
    data = (RESPONSES / name).read_bytes()
    if change:
        book = openpyxl.load_workbook(io.BytesIO(data))
        sheet = book[title]
        assert isinstance(sheet, Worksheet)
        change(sheet)
        stream = io.BytesIO()
        book.save(stream)
        data = stream.getvalue()
    others = [read(RESPONSES / f"vendor_{other}.json") for other in "abcdef" if other != key]
    answers = collect_answers(
        read(RESPONSES / "questionnaire.json"),
        [read_document(name, data), *others],
        read(SAMPLES / "assumptions" / "standard.json"),
    )
    comparison = evaluated(answers).costs
    offer = next(offer for offer in comparison.offers if offer.offer_id == f"{key.upper()}1")
    return offer, [issue for issue in comparison.issues if issue.document == name]


@pytest.fixture(scope="module")
def clean() -> OfferFigures:
    offer, issues = compared(None)
    assert offer.bound.kind == "exact"
    # That it leaves out some effects touches no price.
    assert {issue.code for issue in issues if issue.severity != "note"} == {"kpis_unanswered"}
    return offer


@pytest.mark.parametrize(
    ("what", "value", "code"),
    [
        ("blank", None, "cell_unanswered"),
        ("#REF!", "#REF!", "cell_error"),
        ("#N/A", "#N/A", "cell_error"),
        ("a dash", "－", "text_in_amount"),
        ("NaN", "NaN", "text_in_amount"),
        ("a bare 0", 0, "zero_without_state"),
        ("a formula never calculated", "=SUM(A1:A3)", "cell_formula_without_value"),
    ],
)
def test_a_cell_without_a_price_makes_a_lower_bound_and_is_told_with_its_cell(
    clean: OfferFigures, what: str, value: object, code: str
) -> None:
    offer, issues = compared(changed(value))
    assert clean.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy < clean.totals.nominal_jpy, what
    assert offer.bound.kind == "at_least"
    assert offer.bound.order(clean.bound) == "unknown"
    told = [issue for issue in issues if issue.code == code]
    assert told
    assert all(issue.severity == "warning" for issue in told)
    assert all(issue.origin.startswith("費用!") for issue in told)


def test_a_row_in_yen_instead_of_thousand_yen_is_told_by_the_stated_total(
    clean: OfferFigures,
) -> None:
    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, ROW, "unit")
        sheet.cell(row, column).value = "1（円・ドル）"

    offer, issues = compared(change)
    assert clean.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy < clean.totals.nominal_jpy
    assert "stated_total_differs" in {issue.code for issue in issues}


def test_tax_included_taken_for_tax_excluded_is_told_and_never_cheaper(clean: OfferFigures) -> None:
    """The amounts of A hold the tax; said to be without it they look dearer, and do not add up."""

    def change(sheet: Worksheet) -> None:
        row, column = place(sheet, ROW, "tax")
        sheet.cell(row, column).value = "税抜"

    offer, issues = compared(change)
    assert clean.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy > clean.totals.nominal_jpy
    assert "stated_total_differs" in {issue.code for issue in issues}


def test_a_row_without_a_tax_flag_is_unanswered_and_told(clean: OfferFigures) -> None:
    # The form says it once for all rows that say nothing else.
    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value in {"税抜", "税込"}:
                    cell.value = None

    offer, issues = compared(change, title="提案")
    assert offer.bound.kind in {"at_least", "unknown"}
    assert offer.bound.order(clean.bound) == "unknown"
    assert "tax_missing" in {issue.code for issue in issues}


def test_every_price_said_to_hold_the_tax_that_it_does_not_hold_is_told() -> None:
    """Vendor C quotes without tax; with 税込 in every row it looks a tenth cheaper."""
    clean_c, before = compared(None, "c")

    def change(sheet: Worksheet) -> None:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value == "税抜":
                    cell.value = "税込"

    offer, issues = compared(change, "c", title="提案")
    assert clean_c.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy is not None
    assert offer.totals.nominal_jpy < clean_c.totals.nominal_jpy
    assert "stated_total_differs" not in {issue.code for issue in before}
    assert "stated_total_differs" in {issue.code for issue in issues}
