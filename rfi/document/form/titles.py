"""Titles where codes are wanted: what the form prints beside a code stands for it."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from rfi.document.form.draft import Draft, Path
from rfi.document.form.marks import GRID, LISTS, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.grid.cell_text import DOT, fold
from rfi.document.grid.grid import Sheet
from rfi.schema.issue import Titled, pointer_of

_SCENARIO, _BUSINESS, _ITEM = "scenario", "business", "item"
_PROCEDURE = "procedure"
# Keys of a row that hold a code, and what the code is of.
_KINDS: Mapping[str, str] = {
    "scenario_id": _SCENARIO,
    "item": _ITEM,
    "cost_item": _ITEM,
    "business": _BUSINESS,
    "businesses": _BUSINESS,
    "applies_to_items": _ITEM,
    "applies_to_businesses": _BUSINESS,
    "kpi_id": "benefit_lines",
    "requirement_id": "fit_answers",
    "item_id": "service_levels",
    "procedure_id": _PROCEDURE,
}
_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_CLOSE, _CANDIDATES = 0.3, 3
# Between the code and the title of a choice of the form.
_BETWEEN = "："
_CHOICE = re.compile(f"({_CODE.pattern})[:{_BETWEEN}](.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Titles:
    """Kind → folded title → code; a title that stands for two codes is left out."""

    codes: Mapping[str, Mapping[str, str]]

    def code(self, kind: str, title: str) -> str | None:
        """Return the code of a title, None when there is none or it is a code itself."""
        return self.codes.get(kind, {}).get(fold(title))

    def nearest(self, kind: str, title: str) -> tuple[str, ...]:
        """Return the titles most like one, with their codes, the nearest first."""
        known = self.codes.get(kind, {})
        plain = [one for one in known if not _CHOICE.fullmatch(one)]
        found = difflib.get_close_matches(fold(title), plain, _CANDIDATES, _CLOSE)
        return tuple(f"{one}（{known[one]}）" for one in found)


def choice_of(code: str, title: str) -> str:
    """Return a code with its title as one choice of the form.

    >>> choice_of("P01", "転入届")
    'P01：転入届'
    """
    return f"{code}{_BETWEEN}{title}"


def _choices(sheets: Iterable[Sheet]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, title, code) of the choices that the form's hidden lists hold."""
    for sheet in sheets:
        if not sheet.is_hidden or sheet.name != LISTS:
            continue
        for cell in sheet.cells.values():
            match = _CHOICE.fullmatch(str(cell.value)) if cell.kind == "text" else None
            if match:
                yield _PROCEDURE, match[2], match[1]
                yield _PROCEDURE, match[0], match[1]


def _labels(sheet: PrintedSheet) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, title, code) of every label of a sheet."""
    for key, _, title, _ in sheet.scenarios:
        yield _SCENARIO, title, split_column_key(key)[1]
    columns = {key: index for index, (key, _) in enumerate(sheet.headings)}
    for row_id, _, labels in sheet.rows:
        if sheet.table == GRID and "/" in row_id:
            business, item = row_id.split("/", 1)
            if "book.business" in columns:
                yield _BUSINESS, labels[columns["book.business"]], business
            if "book.cost_item" in columns:
                title = labels[columns["book.cost_item"]]
                yield _ITEM, title, item
                yield _ITEM, title.removeprefix(item).strip(), item
        for key in ("book.title", "book.text"):
            if key in columns:
                yield sheet.table, labels[columns[key]], row_id


def titles_of(sheets: Iterable[PrintedSheet], others: Iterable[Sheet] = ()) -> Titles:
    """Return what the labels of a workbook stand for.

    Args:
        sheets: The labels.
        others: Sheets without a mark; the form's hidden lists are among them.
    """
    found: dict[str, dict[str, set[str]]] = {}
    labels = (label for sheet in sheets for label in _labels(sheet))
    for kind, title, code in (*labels, *_choices(others)):
        if title:
            found.setdefault(kind, {}).setdefault(fold(title), set()).add(code)
    return Titles({
        kind: {title: next(iter(codes)) for title, codes in known.items() if len(codes) == 1}
        for kind, known in found.items()
    })  # fmt: skip


def put_codes(draft: Draft, titles: Titles) -> None:
    """Put codes in place of titles, each with a note; name what is most like an unknown title."""
    for index, offer in enumerate(draft.value["offers"]):
        home = ("offers", index)
        _row(offer, home, draft, titles)
        for kind, rows in offer.items():
            if isinstance(rows, list):
                for number, row in enumerate(rows):
                    if isinstance(row, dict):
                        _row(row, (*home, kind, number), draft, titles)


def _row(row: dict[str, Any], path: Path, draft: Draft, titles: Titles) -> None:
    for key, value in row.items():
        kind = _KINDS.get(key)
        if isinstance(value, dict):
            _row(value, (*path, key), draft, titles)
        elif kind and isinstance(value, str) and not _CODE.fullmatch(value):
            row[key] = _code(value, kind, (*path, key), draft, titles)
        elif kind and isinstance(value, list):
            parts = _joined([str(part) for part in value], kind, titles)
            row[key] = [
                part
                if _CODE.fullmatch(part)
                else _code(part, kind, (*path, key, at), draft, titles)
                for at, part in enumerate(parts)
            ]


def _joined(parts: list[str], kind: str, titles: Titles) -> list[str]:
    """Put together again what was taken apart at the dot inside a title."""
    found: list[str] = []
    at = 0
    while at < len(parts):
        end = next(
            (
                end
                for end in range(len(parts), at + 1, -1)
                if titles.code(kind, DOT.join(parts[at:end]))
            ),
            at + 1,
        )
        found.append(DOT.join(parts[at:end]))
        at = end
    return found


def _code(given: str, kind: str, path: Path, draft: Draft, titles: Titles) -> str:
    code = titles.code(kind, given)
    if code is not None and _CHOICE.fullmatch(given):
        return code  # chosen from the form's own list, which shows the code
    origin = _origin(draft, path)
    if code is not None:
        draft.add("cell_reinterpreted", "note", path, origin, given=given, read=Titled(code, given))
        return code
    near = titles.nearest(kind, given)
    if near:
        draft.add("title_unknown", "error", path, origin, given=given, near=near)
    return given


def _origin(draft: Draft, path: Path) -> str:
    for end in range(len(path), 0, -1):
        found = draft.origins.get(pointer_of(path[:end]))
        if found:
            return found
    return ""
