"""A sum over cells as one display cell: the figure, its sign, and what is missing from it."""

from collections.abc import Iterable, Mapping

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import SIGNS
from rfi.compare.round.coverage import FIGURE_NOT_READ, Coverage
from rfi.scenario.questionnaire import CostCell
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, has_text, text
from rfi.views.look.offers import hole_sign, holes_note
from rfi.views.look.table import TableCell

# States of a cell that hold an amount, free being an amount of nothing.
_WITH_AMOUNT = ("priced", "priced_from", "free", "term_short")


def holes_of(offer: OfferFigures, cells: Iterable[CostCell]) -> Mapping[str, int]:
    """Return kind of hole → how many of ``cells`` are one, in the order of the kinds."""
    kinds = offer.hole_kinds
    if not kinds:
        return {}
    found: dict[str, int] = {}
    for cell in dict.fromkeys(cells):
        for kind in kinds.get(cell, ()):
            found[kind] = found.get(kind, 0) + 1
    return {kind: found[kind] for kind in offer.open_holes if kind in found}


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
    offer: OfferFigures, amount: float, cells: Iterable[CostCell], lang: Lang, half: float = 0.0
) -> TableCell:
    """Return what one offer answers for some asked cells.

    Args:
        offer: The offer.
        amount: Sum of what is priced in them, yen.
        cells: The asked cells.
        lang: Language.
        half: How far ranges without a point reach to either side, yen on the same basis.
    """
    asked = tuple(cells)
    given = offer.coverage.states
    states = {given[cell] for cell in asked if cell in given}
    holes = holes_of(offer, asked)
    note = holes_note(holes, lang) if holes else ""
    has_amount = amount != 0 or not states.isdisjoint(_WITH_AMOUNT)
    filled = offer.levelling.filled_cells.intersection(asked) if offer.levelling else frozenset()
    if filled:
        put_in = text("view.levelled_cells", lang, count=len(filled))
        note = text("view.list_separator", lang).join(part for part in (put_in, note) if part)
    if has_amount:
        if not holes and states == {"free"}:
            note = text("view.free", lang)
        is_open = bool(holes) or FIGURE_NOT_READ in offer.open_holes
        return ranged_cell(amount, half, hole_sign(offer) if is_open else "", note)
    if not states:
        return TableCell(text=text("view.not_asked", lang))
    if len(holes) == 1 and len(states) == 1:
        kind, count = next(iter(holes.items()))
        return TableCell(
            text=text(f"hole.{kind}", lang),
            note=text("view.cells", lang, count=count) if count > 1 else "",
        )
    if holes:
        return TableCell(text=text("view.unknown", lang), note=note)
    return TableCell(text=text("view.included", lang))


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
