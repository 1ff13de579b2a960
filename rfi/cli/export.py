"""``python -m rfi export``: what goes to a meeting, as the page of files offers it."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from rfi.cli.evaluate import ShowIssues, evaluate_gathered
from rfi.cli.gather import Gathered, UsageError
from rfi.evaluation.evaluation import Evaluation
from rfi.export.given import Given
from rfi.export.imprint import Imprint
from rfi.export.outputs import BY_KEY, Output
from rfi.export.page.pdf import NoBrowserError
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading


def _refuse(output: Output, arguments: argparse.Namespace, lang: Lang) -> None:
    """Refuse what cannot be written, before anything is read.

    Raises:
        UsageError: the file has another ending; minutes are wanted of no round, or without names.
    """
    out = Path(arguments.out)
    if out.suffix.lower() != f".{output.suffix}":
        facts = {"kind": output.key, "suffix": output.suffix, "given": out.name}
        raise UsageError(text("cli.error.export_out", lang, **facts))
    if output.is_typed and arguments.anonymous:
        raise UsageError(text("cli.error.export_typed", lang))
    if output.is_typed and not arguments.round:
        raise UsageError(text("cli.error.export_round", lang))


def _given(found: Gathered, evaluation: Evaluation, arguments: argparse.Namespace) -> Given:
    decided = found.decided
    return Given(
        evaluation,
        Reading(arguments.lang),
        Imprint(arguments.number, arguments.date),
        minutes=decided.minutes if decided else (),
        title=decided.title if decided else "",
    )


def export_arguments(arguments: argparse.Namespace, show_issues: ShowIssues) -> Sequence[Issue]:
    """Write one file and say so; return what speaks against its figures.

    Raises:
        UsageError: the call cannot be followed, or there is no browser to print with.
    """
    lang: Lang = arguments.lang
    output = BY_KEY[arguments.kind]
    _refuse(output, arguments, lang)
    found, _, evaluation = evaluate_gathered(arguments, show_issues)
    try:
        data = output.write(_given(found, evaluation, arguments))
    except NoBrowserError as error:
        raise UsageError(text("cli.error.export_browser", lang)) from error
    out = Path(arguments.out)
    out.write_bytes(data)
    print(text("cli.written", lang, name=out.name))
    return evaluation.costs.issues
