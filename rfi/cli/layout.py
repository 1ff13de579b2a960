"""``python -m rfi layout guess`` and ``apply``: a vendor's own table made an ordinary answer."""

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rfi.cli.gather import UsageError, bytes_of, read_path
from rfi.document.bounds import MAX_FILE_BYTES
from rfi.document.grid.clean_text import shown_name
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.asked import asked_in
from rfi.intake.layout.codec import layout_of, write_layout
from rfi.intake.layout.guess import Guess, confirmed
from rfi.intake.layout.layout import Layout, Target
from rfi.intake.layout.read import read_guess, read_laid
from rfi.intake.layout.reconciliation import Reconciliation
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.codelists import load_codelist
from rfi.schema.issue import Issue
from rfi.text.numbers import all_digits
from rfi.text.wording import Lang, text


def _asked(path: str, lang: Lang) -> Questionnaire:
    document = read_path(Path(path), lang)
    if document.is_held or document.kind != "questionnaire":
        raise UsageError(text("cli.error.questionnaire", lang, name=document.name))
    return questionnaire_of(document)


def _layout(path: str, lang: Lang) -> Layout:
    document = read_path(Path(path), lang)
    if document.kind != "layout" or document.value is None:
        raise UsageError(text("cli.error.layout", lang, name=document.name))
    return layout_of(document.value)


def _words(target: Target | None, asked: Questionnaire, lang: Lang) -> str:
    if target is None:
        return text("cli.layout.nothing_near", lang)
    kind = load_codelist("layout_targets").title(target.kind, lang)
    item = asked.items.get(target.item, "")
    business = asked.businesses.get(target.business, "")
    return " ".join(part for part in (kind, item, business) if part)


def _show_guess(guess: Guess, asked: Questionnaire, least: float, lang: Lang) -> None:
    for table, matches in zip(guess.layout.tables, guess.matches, strict=True):
        facts = {"sheet": table.sheet or "CSV", "row": table.heading_row}
        print(text("cli.layout.table", lang, **facts))
        for column in table.amounts:
            parts = {
                "heading": column.heading,
                "unit": load_codelist("money_units").title(column.unit, lang),
                "tax": load_codelist("tax_kinds").title(column.tax, lang),
                "frequency": load_codelist("frequencies").title(column.frequency, lang),
            }
            print("  " + text("cli.layout.column", lang, **parts))
        for one in matches:
            taken = "○" if one.target and (one.is_known or one.score >= least) else "−"
            words = _words(one.target, asked, lang)
            print(f"  {taken} {one.score:5.1f}  {' / '.join(one.labels)} → {words}")
    for doubt in guess.doubts:
        print(text(f"cli.layout.doubt.{doubt}", lang))


def guess_arguments(arguments: argparse.Namespace) -> Sequence[Issue]:
    """Show what a file seems to be, and write the layout with the matches that are near enough."""
    lang: Lang = arguments.lang
    path, asked = Path(arguments.file), _asked(arguments.questionnaire, lang)
    before = [_layout(one, lang) for one in arguments.known]
    name = shown_name(path.name)
    data = bytes_of(path, lang, MAX_FILE_BYTES)
    guess, issues = read_guess(name, data, asked_in(asked), before)
    told = tuple(replace(issue, document=name) for issue in issues)
    if guess is None:
        return told
    _show_guess(guess, asked, arguments.least, lang)
    Path(arguments.out).write_bytes(write_layout(confirmed(guess, arguments.least)))
    print(text("cli.written", lang, name=Path(arguments.out).name))
    return told


def _show_sum(one: Reconciliation, lang: Lang) -> None:
    facts = {
        "place": one.place,
        "heading": one.heading,
        "mapped": all_digits(one.mapped_jpy),
        "discount": all_digits(one.discount_jpy),
        "left": all_digits(one.left_out_jpy),
    }
    print(text("cli.layout.sum", lang, **facts))
    if one.total_jpy is None or one.difference_jpy is None:
        print("  " + text("cli.layout.sum.no_total", lang))
    else:
        total = all_digits(one.total_jpy)
        difference = all_digits(one.difference_jpy)
        facts = {"place": one.total_place, "total": total, "difference": difference}
        print("  " + text("cli.layout.sum.total", lang, **facts))
    for left in one.left_out:
        amount = all_digits(left.amount_jpy)
        words = {"label": " / ".join(left.labels), "place": left.place, "amount": amount}
        print("  " + text("cli.layout.left", lang, **words))


def apply_arguments(arguments: argparse.Namespace) -> Sequence[Issue]:
    """Write the answer that a file comes to under a layout, and show its columns added up."""
    lang: Lang = arguments.lang
    path, asked = Path(arguments.file), _asked(arguments.questionnaire, lang)
    head = AnswerHead(
        response_id=arguments.response_id,
        version=arguments.version,
        vendor_id=arguments.response_id,
        vendor=arguments.vendor,
        title=arguments.title or arguments.vendor,
        go_live_on=arguments.go_live,
        contract_months=arguments.months,
    )
    data = bytes_of(path, lang, MAX_FILE_BYTES)
    layout = _layout(arguments.layout, lang)
    document, sums = read_laid(shown_name(path.name), data, layout, head)
    for one in sums:
        _show_sum(one, lang)
    if document.value is None:
        return document.issues
    written = json.dumps(document.value, ensure_ascii=False, indent=2) + "\n"
    Path(arguments.out).write_text(written, "utf-8")
    print(text("cli.written", lang, name=Path(arguments.out).name))
    return check_response(document, asked).issues
