"""What a price is multiplied by: what is not said, or said twice, is asked and never guessed."""

from typing import Any

import pytest

from tests.answers import figures
from tests.intake.rules.asking import asking, codes, found, state_of_r01, with_r01

Fields = dict[str, Any]
TIERS = [{"from_quantity": 0, "amount": 2}, {"from_quantity": 100_000, "amount": 1}]


def tiers(*begins: float, amount: float = 2) -> list[dict[str, float]]:
    return [{"from_quantity": begin, "amount": amount} for begin in begins]


# Fields of the line, its amount → the warning that keeps it out.
REFUSED: list[tuple[Fields, float | None, str]] = [
    ({"quantity": 25, "quantity_unit": "台"}, 200, "quantity_without_basis"),
    ({"quantity": 2}, 200, "quantity_without_basis"),
    ({"quantity": 0.5, "quantity_unit": "人月"}, 900, "quantity_without_basis"),
    ({"quantity": 120_000, "procedure_id": "P01"}, 50, "quantity_without_basis"),
    ({"procedure_id": "P01"}, 50, "procedure_without_basis"),
    ({"procedure_id": "P01", "quantity_unit": "件"}, 50, "procedure_without_basis"),
    ({"procedure_id": "P01", "frequency": "yearly"}, 50, "procedure_without_basis"),
    ({"minimum_charge": 100}, 50, "minimum_without_basis"),
    ({"minimum_charge": 100, "quantity": 1}, 50, "minimum_without_basis"),
    ({"minimum_charge": 100, "quantity_unit": "台"}, 50, "minimum_without_basis"),
    ({"tiers": TIERS}, None, "tiers_without_basis"),
    ({"tiers": TIERS, "basis": "lump_sum"}, None, "tiers_without_basis"),
    ({"tiers": TIERS, "quantity": 5}, None, "tiers_without_basis"),
    ({"tiers": TIERS, "basis": "per_resident"}, 2, "tiers_beside_amount"),
    ({"tiers": TIERS, "basis": "per_case", "procedure_id": "P01"}, 9, "tiers_beside_amount"),
    (
        {"tiers": TIERS, "basis": "per_resident", "amount_low": 1, "amount_high": 3},
        None,
        "tiers_beside_amount",
    ),
    ({"tiers": tiers(100_000), "basis": "per_resident"}, None, "tiers_not_from_zero"),
    ({"tiers": tiers(1), "basis": "per_staff"}, None, "tiers_not_from_zero"),
    ({"tiers": tiers(200, 50), "basis": "per_unit", "quantity": 300}, None, "tiers_not_from_zero"),
    ({"tiers": tiers(0, 5, 5), "basis": "per_resident"}, None, "tiers_repeated"),
    ({"tiers": tiers(0, 0), "basis": "per_staff"}, None, "tiers_repeated"),
    ({"tiers": tiers(7, 0, 7, 7), "basis": "per_city"}, None, "tiers_repeated"),
    (
        {"basis": "per_unit", "quantity": 25, "quantity_unit": "千台"},
        5,
        "quantity_unit_scale",
    ),
    ({"basis": "per_unit", "quantity": 3, "quantity_unit": "万世帯"}, 5, "quantity_unit_scale"),
    ({"basis": "per_resident", "quantity_unit": "百人"}, 5, "quantity_unit_scale"),
    ({"basis": "per_case", "procedure_id": "P02"}, 5, "volume_zero"),
]


@pytest.mark.parametrize(("fields", "amount", "code"), REFUSED)
def test_a_line_that_can_be_read_in_two_ways_is_asked_and_counts_as_unanswered(
    fields: Fields, amount: float | None, code: str
) -> None:
    assert codes(with_r01(fields, amount)).get(code) == "warning"
    assert state_of_r01(fields, amount) == "unanswered"
    offer = figures(asking(), with_r01(fields, amount))
    assert (offer.bound.sign, offer.totals.nominal_jpy) == ("≧", 60)


# Fields of the line, its amount → what it counts over 60 months; nothing is asked.
SOUND: list[tuple[Fields, float | None, float]] = [
    ({"quantity": 1, "quantity_unit": "式"}, 200, 200 * 60),
    ({"quantity_unit": "式"}, 200, 200 * 60),
    ({"basis": "lump_sum", "quantity": 25, "quantity_unit": "台"}, 200, 200 * 60),
    ({"basis": "per_unit", "quantity": 25, "quantity_unit": "台"}, 2, 2 * 25 * 60),
    ({"basis": "per_resident", "tiers": TIERS}, None, (200_000 + 250_000) * 60),
    ({"basis": "per_resident", "quantity": 350_000}, 2, 2 * 350_000 * 60),
    ({"basis": "per_case", "procedure_id": "P01"}, 2, 2 * 120_000 * 5),
    ({"basis": "per_case", "quantity": 250, "quantity_unit": "千件"}, 2, 2 * 250_000 * 5),
    ({"basis": "per_case", "quantity": 3, "quantity_unit": "万件"}, 2, 2 * 30_000 * 5),
    ({"basis": "per_case", "quantity": 2, "quantity_unit": "百万通"}, 2, 2 * 2_000_000 * 5),
    ({"basis": "per_case", "quantity": 250, "quantity_unit": "件"}, 2, 2 * 250 * 5),
]


@pytest.mark.parametrize(("fields", "amount", "counted"), SOUND)
def test_a_quantity_with_its_basis_counts_in_the_unit_it_is_written_in(
    fields: Fields, amount: float | None, counted: float
) -> None:
    assert codes(with_r01(fields, amount)) == {}
    offer = figures(asking(), with_r01(fields, amount))
    assert (offer.bound.sign, offer.totals.nominal_jpy) == ("", 60 + counted)


@pytest.mark.parametrize(
    "fields",
    [
        {"basis": "per_unit", "quantity": 0},
        {"basis": "per_case", "quantity": 0},
        {"quantity": 0, "quantity_unit": "台"},
        {"basis": "per_unit", "quantity": 0, "state": "priced_from"},
        {"basis": "per_unit", "quantity": 0, "state": ...},
    ],
)
def test_a_quantity_of_0_holds_the_answer_like_a_price_of_0(fields: Fields) -> None:
    assert codes(with_r01(fields))["quantity_zero"] == "error"


def test_tiers_that_are_all_0_hold_the_answer_like_a_price_of_0() -> None:
    fields = {"tiers": tiers(0, 100, amount=0), "basis": "per_resident"}
    assert codes(with_r01(fields, None)) == {"priced_zero": "error"}


@pytest.mark.parametrize(
    "fields",
    [
        {"basis": "per_unit"},
        {"basis": "per_case"},
        {"basis": "per_case", "procedure_id": "P09"},
    ],
)
def test_a_price_whose_quantity_nobody_states_is_told(fields: Fields) -> None:
    assert codes(with_r01(fields))["quantity_unknown"] == "warning"
    assert state_of_r01(fields) == "unanswered"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"basis": "per_resident", "quantity": 320_000}, "quantity_not_used"),
        ({"basis": "per_staff", "quantity": 10}, "quantity_not_used"),
        ({"basis": "per_city", "quantity": 3}, "quantity_not_used"),
        ({"basis": "per_case", "quantity": 9, "quantity_unit": "人"}, "quantity_unit_differs"),
        ({"basis": "per_case", "quantity": 9, "quantity_unit": "千世帯"}, "quantity_unit_differs"),
        ({"basis": "per_resident", "quantity_unit": "件"}, "quantity_unit_differs"),
        ({"basis": "per_staff", "quantity_unit": "台"}, "quantity_unit_differs"),
    ],
)
def test_a_quantity_that_contradicts_the_basis_is_counted_and_asked(
    fields: Fields, code: str
) -> None:
    assert codes(with_r01(fields)) == {code: "warning"}
    assert state_of_r01(fields) == "priced"


def test_the_question_names_both_readings() -> None:
    issues = {one.code: one for one in found(with_r01({"quantity": 25}, 200))}
    assert "200" in issues["quantity_without_basis"].message("ja")
    assert "5000" in issues["quantity_without_basis"].message("ja").replace(",", "")


def test_what_is_not_a_price_is_not_multiplied() -> None:
    fields = {"state": "separate", "quantity": 0, "unit": ..., "currency": ..., "frequency": ...}
    assert codes(with_r01(fields, None)) == {}


@pytest.mark.parametrize(
    "fields", [{"minimum_charge": 600_000}, {"tiers": TIERS}], ids=["minimum", "tiers"]
)
def test_what_holds_for_cases_paid_by_the_month_is_asked_about(fields: Fields) -> None:
    by_case = {"basis": "per_case", "procedure_id": "P01", **fields}
    amount = None if "tiers" in fields else 50
    assert codes(with_r01(by_case, amount))["schedule_by_year"] == "warning"
    assert "schedule_by_year" not in codes(with_r01({**by_case, "frequency": "yearly"}, amount))
    by_head = {**fields, "basis": "per_resident"}
    assert "schedule_by_year" not in codes(with_r01(by_head, amount))
