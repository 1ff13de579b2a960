"""From the arguments of a command to the evaluation it asks for."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace

from rfi.analysis.plausibility.rules import check_plausibility
from rfi.cli.chosen import chosen_of_arguments
from rfi.cli.gather import (
    STANDARD_ASSUMPTIONS,
    Gathered,
    UsageError,
    cities_to_choose,
    core_cities,
    gather,
    read_path,
)
from rfi.compare.round.answers import AnswerSet, collect_answers, prepare_basis
from rfi.compare.round.chosen_conditions import conditions_of_chosen
from rfi.compare.round.conditions import CITY_KIND, InputDigest
from rfi.evaluation.evaluation import Evaluation
from rfi.scenario.city.files import join_cities
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text

ShowIssues = Callable[[Sequence[Issue], Lang], None]


def _collect(
    arguments: argparse.Namespace, found: Gathered, lang: Lang, show_issues: ShowIssues
) -> AnswerSet:
    asked = found.questionnaire
    if asked is None:
        raise UsageError(text("cli.error.no_questionnaire", lang))
    if asked.is_held:
        show_issues(asked.issues, lang)
        raise UsageError(text("cli.error.questionnaire", lang, name=asked.name))
    if not found.responses:
        raise UsageError(text("cli.error.no_answer", lang))
    standard = read_path(STANDARD_ASSUMPTIONS, lang)
    answers = collect_answers(
        asked,
        found.responses,
        standard,
        found.assumptions,
        [InputDigest(file.name, CITY_KIND, file.sha256) for file in found.city_files],
    )
    known = answers.questionnaire.scenarios
    if arguments.scenario and arguments.scenario not in known:
        facts = {"given": arguments.scenario, "known": text("list.separator", lang).join(known)}
        raise UsageError(text("cli.error.scenario", lang, **facts))
    return answers


def evaluate(arguments: argparse.Namespace, show_issues: ShowIssues) -> Evaluation:
    """Return the evaluation of the given files under the given choices.

    Args:
        arguments: Of ``compare`` or ``describe``.
        show_issues: Prints what is wrong with a questionnaire that cannot be used.

    Raises:
        UsageError: the files or choices cannot be followed.
    """
    lang: Lang = arguments.lang
    found = gather(arguments.files, arguments.questionnaire, arguments.assumptions, lang)
    answers = _collect(arguments, found, lang, show_issues)
    known = cities_to_choose(found.city_files, lang)
    chosen = chosen_of_arguments(arguments, found.others, answers, known)
    conditions = conditions_of_chosen(answers, chosen, known, lang)
    if arguments.scenario:
        conditions = replace(conditions, scenario_id=arguments.scenario)
    basis = prepare_basis(answers, conditions)
    odd = check_plausibility(basis, conditions)
    issues = (*basis.issues, *found.city_issues, *odd)
    own = join_cities(found.city_files, core_cities(lang)).cities
    return Evaluation(answers, replace(basis, issues=issues), conditions, own)
