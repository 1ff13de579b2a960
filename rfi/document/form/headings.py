"""Hidden marks held against the visible headings: a column or a row that moved without its mark."""

from collections.abc import Iterator, Mapping
from functools import cache

from rfi.document.form.cost_columns import DETAILS, TERMS
from rfi.document.form.draft import fields_by_key
from rfi.document.form.marks import (
    COVER,
    FACTS,
    FORM,
    FREE,
    GRID,
    NOT_DATA,
    ROW_PARTS,
    split_column_key,
)
from rfi.document.form.offers import form_fields
from rfi.document.form.printed import heading_texts
from rfi.document.form.rows import ANSWER, INNER, LINE_ID, NOTE, ROW_KEYS
from rfi.document.form.second.known import is_known
from rfi.document.form.second.layout import PRINTED, beside
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_text import fold
from rfi.schema.issue import Issue
from rfi.schema.table_specs import table_specs
from rfi.text.wording import LANGS, text


@cache
def _headings(table: str) -> Mapping[str, frozenset[str]]:
    """Return column id → the headings that the form may print over it, folded."""
    if table == FORM:
        return {}
    name = "cost_lines" if table == GRID else table
    spec = next((spec for spec in table_specs() if spec.name == name), None)
    found = {".".join(leaf.keys): heading_texts(leaf) for leaf in spec.columns} if spec else {}
    if table == FREE:
        return {ANSWER: _in_words("book.answer"), NOTE: found[NOTE]}
    if "symbol" in found:
        found["symbol"] |= _in_words("form.answer")
    return {**found, LINE_ID: found.get(LINE_ID, frozenset()) | _in_words("book.line_id")}


def _in_words(key: str) -> frozenset[str]:
    return frozenset(fold(text(key, lang)) for lang in LANGS)


def check_headings(sheet: MarkedSheet) -> Iterator[Issue]:
    """Yield what the visible headings of a sheet say against its marks."""
    if sheet.mark.table in {COVER, FACTS}:
        return
    yield from _columns(sheet)
    yield from _missing(sheet)
    if sheet.mark.table == FORM:
        yield from _form_rows(sheet)


def _texts_above(sheet: MarkedSheet) -> dict[int, dict[int, str]]:
    """Return column → row → text of the rows that are for people."""
    found: dict[int, dict[int, str]] = {}
    for (row, column), cell in sheet.sheet.cells.items():
        if column > sheet.column and cell.kind == "text" and sheet.row_id(row) == NOT_DATA:
            found.setdefault(column, {})[row] = fold(str(cell.value))
    return found


def _columns(sheet: MarkedSheet) -> Iterator[Issue]:
    """A heading of another column is an error for all it holds; one that is gone is told once."""
    known = _headings(sheet.mark.table)
    if not known:
        return
    owner = {heading: key for key, headings in known.items() for heading in headings}
    above, missing = _texts_above(sheet), []
    for column, key in sheet.columns.items():
        name, scenario = split_column_key(key)
        if not is_known(sheet, key) or name not in known:
            continue
        if scenario and not sheet.mark.is_first:
            continue  # the title of the scenario is the heading; it is held against the asked one
        texts = above.get(column, {})
        if known[name] & set(texts.values()):
            continue
        others = {row: owner[shown] for row, shown in texts.items() if shown in owner}
        place = sheet.place(sheet.row, column)
        if others:
            row = min(others)
            moved = {"sheet": sheet.sheet.name, "given": texts[row], "expected": min(known[name])}
            yield Issue("column_moved", "error", "", sheet.place(row, column), moved)
        else:
            missing.append(place.rpartition("!")[2])
    if missing:
        facts = {"sheet": sheet.sheet.name, "columns": tuple(missing), "count": len(missing)}
        place = f"{sheet.sheet.name}!{missing[0]}"
        yield Issue("heading_changed", "warning", "", place, facts)


def _is_in(sheet: MarkedSheet, key: str) -> bool:
    """Tell whether the form of this version had a column."""
    name = "cost_lines" if sheet.mark.table == GRID else sheet.mark.table
    spec = next((spec for spec in table_specs() if spec.name == name), None)
    leaves = fields_by_key(spec.columns) if spec else {}
    return key not in leaves or leaves[key].is_in(sheet.mark.version)


def _printed_columns(sheet: MarkedSheet) -> frozenset[str]:
    """Return the ids of the columns that the form prints whatever is asked."""
    table = sheet.mark.table
    if table == FREE:
        return frozenset({ANSWER, NOTE})
    if not sheet.mark.is_first:
        ids = (LINE_ID,) if table in INNER else ()
        return frozenset((*PRINTED.get(table, ()), *beside(table), *ids))
    if table == GRID:
        return frozenset(key for key in (*TERMS, *DETAILS, "note") if _is_in(sheet, key))
    own = {LINE_ID} if table in INNER else set()
    fields = {
        key
        for key in _headings(table)
        if (key != LINE_ID or table == "cost_lines") and _is_in(sheet, key)
    }
    return frozenset((fields | own) - {ROW_KEYS.get(table, ""), *ROW_PARTS.get(table, ())})


def _missing(sheet: MarkedSheet) -> Iterator[Issue]:
    """Columns of the form that are gone: what stood in them is gone too."""
    known = _headings(sheet.mark.table)
    left_out = _printed_columns(sheet) - set(sheet.columns.values())
    if left_out and known:
        titles = tuple(sorted(min(known[key], key=len) for key in left_out))
        facts = {"sheet": sheet.sheet.name, "titles": titles, "count": len(titles)}
        yield Issue("column_missing", "note", "", sheet.place(sheet.row, sheet.column), facts)


def _form_rows(sheet: MarkedSheet) -> Iterator[Issue]:
    """A row of vendor and offer whose visible title is that of another row."""
    fields = form_fields()
    titles = {
        fold(leaf.title[lang]): row_id for row_id, (leaf, _) in fields.items() for lang in LANGS
    }
    for number, row_id in sheet.rows():
        if row_id not in fields:
            continue
        answers = [column for column, key in sheet.columns.items() if key != NOT_DATA]
        shown = {
            fold(str(cell.value)): column
            for column in range(sheet.column + 1, min(answers, default=sheet.column + 1))
            if (cell := sheet.sheet.cells.get((number, column))) is not None
        }
        own = fold(fields[row_id][0].title["ja"])
        is_own = own in shown or fold(fields[row_id][0].title["en"]) in shown
        other = next((title for title in shown if title in titles), own)
        if not is_own and titles.get(other, row_id) != row_id:
            facts = {"sheet": sheet.sheet.name, "given": other, "expected": own}
            place = sheet.place(number, shown[other])
            yield Issue("row_moved", "error", "", place, facts)
