"""What a JSON schema cannot say: cross-field rules, each named as its issue code.

A rule takes (answer, questionnaire, file name) and yields issues. Errors hold the answer back;
warnings and notes let it in, and the cell is then treated as method §1 says.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from rfi.intake.corporate_number import has_valid_check_digit
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue, Severity

Answer = Mapping[str, Any]
Rule = Callable[[Answer, Questionnaire, str], Iterator[Issue]]
PRICED = frozenset({"priced", "priced_from"})


def _lines(answer: Answer, kind: str) -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield (pointer of the array, its rows) for every offer."""
    for index, offer in enumerate(answer["offers"]):
        yield f"/offers/{index}/{kind}", offer.get(kind, [])


def _issue(code: str, severity: Severity, pointer: str, name: str, **params: object) -> Issue:
    return Issue(code, severity, pointer, params=params, document=name)


def wrong_questionnaire(answer: Answer, asked: Questionnaire, name: str) -> Iterator[Issue]:
    """The answer names another questionnaire."""
    given = answer["questionnaire_id"]
    if given != asked.questionnaire_id:
        yield _issue(
            "wrong_questionnaire",
            "error",
            "/questionnaire_id",
            name,
            given=given,
            expected=asked.questionnaire_id,
        )


def corporate_number_digit(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """The corporate number's check digit does not hold (domain §8)."""
    number = answer["vendor"].get("corporate_number")
    if number and not has_valid_check_digit(number):
        yield _issue(
            "corporate_number_digit", "warning", "/vendor/corporate_number", name, given=number
        )


def duplicate_offer(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Two offers have one id."""
    seen: set[str] = set()
    for index, offer in enumerate(answer["offers"]):
        if offer["offer_id"] in seen:
            yield _issue(
                "duplicate_offer", "error", f"/offers/{index}/offer_id", name, id=offer["offer_id"]
            )
        seen.add(offer["offer_id"])


_IDS = {
    "cost_lines": "line_id",
    "discount_lines": "discount_id",
    "benefit_lines": "benefit_id",
    "fit_answers": "requirement_id",
    "service_levels": "item_id",
}


def duplicate_id(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Two rows of one offer have one id."""
    for kind, key in _IDS.items():
        for pointer, rows in _lines(answer, kind):
            ids = [row[key] for row in rows]
            if len(set(ids)) == len(ids):
                continue
            seen: set[str] = set()
            for index, found in enumerate(ids):
                if found in seen:
                    yield _issue(
                        "duplicate_id", "error", f"{pointer}/{index}/{key}", name, id=found
                    )
                seen.add(found)


_KNOWN = (
    ("cost_lines", "scenario_id", "scenarios"),
    ("cost_lines", "item", "items"),
    ("discount_lines", "scenario_id", "scenarios"),
    ("stated_totals", "scenario_id", "scenarios"),
    ("fit_answers", "requirement_id", "requirement_ids"),
    ("benefit_lines", "kpi_id", "kpi_ids"),
    ("service_levels", "item_id", "service_item_ids"),
)


def unknown_code(answer: Answer, asked: Questionnaire, name: str) -> Iterator[Issue]:
    """A row names a scenario, item, requirement, KPI … that the questionnaire does not have."""
    for kind, key, home in _KNOWN:
        known = getattr(asked, home)
        for pointer, rows in _lines(answer, kind):
            if {row[key] for row in rows} <= set(known):
                continue
            for index, row in enumerate(rows):
                if row[key] not in known:
                    yield _issue(
                        "unknown_code", "error", f"{pointer}/{index}/{key}", name, given=row[key]
                    )
    businesses = asked.businesses
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            for place, business in enumerate(row["businesses"]):
                if business not in businesses:
                    where = f"{pointer}/{index}/businesses/{place}"
                    yield _issue("unknown_code", "error", where, name, given=business)


def cell_not_asked(answer: Answer, asked: Questionnaire, name: str) -> Iterator[Issue]:
    """A price stands where the questionnaire asks nothing; it counts, but no rival has its like."""
    cells = asked.asked
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            here = cells.get(row["scenario_id"], frozenset())
            for business in row["businesses"]:
                if (business, row["item"]) not in here:
                    yield _issue(
                        "cell_not_asked",
                        "warning",
                        f"{pointer}/{index}",
                        name,
                        business=business,
                        item=row["item"],
                    )


def amount_without_state(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """An amount stands without a state: it is read as a price."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if "state" not in row and row.get("amount", 0) != 0:
                yield _issue(
                    "amount_without_state",
                    "note",
                    f"{pointer}/{index}/state",
                    name,
                    item=row["item"],
                )


def zero_without_state(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """A typed 0 without a state says nothing: free, included, or not answered?"""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if row.get("state", "unanswered") == "unanswered" and row.get("amount", 1) == 0:
                yield _issue(
                    "zero_without_state",
                    "warning",
                    f"{pointer}/{index}/amount",
                    name,
                    item=row["item"],
                )


def text_in_amount(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """A dash or a word stood in the amount cell: not an answer until a state says which."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if "amount_as_written" in row and row.get("state", "unanswered") in PRICED | {
                "unanswered"
            }:
                yield _issue(
                    "text_in_amount",
                    "warning",
                    f"{pointer}/{index}/amount_as_written",
                    name,
                    item=row["item"],
                    given=row["amount_as_written"],
                )


def priced_zero(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Priced at 0: held until the vendor says free or included."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if row.get("amount", 1) == 0 and row.get("state") in PRICED:
                yield _issue(
                    "priced_zero", "error", f"{pointer}/{index}/amount", name, item=row["item"]
                )


def free_with_amount(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Free, and yet an amount."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if row.get("state") == "free" and row.get("amount", 0) != 0:
                yield _issue(
                    "free_with_amount", "error", f"{pointer}/{index}/amount", name, item=row["item"]
                )


_HOLES = frozenset({"included", "separate", "out_of_scope", "unanswered"})


def amount_beside_state(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """An amount beside a state that has none: the amount is not counted."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if row.get("amount", 0) != 0 and row.get("state") in _HOLES:
                yield _issue(
                    "amount_beside_state",
                    "warning",
                    f"{pointer}/{index}/amount",
                    name,
                    item=row["item"],
                    state=row["state"],
                )


def priced_without_amount(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Priced, but no amount: unanswered."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if (
                "amount" not in row
                and row.get("state") in PRICED
                and "amount_low" not in row
                and "tiers" not in row
            ):
                yield _issue(
                    "priced_without_amount", "warning", f"{pointer}/{index}", name, item=row["item"]
                )


def range_reversed(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """The low end of a price range is above its high end."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if "amount_low" in row and row["amount_low"] > row["amount_high"]:
                yield _issue(
                    "range_reversed",
                    "error",
                    f"{pointer}/{index}/amount_low",
                    name,
                    item=row["item"],
                )


def range_without_point(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """A range without a point is compared at its middle, and marked."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if "amount_low" in row and "amount" not in row:
                yield _issue(
                    "range_without_point",
                    "note",
                    f"{pointer}/{index}/amount_low",
                    name,
                    item=row["item"],
                )


def tax_missing(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """No tax flag beside an amount: the price cannot be compared and counts as unanswered."""
    for kind in ("cost_lines", "discount_lines"):
        for pointer, rows in _lines(answer, kind):
            for index, row in enumerate(rows):
                if "tax" not in row and "amount" in row:
                    yield _issue("tax_missing", "warning", f"{pointer}/{index}/tax", name)


def included_without_container(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Included elsewhere, but not said where."""
    for pointer, rows in _lines(answer, "cost_lines"):
        for index, row in enumerate(rows):
            if row.get("state") == "included" and "included_in" not in row:
                yield _issue(
                    "included_without_container",
                    "warning",
                    f"{pointer}/{index}/included_in",
                    name,
                    item=row["item"],
                )


def included_cycle(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """Cells that hold one another: no price at the end of the chain."""
    for pointer, rows in _lines(answer, "cost_lines"):
        target: dict[tuple[str, str, str], tuple[tuple[str, str, str], int]] = {}
        for index, row in enumerate(rows):
            if row.get("state") == "included" and "included_in" in row:
                inside = row["included_in"]
                goal = (row["scenario_id"], inside["business"], inside["item"])
                for business in row["businesses"]:
                    target[row["scenario_id"], business, row["item"]] = (goal, index)
        done: set[tuple[str, str, str]] = set()
        for start in target:
            trail: list[tuple[str, str, str]] = []
            here = start
            while here in target and here not in done and here not in trail:
                trail.append(here)
                here = target[here][0]
            if here in trail:
                where = f"{pointer}/{target[here][1]}/included_in"
                yield _issue("included_cycle", "error", where, name, item=here[2], business=here[1])
            done.update(trail)


def once_without_date(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """A one-time price without a day of acceptance goes to the month of go-live; say how many."""
    for pointer, rows in _lines(answer, "cost_lines"):
        count = sum(
            1
            for row in rows
            if row.get("frequency") == "once" and "accepted_on" not in row and "amount" in row
        )
        if count:
            yield _issue("once_without_date", "note", pointer, name, count=count)


def symbol_unknown(answer: Answer, asked: Questionnaire, name: str) -> Iterator[Issue]:
    """A symbol that the questionnaire does not define, or one that contradicts the fit code."""
    meaning = asked.fit_of_symbol
    for pointer, rows in _lines(answer, "fit_answers"):
        for index, row in enumerate(rows):
            symbol = row.get("symbol")
            if symbol is None:
                continue
            where = f"{pointer}/{index}/symbol"
            if symbol not in meaning:
                yield _issue("symbol_unknown", "error", where, name, given=symbol)
            elif "fit" in row and meaning[symbol] != row["fit"]:
                yield _issue(
                    "symbol_contradicts", "error", where, name, given=symbol, fit=row["fit"]
                )


def gap_without_cause(answer: Answer, _: Questionnaire, name: str) -> Iterator[Issue]:
    """A customization or an external system without its cause and its cost (domain §5)."""
    for pointer, rows in _lines(answer, "fit_answers"):
        for index, row in enumerate(rows):
            if row.get("fit") in {"customize", "external"} and (
                "cause" not in row or ("cost_once" not in row and "cost_item" not in row)
            ):
                yield _issue(
                    "gap_without_cause",
                    "warning",
                    f"{pointer}/{index}",
                    name,
                    requirement=row["requirement_id"],
                )


RULES: tuple[Rule, ...] = (
    wrong_questionnaire,
    corporate_number_digit,
    duplicate_offer,
    duplicate_id,
    unknown_code,
    cell_not_asked,
    amount_without_state,
    zero_without_state,
    text_in_amount,
    priced_zero,
    free_with_amount,
    amount_beside_state,
    priced_without_amount,
    range_reversed,
    range_without_point,
    tax_missing,
    included_without_container,
    included_cycle,
    once_without_date,
    symbol_unknown,
    gap_without_cause,
)
