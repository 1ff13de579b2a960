"""An amount of today's cost in its unit and tax, or what keeps it from being one (method §10)."""

from dataclasses import dataclass

from rfi.document.form.amounts import AmountRead, read_amount_cell
from rfi.document.grid.cell_text import is_dash
from rfi.document.grid.cell_values import as_written
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.number_shown import shown_as, unit_word
from rfi.scenario.city.cells import RowReader
from rfi.scenario.city.title_terms import FOREIGN, HOME_CURRENCY, TitleTerm, is_foreign
from rfi.schema.codelists import Coded, load_codelist
from rfi.schema.issue import Worded
from rfi.text.wording import text


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as entered: None where it is not known; ``unit`` and ``tax`` "" for not said."""

    amount: float | None
    unit: str
    tax: str


_UNKNOWN = Money(None, "", "")
# Column of a term of an amount → codelist of what it can be.
_TERMS = {"unit": "money_units", "tax": "tax_kinds"}
_AT_ODDS = 2


def _foreign(row: RowReader, key: str, title: TitleTerm | None) -> str:
    """Return the words that say another currency than yen, "" when none do."""
    heading = row.sheet.headings.get(key)
    words = (row.text("unit"), *(heading.remarks if heading else ()))
    if title and title.code == FOREIGN:
        return title.given
    return next((word for word in words if word and is_foreign(word)), "")


def _unit_of_format(cell: SheetCell) -> str:
    """Return the unit that the number format of a cell shows behind the number, "" for none."""
    if not isinstance(cell.value, int | float):
        return ""
    word = unit_word(shown_as(cell.number_format, cell.value).words)
    units = load_codelist("money_units").rows
    if word is None or word.factor is None or word.currency not in {"", HOME_CURRENCY}:
        return ""
    return next((code for code, row in units.items() if int(row["factor"]) == word.factor), "")


def _said(row: RowReader, key: str, field: str, codelist: str) -> tuple[str, bool]:
    """Return a term as row and headings say it, and whether they agree, which is told.

    Both the heading of the amounts and that of the column of the term may say it in brackets.
    """
    own = row.coded(field, codelist) or ""
    above = [(one, row.remark(one, codelist)) for one in (key, field)]
    codes = [own, *(code for _, code in above)]
    named = [code for code in codes if code]
    if len(set(named)) > 1 and row.given(key, is_money=True) is not None:
        column = next(one for one, code in above if code and code != named[0])
        heading = row.sheet.headings[column].given
        facts = {"given": heading, "said": _in_words(field, named[0])}
        row.findings.tell("city_heading_term_differs", "error", row.place(key), **facts)
    return next(iter(named), ""), len(set(named)) < _AT_ODDS


def _in_words(field: str, code: str) -> object:
    return Worded(f"money.unit.{code}") if field == "unit" else Coded(_TERMS[field], code)


def read_money(row: RowReader, key: str) -> Money:
    """Return an amount with its unit and tax; whatever is missing is told and not guessed.

    A unit or a tax of the row holds, else that of a heading, else the title's; where row and
    heading say different ones nobody can say which is meant.
    """
    said = {field: _said(row, key, field, codelist) for field, codelist in _TERMS.items()}
    unit, tax = said["unit"][0], said["tax"][0]
    cell = row.given(key, is_money=True)
    if cell is None:
        row.findings.tell("city_amount_blank", "warning", row.place(key))
        return _UNKNOWN
    title = row.terms.unit
    if foreign := _foreign(row, key, title):
        row.findings.tell("city_currency_foreign", "error", row.place(key), given=foreign)
        return _UNKNOWN
    if title and unit and title.code != unit:
        facts = {"given": title.given, "unit": Worded(f"money.unit.{unit}")}
        row.findings.tell("city_title_unit_differs", "error", row.place(key), **facts)
        return _UNKNOWN
    is_agreed = all(agreed for _, agreed in said.values())
    if not is_agreed or row.is_struck("unit") or row.is_struck("tax"):
        return _UNKNOWN
    is_of_title = not unit and title is not None
    unit = unit or (title.code if title else "") or _unit_of_format(cell)
    amount, own = _amount(row, cell, key, unit)
    if amount is None:
        return _UNKNOWN
    if is_of_title and title:
        facts = {"given": title.given, "read": Worded(f"money.unit.{title.code}")}
        row.findings.tell("city_unit_of_title", "note", title.place, **facts)
    return _with_terms(row, key, Money(amount, unit or own, tax))


def _with_terms(row: RowReader, key: str, found: Money) -> Money:
    """Return an amount that was read once its unit and its tax are known."""
    tax = found.tax
    if not found.unit:
        row.findings.tell("city_unit_missing", "error", row.place(key))
        return _UNKNOWN
    if not tax and row.terms.tax:
        tax = row.terms.tax.code
        facts = {"given": row.terms.tax.given, "read": Coded("tax_kinds", tax)}
        row.findings.tell("city_tax_of_title", "note", row.terms.tax.place, **facts)
    if not tax:
        row.findings.tell("city_tax_missing", "error", row.place(key))
    if found.amount == 0:
        row.findings.tell("city_amount_zero", "warning", row.place(key))
    return Money(found.amount, found.unit, tax)


def _amount(row: RowReader, cell: SheetCell, key: str, unit: str) -> tuple[float | None, str]:
    """Return (amount, unit that the cell itself names); None when it is no single amount."""
    given, place, findings = as_written(cell), row.place(key), row.findings
    if cell.kind == "text" and is_dash(given):
        findings.tell("city_amount_dash", "warning", place, given=given)
        return None, ""
    terms = {"currency": HOME_CURRENCY, **({"unit": unit} if unit else {})}
    read = read_amount_cell(cell, terms)
    if read is None or read.is_from or len(read.values) > 1:
        findings.tell("city_amount_wrong", "error", place, given=given)
        return None, ""
    _tell(row, key, read, unit, given if cell.kind == "text" else "")
    amount = read.values.get("amount")
    if amount is None:
        return None, ""
    if amount < 0:
        findings.tell("city_amount_negative", "error", place, given=given)
        return None, ""
    return _plain(amount), read.unit


def _tell(row: RowReader, key: str, read: AmountRead, unit: str, given: str) -> None:
    """Tell what is doubtful about an amount; a text that is the number itself is not."""
    place, findings = row.place(key), row.findings
    if read.code == "unit_contradicts":
        facts = {**read.facts, "declared": Worded(f"money.unit.{unit or 'one'}")}
        findings.tell("city_unit_conflict", "error", place, **facts)
    elif read.code == "sign_beside_unit":
        findings.tell("city_sign_beside_unit", read.severity, place, **read.facts)
    elif read.code == "amount_not_shown":
        findings.tell("city_amount_not_shown", "error", place, **read.facts)
    elif read.code == "cell_reinterpreted":
        shown = read.facts["read"]
        if given.strip() == str(shown):
            return
        own = read.unit or unit
        words = text(f"money.unit.{own}", "ja") if own else ""
        findings.note(place, str(read.facts["given"]), f"{shown} {words}".strip())
    elif read.code:
        findings.tell(read.code, "warning", place, **read.facts)


def _plain(amount: float) -> float:
    return int(amount) if float(amount).is_integer() else amount
