"""A single value of an answer in words."""

from collections.abc import Mapping

from rfi.intake.value_paths import keys_of, schema_path
from rfi.normalize.months import month_number
from rfi.scenario.assumptions import NUMERIC_KINDS, Assumption
from rfi.schema.codelists import load_codelist
from rfi.schema.fields import titles_by_path
from rfi.text.numbers import format_number, trimmed
from rfi.text.wording import Lang, text

_PERCENT = 100
_DIGITS = 4
_LONGEST = 160
_PARTS = 6


def shown_value(value: object, lang: Lang, unit: str = "") -> str:
    """Return a value as people read it: numbers with separators and unit, a row as its parts."""
    if value is None:
        return text("view.none", lang)
    if isinstance(value, bool):
        return text(f"view.value.{'yes' if value else 'no'}", lang)
    if isinstance(value, int | float):
        digits = 0 if value == int(value) else _DIGITS
        printed = format_number(value, digits)
        plain = printed.rstrip("0") if digits else printed
        return f"{plain}{text('view.value.unit', lang, unit=unit)}" if unit else plain
    if isinstance(value, Mapping):
        parts = [shown_value(part, lang) for part in value.values() if _is_plain(part)]
        return text("view.value.separator", lang).join(parts[:_PARTS])[:_LONGEST]
    if isinstance(value, list):
        parts = [shown_value(part, lang) for part in value]
        return text("list.separator", lang).join(parts)[:_LONGEST]
    return str(value)


def _is_plain(value: object) -> bool:
    return value is not None and not isinstance(value, Mapping | list)


def field_title(pointer: str, lang: Lang) -> str:
    """Return the title of the field at a pointer, or of the nearest thing around it."""
    keys = schema_path(pointer)
    titles = titles_by_path("rfi_response")
    while keys not in titles:
        keys = keys[:-1]
    return titles[keys][lang]


def place_words(pointer: str, lang: Lang) -> str:
    """Return where a pointer leads, in titles: rows of a list by their number, from 1.

    >>> place_words("/offers/0/cost_lines/3/amount", "ja")
    '提案の1件目 ＞ 費用明細の4件目 ＞ 金額'
    """
    titles = titles_by_path("rfi_response")
    keys = keys_of(pointer)
    words: list[str] = []
    for depth, key in enumerate(keys, start=1):
        title = titles.get(schema_path("/" + "/".join(keys[:depth])))
        if key.isdecimal() and words:
            words[-1] = text("view.place.row", lang, table=words[-1], number=int(key) + 1)
        elif title is not None:
            words.append(title[lang])
    return text("view.changes.inside", lang).join(words)


_JANUARY = month_number(0, 1)


def format_month(number: int) -> str:
    """Return a month number as text.

    >>> format_month(month_number(2028, 4))
    '2028-04'
    """
    year, month = divmod(number - _JANUARY, 12)
    return f"{year:04d}-{month + 1:02d}"


_CODELISTS = {
    row["kind"]: row["kind"]
    for row in load_codelist("assumption_keys").rows.values()
    if row["kind"] not in {*NUMERIC_KINDS, "fiscal_year"}
}


def assumption_value(assumption: Assumption, lang: Lang) -> str:
    """Return the value of an assumption in words."""
    value = assumption.value
    if value is None:
        return text("view.conditions.unset", lang)
    kind = load_codelist("assumption_keys").rows[assumption.key]["kind"]
    if isinstance(value, str):
        return load_codelist(kind).title(value, lang) if kind in _CODELISTS else value
    if kind in {"rate", "share"}:
        return f"{trimmed(value * _PERCENT)}%"
    return str(int(value)) if kind == "fiscal_year" else trimmed(value)
