"""The planned sheets as one workbook: where each cell will stand, and what is in it."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from xlsxwriter.utility import xl_col_to_name

from rfi.intake.form.choices import CellData, ChoiceList
from rfi.intake.form.lists import ChoiceSheet
from rfi.intake.form.plan import Row, SheetPlan
from rfi.intake.form.states import Cells, State, Where
from rfi.text.wording import Lang

# Rows of every sheet: marks (hidden), title, guidance, circles, heading, then the data.
MARKS, TITLE, GUIDE, GROUP, HEAD, FIRST = range(6)
# Column of the states; without one the first column of answers stands there.
STATE = 1


def first_column(plan: SheetPlan) -> int:
    """Return the column of the sheet's first planned column."""
    return STATE + 1 if plan.has_states else STATE


def sheet_reference(name: str) -> str:
    """Return a sheet's name as formulas write it."""
    return "'" + name.replace("'", "''") + "'!"


class Book:
    """Places and contents of all planned sheets."""

    def __init__(self, plans: Sequence[SheetPlan], lists: ChoiceSheet, lang: Lang) -> None:
        """Take the sheets, and the lists of their dropdowns."""
        self.plans, self._lists, self._lang = plans, lists, lang
        self._states: dict[int, tuple[State, ...]] = {}
        self._found: dict[tuple[object, ...], dict[tuple[CellData, ...], list[Cells]]] = {}

    @cached_property
    def _by_table(self) -> Mapping[tuple[str, int], SheetPlan]:
        return {(plan.mark.table, plan.mark.offer): plan for plan in reversed(self.plans)}

    @cached_property
    def _rows(self) -> Mapping[int, Mapping[str, int]]:
        return {
            id(plan): {row.row_id: number for number, row in enumerate(plan.rows)}
            for plan in self.plans
        }

    @cached_property
    def _columns(self) -> Mapping[int, Mapping[str, int]]:
        return {
            id(plan): {column.name: number for number, column in enumerate(plan.columns)}
            for plan in self.plans
        }

    @cached_property
    def _letters(self) -> Mapping[int, Mapping[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for plan in self.plans:
            start = first_column(plan)
            names = [column.name for column in plan.columns] + [one.name for one in plan.worked_out]
            found[id(plan)] = {name: xl_col_to_name(start + n) for n, name in enumerate(names)}
        return found

    def where(self, plan: SheetPlan, number: int) -> Where:
        """Return the place of a row of a sheet, counted from 0 among its rows."""
        return Where(self._letters[id(plan)], FIRST + number + 1, GROUP + 1, HEAD + 1, self)

    def cell(self, table: str, offer: int, row_id: str, key: str) -> str:
        """Return a cell of another sheet, fixed."""
        plan = self._by_table[table, offer]
        row = FIRST + self._rows[id(plan)][row_id] + 1
        return f"{sheet_reference(plan.name(self._lang))}${self._letters[id(plan)][key]}${row}"

    def column(self, table: str, offer: int, key: str) -> str:
        """Return the cells of a column of another sheet, spare rows too."""
        plan = self._by_table[table, offer]
        letter = self._letters[id(plan)][key]
        return (
            f"{sheet_reference(plan.name(self._lang))}${letter}${FIRST + 1}:${letter}${last(plan)}"
        )

    def listed(self, options: ChoiceList) -> str:
        """Return the cells that hold the titles of a dropdown."""
        return self._lists.reference(options).removeprefix("=")

    def value(self, table: str, offer: int, row_id: str, key: str) -> CellData:
        """Return what stands in a cell of another sheet."""
        plan = self._by_table[table, offer]
        return plan.rows[self._rows[id(plan)][row_id]].cells[self._columns[id(plan)][key]]

    def rows_with(self, table: str, offer: int, wanted: Cells) -> Sequence[Cells]:
        """Return what stands in the rows of another sheet that hold what is wanted.

        Every row of the cost sheet asks: the other sheet is gone through once.
        """
        kind = (table, offer, tuple(wanted))
        if kind not in self._found:
            plan = self._by_table[table, offer]
            found = self._found[kind] = {}
            for row in plan.rows:
                cells = self.contents(plan, row)
                found.setdefault(tuple(cells.get(key) for key in wanted), []).append(cells)
        return self._found[kind].get(tuple(wanted.values()), ())

    def contents(self, plan: SheetPlan, row: Row) -> Cells:
        """Return what stands in a row by the names of its columns."""
        return dict(zip(self._columns[id(plan)], row.cells, strict=True))

    def state(self, plan: SheetPlan, row: Row) -> State:
        """Return the state of a row as it is written."""
        rule = row.rule or plan.rule
        return rule.state(self.contents(plan, row), self) if rule else ""

    def states(self, plan: SheetPlan) -> Sequence[State]:
        """Return the states of a sheet's planned rows; sheet and cover tell the same ones."""
        if id(plan) not in self._states:
            self._states[id(plan)] = tuple(self.state(plan, row) for row in plan.rows)
        return self._states[id(plan)]


def last(plan: SheetPlan) -> int:
    """Return the number of a sheet's last row, from 1, the spare ones among them."""
    return FIRST + max(len(plan.rows) + plan.spare, 1)
