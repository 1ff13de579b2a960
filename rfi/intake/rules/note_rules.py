"""Rules on what remarks say of prices, each named as its issue code.

A remark is shown and never counted: an amount in it, terms other than those of its row, or a rate
by which prices change leave the price open until somebody has said which is meant. A remark stands
beside a price, or is about an offer or the whole answer.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from rfi.document.grid.money_words import (
    NO_TERMS,
    amounts_in,
    named_terms,
    names_rate,
    quoted,
    quoted_amount,
    says_how_derived,
)
from rfi.document.grid.row_words import NO_WORDS, row_words
from rfi.intake.rules.case import PRICE_TERMS, Case, Row
from rfi.schema.issue import Issue

_OF_OFFER = ("title", "note", "summary")
# What the vendor's own assumptions hold: a topic and a text.
_TEXT = "text"


def _names_amount(text: str) -> bool:
    return bool(amounts_in(text)) and not says_how_derived(text)


def _noted(
    case: Case, code: str, is_told: Callable[[str], bool], of_row: Callable[[str, Row], bool]
) -> Iterator[Issue]:
    """Yield one issue for each remark, with the lines that it stands beside."""
    for pointer, notes in case.prices_beside(is_told):
        for (name, note), rows in notes.items():
            found = [f"{pointer}/{index}/{name}" for index, row in rows if of_row(note, row)]
            if found:
                yield case.grouped(code, "warning", found, given=quoted_amount(note))


def price_in_note(case: Case) -> Iterator[Issue]:
    """A remark beside a price names an amount that is in no cell for amounts."""
    yield from _noted(case, "price_in_note", _names_amount, lambda _note, _row: True)


def note_contradicts(case: Case) -> Iterator[Issue]:
    """A remark beside a price says another tax basis, unit, frequency … than its row."""
    words = cache(row_words)
    yield from _noted(
        case,
        "note_contradicts",
        lambda note: words(note) != NO_WORDS,
        lambda note, row: words(note).contradict(row),
    )


def rate_in_note(case: Case) -> Iterator[Issue]:
    """A remark beside a price says that it changes by a share: where that counts it is empty."""
    yield from _noted(
        case, "rate_in_note", names_rate, lambda _note, row: "escalation_percent" not in row
    )


@dataclass(frozen=True, slots=True)
class _Remark:
    """A remark on an offer or on all, and what it is about.

    Attributes:
        pointer, text: Where it stands, and what it says.
        offers: Positions of the offers.
    """

    pointer: str
    text: str
    offers: Sequence[int]


def _remarks(case: Case) -> Iterator[_Remark]:
    """Yield the remarks on an offer, its assumptions, and the remark on the whole answer."""
    offers = case.answer["offers"]
    if case.answer.get("note"):
        yield _Remark("/note", case.answer["note"], range(len(offers)))
    for index, offer in enumerate(offers):
        for key in _OF_OFFER:
            if offer.get(key):
                yield _Remark(f"/offers/{index}/{key}", offer[key], [index])
        for at, row in enumerate(offer.get("assumptions", ())):
            if row.get(_TEXT):
                pointer = f"/offers/{index}/assumptions/{at}/{_TEXT}"
                yield _Remark(pointer, row[_TEXT], [index])


def price_in_remark(case: Case) -> Iterator[Issue]:
    """A remark on an offer, or an assumption, names an amount that is in no cell for amounts."""
    for one in _remarks(case):
        if _names_amount(one.text):
            given = quoted_amount(one.text)
            yield case.issue("price_in_remark", "warning", one.pointer, given=given)


def remark_contradicts(case: Case) -> Iterator[Issue]:
    """A remark on an offer, or an assumption, names another tax basis or unit than its prices."""
    for one in _remarks(case):
        terms = named_terms(one.text)
        if terms == NO_TERMS:
            continue
        count = sum(
            many
            for at in one.offers
            for kind, many in case.terms_of_prices[at].items()
            if terms.contradict({k: v for k, v in zip(PRICE_TERMS, kind, strict=True) if v})
        )
        if count:
            facts = {"given": quoted(one.text), "count": count}
            yield case.issue("remark_contradicts", "warning", one.pointer, **facts)


def rate_in_remark(case: Case) -> Iterator[Issue]:
    """A remark on an offer says that prices change by a share, and no price or discount does."""
    for one in _remarks(case):
        if not names_rate(one.text):
            continue
        offers = [case.answer["offers"][at] for at in one.offers]
        is_counted = any(
            offer.get("discount_lines")
            or any("escalation_percent" in row for row in offer.get("cost_lines", ()))
            for offer in offers
        )
        if not is_counted:
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
