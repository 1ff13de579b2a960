"""The authoring workbook as an Excel file: an RFI of one's own, written without JSON.

No macros, no formulas in cells, no protection. The bytes depend on nothing but the arguments.
"""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from rfi.document.authoring.layout import (
    COVER,
    DEFAULT_SCENARIO,
    SCENARIOS,
    AskedColumn,
    cover_rows,
    mark_of_table,
    sheet_title,
)
from rfi.intake.authoring.plan import AskedPlans
from rfi.intake.authoring.sheet import (
    AskedSheetWriter,
    is_date,
    set_margins,
    titles_range,
    write_cell,
    write_day,
)
from rfi.intake.authoring.standard import standard_lists
from rfi.intake.authoring.widths import height_of, paper_of
from rfi.intake.form.choices import CellData
from rfi.intake.form.formats import BookFormats
from rfi.intake.form.lists import ListSheet
from rfi.text.wording import Lang, text

_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_HEADS = ("label", "need", "value", "description", "example")
_WIDTHS = (26, 8, 40, 40, 20)
_VALUE = _HEADS.index("value") + 1
_STEPS = 3


def _write_cover(
    book: xlsxwriter.Workbook, formats: BookFormats, cells: Mapping[str, CellData], lang: Lang
) -> None:
    sheet = book.add_worksheet(text(sheet_title(COVER), lang))
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, mark_of_table(COVER))
    sheet.set_row(0, None, None, {"hidden": True})
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for index, width in enumerate(_WIDTHS, start=1):
        sheet.set_column(index, index, width)
    sheet.write_string(1, 1, text("author.title", lang), formats.title)
    row = 2
    for step in range(1, _STEPS + 1):
        sheet.merge_range(
            row, 1, row, len(_WIDTHS), text(f"author.step{step}", lang), formats.wrapped
        )
        sheet.set_row(row, 32)
        row += 1
    row += 1
    heads = [text(f"author.head.{head}", lang) for head in _HEADS]
    sheet.set_row(row, height_of(heads, _WIDTHS))
    for index, head in enumerate(heads, start=1):
        sheet.write_string(row, index, head, formats.head)
    first = row + 1
    for row, (key, asked) in enumerate(cover_rows().items(), start=first):
        _write_field(book, formats, row, (key, asked, cells.get(key)), lang)
    last = first + len(cover_rows()) - 1
    must = text("author.must", lang)
    sheet.conditional_format(
        first, _VALUE, last, _VALUE,
        {"type": "formula", "criteria": f'=AND($C{first + 1}="{must}",$D{first + 1}="")',
         "format": formats.missing},
    )  # fmt: skip
    sheet.freeze_panes(first, 0)
    sheet.set_landscape()
    sheet.set_paper(paper_of(_WIDTHS))
    set_margins(sheet)
    sheet.fit_to_pages(1, 1)
    sheet.print_area(1, 1, last, len(_WIDTHS))


def _write_field(
    book: xlsxwriter.Workbook,
    formats: BookFormats,
    row: int,
    field: tuple[str, AskedColumn, CellData],
    lang: Lang,
) -> None:
    key, asked, value = field
    sheet = book.worksheets()[0]
    leaf = asked.field
    if leaf is None:
        return
    sheet.write_string(row, 0, key)
    label = asked.heading(lang).replace("\n", " ")
    need = text("author.must" if asked.is_required else "author.may", lang)
    example = "" if asked.refers_to else str(leaf.examples[0])
    guide = text("author.default_scenario", lang) if asked.refers_to else leaf.description[lang]
    shown = (label, need, value, guide, example)
    sheet.set_row(row, height_of(shown, _WIDTHS))
    for index, words in enumerate(shown, start=1):
        if index != _VALUE:
            write_cell(sheet, row, index, str(words) or None, formats.label)
        elif is_date(asked):
            write_day(sheet, row, index, value, formats.date_input)
        else:
            # A year of four digits wants no separator.
            write_cell(sheet, row, index, value, formats.input)
    if key == DEFAULT_SCENARIO:
        source = titles_range(SCENARIOS, lang)
        rule = {"validate": "list", "source": source, "show_error": False}
        sheet.data_validation(row, _VALUE, row, _VALUE, rule)


def write_authoring_book(value: Mapping[str, Any] | None = None, lang: Lang = "ja") -> bytes:
    """Return the authoring workbook.

    Args:
        value: A valid questionnaire to write into it; None brings the standard lists, every row
            of them with ○, and leaves to be written what an RFI must say itself.
        lang: ``en`` adds English headings below the Japanese ones.
    """
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"created": _FIXED_DATE})
    formats, lists = BookFormats(book), ListSheet()
    plans = AskedPlans(standard_lists() if value is None else value, lang)
    _write_cover(book, formats, plans.cover(), lang)
    for plan in plans.plans():
        AskedSheetWriter(book, formats, lists, plan, lang).write()
    lists.write(book)
    book.close()
    return stream.getvalue()
