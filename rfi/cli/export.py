"""``python -m rfi export``: what goes to a meeting, as the page of files offers it."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rfi.cli.evaluate import Called, ShowIssues, call_of
from rfi.cli.gather import UsageError, core_cities
from rfi.evaluation.evaluation import Evaluation, evaluate
from rfi.export.cities.batch import CityBatch, write_cities
from rfi.export.given import Given
from rfi.export.imprint import Imprint
from rfi.export.outputs import BY_KEY
from rfi.export.page.pdf import NoBrowserError
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.look.reading import Reading

CITIES = "cities"


def _refuse(arguments: argparse.Namespace, lang: Lang) -> None:
    """Refuse what cannot be written, before anything is read.

    Raises:
        UsageError: the file has another ending; minutes are wanted of no round, or without names;
            one city is named where all are written.
    """
    out, output = Path(arguments.out), BY_KEY.get(arguments.kind)
    suffix = output.suffix if output else "zip"
    if out.suffix.lower() != f".{suffix}":
        facts = {"kind": arguments.kind, "suffix": suffix, "given": out.name}
        raise UsageError(text("cli.error.export_out", lang, **facts))
    if output is None and (arguments.city or arguments.city_name or arguments.scenario):
        raise UsageError(text("cli.error.export_cities", lang))
    if output is not None and output.is_typed and arguments.anonymous:
        raise UsageError(text("cli.error.export_typed", lang))
    if output is not None and output.is_typed and not arguments.round:
        raise UsageError(text("cli.error.export_round", lang))


def _write_cities(called: Called, imprint: Imprint, lang: Lang) -> bytes:
    """Write a workbook for every core city; say each as it is done, where no output is mixed in."""
    names = {city.code: city.name for city in core_cities(lang)}
    batch = CityBatch(
        called.answers, called.chosen, Reading(lang), tuple(names), imprint, called.remarks
    )
    for number, told in enumerate(write_cities(batch), start=1):
        if isinstance(told, bytes):
            return told
        facts = {"number": number, "count": len(names), "name": names[told]}
        print(text("cli.export.cities.written", lang, **facts), file=sys.stderr)
    message = "a batch ends with its zip"
    raise RuntimeError(message)


def _write(called: Called, evaluation: Evaluation, arguments: argparse.Namespace) -> bytes:
    lang: Lang = arguments.lang
    imprint = Imprint(arguments.number, arguments.date)
    if arguments.kind == CITIES:
        return _write_cities(called, imprint, lang)
    decided = called.found.decided
    given = Given(
        evaluation,
        Reading(lang),
        imprint,
        minutes=decided.minutes if decided else (),
        title=decided.title if decided else "",
    )
    try:
        return BY_KEY[arguments.kind].write(given)
    except NoBrowserError as error:
        raise UsageError(text("cli.error.export_browser", lang)) from error


def export_arguments(arguments: argparse.Namespace, show_issues: ShowIssues) -> Sequence[Issue]:
    """Write one file and say so; return what speaks against its figures.

    Raises:
        UsageError: the call cannot be followed, or there is no browser to print with.
    """
    lang: Lang = arguments.lang
    _refuse(arguments, lang)
    called = call_of(arguments, show_issues)
    evaluation = evaluate(called.answers, called.chosen, lang, called.remarks)
    # The workbooks of cities tell every offer too.
    output = BY_KEY.get(arguments.kind, BY_KEY["page"])
    if why := output.withheld(evaluation):
        raise UsageError(text(f"app.{why}", lang))
    out = Path(arguments.out)
    out.write_bytes(_write(called, evaluation, arguments))
    print(text("cli.written", lang, name=out.name))
    return evaluation.costs.issues
