"""Numbers that are no money: the number format and unit words are part of them (method §10)."""

import re
from fractions import Fraction

from rfi.document.grid.cell_text import fold, read_number
from rfi.document.grid.grid import SheetCell
from rfi.document.grid.number_shown import shown_as

PERCENT_UNITS = frozenset({"％", "％/年"})
# Units that the questionnaire gives to a row: what is shown in per cent is meant in per cent.
OPEN_UNITS = frozenset({"項目の単位", "KPIの単位"})
RATIO_UNIT = "比率"
_PERCENT_WORD = re.compile(r"(?P<number>.+?)\s*(?:%|パーセント)(?:\s*/\s*年)?")
_SHARE = re.compile(r"[△▲-]?\s*[0-9][0-9.,]*\s*(?:%|パーセント|割)(?:引き?)?")
# A term is told in years too: nobody means anything else by 5年 where months are asked.
_MONTH, _MONTHS_OF_YEAR = "月", 12
_YEARS = re.compile(r"(?P<years>[0-9]{1,2})\s*(?:年|箇年|か年|カ年|ヶ年)間?")
_MONTHS = frozenset({"月", "か月", "ヶ月", "カ月", "ケ月", "ヵ月", "箇月"})
_HUNDRED = 100


def is_share(words: str) -> bool:
    """Tell whether typed words are a share of something, and nothing else.

    >>> is_share("10％"), is_share("1割引"), is_share("10")
    (True, True, False)
    """
    return _SHARE.fullmatch(fold(words)) is not None


def _plain(value: Fraction) -> float:
    return int(value) if value.denominator == 1 else float(value)


def _times_hundred(value: float) -> float:
    return _plain(Fraction(str(value)) * _HUNDRED)


def _names(unit: str) -> frozenset[str]:
    """Return the words that say the unit of a field, folded."""
    first = fold(unit).split("/", 1)[0]
    return frozenset({first, fold(unit).replace("/", "")}) | (_MONTHS if first == _MONTH else set())


def _fits(words: str, unit: str) -> bool:
    # A unit that stands in another field, or in the questionnaire, is held against it elsewhere.
    is_open = unit in OPEN_UNITS or (unit.isascii() and bool(unit))
    return not words or is_open or fold(words) in _names(unit)


def read_number_cell(cell: SheetCell, unit: str) -> tuple[float | None, str, str]:
    """Return (value, code of an issue or "", how the cell looks) of a number.

    Args:
        cell: A cell of kind "number".
        unit: Unit of the field.
    """
    value = cell.value
    if not isinstance(value, int | float):
        return None, "cell_not_number", str(value)
    shown = shown_as(cell.number_format, value)
    if shown.is_percent:
        return _percent(value, unit)
    seen = f"{_plain(Fraction(str(value)) / shown.divisor)}{shown.words}"
    is_hidden = (shown.is_blank and value != 0) or shown.is_cut
    if is_hidden or shown.divisor > 1 or not _fits(shown.words, unit):
        return None, "number_contradicts", seen
    if shown.words:
        return value, "cell_reinterpreted", seen
    is_rate = unit in PERCENT_UNITS and 0 < abs(value) <= 1
    return value, "percent_at_most_one" if is_rate else "", seen


def _percent(value: float, unit: str) -> tuple[float | None, str, str]:
    seen = f"{_times_hundred(value)}%"
    if unit in PERCENT_UNITS | OPEN_UNITS:
        return _times_hundred(value), "cell_reinterpreted", seen
    return (value, "", seen) if unit == RATIO_UNIT else (None, "number_contradicts", seen)


def read_number_text(given: str, unit: str) -> float | None:
    """Return the number of a text that ends in per cent or in the unit of its field.

    >>> read_number_text("８％", "％"), read_number_text("50%", "比率"), read_number_text("8%", "")
    (8, 0.5, None)
    >>> read_number_text("60か月", "月"), read_number_text("5年間", "月")
    (60, 60)
    """
    folded = fold(given)
    if unit == _MONTH and (years := _YEARS.fullmatch(folded)):
        return int(years["years"]) * _MONTHS_OF_YEAR
    if match := _PERCENT_WORD.fullmatch(folded):
        number = read_number(match["number"])
        if number is None or unit in PERCENT_UNITS | OPEN_UNITS:
            return number
        return _plain(Fraction(str(number)) / _HUNDRED) if unit == RATIO_UNIT else None
    for word in sorted(_names(unit), key=len, reverse=True):
        if word and folded.endswith(word):
            return read_number(folded.removesuffix(word))
    return None
