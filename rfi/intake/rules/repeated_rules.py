"""Rules on what stands twice in one answer, each named as its issue code (method §9)."""

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from operator import itemgetter

from rfi.intake.row_fields import RowFields
from rfi.intake.rules.case import CELL_KEYS, Case, Row
from rfi.schema.codelists import Coded, load_codelist
from rfi.schema.issue import Issue
from rfi.text.numbers import trimmed

_PRICED = frozenset({"priced", "priced_from"})
# What makes two discounts one: all that moves money, but for the id and the remarks.
_OF_DISCOUNT = ("scenario_id", "amount", "unit", "currency", "tax", "frequency", "months")
_TARGETS = ("applies_to_items", "applies_to_businesses")


def _discount_key(row: Row) -> tuple[object, ...]:
    targets = (tuple(sorted(row.get(name, ()))) for name in _TARGETS)
    return (*(row.get(name) for name in _OF_DISCOUNT), *targets)


def discount_twice(case: Case) -> Iterator[Issue]:
    """One discount stands twice under two ids."""
    for pointer, rows in case.arrays("discount_lines"):
        seen: dict[tuple[object, ...], str] = {}
        for index, row in enumerate(rows):
            first = seen.setdefault(_discount_key(row), row["discount_id"])
            if first != row["discount_id"]:
                yield case.issue(
                    "discount_twice",
                    "warning",
                    f"{pointer}/{index}",
                    first=first,
                    second=row["discount_id"],
                    amount=trimmed(row["amount"]),
                    unit=Coded("money_units", row["unit"]),
                )


# What makes two prices one, beside their amount in yen and their months.
_OF_PRICE = ("scenario_id", "item", "currency", "tax", "frequency", "basis", "quantity")
_NO_END = 10_000 * 12


@cache
def _factors() -> Mapping[str, float]:
    rows = load_codelist("money_units").rows
    return {code: float(row["factor"]) for code, row in rows.items()}


def _price_key(row: Row) -> tuple[object, ...]:
    businesses = tuple(sorted(row["businesses"]))
    amount = row["amount"] * _factors()[row["unit"]]
    own = (row.get("procedure_id"), row.get("is_renewal", False))
    return (*(row.get(name) for name in _OF_PRICE), businesses, amount, *own)


def _month_of(iso_date: str) -> int:
    year, month, _ = iso_date.split("-")
    return int(year) * 12 + int(month)


def _months(row: Row, offer: Row) -> tuple[int, int]:
    """Return the months that a price runs, end exclusive; a price once runs for ever."""
    if row["frequency"] == "once":
        return 0, _NO_END
    start = _month_of(row.get("start_on") or offer["go_live_on"])
    return start, start + int(row.get("months") or offer["contract_months"])


def _priced(rows: list[Row]) -> Iterator[tuple[int, Row]]:
    for index, row in enumerate(rows):
        if row.get("amount", 0) > 0 and row.get("state", "priced") in _PRICED:
            yield index, row


def _priced_again(
    rows: RowFields, keys: list[tuple[str, ...]], count: int, others: frozenset[tuple[str, ...]]
) -> Iterator[tuple[int, Row]]:
    """Yield the prices that stand several times in a cell; most do not and need no second look.

    Args:
        rows: The cost lines.
        keys: Key of the cell of each.
        count: How many different keys there are.
        others: Those that are no asked cell; bundles are among them.
    """
    whole = {key: (*key[:2], *sorted(key[2:])) for key in others if len(key) > CELL_KEYS}
    if count == len(keys) and len(set(whole.values())) == len(whole):
        return
    cells = keys if not whole else [whole.get(key, key) for key in keys]
    factors = _factors()
    columns = zip(rows.column("amount"), rows.column("unit"), strict=True)
    yen = [amount * factors[unit] if amount else 0 for amount, unit in columns]
    counts = Counter(yen)
    again: dict[tuple[tuple[str, ...], float], list[tuple[int, Row]]] = {}
    for index in [index for index, amount in enumerate(yen) if amount and counts[amount] > 1]:
        row = rows.rows[index]
        if row.get("state", "priced") in _PRICED:
            again.setdefault((cells[index], yen[index]), []).append((index, row))
    for found in again.values():
        if len(found) > 1:
            yield from found


def price_twice(case: Case) -> Iterator[Issue]:
    """One price stands twice: same cell, amount and frequency, in the same months."""
    lists = case.fields("cost_lines")
    cells = zip(case.cell_keys, map(len, case.given_cells), case.other_cells, strict=True)
    for offer, (pointer, rows), given in zip(case.answer["offers"], lists, cells, strict=True):
        seen: dict[tuple[object, ...], list[tuple[str, int, int]]] = {}
        pairs: dict[str, list[str]] = {}
        for index, row in sorted(_priced_again(rows, *given), key=itemgetter(0)):
            place = f"{pointer}/{index}/amount"
            start, end = _months(row, offer)
            alike = seen.setdefault(_price_key(row), [])
            first = next((one for one, begin, stop in alike if begin < end and start < stop), "")
            if first:
                pairs.setdefault(row["item"], []).extend((first, place))
            alike.append((place, start, end))
        for item, places in pairs.items():
            found = list(dict.fromkeys(places))
            yield case.grouped("price_twice", "warning", found, item=item)


def price_on_two_sheets(case: Case) -> Iterator[Issue]:
    """A cell is priced on the sheet of costs and on that of single lines: is the sum meant?

    A bundle is a price of every cell that it holds.
    """
    if not case.origins:
        return
    for pointer, rows in case.arrays("cost_lines"):
        sheets: dict[tuple[object, ...], dict[str, str]] = {}
        for index, row in _priced(rows):
            place = f"{pointer}/{index}/amount"
            sheet = case.origin_of(place).partition("!")[0]
            for business in row["businesses"]:
                cell = (row["scenario_id"], row["item"], business)
                sheets.setdefault(cell, {}).setdefault(sheet, place)
        pairs: dict[object, dict[str, None]] = {}
        for (_, item, _), places in sheets.items():
            if len(places) > 1:
                pairs.setdefault(item, {}).update(dict.fromkeys(places.values()))
        for item, found in pairs.items():
            yield case.grouped("price_on_two_sheets", "warning", [*found], item=item)


REPEATED_RULES = (discount_twice, price_twice, price_on_two_sheets)
