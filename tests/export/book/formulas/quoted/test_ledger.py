"""Entries of the ledger and their calendar, by hand."""

import numpy as np
import pytest

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.formulas.grid import Formula
from rfi.export.book.formulas.names import Names
from rfi.export.book.formulas.quoted.calendar import Calendar, calendar_of
from rfi.export.book.formulas.quoted.ledger import Ledger, ledger_of
from rfi.export.book.formulas.quoted.lines import line_sheets
from rfi.normalize.cost.model import NO_DISCOUNT
from tests.compare.sample_round import sample_for
from tests.views.rounds import evaluated, holey


def entries(evaluation: Evaluation) -> tuple[Ledger, Calendar]:
    basis, conditions = evaluation.basis, evaluation.conditions
    own = basis.model.axes.scenarios.index(conditions.scenario_id)
    ledger = ledger_of(basis, conditions, (own,))
    letters = [chr(ord("A") + index) for index in range(len(evaluation.costs.offers))]
    return ledger, calendar_of(basis, conditions, ledger, letters, Names("ja"))


def test_a_monthly_price_counts_its_months_and_a_price_once_counts_once() -> None:
    ledger, calendar = entries(evaluated(holey(), horizon_months=48))
    weights = calendar.nominal[calendar.row]
    assert sorted(set(weights.tolist())) == [1, 48]
    assert (ledger.discount == NO_DISCOUNT).all()


def test_the_parts_of_a_discount_make_it_whole() -> None:
    ledger, _ = entries(sample_for())
    numbers = np.unique(ledger.discount[ledger.discount != NO_DISCOUNT])
    assert len(numbers)
    for number in numbers:
        assert ledger.quantity[ledger.discount == number].sum() == pytest.approx(1)


def test_a_window_cuts_a_year_by_a_formula_of_its_months() -> None:
    _, calendar = entries(evaluated(holey()))
    cells = [cell for row in calendar.grid.rows for cell in row if isinstance(cell, Formula)]
    assert [cell for cell in cells if "比較月数" in cell.text and "MIN(1," in cell.text]


def test_no_row_of_the_lines_holds_a_formula_of_a_vendor() -> None:
    evaluation = evaluated(holey())
    ledger, calendar = entries(evaluation)
    found = line_sheets(
        evaluation.basis,
        evaluation.conditions,
        ledger,
        calendar,
        ["A", "B"],
        tax="excluded",
        names=Names("ja"),
    )
    texts = [cell.text for row in found.lines.rows for cell in row if isinstance(cell, Formula)]
    assert texts
    assert not [text for text in texts if "HYPERLINK" in text or '"' in text]
