"""The sheet of free questions: one answer column, its states, and what may stand in each answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from xlsxwriter.worksheet import Worksheet

from rfi.document.form.free import CHOICES, FIELD_OF_KIND, free_fields, row_of
from rfi.document.form.marks import FORM_VERSION, FREE, SHEET_TITLES, SheetMark
from rfi.document.form.rows import ANSWER, NOTE
from rfi.intake.form.asked_rows import FREE_LABELS, AskedRow, asked_rows
from rfi.intake.form.book import FIRST, first_column
from rfi.intake.form.choices import CellData, Choices, words_of
from rfi.intake.form.lists import ChoiceSheet
from rfi.intake.form.plan import Colour, Column, Row, SheetPlan
from rfi.intake.form.states import Blank, Cases, Cells, Condition, Rule, State, Where, is_number
from rfi.scenario.free_questions import free_questions_of
from rfi.schema.codelists import load_codelist
from rfi.text.wording import text

_WIDTHS = {
    "book.group": 12, "book.question": 44, "book.need": 8, "book.value_type": 12,
    "book.unit": 9, "book.choices": 22, "book.description": 28,
}  # fmt: skip
_FROZEN = 2
# Any number and any day: what is checked is the kind, not the size.
_LARGEST, _FIRST_DAY, _LAST_DAY = 1e15, date(1900, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class _Words:
    """The answer is neither a number nor a day, which a spreadsheet holds as one."""

    kind: str

    def formula(self, where: Where) -> str:
        """Return the count of numbers."""
        return f"COUNT({where.at(ANSWER)})=0"

    def holds(self, cells: Cells) -> bool:
        """Tell whether words stand there."""
        value = cells.get(ANSWER)
        return not (_is_day(value) if self.kind == "date" else is_number(value))


def _is_day(value: CellData) -> bool:
    try:
        date.fromisoformat(str(value))
    except ValueError:
        return False
    return True


def _columns() -> tuple[Column, ...]:
    note = free_fields()[NOTE]
    return (
        *(Column(title=name, width=_WIDTHS[name]) for name in FREE_LABELS),
        Column(key=ANSWER, title="book.answer", width=42),
        Column(key=NOTE, field=note, width=20),
    )


def _answer(row: Mapping[str, Any], kind: str, choices: Choices) -> CellData:
    """Return the answer as it stands in its cell: that of its kind, else any other."""
    for key in (FIELD_OF_KIND[kind], *dict.fromkeys(FIELD_OF_KIND.values())):
        if key in row:
            return choices.cell(row[key], free_fields()[key])
    return None


def _kind_of(row: Mapping[str, Any]) -> str:
    """Return the kind of an answer to what was not asked, by its field."""
    return next((kind for kind, key in FIELD_OF_KIND.items() if key in row), "text")


def _rule(kind: str, *, is_must: bool) -> Rule:
    left: State = "empty" if is_must else "may"
    cases: list[tuple[Condition, State]] = [(Blank(ANSWER), left)]
    if kind in {"number", "date"}:
        cases.append((_Words(kind), "check"))
    return Cases(tuple(cases))


def free_plan(rows: Sequence[Mapping[str, Any]], choices: Choices, offer: int) -> SheetPlan:
    """Return the sheet; it has no rows where nothing is asked and nothing is answered."""
    printed = asked_rows(FREE, choices)[1]
    musts = {
        row_of(one.question_id, one.kind) for one in free_questions_of(choices.asked) if one.is_must
    }
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
        cells = (*one.labels, _answer(row, kind, choices), row.get(NOTE))
        rule = _rule(kind, is_must=one.row_id in musts)
        planned.append(Row(one.row_id, cells, rule, field=free_fields()[FIELD_OF_KIND[kind]]))
    due = Colour(ANSWER, ANSWER, Blank(ANSWER), "must", frozenset(musts))
    return SheetPlan(
        title=SHEET_TITLES[FREE],
        mark=SheetMark(FORM_VERSION, FREE, offer),
        columns=_columns(),
        rows=tuple(planned),
        frozen=_FROZEN,
        colours=(due,) if musts else (),
        is_must=bool(musts),
        count=len(planned),
    )


class FreeChecks:
    """What may be typed into each answer."""

    def __init__(
        self, sheet: Worksheet, lists: ChoiceSheet, plan: SheetPlan, choices: Choices
    ) -> None:
        """Take the sheet as written."""
        self._sheet, self._lists, self._plan, self._choices = sheet, lists, plan, choices
        names = [column.name for column in plan.columns]
        self._answer, self._listed = names.index(ANSWER), names.index("book.choices")

    def write(self) -> None:
        """Add the check of its kind to every row."""
        lang = self._choices.lang
        column = first_column(self._plan) + self._answer
        for number, row in enumerate(self._plan.rows, start=FIRST):
            kind = row.row_id.partition("/")[2]
            rule = self._rule(kind, str(row.cells[self._listed] or ""))
            shown = load_codelist("answer_kinds").title(kind, lang)
            if rule is not None:
                self._sheet.data_validation(number, column, number, column, {
                    **rule,
                    "error_title": text("book.free.error.title", lang),
                    "error_message": text("book.free.error", lang, kind=shown),
                })  # fmt: skip

    def _rule(self, kind: str, listed: str) -> dict[str, Any] | None:
        if FIELD_OF_KIND[kind] == CHOICES:
            if not listed:
                return None
            source = self._lists.reference(words_of(*listed.split("\n")))
            # Several are written below one another; the list helps with the first.
            return {"validate": "list", "source": source, "show_error": kind == "one"}
        if kind == "boolean":
            words = words_of(*(self._choices.boolean(value=value) for value in (True, False)))
            return {"validate": "list", "source": self._lists.reference(words)}
        if kind == "number":
            return {"validate": "decimal", "criteria": "between", "minimum": -_LARGEST,
                    "maximum": _LARGEST}  # fmt: skip
        if kind == "date":
            return {"validate": "date", "criteria": "between", "minimum": _FIRST_DAY,
                    "maximum": _LAST_DAY}  # fmt: skip
        longest = free_fields()[FIELD_OF_KIND[kind]].bounds["maxLength"]
        return {"validate": "length", "criteria": "<=", "value": longest}
