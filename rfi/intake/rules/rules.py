"""What a JSON schema cannot say: cross-field rules, each named as its issue code.

A rule takes a case (an answer before its questionnaire) and yields issues. Errors hold the answer
back; warnings and notes let it in, and the cell is then treated as method §1 says.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from rfi.document.form.cost_columns import blank_cell
from rfi.intake.corporate_number import has_valid_check_digit
from rfi.intake.rules.asked.free_rules import FREE_RULES
from rfi.intake.rules.asked.must_rules import MUST_RULES
from rfi.intake.rules.asked.option_rules import option_prices
from rfi.intake.rules.asked.wish_rules import WISH_RULES
from rfi.intake.rules.case import CELL_KEYS, Case
from rfi.intake.rules.cost_rules import COST_RULES
from rfi.intake.rules.date_rules import DATE_RULES
from rfi.intake.rules.fit_rules import FIT_RULES
from rfi.intake.rules.note_rules import NOTE_RULES
from rfi.intake.rules.quantity_rules import QUANTITY_RULES
from rfi.intake.rules.rate_rules import RATE_RULES
from rfi.intake.rules.repeated_rules import REPEATED_RULES
from rfi.intake.rules.tier_rules import TIER_RULES
from rfi.intake.rules.whole_rules import WHOLE_RULES
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue

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
    "free_answers": "question_id",
}


def duplicate_id(case: Case) -> Iterator[Issue]:
    """Two rows of one offer have one id."""
    for kind, key in _IDS.items():
        for pointer, rows in case.fields(kind):
            ids = rows.column(key)
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
    ("free_answers", "question_id", "free_question_ids"),
    ("option_lines", "option_id", "option_ids"),
    ("option_lines", "scenario_id", "scenarios"),
)


def unknown_code(case: Case) -> Iterator[Issue]:
    """A row names a scenario, requirement, KPI … that the questionnaire does not have."""
    for kind, key, home in _KNOWN:
        known = getattr(case.asked, home)
        for pointer, rows in case.fields(kind):
            unknown = set(rows.column(key)).difference(known)
            for index, given in enumerate(rows.column(key)) if unknown else ():
                if given in unknown:
                    where = f"{pointer}/{index}/{key}"
                    yield case.issue("unknown_code", "error", where, given=given)


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
            (f"businesses/{index}", business)
            for index, business in enumerate(row["businesses"])
            if business not in businesses
        ]
        for key, given in unknown:
            yield case.issue("unknown_code", "error", f"{pointer}/{key}", given=given)
        if not unknown:
            facts = {"business": tuple(row["businesses"]), "item": row["item"]}
            yield case.issue("cell_not_asked", "warning", pointer, **facts)


def symbol_unknown(case: Case) -> Iterator[Issue]:
    """A symbol that the questionnaire does not define, or one that contradicts the fit code."""
    meaning = case.asked.fit_of_symbol
    for pointer, rows in case.fields("fit_answers"):
        columns = zip(rows.column("symbol"), rows.column("fit"), strict=True)
        for index, (symbol, fit) in enumerate(columns):
            if symbol is None or (symbol in meaning and fit in {None, meaning[symbol]}):
                continue
            where = f"{pointer}/{index}/symbol"
            if symbol not in meaning:
                yield case.issue("symbol_unknown", "error", where, given=symbol)
            else:
                given = Coded("fit_codes", fit)
                yield case.issue("symbol_contradicts", "error", where, given=symbol, fit=given)


def cell_unanswered(case: Case) -> Iterator[Issue]:
    """Cells that the questionnaire asks and the answer leaves out; a whole scenario is one note.

    Those of a row that is gone from the form were told with that row, and those that the reader
    could not take, with what was in its way.
    """
    lists = zip(case.fields("cost_lines"), case.given_cells, case.lost_cells, strict=True)
    for offer, ((pointer, rows), given, lost) in enumerate(lists):
        others = case.other_cells[offer]
        bundles = [key for key in others if len(key) > CELL_KEYS]
        parts = {(key[0], key[1], business) for key in bundles for business in key[2:]}
        # As many as are asked, and none that is not: every one of them.
        is_whole = not others and len(given) == len(case.asked.asked_cells)
        missing = set() if is_whole else case.asked.asked_cells - given - lost - parts
        by_item: dict[tuple[str, str], list[str]] = {}
        for scenario, item, business in sorted(missing):
            is_told = blank_cell(offer, scenario, business, item) in case.told
            if is_told or (offer, business, item) in case.gone:
                continue
            by_item.setdefault((scenario, item), []).append(business)
        answered = {*rows.column("scenario_id"), *(key[0] for key in lost)}
        for scenario in case.asked.scenarios:
            if scenario not in answered and case.asked.asked[scenario]:
                count = len(case.asked.asked[scenario])
                facts = {"scenario": scenario, "count": count}
                yield case.issue("scenario_unanswered", "note", pointer, **facts)
        for (scenario, item), businesses in by_item.items():
            if scenario in answered:
                facts = {"scenario": scenario, "item": item, "businesses": tuple(businesses)}
                found = case.issue("cell_unanswered", "warning", pointer, **facts)
                place = blank_cell(offer, scenario, businesses[0], item)
                yield replace(found, origin=case.origins.get(place, ""))


RULES: tuple[Rule, ...] = (
    wrong_questionnaire,
    corporate_number_digit,
    duplicate_offer,
    duplicate_id,
    unknown_code,
    cell_not_asked,
    cell_unanswered,
    *COST_RULES,
    *QUANTITY_RULES,
    *TIER_RULES,
    *WHOLE_RULES,
    *NOTE_RULES,
    *DATE_RULES,
    *RATE_RULES,
    *REPEATED_RULES,
    symbol_unknown,
    *FIT_RULES,
    *FREE_RULES,
    *MUST_RULES,
    *WISH_RULES,
    option_prices,
)
