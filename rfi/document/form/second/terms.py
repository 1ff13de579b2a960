"""The sheet of offers beyond its fields: the terms of all prices, and circles at businesses."""

from collections.abc import Iterator, Mapping

from rfi.document.form.cost_columns import TERMS, Attributes, cost_fields
from rfi.document.form.draft import Draft
from rfi.document.form.marks import BUSINESS_ROW, SCENARIO_ROW, TERM_ROW, offer_of_column
from rfi.document.form.sheets import MarkedSheet
from rfi.document.grid.cell_text import NO, YES, fold
from rfi.document.grid.grid import SheetCell
from rfi.schema.issue import Issue, pointer_of

_CIRCLES = frozenset({"○", "◯", "o"})


def _offer_cells(sheet: MarkedSheet, number: int) -> Iterator[tuple[int, int, SheetCell]]:
    """Yield (offer, column, cell) of the answers that stand in a row."""
    for column, key in sheet.columns.items():
        offer = offer_of_column(key)
        cell = sheet.sheet.cells.get((number, column))
        if offer is not None and cell is not None:
            yield offer, column, cell


def read_terms(sheet: MarkedSheet, draft: Draft) -> Mapping[int, Attributes]:
    """Return offer → what it says once for all prices of the cost sheets."""
    found: dict[int, Attributes] = {}
    for number, row_id in sheet.rows():
        name = row_id.removeprefix(TERM_ROW)
        if not row_id.startswith(TERM_ROW) or name not in TERMS:
            continue
        for column, key in sheet.columns.items():
            offer = offer_of_column(key)
            if offer is not None:
                # An empty cell has its place too: there is where the term is missing.
                terms = found.setdefault(offer, Attributes({}, {}, {}, frozenset()))
                terms.origins[name] = sheet.place(number, column)
        for offer, column, cell in _offer_cells(sheet, number):
            terms = found[offer]
            place = sheet.place(number, column)
            said = draft.read_cell(cell, cost_fields()[name], ("offers", offer), place)
            if said.value is None:
                sheet.named.add((number, column))
                continue
            sheet.read.add((number, column))
            terms.values[name] = said.value
    return found


def _is_circle(cell: SheetCell) -> bool | None:
    """Tell whether a cell bears a circle; None when it says neither yes nor no."""
    words = fold(str(cell.value)).lower()
    if words in _CIRCLES or words in YES:
        return True
    return False if words in NO else None


def priced_though_left_out(draft: Draft) -> Iterator[Issue]:
    """Name the scenarios without a circle that have prices all the same: these count."""
    for (offer, scenario), place in draft.left_out.items():
        lines = draft.value["offers"][offer].get("cost_lines", ())
        places = tuple(
            pointer_of(("offers", offer, "cost_lines", index, "amount"))
            for index, line in enumerate(lines)
            if line.get("scenario_id") == scenario and "amount" in line
        )
        if places:
            facts: dict[str, object] = {
                "scenario": scenario, "count": len(places), "pointers": places
            }  # fmt: skip
            facts["origins"] = (place,) * len(places)
            yield Issue("scenario_left_out", "warning", places[0], place, facts)


def read_circles(sheet: MarkedSheet, draft: Draft) -> None:
    """Read the businesses that an offer covers; circles at scenarios only steer the form."""
    _note_left_out(sheet, draft)
    for number, row_id in sheet.rows():
        is_business = row_id.startswith(BUSINESS_ROW)
        if not is_business and not row_id.startswith(SCENARIO_ROW):
            continue
        for offer, column, cell in _offer_cells(sheet, number):
            is_chosen = _is_circle(cell)
            if is_chosen is None or cell.struck:
                continue  # what is neither is named with the texts that belong to no field
            if not is_business:
                sheet.own.add((number, column))
                continue
            sheet.read.add((number, column))
            if is_chosen:
                chosen = draft.offer(offer).setdefault("businesses", [])
                path = ("offers", offer, "businesses")
                draft.origins.setdefault(pointer_of(path), sheet.place(number, column))
                draft.origins[pointer_of((*path, len(chosen)))] = sheet.place(number, column)
                chosen.append(row_id.removeprefix(BUSINESS_ROW))


def _note_left_out(sheet: MarkedSheet, draft: Draft) -> None:
    """Keep the scenarios without a circle; where an offer has none at all, nobody chose yet."""
    circled: set[int] = set()
    for number, row_id in sheet.rows():
        if not row_id.startswith(SCENARIO_ROW):
            continue
        marks = {offer: _is_circle(cell) for offer, _, cell in _offer_cells(sheet, number)}
        circled.update(offer for offer, is_chosen in marks.items() if is_chosen)
        for column, key in sheet.columns.items():
            offer = offer_of_column(key)
            if offer is not None and not marks.get(offer):
                scenario = row_id.removeprefix(SCENARIO_ROW)
                draft.left_out[offer, scenario] = sheet.place(number, column)
    draft.left_out = {key: cell for key, cell in draft.left_out.items() if key[0] in circled}
