"""``python -m rfi describe``: one figure down to the cells of the file it comes from."""

import argparse
from collections.abc import Iterator, Mapping

from rfi.cli.gather import UsageError
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.views.conditions.bar import view_conditions
from rfi.views.look.offers import offer_label
from rfi.views.look.reading import Reading
from rfi.views.look.table import TableCell, printed
from rfi.views.look.totals import whole_certainty
from rfi.views.trace.described import MOST_LEDGERS, Description, describe_figure
from rfi.views.trace.lines import business_title
from rfi.views.trace.trace import view_trace


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


def _shown_figure(found: Description, lang: Lang) -> str:
    """Return the figure that is shown, the whole total of the offer with its mark."""
    shown = printed(TableCell(found.figure_jpy), unit="one")
    return text(
        "cli.describe.total" if found.is_total else "cli.describe.figure",
        lang,
        figure=f"{found.offer.bound.sign if found.is_total else ''}{shown}",
        certainty=whole_certainty(found.offer, lang),
    )


def _titles(asked: Questionnaire, business: str, item: str, lang: Lang) -> Mapping[str, str]:
    return {"business": business_title(asked, business, lang), "item": asked.items[item]}


def describe_arguments(evaluation: Evaluation, arguments: argparse.Namespace) -> Description:
    """Return what the figure that a call asks for comes from.

    Raises:
        UsageError: no such offer, business or item.
    """
    lang: Lang = arguments.lang
    index = _index_of(evaluation, arguments.offer, lang)
    _check_codes(evaluation, arguments, lang)
    reading = Reading(lang, "one")
    return describe_figure(evaluation, reading, index, arguments.business, arguments.item)


def describe(evaluation: Evaluation, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the parts to print: conditions, the figure, its lines, their ledgers, the estimate.

    Raises:
        UsageError: no such offer, business or item.
    """
    lang: Lang = arguments.lang
    reading = Reading(lang, "one")
    found = describe_arguments(evaluation, arguments)
    asked = evaluation.questionnaire
    yield view_conditions(evaluation, reading).line(reading)
    yield text("cli.describe.offer", lang, offer=offer_label(evaluation.costs, found.index))
    yield _shown_figure(found, lang)
    for quote in found.quotes:
        title = asked.scenarios[quote.scenario_id].title
        yield text("cli.describe.scenario", lang, title=title)
        cells = [line.cell for line in quote.lines]
        yield view_trace(evaluation, reading, cells, quote.scenario_id).to_text(reading)
        if quote.priced > MOST_LEDGERS:
            yield text("cli.describe.narrow", lang, count=quote.priced, most=MOST_LEDGERS)
        for line in quote.lines:
            if line.ledger is not None:
                yield f"{line.cell.document}  {line.cell.origin or line.cell.pointer}"
                yield line.ledger.to_replay().to_text(reading)
    for cell in found.cells:
        yield text("cli.describe.cell", lang, **_titles(asked, cell.business, cell.item, lang))
        yield cell.path.to_replay().to_text(reading)
        yield cell.years.to_replay().to_text(reading)
