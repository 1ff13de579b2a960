"""The conditions in full: what decides the figures, and the digests of all inputs."""

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.sheet_layout import (
    HEADING_ROW,
    fit_pages,
    row_height,
    set_up_page,
    write_across,
    write_heading,
)
from rfi.export.book.writing import Writing
from rfi.export.condition_rows import condition_headings, condition_rows
from rfi.text.wording import text

_WIDTHS = (30, 68, 12, 56, 56)


def write_condition_sheet(writing: Writing, sheet: Worksheet, audit: str) -> None:
    """Write everything that decides the figures, with the digests of all inputs."""
    lang, formats, evaluation = writing.lang, writing.formats, writing.evaluation
    set_up_page(sheet, writing.paper, 1, repeats=True)
    lines = (
        text("export.conditions.title", lang),
        evaluation.questionnaire.title,
        text("export.conditions.handling.confidential", lang),
    )
    heights = [write_heading(sheet, formats, lines, 0, _WIDTHS)]
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    for index, heading in enumerate(condition_headings(lang)):
        sheet.write_string(HEADING_ROW, index, heading, formats.heading)
    rows = condition_rows(evaluation, writing.reading, audit)
    for line, row in enumerate(rows, start=HEADING_ROW + 1):
        if row.is_sentence:
            heights.append(write_across(sheet, line, 0, _WIDTHS, row.name, formats.words()))
            continue
        level = "section" if row.is_heading else "plain"
        for index, word in enumerate(row.cells):
            sheet.write_string(line, index, word, formats.words(level=level))
        heights.append(row_height(zip(row.cells, _WIDTHS, strict=True)))
        sheet.set_row(line, heights[-1])
    fit_pages(sheet, _WIDTHS, heights)
