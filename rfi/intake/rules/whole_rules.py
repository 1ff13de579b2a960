"""Rules on the whole of an offer's prices, each named as its issue code (method §1)."""

from collections.abc import Iterator
from itertools import chain

from rfi.intake.rules.case import Case, Row
from rfi.scenario.city.cells import COMMON_BUSINESS
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed

_PRICED = frozenset({"priced", "priced_from"})
# With fewer cells one price that holds all others is nothing unusual (this project's choice).
_FEWEST_CELLS = 3


def recurring_as_once(case: Case) -> Iterator[Issue]:
    """An item that runs the whole term is priced once: it is counted, and asked about."""
    whole = case.asked.whole_term_items
    for pointer, rows in case.fields("cost_lines"):
        found: dict[str, list[str]] = {}
        columns = zip(rows.column("frequency"), rows.column("item"), strict=True)
        for index, (frequency, item) in enumerate(columns):
            if frequency != "once" or item not in whole:
                continue
            row = rows.rows[index]
            if (
                row.get("state", "priced") in _PRICED
                and row.get("basis") != "per_case"
                and not row.get("is_renewal")
            ):
                found.setdefault(item, []).append(f"{pointer}/{index}/frequency")
        for item, places in found.items():
            yield case.grouped("recurring_as_once", "warning", places, item=item)


def stated_total_in_dollars(case: Case) -> Iterator[Issue]:
    """A total of the vendor's own in dollars: it is not held against the lines."""
    factors = load_codelist("money_units").rows
    for pointer, row in case.rows("stated_totals"):
        if row["currency"] == "USD":
            yield case.issue(
                "stated_total_in_dollars",
                "note",
                f"{pointer}/currency",
                amount=trimmed(row["amount"] * float(factors[row["unit"]]["factor"])),
            )


def _by_scenario(case: Case, state: str) -> Iterator[tuple[str, list[tuple[str, Row]]]]:
    """Yield the scenario and the places of its lines, of every offer that has a line in a state."""
    unusual = {pointer for pointer, row in case.unusual_lines if row.get("state") == state}
    homes = {pointer.rpartition("/")[0] for pointer in unusual}
    for pointer, rows in case.arrays("cost_lines"):
        # Of a list that lost lines to the schema nobody knows yet what all of it says.
        if pointer not in homes or pointer in case.lost:
            continue
        lines: dict[str, list[tuple[str, Row]]] = {}
        for index, row in enumerate(rows):
            lines.setdefault(row["scenario_id"], []).append((f"{pointer}/{index}", row))
        yield from lines.items()


def all_free(case: Case) -> Iterator[Issue]:
    """Everything that is answered in a scenario is free."""
    for scenario, lines in _by_scenario(case, "free"):
        if all(row.get("state") == "free" for _, row in lines):
            places = [f"{pointer}/state" for pointer, _ in lines]
            yield case.grouped("all_free", "warning", places, scenario=scenario)


def all_included_in_one(case: Case) -> Iterator[Issue]:
    """Everything that is answered in a scenario is included in one priced cell."""
    for scenario, lines in _by_scenario(case, "included"):
        held = [(pointer, row) for pointer, row in lines if row.get("state") == "included"]
        cells = {(*row["businesses"], row["item"]) for _, row in lines}
        others = cells - {(*row["businesses"], row["item"]) for _, row in held}
        if len(others) == 1 and len(cells) >= _FEWEST_CELLS:
            places = [f"{pointer}/state" for pointer, _ in held]
            (*businesses, item) = next(iter(others))
            facts = {"business": tuple(businesses), "item": item, "scenario": scenario}
            yield case.grouped("all_included_in_one", "warning", places, **facts)


def business_left_out(case: Case) -> Iterator[Issue]:
    """A business that the offer does not list has prices all the same: these count."""
    lists = zip(case.answer["offers"], case.fields("cost_lines"), strict=True)
    for offer, (pointer, rows) in lists:
        if not offer.get("businesses"):
            continue
        given = set(chain.from_iterable(rows.column("businesses")))
        for business in sorted(given.difference(offer["businesses"], {COMMON_BUSINESS})):
            places = [
                f"{pointer}/{at}/amount"
                for at, row in enumerate(rows.rows)
                if business in row["businesses"] and row.get("amount", 0) > 0
            ]
            if places:
                yield case.grouped("business_left_out", "warning", places, business=business)


WHOLE_RULES = (
    business_left_out,
    recurring_as_once,
    all_free,
    all_included_in_one,
    stated_total_in_dollars,
)
