"""Words of a workbook that stand in no cell and over none: on paper only, or in a list of names.

Headers and footers, the words that appear beside a chosen cell, names that stand for a text, and
formats that hang on a condition. They are looked for by patterns: what is around them is no
matter, and a whole walk over a sheet is not done twice.
"""

import html
import re
from collections.abc import Iterator

from rfi.document.xlsx.bounds import MAX_COLUMNS, MAX_REMARK_CHARACTERS, MAX_REMARKS, MAX_ROWS
from rfi.document.xlsx.shared_formula import column_number

HEADER, PROMPT, NAME = "header", "prompt", "name"
_END_OF_CELLS = re.compile(rb"</(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*/>")
_HEADER = re.compile(rb"<(?:\w+:)?(?:odd|even|first)(?:Header|Footer)\b[^>]*>([^<]*)</", re.DOTALL)
# What a header says of its layout: sides, fonts, sizes, styles, page numbers and the like.
_LAYOUT = re.compile(r'&(?:"[^"]*"|[0-9]+|K[0-9A-Fa-f]{6}|[A-Za-z])')
_VALIDATION = re.compile(rb"<(?:\w+:)?dataValidation\b([^>]*)>")
_WORDS = re.compile(rb'\b(?:promptTitle|prompt|errorTitle|error)="([^"]*)"')
_NAME = re.compile(rb'<(?:\w+:)?definedName\b[^>]*\bname="([^"]*)"[^>]*>([^<]*)</')
# One pass over tags, since what encloses them may be broken on purpose: a range, then its rules.
_RANGES_AND_RULES = re.compile(
    rb'<(?:\w+:)?(?:conditionalFormatting\b[^>]*\bsqref="(?P<ranges>[^"]*)"'
    rb'|cfRule\b[^>]*\bdxfId="(?P<style>[0-9]{1,9})")'
)
_STYLES = re.compile(
    rb"<(?P<end>/?)(?:\w+:)?(?P<tag>dxfs|dxf|numFmt|strike)(?=[\s/>])(?P<rest>[^>]*)>"
)
_CODE = re.compile(rb'\bformatCode="([^"]*)"')
_IS_OFF = re.compile(rb'\bval="(?:0|false|off)"')
# What a struck number is told apart by from a format.
STRIKE = "strike"
_AREA = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?")
_Remark = tuple[int, int, str, str]


def _text(found: bytes) -> str:
    return html.unescape(found.decode("utf-8", "replace")).strip()


def _after_cells(sheet: bytes) -> bytes:
    match = _END_OF_CELLS.search(sheet)
    return sheet[match.end() :] if match else b""


def _texts_of(rest: bytes) -> Iterator[tuple[str, str]]:
    for match in _HEADER.finditer(rest):
        yield HEADER, _LAYOUT.sub(" ", _text(match[1])).strip()
    for match in _VALIDATION.finditer(rest):
        for words in _WORDS.finditer(match[1]):
            yield PROMPT, _text(words[1])


def words_behind(sheet: bytes) -> list[_Remark]:
    """Return the headers and footers of a sheet, and the words beside its chosen cells."""
    texts = dict.fromkeys(_texts_of(_after_cells(sheet)))
    found = [(1, 1, kind, text[:MAX_REMARK_CHARACTERS]) for kind, text in texts if text]
    return found[:MAX_REMARKS]


def named_texts(workbook: bytes) -> list[_Remark]:
    """Return the names of a workbook that stand for a text, with that text."""
    found = []
    for match in _NAME.finditer(workbook):
        value = _text(match[2])
        if value.startswith('"'):
            text = value.strip('"')
            found.append((1, 1, NAME, f"{_text(match[1])} {text}"[:MAX_REMARK_CHARACTERS]))
    return found[:MAX_REMARKS]


def conditional_styles(styles: bytes) -> dict[int, str]:
    """Return number → number format of the conditional styles that have one; or ``STRIKE``."""
    found: dict[int, str] = {}
    index, is_inside = -1, False
    for match in _STYLES.finditer(styles):
        if match["tag"] == b"dxfs":
            is_inside = not match["end"]
        elif not is_inside or match["end"]:
            continue
        elif match["tag"] == b"dxf":
            index += 1
        elif match["tag"] == b"strike":
            if not _IS_OFF.search(match["rest"]):
                found[index] = STRIKE
        elif code := _CODE.search(match["rest"]):
            found.setdefault(index, _text(code[1]))
    return found


def shown_otherwise(sheet: bytes, styles: dict[int, str]) -> list[tuple[str, str]]:
    """Return (range as it is written, format) of the cells over which such a style may lie."""
    if not styles:
        return []
    found: list[tuple[str, str]] = []
    ranges: list[str] = []
    for match in _RANGES_AND_RULES.finditer(_after_cells(sheet)):
        if match["ranges"] is not None:
            ranges = _text(match["ranges"]).split()
        elif (style := styles.get(int(match["style"]))) is not None:
            found += [(one, style) for one in ranges]
    return found[:MAX_REMARKS]


def area_of(reference: str) -> tuple[int, int, int, int] | None:
    """Return first row and column, last row and column of a range; None outside of the bounds.

    >>> area_of("E6:F11"), area_of("E6"), area_of("A:A")
    ((6, 5, 11, 6), (6, 5, 6, 5), None)
    """
    match = _AREA.fullmatch(reference.replace("$", ""))
    if match is None:
        return None
    first, top, last, bottom = match.groups()
    row, column = int(top), column_number(first)
    if row > MAX_ROWS or column > MAX_COLUMNS:
        return None
    return (
        row,
        column,
        min(int(bottom or top), MAX_ROWS),
        min(column_number(last or first), MAX_COLUMNS),
    )
