"""``python -m rfi questionnaire``: a questionnaire as a workbook, blank, written and read."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from rfi.cli.gather import UsageError, read_path
from rfi.document.read import Document
from rfi.intake.authoring.book import write_authoring_book
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text

_SUFFIX = {"new": ".xlsx", "write": ".xlsx", "read": ".json"}


def _questionnaire(path: Path, lang: Lang) -> Document:
    """Read a questionnaire, JSON or its workbook.

    Raises:
        UsageError: there is no such file, or it is another document.
    """
    document = read_path(path, lang)
    if document.kind != "questionnaire" and not document.is_held:
        raise UsageError(text("cli.error.questionnaire", lang, name=document.name))
    return document


def questionnaire_arguments(arguments: argparse.Namespace) -> tuple[str, Sequence[Issue]]:
    """Write what is asked for.

    Returns:
        The name of the file written, "" where errors speak against it, and what was found.

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
        return out.name, ()
    document = _questionnaire(Path(arguments.file), lang)
    if document.value is None:
        return "", document.issues
    if arguments.act == "write":
        out.write_bytes(write_authoring_book(document.value, lang))
    else:
        made = json.dumps(document.value, ensure_ascii=False, indent=2)
        out.write_text(made + "\n", encoding="utf-8", newline="\n")
    return out.name, document.issues
