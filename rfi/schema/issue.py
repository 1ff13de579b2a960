"""A vendor's or a user's mistake as a value: what, where, how grave; the wording comes later."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Literal

from rfi.schema.codelists import Coded
from rfi.text.wording import Lang, has_text, text

Severity = Literal["error", "warning", "note"]
# Names of files whose reader sees cells: no pointer and no code of the schema is for them.
_TABLE_NAMES = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
# A fact that stands behind the message: what was left out of it, said once.
LEFT_OUT = "left_out"
# No sheet is named so: a part inside the file, which nobody sees in a spreadsheet program.
_PART_NAME = re.compile(r"[\\/\[\]?*:]|\.(?:xml|rels|bin|vml)$")


def is_table_name(name: str) -> bool:
    """Tell whether a file is a workbook or another table of cells, by its name."""
    return name.lower().endswith(_TABLE_NAMES)


@dataclass(frozen=True, slots=True)
class Issue:
    """One finding.

    Attributes:
        code: Name of the rule or fault; also the key of its wording (``issue.<code>``).
        severity: ``error`` holds the document back, ``warning`` and ``note`` let it in.
        pointer: JSON pointer of the place; "" is the whole document.
        origin: Place in the file (``line:column`` or ``sheet!cell``); "" when the pointer is all.
        params: Facts for the wording.
        document: Name of the file, so that issues of many files can stand in one list.
    """

    code: str
    severity: Severity
    pointer: str = ""
    origin: str = ""
    params: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    document: str = ""

    @property
    def is_of_table(self) -> bool:
        """Whether the file is a workbook or another table of cells."""
        return is_table_name(self.document)

    def message(self, lang: Lang) -> str:
        """Say what is wrong."""
        said = text(self._key(f"issue.{self.code}"), lang, **self._facts(lang))
        return f"{said}{self.params.get(LEFT_OUT, '')}"

    def next_step(self, lang: Lang) -> str:
        """Say what to do next."""
        return text(self._key(f"issue.{self.code}.next"), lang, **self._facts(lang))

    def _key(self, key: str) -> str:
        """Return the key of a wording, that for tables of cells where there is one."""
        in_cells = f"{key}.cells"
        return in_cells if self.is_of_table and has_text(in_cells) else key

    def _facts(self, lang: Lang) -> dict[str, object]:
        return {key: _worded(value, lang) for key, value in self.params.items()}

    def place(self, lang: Lang) -> str:
        """Say where: line and column and the pointer, or the cell alone; else the whole file."""
        if self.is_of_table:
            is_part = "!" not in self.origin and _PART_NAME.search(self.origin)
            parts = [] if is_part or not self.origin else [self.origin]
        else:
            parts = [part for part in (self.origin, self.pointer) if part]
        if parts:
            return "  ".join(parts)
        size = self.params.get("bytes")
        if isinstance(size, int):
            return text("place.whole_file_of", lang, size=f"{size:,}")
        return text("issue.whole_file", lang)


@dataclass(frozen=True, slots=True)
class Worded:
    """A fact of an issue that stands in the catalogue: its words are looked up when shown."""

    key: str

    def title(self, lang: Lang) -> str:
        """Return the words."""
        return text(self.key, lang)


@dataclass(frozen=True, slots=True)
class Titled:
    """A code of a questionnaire as a fact of an issue, with its title there.

    Attributes:
        code: The code.
        name: Its title; "" where there is none.
        is_known: Whether people know the code and look for it beside the title.
    """

    code: str
    name: str
    is_known: bool = True

    def title(self, lang: Lang) -> str:
        """Return the title, with the code that people know behind it; without one the code."""
        if not self.name or not self.is_known:
            return self.name or self.code
        return text("fact.titled", lang, title=self.name, code=self.code)


def _worded(value: object, lang: Lang) -> object:
    """Return a fact as it stands in a message: codes by their title, several as a list."""
    if isinstance(value, tuple):
        return text("list.separator", lang).join(str(_worded(part, lang)) for part in value)
    return value.title(lang) if isinstance(value, Coded | Titled | Worded) else value


def pointer_of(path: list[str | int] | tuple[str | int, ...]) -> str:
    """Return the JSON pointer (RFC 6901) of a path of keys and indexes.

    >>> pointer_of(["offers", 0, "a/b"])
    '/offers/0/a~1b'
    """
    return "".join([f"/{part}" if isinstance(part, int) else _step(part) for part in path])


@cache
def _step(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")
