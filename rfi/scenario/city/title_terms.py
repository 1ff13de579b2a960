"""What stands above the headings and holds for the whole table: its unit, and with or without tax.

Such as （単位：千円、税込）, in any cell above the headings.
"""

from dataclasses import dataclass

from rfi.document.grid.cell_text import fold
from rfi.document.grid.cell_values import as_written, code_of
from rfi.document.grid.grid import cell_name
from rfi.document.grid.headed_sheet import HeadedSheet, bare_and_remarks
from rfi.document.grid.number_shown import unit_word
from rfi.document.grid.table_words import units_said
from rfi.schema.codelists import load_codelist
from rfi.text.quantity_words import read_quantity_word

_SHORTEST_TAX_WORD = 2
HOME_CURRENCY = "JPY"
# In place of a unit: another currency than yen.
FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class TitleTerm:
    """One term as it stands above the headings: its code, the text it was read from, its cell."""

    code: str
    given: str
    place: str


@dataclass(frozen=True, slots=True)
class TitleTerms:
    """What is said above the headings; None where nothing is, or two things.

    Attributes:
        unit: Of the amounts (``money_units``, or ``FOREIGN``).
        tax: Of the amounts (``tax_kinds``).
        count: How many one of a count stands for, as its unit word (千人).
    """

    unit: TitleTerm | None = None
    tax: TitleTerm | None = None
    count: TitleTerm | None = None


def is_foreign(words: str) -> bool:
    """Tell whether words name another currency than yen.

    >>> is_foreign("ドル"), is_foreign("千円"), is_foreign("税込")
    (True, False, False)
    """
    word = unit_word(words)
    return word is not None and word.currency not in {"", HOME_CURRENCY}


def _one(found: list[TitleTerm]) -> TitleTerm | None:
    return found[0] if len({term.code for term in found}) == 1 else None


def _tax_words() -> dict[str, str]:
    rows = load_codelist("tax_kinds").rows
    return {
        word: code
        for code, row in rows.items()
        for word in (row["ja"], *row["typed"].split("|"))
        if len(word) >= _SHORTEST_TAX_WORD
    }


def title_terms(sheet: HeadedSheet) -> TitleTerms:
    """Return the terms in the cells above the headings of a sheet."""
    units: list[TitleTerm] = []
    taxes: list[TitleTerm] = []
    counts: list[TitleTerm] = []
    for (row, column), cell in sorted(sheet.sheet.cells.items()):
        if row >= sheet.row or cell.kind != "text":
            continue
        given = as_written(cell).strip()
        folded, place = fold(given), cell_name(sheet.sheet.name, row, column)
        words = [*units_said(folded), *bare_and_remarks(folded)[1], folded]
        for word in words:
            if is_foreign(word):
                units.append(TitleTerm(FOREIGN, given, place))
            elif code := code_of(word, "money_units"):
                units.append(TitleTerm(code, given, place))
            elif read_quantity_word(word).scale > 1 and word != folded:
                counts.append(TitleTerm(word, given, place))
        taxes += [
            TitleTerm(code, given, place) for word, code in _tax_words().items() if word in folded
        ]
    return TitleTerms(_one(units), _one(taxes), _one(counts))
