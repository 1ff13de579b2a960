"""The hidden lists of the dropdowns: titles, and in the next column the codes they stand for."""

from collections.abc import Iterable, Iterator

from rfi.document.form.marks import LISTS
from rfi.document.grid.grid import Sheet
from rfi.schema.issue import Issue

# Heads of two columns beside each other; of a list without codes there is the first only.
TITLES_MARK, CODES_MARK = "titles:", "codes:"
# Kind of a list of words that stand for themselves, or for a code of the schema.
WORDS = "words"


def _heads(sheet: Sheet) -> dict[int, str]:
    """Return column → its head, of the columns that bear one."""
    return {
        column: str(cell.value)
        for (row, column), cell in sheet.cells.items()
        if row == 1
        and cell.kind == "text"
        and str(cell.value).startswith((TITLES_MARK, CODES_MARK))
    }


def missing_lists(others: Iterable[Sheet]) -> Iterator[Issue]:
    """Tell that the lists are gone; it is an error only where an answer cannot be read for it."""
    if not any(sheet.name == LISTS and _heads(sheet) for sheet in others):
        yield Issue("lists_missing", "note")


def listed_cells(sheet: Sheet) -> set[tuple[int, int]]:
    """Return the cells of columns with a head: the form wrote them, figures too."""
    heads = _heads(sheet)
    return {at for at, cell in sheet.cells.items() if at[1] in heads and cell.kind == "text"}


def listed_choices(sheet: Sheet) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, title, code) of the choices that stand for a code of the questionnaire."""
    if sheet.name != LISTS:
        return
    heads = _heads(sheet)
    for column, head in heads.items():
        if head.startswith(TITLES_MARK) and heads.get(column + 1, "").startswith(CODES_MARK):
            kind = head.removeprefix(TITLES_MARK)
            for (row, at), cell in sheet.cells.items():
                code = sheet.cells.get((row, column + 1))
                if at == column and row > 1 and code is not None:
                    yield kind, str(cell.value), str(code.value)
