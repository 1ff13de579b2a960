"""The page of a sheet, and what may be changed on it."""

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import FACTS, GRID
from rfi.intake.form.book import FIRST, GROUP, HEAD, STATE, TITLE, first_column, last
from rfi.intake.form.page import paper_of
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.writing.heads import printed_widths
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_day
from rfi.text.wording import Lang, text

_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.75, "bottom": 0.7}
_MOST_TITLE = 80
# Of the rows to type into, so many are printed empty.
_PRINTED_SPARE = 10
_ALLOWED = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "autofilter": True,
}


def set_margins(sheet: Worksheet, asked: Questionnaire, lang: Lang) -> None:
    """Set header and footer: what it is, how to handle it, by when, which page."""
    title = asked.title if len(asked.title) <= _MOST_TITLE else asked.title[:_MOST_TITLE] + "…"
    sheet.set_margins(**_MARGINS)
    handling = text("form.page.handling", lang)
    options = {"scale_with_doc": False, "margin": 0.35}
    sheet.set_header(f"&L&8{title.replace('&', '&&')} - &A&R&8{handling}", options)
    day = str(asked.value.get("deadline_on", ""))
    deadline = text("form.page.deadline", lang, date=format_day(day, lang)) if day else ""
    edition = text("form.page.edition", lang)
    sheet.set_footer(f"&L&8{deadline}&C&8&P/&N&R&8{edition}", options)


def set_page(sheet: Worksheet, plan: SheetPlan, asked: Questionnaire, lang: Lang) -> None:
    """Set paper, what is printed and repeated, what stays when scrolling, and the protection."""
    widths = printed_widths(plan)
    rows = FIRST + len(plan.rows) + min(plan.spare, _PRINTED_SPARE)
    if plan.mark.table == GRID:
        rows += 1 + len(load_codelist("frequencies").rows)
    set_margins(sheet, asked, lang)
    sheet.set_landscape()
    sheet.set_paper(paper_of(widths, rows - FIRST))
    sheet.fit_to_pages(1, 0)
    sheet.print_area(TITLE, STATE, rows - 1, STATE + len(widths) - 1)
    # What the scenarios assume has its headings among its rows; the first one names them.
    heads = FIRST if plan.mark.table == FACTS else HEAD
    sheet.repeat_rows(GROUP if plan.mark.table == GRID else heads, heads)
    sheet.freeze_panes(heads + 1, plan.frozen + first_column(plan))
    sheet.protect("", {**_ALLOWED, "insert_rows": plan.is_open})


def named_area(plan: SheetPlan) -> str:
    """Return the cells of the states of a sheet, fixed."""
    return str(xl_range_abs(FIRST, STATE, last(plan) - 1, STATE))
