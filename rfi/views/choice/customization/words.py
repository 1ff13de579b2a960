"""Wording of gaps and of the ways of closing them; whose cost, which tax, which period."""

import math
from collections.abc import Callable, Hashable
from typing import TypeVar

from rfi.analysis.choice.customization import WAYS
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.table import TableCell

T = TypeVar("T")


def kept_of_gaps(evaluation: Evaluation, kind: str, key: Hashable, make: Callable[[], T]) -> T:
    """Return what is made of the gaps alone, kept with them: most assumptions do not touch them.

    Args:
        evaluation: The round under its conditions.
        kind: What it is.
        key: All that decides it beside the gaps; a language or an offer.
        make: Makes it, reading nothing but the gaps and what they are made from.
    """
    return evaluation.answers.kept.get(kind, (evaluation.choices.customizing, key), make)


def way_title(way: int, lang: Lang) -> str:
    """Return a way by its index in ``WAYS``; −1 is none that is known."""
    return text(f"choice.way.{WAYS[way]}" if way >= 0 else "choice.way.none", lang)


def way_caption(evaluation: Evaluation, reading: Reading) -> str:
    """Return for which size, in which unit and tax, over which period."""
    residents = evaluation.choices.customizing.bodies[0]
    city = evaluation.conditions.city
    return text(
        "choice.customization.basis",
        reading.lang,
        city=city.name if city else text("choice.customization.quoted", reading.lang),
        residents=f"{residents:,.0f}",
        unit=unit_title(reading),
        tax=tax_title("included", reading.lang),
        months=int(evaluation.conditions.assumptions.number("horizon_months")),
    )


def amount_cell(value: float, lang: Lang, *, is_own: bool = True, of: str = "") -> TableCell:
    """Return the cost of one way of one gap; words where it is not known or not offered.

    Args:
        value: Yen; NaN or infinite.
        lang: Of the words.
        is_own: Whether the offer states it itself.
        of: Code of the figure in which it stands; "" for none.
    """
    if math.isnan(value):
        return TableCell(text=text("choice.way.unknown", lang))
    if math.isinf(value):
        return TableCell(text=text("choice.way.not_offered", lang))
    return TableCell(value, note="" if is_own else text("choice.way.others", lang), of=of)


def turn_words(turn: float, lang: Lang) -> str:
    """Return N* in words."""
    if math.isnan(turn):
        return text("choice.turn.unknown", lang)
    if math.isinf(turn):
        return text("choice.turn.never", lang)
    return text("choice.turn.residents", lang, count=f"{turn:,.0f}")
