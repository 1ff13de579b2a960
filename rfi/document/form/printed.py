"""What the form itself prints into a sheet: headings, guidance, sums, and labels of what is asked.

The words of the catalogue and of the schema are known here. The labels of a row (a business, a
requirement) are known only with the questionnaire; they are handed on as they stand, and a later
step compares them.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from rfi.document.form.marks import (
    BUSINESS_ROW,
    COVER,
    DEFAULTS,
    FACTS,
    FIRST_TITLES,
    FORM,
    FREE,
    GRID,
    NOT_DATA,
    SCENARIO_ROW,
    split_column_key,
)
from rfi.document.form.second.first_cover import first_cover_cells
from rfi.document.form.second.known import is_known, is_known_row
from rfi.document.form.second.own import cover_cells, cover_rows, fact_cells, own_texts, worked_out
from rfi.document.form.sheets import At, MarkedSheet
from rfi.document.grid.cell_text import fold
from rfi.document.grid.grid import SheetCell
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import Field, load_fields
from rfi.schema.table_specs import table_specs
from rfi.text.wording import LANGS, text

# Columns that explain a row, by the wording key of their heading.
_LABEL_KEYS = (
    "book.business", "book.cost_item", "book.guide", "book.field", "book.requirement",
    "book.class", "book.category", "book.text", "book.item", "book.title", "book.value_type",
    "book.unit", "book.description", "book.kpi", "book.beneficiary", "book.group",
    "book.question", "book.need", "book.choices", "book.option", "book.scenario",
)  # fmt: skip
# Table → columns that share their heading with one of another table.
_LABELS_FIRST: Mapping[str, tuple[str, ...]] = {FREE: ("book.group",)}
# The sums below the amounts, and the two hidden columns of terms that they count with.
_SUM = re.compile(r"SUMPRODUCT\(.*=\s*\".*\"\)\)", re.DOTALL)
_HELPER = re.compile(
    r"IF\(\$?[A-Z]+\$?\d+=\"\",\$?[A-Z]+\$?\d+,\$?[A-Z]+\$?\d+\)|IF\(IF\(.*\*IF\(.*/1000", re.DOTALL
)
# The state of a free question.
_STATE = re.compile(r"IF\(\$?[A-Z]+\$?\d+\s*=\s*\"\".*\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PrintedSheet:
    """The labels of one sheet as they stand in the file.

    Attributes:
        sheet: Name of the sheet.
        table, offer: What its mark says.
        headings: Wording keys of the columns that explain a row, and their column numbers.
        rows: Row id, row number, and the text of each of these columns ("" where none stands).
        scenarios: Key of a column, its number, and what stands over its heading with its row.
        is_first: Whether it is a sheet of the first edition.
    """

    sheet: str
    table: str
    offer: int
    headings: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, int, tuple[str, ...]], ...]
    scenarios: tuple[tuple[str, int, str, int], ...] = ()
    is_first: bool = False


def sheet_of(printed: Iterable[PrintedSheet], pointer: str) -> str:
    """Return the sheet that a pointer is about: of its list, or of vendor and offer; "" for all."""
    if not pointer:
        return ""
    _, index, key = (*pointer.split("/")[1:4], "", "", "")[:3]
    wanted = GRID if key == "cost_lines" else key, int(index) if index.isdigit() else -1
    names = {(one.table, one.offer): one.sheet for one in printed}
    common = (name for (table, _), name in names.items() if table == FORM)
    return names.get(wanted) or next(common, "")


def heading_texts(field: Field) -> frozenset[str]:
    """Return the headings that the form prints over a field's column, folded, in any language."""
    unit = f" [{field.unit}]" if field.unit and not field.unit.isascii() else ""
    titles = (field.title["ja"], f"{field.title['ja']} {field.title['en']}", field.title["en"])
    return frozenset((*(fold(title + unit) for title in titles), fold(field.title["en"])))


@cache
def _own_texts() -> frozenset[str]:
    """Return every text of catalogue and schema that the form prints, folded."""
    found = {fold(text(key, lang)) for key in _LABEL_KEYS for lang in LANGS}
    found |= {
        fold(text(key + end, lang))
        for key in FIRST_TITLES.values()
        for end in ("", ".guide")
        for lang in LANGS
        if key + end != f"{FIRST_TITLES[COVER]}.guide"
    }
    keys = ("value", "answer", "state", "line_id", "defaults", "defaults.guide")
    found |= {fold(text(f"book.{key}", lang)) for key in keys for lang in LANGS}
    for names in load_codelist("frequencies").rows.values():
        found |= {fold(text("book.subtotal", lang, frequency=names["ja"])) for lang in LANGS}
    for spec in table_specs():
        for field in spec.columns:
            found |= heading_texts(field)
    for field in load_fields("rfi_response"):
        if field.table in {"", "offers"}:
            found |= {fold(field.title["ja"]), fold(field.description["ja"])}
    return frozenset(found)


@cache
def _label_heading(shown: str, table: str) -> str:
    """Return the wording key of a column that explains, "" when the text is no such heading.

    Two columns of different tables may have one heading: that of the table comes first.
    """
    folded = fold(shown)
    for key in (*_LABELS_FIRST.get(table, ()), *_LABEL_KEYS):
        if folded in {fold(text(key, lang)) for lang in LANGS}:
            return key
    return ""


def is_own_text(shown: str) -> bool:
    """Tell whether a text is one that the form prints."""
    folded = fold(shown)
    return folded in _own_texts() or folded in own_texts()


def _is_own_text_cell(sheet: MarkedSheet, cell: SheetCell) -> bool:
    """Tell whether a text stands in a row for people, and is one of the form's."""
    if cell.kind != "text" or sheet.row_id(cell.row) != NOT_DATA:
        return False
    return cell.column == sheet.column or is_own_text(str(cell.value))


def _is_own_formula(cell: SheetCell, sheet: MarkedSheet) -> bool:
    if not sheet.mark.is_first:
        return False
    row_id = sheet.row_id(cell.row)
    is_beside = row_id != NOT_DATA and cell.column not in sheet.columns
    beside, below = {GRID: (_HELPER, _SUM), FREE: (_STATE, None)}.get(
        sheet.mark.table, (None, None)
    )
    shape = beside if is_beside else below if row_id == NOT_DATA else None
    return shape is not None and shape.fullmatch(cell.formula) is not None


def label_columns(sheet: MarkedSheet) -> tuple[tuple[str, int], ...]:
    """Return (wording key, column) of the columns that explain a row, by their visible heading."""
    found: dict[int, str] = {}
    for (row, column), cell in sheet.sheet.cells.items():
        is_free = column not in sheet.columns and column > sheet.column
        if is_free and cell.kind == "text" and sheet.row_id(row) == NOT_DATA:
            key = _label_heading(str(cell.value), sheet.mark.table)
            if key and key not in found.values():
                found[column] = key
    return tuple((key, column) for column, key in sorted(found.items()))


def _scenario_titles(sheet: MarkedSheet, data_row: int) -> Iterator[tuple[str, int, str, int]]:
    for column, key in sheet.columns.items():
        if sheet.mark.table == GRID and split_column_key(key)[1]:
            above = [
                (row, str(cell.value))
                for row in range(sheet.row + 1, data_row)
                if (cell := sheet.sheet.cells.get((row, column))) is not None
                and cell.kind == "text"
                and not cell.formula
                and sheet.row_id(row) == NOT_DATA
                and not is_own_text(str(cell.value))
            ]
            if above:
                yield key, column, above[0][1], above[0][0]


def printed_of(sheet: MarkedSheet) -> tuple[set[At], PrintedSheet]:
    """Return the cells that are the form's own, and the labels in them."""
    mark, cells = sheet.mark, sheet.sheet.cells
    if mark.table == COVER:
        found = first_cover_cells(sheet) if mark.is_first else cover_cells(sheet)
        own = {*found, (sheet.row, sheet.column)}
        columns, facts = ((), ()) if mark.is_first else cover_rows(sheet)
        return own, PrintedSheet(
            sheet.sheet.name, mark.table, mark.offer, columns, facts, is_first=mark.is_first
        )
    if mark.table == FACTS:
        own, facts = fact_cells(sheet)
        columns = tuple((key, column) for column, key in sheet.columns.items())
        return own, PrintedSheet(sheet.sheet.name, mark.table, mark.offer, columns, facts)
    own = {(sheet.row, sheet.column)}
    own |= {(sheet.row, column) for column, key in sheet.columns.items() if is_known(sheet, key)}
    ids = [(row, row_id) for row, row_id in sheet.rows() if row_id]
    headings = label_columns(sheet)
    rows = []
    for row, row_id in ids:
        labels = []
        for _, column in headings:
            cell = cells.get((row, column))
            is_label = cell is not None and cell.kind == "text" and not cell.struck
            labels.append(str(cell.value) if cell is not None and is_label else "")
            is_asked = row_id.startswith((BUSINESS_ROW, SCENARIO_ROW))
            is_fixed = (mark.table == FORM and not is_asked) or row_id == DEFAULTS
            if is_label and (not is_fixed or is_own_text(labels[-1])):
                own.add((row, column))
        if row_id != DEFAULTS:
            rows.append((row_id, row, tuple(labels)))
        if is_known_row(mark.table, row_id):
            own.add((row, sheet.column))
    first = ids[0][0] if ids else sheet.row + 1
    scenarios = tuple(_scenario_titles(sheet, first))
    own |= {(row, column) for _, column, _, row in scenarios}
    own |= {
        at
        for at, cell in cells.items()
        if _is_own_text_cell(sheet, cell) or (cell.formula and _is_own_formula(cell, sheet))
    }
    if not mark.is_first:
        own |= set(worked_out(sheet))
    return own, PrintedSheet(
        sheet.sheet.name, mark.table, mark.offer, headings, tuple(rows), scenarios, mark.is_first
    )
