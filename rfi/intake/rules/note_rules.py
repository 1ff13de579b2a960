"""Rules on what remarks say of prices, each named as its issue code.

A remark is shown and never counted: an amount in it, terms other than those of its row, or a rate
by which prices change leave the price open until somebody has said which is meant. A remark stands
beside a price, or is about an offer or the whole answer.
"""

from collections.abc import Callable, Iterator

from rfi.document.grid.money_words import (
    amounts_in,
    contradicts_terms,
    names_rate,
    quoted,
    quoted_amount,
    says_how_derived,
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


def _remarks(case: Case) -> Iterator[tuple[str, str, list[Row]]]:
    """Yield (pointer, text, the prices it is about) of the remarks on an offer or on all."""
    prices = [
        [row for row in offer.get("cost_lines", ()) if row.get("amount")]
        for offer in case.answer["offers"]
    ]
    if case.answer.get("note"):
        yield "/note", case.answer["note"], [row for rows in prices for row in rows]
    for index, offer in enumerate(case.answer["offers"]):
        for key in _OF_OFFER:
            if offer.get(key):
                yield f"/offers/{index}/{key}", offer[key], prices[index]
        for at, row in enumerate(offer.get("assumptions", ())):
            if row.get(_TEXT):
                yield f"/offers/{index}/assumptions/{at}/{_TEXT}", row[_TEXT], prices[index]


def price_in_remark(case: Case) -> Iterator[Issue]:
    """A remark on an offer, or an assumption, names an amount that is in no cell for amounts."""
    for pointer, text, _ in _remarks(case):
        if _names_amount(text):
            yield case.issue("price_in_remark", "warning", pointer, given=quoted_amount(text))


def remark_contradicts(case: Case) -> Iterator[Issue]:
    """A remark on an offer, or an assumption, names another tax basis or unit than its prices."""
    for pointer, text, rows in _remarks(case):
        count = sum(contradicts_terms(text, row) for row in rows)
        if count:
            facts = {"given": quoted(text), "count": count}
            yield case.issue("remark_contradicts", "warning", pointer, **facts)


def rate_in_remark(case: Case) -> Iterator[Issue]:
    """A remark on an offer says that prices change by a share, and no price or discount does."""
    for pointer, text, rows in _remarks(case):
        keys = pointer.split("/")
        offers = [case.answer["offers"][int(keys[2])]] if len(keys) > 2 else case.answer["offers"]
        is_counted = any("escalation_percent" in row for row in rows) or any(
            offer.get("discount_lines") for offer in offers
        )
        if names_rate(text) and not is_counted:
            yield case.issue("rate_in_remark", "warning", pointer, given=quoted(text))


NOTE_RULES = (
    price_in_note,
    note_contradicts,
    rate_in_note,
    price_in_remark,
    remark_contradicts,
    rate_in_remark,
)
