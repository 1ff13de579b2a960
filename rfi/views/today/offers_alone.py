"""The offers as they will stand beside today's cost, while no city's cost is there yet."""

from rfi.compare.cost.comparison import OfferFigures
from rfi.compare.round.bounds import Bound
from rfi.compare.today.offered import offered_running, offered_total
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.totals import total_cell
from rfi.views.today.basis import bound_cell


def _cell(offer: OfferFigures, bound: Bound | None, lang: Lang) -> TableCell:
    """Return a figure; an offer without any says why, as in every other table."""
    if bound is None:
        return total_cell(offer, None, lang)
    return bound_cell(bound, lang)


def view_offers_alone(evaluation: Evaluation, reading: Reading) -> Table:
    """Return running cost of a year and total of every offer, without today's."""
    comparison, questionnaire, lang = evaluation.costs, evaluation.questionnaire, reading.lang
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    indexes = range(len(comparison.offers))
    offers = comparison.offers
    running = tuple(
        _cell(offers[index], offered_running(comparison, questionnaire, index, reading.tax), lang)
        for index in indexes
    )
    total = tuple(_cell(offer, offered_total(offer, reading.tax), lang) for offer in offers)
    return Table(
        key="offers_alone",
        title=text("view.today.alone", lang),
        caption=basis_caption(comparison, reading),
        corner=text("view.summary.corner", lang),
        columns=offer_columns(comparison),
        rows=(
            Row("running", text("view.today.section.running", lang), running),
            Row("total", text("view.today.section.total", lang, months=months), total),
        ),
        unit=reading.unit,
        notes=mark_notes(comparison, lang),
    )
