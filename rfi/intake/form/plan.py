"""The answer workbook laid out as plain values: sheets, columns with their ids, rows with theirs.

The same plan makes the blank form and the filled one. What a column is comes from the schema;
what is asked comes from the questionnaire.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rfi.document.form.draft import OPEN_LISTS
from rfi.document.form.marks import SheetMark
from rfi.document.grid.cell_text import write_boolean, write_numbers
from rfi.intake.form.choices import CellData, ChoiceList
from rfi.intake.form.states import Condition, Rule, Where
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field
from rfi.text.wording import Lang, text

BUNDLE_MARK = "+"
Look = Literal["must", "grey", "wrong"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    Attributes:
        key: Id for the marker row; "" for a column that only explains.
        field: The schema's leaf; None for a column that only explains.
        title: Wording key of a heading that is not the field's title.
        scenario: Title of the scenario the column stands for.
        width: Characters.
        options: The dropdown, or the formula of the cells that hold it; other text stays possible
            where ``is_strict`` is false.
        is_beside: Whether it stands to the right of the printed page.
        is_hidden: Whether it holds an id that nobody needs to see.
    """

    key: str = ""
    field: Field | None = None
    title: str = ""
    scenario: str = ""
    width: float = 12
    options: ChoiceList | str | None = None
    is_strict: bool = True
    is_beside: bool = False
    is_hidden: bool = False

    @property
    def name(self) -> str:
        """What formulas of the form call the column: its id, or its heading."""
        return self.key or self.title


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its id, and a value for each column (None is an empty cell).

    Attributes:
        row_id: Its id.
        cells: Its values.
        rule: What gives its state; None for that of the sheet.
        closed: Ids of columns that are not asked in this row.
        is_heading: Whether it parts the rows below from those above.
        is_wide: Whether its second cell takes the whole width.
        field: The schema's leaf of its answers, where the columns have none.
        options: The dropdown of its answers.
    """

    row_id: str
    cells: tuple[CellData, ...]
    rule: Rule | None = None
    closed: frozenset[str] = frozenset()
    is_heading: bool = False
    is_wide: bool = False
    field: Field | None = None
    options: ChoiceList | None = None


@dataclass(frozen=True, slots=True)
class Colour:
    """A look of the columns from one to another wherever a condition holds.

    ``rows`` are the ids of the rows it is for; empty for all.
    """

    first: str
    last: str
    condition: Condition
    look: Look
    rows: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkedOut:
    """A hidden column that formulas of other rows or sheets count with.

    Attributes:
        name: What formulas call it.
        formula: Place of a row → its formula.
    """

    name: str
    formula: Callable[[Where], str]


@dataclass(frozen=True, slots=True)
class SheetPlan:
    """One sheet.

    Attributes:
        title: Wording key of the sheet's name.
        mark: Its first mark.
        columns: From left to right, after the hidden column of row ids and that of states.
        rows: From top to bottom.
        frozen: Columns that stay when scrolling.
        spare: Empty rows to type into below.
        spare_id: Ids of the spare rows, with the number for ``{}``; "" for none.
        siblings: How the name goes on where there are several such sheets: offer and part.
        rule: What gives each row its state; None for a sheet without states.
        colours: Looks that follow from what is filled in, the first that holds.
        is_must: Whether the cover counts it among what must be filled.
        is_open: Whether rows may be inserted.
        count: How many things it asks, for the cover.
        worked_out: Hidden columns of formulas, behind all others.
    """

    title: str
    mark: SheetMark
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    frozen: int = 0
    spare: int = 0
    spare_id: str = ""
    siblings: str = ""
    rule: Rule | None = None
    colours: tuple[Colour, ...] = ()
    is_must: bool = False
    is_open: bool = False
    count: int = 0
    worked_out: tuple[WorkedOut, ...] = ()

    def name(self, lang: Lang) -> str:
        """Return the sheet's name; of several alike each carries its number."""
        return text(self.title, lang) + self.siblings

    @property
    def has_states(self) -> bool:
        """Whether the sheet has a column of states."""
        return self.rule is not None or any(row.rule for row in self.rows)


def cell_of(value: Any, field: Field) -> CellData:  # noqa: ANN401 - a JSON value
    """Return a value as it stands in a cell: codes by their Japanese title, lists joined."""
    if value is None:
        return None
    if field.is_list:
        if field.is_number:
            return write_numbers(value)
        return (BUNDLE_MARK if field.codelist else "\n").join(value)
    if isinstance(value, bool):
        return write_boolean(value=value)
    if field.codelist and field.codelist not in OPEN_LISTS:
        return load_codelist(field.codelist).title(value, "ja")
    cell: CellData = value
    return cell


def value_at(row: Mapping[str, Any], keys: Sequence[str]) -> Any:  # noqa: ANN401 - a JSON value
    """Return the value below nested keys, None when there is none."""
    found: Any = row
    for key in keys:
        if not isinstance(found, Mapping):
            return None
        found = found.get(key)
    return found
