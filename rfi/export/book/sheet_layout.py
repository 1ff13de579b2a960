"""What every sheet has in common: paper, headings, and heights that hold wrapped words."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.cell_formats import CellFormats
from rfi.export.imprint import Imprint
from rfi.text.width import text_width
from rfi.text.wording import text
from rfi.views.conditions.bar import data_digest
from rfi.views.look.reading import Reading

HEADING_ROW = 3
_A3 = 8
_MARGIN_INCHES = 0.4
# Printed size of what stands at the edges, points; it is not scaled with the sheet.
_EDGE_SIZE = 8
_DIGEST, _MOST_TITLE, _MOST_NAME = 8, 60, 40
# A3 on its side within the margins, in points.
_PAGE_WIDTH, _PAGE_HEIGHT = 1133, 726
# Points of a column of one character, and of its edges.
_CHARACTER_POINTS, _EDGE_POINTS = 5.25, 3.75
# A sheet this much longer than a page is printed a little smaller: a last page of two lines of
# notes helps nobody.
_SQUEEZE = 1.25
# Points of a line of text; rows that wrap are given their height, which not every program finds.
_LINE_POINTS = 15
# Excel's own limit of the height of a row.
_MOST_POINTS = 405
# No sign is wider than so many characters.
_WIDEST_SIGN = 2
# A cell keeps a little space on both sides of its words.
_PADDING = 1


def line_count(words: str, width: float) -> int:
    """Return how many lines ``words`` take in a column of ``width`` characters."""
    room = max(width - _PADDING, 1)
    if _WIDEST_SIGN * len(words) <= room and "\n" not in words:
        return 1
    return sum(max(1, math.ceil(text_width(part) / room)) for part in words.split("\n"))


def row_height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the height of a row of (words, width of their column)."""
    lines = max((line_count(words, width) for words, width in cells), default=1)
    return float(min(_LINE_POINTS * lines, _MOST_POINTS))


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands at the edges of every page, in Excel's own codes.

    Attributes:
        header, footer: ``&A`` is the name of the sheet, ``&D`` the day of printing.
    """

    header: str
    footer: str


def _literal(words: str, most: int) -> str:
    """Return words as Excel prints them in a header: an ampersand starts a code there."""
    return words[:most].replace("&", "&&")


def paper_of(evaluation: Evaluation, reading: Reading, imprint: Imprint) -> Paper:
    """Return what every page bears: number, round, sheet, handling; day, page, data digest."""
    lang, asked = reading.lang, evaluation.questionnaire
    digest = data_digest(evaluation.conditions)[:_DIGEST]
    number = imprint.number or text("export.imprint.number.blank", lang)
    title = _literal(asked.title, _MOST_TITLE)
    header = text("export.book.page.header", lang, number=_literal(number, _MOST_NAME), title=title)
    handling = text(f"export.handling.{evaluation.conditions.level}", lang)
    printed = text("export.book.page.printed", lang)
    day = imprint.made_on and text(
        "export.imprint.day", lang, made_on=_literal(imprint.made_on, _MOST_NAME)
    )
    name = _literal(asked.questionnaire_id, _MOST_NAME)
    footer = text("export.book.page.footer", lang, day=day or printed, questionnaire=name)
    data = text("export.book.page.data", lang, digest=digest)
    edge = f"&{_EDGE_SIZE}"
    return Paper(
        f"&L{edge} {header}&R{edge} {handling}",
        f"&L{edge} {footer}&C{edge} {text('export.book.page.number', lang)}&R{edge} {data}",
    )


def set_up_page(
    sheet: Worksheet, paper: Paper, frozen_columns: int, repeated: int | None = HEADING_ROW
) -> None:
    """Lay the sheet out for A3 landscape, one page wide, headings kept in sight.

    Args:
        sheet: The sheet.
        paper: What stands at the edges.
        frozen_columns: Columns that stay in sight.
        repeated: Row of the headings that stand on every page after their own; None for none. Of
            headings further down nothing stays in sight: those above them are of something else.
    """
    print_sheet(sheet, paper)
    if repeated is not None:
        sheet.repeat_rows(repeated)
    is_below = repeated is not None and repeated > HEADING_ROW
    sheet.freeze_panes(HEADING_ROW + (not is_below), frozen_columns)


def print_sheet(sheet: Worksheet, paper: Paper) -> None:
    """Set paper, margins and edges."""
    sheet.set_landscape()
    sheet.set_paper(_A3)
    sheet.set_margins(_MARGIN_INCHES, _MARGIN_INCHES, 2 * _MARGIN_INCHES, 2 * _MARGIN_INCHES)
    sheet.set_header(paper.header, {"margin": _MARGIN_INCHES})
    sheet.set_footer(paper.footer, {"margin": _MARGIN_INCHES})
    sheet.hide_gridlines(2)


def fit_pages(sheet: Worksheet, widths: Sequence[float], heights: Iterable[float]) -> None:
    """Print on one page what is hardly longer than one; anything else runs on over pages.

    Args:
        sheet: The sheet.
        widths: Widths of all its columns, in characters.
        heights: Heights of all its rows, in points.
    """
    width = sum(_CHARACTER_POINTS * each + _EDGE_POINTS for each in widths)
    scale = min(1, _PAGE_WIDTH / width)
    sheet.fit_to_pages(1, 1 if sum(heights) * scale <= _SQUEEZE * _PAGE_HEIGHT else 0)


def write_across(
    sheet: Worksheet,
    line: int,
    first: int,
    widths: Sequence[float],
    words: str,
    shape: Format,
    *,
    formula: str = "",
) -> float:
    """Write words over all columns from ``first`` on, wrapped; return the height of the row.

    Args:
        sheet: The sheet.
        line: Row.
        first: First column.
        widths: Widths of that column and of those after it.
        words: Text; never a formula.
        shape: Format.
        formula: One of our own that comes to the words; "" for none.
    """
    if len(widths) > 1:
        sheet.merge_range(line, first, line, first + len(widths) - 1, "", shape)
    if formula:
        sheet.write_formula(line, first, formula, shape, words)
    else:
        sheet.write_string(line, first, words, shape)
    height = row_height([(words, sum(widths))])
    sheet.set_row(line, height)
    return height


def write_heading(
    sheet: Worksheet,
    formats: CellFormats,
    lines: tuple[str, str, str],
    first: int,
    widths: Sequence[float],
    formula: str = "",
) -> float:
    """Write title, caption and conditions above the headings; return their height.

    ``formula`` comes to the caption; "" writes it as text.
    """
    title, *below = lines
    height = _LINE_POINTS + _LINE_POINTS / 2
    sheet.write_string(0, first, title, formats.title)
    sheet.set_row(0, height)
    return height + sum(
        write_across(
            sheet, line, first, widths, words, formats.caption, formula=formula if line == 1 else ""
        )
        for line, words in enumerate(below, start=1)
    )
