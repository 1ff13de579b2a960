"""The offers as they will stand beside today's cost, while no city's cost is there yet."""

from rfi.compare.cost.comparison import Comparison
from rfi.compare.today.offered import offered_running, offered_total
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.look.captions import basis_caption, mark_notes
from rfi.views.look.display import STANDARD, Display
from rfi.views.look.offers import offer_columns
from rfi.views.look.table import Row, Table
from rfi.views.today.basis import bound_cell


def view_offers_alone(
    comparison: Comparison,
    questionnaire: Questionnaire,
    lang: Lang,
    display: Display = STANDARD,
) -> Table:
    """Return running cost of a year and total of every offer, without today's."""
    months = int(comparison.conditions.assumptions.number("horizon_months"))
    places = range(len(comparison.offers))
    running = tuple(
        bound_cell(offered_running(comparison, questionnaire, place, display.tax), lang)
        for place in places
    )
    total = tuple(
        bound_cell(offered_total(offer, display.tax), lang) for offer in comparison.offers
    )
    return Table(
        key="offers_alone",
        title=text("view.today.alone", lang),
        caption=basis_caption(comparison, lang, display),
        corner=text("view.summary.corner", lang),
        columns=offer_columns(comparison),
        rows=(
            Row("running", text("view.today.section.running", lang), running),
            Row("total", text("view.today.section.total", lang, months=months), total),
        ),
        unit=display.unit,
        notes=mark_notes(comparison, lang),
    )
