"""One row of a table of cities → values, each fault told at its cell."""

import re
from dataclasses import dataclass, field

from rfi.document.grid.cell_text import fold, is_dash, read_amount, read_share
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.headed_sheet import HeadedSheet
from rfi.document.xlsx.bounds import MAX_NOTES
from rfi.scenario.city.municipality_code import completed_code
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue, Severity

COLUMNS = "city_columns"
# A comma behind the last digit place of a number format shows the value divided by a thousand.
_SCALED = re.compile(r"[0#?],+(?![0#?,])")
COMMON_BUSINESS = "COM"
HOME_CURRENCY = "JPY"
MAX_TOLD = 2000


@dataclass(slots=True)
class Findings:
    """What is to be said about a file: once a cell, and once a text that was reinterpreted."""

    issues: list[Issue] = field(default_factory=list)
    _notes: set[tuple[str, str, str]] = field(default_factory=set)
    _told: set[tuple[str, str]] = field(default_factory=set)
    _more: int = 0

    def tell(self, code: str, severity: Severity, origin: str, /, **facts: object) -> None:
        """Keep a finding at a cell."""
        if origin and (code, origin) in self._told:
            return
        self._told.add((code, origin))
        if len(self.issues) < MAX_TOLD:
            self.issues.append(Issue(code, severity, "", origin, facts))
        elif len(self.issues) == MAX_TOLD:
            self.issues.append(Issue("too_many_issues", "error", params={"count": MAX_TOLD}))

    def note(self, origin: str, given: str, read: object) -> None:
        """Say that a text was read as something else."""
        key = ("cell_reinterpreted", given, str(read))
        if key in self._notes or len(self._notes) >= MAX_NOTES:
            self._more += 1
        else:
            self._notes.add(key)
            self.tell("cell_reinterpreted", "note", origin, given=given, read=read)

    def end(self) -> tuple[Issue, ...]:
        """Return everything, with how many more texts were reinterpreted."""
        if self._more:
            more = {"count": self._more}
            self.issues.append(Issue("city_more_reinterpreted", "note", params=more))
        return tuple(self.issues)


@dataclass(frozen=True, slots=True)
class Money:
    """An amount as entered: None where it is not known; ``unit`` and ``tax`` "" for not said."""

    amount: float | None
    unit: str
    tax: str


@dataclass(frozen=True, slots=True)
class RowReader:
    """Reads the cells of one row of a headed sheet."""

    sheet: HeadedSheet
    row: int
    findings: Findings

    def place(self, key: str) -> str:
        """Return the name of a cell of this row."""
        return self.sheet.place(self.row, key)

    def given(self, key: str, *, is_money: bool = False) -> SheetCell | None:
        """Return the cell of a column, None when it is empty or holds no value."""
        cell, is_merged = self.sheet.cell(self.row, key)
        if cell is None:
            return None
        if cell.kind in {"error", "formula_without_value"}:
            code = "cell_error" if cell.kind == "error" else "cell_formula_without_value"
            self.findings.tell(code, "warning", self.place(key), given=as_written(cell))
            return None
        if is_money and (is_merged or self._is_merged(cell)):
            self.findings.tell("city_merged_amount", "error", self.place(key))
            return None
        if is_merged:
            facts = {"given": as_written(cell)}
            self.findings.tell("cell_merged_filled", "note", self.place(key), **facts)
        return cell if fold(as_written(cell)) else None

    def _is_merged(self, cell: SheetCell) -> bool:
        return any(
            top <= cell.row <= bottom and left <= cell.column <= right and top < bottom
            for top, left, bottom, right in self.sheet.sheet.merged
        )

    def text(self, key: str) -> str:
        """Return a text, "" when there is none."""
        cell = self.given(key)
        return "" if cell is None else as_written(cell).strip()

    def municipality(self) -> str | None:
        """Return the municipality code; None when it is missing or wrong, which is told."""
        cell = self.given("municipality")
        if cell is None:
            self.findings.tell("city_code_missing", "error", self.place("municipality"))
            return None
        given = fold(as_written(cell))
        code = completed_code(given)
        if code is None:
            self.findings.tell("city_code_wrong", "error", self.place("municipality"), given=given)
        elif code != given:
            self.findings.note(self.place("municipality"), given, code)
        return code

    def coded(self, key: str, codelist: str) -> str | None:
        """Return the code of a cell that holds a code, title or synonym; None when unknown."""
        given = self.text(key)
        code = code_of(given, codelist) if given else None
        if given and code is None:
            facts = {"given": given, "codes": load_codelist(codelist).codes}
            self.findings.tell("city_unknown_word", "error", self.place(key), **facts)
        return code

    def business(self) -> str | None:
        """Return the business; without one the cost is common, which is told."""
        if self.text("business"):
            return self.coded("business", "businesses")
        if "business" in self.sheet.headings:
            self.findings.tell("city_business_blank", "note", self.place("business"))
        return COMMON_BUSINESS

    def fiscal_year(self) -> int | None:
        """Return the fiscal year; None when there is none, which is told."""
        cell = self.given("fiscal_year")
        if cell is None:
            self.findings.tell("city_year_missing", "error", self.place("fiscal_year"))
            return None
        given = as_written(cell)
        year = read_fiscal_year(given) if cell.kind in {"number", "text"} else None
        if year is None:
            self.findings.tell("city_year_wrong", "error", self.place("fiscal_year"), given=given)
        elif given != str(year):
            self.findings.note(self.place("fiscal_year"), given, year)
        return year

    def number(self, key: str) -> float | None:
        """Return a number that is no money, None when there is none; what is none is told."""
        cell = self.given(key)
        if cell is None:
            return None
        if cell.kind == "number":
            return float(cell.value) if isinstance(cell.value, float) else int(cell.value)
        given = as_written(cell)
        found = read_share(given) if cell.kind == "text" else None
        if found is None or (fold(given).endswith("%") and key != "online_rate"):
            self.findings.tell("cell_not_number", "error", self.place(key), given=given)
            return None
        if fold(given) != str(found):
            self.findings.note(self.place(key), given, found)
        return found

    def _remark(self, key: str, codelist: str) -> str:
        """Return the code that stands in the brackets of a heading."""
        heading = self.sheet.headings.get(key)
        found = [code_of(remark, codelist) for remark in heading.remarks] if heading else []
        return next((code for code in found if code), "")

    def money(self, key: str) -> Money:
        """Return an amount with its unit and tax; whatever is missing is told and not guessed."""
        unit = self.coded("unit", "money_units") or self._remark(key, "money_units")
        tax = self.coded("tax", "tax_kinds") or self._remark(key, "tax_kinds")
        cell = self.given(key, is_money=True)
        if cell is None:
            self.findings.tell("city_amount_blank", "warning", self.place(key))
            return Money(None, "", "")
        amount, own = self._amount(cell, key)
        if amount is None:
            return Money(None, "", "")
        if own and unit and own != unit and not self._is_same_unit(cell, unit):
            facts = {
                "given": as_written(cell),
                "unit": load_codelist("money_units").title(unit, "ja"),
            }
            self.findings.tell("city_unit_conflict", "error", self.place(key), **facts)
            return Money(None, "", "")
        unit = own or unit
        if not unit:
            self.findings.tell("city_unit_missing", "error", self.place(key))
            return Money(None, "", "")
        if not tax:
            self.findings.tell("city_tax_missing", "error", self.place(key))
        if amount == 0:
            self.findings.tell("city_amount_zero", "warning", self.place(key))
        return Money(amount, unit, tax)

    def _is_same_unit(self, cell: SheetCell, unit: str) -> bool:
        """Tell whether 億円, which is said in million yen, meets its own heading."""
        return False if cell.kind == "number" else code_of(as_written(cell), "money_units") == unit

    def _amount(self, cell: SheetCell, key: str) -> tuple[float | None, str]:
        """Return (amount, unit that the cell itself names); None when it is no single amount."""
        given, place = as_written(cell), self.place(key)
        if cell.formula and cell.value == 0:
            self.findings.tell("cell_formula_zero", "warning", place, given="=" + cell.formula)
            return None, ""
        if cell.kind == "number":
            if _SCALED.search(cell.number_format):
                facts = {"given": given, "format": cell.number_format}
                self.findings.tell("city_format_scales", "warning", place, **facts)
            amount, unit = float(cell.value), ""
            if amount.is_integer():
                amount = int(amount)
        elif is_dash(given):
            self.findings.tell("city_amount_dash", "warning", place, given=given)
            return None, ""
        else:
            typed = read_amount(given) if cell.kind == "text" else None
            is_one = typed is not None and not typed.is_from and typed.low == typed.high
            if typed is None or not is_one or typed.currency not in {"", HOME_CURRENCY}:
                self.findings.tell("city_amount_wrong", "error", place, given=given)
                return None, ""
            amount, unit = typed.low, typed.unit
            if given.strip() != str(amount):
                shown = f"{amount} {load_codelist('money_units').title(unit, 'ja')}".strip()
                self.findings.note(place, given, shown)
        if amount < 0:
            self.findings.tell("city_amount_negative", "error", place, given=given)
            return None, ""
        return amount, unit
