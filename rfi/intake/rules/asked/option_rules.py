"""Option prices held to the rules of prices: each is looked at as a line of its own cost item."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from rfi.intake.rules.case import Case
from rfi.intake.rules.cost_rules import COST_RULES
from rfi.intake.rules.quantity_rules import QUANTITY_RULES
from rfi.intake.rules.rate_rules import RATE_RULES
from rfi.scenario.options import Option, options_of, with_options
from rfi.schema.issue import Issue

_LINES, _PRICES = "/cost_lines/", "/option_lines/"


def line_of(row: Mapping[str, Any], option: Option, index: int) -> dict[str, Any]:
    """Return an option's price as a cost line.

    Args:
        row: A row of ``option_lines``.
        option: What it prices.
        index: Of the row in its offer.
    """
    kept = {key: value for key, value in row.items() if key != "option_id"}
    return {
        **kept,
        "line_id": f"{option.option_id}.{index}",
        "businesses": [option.business],
        "item": option.option_id,
    }


def moved(issue: Issue, old: str, new: str) -> Issue:
    """Return an issue whose pointers name another array."""
    places = issue.params.get("pointers")
    params = issue.params
    if isinstance(places, tuple):
        params = {**params, "pointers": tuple(str(one).replace(old, new) for one in places)}
    return replace(issue, pointer=issue.pointer.replace(old, new), params=params)


def option_prices(case: Case) -> Iterator[Issue]:
    """Yield what the rules of prices say of the prices of options."""
    known = {one.option_id: one for one in options_of(case.asked)}
    offers = case.answer["offers"]
    if not any(offer.get("option_lines") for offer in offers):
        return
    # A row of an unknown option is told elsewhere; its like keeps the places of the others.
    unknown = Option("", "", "", "", "", is_must=False)
    as_lines = [
        {
            **offer,
            "cost_lines": [
                line_of(row, known.get(row["option_id"], unknown), index)
                for index, row in enumerate(offer.get("option_lines", ()))
            ],
        }
        for offer in offers
    ]
    origins = {key.replace(_PRICES, _LINES): cell for key, cell in case.origins.items()}
    told = frozenset(pointer.replace(_PRICES, _LINES) for pointer in case.told)
    alone = Case(
        {**case.answer, "offers": as_lines},
        with_options(case.asked, known),
        case.name,
        origins,
        told,
    )
    for rule in (*COST_RULES, *QUANTITY_RULES, *RATE_RULES):
        for issue in rule(alone):
            if _LINES in issue.pointer:
                yield alone.asked.titled(moved(issue, _LINES, _PRICES))
