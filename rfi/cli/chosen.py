"""What the arguments of ``compare`` choose: city, group, weights, scope, levelling, assumptions."""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from rfi.cli.gather import UsageError, read_path
from rfi.compare.round.answers import AnswerSet
from rfi.compare.round.chosen_conditions import check_chosen
from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.read import Document
from rfi.scenario.assumptions import AssumptionValue, check_assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.scenario.chosen_record import saved_conditions_of
from rfi.scenario.city.city import MAX_PEOPLE
from rfi.scenario.questionnaire import Questionnaire
from rfi.scenario.scope_choice import ScopeChoice, check_scope, scope_choice_of
from rfi.scenario.scope_rows import read_scope_rows
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text

_TABLE = ".csv"


def _value_of(written: str) -> AssumptionValue:
    """Read the value of ``--set``: a number, a code, or nothing for unset."""
    if written in {"", "null"}:
        return None
    try:
        number = float(written)
    except ValueError:
        return written
    return int(number) if number.is_integer() else number


def parse_changes(pairs: Iterable[str], lang: Lang) -> dict[str, AssumptionValue]:
    """Return the assumptions that ``--set KEY=VALUE`` changes.

    Raises:
        UsageError: not of that form, or not a value of that assumption.
    """
    changes: dict[str, AssumptionValue] = {}
    for pair in pairs:
        key, equals, written = pair.partition("=")
        if not equals:
            raise UsageError(text("cli.error.set", lang, given=pair))
        value = _value_of(written.strip())
        if faults := check_assumption(key.strip(), value):
            message = f"{faults[0].message(lang)} {faults[0].next_step(lang)}"
            raise UsageError(message)
        changes[key.strip()] = value
    return changes


def _refuse(issues: Iterable[Issue], lang: Lang, name: str = "") -> None:
    """Refuse a call for the errors among the issues, all of them at once.

    Raises:
        UsageError: there is an error.
    """
    lines = [
        f"{issue.place(lang) + '  ' if name else ''}{issue.message(lang)} {issue.next_step(lang)}"
        for issue in issues
        if issue.severity == "error"
    ]
    if lines:
        head = [text("cli.error.document", lang, name=name)] if name else []
        raise UsageError("\n".join([*head, *lines]))


def document_issues(documents: Iterable[Document], asked: Questionnaire) -> list[Issue]:
    """Return what a questionnaire finds in scopes and saved conditions."""
    issues: list[Issue] = []
    for document in documents:
        if document.value is None:
            continue
        found: Sequence[Issue] = ()
        if document.kind == "scope":
            found = check_scope(scope_choice_of(document.value), asked)
        elif document.kind == "conditions":
            saved, found = saved_conditions_of(document.value)
            found = (*found, *check_scope(saved.chosen.scope, asked, "/scope"))
        issues.extend(document.located(issue) for issue in found)
    return issues


def _given(path: str | None, kind: str, others: Iterable[Document], lang: Lang) -> Document | None:
    """Return the document of a kind: the one named by its option, else one among the files.

    Raises:
        UsageError: it is not there, has errors or is of another kind.
    """
    among = [document for document in others if document.kind == kind]
    document = read_path(Path(path), lang) if path else among[-1] if among else None
    if document is None:
        return None
    _refuse(document.issues, lang, document.name)
    if document.kind != kind:
        raise UsageError(text("cli.error.kind", lang, name=document.name))
    return document


def _scope(
    path: str | None, others: Iterable[Document], asked: Questionnaire, lang: Lang
) -> ScopeChoice | None:
    if path and Path(path).suffix.lower() == _TABLE:
        if not Path(path).is_file():
            raise UsageError(text("cli.error.no_file", lang, name=Path(path).name))
        with Path(path).open("rb") as handle:
            choice, issues = read_scope_rows(handle.read(MAX_FILE_BYTES + 1), asked)
        _refuse(issues, lang, Path(path).name)
        return choice
    document = _given(path, "scope", others, lang)
    if document is None or document.value is None:
        return None
    choice = scope_choice_of(document.value)
    _refuse(map(document.located, check_scope(choice, asked)), lang, document.name)
    return choice


def _typed_city(arguments: argparse.Namespace, lang: Lang) -> ChosenCity | None:
    name, population = arguments.city_name, arguments.population
    if name is None and population is None:
        return None
    if name is None or not name.strip() or population is None or arguments.city:
        raise UsageError(text("cli.error.typed_city", lang))
    residents = int(population) if population.isascii() and population.isdecimal() else 0
    if not 1 <= residents <= MAX_PEOPLE:
        raise UsageError(text("cli.error.population", lang, given=population))
    return ChosenCity(name.strip(), residents)


def _codes(written: str) -> set[str]:
    return {code.strip() for code in written.split(",") if code.strip()}


def _weights(written: str, lang: Lang) -> tuple[tuple[str, float], ...]:
    weights: dict[str, float] = {}
    for pair in filter(None, map(str.strip, written.split(","))):
        code, _, number = pair.partition("=")
        try:
            weight = float(number)
        except ValueError:
            weight = -1.0
        if not 0 <= weight < float("inf") or code.strip() in weights:
            raise UsageError(text("cli.error.weights", lang, given=pair))
        weights[code.strip()] = weight
    return tuple(sorted(weights.items()))


def _changes(arguments: argparse.Namespace, lang: Lang) -> Mapping[str, AssumptionValue]:
    implied: dict[str, AssumptionValue] = {}
    if arguments.own_weights is not None:
        implied["sharing_method"] = "own"
    if arguments.level is not None:
        implied["levelling"] = arguments.level
    return {**implied, **parse_changes(arguments.changes, lang)}


def chosen_of_arguments(
    arguments: argparse.Namespace, others: Iterable[Document], answers: AnswerSet
) -> Chosen:
    """Return what a call chooses: saved conditions first, every option over them.

    Raises:
        UsageError: an option cannot be followed, or two contradict each other.
    """
    lang: Lang = arguments.lang
    documents = tuple(others)
    saved = _given(arguments.conditions, "conditions", documents, lang)
    chosen = NOTHING_CHOSEN
    if saved is not None and saved.value is not None:
        found, issues = saved_conditions_of(saved.value)
        _refuse(map(saved.located, issues), lang, saved.name)
        chosen = found.chosen
    typed = _typed_city(arguments, lang)
    if typed or arguments.city:
        chosen = replace(chosen, city=typed or ChosenCity(arguments.city))
    if arguments.group is not None:
        chosen = chosen.with_group(_codes(arguments.group))
    if arguments.own_weights is not None:
        chosen = replace(chosen, own_weights=_weights(arguments.own_weights, lang))
    scope = _scope(arguments.scope, documents, answers.questionnaire, lang)
    if scope is not None:
        chosen = replace(chosen, scope=scope)
    if arguments.options is not None:
        chosen = replace(chosen, options=tuple(dict.fromkeys(arguments.options)))
    changes = _changes(arguments, lang)
    chosen = chosen.with_values(answers.assumptions, changes, text("cli.changed_by", lang))
    if arguments.scenario and chosen.city:
        raise UsageError(text("cli.error.scenario_city", lang))
    if arguments.scenario:
        chosen = replace(chosen, scenario_id=arguments.scenario)
    _refuse(check_chosen(chosen, answers), lang)
    return chosen
