"""``python -m rfi analyse``: one section of 分析 as text or as a file of its tables."""

import argparse
from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path

from rfi.cli.gather import UsageError
from rfi.evaluation.evaluation import Evaluation
from rfi.export.csv.csv_table import write_csv
from rfi.text.wording import text
from rfi.views.choice.contents import CONTENTS
from rfi.views.look.contents import Content
from rfi.views.look.reading import Reading

# What a call names → the section of the page.
ANALYSES: Mapping[str, str] = {
    "joint": "joining",
    "customization": "customization",
    "vendors": "vendors",
}


def _sentences(part: Content, evaluation: Evaluation, reading: Reading) -> Iterator[str]:
    """Yield what a picture is headed by, once for each set of options that a file would hold."""
    choices = (*part.choices, *(part.of.choices if part.of else ()))
    for picked in product(*(choice.filed_options(evaluation) for choice in choices)):
        chosen = {choice.key: one for choice, one in zip(choices, picked, strict=True)}
        picture = part.pictured(evaluation, reading, chosen)
        if picture is not None:
            yield f"{picture.title}\n{picture.caption}"


def analyse(evaluation: Evaluation, arguments: argparse.Namespace) -> Iterator[str]:
    """Yield the sentences and tables of a section; write its tables where a file is asked for.

    Args:
        evaluation: The round under its conditions.
        arguments: Of ``analyse``.

    Raises:
        UsageError: a file is asked for whose name does not end in .csv.
    """
    reading = Reading(arguments.lang)
    out = Path(arguments.out) if arguments.out else None
    if out and out.suffix.lower() != ".csv":
        raise UsageError(text("cli.error.analyse_out", reading.lang, given=out.name))
    tables = []
    lacking: dict[str, None] = {}
    for part in CONTENTS.of(ANALYSES[arguments.subject]):
        need = part.unmet(evaluation)
        if need is not None:
            lacking[need.word(evaluation)] = None
            continue
        yield from _sentences(part, evaluation, reading)
        made = [table for table in part.filed(evaluation, reading) if table.rows]
        yield from (table.to_text(reading) for table in made)
        tables += made
    yield from (text(f"app.{word}", reading.lang) for word in lacking if word)
    if out:
        out.write_bytes(write_csv(evaluation, reading, tables=tables))
        yield text("cli.written", reading.lang, name=out.name)
