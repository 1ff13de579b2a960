"""Wording of open cells and of amounts at stake."""

from rfi.analysis.asking.open_cells import RANGE, OpenCell
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang, text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.look.chart import scale_of

# What is expected of prices is not known to the yen: below this nothing is at stake.
LEAST_TOLD_JPY = 1_000.0


def business_words(asked: Questionnaire, business: str, lang: Lang) -> str:
    """Return the title of a business, or of each of a bundle."""
    names = [asked.businesses.get(code, code) for code in business.split(BUNDLE_MARK)]
    return text("list.separator", lang).join(names)


def cell_words(asked: Questionnaire, cell: OpenCell, lang: Lang) -> str:
    """Return item and business of a cell."""
    business, item = cell.cell
    facts = {"item": asked.items[item], "business": business_words(asked, business, lang)}
    return text("choice.ask.cell", lang, **facts)


def hole_words(cell: OpenCell, lang: Lang) -> str:
    """Return what is open in a cell."""
    return text("choice.ask.range" if cell.hole == RANGE else f"hole.{cell.hole}", lang)


def why_words(why: str, lang: Lang) -> str:
    """Return why no total of an offer can be expected."""
    key = f"choice.ask.apart.{why}"
    known = {"no_price", "cut_bundle", "discount", "few_donors"}
    return text(key if why in known else f"hole.{why}", lang)


def amount_words(amount_jpy: float, lang: Lang) -> str:
    """Return an amount with its unit, as it reads well; of less than a thousand yen only that."""
    if amount_jpy < LEAST_TOLD_JPY:
        return text("choice.ask.under", lang)
    scale = scale_of([amount_jpy])
    facts = {"amount": scale.label(amount_jpy), "unit": scale.title(lang)}
    return text("choice.ask.amount", lang, **facts)
