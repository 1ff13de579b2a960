"""Costs that cities reported, each in its own unit and tax, on one basis."""

import pytest

from rfi.compare.today.ratio_survey import survey_of_pairs
from rfi.compare.today.reported import pairs_of
from rfi.scenario.assumptions import assumptions_of
from rfi.scenario.city.files import read_city_file
from tests.answers import standard_assumptions

STANDARD = assumptions_of(standard_assumptions())[0]
HEAD = "団体コード,都市名,移行前,移行後,単位,税\n"


def test_units_and_taxes_of_the_cities_meet_on_one_basis() -> None:
    rows = "992011,架空市,100,200,千円,税抜\n992020,例示市,110000,220000,円,税込\n"
    file = read_city_file("調査.csv", (HEAD + rows).encode())
    for tax, expected in (("excluded", 100_000), ("included", 110_000)):
        pairs = pairs_of(file.pairs, STANDARD, tax)  # type: ignore[arg-type]
        assert [one.before_jpy for one in pairs] == pytest.approx([expected, expected])
        assert survey_of_pairs(pairs).mean == pytest.approx(2)


def test_a_blank_answer_is_open_and_counted_among_the_asked() -> None:
    rows = (
        "992011,架空市,100,,千円,税抜\n992020,例示市,100,200,千円,\n992038,想定市,1,3,千円,税抜\n"
    )
    file = read_city_file("調査.csv", (HEAD + rows).encode())
    found = survey_of_pairs(pairs_of(file.pairs, STANDARD, "excluded"))
    assert (found.answered, found.asked, found.mean) == (1, 3, 3)
    codes = {issue.code for issue in file.issues}
    assert codes == {"city_amount_blank", "city_tax_missing"}


def test_a_city_that_answers_twice_is_told_and_not_counted() -> None:
    rows = "992011,架空市,100,200,千円,税抜\n992011,架空市,100,300,千円,税抜\n"
    file = read_city_file("調査.csv", (HEAD + rows).encode())
    assert file.pairs == ()
    assert [issue.code for issue in file.issues] == ["city_pair_twice"]
