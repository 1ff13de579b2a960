"""The conditions as rows of text: written into every file."""

from collections.abc import Iterable
from dataclasses import dataclass

from rfi import __version__
from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.conditions import Conditions, InputDigest
from rfi.evaluation.evaluation import Evaluation
from rfi.evaluation.remarks import NO_REMARKS, Remarks
from rfi.scenario.address import LEVELS
from rfi.scenario.city.city import City
from rfi.scenario.scope_choice import asked_in
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import format_number
from rfi.text.wording import Lang, text
from rfi.views.conditions.bar import data_digest
from rfi.views.conditions.chosen_words import (
    city_figure_words,
    group_words,
    is_listed,
    joined,
    levelling_words,
    options_words,
    scope_words,
    scoped_businesses,
    sharing_words,
    size_words,
    status_title,
)
from rfi.views.look.captions import shown_words
from rfi.views.look.offers import offer_columns
from rfi.views.look.reading import Reading, tax_title, unit_title
from rfi.views.look.remark.marks import left_out
from rfi.views.look.values import assumption_value, format_month


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One condition: what, its value, unit, source, note.

    ``is_heading`` starts a section; ``is_sentence`` stands alone.
    """

    name: str
    value: str = ""
    unit: str = ""
    source: str = ""
    note: str = ""
    is_heading: bool = False
    is_sentence: bool = False

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The row's texts in the order of ``condition_headings``."""
        return (self.name, self.value, self.unit, self.source, self.note)


def condition_headings(lang: Lang) -> tuple[str, ...]:
    """Return the headings of the five columns."""
    return tuple(
        text(f"export.conditions.{name}", lang)
        for name in ("name", "value", "unit", "source", "note")
    )


def _city_row(city: City, heading: str, lang: Lang, *, is_named: bool = False) -> ConditionRow:
    """Return a city's population with its owner, and its code with how sure the population is."""
    figure = city.figures["population"]
    status = status_title(figure.status, lang)
    population = format_number(figure.value)
    return ConditionRow(
        heading,
        f"{city.name} {population}" if is_named else population,
        load_codelist("city_figure_keys").unit("population", lang),
        figure.source,
        joined((city.code, status) if is_listed(city) else (status,), lang),
    )


def _city_rows(comparison: Comparison, lang: Lang) -> Iterable[ConditionRow]:
    """Yield the figures of the city shown and the members of the group."""
    conditions = comparison.conditions
    if conditions.city:
        keys = load_codelist("city_figure_keys")
        heading = text("export.conditions.city_figures", lang, name=conditions.city.name)
        yield ConditionRow(heading, is_heading=True)
        for key, figure in conditions.city.figures.items():
            yield ConditionRow(
                keys.title(key, lang),
                city_figure_words(figure.value),
                keys.unit(key, lang),
                figure.source,
                status_title(figure.status, lang),
            )
    if conditions.group:
        yield ConditionRow(text("export.conditions.group", lang), is_heading=True)
        for city in conditions.group:
            yield _city_row(city, city.name, lang)


def _scope_rows(answers: AnswerSet, comparison: Comparison, lang: Lang) -> Iterable[ConditionRow]:
    """Yield the names of what is in a narrowed scope, by business."""
    conditions, asked = comparison.conditions, answers.questionnaire
    cells = conditions.scope.cells
    if cells is None:
        return
    yield ConditionRow(text("export.conditions.scope", lang), is_heading=True)
    every = asked_in(cells, asked)
    for business in scoped_businesses(conditions, asked):
        items = [title for code, title in asked.items.items() if (business, code) in every]
        yield ConditionRow(asked.businesses[business], joined(items, lang), note=business)


def _shown_rows(conditions: Conditions, lang: Lang) -> Iterable[ConditionRow]:
    """Yield how much is said of who answered, and for whom."""
    notes = {"anonymous": "names.note", "aggregate": "aggregate.note", "own": "own.note"}
    if conditions.mode in notes:
        label = "names" if conditions.mode == "anonymous" else "mode"
        names, shown = (text(f"view.shown.{key}", lang) for key in (label, conditions.mode))
        yield ConditionRow(
            names, shown, note=text(f"export.conditions.{notes[conditions.mode]}", lang)
        )
    if conditions.level != LEVELS[0]:
        level = load_codelist("disclosure_levels").title(conditions.level, lang)
        note = text("export.conditions.level.note", lang)
        yield ConditionRow(text("view.shown.level", lang), level, note=note)


def _remark_rows(remarks: Remarks, lang: Lang) -> Iterable[ConditionRow]:
    """Yield how many remarks are in the file, and how many are not and why."""
    if remarks != NO_REMARKS:
        key, count = "export.conditions.remarks", str(len(remarks.told))
        note = " ".join((text(f"{key}.note", lang), *left_out(remarks, lang)))
        yield ConditionRow(text(key, lang), count, text(f"{key}.unit", lang), note=note)


def _general(
    answers: AnswerSet, comparison: Comparison, reading: Reading
) -> Iterable[ConditionRow]:
    lang = reading.lang

    def word(name: str, **facts: object) -> str:
        return text(f"export.conditions.{name}", lang, **facts)

    conditions, asked = comparison.conditions, answers.questionnaire
    scenario = asked.scenarios[conditions.scenario_id]
    population = word("unset") if scenario.population is None else f"{scenario.population:,}"
    yield ConditionRow(word("general"), is_heading=True)
    yield ConditionRow(word("questionnaire"), asked.title, note=asked.questionnaire_id)
    if shown := shown_words(conditions, len(comparison.offers), lang):
        yield ConditionRow(text("view.shown", lang), shown, note=word("shown.note"))
    yield from _shown_rows(conditions, lang)
    yield ConditionRow(word("size"), size_words(conditions, lang))
    if conditions.city:
        yield _city_row(conditions.city, word("city"), lang, is_named=True)
        nearest = word("scenario.nearest", scenario=scenario.scenario_id)
        yield ConditionRow(word("scenario"), scenario.title, note=nearest)
    else:
        yield ConditionRow(word("scenario"), scenario.title, note=scenario.scenario_id)
        yield ConditionRow(word("population"), population, word("people"), note=word("one_city"))
        yield ConditionRow(word("cities"), str(scenario.cities), word("city_unit"))
    if conditions.group:
        yield ConditionRow(word("group"), group_words(conditions.group, lang))
        yield ConditionRow(word("sharing"), sharing_words(conditions, lang))
    yield ConditionRow(word("scope"), scope_words(conditions, asked, lang))
    if conditions.options:
        yield ConditionRow(word("options"), options_words(conditions, asked, lang))
    for one in conditions.expected:
        business = asked.businesses[one.business]
        item = asked.items[one.item]
        heading = joined((word("expected"), one.letter, business, item), lang)
        yield ConditionRow(heading, format_number(one.amount_jpy), word("yen"), one.source)
    yield ConditionRow(word("levelling"), levelling_words(conditions, lang))
    yield ConditionRow(word("tax"), tax_title(reading.tax, lang), note=word("tax.note"))
    yield ConditionRow(word("money"), unit_title(reading), note=word("money.note"))
    yield ConditionRow(word("software"), __version__)
    yield ConditionRow(word("digest"), data_digest(conditions), note=word("digest.note"))


def _window_rows(comparison: Comparison, lang: Lang) -> Iterable[ConditionRow]:
    """Yield from when each offer counts; one of an offer is none of statistics."""
    if comparison.conditions.mode == "aggregate":
        return
    yield ConditionRow(text("export.conditions.windows", lang), is_heading=True)
    for column, offer in zip(offer_columns(comparison), comparison.offers, strict=True):
        month, year = format_month(offer.window.first_month), offer.window.base_fiscal_year
        yield ConditionRow(
            column.label,
            text("export.conditions.window", lang, month=month),
            text("view.conditions.months", lang, months=offer.window.months),
            note=text("export.conditions.base_year", lang, year=year),
        )


def _told_inputs(conditions: Conditions) -> Iterable[InputDigest]:
    """Return the inputs that are named; of statistics not the answers, each is one of an offer."""
    is_aggregate = conditions.mode == "aggregate"
    return (one for one in conditions.inputs if not (is_aggregate and one.is_withheld))


def condition_rows(
    evaluation: Evaluation, reading: Reading, audit: str = ""
) -> tuple[ConditionRow, ...]:
    """Return everything that decides the figures, and the digests of all inputs.

    Args:
        evaluation: What the figures are of.
        reading: Language, unit, tax basis.
        audit: The end of the audit of the round, in words; "" where there is none.
    """
    answers, comparison, lang = evaluation.answers, evaluation.costs, reading.lang

    def word(name: str, **facts: object) -> str:
        return text(f"export.conditions.{name}", lang, **facts)

    keys, kinds = load_codelist("assumption_keys"), load_codelist("document_kinds")
    return (
        *_general(answers, comparison, reading),
        *_remark_rows(evaluation.remarks, lang),
        *([ConditionRow(word("audit"), audit, note=word("audit.note"))] if audit else []),
        *_city_rows(comparison, lang),
        *_scope_rows(answers, comparison, lang),
        ConditionRow(word("assumptions"), is_heading=True),
        *(
            ConditionRow(
                keys.title(each.key, lang),
                assumption_value(each, lang),
                keys.unit(each.key, lang),
                each.source,
                each.note,
            )
            for each in comparison.conditions.assumptions
        ),
        *_window_rows(comparison, lang),
        ConditionRow(word("inputs"), is_heading=True),
        *(
            ConditionRow(digest.name, digest.sha256, "SHA-256", note=kinds.title(digest.kind, lang))
            if not digest.is_withheld
            else ConditionRow(digest.name, word("withheld"), note=kinds.title(digest.kind, lang))
            for digest in _told_inputs(comparison.conditions)
        ),
        ConditionRow(word("handling"), is_heading=True),
        ConditionRow(word("handling.confidential"), is_sentence=True),
        ConditionRow(word("handling.estimates"), is_sentence=True),
        ConditionRow(word("handling.rounding"), is_sentence=True),
    )
