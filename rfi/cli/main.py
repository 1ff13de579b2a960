"""``python -m rfi check`` and ``compare``: 0 clean, 1 issues of severity error, 2 wrong use."""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from rfi.analysis.plausibility import check_plausibility
from rfi.cli.arguments import build_parser
from rfi.cli.gather import (
    STANDARD_ASSUMPTIONS,
    Gathered,
    UsageError,
    find_city,
    gather,
    read_path,
)
from rfi.compare.answers import (
    AnswerSet,
    collect_answers,
    compare_basis,
    conditions_of,
    prepare_basis,
)
from rfi.compare.conditions import CityChoice
from rfi.compare.costs import Comparison
from rfi.export.csv_table import write_csv
from rfi.export.record import comparison_record, issues_record, to_json, write_record
from rfi.export.workbook import write_workbook
from rfi.intake.book_writer import write_answer_book
from rfi.intake.checked import check_responses
from rfi.scenario.assumptions import AssumptionValue, assumptions_of, check_assumption
from rfi.scenario.city import nearest_scenario
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.issue import Issue
from rfi.text.wording import Lang, text
from rfi.views.summary import view_summary

CLEAN, ERRORS, WRONG_USE = 0, 1, 2


def _say(line: str) -> None:
    print(line)


def _status(issues: Iterable[Issue]) -> int:
    return ERRORS if any(issue.severity == "error" for issue in issues) else CLEAN


def _show_issues(issues: Sequence[Issue], lang: Lang) -> None:
    for issue in issues:
        severity = text(f"severity.{issue.severity}", lang)
        _say(f"[{severity}] {issue.document}  {issue.place(lang)}")
        _say(f"    {issue.message(lang)} → {issue.next_step(lang)}")
    counts = Counter(issue.severity for issue in issues)
    if issues:
        summary = text(
            "cli.counts",
            lang,
            errors=counts["error"],
            warnings=counts["warning"],
            notes=counts["note"],
        )
        _say(summary)
    else:
        _say(text("cli.clean", lang))


def _checked_issues(found: Gathered) -> list[Issue]:
    """Return the issues of all documents; answers are held against the questionnaire if there."""
    asked = found.questionnaire
    issues = [issue for document in found.documents for issue in document.issues]
    for document in found.assumptions:
        if document.value is not None:
            issues.extend(assumptions_of(document.value)[1])
    if asked is None or asked.is_held:
        return issues
    plain = [issue for doc in found.documents if doc not in found.responses for issue in doc.issues]
    checked = check_responses(found.responses, questionnaire_of(asked))
    return plain + [issue for response in checked for issue in response.issues]


def run_check(arguments: argparse.Namespace) -> int:
    """Show every issue of the given files."""
    lang: Lang = arguments.lang
    found = gather(arguments.files, arguments.questionnaire, (), lang)
    issues = [*_checked_issues(found), *found.city_issues]
    if arguments.format == "json":
        _say(to_json({"issues": issues_record(issues, lang)}))
    else:
        _show_issues(issues, lang)
    return _status(issues)


def _value_of(written: str) -> AssumptionValue:
    """Read the value of ``--set``: a number, a code, or nothing for unset."""
    if written in {"", "null"}:
        return None
    try:
        number = float(written)
    except ValueError:
        return written
    return int(number) if number.is_integer() else number


def parse_changes(pairs: Iterable[str], lang: Lang) -> dict[str, AssumptionValue]:
    """Return the assumptions that ``--set KEY=VALUE`` changes.

    Raises:
        UsageError: not of that form, or not a value of that assumption.
    """
    changes: dict[str, AssumptionValue] = {}
    for pair in pairs:
        key, mark, written = pair.partition("=")
        if not mark:
            raise UsageError(text("cli.error.set", lang, given=pair))
        value = _value_of(written.strip())
        if faults := check_assumption(key.strip(), value):
            message = f"{faults[0].message(lang)} {faults[0].next_step(lang)}"
            raise UsageError(message)
        changes[key.strip()] = value
    return changes


def _collect(arguments: argparse.Namespace, found: Gathered, lang: Lang) -> AnswerSet:
    asked = found.questionnaire
    if asked is None:
        raise UsageError(text("cli.error.no_questionnaire", lang))
    if asked.is_held:
        _show_issues(asked.issues, lang)
        raise UsageError(text("cli.error.questionnaire", lang, name=asked.name))
    if not found.responses:
        raise UsageError(text("cli.error.no_answer", lang))
    standard = read_path(STANDARD_ASSUMPTIONS, lang)
    answers = collect_answers(asked, found.responses, standard, found.assumptions)
    known = answers.questionnaire.scenarios
    if arguments.scenario and arguments.scenario not in known:
        facts = {"given": arguments.scenario, "known": text("list.separator", lang).join(known)}
        raise UsageError(text("cli.error.scenario", lang, **facts))
    return answers


def _write(path: Path, answers: AnswerSet, comparison: Comparison, lang: Lang) -> None:
    write = {".xlsx": write_workbook, ".csv": write_csv, ".json": write_record}[path.suffix.lower()]
    path.write_bytes(write(answers, comparison, lang))


def run_compare(arguments: argparse.Namespace) -> int:
    """Compare the given answers and print or write the result."""
    lang: Lang = arguments.lang
    out = Path(arguments.out) if arguments.out else None
    if out and out.suffix.lower() not in {".xlsx", ".csv", ".json"}:
        raise UsageError(text("cli.error.out", lang, given=out.name))
    changes = parse_changes(arguments.changes, lang)
    found = gather(arguments.files, arguments.questionnaire, arguments.assumptions, lang)
    answers = _collect(arguments, found, lang)
    city = find_city(arguments.city, found.city_files, lang) if arguments.city else None
    nearest = nearest_scenario(answers.questionnaire, city.population) if city else None
    conditions = conditions_of(
        answers,
        scenario_id=arguments.scenario or nearest,
        changes=changes,
        changed_by=text("cli.changed_by", lang),
        cities=CityChoice(city),
        lang=lang,
    )
    basis = prepare_basis(answers, conditions)
    found_odd = check_plausibility(basis, conditions)
    comparison = compare_basis(answers, basis, conditions)
    comparison = replace(comparison, issues=(*comparison.issues, *found.city_issues, *found_odd))
    if out:
        _write(out, answers, comparison, lang)
    if arguments.format == "json":
        _say(to_json(comparison_record(answers, comparison, lang)))
        return _status(comparison.issues)
    _say(view_summary(comparison, lang).to_text(lang))
    held = [response.document.name for response in answers.responses if response.is_held]
    if held:
        _say(text("cli.held", lang, names=text("list.separator", lang).join(held)))
    _show_issues(comparison.issues, lang)
    if out:
        _say(text("cli.written", lang, name=out.name))
    return _status(comparison.issues)


def run_template(arguments: argparse.Namespace) -> int:
    """Write the answer workbook: blank, or with an answer in it."""
    lang: Lang = arguments.lang
    out = Path(arguments.out)
    if out.suffix.lower() != ".xlsx":
        raise UsageError(text("cli.error.template_out", lang, given=out.name))
    asked = read_path(Path(arguments.questionnaire), lang)
    if asked.is_held or asked.kind != "questionnaire":
        _show_issues(asked.issues, lang)
        raise UsageError(text("cli.error.questionnaire", lang, name=asked.name))
    answer = read_path(Path(arguments.answer), lang) if arguments.answer else None
    if answer is not None and answer.value is None:
        _show_issues(answer.issues, lang)
        return ERRORS
    out.write_bytes(
        write_answer_book(questionnaire_of(asked), answer.value if answer else None, lang)
    )
    _say(text("cli.written", lang, name=out.name))
    return CLEAN


_COMMANDS = {"check": run_check, "compare": run_compare, "template": run_template}


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    arguments = build_parser().parse_args(argv)
    try:
        return _COMMANDS[arguments.command](arguments)
    except UsageError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
