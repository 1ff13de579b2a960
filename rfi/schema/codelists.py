"""Code lists: one CSV a list, with a title in each language and the list's own columns."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from rfi.schema.load import SCHEMAS_DIR
from rfi.text.wording import Lang

CODELISTS_DIR = SCHEMAS_DIR / "codelists"


@dataclass(frozen=True, slots=True)
class Codelist:
    """One code list; ``rows`` keeps the order of the file."""

    name: str
    rows: Mapping[str, Mapping[str, str]]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes in the order of the file."""
        return tuple(self.rows)

    def title(self, code: str, lang: Lang) -> str:
        """Return the title of ``code``; the code itself when the list does not know it."""
        row = self.rows.get(code)
        return row[lang] if row else code

    def unit(self, code: str, lang: Lang) -> str:
        """Return in which unit the value of ``code`` is told, of a list that names units."""
        return self.rows[code]["unit" if lang == "ja" else f"unit_{lang}"]


@cache
def load_codelist(name: str) -> Codelist:
    """Return the code list ``name``.

    Raises:
        FileNotFoundError: no such list (a fault of the program).
    """
    with (CODELISTS_DIR / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return Codelist(name, {row["code"]: row for row in csv.DictReader(handle)})


@dataclass(frozen=True, slots=True)
class Coded:
    """A code as a fact of an issue: its title is looked up when the language is known."""

    codelist: str
    code: str

    def title(self, lang: Lang) -> str:
        """Return the title of the code."""
        return load_codelist(self.codelist).title(self.code, lang)


def codelist_names() -> tuple[str, ...]:
    """Return the names of all published code lists, sorted."""
    return tuple(sorted(path.stem for path in CODELISTS_DIR.glob("*.csv")))
