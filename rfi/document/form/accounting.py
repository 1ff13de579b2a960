"""Every cell of a workbook accounted for: read, the form's own, or named (trust G16)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rfi.document.form.draft import Draft
from rfi.document.form.marks import COMMON_SHEETS, LISTS
from rfi.document.form.second.lists import listed_cells
from rfi.document.form.sheets import At, FoundSheets, MarkedSheet
from rfi.document.grid.cell_text import read_amount
from rfi.document.grid.grid import Sheet, SheetCell, cell_name, column_letters
from rfi.document.grid.money_words import amounts_in, named_terms, names_rate, quoted_amount
from rfi.schema.issue import Issue

# Regions told apart on one sheet; beyond, the rest of the sheet is one.
_MAX_REGIONS = 20
# Cells named one by one in an issue; beyond, rows of them are named as ranges.
_MAX_CELLS = 200
_SHOWN = 8
# Texts quoted in one issue.
_QUOTED = 3


@dataclass(frozen=True, slots=True)
class Accounting:
    """What became of the non-empty cells of a workbook.

    Attributes:
        read: Cells read into fields.
        form: Cells that the form itself printed: headings, guidance, labels, marks, sums.
        named: Cells that issues name, because they could not be read or belong to nothing.
        cells: Names of the named ones, ranges where they are many.
    """

    read: int
    form: int
    named: int
    cells: tuple[str, ...]

    @property
    def total(self) -> int:
        """All non-empty cells."""
        return self.read + self.form + self.named


def is_figure(cell: SheetCell) -> bool:
    """Tell whether a cell holds a figure: a number, or a text that reads as an amount."""
    if cell.kind in {"number", "formula_without_value"}:
        return True
    return cell.kind == "text" and read_amount(str(cell.value)) is not None


def _has_amount(cell: SheetCell) -> bool:
    return cell.kind == "text" and bool(amounts_in(str(cell.value)))


def cell_names(sheet: str, places: Iterable[At]) -> tuple[str, ...]:
    """Return the names of cells; of more than can be listed, ranges of each row, then one of all.

    >>> cell_names("S", [(2, 1), (2, 2)])
    ('S!A2', 'S!B2')
    """
    found = sorted(places)
    if len(found) <= _MAX_CELLS:
        return tuple(cell_name(sheet, *at) for at in found)
    spans: list[tuple[int, int, int]] = []
    for row, column in found:
        if spans and spans[-1][0] == row and spans[-1][2] == column - 1:
            spans[-1] = (row, spans[-1][1], column)
        else:
            spans.append((row, column, column))
    if len(spans) > _MAX_CELLS:
        columns = [column for _, column in found]
        corner = f"{column_letters(max(columns))}{found[-1][0]}"
        return (f"{cell_name(sheet, found[0][0], min(columns))}:{corner}",)
    return tuple(
        cell_name(sheet, row, first) + (f":{column_letters(last)}{row}" if last > first else "")
        for row, first, last in spans
    )


def regions(places: Iterable[At]) -> list[list[At]]:
    """Return cells by runs of rows that follow one another."""
    found: list[list[At]] = []
    for at in sorted(places):
        is_near = bool(found) and at[0] - found[-1][-1][0] <= 1
        if is_near or len(found) == _MAX_REGIONS:
            found[-1].append(at)
        else:
            found.append([at])
    return found


def facts_of(sheet: Sheet, places: Sequence[At]) -> dict[str, object]:
    """Return where cells stand, as facts of an issue: some to be shown, and all of them."""
    names = cell_names(sheet.name, places)
    shown = tuple(name.rpartition("!")[2] for name in names[:_SHOWN])
    return {
        "sheet": sheet.name,
        "count": len(places),
        "shown": (*shown, "…") if len(names) > _SHOWN else shown,
        "cells": names,
    }


def _issue(code: str, sheet: Sheet, places: list[At], offer: int | None) -> Issue:
    facts = {**facts_of(sheet, places), "offer": offer}
    pointer = "" if offer is None else f"/offers/{offer}"
    origin = cell_name(sheet.name, *min(places))
    if code == "figure_not_read":
        return Issue(code, "warning", pointer, origin, facts)
    return Issue(code, "note", pointer, origin, facts)


def _listed(texts: Iterable[str]) -> tuple[str, ...]:
    """Return texts as they are quoted in one issue: the first of them, each once."""
    shown = tuple(dict.fromkeys(map(quoted_amount, texts)))
    return (*shown[:_QUOTED], "…") if len(shown) > _QUOTED else shown


def price_in_words(facts: Mapping[str, object], texts: Sequence[str], offer: int | None) -> Issue:
    """Return what is told of texts that name an amount outside of every cell for amounts.

    Args:
        facts: Where they stand, as ``facts_of`` gives it.
        texts: The texts, in the order of the cells.
        offer: The offer whose total leaves it out; None for all of the file.
    """
    pointer = "" if offer is None else f"/offers/{offer}"
    cells = facts["cells"]
    origin = str(cells[0]) if isinstance(cells, tuple) else ""
    params = {**facts, "given": _listed(texts), "offer": offer}
    return Issue("price_in_words", "warning", pointer, origin, params)


def _priced(sheet: Sheet, texts: Iterable[At], offer: int | None) -> Iterator[Issue]:
    """Name the texts that hold an amount, by region."""
    for region in regions(at for at in texts if _has_amount(sheet.cells[at])):
        words = [str(sheet.cells[at].value) for at in region]
        yield price_in_words(facts_of(sheet, region), words, offer)


def says_terms(text: str, prices: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a text says other terms than the prices have, or that these will change."""
    terms = named_terms(text)
    if any(map(terms.contradict, prices)):
        return True
    return names_rate(text) and not any("escalation_percent" in row for row in prices)


def terms_in_words(facts: Mapping[str, object], texts: Iterable[str], offer: int | None) -> Issue:
    """Return what is told of texts that say other terms than the prices have."""
    pointer = "/offers" if offer is None else f"/offers/{offer}"
    cells = facts["cells"]
    origin = str(cells[0]) if isinstance(cells, tuple) else ""
    params = {**facts, "given": _listed(texts), "offer": offer}
    return Issue("terms_in_words", "warning", pointer, origin, params)


def prices_of(draft: Draft, offer: int | None) -> list[Mapping[str, Any]]:
    """Return the prices of an offer, or of all, as far as they were read."""
    offers = draft.value["offers"]
    chosen = offers if offer is None else offers[offer : offer + 1]
    return [row for one in chosen for row in one.get("cost_lines", ()) if "amount" in row]


def _left(
    sheet: Sheet, places: set[At], offer: int | None, prices: Sequence[Mapping[str, Any]]
) -> Iterator[Issue]:
    """Name the cells of a sheet that nothing else accounts for."""
    figures = [at for at in places if is_figure(sheet.cells[at])]
    for region in regions(figures):
        yield _issue("figure_not_read", sheet, region, offer)
    yield from _priced(sheet, places.difference(figures), offer)
    texts = sorted(at for at in places.difference(figures) if not _has_amount(sheet.cells[at]))
    terms = [at for at in texts if says_terms(str(sheet.cells[at].value), prices)]
    if terms:
        words = [str(sheet.cells[at].value) for at in terms]
        yield terms_in_words(facts_of(sheet, terms), words, offer)
    others = [at for at in texts if at not in terms]
    if others:
        yield _issue("text_not_read", sheet, others, offer)


def _is_list(sheet: Sheet) -> bool:
    return sheet.name == LISTS


def offer_of(sheet: MarkedSheet) -> int | None:
    """Return the offer of a sheet; None for those of the whole answer."""
    return None if sheet.mark.table in COMMON_SHEETS else sheet.mark.offer


def account(found: FoundSheets, owned: Sequence[set[At]], draft: Draft) -> Accounting:
    """Count every cell and name what was not read.

    Args:
        found: The sheets.
        owned: The form's own cells of each marked sheet.
        draft: What was read; the issues go into it.
    """
    counts = [0, 0]
    names: list[str] = []
    named = 0

    def name(sheet: Sheet, places: set[At]) -> None:
        nonlocal named
        named += len(places)
        if places:
            names.extend(cell_names(sheet.name, places))

    for marked, own in zip(found.marked, owned, strict=True):
        read = marked.read & marked.sheet.cells.keys()
        told = (marked.named & marked.sheet.cells.keys()) - read
        printed = own | (marked.own & marked.sheet.cells.keys())
        left = marked.sheet.cells.keys() - printed - read - told
        counts[0] += len(read)
        counts[1] += len(printed - read - told)
        offer = offer_of(marked)
        draft.issues += _left(marked.sheet, left, offer, prices_of(draft, offer))
        name(marked.sheet, left | told)
    for sheet in found.copies:
        name(sheet, set(sheet.cells))
    for sheet in found.others:
        figures = {at for at, cell in sheet.cells.items() if is_figure(cell)}
        texts = set(sheet.cells) - figures
        if _is_list(sheet):
            listed = listed_cells(sheet)
            texts |= listed
            figures -= listed
            counts[1] += len(texts)
            texts = set()
        elif texts:
            facts = {"sheet": sheet.name}
            draft.issues.append(Issue("sheet_not_read", "note", "", sheet.name, facts))
            draft.issues += _priced(sheet, texts, None)
        for region in regions(figures):
            draft.issues.append(_issue("figure_not_read", sheet, region, None))
        name(sheet, figures | texts)
    return Accounting(counts[0], counts[1], named, tuple(names))
