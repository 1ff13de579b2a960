"""標準化の効き目: businesses side by side by their gaps, who shares them, and how prices spread."""

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import text
from rfi.views.choice.customization.words import way_caption
from rfi.views.look.reading import Reading
from rfi.views.look.table import Column, Row, Table, TableCell

_COLUMNS = ("cost", "unpriced", "gaps", "shared", "most", "spread")


def view_standardization(evaluation: Evaluation, reading: Reading) -> Table:
    """Return businesses × what of them differs, most shared gaps first; yen, tax-included."""
    lang, found = reading.lang, evaluation.choices.customizing
    spreads = evaluation.choices.price_spreads
    titles = evaluation.questionnaire.businesses
    ordered = sorted(found.businesses, key=lambda one: (-one.shared, -one.most_offers))
    rows = []
    for one in ordered:
        priced = [amount for amount in one.cost_jpy if amount]
        unpriced = sum(one.unpriced)
        cost = (
            TableCell(sum(priced), sign="≧" if unpriced else "")
            if priced
            else TableCell(text=text("choice.way.unknown" if unpriced else "view.none", lang))
        )
        spread = (
            TableCell(spreads[one.business], kind="percent")
            if one.business in spreads
            else TableCell(text=text("view.none", lang))
        )
        cells = (
            cost,
            TableCell(unpriced, kind="count"),
            TableCell(sum(one.gaps), kind="count"),
            TableCell(one.shared, kind="count"),
            TableCell(one.most_offers, kind="count"),
            spread,
        )
        rows.append(Row(one.business, titles.get(one.business, one.business), cells))
    return Table(
        key="standardization",
        title=text("choice.customization.standardization", lang),
        caption=way_caption(evaluation, reading),
        corner=text("choice.vendors.corner", lang),
        columns=tuple(
            Column(name, text(f"choice.customization.business.{name}", lang)) for name in _COLUMNS
        ),
        rows=tuple(rows),
        unit=reading.unit,
        notes=(text("choice.customization.note.standardization", lang),),
    )
