"""One row of a table of cities → values, each fault told at its cell."""

from dataclasses import dataclass, field

from rfi.document.form.accounting import facts_of, is_figure
from rfi.document.grid.cell_text import fold, read_share
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.date_text import read_fiscal_year
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.headed_sheet import HeadedSheet
from rfi.document.grid.number_cells import RATIO_UNIT, read_number_cell, read_number_text
from rfi.document.xlsx.bounds import MAX_COLUMNS, MAX_NOTES
from rfi.scenario.city.municipality_code import completed_code
from rfi.scenario.city.title_terms import TitleTerms
from rfi.schema.codelists import Coded, load_codelist
from rfi.schema.issue import Issue, Severity
from rfi.text.quantity_words import read_quantity_word

COLUMNS = "city_columns"
COMMON_BUSINESS = "COM"
_WORDS = frozenset({"name", "prefecture", "source", "note"})
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
class RowReader:
    """Reads the cells of one row of a headed sheet.

    Attributes:
        sheet: The sheet.
        row: Number of the row.
        findings: Where to tell what is found.
        terms: What stands above the headings.
        used: Cells that were looked at, of the whole sheet.
    """

    sheet: HeadedSheet
    row: int
    findings: Findings
    terms: TitleTerms
    used: set[tuple[int, int]]

    def place(self, key: str) -> str:
        """Return the name of a cell of this row."""
        return self.sheet.place(self.row, key)

    def given(self, key: str, *, is_money: bool = False) -> SheetCell | None:
        """Return the cell of a column, None when it is empty or holds no value."""
        cell, is_merged = self.sheet.cell(self.row, key)
        if cell is None:
            return None
        self.used.add((cell.row, cell.column))
        if cell.struck and not is_money and not self._stays(cell, key):
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

    def figures(self) -> dict[str, object]:
        """Return the figures of the row as facts of an issue that leaves the whole row out."""
        cells = self.sheet.sheet.cells
        row = [(self.row, column) for column in range(1, MAX_COLUMNS + 1)]
        found = [at for at in row if at in cells and is_figure(cells[at])]
        return facts_of(self.sheet.sheet, found)

    def is_struck(self, key: str) -> bool:
        """Tell whether a cell is struck, wholly or in part."""
        cell, _ = self.sheet.cell(self.row, key)
        return cell is not None and bool(cell.struck)

    def is_withdrawn(self) -> bool:
        """Tell whether every cell of the row that is read is struck through."""
        cells = [self.sheet.cell(self.row, key)[0] for key in self.sheet.headings]
        return all(cell.struck == "whole" for cell in cells if cell is not None)

    def _stays(self, cell: SheetCell, key: str) -> bool:
        """Tell of a struck cell that is no amount; words half struck stay."""
        facts = {"given": as_written(cell)}
        if cell.struck == "whole":
            self.findings.tell("cell_struck", "warning", self.place(key), **facts)
            return False
        self.findings.tell("cell_half_struck", "warning", self.place(key), **facts)
        return key in _WORDS

    def _is_merged(self, cell: SheetCell) -> bool:
        return any(
            top <= cell.row <= bottom and left <= cell.column <= right and top < bottom
            for top, left, bottom, right in self.sheet.sheet.merged
        )

    def is_filled(self, key: str) -> bool:
        """Tell whether a cell holds anything at all, whatever can be read of it."""
        return self.sheet.cell(self.row, key)[0] is not None

    def text(self, key: str) -> str:
        """Return a text, "" when there is none."""
        cell = self.given(key)
        return "" if cell is None else as_written(cell).strip()

    def municipality(self) -> str | None:
        """Return the municipality code; None when it is missing or wrong, which is told."""
        cell = self.given("municipality")
        if cell is None:
            place = self.place("municipality")
            self.findings.tell("city_code_missing", "error", place, **self.figures())
            return None
        given = fold(as_written(cell))
        code = completed_code(given)
        if code is None:
            facts = {"given": given, **self.figures()}
            self.findings.tell("city_code_wrong", "error", self.place("municipality"), **facts)
        elif code != given:
            self.findings.note(self.place("municipality"), given, code)
        return code

    def coded(self, key: str, codelist: str) -> str | None:
        """Return the code of a cell that holds a code, title or synonym; None when unknown."""
        given = self.text(key)
        code = code_of(given, codelist) if given else None
        if given and code is None:
            known = tuple(Coded(codelist, code) for code in load_codelist(codelist).codes)
            facts = {"given": given, "choices": known}
            self.findings.tell("city_unknown_word", "error", self.place(key), **facts)
        return code

    def business(self) -> str | None:
        """Return the business; without one the cost is common, which is told."""
        if self.text("business"):
            return self.coded("business", "businesses")
        if self.is_struck("business"):
            return None
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

    def number(self, key: str, unit: str) -> float | None:
        """Return a number that is no money, None when there is none; what is none is told.

        Args:
            key: Its column.
            unit: Unit that it is counted in.
        """
        cell = self.given(key)
        if cell is None:
            return None
        given = as_written(cell)
        found = read_share(given) if cell.kind == "text" else None
        code = ""
        if cell.kind == "number":
            found, code, given = read_number_cell(cell, unit)
        elif found is None or (fold(given).endswith("%") and unit != RATIO_UNIT):
            found = read_number_text(given, unit) if cell.kind == "text" else None
        if code == "number_contradicts":
            self.findings.tell("city_number_contradicts", "error", self.place(key), given=given)
            return None
        if found is None:
            self.findings.tell("cell_not_number", "error", self.place(key), given=given)
            return None
        times = self._times(key, unit)
        if times > 1:
            found *= times
        if times > 1 or code or (cell.kind == "text" and fold(given) != str(found)):
            self.findings.note(self.place(key), given, found)
        return found

    def _times(self, key: str, unit: str) -> int:
        """Return how many one of the figures of a column stands for: 1,000 below （千人）."""
        heading = self.sheet.headings.get(key)
        words = [*(heading.remarks if heading else ())]
        if self.terms.count:
            words.append(self.terms.count.code)
        scaled = map(read_quantity_word, words)
        return next((word.scale for word in scaled if word.scale > 1 and word.thing == unit), 1)

    def remark(self, key: str, codelist: str) -> str:
        """Return the code that stands in the brackets of a heading."""
        heading = self.sheet.headings.get(key)
        found = [code_of(remark, codelist) for remark in heading.remarks] if heading else []
        return next((code for code in found if code), "")
