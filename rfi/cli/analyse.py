"""``python -m rfi analyse``: one section of 分析 as text or as a file of its tables."""

import argparse
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path

from rfi.analysis.change.rounds import Side
from rfi.analysis.staging.rows import plans_of_rows, rows_of_csv
from rfi.cli.evaluate import ShowIssues, last_side
from rfi.cli.gather import UsageError, bytes_of
from rfi.document.bounds import MAX_FILE_BYTES
from rfi.evaluation.change import change_since
from rfi.evaluation.evaluation import Evaluation
from rfi.export.csv.csv_table import write_csv
from rfi.text.wording import Lang, text
from rfi.views.choice.change.section import SINCE
from rfi.views.choice.contents import CONTENTS
from rfi.views.choice.staging.plans import Plans
from rfi.views.choice.staging.section import PLANS
from rfi.views.choice.vendors.codes import limit_of_code
from rfi.views.choice.vendors.section import LIMITS
from rfi.views.choice.vendors.words import Limits
from rfi.views.look.contents import Content
from rfi.views.look.reading import Reading
from rfi.views.look.table import Table

# What a call names → the section of the page.
ANALYSES: Mapping[str, str] = {
    "joint": "joining",
    "customization": "customization",
    "vendors": "vendors",
    "ask": "ask",
    "scoring": "scoring",
    "plan": "plan",
    "change": "change",
}


def _options(
    part: Content, evaluation: Evaluation, given: Mapping[str, object]
) -> Iterator[dict[str, object]]:
    """Yield each set of options: those that a call gives, else those that a file would hold."""
    choices = (*part.choices, *(part.of.choices if part.of else ()))
    for picked in product(
        *(
            (given[choice.key],) if choice.key in given else choice.filed_options(evaluation)
            for choice in choices
        )
    ):
        yield {choice.key: one for choice, one in zip(choices, picked, strict=True)}


def _tables(
    part: Content, evaluation: Evaluation, reading: Reading, given: Mapping[str, object]
) -> Iterator[Table]:
    """Yield the tables under what a call gives, else those that a file would hold."""
    if not any(choice.key in given for choice in part.choices):
        yield from part.filed(evaluation, reading)
        return
    for chosen in _options(part, evaluation, given):
        table = part.table(evaluation, reading, chosen)
        if table is not None:
            yield table


def given_of(
    arguments: argparse.Namespace, side: Side, evaluation: Evaluation, show_issues: ShowIssues
) -> Mapping[str, object]:
    """Return what a call gives for choices that no list offers, by the key of the choice.

    Args:
        arguments: Of ``analyse``.
        side: The round and what is chosen in it.
        evaluation: The round as it is shown.
        show_issues: Prints what is wrong with a questionnaire that cannot be used.

    Raises:
        UsageError: what the section needs is not given, or cannot be worked with.
    """
    if arguments.subject == "change":
        return {SINCE.key: change_since(last_side(arguments, side, show_issues), side)}
    if arguments.subject == "plan" and arguments.plans is not None:
        return {PLANS.key: _plans(Path(arguments.plans), arguments.lang)}
    if arguments.subject == "vendors" and arguments.limits:
        return {LIMITS.key: _limits(evaluation, arguments.limits, arguments.lang)}
    return {}


def _limits(evaluation: Evaluation, codes: Sequence[str], lang: Lang) -> Limits:
    """Return the limits of their codes; one that names none of this round is refused."""
    found = []
    for code in codes:
        limit = limit_of_code(evaluation, code)
        if limit is None:
            raise UsageError(text("cli.error.analyse_limit", lang, given=code))
        found.append(limit)
    return tuple(found)


def _plans(path: Path, lang: Lang) -> Plans:
    """Return the plans of a file; rows without a plan or a month are refused with their number."""
    rows = rows_of_csv(bytes_of(path, lang, MAX_FILE_BYTES).decode("utf-8-sig", "replace"))
    plans, left_out = plans_of_rows(rows or (), 0)
    if rows is None or left_out:
        facts = {"given": path.name, "count": left_out}
        raise UsageError(text("cli.error.analyse_plans", lang, **facts))
    return plans


def analyse(
    evaluation: Evaluation, arguments: argparse.Namespace, given: Mapping[str, object]
) -> Iterator[str]:
    """Yield the sentences and tables of a section; write its tables where a file is asked for.

    Args:
        evaluation: The round under its conditions.
        arguments: Of ``analyse``.
        given: Key of a choice → what the call gives for it.

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
        for chosen in _options(part, evaluation, given):
            picture = part.pictured(evaluation, reading, chosen)
            if picture is not None:
                yield f"{picture.title}\n{picture.caption}"
            figure = part.drawn(evaluation, reading, chosen)
            if figure is not None:
                title = figure["layout"]["title"]
                yield f"{title['text']}\n{title['subtitle']['text']}"
        made = [table for table in _tables(part, evaluation, reading, given) if table.rows]
        yield from (table.to_text(reading) for table in made)
        tables += made
    yield from (text(f"app.{word}", reading.lang) for word in lacking if word)
    if out:
        out.write_bytes(write_csv(evaluation, reading, tables=tables))
        yield text("cli.written", reading.lang, name=out.name)
