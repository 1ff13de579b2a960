"""The sheet of free questions: one answer column, what may stand in it, a word of state a row."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.free import CHOICES, FIELD_OF_KIND, free_fields, row_of
from rfi.document.form.marks import FORM_VERSION, FREE, SHEET_TITLES, SheetMark
from rfi.document.form.rows import ANSWER, NOTE
from rfi.document.grid.cell_text import write_boolean
from rfi.intake.form.asked_rows import FREE_LABELS, AskedRow, asked_rows
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.lists import ListSheet
from rfi.intake.form.plan import CellData, Column, Row, SheetPlan, cell_of, column_of
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text

_WIDTHS = {
    "book.group": 12, "book.question": 48, "book.need": 8, "book.value_type": 14,
    "book.unit": 10, "book.choices": 24, "book.description": 32,
}  # fmt: skip
_FROZEN = 2
# Any number and any day: what is checked is the kind, not the size.
_LARGEST, _FIRST_DAY, _LAST_DAY = 1e15, date(1900, 1, 1), date(9999, 12, 31)


def _columns() -> tuple[Column, ...]:
    return (
        *(Column(title=name, width=_WIDTHS[name]) for name in FREE_LABELS),
        Column(key=ANSWER, title="book.answer", width=44),
        Column(title="book.state", width=11),
        column_of(free_fields()[NOTE]),
    )


def _answer(row: Mapping[str, Any], kind: str) -> CellData:
    """Return the answer as it stands in its cell: that of its kind, else any other."""
    for key in (FIELD_OF_KIND[kind], *dict.fromkeys(FIELD_OF_KIND.values())):
        if key in row:
            return cell_of(row[key], free_fields()[key])
    return None


def _kind_of(row: Mapping[str, Any]) -> str:
    """Return the kind of an answer to what was not asked, by its field."""
    return next((kind for kind, key in FIELD_OF_KIND.items() if key in row), "text")


def free_plan(
    rows: Sequence[Mapping[str, Any]], asked: Questionnaire, offer: int
) -> tuple[SheetPlan, ...]:
    """Return the sheet; none where nothing is asked and nothing is answered."""
    printed = asked_rows(FREE, asked)[1]
    given = {row["question_id"]: row for row in rows}
    known = {one.row_id.partition("/")[0] for one in printed}
    blank = tuple("" for _ in FREE_LABELS)
    more = [
        AskedRow(row_of(name, _kind_of(row)), blank)
        for name, row in given.items()
        if name not in known
    ]
    planned: list[Row] = []
    for one in (*printed, *more):
        name, _, kind = one.row_id.partition("/")
        row = given.get(name, {})
        planned.append(Row(one.row_id, (*one.labels, _answer(row, kind), None, row.get(NOTE))))
    if not planned:
        return ()
    mark = SheetMark(FORM_VERSION, FREE, offer)
    return (SheetPlan(SHEET_TITLES[FREE], mark, _columns(), tuple(planned), _FROZEN),)


class FreeChecks:
    """What may stand in each answer, and beside it whether it does."""

    def __init__(
        self,
        sheet: Worksheet,
        formats: BookFormats,
        lists: ListSheet,
        plan: SheetPlan,
        first_row: int,
    ) -> None:
        """Take the sheet as written; ``first_row`` is that of the first planned row."""
        self._sheet, self._formats, self._lists, self._plan = sheet, formats, lists, plan
        self._first = first_row
        titles = [column.title or column.key for column in plan.columns]
        self._answer = titles.index("book.answer") + 1
        self._state = titles.index("book.state") + 1
        self._need, self._choices = (
            FREE_LABELS.index(name) + 1 for name in ("book.need", "book.choices")
        )

    def write(self) -> None:
        """Add both to every row, and the colours."""
        for number, row in enumerate(self._plan.rows, start=self._first):
            kind = row.row_id.partition("/")[2]
            value = row.cells[self._answer - 1]
            if kind == "date":
                self._write_day(number, value)
            self._check(number, kind, row)
            self._write_state(number, kind, value, row.cells[self._need - 1])
        last = self._first + len(self._plan.rows) - 1
        for word, shape in (("open", self._formats.missing), ("check", self._formats.doubtful)):
            state = text(f"book.state.{word}", "ja")
            first = xl_rowcol_to_cell(self._first, self._state, col_abs=True)
            self._sheet.conditional_format(
                self._first, self._answer, last, self._state,
                {"type": "formula", "criteria": f'={first}="{state}"', "format": shape},
            )  # fmt: skip

    def _write_day(self, number: int, value: CellData) -> None:
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            if value is None:
                self._sheet.write_blank(number, self._answer, None, self._formats.date_input)
        else:
            self._sheet.write_datetime(number, self._answer, day, self._formats.date_input)

    def _rule(self, kind: str, row: Row) -> dict[str, Any] | None:
        choices = str(row.cells[self._choices - 1] or "")
        if FIELD_OF_KIND[kind] == CHOICES:
            if not choices:
                return None
            source = self._lists.reference(tuple(choices.split("\n")))
            # Several are written below one another; the list helps with the first.
            return {"validate": "list", "source": source, "show_error": kind == "one"}
        if kind == "boolean":
            words = tuple(write_boolean(value=value) for value in (True, False))
            return {"validate": "list", "source": self._lists.reference(words)}
        if kind == "number":
            return {"validate": "decimal", "criteria": "between", "minimum": -_LARGEST,
                    "maximum": _LARGEST}  # fmt: skip
        if kind == "date":
            return {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY,
                    "maximum": _LAST_DAY}  # fmt: skip
        longest = free_fields()[FIELD_OF_KIND[kind]].bounds["maxLength"]
        return {"validate": "length", "criteria": "<=", "value": longest}

    def _check(self, number: int, kind: str, row: Row) -> None:
        rule = self._rule(kind, row)
        if rule is not None:
            shown = load_codelist("answer_kinds").title(kind, "ja")
            self._sheet.data_validation(number, self._answer, number, self._answer, {
                **rule,
                "error_title": text("book.free.error.title", "ja"),
                "error_message": text("book.free.error", "ja", kind=shown),
            })  # fmt: skip

    def _write_state(self, number: int, kind: str, value: CellData, need: CellData) -> None:
        words = {
            name: text(f"book.state.{name}", "ja") for name in ("open", "may", "done", "check")
        }
        must = load_codelist("needs").title("must", "ja")
        cell = xl_rowcol_to_cell(number, self._answer, col_abs=True)
        asked = xl_rowcol_to_cell(number, self._need, col_abs=True)
        is_of_kind = f"ISNUMBER({cell})" if kind in {"number", "date"} else "TRUE"
        formula = (
            f'=IF({cell}="",IF({asked}="{must}","{words["open"]}","{words["may"]}"),'
            f'IF({is_of_kind},"{words["done"]}","{words["check"]}"))'
        )
        if value is None:
            word = "open" if need == must else "may"
        else:
            is_number = isinstance(value, int | float)
            word = "done" if kind not in {"number", "date"} or is_number else "check"
            word = "done" if kind == "date" and _is_day(value) else word
        self._sheet.write_formula(number, self._state, formula, self._formats.label, words[word])


def _is_day(value: CellData) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True
