"""One table of a data package: typed columns, its lines, and what the package says of it."""

import csv
import hashlib
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rfi.export.csv.characters import ENCODING, Replaced, fitted_lines
from rfi.export.csv.inert import inert
from rfi.text.wording import Lang, text

Type = Literal["string", "integer", "number"]
Encoding = Literal["utf-8", "cp932"]
_BOM = "\ufeff"
_LINE_END = "\r\n"


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Stable over languages; ``export.package.<key>`` is its heading.
        type: Of the values.
        unit: Of the numbers, in words; "" where another column says it or there is none.
    """

    key: str
    type: Type = "string"
    unit: str = ""

    def heading(self, lang: Lang) -> str:
        """Return what stands above it."""
        return text(f"export.package.{self.key}", lang)


@dataclass(frozen=True, slots=True)
class Resource:
    """One table.

    Attributes:
        name: Of the table in the package; its file is ``<name>.csv``.
        title: In words.
        columns: Of the lines.
        lines: Texts as they are, figures as written; "" for none.
        key: Columns that tell lines apart.
        refers: Column → (table, column) in which its values stand.
        caption: What must be said of all figures.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    lines: Sequence[Sequence[str]]
    key: tuple[str, ...]
    refers: Mapping[str, tuple[str, str]]
    caption: str = ""

    @property
    def path(self) -> str:
        """Name of its file."""
        return f"{self.name}.csv"

    def to_bytes(self, lang: Lang, encoding: Encoding, replaced: list[Replaced]) -> bytes:
        """Return the file; ``replaced`` takes what does not fit the encoding."""
        texts = frozenset(
            index for index, column in enumerate(self.columns) if column.type == "string"
        )
        lines = [[column.heading(lang) for column in self.columns], *map(list, self.lines)]
        if encoding == "cp932":
            written = list(fitted_lines(lines, texts, replaced))
        else:
            written = [
                [inert(part) if index in texts else part for index, part in enumerate(line)]
                for line in lines
            ]
        handle = io.StringIO(newline="")
        csv.writer(handle, lineterminator=_LINE_END).writerows(written)
        if encoding == "cp932":
            return handle.getvalue().encode(ENCODING)
        return (_BOM + handle.getvalue()).encode("utf-8")

    def described(self, data: bytes, lang: Lang, encoding: Encoding) -> dict[str, Any]:
        """Return what the package says of it (Data Package, tabular data resource).

        Args:
            data: The file as written.
            lang: Of titles.
            encoding: Of the file.
        """
        headings = {column.key: column.heading(lang) for column in self.columns}
        schema: dict[str, Any] = {
            "fields": [_field(column, lang) for column in self.columns],
            "missingValues": [""],
            "primaryKey": [headings[key] for key in self.key],
        }
        if self.refers:
            schema["foreignKeys"] = [
                {
                    "fields": [headings[key]],
                    "reference": {
                        "resource": table,
                        "fields": [text(f"export.package.{other}", lang)],
                    },
                }
                for key, (table, other) in self.refers.items()
            ]
        found: dict[str, Any] = {
            "name": self.name,
            "title": self.title,
            "path": self.path,
            "profile": "tabular-data-resource",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": encoding,
            "bytes": len(data),
            "hash": f"sha256:{hashlib.sha256(data).hexdigest()}",
            "dialect": {
                "delimiter": ",",
                "lineTerminator": _LINE_END,
                "quoteChar": '"',
                "doubleQuote": True,
                "header": True,
            },
            "schema": schema,
        }
        if self.caption:
            found["description"] = self.caption
        return found


def _field(column: Column, lang: Lang) -> dict[str, str]:
    found = {
        "name": column.heading(lang),
        "type": column.type,
        "title": column.heading(lang),
        "description": text(f"export.package.{column.key}.about", lang),
        "key": column.key,
    }
    return {**found, "unit": column.unit} if column.unit else found
