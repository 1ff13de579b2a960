"""What an amount cell says in the terms of its row: its value, state, and what is doubtful.

The number format is part of the value (method §10). Whatever contradicts the unit or the currency
that the row declares is no amount: both readings are named, and nobody guesses. A sign of the
currency alone contradicts nothing, but beside a unit of thousands it leaves open whether the
figure counts single yen: it is read as the row says, and asked about.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rfi.document.grid.cell_text import TypedAmount, read_amount, write_range
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.number_shown import Shown, UnitWord, shown_as, unit_word
from rfi.schema.codelists import Coded, load_codelist
from rfi.schema.issue import Severity, Worded

_YEN = "JPY"
_SIGN_AND_UNIT = "sign_beside_unit"


@dataclass(frozen=True, slots=True)
class AmountRead:
    """An amount cell as read.

    Attributes:
        values: ``amount``, or ``amount_low`` and ``amount_high``; empty when it is no amount.
        code: Code of the issue to raise; "" for none.
        facts: Facts for its wording.
        is_from: "〜円から".
        unit: Unit code that the cell names where the row names none.
    """

    values: Mapping[str, float] = field(default_factory=dict)
    code: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_from: bool = False
    unit: str = ""

    @property
    def severity(self) -> Severity:
        """How grave the issue is: a note where the amount is read and nothing is left open."""
        return "note" if self.values and self.code != _SIGN_AND_UNIT else "warning"


def _factor(unit: str | None) -> int | None:
    row = load_codelist("money_units").rows.get(unit or "")
    return int(row["factor"]) if row else None


def _plain(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)


def _fits(word: UnitWord, terms: Mapping[str, Any]) -> bool:
    """Tell whether a unit word says what the row declares, or the row declares nothing."""
    unit, currency = terms.get("unit"), terms.get("currency")
    has_unit = word.factor is None or unit is None or word.factor == _factor(unit)
    return has_unit and (not word.currency or currency is None or word.currency == currency)


def _declared(terms: Mapping[str, Any]) -> tuple[object, ...]:
    """Return the unit and the currency of a row as facts for a message."""
    unit, currency = terms.get("unit"), terms.get("currency")
    if unit and currency == _YEN:
        return (Worded(f"money.unit.{unit}"),)
    parts = (("money_units", unit), ("currencies", currency))
    return tuple(Coded(codelist, str(code)) for codelist, code in parts if code) or ("－",)


def _contradiction(given: str, seen: str, terms: Mapping[str, Any]) -> AmountRead:
    facts = {"given": given, "seen": seen, "declared": _declared(terms)}
    return AmountRead(code="unit_contradicts", facts=facts)


def _asks_unit(word: UnitWord, terms: Mapping[str, Any], *read: float) -> bool:
    """Tell whether a sign of a currency without a unit stands in a row that counts in another.

    Of ¥1,200,000 in a row of thousands nobody can tell whether the row's unit or the sign was
    overlooked; 0 is the same in both.
    """
    is_bare = word.factor is None and bool(word.currency)
    return is_bare and _factor(terms.get("unit")) not in {None, 1} and any(read)


def _shown_number(value: float, shown: Shown) -> str:
    number = Fraction(str(value)) / shown.divisor * (100 if shown.is_percent else 1)
    sign = "-" if shown.is_minus and value > 0 else ""
    written = f"{sign}{_plain(number):,}" + ("%" if shown.is_percent else "")
    return f"{written} {shown.words}".strip()


def _amount_of_number(cell: SheetCell, value: float, terms: Mapping[str, Any]) -> AmountRead:
    """Return what a number says in the unit and currency of its row, format and all."""
    shown = shown_as(cell.number_format, value)
    # A dash for zero is how Excel writes a zero.
    is_silent = not shown.words and not shown.is_percent and shown.divisor == 1
    is_minus = shown.is_minus and value > 0
    if value == 0 and shown.is_blank:
        return AmountRead({"amount": value})
    if shown.is_blank or shown.shows_nought(value):
        seen = (shown.words or "－") if shown.is_blank else "0"
        return AmountRead(code="amount_not_shown", facts={"given": str(value), "seen": seen})
    if shown.is_cut:
        facts = {"given": str(value), "seen": cell.number_format}
        return AmountRead(code="amount_not_shown", facts=facts)
    if is_minus:
        return _contradiction(str(value), _shown_number(value, shown), terms)
    return AmountRead({"amount": value}) if is_silent else _amount_with_words(value, shown, terms)


def _amount_with_words(value: float, shown: Shown, terms: Mapping[str, Any]) -> AmountRead:
    """Return what a number says that is shown with words, in per cent or by thousands."""
    word = unit_word(shown.words) if shown.words else UnitWord(None, "")
    seen = _shown_number(value, shown)
    if shown.is_percent or word is None:
        return _contradiction(str(value), seen, terms)
    is_scaled = shown.divisor > 1
    if _fits(word, terms) and not is_scaled and _asks_unit(word, terms, value):
        return AmountRead({"amount": value}, _SIGN_AND_UNIT, _asked(seen, value, terms))
    if (_fits(word, terms) and not is_scaled) or _same_yen(value, shown, word, terms):
        return _noted({"amount": value}, seen, value)
    if _fits(word, terms) and word.factor is not None:
        # The shown figure stands in the unit of the row, and says so itself.
        read = _plain(Fraction(str(value)) / shown.divisor)
        return _noted({"amount": read}, seen, read)
    return _contradiction(str(value), seen, terms)


def _same_yen(value: float, shown: Shown, word: UnitWord, terms: Mapping[str, Any]) -> bool:
    """Tell whether the shown figure in its own unit is the stored one in the unit of the row."""
    own = _factor(terms.get("unit"))
    currency = terms.get("currency")
    is_other = bool(word.currency) and currency is not None and word.currency != currency
    if own is None or word.factor is None or is_other:
        return False
    return Fraction(str(value)) / shown.divisor * word.factor == Fraction(str(value)) * own


def _asked(seen: str, read: object, terms: Mapping[str, Any]) -> dict[str, Any]:
    return {"seen": seen, "read": read, "declared": _declared(terms)}


def _noted(values: Mapping[str, float], given: str, read: float) -> AmountRead:
    return AmountRead(values, "cell_reinterpreted", {"given": given, "read": read})


def _amount_of_text(given: str, terms: Mapping[str, Any]) -> AmountRead | None:
    """Return what a typed text says, None when it is no amount or nobody can tell which."""
    typed = read_amount(given)
    if typed is None or typed.is_doubtful:
        return None
    word = UnitWord(typed.factor if typed.unit else None, typed.currency)
    values = _values(typed)
    read = _said(values)
    own = _factor(terms.get("unit"))
    if own is not None and typed.factor > 1 and _fits(UnitWord(None, typed.currency), terms):
        # "8,800千円" says all that is needed: it is put into the unit of its row.
        values = {key: _scaled(value, typed.factor, own) for key, value in values.items()}
        read = _said(values)
    elif not _fits(word, terms):
        return _contradiction(read, given, terms)
    elif _asks_unit(word, terms, *values.values()):
        return AmountRead(values, _SIGN_AND_UNIT, _asked(given, read, terms), typed.is_from)
    unit = typed.unit if terms.get("unit") is None else ""
    facts = {"given": given, "read": read}
    return AmountRead(values, "cell_reinterpreted", facts, typed.is_from, unit)


def _said(values: Mapping[str, float]) -> str:
    low, *high = values.values()
    return write_range(low, high[0]) if high else str(low)


def _scaled(value: float, factor: int, own: int) -> float:
    return _plain(Fraction(str(value)) * factor / own)


def _values(typed: TypedAmount) -> dict[str, float]:
    if typed.low == typed.high:
        return {"amount": typed.low}
    return {"amount_low": typed.low, "amount_high": typed.high}


def read_amount_cell(cell: SheetCell, terms: Mapping[str, Any]) -> AmountRead | None:
    """Return what an amount cell says; None when it is a word that is no amount.

    Args:
        cell: The cell.
        terms: ``unit`` and ``currency`` of its row, as far as they are declared.
    """
    given = as_written(cell)
    if cell.struck:
        code = "cell_struck" if cell.struck == "whole" else "cell_half_struck"
        return AmountRead(code=code, facts={"given": given})
    if cell.kind in {"error", "formula_without_value"}:
        code = "cell_error" if cell.kind == "error" else "cell_formula_without_value"
        return AmountRead(code=code, facts={"given": given})
    if cell.kind == "number" and cell.formula and cell.value == 0:
        # What a program writes before a formula was ever calculated.
        return AmountRead(code="cell_formula_zero", facts={"given": "=" + cell.formula})
    if cell.kind == "number" and isinstance(cell.value, int | float):
        return _amount_of_number(cell, cell.value, terms)
    return _amount_of_text(given, terms) if cell.kind == "text" else None
