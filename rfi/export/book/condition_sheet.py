"""The conditions in full: what decides the figures, and the digests of all inputs."""

from xlsxwriter.worksheet import Worksheet

from rfi.export.book.formulas.calculation import Calculation
from rfi.export.book.formulas.grid import Formula
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

_WIDTHS = (30, 72, 16, 52, 54)


def _write_block(writing: Writing, sheet: Worksheet, found: Calculation) -> int:
    """Write the assumptions that can be changed, and name their cells; return the next row."""
    lang, formats, block = writing.lang, writing.formats, found.block
    heads = [
        text(f"live.block.{name}", lang) for name in ("name", "now", "exported", "unit", "about")
    ]
    for column, words in enumerate(heads):
        sheet.write_string(HEADING_ROW, column, words, formats.heading)
    sheet.set_row(HEADING_ROW, row_height(zip(heads, _WIDTHS, strict=True)))
    for line, row in enumerate(block.rows, start=block.top):
        for column, cell in enumerate(row.cells):
            is_now = column == 1
            shape = formats.assumption(row.shape, is_input=row.is_input and is_now)
            if row.is_heading:
                shape = formats.heading
            if isinstance(cell, Formula):
                sheet.write_formula(line, column, f"={cell.text}", shape, cell.value)
            elif isinstance(cell, str):
                words = formats.words() if column != 1 else shape
                sheet.write_string(line, column, cell, formats.heading if row.is_heading else words)
            elif cell is None:
                sheet.write_blank(line, column, None, formats.words())
            else:
                sheet.write_number(line, column, cell, shape)
        if row.choices:
            rule = {"validate": "list", "source": list(row.choices)}
            sheet.data_validation(line, 1, line, 1, rule)
        words = row.cells[-1] if isinstance(row.cells[-1], str) else ""
        sheet.set_row(line, row_height([(words, _WIDTHS[-1])]))
    for name, place in block.places.items():
        writing.book.define_name(found.names.of(name), f"={found.names.sheet('conditions', place)}")
    return block.top + len(block.rows) + 1


def write_condition_sheet(writing: Writing, sheet: Worksheet, found: Calculation | None) -> None:
    """Write everything that decides the figures, with the digests of all inputs.

    Args:
        writing: The workbook.
        sheet: An empty sheet.
        found: What the workbook reckons with; None where it holds values only.
    """
    lang, formats, evaluation = writing.lang, writing.formats, writing.evaluation
    note = text("export.book.no_formulas" if found is None else "live.block.note", lang)
    lines = (
        text("export.conditions.title", lang),
        note,
        text("export.conditions.handling.confidential", lang),
    )
    heights = [write_heading(sheet, formats, lines, 0, _WIDTHS)]
    for index, width in enumerate(_WIDTHS):
        sheet.set_column(index, index, width)
    top = HEADING_ROW if found is None else _write_block(writing, sheet, found)
    # What can be changed has headings of its own, which fit no row of the list below.
    set_up_page(sheet, writing.paper, 1, top)
    heights += [15.0] * (top - HEADING_ROW)
    for index, heading in enumerate(condition_headings(lang)):
        sheet.write_string(top, index, heading, formats.heading)
    rows = condition_rows(evaluation, writing.reading, writing.imprint.audit)
    for line, row in enumerate(rows, start=top + 1):
        if row.is_sentence:
            heights.append(write_across(sheet, line, 0, _WIDTHS, row.name, formats.words()))
            continue
        level = "section" if row.is_heading else "plain"
        for index, word in enumerate(row.cells):
            sheet.write_string(line, index, word, formats.words(level=level))
        heights.append(row_height(zip(row.cells, _WIDTHS, strict=True)))
        sheet.set_row(line, heights[-1])
    fit_pages(sheet, _WIDTHS, heights)
