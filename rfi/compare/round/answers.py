"""Files of one round → everything a comparison needs; the one path of screen and command line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from rfi.compare.cost.comparison import Comparison
from rfi.compare.cost.costs import compare_costs
from rfi.compare.round.basis import CostBasis, extension_of, prepare_costs
from rfi.compare.round.conditions import NO_CITY, CityChoice, Conditions, InputDigest
from rfi.compare.round.scope import FULL_SCOPE, Scope
from rfi.compare.round.stated_totals import check_stated_totals
from rfi.document.read import Document, read_document
from rfi.intake.rules.checked import CheckedResponse, check_responses
from rfi.scenario.assumptions import (
    Assumption,
    AssumptionSet,
    AssumptionValue,
    assumptions_of,
    merge_assumptions,
)
from rfi.scenario.city.city import City
from rfi.scenario.city.estimates import complete_city
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.tidy.tables import Tables, flatten_responses


@dataclass(frozen=True, slots=True)
class NamedBytes:
    """One file: its name without folders, and its content."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class AnswerSet:
    """A questionnaire, the answers to it, and the assumptions to start from.

    Attributes:
        questionnaire: What was asked.
        assumptions: Standard set with the questionnaire's reference values, and the user's set.
        responses: Every answer, held ones too, in a fixed order.
        tables: The accepted answers, flattened.
        inputs: Digests of questionnaire, assumption sets, answers and files of cities.
        issues: Everything found in any file.
    """

    questionnaire: Questionnaire
    assumptions: AssumptionSet
    responses: tuple[CheckedResponse, ...]
    tables: Tables
    inputs: tuple[InputDigest, ...]
    issues: tuple[Issue, ...]


def _digest(document: Document) -> InputDigest:
    return InputDigest(document.name, document.kind or "", document.sha256)


def read_files(files: Iterable[NamedBytes]) -> tuple[Document, ...]:
    """Read every file for what it says it is."""
    return tuple(read_document(file.name, file.data) for file in files)


def _assumption_sets(
    documents: Iterable[Document],
) -> tuple[AssumptionSet, list[Issue]]:
    """Return the values of all sets, later ones over earlier ones, and what is wrong in them."""
    values = AssumptionSet({})
    issues: list[Issue] = []
    for document in documents:
        if document.value is None:
            continue
        found, faults = assumptions_of(document.value)
        issues.extend(replace(fault, document=document.name) for fault in faults)
        values = AssumptionSet({**values.values, **found.values})
    return values, issues


def collect_answers(
    questionnaire: Document,
    responses: Iterable[Document],
    standard: Document,
    own_assumptions: Iterable[Document] = (),
    city_files: Iterable[InputDigest] = (),
) -> AnswerSet:
    """Check the answers against the questionnaire and flatten them.

    Args:
        questionnaire: A valid questionnaire document.
        responses: The answers, valid or not.
        standard: The standard assumption set.
        own_assumptions: Assumption sets of the user, which go over the standard one.
        city_files: What the cities are read from, to stand among the inputs.

    Raises:
        ValueError: the questionnaire or the standard set is not valid; callers look first.
    """
    asked = questionnaire_of(questionnaire)
    if standard.value is None:
        message = f"the standard assumption set {standard.name} is not valid"
        raise ValueError(message)
    sets = tuple(own_assumptions)
    base, _ = assumptions_of(standard.value)
    own, issues = _assumption_sets(sets)
    checked = check_responses(responses, asked)
    documents = (questionnaire, standard, *sets, *(response.document for response in checked))
    found = [issue for response in checked for issue in response.issues]
    outer = [issue for document in (questionnaire, *sets) for issue in document.issues]
    return AnswerSet(
        questionnaire=asked,
        assumptions=merge_assumptions(base, asked, own),
        responses=checked,
        tables=flatten_responses(checked),
        inputs=(*map(_digest, documents), *city_files),
        issues=(*outer, *issues, *found),
    )


def conditions_of(
    answers: AnswerSet,
    *,
    scenario_id: str | None = None,
    changes: Mapping[str, AssumptionValue] | None = None,
    changed_by: str = "",
    chosen: Iterable[Assumption] = (),
    scope: Scope | None = None,
    cities: CityChoice = NO_CITY,
    lang: Lang = "ja",
) -> Conditions:
    """Return conditions: the questionnaire's default scenario and the given changes.

    Args:
        answers: The round.
        scenario_id: None takes the questionnaire's default.
        changes: Assumptions that differ, checked by ``check_assumption`` before.
        changed_by: Source written on the changed assumptions.
        chosen: Assumptions that differ and bring their own source.
        scope: None is the full scope.
        cities: City and group; what their profiles lack is estimated.
        lang: Language of the source written on estimates.
    """
    source = text("city.estimated", lang, questionnaire=answers.questionnaire.title)

    def complete(given: City) -> City:
        return complete_city(given, answers.questionnaire, source)

    return Conditions(
        scenario_id=scenario_id or answers.questionnaire.default_scenario_id,
        assumptions=answers.assumptions.owned(chosen).replaced(changes or {}, changed_by),
        scope=scope or FULL_SCOPE,
        city=complete(cities.city) if cities.city else None,
        group=tuple(map(complete, cities.group)),
        own_weights=cities.own_weights,
        inputs=answers.inputs,
    )


def prepare_basis(answers: AnswerSet, conditions: Conditions) -> CostBasis:
    """Lay the answers out: depends on the extension of terms alone (``term_extension``)."""
    extension = extension_of(conditions.assumptions)
    basis = prepare_costs(answers.tables, answers.questionnaire, extension)
    stated = check_stated_totals(basis, answers.assumptions)
    return replace(basis, issues=(*basis.issues, *stated))


def compare_basis(answers: AnswerSet, basis: CostBasis, conditions: Conditions) -> Comparison:
    """Return the comparison of a prepared basis, with the issues of every file."""
    comparison = compare_costs(basis, conditions)
    return replace(comparison, issues=(*answers.issues, *comparison.issues))


def compare_answers(answers: AnswerSet, conditions: Conditions) -> Comparison:
    """Return the comparison of all accepted answers; its issues are those of every file."""
    basis = prepare_basis(answers, conditions)
    return compare_basis(answers, basis, conditions)
