"""The conditions as rows of text: written into every file."""

from collections.abc import Iterable
from dataclasses import dataclass

from rfi import __version__
from rfi.compare.answers import AnswerSet
from rfi.compare.comparison import Comparison
from rfi.schema.codelists import load_codelist
from rfi.text.wording import Lang, text
from rfi.views.conditions import assumption_value, data_digest
from rfi.views.display import Display, tax_title, unit_title
from rfi.views.offers import offer_columns
from rfi.views.summary import format_month


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


def _general(
    answers: AnswerSet, comparison: Comparison, lang: Lang, display: Display
) -> Iterable[ConditionRow]:
    def word(name: str, **facts: object) -> str:
        return text(f"export.conditions.{name}", lang, **facts)

    conditions = comparison.conditions
    scenario = answers.questionnaire.scenarios[conditions.scenario_id]
    population = word("unset") if scenario.population is None else f"{scenario.population:,}"
    yield ConditionRow(word("general"), is_heading=True)
    yield ConditionRow(
        word("questionnaire"),
        answers.questionnaire.title,
        note=answers.questionnaire.questionnaire_id,
    )
    yield ConditionRow(word("scenario"), scenario.title, note=scenario.scenario_id)
    yield ConditionRow(word("population"), population, word("people"), note=word("one_city"))
    yield ConditionRow(word("cities"), str(scenario.cities), word("city_unit"))
    if conditions.city_code:
        yield ConditionRow(word("city_code"), conditions.city_code)
    cells = conditions.scope.cells
    scope = word("full_scope") if cells is None else text("view.cells", lang, count=len(cells))
    yield ConditionRow(word("scope"), scope)
    yield ConditionRow(word("levelling"), word("levelling_off"))
    yield ConditionRow(word("tax"), tax_title(display.tax, lang), note=word("tax.note"))
    yield ConditionRow(word("money"), unit_title(display.unit, lang), note=word("money.note"))
    yield ConditionRow(word("software"), __version__)
    yield ConditionRow(word("digest"), data_digest(conditions), note=word("digest.note"))


def condition_rows(
    answers: AnswerSet, comparison: Comparison, lang: Lang, display: Display
) -> tuple[ConditionRow, ...]:
    """Return everything that decides the figures, and the digests of all inputs."""

    def word(name: str, **facts: object) -> str:
        return text(f"export.conditions.{name}", lang, **facts)

    keys = load_codelist("assumption_keys")
    windows = zip(offer_columns(comparison), comparison.offers, strict=True)
    return (
        *_general(answers, comparison, lang, display),
        ConditionRow(word("assumptions"), is_heading=True),
        *(
            ConditionRow(
                keys.title(each.key, lang),
                assumption_value(each, lang),
                each.unit,
                each.source,
                each.note,
            )
            for each in comparison.conditions.assumptions
        ),
        ConditionRow(word("windows"), is_heading=True),
        *(
            ConditionRow(
                column.label,
                word("window", month=format_month(offer.window.first_month)),
                text("view.conditions.months", lang, months=offer.window.months),
                note=word("base_year", year=offer.window.base_fiscal_year),
            )
            for column, offer in windows
        ),
        ConditionRow(word("inputs"), is_heading=True),
        *(
            ConditionRow(digest.name, digest.sha256, "SHA-256", note=digest.kind)
            for digest in comparison.conditions.inputs
        ),
        ConditionRow(word("handling"), is_heading=True),
        ConditionRow(word("handling.confidential"), is_sentence=True),
        ConditionRow(word("handling.estimates"), is_sentence=True),
        ConditionRow(word("handling.rounding"), is_sentence=True),
    )
