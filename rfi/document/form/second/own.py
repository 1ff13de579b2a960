"""The second edition's own words and formulas: what the form prints and works out by itself."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from rfi.document.form.cost_columns import TERMS, cost_fields
from rfi.document.form.marks import MAX_OFFERS, NOT_DATA
from rfi.document.form.sheets import At, MarkedSheet
from rfi.document.grid.cell_text import fold, read_amount
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.money_words import amounts_in
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import load_fields
from rfi.text.plural import for_counts
from rfi.text.wording import LANGS, load_catalogue, text

_PREFIX = "form."
STATES = ("empty", "may", "done", "check", "none")
# Words that the formulas of the cover give.
_COVER_WORDS = ("form.cover.ok", "form.cover.go", "form.cover.wait")
# Id of the rows of the cover that say what the questionnaire says.
FACT_ROW = "fact"
# A sentence of the form with a number in it says at least so many characters by itself.
_FEWEST = 3
_CELL = r"\$?[A-Z]{1,3}\$?[0-9]{1,7}"
_SHEET = r"(?:'[^']*'!|\$?'[^']*'\.|[^\s!,()\"=]*!)?"
# Circles over the scenarios; sums below the prices, and the terms that they count with.
_SHAPES = tuple(
    re.compile(shape, re.DOTALL)
    for shape in (
        rf'IF\({_SHEET}{_CELL}="○","○",""\)',
        r"SUMPRODUCT\(.*=\s*\".*\"\)\)",
        rf'IF\({_CELL}="",{_SHEET}{_CELL},{_CELL}\)',
        r"IFERROR\(INDEX\(\{.*/1000",
        r'"\|"&SUBSTITUTE\(.*\)&"\|"',
    )
)


@cache
def own_texts() -> frozenset[str]:
    """Return every text of the catalogue and of the schema that the form prints, folded."""
    found = {
        fold(words)
        for key, entry in load_catalogue().items()
        if key.startswith(_PREFIX)
        for words in entry.values()
    }
    for lang in LANGS:
        found |= {fold(text("form.plan", lang, number=n + 1)) for n in range(MAX_OFFERS)}
        found |= {
            fold(text("form.term", lang, title=cost_fields()[name].title[lang])) for name in TERMS
        }
        for names in load_codelist("frequencies").rows.values():
            found.add(fold(text("form.subtotal", lang, frequency=names[lang])))
        for field in load_fields("rfi_response"):
            if field.table in {"", "offers"}:
                found |= {fold(field.title[lang]), fold(field.description[lang])}
    return frozenset(found)


def _with_counts(entry: Mapping[str, str]) -> Iterator[str]:
    """Yield an entry in each language; in English for one and for several of each count."""
    yield from entry.values()
    names = sorted(set(re.findall(r"\{(\w+)\}", entry["en"])))
    for counts in product((1, 2), repeat=len(names)):
        yield for_counts(entry["en"], dict(zip(names, counts, strict=True)))


@cache
def _own_sentences() -> re.Pattern[str]:
    """Return what the texts of the form with a number or a title in them look like, folded."""
    shapes = (
        re.sub(r"\\{\w+\\}", ".{1,60}", re.escape(fold(words)))
        for key, entry in load_catalogue().items()
        if key.startswith(_PREFIX)
        for words in _with_counts(entry)
        if "{" in words and len(re.sub(r"\{\w+\}", "", words)) >= _FEWEST
    )
    return re.compile("|".join(sorted(set(shapes))))


def _is_of_cover(shown: str) -> bool:
    """Tell whether a text is one that the form prints on its cover, or what its formulas gave."""
    folded = fold(shown)
    is_own = folded in own_texts() or shown in _result_words()
    return is_own or (not amounts_in(shown) and _own_sentences().fullmatch(folded) is not None)


@cache
def _result_words() -> frozenset[str]:
    keys = (*(f"form.state.{state}" for state in STATES), *_COVER_WORDS)
    return frozenset(text(key, lang) for key in keys for lang in LANGS)


def is_own_formula(cell: SheetCell) -> bool:
    """Tell whether a formula is one of the form: it gives a state, or is of a known shape."""
    if any(f'"{word}"' in cell.formula for word in _result_words()):
        return True
    return any(shape.fullmatch(cell.formula) for shape in _SHAPES)


def _is_state(cell: SheetCell) -> bool:
    """Tell whether a cell shows a state: its formula, or what a program left of it."""
    return is_own_formula(cell) if cell.formula else str(cell.value) in _result_words()


def worked_out(sheet: MarkedSheet) -> Iterator[At]:
    """Yield the cells that the form works out: states, sums, and what they count with."""
    for at, cell in sheet.sheet.cells.items():
        is_state = sheet.columns.get(at[1]) == NOT_DATA and at[0] > sheet.row
        is_above = bool(cell.formula) and sheet.row_id(at[0]) == NOT_DATA
        if (is_state and _is_state(cell)) or (is_above and is_own_formula(cell)):
            yield at


def cover_cells(sheet: MarkedSheet) -> Iterator[At]:
    """Yield the form's own cells of the cover; a figure typed there is nobody's."""
    for (row, column), cell in sheet.sheet.cells.items():
        row_id = sheet.row_id(row)
        if row == sheet.row:
            if cell.kind == "text" and read_amount(str(cell.value)) is None:
                yield row, column
        elif cell.formula:
            if row_id and is_own_formula(cell):
                yield row, column
        elif cell.kind == "text" and row_id:
            is_fact = row_id == FACT_ROW or column == sheet.column
            if is_fact or _is_of_cover(str(cell.value)):
                yield row, column


def cover_rows(
    sheet: MarkedSheet,
) -> tuple[tuple[tuple[str, int], ...], tuple[tuple[str, int, tuple[str, ...]], ...]]:
    """Return the columns and the rows of the cover in which the facts of the round stand."""
    cells = {
        at: cell
        for at, cell in sheet.sheet.cells.items()
        if at[1] > sheet.column and cell.kind == "text" and sheet.row_id(at[0]) == FACT_ROW
    }
    columns = sorted({column for _, column in cells})
    rows = tuple(
        (
            FACT_ROW,
            row,
            tuple(str(cells[row, at].value) if (row, at) in cells else "" for at in columns),
        )
        for row in sorted({row for row, _ in cells})
    )
    return tuple((FACT_ROW, column) for column in columns), rows


def fact_cells(
    sheet: MarkedSheet,
) -> tuple[set[At], tuple[tuple[str, int, tuple[str, ...]], ...]]:
    """Return the cells of what the scenarios assume, and its rows as they stand there."""
    cells = sheet.sheet.cells
    rows = []
    own = {(sheet.row, sheet.column), *((sheet.row, column) for column in sheet.columns)}
    for row, row_id in sheet.rows():
        if not row_id:
            continue
        labels = []
        for column in sheet.columns:
            cell = cells.get((row, column))
            labels.append(str(cell.value) if cell is not None else "")
            if cell is not None:
                own.add((row, column))
        own.add((row, sheet.column))
        rows.append((row_id, row, tuple(labels)))
    own |= {
        at
        for at, cell in cells.items()
        if sheet.row_id(at[0]) == NOT_DATA
        and (at[1] == sheet.column or fold(str(cell.value)) in own_texts())
    }
    return own, tuple(rows)
