"""From the arguments of a command to the evaluation it asks for."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rfi.analysis.change.rounds import Side
from rfi.cli.chosen import chosen_of_arguments
from rfi.cli.gather import (
    STANDARD_ASSUMPTIONS,
    Gathered,
    UsageError,
    gather,
    read_path,
)
from rfi.cli.saved_round import gather_round
from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.compare.round.chosen_conditions import fitting
from rfi.disclosure.remarks import shown_remarks
from rfi.disclosure.shown import read_letters, shown_answers
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.evaluation.remarks import Remarks
from rfi.export.record.evaluation import holds_every_figure
from rfi.scenario.address import Mode, Shown
from rfi.scenario.chosen import Chosen
from rfi.scenario.letters import letter_at
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
    newest, decided = read_path(STANDARD_ASSUMPTIONS, lang), found.decided
    answers = collect_answers(
        asked,
        found.responses,
        decided.standard if decided else newest,
        found.assumptions,
        found.known_cities(lang),
        newest,
        letters=decided.letters if decided else (),
    )
    if decided:
        answers = answers.with_settled(decided.settled, decided.hidden)
    known = answers.questionnaire.scenarios
    if arguments.scenario and arguments.scenario not in known:
        facts = {"given": arguments.scenario, "known": text("list.separator", lang).join(known)}
        raise UsageError(text("cli.error.scenario", lang, **facts))
    return answers


def _shown(arguments: argparse.Namespace, answers: AnswerSet, lang: Lang) -> Shown:
    """Return which offers a call asks for, with or without names."""
    places, unknown = read_letters(arguments.offers or "", answers)
    if unknown or (arguments.offers and not places):
        there = answers.tables["offers"]["place"].tolist()
        separator = text("list.separator", lang)
        facts = {"given": arguments.offers, "known": separator.join(map(letter_at, there))}
        raise UsageError(text("cli.error.offers", lang, **facts))
    mode: Mode = arguments.mode or ("anonymous" if arguments.anonymous else "named")
    if arguments.anonymous and mode != "anonymous":
        raise UsageError(text("cli.error.both_modes", lang, mode=mode))
    if mode == "own" and not places:
        raise UsageError(text("cli.error.own", lang))
    return Shown(mode, places, arguments.readers)


def gather_arguments(arguments: argparse.Namespace, assumptions: Sequence[str] = ()) -> Gathered:
    """Return the documents that a call is about: those of a saved round, or those of its files.

    Args:
        arguments: Of ``check``, ``compare`` or ``describe``.
        assumptions: Files of assumption sets beside the files of the call.

    Raises:
        UsageError: a file is not there, none is given, or some beside a round.
    """
    lang: Lang = arguments.lang
    if arguments.round is None:
        if not arguments.files:
            raise UsageError(text("cli.error.no_files", lang))
        return gather(arguments.files, arguments.questionnaire, assumptions, lang)
    if arguments.files or arguments.questionnaire or assumptions:
        raise UsageError(text("cli.error.round_alone", lang))
    return gather_round(Path(arguments.round), lang)


def _whole(
    arguments: argparse.Namespace, show_issues: ShowIssues
) -> tuple[Gathered, AnswerSet, Chosen]:
    """Return the files, the round by name, and what a call chooses in it."""
    found = gather_arguments(arguments, arguments.assumptions)
    answers = _collect(arguments, found, arguments.lang, show_issues)
    return found, answers, chosen_of_arguments(arguments, found.others, answers)


@dataclass(frozen=True, slots=True)
class Called:
    """What a call is about: its files, answers and remarks as they are shown, what is chosen."""

    found: Gathered
    answers: AnswerSet
    remarks: Remarks
    chosen: Chosen


def side_of_arguments(arguments: argparse.Namespace, show_issues: ShowIssues) -> Side:
    """Return the given files as a round, by name, and what a call chooses in it.

    Args:
        arguments: Of ``compare``, ``describe`` or ``analyse``.
        show_issues: Prints what is wrong with a questionnaire that cannot be used.

    Raises:
        UsageError: the files or choices cannot be followed.
    """
    _, answers, chosen = _whole(arguments, show_issues)
    return Side(answers, chosen)


def last_side(arguments: argparse.Namespace, now: Side, show_issues: ShowIssues) -> Side:
    """Return the round of ``--since`` under what is chosen now, as far as it can follow.

    Args:
        arguments: Of ``analyse``.
        now: This round.
        show_issues: Prints what is wrong with a questionnaire that cannot be used.

    Raises:
        UsageError: no round is named, or it cannot be worked with.
    """
    if arguments.since is None:
        raise UsageError(text("cli.error.analyse_since", arguments.lang))
    found = gather_round(Path(arguments.since), arguments.lang)
    unchosen = argparse.Namespace(**{**vars(arguments), "scenario": None})
    answers = _collect(unchosen, found, arguments.lang, show_issues)
    return Side(answers, fitting(now.chosen, answers))


def evaluate_side(arguments: argparse.Namespace, side: Side) -> Evaluation:
    """Return the evaluation of a round: the offers that a call asks for, with or without names.

    Raises:
        UsageError: an offer is asked for that there is not, or single offers are not to be told.
    """
    shown = shown_answers(
        side.answers, _shown(arguments, side.answers, arguments.lang), arguments.lang
    )
    evaluation = evaluate(shown, side.chosen, arguments.lang)
    if not holds_every_figure(evaluation):
        raise UsageError(text("cli.error.every_figure", arguments.lang))
    return evaluation


def call_of(arguments: argparse.Namespace, show_issues: ShowIssues) -> Called:
    """Return what a call is about.

    Args:
        arguments: Of ``compare``, ``describe`` or ``export``.
        show_issues: Prints what is wrong with a questionnaire that cannot be used.

    Raises:
        UsageError: the files or choices cannot be followed.
    """
    found, answers, chosen = _whole(arguments, show_issues)
    lang: Lang = arguments.lang
    shown = _shown(arguments, answers, lang)
    written = found.decided.remarks if found.decided else ()
    remarks = shown_remarks(written, answers, shown, lang)
    return Called(found, shown_answers(answers, shown, lang), remarks, chosen)


def evaluate_arguments(arguments: argparse.Namespace, show_issues: ShowIssues) -> Evaluation:
    """Return the evaluation of the given files under the given choices.

    Args:
        arguments: Of ``compare`` or ``describe``.
        show_issues: As for ``call_of``, which raises the same.
    """
    called = call_of(arguments, show_issues)
    evaluation = evaluate(called.answers, called.chosen, arguments.lang, called.remarks)
    tells_all = arguments.command == "describe" or "json" in {
        arguments.format,
        Path(arguments.out or "").suffix.lower().removeprefix("."),
    }
    if tells_all and not holds_every_figure(evaluation):
        raise UsageError(text("cli.error.every_figure", arguments.lang))
    return evaluation
