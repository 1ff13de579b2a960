"""What the cover of the first edition printed; the second one is known by the ids of its rows."""

from collections.abc import Iterator, Mapping
from functools import cache

from rfi.document.form.sheets import At, MarkedSheet
from rfi.document.grid.cell_text import fold
from rfi.schema.codelists import load_codelist
from rfi.text.wording import LANGS, text

_COVER_FACTS = (
    *("publisher", "deadline", "reply_by", "contact", "go_live", "term"),
    *("questionnaire", "fx", "base_year"),
)
_COVER_STEPS, _COVER_EXAMPLES = range(1, 11), range(1, 7)


@cache
def _cover_words() -> Mapping[str, frozenset[str]]:
    def words(keys: Iterator[str]) -> frozenset[str]:
        return frozenset(fold(text(key, lang)) for key in keys for lang in LANGS)

    steps = {
        fold(text("book.cover.step", lang, number=number))
        for number in _COVER_STEPS
        for lang in LANGS
    }
    fits = {fold(row[lang]) for row in load_codelist("fit_codes").rows.values() for lang in LANGS}
    lines = {*(f"book.cover.step{n}" for n in _COVER_STEPS)}
    lines |= {f"book.cover.example{n}" for n in _COVER_EXAMPLES} | {"book.cover.example"}
    return {
        "fact": words(f"book.cover.{key}" for key in _COVER_FACTS),
        "line": words(iter(sorted(lines))) | steps,
        "fit": frozenset(fits),
    }


def first_cover_cells(sheet: MarkedSheet) -> Iterator[At]:
    """Yield the texts of the cover: title, facts, steps, example, symbols."""
    words, cells = _cover_words(), sheet.sheet.cells
    first = sheet.column + 1
    for (row, column), cell in cells.items():
        if cell.kind != "text":
            continue
        folded = fold(str(cell.value))
        left = cells.get((row, column - 1))
        beside = fold(str(left.value)) if left is not None and left.kind == "text" else ""
        is_title = (row, column) == (sheet.row + 1, first)
        is_fact = column == first + 1 and beside in words["fact"]
        if is_title or is_fact or folded in words["fact"] | words["line"]:
            yield row, column
        elif column == first + 1 and folded in words["fit"] and beside:
            yield row, column
            yield row, first
