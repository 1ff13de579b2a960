"""``python -m rfi describe``: one figure down to the cells of the file it comes from."""

import argparse
import math
from collections.abc import Iterator, Mapping, Sequence

from rfi.cli.gather import UsageError
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import Row, Table, TableCell
from rfi.views.look.totals import certainty_words
from rfi.views.trace.cell_path import view_cell_path
from rfi.views.trace.cell_years import view_cell_years
from rfi.views.trace.ledger import view_ledger
from rfi.views.trace.trace import (
    NO_LINE,
    business_title,
    entries_of,
    filtered,
    trace_cells,
    view_trace,
)

# Ledgers are printed for figures of few lines; more lines are listed with their amounts.
MOST_LEDGERS = 12


def _index_of(evaluation: Evaluation, given: str, lang: Lang) -> int:
    keys = [offer.offer_key for offer in evaluation.costs.offers]
    ids = [offer.offer_id for offer in evaluation.costs.offers]
    for names in (keys, ids):
        if names.count(given) == 1:
            return names.index(given)
    facts = {"given": given, "known": text("list.separator", lang).join(keys)}
    raise UsageError(text("cli.error.offer", lang, **facts))


def _check_codes(evaluation: Evaluation, arguments: argparse.Namespace, lang: Lang) -> None:
    asked = evaluation.questionnaire
    for given, known in ((arguments.business, asked.businesses), (arguments.item, asked.items)):
        if given and given not in known:
            facts = {"given": given, "known": text("list.separator", lang).join(known)}
            raise UsageError(text("cli.error.code", lang, **facts))


def _shown_figure(
    evaluation: Evaluation, index: int, cells: Sequence[tuple[str, str]], lang: Lang
) -> str:
    """Return the figure that is shown for these entries of the business axis and items."""
    flows, offer = evaluation.costs.flows, evaluation.costs.offers[index]
    rows = {
        (flows.axes.businesses.index(business), flows.axes.items.index(item))
        for business, item in cells
    }
    nominal = flows.values["nominal_jpy"][index]
    total = math.fsum(float(nominal[row].sum()) for row in sorted(rows))
    is_whole = total == offer.totals.nominal_jpy
    printed = Table("", "", "", "", (), (), "one").shown(Row("", ""), TableCell(total))
    return text(
        "cli.describe.total" if is_whole else "cli.describe.figure",
        lang,
        figure=f"{offer.bound.sign if is_whole else ''}{printed}",
        certainty=certainty_words(offer.certainty, lang),
    )


def _titles(asked: Questionnaire, business: str, item: str, lang: Lang) -> Mapping[str, str]:
    return {"business": business_title(asked, business, lang), "item": asked.items[item]}


def describe(evaluation: Evaluation, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the parts to print: conditions, the figure, its lines, their ledgers, the estimate.

    Raises:
        UsageError: no such offer, business or item.
    """
    lang: Lang = arguments.lang
    reading = Reading(lang, "one")
    index = _index_of(evaluation, arguments.offer, lang)
    _check_codes(evaluation, arguments, lang)
    costs, asked = evaluation.costs, evaluation.questionnaire
    yield view_conditions(evaluation, reading).line(reading)
    by_scenario = {
        scenario: filtered(
            trace_cells(evaluation.basis, costs, index, reading, scenario),
            arguments.business,
            arguments.item,
        )
        for scenario in evaluation.scenarios_of(index)
    }
    every = [cell for cells in by_scenario.values() for cell in cells]
    wanted = arguments.business
    known = [
        (business, item)
        for business, item in entries_of(costs, index, every)
        if wanted is None or wanted in business.split(BUNDLE_MARK)
    ]
    yield text("cli.describe.offer", lang, offer=offer_label(costs, index))
    yield _shown_figure(evaluation, index, known, lang)
    for scenario, cells in by_scenario.items():
        yield text("cli.describe.scenario", lang, title=asked.scenarios[scenario].title)
        yield view_trace(evaluation, reading, cells, scenario).to_text(reading)
        priced = [cell for cell in cells if cell.line != NO_LINE and cell.amount is not None]
        if len(priced) > MOST_LEDGERS:
            yield text("cli.describe.narrow", lang, count=len(priced), most=MOST_LEDGERS)
            continue
        for cell in priced:
            ledger = view_ledger(evaluation, reading, cell)
            if ledger is not None:
                yield f"{cell.document}  {cell.place}"
                yield ledger.to_replay().to_text(reading)
    for business, item in known if len(known) <= MOST_LEDGERS else ():
        path = evaluation.cell_path(index, business, item)
        yield text("cli.describe.cell", lang, **_titles(asked, business, item, lang))
        yield view_cell_path(evaluation, reading, path).to_replay().to_text(reading)
        yield view_cell_years(evaluation, reading, path).to_replay().to_text(reading)
