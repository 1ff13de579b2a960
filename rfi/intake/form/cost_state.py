"""The state of a row of the cost sheet: what it lacks of the scenarios that are answered."""

from collections.abc import Sequence
from dataclasses import dataclass

from rfi.document.form.cost_columns import TERMS
from rfi.document.form.marks import BUSINESS_ROW, FORM, SCENARIO_ROW, TERM_ROW
from rfi.document.grid.cell_text import LIST_MARKS, write_from, write_range
from rfi.intake.form.choices import CellData, Choices
from rfi.intake.form.states import (
    Cells,
    Elsewhere,
    State,
    Where,
    is_blank,
    is_number,
    quoted,
    state_word,
)
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang

_CIRCLE = quoted("○")
# Column of a detail line in which formulas look for a business: all of them, parted by bars.
JOINED, _BAR = "joined", "|"
# What people put between businesses.
_BETWEEN = LIST_MARKS[:3]
# What stands in an amount that is a range or a lower bound.
_PARTLY = (write_range(0, 0).strip("0"), write_from(0).strip("0"))
_DETAILS = "cost_lines"


@dataclass(frozen=True, slots=True)
class CostState:
    """The rule of one row.

    Attributes:
        choices: The titles of the form.
        offer: Which offer it is of.
        business, item: What it asks.
        scenarios: Those of its sheet, from left to right.
        closed: Ids of the columns that are not asked in the row.
    """

    choices: Choices
    offer: int
    business: str
    item: str
    scenarios: tuple[str, ...]
    closed: frozenset[str]

    def _span(self, where: Where, row: int | None = None) -> str:
        first, last = (f"amount@{self.scenarios[at]}" for at in (0, -1))
        if row is None:
            return where.span(first, last)
        return f"${where.columns[first]}${row}:${where.columns[last]}${row}"

    def formula(self, where: Where, lang: Lang) -> str:
        """Return the formula: not needed, empty, to check, or done."""
        book, cells = where.book, self._span(where)
        circles, titles = self._span(where, where.circles), self._span(where, where.heads)
        scenario, key, item = (
            book.column(_DETAILS, self.offer, name) for name in ("scenario_id", JOINED, "item")
        )
        pattern = f'"*{_BAR}"&{where.at("book.business")}&"{_BAR}*"'
        lines = f"COUNTIFS({scenario},{titles},{key},{pattern},{item},{where.at('book.cost_item')})"
        asked = ",".join("0" if f"amount@{s}" in self.closed else "1" for s in self.scenarios)
        mask = f"*{{{asked}}}" if self.closed else ""
        missing = f'SUMPRODUCT(({circles}={_CIRCLE})*({cells}="")*({lines}=0){mask})'
        is_none = self._uncovered(where)
        details = f"COUNTIFS({key},{pattern},{item},{where.at('book.cost_item')})"
        is_empty = f"AND(COUNTA({cells})=0,{details}=0)"
        faults = (f"{missing}>0", f"COUNTIF({cells},0)>0", self._odd_text(where, cells),
                  self._termless(where, cells), self._nowhere(where, cells))  # fmt: skip
        words = {name: state_word(name, lang, is_quoted=True) for name in _STATES}
        return (
            f"IF({is_none},{words['none']},IF({is_empty},{words['empty']},"
            f"IF(OR({','.join(faults)}),{words['check']},{words['done']})))"
        )

    def _uncovered(self, where: Where) -> str:
        book = where.book
        cell = book.cell(FORM, 0, BUSINESS_ROW + self.business, f"value@{self.offer}")
        first, last = (
            book.cell(FORM, 0, BUSINESS_ROW + code, f"value@{self.offer}")
            for code in _ends(list(self.choices.titles["business"]))
        )
        span = f"{first}:{last.rpartition('!')[2]}"
        circles = self._span(where, where.circles)
        return (
            f"OR(COUNTIF({circles},{_CIRCLE})=0,AND({cell}<>{_CIRCLE},COUNTIF({span},{_CIRCLE})>0))"
        )

    def _odd_text(self, where: Where, cells: str) -> str:
        known = where.book.listed(self.choices.states)
        partly = "".join(
            f"-SUMPRODUCT(--ISNUMBER(FIND({quoted(word)},{cells})))" for word in _PARTLY
        )
        return f"COUNTA({cells})-COUNT({cells})-SUMPRODUCT(COUNTIF({cells},{known})){partly}>0"

    def _termless(self, where: Where, cells: str) -> str:
        lacks = (
            f'AND({where.at(name)}="",'
            f'{where.book.cell(FORM, 0, TERM_ROW + name, f"value@{self.offer}")}="")'
            for name in TERMS
        )
        return f"AND(COUNT({cells})>0,OR({','.join(lacks)}))"

    def _nowhere(self, where: Where, cells: str) -> str:
        word = quoted(load_codelist("cell_states").title("included", self.choices.lang))
        return f'AND(COUNTIF({cells},{word})>0,{where.at("included_in.item")}="")'

    def state(self, cells: Cells, book: Elsewhere) -> State:
        """Return the state for what stands in the cells, and elsewhere in the book."""
        circles = {
            code: book.value(FORM, 0, BUSINESS_ROW + code, f"value@{self.offer}")
            for code in self.choices.titles["business"]
        }
        asked = [
            code
            for code in self.scenarios
            if book.value(FORM, 0, SCENARIO_ROW + code, f"value@{self.offer}") is not None
        ]
        if not asked or (circles[self.business] is None and any(circles.values())):
            return "none"
        amounts = {code: cells[f"amount@{code}"] for code in self.scenarios}
        detailed = {code for code in self.scenarios if self._is_detailed(code, book)}
        if all(map(is_blank, amounts.values())) and not detailed:
            return "empty"
        missing = [
            code
            for code in asked
            if is_blank(amounts[code])
            and code not in detailed
            and f"amount@{code}" not in self.closed
        ]
        lacks = any(
            is_blank(cells[name])
            and is_blank(book.value(FORM, 0, TERM_ROW + name, f"value@{self.offer}"))
            for name in TERMS
        )
        included = load_codelist("cell_states").title("included", self.choices.lang)
        is_wrong = (
            missing
            or any(is_number(value) and value == 0 for value in amounts.values())
            or any(map(self._is_odd, amounts.values()))
            or (any(map(is_number, amounts.values())) and lacks)
            or (included in amounts.values() and is_blank(cells["included_in.item"]))
        )
        return "check" if is_wrong else "done"

    def _is_odd(self, value: CellData) -> bool:
        known = self.choices.states.titles
        is_text = isinstance(value, str) and value not in known
        return is_text and not any(word in str(value) for word in _PARTLY)

    def _is_detailed(self, scenario: str, book: Elsewhere) -> bool:
        wanted = {
            "scenario_id": self.choices.titles["scenario"][scenario],
            "item": self.choices.titles["item"][self.item],
        }
        business = self.choices.titles["business"][self.business]
        return any(
            f"{_BAR}{business}{_BAR}" in _joined(row.get("businesses"))
            for row in book.rows_with(_DETAILS, self.offer, wanted)
        )


_STATES: Sequence[State] = ("none", "empty", "check", "done")


def joined_formula(cell: str) -> str:
    """Return the formula of the businesses of a detail line, parted by bars."""
    for mark in _BETWEEN:
        cell = f"SUBSTITUTE({cell},{quoted(mark)},{quoted(_BAR)})"
    return f"{quoted(_BAR)}&{cell}&{quoted(_BAR)}"


def _joined(value: CellData) -> str:
    words = str(value or "")
    for mark in _BETWEEN:
        words = words.replace(mark, _BAR)
    return f"{_BAR}{words}{_BAR}"


def _ends(codes: list[str]) -> tuple[str, str]:
    return codes[0], codes[-1]
