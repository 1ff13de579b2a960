"""Wording of rules of sharing and of coalitions."""

from collections.abc import Sequence

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Kind
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.city.city import City
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading
from rfi.views.look.table import TableCell, printed

_PERCENT = 100
# More members than this are told by the number of those left out, or of all.
_NAMED = 4


def percent(part: float) -> str:
    """Return a part of one in per cent, at most one digit.

    >>> percent(0.125), percent(1.0)
    ('12.5', '100')
    """
    return trimmed(round(part * _PERCENT, 1))


def open_kind_of(offer: OfferFigures) -> Kind:
    """Return how amounts of an offer are known whose price of a group is not exact: ≧ or ※."""
    if offer.coverage.holes:
        return offer.open_kind
    # The middle of a range, or a discount that may not belong: no bound either way.
    return "unknown" if offer.bound.kind in {"between", "unknown"} else "at_least"


def coalition_words(members: Sequence[int], cities: Sequence[City], lang: Lang) -> str:
    """Return the cities of a coalition in words; of a large one who is not in it."""
    separator = text("list.separator", lang)
    if len(members) <= _NAMED:
        return separator.join(cities[index].name for index in members)
    left = [city.name for index, city in enumerate(cities) if index not in members]
    if len(left) <= _NAMED:
        return text("choice.joining.but", lang, names=separator.join(left), count=len(members))
    return text("choice.joining.many", lang, name=cities[members[0]].name, count=len(members))


def yearly_words(evaluation: Evaluation, amount_jpy: float, reading: Reading) -> str:
    """Return an amount of the window as yen a year, with its unit."""
    months = evaluation.conditions.assumptions.number("horizon_months")
    shown = printed(TableCell(amount_jpy * 12 / months), unit="million")
    return text("choice.joining.yearly", reading.lang, amount=shown)
