"""The page of a sheet, and what may be changed on it."""

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import FACTS, GRID
from rfi.intake.form.book import FIRST, GROUP, HEAD, STATE, TITLE, first_column, last
from rfi.intake.form.page import Pages, Printed, best_pages
from rfi.intake.form.plan import SheetPlan
from rfi.intake.form.writing.heads import printed_widths
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import load_codelist
from rfi.text.dates import format_day
from rfi.text.wording import Lang, text

_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.75, "bottom": 0.7}
_MOST_TITLE = 80
_PIXEL = 0.75  # points
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


def heights(sheet: Worksheet, first: int, last: int) -> list[float]:
    """Return how high rows are as they are written, in points; a hidden one is nothing high."""
    usual = (sheet.default_row_height, False)
    rows = (sheet.row_sizes.get(row, usual) for row in range(first, last + 1))
    return [0.0 if is_hidden else _PIXEL * height for height, is_hidden in rows]


def set_pages(sheet: Worksheet, pages: Pages, first: int) -> None:
    """Fit a sheet to its paper across; ``first`` is the first of its rows."""
    sheet.set_paper(pages.paper.number)
    sheet.set_portrait() if pages.paper.is_standing else sheet.set_landscape()
    # Breaks of rows hold beside a fit across alone.
    sheet.fit_to_pages(1, pages.most)
    if len(pages.starts) > 1:
        sheet.set_h_pagebreaks([first + start for start in pages.starts[1:]])


def set_page(sheet: Worksheet, plan: SheetPlan, asked: Questionnaire, lang: Lang) -> None:
    """Set paper, what is printed and repeated, what stays when scrolling, and the protection.

    Every row that can be typed into is printed.
    """
    widths = printed_widths(plan)
    is_costs = plan.mark.table == GRID and bool(plan.rows)
    sums = 1 + len(load_codelist("frequencies").rows) if is_costs else 0
    last = FIRST + len(plan.rows) + plan.spare + sums - 1
    # What the scenarios assume has its headings among its rows; the first one names them.
    heads = FIRST if plan.mark.table == FACTS else HEAD
    above = GROUP if plan.mark.table == GRID else heads
    printed = Printed(
        widths,
        top=sum(heights(sheet, TITLE, HEAD)),
        repeated=sum(heights(sheet, above, heads)),
        rows=heights(sheet, FIRST, last),
        together=sums + 1,
    )
    set_margins(sheet, asked, lang)
    set_pages(sheet, best_pages(printed), FIRST)
    # A row inserted below the last one stands above the end of the area, which then grows.
    end = last + 1 if plan.is_open else last
    sheet.print_area(TITLE, STATE, end, STATE + len(widths) - 1)
    sheet.repeat_rows(above, heads)
    sheet.freeze_panes(heads + 1, plan.frozen + first_column(plan))
    sheet.protect("", {**_ALLOWED, "insert_rows": plan.is_open})


def named_area(plan: SheetPlan) -> str:
    """Return the cells of the states of a sheet, fixed."""
    return str(xl_range_abs(FIRST, STATE, last(plan) - 1, STATE))
