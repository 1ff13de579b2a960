"""What each limit costs: the cheapest plan with it less the cheapest without."""

from collections.abc import Iterator
from dataclasses import replace

from rfi.analysis.choice.vendors.candidates import Limit
from rfi.analysis.choice.vendors.plans import Exchange
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.choice.vendors.words import Limits, letters_of, limit_words, plan_total
from rfi.views.look.captions import basis_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("price", "plan", "total")
_MOST_OFFERS, _MOST_SHARE = (1, 2, 3), 0.6


def listed_limits(evaluation: Evaluation, exchange: Exchange, business: int) -> Iterator[Limit]:
    """Yield the limits of which a price is shown.

    Args:
        evaluation: The round under its conditions.
        exchange: Which businesses exchange data.
        business: Index of the business that some limits are about.
    """
    yield from (Limit("most_offers", value) for value in _MOST_OFFERS)
    if exchange == "hub":
        # Where every pair exchanges data its proof takes too long for a page.
        yield Limit("most_share", _MOST_SHARE)
    offers = range(len(evaluation.costs.offers))
    yield from (Limit("at_least_one", offer=offer) for offer in offers)
    yield from (Limit("fixed", business=business, offer=offer) for offer in offers)
    if len(evaluation.choices.combining.businesses) > 1:
        yield Limit("apart", business=business, other=0 if business else 1)


def view_plan_limits(
    evaluation: Evaluation,
    reading: Reading,
    exchange: Exchange,
    business: int,
    limits: Limits = (),
) -> Table | None:
    """Return limits × what each costs, and the plan under it; yen of the window, tax-excluded.

    Args:
        evaluation: The round under its conditions.
        reading: Language and unit.
        exchange: Which businesses exchange data.
        business: Index of the business that some limits are about.
        limits: Chosen ones, which all plans keep; None comes of such that clash.
    """
    lang, found = reading.lang, evaluation.choices.combining
    if not found.plans(exchange, limits):
        return None
    rows = []
    listed = (one for one in listed_limits(evaluation, exchange, business) if one not in limits)
    for number, limit in enumerate(listed):
        under = found.limited(exchange, limit, limits)
        if under.plan is None:
            nothing = TableCell(text=text("choice.vendors.no_plan", lang))
            cells = (nothing, TableCell(), TableCell())
        else:
            is_exact = not under.plan.is_open
            price = TableCell(under.price_jpy, sign="" if is_exact else "≧", is_difference=True)
            letters = TableCell(text=letters_of(evaluation, under.plan, lang))
            cells = (price, letters, plan_total(under.plan, lang))
        rows.append(Row(f"limit{number}", limit_words(evaluation, limit, lang), cells))
    return Table(
        key="vendor_limits",
        title=text("choice.vendors.limits", lang),
        caption=basis_caption(evaluation.costs, replace(reading, tax="excluded")),
        corner=text("choice.vendors.limit", lang),
        columns=tuple(Column(name, text(f"choice.limit.column.{name}", lang)) for name in _COLUMNS),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.vendors.limits.note", lang),),
    )
