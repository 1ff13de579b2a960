"""Under what the figures hold: one line for every page, a table for every export."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from rfi import __version__
from rfi.compare.round.conditions import Conditions
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.numbers import trimmed
from rfi.text.wording import Lang, text
from rfi.views.conditions.chosen_words import (
    city_words,
    group_words,
    levelling_words,
    options_words,
    scope_words,
    sharing_words,
    size_words,
)
from rfi.views.look.reading import Reading, tax_title
from rfi.views.look.values import assumption_value

_SHORT = 8


def data_digest(conditions: Conditions) -> str:
    """Return one SHA-256 over the digests of all inputs, whatever their order."""
    lines = sorted(f"{digest.kind} {digest.sha256}" for digest in conditions.inputs)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class ConditionBar:
    """The one line of conditions, as label and value."""

    parts: tuple[tuple[str, str], ...]

    def line(self, reading: Reading) -> str:
        """Return it as one line of text."""
        separator = text("view.conditions.separator", reading.lang)
        return separator.join(f"{label} {value}" for label, value in self.parts)


def _who(
    conditions: Conditions, questionnaire: Questionnaire, lang: Lang
) -> Iterator[tuple[str, str]]:
    """Yield whose cost is shown: the quoted scenario, or a city; and with whom it is shared."""
    if conditions.city:
        yield text("view.conditions.city", lang), city_words(conditions.city, lang)
        yield text("view.conditions.size", lang), size_words(conditions, lang)
    else:
        scenario = questionnaire.scenarios[conditions.scenario_id].title
        yield text("view.conditions.scenario", lang), scenario
    if conditions.group:
        yield text("view.conditions.group", lang), group_words(conditions.group, lang)
        yield text("view.conditions.sharing", lang), sharing_words(conditions, lang)


def view_conditions(evaluation: Evaluation, reading: Reading) -> ConditionBar:
    """Return what stands on every page."""
    # The conditions alone: no figure is computed for a bar that stands on every page.
    conditions, questionnaire, lang = evaluation.conditions, evaluation.questionnaire, reading.lang
    values = conditions.assumptions

    def label(name: str) -> str:
        return text(f"view.conditions.{name}", lang)

    months = int(values.number("horizon_months"))
    rate = trimmed(values.number("fx_usd_jpy"))
    parts = [
        *_who(conditions, questionnaire, lang),
        (label("horizon"), text("view.conditions.months", lang, months=months)),
        (label("tax"), tax_title(reading.tax, lang)),
        (label("fx"), text("view.conditions.rate", lang, rate=rate)),
        (label("discount"), assumption_value(values.values["discount_rate"], lang)),
        (label("scope"), scope_words(conditions, questionnaire, lang)),
        *(
            [(label("options"), options_words(conditions, questionnaire, lang))]
            if conditions.options
            else []
        ),
        (label("levelling"), levelling_words(conditions, lang)),
        (label("software"), __version__),
        (label("data"), data_digest(conditions)[:_SHORT]),
    ]
    return ConditionBar(tuple(parts))
