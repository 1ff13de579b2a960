"""Rules on what remarks say of prices, each named as its issue code.

A remark is shown and never counted: an amount in it, terms other than those of its row, or a rate
by which prices change leave the price open until somebody has said which is meant. A remark stands
beside a price, or is about an offer or the whole answer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from rfi.document.grid.money_words import (
    amounts_in,
    contradicts_terms,
    names_rate,
    quoted,
    quoted_amount,
    says_how_derived,
    says_terms,
)
from rfi.intake.rules.case import Case, Row
from rfi.schema.issue import Issue

_OF_OFFER = ("note", "summary")
# What the vendor's own assumptions hold: a topic and a text.
_TEXT = "text"


def _names_amount(text: str) -> bool:
    return bool(amounts_in(text)) and not says_how_derived(text)


def _noted(case: Case, code: str, is_told: Callable[[Row], bool]) -> Iterator[Issue]:
    """Yield one issue for each remark, with the lines that it stands beside."""
    for pointer, rows in case.arrays("cost_lines"):
        places: dict[str, list[str]] = {}
        for index, row in enumerate(rows):
            if "amount" in row and "note" in row and is_told(row):
                places.setdefault(row["note"], []).append(f"{pointer}/{index}/note")
        for note, found in places.items():
            yield case.grouped(code, "warning", found, given=quoted_amount(note))


def price_in_note(case: Case) -> Iterator[Issue]:
    """A remark beside a price names an amount that is in no cell for amounts."""
    yield from _noted(case, "price_in_note", lambda row: _names_amount(row["note"]))


def note_contradicts(case: Case) -> Iterator[Issue]:
    """A remark beside a price names another tax basis or unit than its row."""
    yield from _noted(case, "note_contradicts", lambda row: contradicts_terms(row["note"], row))


def rate_in_note(case: Case) -> Iterator[Issue]:
    """A remark beside a price says that it changes by a share: where that counts it is empty."""
    yield from _noted(
        case,
        "rate_in_note",
        lambda row: names_rate(row["note"]) and "escalation_percent" not in row,
    )


@dataclass(frozen=True, slots=True)
class _Remark:
    """A remark on an offer or on all, and what it is about.

    Attributes:
        pointer, text: Where it stands, and what it says.
        offers: The offers.
    """

    pointer: str
    text: str
    offers: Sequence[Row]

    @property
    def prices(self) -> list[Row]:
        """The lines with an amount."""
        lines = (row for offer in self.offers for row in offer.get("cost_lines", ()))
        return [row for row in lines if row.get("amount")]


def _remarks(case: Case) -> Iterator[_Remark]:
    """Yield the remarks on an offer, its assumptions, and the remark on the whole answer."""
    offers = case.answer["offers"]
    if case.answer.get("note"):
        yield _Remark("/note", case.answer["note"], offers)
    for index, offer in enumerate(offers):
        for key in _OF_OFFER:
            if offer.get(key):
                yield _Remark(f"/offers/{index}/{key}", offer[key], [offer])
        for at, row in enumerate(offer.get("assumptions", ())):
            if row.get(_TEXT):
                pointer = f"/offers/{index}/assumptions/{at}/{_TEXT}"
                yield _Remark(pointer, row[_TEXT], [offer])


def price_in_remark(case: Case) -> Iterator[Issue]:
    """A remark on an offer, or an assumption, names an amount that is in no cell for amounts."""
    for one in _remarks(case):
        if _names_amount(one.text):
            given = quoted_amount(one.text)
            yield case.issue("price_in_remark", "warning", one.pointer, given=given)


def remark_contradicts(case: Case) -> Iterator[Issue]:
    """A remark on an offer, or an assumption, names another tax basis or unit than its prices."""
    for one in _remarks(case):
        if not says_terms(one.text):
            continue
        count = sum(contradicts_terms(one.text, row) for row in one.prices)
        if count:
            facts = {"given": quoted(one.text), "count": count}
            yield case.issue("remark_contradicts", "warning", one.pointer, **facts)


def rate_in_remark(case: Case) -> Iterator[Issue]:
    """A remark on an offer says that prices change by a share, and no price or discount does."""
    for one in _remarks(case):
        is_counted = any("escalation_percent" in row for row in one.prices) or any(
            offer.get("discount_lines") for offer in one.offers
        )
        if names_rate(one.text) and not is_counted:
            given = quoted(one.text)
            yield case.issue("rate_in_remark", "warning", one.pointer, given=given)


NOTE_RULES = (
    price_in_note,
    note_contradicts,
    rate_in_note,
    price_in_remark,
    remark_contradicts,
    rate_in_remark,
)
