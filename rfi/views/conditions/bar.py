"""Under what the figures hold: one line for every page, a table for every export."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from rfi import __version__
from rfi.compare.round.conditions import Conditions
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.address import LEVELS
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text
from rfi.views.conditions.acting import Acting, acting_on
from rfi.views.conditions.chosen_words import (
    brief_group_words,
    city_words,
    expected_words,
    group_words,
    levelling_words,
    options_words,
    scope_words,
    sharing_words,
    size_words,
)
from rfi.views.look.captions import shown_words
from rfi.views.look.reading import TAX_BASES, Reading, tax_title
from rfi.views.look.values import assumption_value

_SHORT = 8
_SHARING_KEYS = ("sharing_method", "sharing_equal_ratio")


def data_digest(conditions: Conditions) -> str:
    """Return one SHA-256 over the digests of all inputs, whatever their order."""
    lines = sorted(f"{digest.kind} {digest.sha256}" for digest in conditions.inputs)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class BriefCondition:
    """One condition as it stands on the screen: few words, and whether it was moved."""

    label: str
    value: str
    is_moved: bool = False


@dataclass(frozen=True, slots=True)
class ConditionBar:
    """The one line of conditions.

    Attributes:
        parts: Label and value in full, as exports print them.
        brief: What acts on a page in few words, with what differs from the round's standard marked.
    """

    parts: tuple[tuple[str, str], ...]
    brief: tuple[BriefCondition, ...]

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


def _brief_who(evaluation: Evaluation, acting: Acting, lang: Lang) -> Iterator[BriefCondition]:
    """Yield the same in few words: what is chosen of a city or a group is never the standard."""
    conditions, asked = evaluation.conditions, evaluation.questionnaire

    def label(name: str) -> str:
        return text(f"view.conditions.brief.{name}", lang)

    city = conditions.city if "city" in acting.fields else None
    group = conditions.group if "group" in acting.fields else ()
    if city:
        people = format_number(city.population)
        words = text("view.conditions.brief.city_people", lang, name=city.name, people=people)
        yield BriefCondition(label("city"), words, is_moved=True)
    elif "scenario_id" in acting.fields:
        title = asked.scenarios[conditions.scenario_id].title
        is_moved = conditions.scenario_id != asked.default_scenario_id
        yield BriefCondition(text("view.conditions.scenario", lang), title, is_moved)
    if group:
        words = brief_group_words(group, lang)
        yield BriefCondition(label("group"), words, is_moved=True)
        sharing = sharing_words(conditions, lang)
        if conditions.assumptions.choice("sharing_method") == "mixed":
            equal = conditions.assumptions.values["sharing_equal_ratio"]
            share = assumption_value(equal, lang)
            sharing = text("view.conditions.brief.equal", lang, share=share)
        is_moved = any(_is_moved(evaluation, key) for key in _SHARING_KEYS)
        if is_moved or conditions.own_weights:
            yield BriefCondition(text("view.conditions.sharing", lang), sharing, is_moved=True)


def _is_moved(evaluation: Evaluation, key: str) -> bool:
    """Tell whether an assumption differs from the one the round starts from."""
    standard = evaluation.answers.assumptions.values[key].value
    return evaluation.conditions.assumptions.values[key].value != standard


def _other_moves(evaluation: Evaluation, acting: Acting, lang: Lang) -> Iterator[BriefCondition]:
    """Yield how many assumptions differ that no other part of the line tells."""
    shown = {"horizon_months", "fx_usd_jpy", "discount_rate", "levelling", *_SHARING_KEYS}
    keys = (evaluation.answers.assumptions.values.keys() - shown) & acting.assumptions
    count = sum(_is_moved(evaluation, key) for key in keys)
    if count:
        words = text("view.conditions.brief.count", lang, count=count)
        label = text("view.conditions.brief.others", lang)
        yield BriefCondition(label, words, is_moved=True)


def _shown(evaluation: Evaluation, lang: Lang) -> Iterator[tuple[str, str]]:
    """Yield what is not shown: offers, names, and what is not for these readers."""
    conditions = evaluation.conditions
    words = shown_words(conditions, len(evaluation.answers.tables["offers"]), lang)
    if words:
        yield text("view.shown", lang), words
    if conditions.mode != "named":
        label = "names" if conditions.mode == "anonymous" else "mode"
        shown = text(f"view.shown.{conditions.mode}", lang)
        yield text(f"view.shown.{label}", lang), shown
    if conditions.level != LEVELS[0]:
        level = load_codelist("disclosure_levels").title(conditions.level, lang)
        yield text("view.shown.level", lang), level


def _tax(reading: Reading, acting: Acting) -> Iterator[BriefCondition]:
    """Yield the tax basis of a page, where it has one."""
    lang, label = reading.lang, text("view.conditions.tax", reading.lang)
    if acting.tax == "excluded":
        words = text("view.conditions.brief.tax_page", lang, tax=tax_title(acting.tax, lang))
        yield BriefCondition(label, words)
    elif acting.tax == "chosen":
        words = text("view.conditions.brief.tax_words", lang, tax=tax_title(reading.tax, lang))
        yield BriefCondition(label, words, reading.tax != TAX_BASES[0])


def _brief(evaluation: Evaluation, reading: Reading, acting: Acting) -> Iterator[BriefCondition]:
    conditions, lang = evaluation.conditions, reading.lang
    values = conditions.assumptions
    months = int(values.number("horizon_months"))
    rate = trimmed(values.number("fx_usd_jpy"))
    given = {
        "horizon": ("horizon_months", text("view.conditions.months", lang, months=months)),
        "fx": ("fx_usd_jpy", text("view.conditions.brief.rate", lang, rate=rate)),
        "discount": ("discount_rate", assumption_value(values.values["discount_rate"], lang)),
        "levelling": ("levelling", text("view.conditions.brief.none", lang)),
    }
    if values.choice("levelling") != "off":
        given["levelling"] = ("levelling", levelling_words(conditions, lang))
    told = {
        name: [
            BriefCondition(
                text(f"view.conditions.brief.{name}", lang), words, _is_moved(evaluation, key)
            )
        ]
        if key in acting.assumptions
        else []
        for name, (key, words) in given.items()
    }
    scope = scope_words(conditions, evaluation.questionnaire, lang)
    digest = data_digest(conditions)[:_SHORT]
    version = text("view.conditions.brief.version", lang, version=__version__, digest=digest)
    for label, words in _shown(evaluation, lang):
        yield BriefCondition(label, words, is_moved=True)
    yield from _brief_who(evaluation, acting, lang)
    yield from told["horizon"]
    yield from _tax(reading, acting)
    yield from told["fx"]
    yield from told["discount"]
    if "scope" in acting.fields:
        is_part = conditions.scope.cells is not None
        yield BriefCondition(text("view.conditions.scope", lang), scope, is_part)
    if conditions.options:
        words = options_words(conditions, evaluation.questionnaire, lang)
        yield BriefCondition(text("view.conditions.options", lang), words, is_moved=True)
    if conditions.expected and "expected" in acting.fields:
        words = expected_words(conditions, lang)
        yield BriefCondition(text("view.conditions.expected", lang), words, is_moved=True)
    yield from told["levelling"]
    yield from _other_moves(evaluation, acting, lang)
    yield BriefCondition(text("view.conditions.software", lang), version)


def view_conditions(evaluation: Evaluation, reading: Reading, page: str = "") -> ConditionBar:
    """Return what stands on every page.

    Args:
        evaluation: The round under its conditions.
        reading: Language, unit and tax basis.
        page: Where the few words stand: what does not act there is left out of them; "" is a file.
    """
    # The conditions alone: no figure is computed for a bar that stands on every page.
    conditions, questionnaire, lang = evaluation.conditions, evaluation.questionnaire, reading.lang
    values = conditions.assumptions

    def label(name: str) -> str:
        return text(f"view.conditions.{name}", lang)

    months = int(values.number("horizon_months"))
    rate = trimmed(values.number("fx_usd_jpy"))
    parts = [
        *_shown(evaluation, lang),
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
        *([(label("expected"), expected_words(conditions, lang))] if conditions.expected else []),
        (label("levelling"), levelling_words(conditions, lang)),
        (label("software"), __version__),
        (label("data"), data_digest(conditions)[:_SHORT]),
    ]
    return ConditionBar(tuple(parts), tuple(_brief(evaluation, reading, acting_on(page))))
