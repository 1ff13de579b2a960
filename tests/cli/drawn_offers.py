"""Offers drawn at random with everything that method §1 knows of a price, as JSON texts."""

import json
from random import Random
from typing import Any

from tests.answers import answer, discount, line, questionnaire

ONCE, RUNNING = ("I03", "I07", "E01"), ("R01", "R07", "R10")
BUSINESSES = ("B01", "B02")
UNITS = {"one": 1, "thousand": 1_000, "ten_thousand": 10_000, "million": 1_000_000}
CASES = {"procedure_id": "P01", "annual_cases": 41_300}
FX = 150


def _price(draw: Random, yen: int) -> dict[str, Any]:
    """Return money of about so many yen, in any unit, currency and tax."""
    currency = draw.choice(("JPY", "JPY", "USD"))
    unit = draw.choice(tuple(UNITS))
    rough = yen * draw.uniform(0.5, 2) / UNITS[unit] / (FX if currency == "USD" else 1)
    row: dict[str, Any] = {"amount": max(round(rough, 2), 0.01), "unit": unit}
    row |= {"currency": currency, "tax": draw.choice(("excluded", "included", "exempt"))}
    if row["tax"] != "exempt" and draw.random() < 0.3:
        row["tax_rate_percent"] = draw.choice((5, 8, 7.8))
    return row


def _rate(draw: Random, row: dict[str, Any]) -> None:
    """Let a price state the vendor's own rate, a yen price what part of it follows the dollar."""
    if draw.random() < 0.4:
        row["vendor_fx_rate"] = draw.choice((140, 155.5, 149.25))
        if row["currency"] == "JPY":
            row["fx_share"] = draw.choice((0.25, 1, 0.4))


def _by_quantity(draw: Random, row: dict[str, Any]) -> None:
    """Turn a price into one by a quantity, sometimes in tiers or with a least charge."""
    basis = draw.choice(("per_city", "per_resident", "per_staff", "per_case", "per_unit"))
    sizes = {"per_city": 1, "per_resident": 350_000, "per_staff": 1_200, "per_case": 41_300}
    row["basis"] = basis
    if basis == "per_unit" or (basis == "per_case" and draw.random() < 0.5):
        row["quantity"] = draw.choice((24, 37.5))
        row["quantity_unit"] = "千件" if basis == "per_case" else "台"
    elif basis == "per_case":
        row["procedure_id"] = "P01"
    size = sizes.get(basis, 30)
    row["unit"], row["amount"] = "one", max(round(row["amount"] * UNITS[row["unit"]] / size, 2), 1)
    if draw.random() < 0.4:
        row["minimum_charge"] = round(row["amount"] * size * draw.choice((0.5, 1.5)), 1)
    if basis != "per_city" and draw.random() < 0.5:
        price = row.pop("amount")
        row["tier_method"] = draw.choice(("graduated", "volume"))
        row["tiers"] = [
            {"from_quantity": begin, "amount": round(price * part, 2)}
            for begin, part in ((0, 1), (size // 3, 0.8), (size, 0.5))
        ]


def _once(draw: Random, item: str, business: str, year: int) -> dict[str, Any]:
    row = _price(draw, 20_000_000)
    _rate(draw, row)
    if draw.random() < 0.7:
        row["accepted_on"] = f"{year + draw.randint(0, 1)}-{draw.randint(1, 12):02}-25"
    if draw.random() < 0.2:
        row |= {"basis": "per_city"}
    return line(item, businesses=[business], **row)


def _running(draw: Random, item: str, business: str, year: int) -> dict[str, Any]:
    frequency = draw.choice(("monthly", "yearly", "term_total"))
    months = draw.choice((..., 24, 60, 66))
    factor = {"monthly": 1, "yearly": 12, "term_total": 60}[frequency]
    row = _price(draw, 900_000 * factor)
    _rate(draw, row)
    if draw.random() < 0.5:
        _by_quantity(draw, row)
    if draw.random() < 0.4:
        row["escalation_percent"] = draw.choice((3, -1.5, 10))
    if draw.random() < 0.4:
        row["start_on"] = f"{year}-{draw.randint(1, 12):02}-01"
    return line(item, businesses=[business], frequency=frequency, months=months, **row)


def _discounts(draw: Random) -> list[dict[str, Any]]:
    """Return one discount on everything and one by the month on what runs."""
    fields = ("unit", "currency", "tax", "tax_rate_percent")
    found = []
    for name, yen, given in (("D1", 900_000, "once"), ("D2", 20_000, "monthly")):
        price = _price(draw, yen)
        amount, own = price["amount"], {key: price[key] for key in fields if key in price}
        row = discount(amount, name, frequency=given, **own)
        row["condition"] = draw.choice(("unconditional", "whole_scope"))
        if given != "once":
            row |= {"applies_to_items": list(RUNNING), "months": draw.choice((12, 60, 90))}
        elif draw.random() < 0.5:
            row["applies_to_businesses"] = ["B01"]
        found.append(row)
    return found[: draw.randint(0, 2)]


def drawn(seed: int) -> tuple[str, str]:
    """Return (questionnaire, answer) as JSON texts."""
    draw = Random(seed)  # noqa: S311 - no secret
    year = draw.randint(2026, 2029)
    live = f"{year}-{draw.randint(1, 12):02}-01"
    asked = questionnaire(
        (*ONCE, *RUNNING),
        BUSINESSES,
        cities=draw.choice((1, 3)),
        reference_fx=FX,
        staff=1_200,
        volumes=[CASES],
    )
    lines = [_once(draw, item, business, year) for item in ONCE for business in BUSINESSES]
    lines += [_running(draw, item, business, year) for item in RUNNING for business in BUSINESSES]
    months = draw.choice((48, 60, 72))
    given = answer(lines, go_live=live, months=months, discount_lines=_discounts(draw))
    return json.dumps(asked), json.dumps(given)
