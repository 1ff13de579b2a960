"""Wording of plans and limits."""

from rfi.analysis.choice.vendors.candidates import Limit, Plan
from rfi.analysis.choice.vendors.plans import HUB, Exchange
from rfi.compare.round.bounds import SIGNS
from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text
from rfi.views.look.offers import look_of
from rfi.views.look.table import TableCell

# Limits that a reader holds at once.
Limits = tuple[Limit, ...]
_PERCENT = 100


def letters_of(evaluation: Evaluation, plan: Plan, lang: Lang) -> str:
    """Return the letters of the offers of a plan."""
    letters = (look_of(evaluation.costs.offers[offer]).letter for offer in plan.chosen)
    return text("choice.vendors.and", lang).join(letters)


def plan_total(plan: Plan, lang: Lang) -> TableCell:
    """Return the total of a plan with its sign; it says where no proof was found."""
    sign = SIGNS["at_least"] if plan.is_open else ""
    note = "" if plan.is_proven else text("choice.vendors.unproven", lang)
    return TableCell(plan.total_jpy, sign=sign, note=note)


def limit_words(evaluation: Evaluation, limit: Limit, lang: Lang) -> str:
    """Return a limit in words."""
    codes = evaluation.choices.combining.businesses
    titles = evaluation.questionnaire.businesses
    value = limit.value * _PERCENT if limit.kind == "most_share" else limit.value
    return text(
        f"choice.limit.{limit.kind}",
        lang,
        value=int(value),
        business=titles.get(codes[limit.business], codes[limit.business]),
        other=titles.get(codes[limit.other], codes[limit.other]),
        letter=look_of(evaluation.costs.offers[limit.offer]).letter,
    )


def exchange_words(evaluation: Evaluation, exchange: Exchange, lang: Lang) -> str:
    """Return which businesses exchange data, in the words of this RFI.

    Where the resident register is not among those compared, nothing is exchanged with it.
    """
    has_hub = HUB in evaluation.choices.combining.businesses
    key = "none" if exchange == "hub" and not has_hub else exchange
    hub = evaluation.questionnaire.businesses.get(HUB, HUB)
    return text(f"app.choice.exchange.{key}", lang, business=hub)


def clash_words(evaluation: Evaluation, limits: Limits, lang: Lang) -> str:
    """Return which of some limits cannot all hold: the smallest set; "" where they can.

    Args:
        evaluation: The round under its conditions.
        limits: Chosen ones.
        lang: Of the words.
    """
    found = evaluation.choices.combining
    clash = found.clash("hub", limits) if limits else ()
    if not clash:
        return ""
    words = (
        text("choice.vendors.quoted", lang, limit=limit_words(evaluation, one, lang))
        for one in clash
    )
    name = "clash.one" if len(clash) == 1 else "clash"
    return text(
        f"choice.vendors.{name}",
        lang,
        count=len(limits),
        limits=text("choice.vendors.with", lang).join(words),
    )
