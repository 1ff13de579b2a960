"""The second sheet: what stands where, each name a link."""

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.worksheet import Worksheet

from rfi.evaluation.evaluation import Evaluation
from rfi.export.book.sheet_layout import (
    HEADING_ROW,
    fit_pages,
    row_height,
    set_up_page,
    write_across,
    write_heading,
)
from rfi.export.book.table_sheet import table_title
from rfi.export.book.writing import Writing
from rfi.scenario.letters import letter_at
from rfi.text.wording import Lang, text
from rfi.views.look.table import Table

_WIDTHS = (6.0, 34.0, 110.0, 14.0)
_COLUMNS = ("number", "sheet", "about", "print")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the contents.

    Attributes:
        sheet: Name of the sheet.
        about: What it shows.
        printed: On what it is printed, in words.
        group: ``meeting``, ``details`` or ``calculation``: what it is there for.
    """

    sheet: str
    about: str
    printed: str
    group: str


def _bare(title: str) -> str:
    """Return what is said of an offer, without the signs before it and its last brackets.

    >>> _bare(": lines (26)")
    'lines'
    """
    kinds = [unicodedata.category(sign) for sign in title]
    first = next((place for place, kind in enumerate(kinds) if kind[0] not in "PZ"), len(title))
    # What is in brackets at the end is of one offer alone.
    if kinds[-1:] == ["Pe"] and "Ps" in kinds:
        title = title[: len(kinds) - 1 - kinds[::-1].index("Ps")]
    return title[first:].strip()


def about_tables(tables: Sequence[Table], evaluation: Evaluation, lang: Lang) -> str:
    """Return what a sheet shows, by the titles of its tables; those of each offer once.

    Args:
        tables: On the sheet.
        evaluation: What they are of.
        lang: Language.
    """
    names = {
        letter_at(offer.place): f"{letter_at(offer.place)} {offer.vendor}"
        for offer in evaluation.costs.offers
    }
    counts = Counter(table.key for table in tables)
    titles: dict[str, str] = {}
    for table in tables:
        if table.key in titles:
            continue
        title = table_title(table, lang)
        whose = names.get(table.letter, "")
        if whose and title.startswith(whose):
            bare = _bare(title.removeprefix(whose))
            title = text("export.book.contents.each", lang, title=bare)
        elif counts[table.key] > 1:
            title = text(
                "export.book.contents.more", lang, title=title, count=counts[table.key] - 1
            )
        titles[table.key] = title
    return text("view.list_separator", lang).join(dict.fromkeys(titles.values()))


def write_contents(writing: Writing, sheet: Worksheet, entries: Sequence[Entry]) -> None:
    """Write the sheets of the book in their order, with links to each."""
    lang, formats = writing.lang, writing.formats
    set_up_page(sheet, writing.paper, 0)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
        words = text(f"export.book.contents.{_COLUMNS[column]}", lang)
        sheet.write_string(HEADING_ROW, column, words, formats.heading)
    note = text("export.book.contents.note", lang)
    lines = (text("export.book.contents", lang), writing.basis, note)
    heights = [write_heading(sheet, formats, lines, 0, _WIDTHS)]
    line, group = HEADING_ROW, ""
    for number, entry in enumerate(entries, start=1):
        if entry.group != group:
            line, group = line + 1, entry.group
            words = text(f"export.book.contents.{group}", lang)
            # Over all columns: the first holds a number and no more.
            heights.append(
                write_across(sheet, line, 0, _WIDTHS, words, formats.words(level="section"))
            )
        line += 1
        quoted = entry.sheet.replace("'", "''")
        sheet.write_number(line, 0, number, formats.words(align="center"))
        sheet.write_url(line, 1, f"internal:'{quoted}'!A1", formats.link, entry.sheet)
        sheet.write_string(line, 2, entry.about, formats.words())
        sheet.write_string(line, 3, entry.printed, formats.words())
        heights.append(row_height([(entry.about, _WIDTHS[2])]))
        sheet.set_row(line, heights[-1])
    fit_pages(sheet, _WIDTHS, heights)
