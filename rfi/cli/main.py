"""``python -m rfi check`` and ``compare``: 0 clean, 1 issues of severity error, 2 wrong use."""

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from rfi.cli.analyse import ANALYSES, analyse, given_of
from rfi.cli.arguments import parsed
from rfi.cli.backup import back_up_arguments, restore_arguments
from rfi.cli.chosen import document_issues
from rfi.cli.describe import describe, describe_arguments
from rfi.cli.evaluate import (
    evaluate_arguments,
    evaluate_side,
    gather_arguments,
    side_of_arguments,
)
from rfi.cli.export import export_arguments
from rfi.cli.gather import Gathered, UsageError, read_path
from rfi.cli.layout import apply_arguments, guess_arguments
from rfi.cli.questionnaire import questionnaire_arguments
from rfi.cli.told import say, show_accounting, show_issues
from rfi.cli.written import check_out, write_comparison
from rfi.document.read import Document
from rfi.export.record.analysis import analysis_record
from rfi.export.record.encoder import to_json
from rfi.export.record.evaluation import check_record, evaluation_record
from rfi.export.record.trace import trace_record
from rfi.intake.form.writer import write_answer_book
from rfi.intake.rules.checked import check_responses
from rfi.scenario.assumptions import assumptions_of
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.aggregate.statistics import view_aggregate
from rfi.views.look.reading import Reading
from rfi.views.summary.effects import view_whole_summary

Command = Callable[[argparse.Namespace], int]
CLEAN, ERRORS, WRONG_USE = 0, 1, 2


def _status(issues: Iterable[Issue]) -> int:
    return ERRORS if any(issue.severity == "error" for issue in issues) else CLEAN


def _checked(found: Gathered) -> tuple[list[Issue], list[Document]]:
    """Return the issues of all documents but cities, and the answers as they were read.

    Answers are held against the questionnaire.
    """
    asked = found.questionnaire
    issues = [issue for document in found.others_than_answers for issue in document.issues]
    for document in found.assumptions:
        if document.value is not None:
            issues += map(document.located, assumptions_of(document.value)[1])
    if asked is None or asked.is_held:
        issues += [issue for document in found.responses for issue in document.issues]
        return issues, list(found.responses)
    issues += document_issues(found.others, questionnaire_of(asked))
    checked = check_responses(found.responses, questionnaire_of(asked))
    issues += [issue for response in checked for issue in response.issues]
    return issues, [response.document for response in checked]


def run_check(arguments: argparse.Namespace) -> int:
    """Show every issue of the given files."""
    lang: Lang = arguments.lang
    found = gather_arguments(arguments)
    cities = found.known_cities(lang)
    told, answers = _checked(found)
    issues = [*told, *cities.issues]
    asked = found.questionnaire
    is_held_against = asked is not None and not asked.is_held
    # An answer that was held against nothing may be wrong in everything that was asked.
    is_alone = bool(found.responses) and not is_held_against
    if arguments.format == "json":
        named = asked.name if asked is not None and is_held_against else None
        say(to_json(check_record(issues, named, lang, answers)))
    else:
        if is_alone:
            say(text("cli.check.no_questionnaire", lang))
        elif asked is not None and found.responses:
            say(text("cli.check.questionnaire", lang, name=asked.name))
        show_accounting(answers, lang)
        show_issues(issues, lang, "cli.clean_alone" if is_alone else "cli.clean")
    return ERRORS if is_alone else _status(issues)


def run_compare(arguments: argparse.Namespace) -> int:
    """Compare the given answers and print or write the result."""
    lang: Lang = arguments.lang
    out = Path(arguments.out) if arguments.out else None
    if out:
        check_out(out, lang)
    evaluation = evaluate_arguments(arguments, show_issues)
    comparison = evaluation.costs
    if out:
        write_comparison(out, evaluation, lang, arguments.encoding)
    if arguments.format == "json":
        say(to_json(evaluation_record(evaluation, lang)))
        return _status(comparison.issues)
    reading = Reading(lang)
    if comparison.conditions.mode == "aggregate":
        say(view_aggregate(evaluation, reading).to_text(reading))
        if out:
            say(text("cli.written", lang, name=out.name))
        return _status(comparison.issues)
    if comparison.offers:
        say(view_whole_summary(evaluation, reading).to_text(reading))
    else:
        say(text("cli.nothing_to_compare", lang))
    held = [response.document.name for response in evaluation.answers.responses if response.is_held]
    if held:
        say(text("cli.held", lang, names=text("list.separator", lang).join(held)))
    show_issues(comparison.issues, lang)
    if out:
        say(text("cli.written", lang, name=out.name))
    return _status(comparison.issues)


def run_template(arguments: argparse.Namespace) -> int:
    """Write the answer workbook: blank, or with an answer in it."""
    lang: Lang = arguments.lang
    out = Path(arguments.out)
    if out.suffix.lower() != ".xlsx":
        raise UsageError(text("cli.error.template_out", lang, given=out.name))
    asked = read_path(Path(arguments.questionnaire), lang)
    if asked.is_held or asked.kind != "questionnaire":
        show_issues(asked.issues, lang)
        raise UsageError(text("cli.error.questionnaire", lang, name=asked.name))
    answer = read_path(Path(arguments.answer), lang) if arguments.answer else None
    if answer is not None and answer.value is None:
        show_issues(answer.issues, lang)
        return ERRORS
    out.write_bytes(
        write_answer_book(questionnaire_of(asked), answer.value if answer else None, lang)
    )
    say(text("cli.written", lang, name=out.name))
    return CLEAN


def run_describe(arguments: argparse.Namespace) -> int:
    """Print one figure of one offer down to the cells of its file."""
    evaluation = evaluate_arguments(arguments, show_issues)
    if arguments.format == "json":
        found = describe_arguments(evaluation, arguments)
        say(to_json(trace_record(evaluation, found, arguments.business, arguments.item)))
        return _status(evaluation.costs.issues)
    for part in describe(evaluation, arguments):
        say(part)
        say("")
    return _status(evaluation.costs.issues)


def run_analyse(arguments: argparse.Namespace) -> int:
    """Print one section of 分析, its sentences before its tables."""
    side = side_of_arguments(arguments, show_issues)
    evaluation = evaluate_side(arguments, side)
    given = given_of(arguments, side, evaluation, show_issues)
    if arguments.format == "json":
        section = ANALYSES[arguments.subject]
        say(to_json(analysis_record(evaluation, section, given, arguments.lang)))
        return _status(evaluation.costs.issues)
    for part in analyse(evaluation, arguments, given):
        say(f"{part}\n")
    return _status(evaluation.costs.issues)


def _told(act: Callable[[argparse.Namespace], Sequence[Issue]]) -> Command:
    """Return a command that shows what speaks against what was done, and nothing else."""

    def command(arguments: argparse.Namespace) -> int:
        issues = act(arguments)
        if issues:
            show_issues(issues, arguments.lang)
        return _status(issues)

    return command


def _export(arguments: argparse.Namespace) -> Sequence[Issue]:
    return export_arguments(arguments, show_issues)


def _layout(arguments: argparse.Namespace) -> Sequence[Issue]:
    acts = {"guess": guess_arguments, "apply": apply_arguments}
    return acts[arguments.layout_command](arguments)


def run_questionnaire(arguments: argparse.Namespace) -> int:
    """Write the workbook of a questionnaire, or read one, and show what was found in it."""
    written, issues, told = questionnaire_arguments(arguments)
    show_issues(issues, arguments.lang)
    for line in told:
        say(line)
    if written:
        say(text("cli.written", arguments.lang, name=written))
    return _status(issues)


_COMMANDS: Mapping[str, Command] = {
    "analyse": run_analyse,
    "backup": _told(back_up_arguments),
    "check": run_check,
    "compare": run_compare,
    "describe": run_describe,
    "export": _told(_export),
    "layout": _told(_layout),
    "questionnaire": run_questionnaire,
    "restore": _told(restore_arguments),
    "template": run_template,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = parsed(argv)
    try:
        return _COMMANDS[arguments.command](arguments)
    except UsageError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:
        # Whoever reads the output has seen enough (head, a pager that was closed): what is still
        # in the buffer goes nowhere, and the end of the program finds nothing to complain of.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return CLEAN
