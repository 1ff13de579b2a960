"""The round on internal systems: five plans compared, two own layouts reconciled to the yen."""

import json
from pathlib import Path
from typing import Any

import pytest

from rfi.document.grid.csv_grid import read_csv_grid
from rfi.document.grid.grid import Grid
from rfi.document.read import parse_document
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.layout.apply import AnswerHead, apply_layout
from rfi.intake.layout.asked import asked_in
from rfi.intake.layout.guess import confirmed, guess_layout
from rfi.scenario.questionnaire import questionnaire_of
from samples.make.documents import SAMPLES_DIR
from tests.answers import collect
from tests.evaluations import evaluated

INTERNAL = SAMPLES_DIR / "internal"
HEAD = AnswerHead("own", 1, "own", "架空自前株式会社", "自前の見積", "2028-04-01", 60)


def value_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((INTERNAL / name).read_text("utf-8"))
    return found


def grid_of(path: Path) -> Grid:
    grid, _ = (read_csv_grid if path.suffix == ".csv" else read_grid)(path.read_bytes())
    assert grid is not None
    return grid


def test_five_plans_of_one_vendor_are_five_offers_with_the_totals_of_their_prices() -> None:
    answers = collect(value_of("questionnaire.json"), value_of("vendor_five_plans.json"))
    assert not [one for one in answers.issues if one.severity == "error"]
    offers = evaluated(answers).costs.offers
    # Thousand yen: each of three businesses 13,300 once and 500 a month, 250 a month in common,
    # 60 months: 3 * (13,300 + 30,000) + 15,000 = 144,900.
    expected = [144_900 * percent / 100 for percent in (100, 90, 105, 120, 70)]
    assert [one.totals.nominal_jpy for one in offers] == pytest.approx(
        [1_000 * one for one in expected]
    )
    assert all(one.bound.low == one.bound.high for one in offers)


@pytest.mark.parametrize(
    ("name", "totals"),
    [
        ("own_layout_book.xlsx", [32_500_000, 26_300_000, 38_600_000]),
        ("own_layout_list.csv", [28_700_000]),
    ],
)
def test_a_vendors_own_layout_is_guessed_and_reconciled(name: str, totals: list[int]) -> None:
    data = (INTERNAL / "questionnaire.json").read_bytes()
    asked = asked_in(questionnaire_of(parse_document("q.json", data)))
    grid = grid_of(INTERNAL / name)
    made = apply_layout(grid, confirmed(guess_layout(grid, "見積", asked)), HEAD)
    assert [int(one.total_jpy or 0) for one in made.sums] == totals
    assert [one.difference_jpy for one in made.sums] == [0] * len(totals)
    assert not [one for one in made.issues if one.code == "layout_row_unmapped"]
