"""From the arguments of a command to the evaluation it asks for."""

import argparse
from collections.abc import Callable, Sequence

from rfi.cli.chosen import chosen_of_arguments
from rfi.cli.gather import (
    STANDARD_ASSUMPTIONS,
    Gathered,
    UsageError,
    core_cities,
    gather,
    read_path,
    sample_cities,
)
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.scenario.city.known_cities import known_cities
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
        known_cities(core_cities(lang), found.city_files, sample_cities()),
    )
    known = answers.questionnaire.scenarios
    if arguments.scenario and arguments.scenario not in known:
        facts = {"given": arguments.scenario, "known": text("list.separator", lang).join(known)}
        raise UsageError(text("cli.error.scenario", lang, **facts))
    return answers


def evaluate_arguments(arguments: argparse.Namespace, show_issues: ShowIssues) -> Evaluation:
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
    return evaluate(answers, chosen_of_arguments(arguments, found.others, answers), lang)
