"""A sum over cells as one display cell: the figure, its sign, and what is missing from it."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from rfi.compare.cost.answered import AnsweredCells
from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.bounds import SIGNS
from rfi.compare.round.coverage import Coverage
from rfi.scenario.questionnaire import CostCell
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, has_text, text
from rfi.views.look.offers import hole_sign, holes_note, levelled_note
from rfi.views.look.reading import Reading
from rfi.views.look.table import TableCell

# Cells that are kept, some 300 bytes each: the pages of a dozen people who look at one city.
MOST_CELLS = 4096


def ranged_cell(amount: float, half: float, sign: str, note: str) -> TableCell:
    """Return a sum of which ranges without a point reach ``half`` to either side.

    Beside a hole (``sign``) what is known is the low end; alone both ends are shown.
    """
    if not half:
        return TableCell(amount, sign=sign, note=note)
    if sign:
        return TableCell(amount - half, sign=sign, note=note)
    return TableCell(amount - half, sign=SIGNS["between"], note=note, high=amount + half)


def sum_cell(
    offer: OfferFigures, amount: float, cells: Collection[CostCell], lang: Lang, half: float = 0.0
) -> TableCell:
    """Return what one offer answers for some asked cells.

    Args:
        offer: The offer.
        amount: Sum of what is priced in them, yen.
        cells: The asked cells.
        lang: Language.
        half: How far ranges without a point reach to either side, yen on the same basis.
    """
    found = offer.answered.of(cells)
    return _cell(found, amount, half, hole_sign(offer) if found.is_open else "", lang)


# Few figures follow what moved; what is answered for the same cells is the same thing.
@lru_cache(maxsize=MOST_CELLS)
def _cell(found: AnsweredCells, amount: float, half: float, sign: str, lang: Lang) -> TableCell:
    note = holes_note(found.holes, lang) if found.holes else ""
    if found.filled:
        put_in = text("view.levelled_cells", lang, count=found.filled)
        note = text("view.list_separator", lang).join(part for part in (put_in, note) if part)
    if amount != 0 or found.has_amount:
        if not found.holes and found.states == {"free"}:
            note = text("view.free", lang)
        return ranged_cell(amount, half, sign, note)
    if not found.states:
        return TableCell(text=text("view.not_asked", lang))
    if len(found.holes) == 1 and len(found.states) == 1:
        kind, count = next(iter(found.holes.items()))
        return TableCell(
            text=text(f"hole.{kind}", lang),
            note=text("view.cells", lang, count=count) if count > 1 else "",
        )
    if found.holes:
        return TableCell(text=text("view.unknown", lang), note=note)
    return TableCell(text=text("view.included", lang))


def amounts_by_item(comparison: Comparison, index: int, reading: Reading) -> Mapping[str, float]:
    """Return cost item → yen of the offer at ``index``, over all businesses."""
    flow = comparison.flows.values[reading.measure][index].sum(axis=(0, 2))
    return dict(zip(comparison.flows.axes.items, flow.tolist(), strict=True))


def half_of_items(
    offer: OfferFigures, items: Collection[str], amounts: Mapping[str, float]
) -> float:
    """Return how far ranges reach to either side in some items, on the basis of ``amounts``."""
    halves, found = offer.half_ranges.by_item, 0.0
    for item in items:
        if item in halves and (nominal := offer.by_item[item].nominal_jpy):
            found += halves[item] * amounts[item] / nominal
    return found


def phase_cell(
    offer: OfferFigures, amounts: Mapping[str, float], items: Collection[str], lang: Lang
) -> TableCell:
    """Return the sum of the items of a phase.

    Args:
        offer: The offer.
        amounts: Cost item → yen over all businesses.
        items: Of the phase.
        lang: Language.
    """
    has_hole = any(offer.by_item[item].has_hole for item in items)
    if has_hole and all(offer.by_item[item].nominal_jpy is None for item in items):
        return TableCell(text=text("view.unknown", lang))
    note = levelled_note(offer, items, lang)
    amount = sum(amounts[item] for item in items)
    half = half_of_items(offer, items, amounts)
    return ranged_cell(amount, half, hole_sign(offer) if has_hole else "", note)


def state_title(state: str, lang: Lang) -> str:
    """Return the name of a state or of what makes a cell a hole."""
    if state in load_codelist("cell_states").codes:
        return load_codelist("cell_states").title(state, lang)
    return text(f"hole.{state}", lang) if has_text(f"hole.{state}") else state


def hole_cell(coverage: Coverage, kind: str, lang: Lang) -> TableCell:
    """Return how many cells are a hole of a kind; of a hole of no cell, that there is one."""
    cells = coverage.holes.get(kind)
    if cells is not None and not cells:
        return TableCell(text=text("view.hole_of_no_cell", lang))
    return TableCell(float(len(cells or ())))
