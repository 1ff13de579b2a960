"""Rules on several answers together, each named as its issue code (method §9).

Each answer is told of the other, so that no order of the files decides where it is said.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from rfi.document.read import Document
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue
from rfi.text.lookalikes import look_of

# With fewer prices two answers may agree by chance (this project's choice).
_FEWEST_PRICES = 3
# Place in the answer that each of them is told at.
_PLACES = {
    "vendor_twice": "/vendor/vendor_id",
    "names_alike": "/vendor/name",
    "answers_identical": "/offers",
}


@dataclass(frozen=True, slots=True)
class Accepted:
    """An answer that is compared."""

    document: Document
    value: Mapping[str, Any]

    @property
    def vendor(self) -> Mapping[str, Any]:
        """Who answered."""
        found: Mapping[str, Any] = self.value["vendor"]
        return found


def _is_one_vendor(first: Accepted, second: Accepted) -> bool:
    number = first.vendor.get("corporate_number")
    same_number = number is not None and number == second.vendor.get("corporate_number")
    return same_number or bool(first.vendor["vendor_id"] == second.vendor["vendor_id"])


def _prices(value: Mapping[str, Any]) -> list[tuple[object, ...]]:
    """Return every price of an answer, whatever the order and the ids of its lines."""
    factors = load_codelist("money_units").rows
    return sorted(
        (
            row["scenario_id"],
            row["item"],
            *sorted(row["businesses"]),
            row["currency"],
            row["frequency"],
            row["amount"] * float(factors[row["unit"]]["factor"]),
        )
        for offer in value["offers"]
        for row in offer.get("cost_lines", ())
        if row.get("amount", 0) > 0
    )


def _found(accepted: Sequence[Accepted]) -> Iterator[tuple[str, Accepted, Accepted, int]]:
    """Yield (code, answer, other answer, number of prices)."""
    prices = [_prices(one.value) for one in accepted]
    looks = [look_of(one.vendor["name"]) for one in accepted]
    for (at, first), (beside, second) in combinations(enumerate(accepted), 2):
        if _is_one_vendor(first, second):
            yield "vendor_twice", first, second, 0
        elif looks[at] == looks[beside]:
            yield "names_alike", first, second, 0
        if len(prices[at]) >= _FEWEST_PRICES and prices[at] == prices[beside]:
            yield "answers_identical", first, second, len(prices[at])


def between(accepted: Sequence[Accepted]) -> Iterable[tuple[Document, Issue]]:
    """Yield (document, issue) for what only several answers show.

    Two answers of one vendor (vendor id or corporate number); two with the same prices; two whose
    vendors have names that look alike.
    """
    for code, first, second, count in _found(accepted):
        for one, other in ((first, second), (second, first)):
            facts = {
                "other": other.document.name,
                "name": one.vendor["name"],
                "alike": other.vendor["name"],
                "count": count,
            }
            issue = Issue(code, "warning", _PLACES[code], params=facts)
            yield one.document, one.document.located(issue)
