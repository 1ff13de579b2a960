"""The answer workbook as an Excel file: the blank form, or an answer written into it.

No macros and no external links; structure protected without a password, input cells open. The
bytes depend on nothing but the arguments.
"""

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from rfi.document.form.marks import COMMON_SHEETS, FREE, GRID, OPTIONS, SHEET_TITLES, STAGES
from rfi.document.form.rows import INNER
from rfi.intake.form.book import Book
from rfi.intake.form.choices import Choices
from rfi.intake.form.costs import CostSheets
from rfi.intake.form.facts import facts_plan
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.lists import ChoiceSheet
from rfi.intake.form.offers import OfferSheet, blank_offers, default_terms
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.tables import TablePlanner, line_numbers
from rfi.intake.form.writing.cover import CoverWriter
from rfi.intake.form.writing.free import FreeChecks, free_plan
from rfi.intake.form.writing.setup import set_page
from rfi.intake.form.writing.sheet import SheetWriter
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import Lang

_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_ARRAYS = {"vendor_assumptions": "assumptions"}
# Tables whose rows are asked: without a question there is no sheet, unless an answer needs it.
_ASKED = frozenset({"fit_answers", "benefit_lines", "service_levels", OPTIONS, FREE})
_TABLES = tuple(table for table in SHEET_TITLES if table not in {*COMMON_SHEETS, GRID})


def _offer_plans(
    choices: Choices, offer: Mapping[str, Any], index: int, number: str
) -> list[SheetPlan]:
    """Return the sheets of one offer; ``number`` ends their names where there are several."""
    costs = CostSheets(offer.get("cost_lines", ()), choices, index, default_terms(offer))
    rest = costs.rest()
    planner = TablePlanner(choices, index)
    are_staged = any("wished_go_live_on" in row for row in choices.asked.value["businesses"])
    found = [replace(plan, siblings=number + plan.siblings) for plan in costs.plans()]
    details = replace(planner.plan("cost_lines", rest), siblings=number)
    for table in _TABLES:
        if table in INNER:
            inner = planner.inner(table, rest, line_numbers(details, choices.lang))
            found.append(replace(inner, siblings=number))
        elif table == "cost_lines":
            found.append(details)
        else:
            rows = offer.get(_ARRAYS.get(table, table), ())
            plan = free_plan(rows, choices, index) if table == FREE else planner.plan(table, rows)
            if plan.rows or not (table in _ASKED or (table == STAGES and not are_staged)):
                found.append(replace(plan, siblings=number))
    return found


def book_plans(
    asked: Questionnaire, answer: Mapping[str, Any] | None = None, lang: Lang = "ja"
) -> tuple[SheetPlan, ...]:
    """Return every sheet of the form behind the cover, filled with an answer when there is one."""
    choices = Choices(asked, lang)
    offers: Sequence[Mapping[str, Any]] = answer["offers"] if answer else blank_offers(asked)
    plans = [facts_plan(choices), OfferSheet(answer, choices).plan()]
    for index, offer in enumerate(offers):
        number = f" {index + 1}" if len(offers) > 1 else ""
        plans += _offer_plans(choices, offer, index, number)
    return tuple(plans)


def write_answer_book(
    asked: Questionnaire, answer: Mapping[str, Any] | None = None, lang: Lang = "ja"
) -> bytes:
    """Return the answer workbook.

    Args:
        asked: What is asked.
        answer: A response document to write into it; None leaves it blank.
        lang: Language of headings, dropdowns and states; the ids behind them are the same.
    """
    return write_plans(asked, book_plans(asked, answer, lang), lang)


def write_plans(asked: Questionnaire, plans: Iterable[SheetPlan], lang: Lang = "ja") -> bytes:
    """Return the workbook of planned sheets, behind the cover."""
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(stream, options)
    workbook.set_properties({"created": _FIXED_DATE})
    formats, lists = BookFormats(workbook), ChoiceSheet()
    book = Book(tuple(plans), lists, lang)
    CoverWriter(workbook, formats, asked, book, lang).write()
    for plan in book.plans:
        sheet = workbook.add_worksheet(plan.name(lang))
        SheetWriter(sheet, formats, lists, plan, book, lang).write()
        if plan.mark.table == FREE:
            FreeChecks(sheet, lists, plan, Choices(asked, lang)).write()
        set_page(sheet, plan, asked, lang)
    for kind in Choices(asked, lang).kinds():
        lists.reference(kind)
    lists.write(workbook)
    workbook.close()
    return stream.getvalue()
