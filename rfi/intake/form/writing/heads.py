"""The headings of a planned sheet, its marks, its guidance, and the columns it works out."""

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rfi.document.form.marks import FACTS, NOT_DATA, offer_of_column
from rfi.intake.form.book import FIRST, GUIDE, HEAD, MARKS, STATE, TITLE, Book, first_column
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.page import row_height, text_lines
from rfi.intake.form.plan import Column, SheetPlan
from rfi.schema.fields import Field
from rfi.text.wording import Lang, text

STATE_WIDTH = 10.0
_MOST_HEAD_LINES = 6
_HIDDEN = {"hidden": True}


def is_date(field: Field | None) -> bool:
    """Tell whether a field holds days."""
    return field is not None and field.bounds.get("format") == "date"


def title_of(column: Column, lang: Lang) -> str:
    """Return the heading of a column."""
    offer = offer_of_column(column.key)
    if offer is not None:
        return text("form.plan", lang, number=offer + 1)
    if column.key.startswith("amount@"):
        return column.scenario
    if column.field is None or column.title:
        return text(column.title, lang)
    title = column.field.title[lang]
    unit = column.field.unit
    is_shown = unit and not unit.isascii() and lang == "ja"
    return f"{title}\n[{unit}]" if is_shown else title


def printed_widths(plan: SheetPlan) -> list[float]:
    """Return the widths of the columns that are printed, the states among them."""
    widths = [one.width for one in plan.columns if not (one.is_beside or one.is_hidden)]
    return [STATE_WIDTH, *widths] if plan.has_states else widths


def write_heads(
    sheet: Worksheet, formats: BookFormats, plan: SheetPlan, book: Book, lang: Lang
) -> None:
    """Write everything above the rows, and the hidden columns of formulas."""
    sheet.write_string(MARKS, 0, str(plan.mark))
    for row in range(TITLE, FIRST):
        sheet.write_string(row, 0, NOT_DATA)
    sheet.write_string(TITLE, STATE, text(plan.title, lang), formats.title)
    sheet.set_row(TITLE, row_height(2))
    sheet.set_row(MARKS, None, None, _HIDDEN)
    sheet.set_column(0, 0, None, None, _HIDDEN)
    if plan.has_states:
        sheet.write_string(MARKS, STATE, NOT_DATA)
        sheet.set_column(STATE, STATE, STATE_WIDTH)
        sheet.write_string(HEAD, STATE, text("form.state", lang), formats.head)
    _write_columns(sheet, formats, plan, lang)
    guide = text(f"{plan.title}.guide", lang)
    widths = printed_widths(plan)
    end = STATE + len(widths) - 1
    if end > STATE:
        sheet.merge_range(GUIDE, STATE, GUIDE, end, guide, formats.guide_text)
    sheet.set_row(GUIDE, row_height(text_lines(guide, sum(widths))))
    start = first_column(plan)
    beside = next((n for n, one in enumerate(plan.columns, start) if one.is_beside), 0)
    if beside:
        sheet.write_string(TITLE, beside, text("form.beside", lang), formats.guide)
    _write_worked_out(sheet, formats, plan, book)


def _write_columns(sheet: Worksheet, formats: BookFormats, plan: SheetPlan, lang: Lang) -> None:
    lines = 1
    for index, column in enumerate(plan.columns, first_column(plan)):
        if column.key:
            sheet.write_string(MARKS, index, column.key)
        options = _HIDDEN if column.is_hidden else {}
        # What few rows have is open to the foot of the sheet, instead of cell by cell.
        shape = _open_shape(formats, column) if column.is_beside else None
        sheet.set_column(index, index, column.width, shape, options)
        if plan.mark.table == FACTS:
            continue
        title = title_of(column, lang)
        lines = max(lines, text_lines(title, column.width))
        sheet.write_string(HEAD, index, title, formats.head)
        if column.field is not None:
            shown = {"author": "", "x_scale": 2, "font_size": 10}
            sheet.write_comment(HEAD, index, column.field.description[lang], shown)
    if plan.mark.table != FACTS:
        sheet.set_row(HEAD, row_height(min(lines, _MOST_HEAD_LINES)))


def _open_shape(formats: BookFormats, column: Column) -> Format:
    if is_date(column.field):
        return formats.open_date
    is_number = column.field is not None and column.field.is_number
    return formats.open_number if is_number else formats.open_text


def _write_worked_out(sheet: Worksheet, formats: BookFormats, plan: SheetPlan, book: Book) -> None:
    start = first_column(plan) + len(plan.columns)
    for index, one in enumerate(plan.worked_out, start):
        sheet.write_string(MARKS, index, NOT_DATA)
        sheet.set_column(index, index, None, None, _HIDDEN)
        for number in range(len(plan.rows) + plan.spare):
            formula = one.formula(book.where(plan, number))
            sheet.write_formula(FIRST + number, index, f"={formula}", formats.label, "")
