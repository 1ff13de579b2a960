"""An offer added up from its JSON alone, month by month, in exact fractions.

Written from method §1 and from nothing of the product: no rule, constant or code list of it.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, localcontext
from fractions import Fraction
from typing import Any

UNITS = {"one": 1, "thousand": 1_000, "ten_thousand": 10_000, "million": 1_000_000}
# In a questionnaire's ids the first letter says what an item is: once, running, at the end.
PHASES = {"I": "initial", "R": "recurring", "E": "exit"}
STATUTORY = Fraction(10)
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Terms:
    """The assumptions of one comparison, exact."""

    fx: Fraction
    as_quoted: bool
    tax_percent: Fraction
    horizon: int
    growth: Fraction
    discount: Fraction
    timing: str
    base_year: int | None


@dataclass
class Sums:
    """What an offer comes to, in yen."""

    nominal: Fraction = Fraction(0)
    present: Fraction = Fraction(0)
    phases: dict[str, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    years: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    cash: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


@dataclass(frozen=True)
class Part:
    """What one line asks in one month, or once.

    Attributes:
        month: Counted from January of year 0.
        amount: As quoted in that month, after unit and quantity, before currency and tax.
        is_kept: Whether it counts whole whatever the window: once, or before go-live.
        phase: Which sum it belongs to.
        grows: Whether prices grow on it.
    """

    month: int
    amount: Fraction
    is_kept: bool
    phase: str
    grows: bool


def month_of(date: str) -> int:
    year, month, _ = date.split("-")
    return int(year) * 12 + int(month) - 1


def fiscal_year(month: int) -> int:
    return (month - 3) // 12


def rounded(amount: Fraction) -> int:
    """Round half away from zero."""
    return int(math.copysign(math.floor(abs(amount) + Fraction(1, 2)), amount))


def _quantity(line: Row, scenario: Row) -> Fraction:
    basis = line.get("basis", "lump_sum")
    cities = Fraction(scenario["cities"])
    if basis in {"per_case", "per_unit"} and "quantity" in line:
        thousands = line.get("quantity_unit", "").startswith("千")
        return Fraction(line["quantity"]) * (1_000 if thousands else 1)
    if basis == "per_case":
        cases = {one["procedure_id"]: one["annual_cases"] for one in scenario["volumes"]}
        return Fraction(cases[line["procedure_id"]]) * cities
    sizes = {"per_resident": "population", "per_staff": "staff"}
    if basis in sizes:
        return Fraction(scenario[sizes[basis]]) * cities
    return cities if basis == "per_city" else Fraction(1)


def _charge(line: Row, quantity: Fraction) -> Fraction:
    """Return the price of one period: tiers by part of the quantity or by the tier reached."""
    tiers = sorted(
        (Fraction(one["from_quantity"]), Fraction(one["amount"])) for one in line.get("tiers", ())
    )
    if not tiers:
        charge = Fraction(line["amount"]) * quantity
    elif line.get("tier_method") == "volume":
        charge = [price for start, price in tiers if start < quantity][-1] * quantity
    else:
        charge = Fraction(0)
        for at, (start, price) in enumerate(tiers):
            end = min(quantity, tiers[at + 1][0]) if at + 1 < len(tiers) else quantity
            charge += max(end - start, Fraction(0)) * price
    return max(charge, Fraction(line["minimum_charge"])) if "minimum_charge" in line else charge


def _parts(line: Row, offer: Row, scenario: Row) -> Iterator[Part]:
    """Yield what a line asks, a month each; once in the month of acceptance."""
    live = month_of(offer["go_live_on"])
    charge = _charge(line, _quantity(line, scenario)) * UNITS[line["unit"]]
    per_case = line.get("basis") == "per_case"
    phase = PHASES[line["item"][0]]
    if line["frequency"] == "once" and not per_case:
        month = month_of(line["accepted_on"]) if "accepted_on" in line else live
        yield Part(month, charge, is_kept=True, phase=phase, grows=False)
        return
    start = month_of(line["start_on"]) if "start_on" in line else live
    months = line.get("months", offer["contract_months"])
    covered = {"monthly": 1, "yearly": 12, "term_total": months}[line["frequency"]]
    each = charge / (12 if per_case else covered)
    rise = 1 + Fraction(line.get("escalation_percent", 0)) / 100
    for month in range(start, start + months):
        early = month < live
        amount = each * rise ** (fiscal_year(month) - fiscal_year(start))
        yield Part(
            month, amount, is_kept=early, phase="initial" if early else phase, grows=not early
        )


def _yen(amount: Fraction, row: Row, fx: Fraction, *, as_quoted: bool) -> Fraction:
    """Return quoted money in yen; a yen price may follow the dollar in part."""
    own = Fraction(row["vendor_fx_rate"]) if "vendor_fx_rate" in row else None
    rate = own if as_quoted and own is not None else fx
    if row["currency"] == "USD":
        return amount * rate
    share = Fraction(row.get("fx_share", 0))
    return amount * (1 - share) + (amount * share / own * rate if own is not None else 0)


def _untaxed(amount: Fraction, row: Row, percent: Fraction) -> tuple[Fraction, Fraction]:
    """Return (tax-excluded, tax-included) money."""
    rate = Fraction(row.get("tax_rate_percent", percent))
    if row["tax"] == "exempt":
        return amount, amount
    if row["tax"] == "included":
        return amount * 100 / (100 + rate), amount
    return amount, amount * (100 + rate) / 100


def _power(base: Fraction, halves: int) -> Fraction:
    """Return base to the power of a number of halves."""
    whole, half = divmod(halves, 2)
    result = base**whole
    if half:
        # Half a year at a rate is no fraction: sixty digits of it are.
        with localcontext() as context:
            context.prec = 60
            root = (Decimal(base.numerator) / Decimal(base.denominator)).sqrt()
        result *= Fraction(root)
    return result


@dataclass
class _Bill:
    """Adds up what counts of an offer."""

    live: int
    terms: Terms
    sums: Sums = field(default_factory=Sums)

    def add(self, part: Part, net: Fraction, gross: Fraction) -> None:
        """Count the money of one part, if it lies in the window."""
        terms = self.terms
        if not part.is_kept and part.month >= self.live + terms.horizon:
            return
        year = fiscal_year(part.month)
        base = fiscal_year(self.live) if terms.base_year is None else terms.base_year
        grown = (1 + terms.growth) ** max(year - base, 0) if part.grows else Fraction(1)
        later = {"start": 0, "mid": 1, "end": 2}[terms.timing]
        self.sums.nominal += net * grown
        self.sums.phases[part.phase] += net * grown
        self.sums.years[year] += net * grown
        self.sums.cash[year] += gross * grown
        halves = 2 * (year - base) + later
        self.sums.present += net * grown * _power(1 / (1 + terms.discount), halves)


def _applies(discount: Row, line: Row) -> bool:
    items, homes = discount.get("applies_to_items"), discount.get("applies_to_businesses")
    return (items is None or line["item"] in items) and (
        homes is None or set(line["businesses"]) <= set(homes)
    )


def _shared_out(
    discount: Row, lines: list[tuple[Row, list[Part], list[Fraction]]], offer: Row
) -> Iterator[tuple[Part, Fraction]]:
    """Yield the part of a discount on each part of the prices it reduces, as quoted.

    Shared by the prices of the quoted term. Once, it lies where they lie; by the month, the year
    or the term, in its own months from go-live on as far as there are prices.
    """
    amount = Fraction(discount["amount"]) * UNITS[discount["unit"]]
    reduced = [one for one in lines if _applies(discount, one[0])]
    live = month_of(offer["go_live_on"])
    first, end, whole = -math.inf, math.inf, amount
    if discount["frequency"] != "once":
        stated = discount.get("months", offer["contract_months"])
        last = max(part.month for _, parts, _ in reduced for part in parts)
        months = min(stated, last + 1 - live)
        each = {"monthly": 1, "yearly": 12, "term_total": stated}[discount["frequency"]]
        first, end, whole = live, live + months, amount * months / each
    inside = [
        [
            (part, weight)
            for part, weight in zip(parts, weights, strict=True)
            if first <= part.month < end
        ]
        for _, parts, weights in reduced
    ]
    prices = [
        sum(weights, Fraction(0)) if both else Fraction(0)
        for (_, _, weights), both in zip(reduced, inside, strict=True)
    ]
    for price, both in zip(prices, inside, strict=True):
        held = sum((weight for _, weight in both), Fraction(0))
        for part, weight in both:
            yield part, whole * price / sum(prices) * weight / held


def exact(text: str) -> Any:
    """Return what a JSON text says, its numbers as they are written."""
    return json.loads(text, parse_float=Fraction)


def added_up(asked: Row, answer: Row, terms: Terms) -> Sums:
    """Return what the one offer of an answer comes to in its only scenario."""
    scenario, offer = asked["scenarios"][0], answer["offers"][0]
    reference = Fraction(asked["reference_fx"]["usd_jpy"])
    bill = _Bill(month_of(offer["go_live_on"]), terms)
    lines = []
    for line in offer["cost_lines"]:
        parts = list(_parts(line, offer, scenario))
        weights = []
        for part in parts:
            yen = _yen(part.amount, line, terms.fx, as_quoted=terms.as_quoted)
            bill.add(part, *_untaxed(yen, line, terms.tax_percent))
            weighed = _yen(part.amount, line, reference, as_quoted=False)
            weights.append(_untaxed(weighed, line, STATUTORY)[0])
        lines.append((line, parts, weights))
    for discount in offer.get("discount_lines", ()):
        for part, amount in _shared_out(discount, lines, offer):
            yen = _yen(-amount, discount, terms.fx, as_quoted=False)
            bill.add(part, *_untaxed(yen, discount, terms.tax_percent))
    return bill.sums
