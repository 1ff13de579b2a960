"""What formulas call things: defined names and sheets, in the language of the workbook."""

from dataclasses import dataclass
from typing import Literal, get_args

from rfi.text.wording import Lang, text

Name = Literal[
    "view",
    "city",
    "fx",
    "tax_rate",
    "shown_tax",
    "months",
    "discount_rate",
    "discount_timing",
    "growth",
    "equal_part",
    "base",
    "changed",
    "without_tax",
    "with_tax",
    "is_taxed",
]
NAMES: tuple[Name, ...] = get_args(Name)
Sheet = Literal["conditions", "calendar", "discounts", "lines", "sizes", "cells", "open", "sums"]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one workbook."""

    lang: Lang

    def of(self, name: Name) -> str:
        """Return a defined name."""
        return text(f"live.name.{name}", self.lang)

    def sheet(self, sheet: Sheet, cells: str) -> str:
        """Return cells of a sheet.

        >>> Names("en").sheet("lines", "$A$4")
        "'Lines'!$A$4"
        """
        return f"'{text(f'export.book.{sheet}', self.lang)}'!{cells}"

    def word(self, key: str, **facts: object) -> str:
        """Return a wording of the sheets of calculation."""
        return text(f"live.{key}", self.lang, **facts)
