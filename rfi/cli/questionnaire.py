"""``python -m rfi questionnaire``: a questionnaire as a workbook, blank, written and read."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from rfi.cli.gather import UsageError, read_path
from rfi.document.read import Document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.authoring.next_year import changes_between, next_questionnaire
from rfi.scenario.asked_counts import MANY_CELLS, asked_counts
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text

_SUFFIX = {"new": ".xlsx", "write": ".xlsx", "read": ".json", "next": ".xlsx"}
# Name of the file written, what was found, and what else is to be told.
Written = tuple[str, Sequence[Issue], Sequence[str]]


def _questionnaire(path: Path, lang: Lang) -> Document:
    """Read a questionnaire, JSON or its workbook.

    Raises:
        UsageError: there is no such file, or it is another document.
    """
    document = read_path(path, lang)
    if document.kind != "questionnaire" and not document.is_held:
        raise UsageError(text("cli.error.questionnaire", lang, name=document.name))
    return document


def _burden(document: Document, lang: Lang) -> list[str]:
    """Return how many cells the form asks, part by part, and a word where they are many."""
    counts = asked_counts(questionnaire_of(document))
    parts = (f"{text(key, lang)} {count:,}" for key, count in counts.items() if count)
    total = sum(counts.values())
    told = [
        text(
            "cli.questionnaire_book.asked",
            lang,
            total=f"{total:,}",
            parts=text("list.separator", lang).join(parts),
        )
    ]
    many = text("cli.questionnaire_book.many", lang, limit=f"{MANY_CELLS:,}")
    return [*told, many] if total > MANY_CELLS else told


def _next(document: Document, out: Path, lang: Lang) -> list[str]:
    """Write the workbook of the questionnaire a year later; return what differs."""
    before = document.value or {}
    after = next_questionnaire(before)
    out.write_bytes(write_authoring_book(after, lang))
    return [change.words(lang) for change in changes_between(before, after)]


def questionnaire_arguments(arguments: argparse.Namespace) -> Written:
    """Write what is asked for.

    Returns:
        The name of the file written, "" where errors speak against it; what was found; and lines
        to tell besides.

    Raises:
        UsageError: a file is not there or of another kind, or the name of the output has another
            ending.
    """
    lang: Lang = arguments.lang
    out = Path(arguments.out)
    suffix = _SUFFIX[arguments.act]
    if out.suffix.lower() != suffix:
        message = text("cli.error.questionnaire_out", lang, given=out.name, suffix=suffix)
        raise UsageError(message)
    if arguments.act == "new":
        out.write_bytes(write_authoring_book(None, lang))
        return out.name, (), ()
    document = _questionnaire(Path(arguments.file), lang)
    if document.value is None:
        return "", document.issues, ()
    told = _burden(document, lang)
    if arguments.act == "next":
        told = [*_next(document, out, lang), *told]
    elif arguments.act == "write":
        out.write_bytes(write_authoring_book(document.value, lang))
    else:
        made = json.dumps(document.value, ensure_ascii=False, indent=2)
        out.write_text(made + "\n", encoding="utf-8", newline="\n")
    return out.name, document.issues, told
