"""Rules on what the remarks of cost lines say of their price, each named as its issue code.

A remark is shown and never counted: an amount in it, or terms other than those of its row, leave
the price open until somebody has said which is meant.
"""

from collections.abc import Callable, Iterator

from rfi.document.grid.money_words import (
    amounts_in,
    quoted_amount,
    says_how_derived,
    tax_named,
    unit_named,
)
from rfi.intake.rules.case import Case, Row
from rfi.schema.issue import Issue


def _names_amount(row: Row) -> bool:
    note = row["note"]
    return bool(amounts_in(note)) and not says_how_derived(note)


def _contradicts(row: Row) -> bool:
    tax, unit = tax_named(row["note"]), unit_named(row["note"])
    if tax and row.get("tax", tax) != tax:
        return True
    return bool(unit) and row.get("currency") == "JPY" and row.get("unit", unit) != unit


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
    yield from _noted(case, "price_in_note", _names_amount)


def note_contradicts(case: Case) -> Iterator[Issue]:
    """A remark beside a price names another tax basis or unit than its row."""
    yield from _noted(case, "note_contradicts", _contradicts)


NOTE_RULES = (price_in_note, note_contradicts)
