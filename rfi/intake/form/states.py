"""The state of a row: one rule that is a formula in the workbook and a word for what it holds now.

A rule is asked twice: for the formula that a spreadsheet works out, and for the result that is
stored beside it, which previews and protected views show without calculating.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from rfi.intake.form.choices import CellData, ChoiceList
from rfi.text.wording import Lang, text

State = Literal["", "empty", "may", "done", "check", "none"]
Cells = Mapping[str, CellData]


class Elsewhere(Protocol):
    """The other sheets of the workbook: where things stand there, and what."""

    def cell(self, table: str, offer: int, row_id: str, key: str) -> str:
        """Return a cell by the ids of its row and column."""

    def column(self, table: str, offer: int, key: str) -> str:
        """Return the cells of a column."""

    def listed(self, options: ChoiceList) -> str:
        """Return the cells that hold the titles of a dropdown."""

    def value(self, table: str, offer: int, row_id: str, key: str) -> CellData:
        """Return what stands in a cell."""

    def rows_with(self, table: str, offer: int, wanted: Cells) -> Sequence[Cells]:
        """Return what stands in the rows of a sheet that hold what is wanted."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a row stands.

    Attributes:
        columns: Letters of its columns by their ids.
        row: Its number from 1.
        circles, heads: Numbers of the rows of the sheet with circles and headings.
        book: The other sheets.
    """

    columns: Mapping[str, str]
    row: int
    circles: int
    heads: int
    book: Elsewhere

    def at(self, key: str) -> str:
        """Return the cell of a column in this row, its column fixed."""
        return f"${self.columns[key]}{self.row}"

    def span(self, first: str, last: str) -> str:
        """Return the cells of this row from one column to another."""
        return f"{self.at(first)}:{self.at(last)}"


def quoted(words: str) -> str:
    """Return a text as a formula holds it."""
    return '"' + words.replace('"', '""') + '"'


def is_blank(value: CellData) -> bool:
    """Tell whether a cell holds nothing."""
    return value is None or value == ""


def is_number(value: CellData) -> bool:
    """Tell whether a cell holds a number."""
    return isinstance(value, int | float) and not isinstance(value, bool)


class Condition(Protocol):
    """Something that is so or not of a row."""

    def formula(self, where: Where) -> str:
        """Return it as part of a formula."""

    def holds(self, cells: Cells) -> bool:
        """Tell whether it is so of what stands in the cells."""


@dataclass(frozen=True, slots=True)
class Blank:
    """Nothing stands in a column."""

    key: str

    def formula(self, where: Where) -> str:
        """Return the comparison with nothing."""
        return f'{where.at(self.key)}=""'

    def holds(self, cells: Cells) -> bool:
        """Tell whether nothing stands there."""
        return is_blank(cells.get(self.key))


@dataclass(frozen=True, slots=True)
class Filled:
    """Something stands in a column, or between two."""

    first: str
    last: str = ""

    def formula(self, where: Where) -> str:
        """Return the count of what stands there."""
        return f"COUNTA({where.span(self.first, self.last or self.first)})>0"

    def holds(self, cells: Cells) -> bool:
        """Tell whether anything stands there; the cells come in the order of the columns."""
        keys = list(cells)
        start = keys.index(self.first)
        end = keys.index(self.last or self.first)
        return any(not is_blank(cells[key]) for key in keys[start : end + 1])


@dataclass(frozen=True, slots=True)
class Priced:
    """A number stands in one of some columns."""

    keys: tuple[str, ...]

    def formula(self, where: Where) -> str:
        """Return the count of numbers."""
        return f"COUNT({','.join(map(where.at, self.keys))})>0"

    def holds(self, cells: Cells) -> bool:
        """Tell whether there is a number."""
        return any(is_number(cells.get(key)) for key in self.keys)


@dataclass(frozen=True, slots=True)
class Among:
    """A column holds one of some words."""

    key: str
    words: tuple[str, ...]

    def formula(self, where: Where) -> str:
        """Return the comparisons; what is among no words is false."""
        # Colours may hold no array of constants: each word is compared by itself.
        parts = (f"{where.at(self.key)}={quoted(word)}" for word in self.words)
        return f"OR({','.join(parts)})" if self.words else "FALSE"

    def holds(self, cells: Cells) -> bool:
        """Tell whether it is one of them."""
        return cells.get(self.key) in self.words


@dataclass(frozen=True, slots=True)
class Either:
    """One of some conditions holds."""

    parts: tuple[Condition, ...]

    def formula(self, where: Where) -> str:
        """Return the disjunction."""
        return f"OR({','.join(part.formula(where) for part in self.parts)})"

    def holds(self, cells: Cells) -> bool:
        """Tell whether one holds."""
        return any(part.holds(cells) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Both:
    """All of some conditions hold."""

    parts: tuple[Condition, ...]

    def formula(self, where: Where) -> str:
        """Return the conjunction."""
        return f"AND({','.join(part.formula(where) for part in self.parts)})"

    def holds(self, cells: Cells) -> bool:
        """Tell whether all hold."""
        return all(part.holds(cells) for part in self.parts)


@dataclass(frozen=True, slots=True)
class Not:
    """A condition does not hold."""

    part: Condition

    def formula(self, where: Where) -> str:
        """Return the negation."""
        return f"NOT({self.part.formula(where)})"

    def holds(self, cells: Cells) -> bool:
        """Tell whether it does not hold."""
        return not self.part.holds(cells)


class Rule(Protocol):
    """What gives a row its state."""

    def formula(self, where: Where, lang: Lang) -> str:
        """Return the formula without its equals sign."""

    def state(self, cells: Cells, book: Elsewhere) -> State:
        """Return the state for what stands in the cells."""


@dataclass(frozen=True, slots=True)
class Cases:
    """The state of the first condition that holds, else the last one."""

    cases: Sequence[tuple[Condition, State]]
    otherwise: State = "done"

    def formula(self, where: Where, lang: Lang) -> str:
        """Return the nested choice."""
        found = state_word(self.otherwise, lang, is_quoted=True)
        for condition, state in reversed(self.cases):
            word = state_word(state, lang, is_quoted=True)
            found = f"IF({condition.formula(where)},{word},{found})"
        return found

    def state(self, cells: Cells, book: Elsewhere) -> State:  # noqa: ARG002 - of the protocol
        """Return the state of the first case that holds."""
        return next((state for one, state in self.cases if one.holds(cells)), self.otherwise)


def state_word(state: State, lang: Lang, *, is_quoted: bool = False) -> str:
    """Return the word of a state; of no state none."""
    word = text(f"form.state.{state}", lang) if state else ""
    return quoted(word) if is_quoted else word
