"""What a JSON schema cannot say: cross-field rules, each named as its issue code.

A rule takes a case (an answer before its questionnaire) and yields issues. Errors hold the answer
back; warnings and notes let it in, and the cell is then treated as method §1 says.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from rfi.intake.corporate_number import has_valid_check_digit
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.issue import Issue, Severity

Row = Mapping[str, Any]
Place = tuple[str, Row]
PRICED = frozenset({"priced", "priced_from"})


@dataclass(frozen=True)
class Case:
    """One answer before its questionnaire.

    Attributes:
        answer: The value of a document that fits its schema.
        asked: The questionnaire.
        name: File name of the answer.
    """

    answer: Mapping[str, Any]
    asked: Questionnaire
    name: str

    def arrays(self, kind: str) -> Iterator[tuple[str, list[Row]]]:
        """Yield (pointer of the array, its rows) for every offer."""
        for index, offer in enumerate(self.answer["offers"]):
            yield f"/offers/{index}/{kind}", offer.get(kind, [])

    def rows(self, kind: str) -> Iterator[Place]:
        """Yield (pointer, row) for every row of every offer."""
        for pointer, rows in self.arrays(kind):
            for index, row in enumerate(rows):
                yield f"{pointer}/{index}", row

    @cached_property
    def unusual_lines(self) -> tuple[Place, ...]:
        """The cost lines that are not simply a price with its tax flag.

        Most lines are; the rules on states and amounts need to look at the others only.
        """
        return tuple(
            (f"{pointer}/{index}", row)
            for pointer, rows in self.arrays("cost_lines")
            for index, row in enumerate(rows)
            if not (
                row.get("state") == "priced"
                and row.get("amount", 0) > 0
                and "tax" in row
                and "amount_low" not in row
                and "amount_as_written" not in row
            )
        )

    @cached_property
    def unasked_lines(self) -> tuple[Place, ...]:
        """The cost lines that touch a cell which the questionnaire does not ask."""
        asked = self.asked.asked_cells
        return tuple(
            (f"{pointer}/{index}", row)
            for pointer, rows in self.arrays("cost_lines")
            for index, row in enumerate(rows)
            for business in row["businesses"]
            if (row["scenario_id"], business, row["item"]) not in asked
        )

    def issue(self, code: str, severity: Severity, pointer: str, **params: object) -> Issue:
        """Return an issue of this answer."""
        return Issue(code, severity, pointer, params=params, document=self.name)


Rule = Callable[[Case], Iterator[Issue]]


def wrong_questionnaire(case: Case) -> Iterator[Issue]:
    """The answer names another questionnaire."""
    given = case.answer["questionnaire_id"]
    if given != case.asked.questionnaire_id:
        yield case.issue(
            "wrong_questionnaire",
            "error",
            "/questionnaire_id",
            given=given,
            expected=case.asked.questionnaire_id,
        )


def corporate_number_digit(case: Case) -> Iterator[Issue]:
    """The corporate number's check digit does not hold (domain §8)."""
    number = case.answer["vendor"].get("corporate_number")
    if number and not has_valid_check_digit(number):
        yield case.issue(
            "corporate_number_digit", "warning", "/vendor/corporate_number", given=number
        )


def duplicate_offer(case: Case) -> Iterator[Issue]:
    """Two offers have one id."""
    seen: set[str] = set()
    for index, offer in enumerate(case.answer["offers"]):
        if offer["offer_id"] in seen:
            yield case.issue(
                "duplicate_offer", "error", f"/offers/{index}/offer_id", id=offer["offer_id"]
            )
        seen.add(offer["offer_id"])


_IDS = {
    "cost_lines": "line_id",
    "discount_lines": "discount_id",
    "benefit_lines": "benefit_id",
    "fit_answers": "requirement_id",
    "service_levels": "item_id",
}


def duplicate_id(case: Case) -> Iterator[Issue]:
    """Two rows of one offer have one id."""
    for kind, key in _IDS.items():
        for pointer, rows in case.arrays(kind):
            ids = [row[key] for row in rows]
            if len(set(ids)) == len(ids):
                continue
            seen: set[str] = set()
            for index, found in enumerate(ids):
                if found in seen:
                    yield case.issue("duplicate_id", "error", f"{pointer}/{index}/{key}", id=found)
                seen.add(found)


_KNOWN = (
    ("discount_lines", "scenario_id", "scenarios"),
    ("stated_totals", "scenario_id", "scenarios"),
    ("fit_answers", "requirement_id", "requirement_ids"),
    ("benefit_lines", "kpi_id", "kpi_ids"),
    ("service_levels", "item_id", "service_item_ids"),
)


def unknown_code(case: Case) -> Iterator[Issue]:
    """A row names a scenario, requirement, KPI … that the questionnaire does not have."""
    for kind, key, home in _KNOWN:
        known = getattr(case.asked, home)
        for pointer, row in case.rows(kind):
            if row[key] not in known:
                yield case.issue("unknown_code", "error", f"{pointer}/{key}", given=row[key])


def cell_not_asked(case: Case) -> Iterator[Issue]:
    """A cost line names a code that the questionnaire lacks, or stands where it asks nothing.

    A price that was not asked for counts, but no rival has its like.
    """
    scenarios, items, businesses = case.asked.scenarios, case.asked.items, case.asked.businesses
    for pointer, row in dict(case.unasked_lines).items():
        unknown = [
            (key, row[key])
            for key, known in (("scenario_id", scenarios), ("item", items))
            if row[key] not in known
        ]
        unknown += [
            (f"businesses/{place}", business)
            for place, business in enumerate(row["businesses"])
            if business not in businesses
        ]
        for key, given in unknown:
            yield case.issue("unknown_code", "error", f"{pointer}/{key}", given=given)
        if not unknown:
            facts = {"business": "・".join(row["businesses"]), "item": row["item"]}
            yield case.issue("cell_not_asked", "warning", pointer, **facts)


def amount_without_state(case: Case) -> Iterator[Issue]:
    """An amount stands without a state: it is read as a price."""
    for pointer, row in case.unusual_lines:
        if "state" not in row and row.get("amount", 0) != 0:
            yield case.issue(
                "amount_without_state",
                "note",
                f"{pointer}/state",
                item=row["item"],
            )


def zero_without_state(case: Case) -> Iterator[Issue]:
    """A typed 0 without a state says nothing: free, included, or not answered?"""
    for pointer, row in case.unusual_lines:
        if row.get("state", "unanswered") == "unanswered" and row.get("amount", 1) == 0:
            yield case.issue(
                "zero_without_state",
                "warning",
                f"{pointer}/amount",
                item=row["item"],
            )


def text_in_amount(case: Case) -> Iterator[Issue]:
    """A dash or a word stood in the amount cell: not an answer until a state says which."""
    for pointer, row in case.unusual_lines:
        if "amount_as_written" in row and row.get("state", "unanswered") in PRICED | {"unanswered"}:
            yield case.issue(
                "text_in_amount",
                "warning",
                f"{pointer}/amount_as_written",
                item=row["item"],
                given=row["amount_as_written"],
            )


def priced_zero(case: Case) -> Iterator[Issue]:
    """Priced at 0: held until the vendor says free or included."""
    for pointer, row in case.unusual_lines:
        if row.get("amount", 1) == 0 and row.get("state") in PRICED:
            yield case.issue("priced_zero", "error", f"{pointer}/amount", item=row["item"])


def free_with_amount(case: Case) -> Iterator[Issue]:
    """Free, and yet an amount."""
    for pointer, row in case.unusual_lines:
        if row.get("state") == "free" and row.get("amount", 0) != 0:
            yield case.issue("free_with_amount", "error", f"{pointer}/amount", item=row["item"])


_HOLES = frozenset({"included", "separate", "out_of_scope", "unanswered"})


def amount_beside_state(case: Case) -> Iterator[Issue]:
    """An amount beside a state that has none: the amount is not counted."""
    for pointer, row in case.unusual_lines:
        if row.get("amount", 0) != 0 and row.get("state") in _HOLES:
            yield case.issue(
                "amount_beside_state",
                "warning",
                f"{pointer}/amount",
                item=row["item"],
                state=row["state"],
            )


def priced_without_amount(case: Case) -> Iterator[Issue]:
    """Priced, but no amount: unanswered."""
    for pointer, row in case.unusual_lines:
        if (
            "amount" not in row
            and row.get("state") in PRICED
            and "amount_low" not in row
            and "tiers" not in row
        ):
            yield case.issue("priced_without_amount", "warning", f"{pointer}", item=row["item"])


def range_reversed(case: Case) -> Iterator[Issue]:
    """The low end of a price range is above its high end."""
    for pointer, row in case.unusual_lines:
        if "amount_low" in row and row["amount_low"] > row["amount_high"]:
            yield case.issue(
                "range_reversed",
                "error",
                f"{pointer}/amount_low",
                item=row["item"],
            )


def range_without_point(case: Case) -> Iterator[Issue]:
    """A range without a point is compared at its middle, and marked."""
    for pointer, row in case.unusual_lines:
        if "amount_low" in row and "amount" not in row:
            yield case.issue(
                "range_without_point",
                "note",
                f"{pointer}/amount_low",
                item=row["item"],
            )


def tax_missing(case: Case) -> Iterator[Issue]:
    """No tax flag beside an amount: the price cannot be compared and counts as unanswered."""
    for pointer, row in (*case.unusual_lines, *case.rows("discount_lines")):
        if "tax" not in row and "amount" in row:
            yield case.issue("tax_missing", "warning", f"{pointer}/tax")


def included_without_container(case: Case) -> Iterator[Issue]:
    """Included elsewhere, but not said where."""
    for pointer, row in case.unusual_lines:
        if row.get("state") == "included" and "included_in" not in row:
            yield case.issue(
                "included_without_container",
                "warning",
                f"{pointer}/included_in",
                item=row["item"],
            )


def included_cycle(case: Case) -> Iterator[Issue]:
    """Cells that hold one another: no price at the end of the chain."""
    held: dict[tuple[str, ...], tuple[tuple[str, ...], str]] = {}
    for pointer, row in case.unusual_lines:
        if row.get("state") == "included" and "included_in" in row:
            offer = pointer.split("/", 3)[2]
            inside = row["included_in"]
            goal = (offer, row["scenario_id"], inside["business"], inside["item"])
            for business in row["businesses"]:
                held[offer, row["scenario_id"], business, row["item"]] = (goal, pointer)
    done: set[tuple[str, ...]] = set()
    for start in held:
        trail: list[tuple[str, ...]] = []
        here = start
        while here in held and here not in done and here not in trail:
            trail.append(here)
            here = held[here][0]
        if here in trail:
            where = f"{held[here][1]}/included_in"
            yield case.issue("included_cycle", "error", where, business=here[2], item=here[3])
        done.update(trail)


def once_without_date(case: Case) -> Iterator[Issue]:
    """A one-time price without a day of acceptance goes to the month of go-live; say how many."""
    for pointer, rows in case.arrays("cost_lines"):
        count = sum(
            1
            for row in rows
            if row.get("frequency") == "once" and "accepted_on" not in row and "amount" in row
        )
        if count:
            yield case.issue("once_without_date", "note", pointer, count=count)


def symbol_unknown(case: Case) -> Iterator[Issue]:
    """A symbol that the questionnaire does not define, or one that contradicts the fit code."""
    meaning = case.asked.fit_of_symbol
    for pointer, rows in case.arrays("fit_answers"):
        for index, row in enumerate(rows):
            symbol = row.get("symbol")
            if symbol is None:
                continue
            where = f"{pointer}/{index}/symbol"
            if symbol not in meaning:
                yield case.issue("symbol_unknown", "error", where, given=symbol)
            elif "fit" in row and meaning[symbol] != row["fit"]:
                yield case.issue("symbol_contradicts", "error", where, given=symbol, fit=row["fit"])


def gap_without_cause(case: Case) -> Iterator[Issue]:
    """A customization or an external system without its cause and its cost (domain §5)."""
    for pointer, rows in case.arrays("fit_answers"):
        for index, row in enumerate(rows):
            if row.get("fit") in {"customize", "external"} and (
                "cause" not in row or ("cost_once" not in row and "cost_item" not in row)
            ):
                yield case.issue(
                    "gap_without_cause",
                    "warning",
                    f"{pointer}/{index}",
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
