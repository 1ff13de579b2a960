"""Titles where codes are wanted: what the form prints beside a code stands for it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rfi.document.form.draft import Draft, Path
from rfi.document.form.marks import GRID, LISTS, split_column_key
from rfi.document.form.printed import PrintedSheet
from rfi.document.form.second.lists import listed_choices
from rfi.document.form.second.signs import alike
from rfi.document.form.second.title_table import BETWEEN, CHOICE, CODE, Titles
from rfi.document.grid.cell_text import LIST_MARKS, fold
from rfi.document.grid.cell_values import code_of
from rfi.document.grid.grid import Sheet
from rfi.schema.issue import Titled, pointer_of

_SCENARIO, _BUSINESS, _ITEM = "scenario", "business", "item"
_PROCEDURE = "procedure"
# Answers to a requirement: a symbol, or the code of a fit behind its mark.
ANSWER, FIT_MARK = "answer", "fit:"
KINDS: Mapping[str, str] = {
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
_KEYED = frozenset({*KINDS, "included_in", "procedure"})
_STANDARD = {_BUSINESS: "businesses", _ITEM: "cost_items"}


def choice_of(code: str, title: str) -> str:
    """Return a code with its title as one choice of the form.

    >>> choice_of("P01", "転入届")
    'P01：転入届'
    """
    return f"{code}{BETWEEN}{title}"


def _choices(sheets: Iterable[Sheet]) -> Iterator[tuple[str, str, str]]:
    """Yield (kind, title, code) of the choices that the form's hidden lists hold."""
    for sheet in sheets:
        if sheet.name != LISTS:
            continue
        for cell in sheet.cells.values():
            match = CHOICE.fullmatch(str(cell.value)) if cell.kind == "text" else None
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


def titles_of(sheets: Iterable[PrintedSheet], others: Sequence[Sheet] = ()) -> Titles:
    """Return what the labels of a workbook stand for.

    Args:
        sheets: The labels.
        others: Sheets without a mark; the form's hidden lists are among them.
    """
    found: dict[str, dict[str, set[str]]] = {}
    listed: dict[str, dict[str, str]] = {}
    labels = (label for sheet in sheets for label in _labels(sheet))
    for sheet in others:
        for kind, title, code in listed_choices(sheet):
            listed.setdefault(kind, {}).update({title: code, fold(title): code})
            found.setdefault(kind, {}).setdefault(fold(title), set()).add(code)
    for kind, title, code in (*labels, *_choices(others)):
        if title:
            found.setdefault(kind, {}).setdefault(fold(title), set()).add(code)
    codes = {
        kind: {title: next(iter(codes)) for title, codes in known.items() if len(codes) == 1}
        for kind, known in found.items()
    }
    return Titles(codes, listed)


def put_codes(draft: Draft, titles: Titles) -> None:
    """Put codes in place of titles, each with a note; name what is most like an unknown title."""
    for index, offer in enumerate(draft.value["offers"]):
        home = ("offers", index)
        _row(offer, home, draft, titles)
        for number, answer in enumerate(offer.get("fit_answers", ())):
            _put_answer(answer, (*home, "fit_answers", number), draft, titles)
        for kind, rows in offer.items():
            if isinstance(rows, list):
                for number, row in enumerate(rows):
                    if isinstance(row, dict):
                        _row(row, (*home, kind, number), draft, titles)


def _put_answer(row: dict[str, Any], path: Path, draft: Draft, titles: Titles) -> None:
    """Put the symbol, or the fit where there is none, in place of an answer with its meaning."""
    given = str(row.get("symbol", ""))
    code = titles.chosen(ANSWER, given) or alike(given, titles.listed.get(ANSWER, {}), path, draft)
    if code is None:
        return
    if not code.startswith(FIT_MARK):
        row["symbol"] = code
        return
    del row["symbol"]
    row["fit"] = code.removeprefix(FIT_MARK)
    origin = draft.origins.pop(pointer_of((*path, "symbol")), "")
    draft.origins[pointer_of((*path, "fit"))] = origin


def _row(row: dict[str, Any], path: Path, draft: Draft, titles: Titles) -> None:
    for key in [key for key in row if key in _KEYED]:
        kind, value = KINDS.get(key), row[key]
        if isinstance(value, dict):
            _row(value, (*path, key), draft, titles)
        elif kind and isinstance(value, str):
            row[key] = _code(value, kind, (*path, key), draft, titles)
        elif kind and isinstance(value, list):
            parts = _joined([str(part) for part in value], kind, titles)
            row[key] = [
                _code(part, kind, (*path, key, at), draft, titles) for at, part in enumerate(parts)
            ]


def _bare(title: str) -> str:
    """Return a title without the marks between titles, which may stand inside one too."""
    for mark in (*LIST_MARKS, " "):
        title = title.replace(mark, "")
    return title


def _joined(parts: list[str], kind: str, titles: Titles) -> list[str]:
    """Put together again what was taken apart at a mark inside a title."""
    if all(titles.chosen(kind, part) or CODE.fullmatch(part) for part in parts):
        return parts
    known = {_bare(title): title for title in titles.codes.get(kind, {})}
    found: list[str] = []
    at = 0
    while at < len(parts):
        end = next(
            (
                end
                for end in range(len(parts), at + 1, -1)
                if _bare(fold("".join(parts[at:end]))) in known
            ),
            at + 1,
        )
        whole = _bare(fold("".join(parts[at:end])))
        found.append(known[whole] if end > at + 1 else parts[at])
        at = end
    return found


def _code(given: str, kind: str, path: Path, draft: Draft, titles: Titles) -> str:
    chosen = titles.chosen(kind, given)
    if chosen is not None or CODE.fullmatch(given):
        return chosen or given
    code = titles.code(kind, given) or _standard(given, kind, titles)
    if code is not None and CHOICE.fullmatch(given):
        return code  # chosen from the form's own list, which shows the code
    origin = _origin(draft, path)
    if code is not None:
        draft.add("cell_reinterpreted", "note", path, origin, given=given, read=Titled(code, given))
        return code
    near = titles.nearest(kind, given)
    if near:
        draft.add("title_unknown", "error", path, origin, given=given, near=near)
    elif known := titles.shown(kind):
        draft.add("title_not_listed", "error", path, origin, given=given, known=known)
    return given


def _standard(given: str, kind: str, titles: Titles) -> str | None:
    """Return the code of a title of a standard list, where the form has that code."""
    code = code_of(given, _STANDARD[kind]) if kind in _STANDARD else None
    return code if code in titles.listed.get(kind, {}).values() else None


def put_inner_codes(draft: Draft, titles: Titles) -> None:
    """Put codes in place of titles in the rows of cost lines; the first edition had none there."""
    for index, offer in enumerate(draft.value["offers"] if draft.has_titles else ()):
        for number, line in enumerate(offer.get("cost_lines", ())):
            for at, weight in enumerate(line.get("bundle_weights", ())):
                path = ("offers", index, "cost_lines", number, "bundle_weights", at)
                _row(weight, path, draft, titles)


def _origin(draft: Draft, path: Path) -> str:
    for end in range(len(path), 0, -1):
        found = draft.origins.get(pointer_of(path[:end]))
        if found:
            return found
    return ""
