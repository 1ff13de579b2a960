"""Rules on the states and amounts of cost lines, each named as its issue code (method §1)."""

from collections.abc import Iterator

from rfi.intake.rules.case import Case
from rfi.schema.codelists import Coded
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed

PRICED = frozenset({"priced", "priced_from"})


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
        is_open = row.get("state", "unanswered") in PRICED | {"unanswered"}
        # What the reader has said of the cell already is not said twice.
        if "amount_as_written" in row and is_open and f"{pointer}/amount" not in case.told:
            yield case.issue(
                "text_in_amount",
                "warning",
                f"{pointer}/amount_as_written",
                item=row["item"],
                given=row["amount_as_written"],
            )


def priced_zero(case: Case) -> Iterator[Issue]:
    """Priced at 0, by one amount or by every tier: held until the vendor says free or included."""
    for pointer, row in case.unusual_lines:
        amounts = [tier["amount"] for tier in row.get("tiers", ())] or [row.get("amount", 1)]
        if not any(amounts) and row.get("state") in PRICED:
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
                state=Coded("cell_states", row["state"]),
            )


def priced_without_amount(case: Case) -> Iterator[Issue]:
    """Priced, but no amount: unanswered."""
    for pointer, row in case.unusual_lines:
        if (
            "amount" not in row
            and row.get("state") in PRICED
            and "amount_low" not in row
            and not row.get("tiers")
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


def point_outside_range(case: Case) -> Iterator[Issue]:
    """An amount outside the range that stands beside it: which of them holds is not said."""
    for pointer, row in case.unusual_lines:
        if "amount" not in row or "amount_low" not in row:
            continue
        low, high = row["amount_low"], row["amount_high"]
        is_price = row.get("state", "priced") in PRICED
        if is_price and low <= high and not low <= row["amount"] <= high:
            yield case.issue(
                "point_outside_range",
                "warning",
                f"{pointer}/amount",
                item=row["item"],
                amount=trimmed(row["amount"]),
                low=trimmed(low),
                high=trimmed(high),
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


def container_not_asked(case: Case) -> Iterator[Issue]:
    """Included in a cell that nobody is asked for: no price there ends the question."""
    for pointer, row in case.unusual_lines:
        if row.get("state") == "included" and "included_in" in row:
            inside = row["included_in"]
            cells = case.asked.asked.get(row["scenario_id"], frozenset())
            if (inside["business"], inside["item"]) not in cells:
                where = f"{pointer}/included_in"
                yield case.issue("container_not_asked", "warning", where, **inside)


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
    for pointer, rows in case.fields("cost_lines"):
        columns = zip(*map(rows.column, ("frequency", "accepted_on", "amount")), strict=True)
        count = sum(
            # Of a day that could not be read it was told what is wrong with it.
            f"{pointer}/{at}/accepted_on" not in case.told
            for at, (frequency, accepted_on, amount) in enumerate(columns)
            if frequency == "once" and accepted_on is None and amount is not None
        )
        if count:
            yield case.issue("once_without_date", "note", pointer, count=count)


COST_RULES = (
    amount_without_state,
    zero_without_state,
    text_in_amount,
    priced_zero,
    free_with_amount,
    amount_beside_state,
    priced_without_amount,
    range_reversed,
    range_without_point,
    point_outside_range,
    tax_missing,
    included_without_container,
    container_not_asked,
    included_cycle,
    once_without_date,
)
