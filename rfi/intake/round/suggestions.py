"""Safe values for the faults that have one: what a person evidently meant, never a guess."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from rfi.document.grid.cell_text import NO, YES, fold, read_amount, read_number
from rfi.document.grid.cell_values import code_of
from rfi.document.grid.date_text import read_date
from rfi.intake.round.minus_line import discount_of_minus
from rfi.intake.round.suggestion import Suggestion, apply_suggestions, is_applicable
from rfi.intake.value_paths import keys_of, schema_path, value_at
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.check import check_schema
from rfi.schema.fields import Field, load_fields
from rfi.schema.issue import Issue

# Symbols that people take for one another, by the names of their characters. A group may hold
# one symbol of a legend only, or nothing is suggested.
_ALIKE_NAMES = (
    (
        "WHITE CIRCLE",
        "LARGE CIRCLE",
        "IDEOGRAPHIC NUMBER ZERO",
        "LATIN CAPITAL LETTER O",
        "LATIN SMALL LETTER O",
        "GREEK CAPITAL LETTER OMICRON",
        "CYRILLIC CAPITAL LETTER O",
        "MEDIUM WHITE CIRCLE",
        "HEAVY LARGE CIRCLE",
        "COMBINING ENCLOSING CIRCLE",
    ),
    ("BULLSEYE", "CIRCLED WHITE BULLET", "FISHEYE"),
    (
        "MULTIPLICATION SIGN",
        "LATIN CAPITAL LETTER X",
        "LATIN SMALL LETTER X",
        "BALLOT X",
        "MULTIPLICATION X",
        "HEAVY MULTIPLICATION X",
        "CROSS MARK",
        "VECTOR OR CROSS PRODUCT",
        "N-ARY TIMES OPERATOR",
    ),
    (
        "WHITE UP-POINTING TRIANGLE",
        "GREEK CAPITAL LETTER DELTA",
        "INCREMENT",
        "WHITE UP-POINTING SMALL TRIANGLE",
    ),
    ("BLACK UP-POINTING TRIANGLE", "BLACK UP-POINTING SMALL TRIANGLE"),
    ("WHITE SQUARE", "BALLOT BOX", "WHITE LARGE SQUARE", "WHITE MEDIUM SQUARE"),
    ("WHITE DIAMOND", "LOZENGE", "WHITE DIAMOND SUIT"),
    ("WHITE STAR", "STAR OPERATOR"),
    ("BLACK STAR",),
    ("HYPHEN-MINUS", "MINUS SIGN", "EN DASH", "EM DASH", "HORIZONTAL BAR"),
)
_ALIKE = tuple(frozenset(map(unicodedata.lookup, names)) for names in _ALIKE_NAMES)
_VARIATION_MARKS = frozenset(
    map(unicodedata.lookup, ("VARIATION SELECTOR-15", "VARIATION SELECTOR-16"))
)
_DASHES = dict.fromkeys(
    map(
        ord,
        map(
            unicodedata.lookup,
            (
                "HYPHEN",
                "NON-BREAKING HYPHEN",
                "EN DASH",
                "EM DASH",
                "HORIZONTAL BAR",
                "MINUS SIGN",
                "KATAKANA-HIRAGANA PROLONGED SOUND MARK",
            ),
        ),
    ),
    "-",
)
_KNOWN_CODES: Mapping[str, str] = {
    "scenario_id": "scenarios",
    "item": "items",
    "businesses": "businesses",
    "business": "businesses",
    "requirement_id": "requirement_ids",
    "kpi_id": "kpi_ids",
    "item_id": "service_item_ids",
}


@cache
def _fields() -> Mapping[tuple[str, ...], Field]:
    return {found.path: found for found in load_fields("rfi_response")}


def field_at(pointer: str) -> Field | None:
    """Return the schema's field at a pointer; None when it is no leaf of the form."""
    return _fields().get(schema_path(pointer))


def like_symbol(given: str, legend: Iterable[str]) -> str | None:
    """Return the one symbol of a legend that ``given`` looks like; None without or in doubt.

    >>> like_symbol("O", ["x", "\u25cb"]) == "\u25cb", like_symbol("?", ["\u25cb"])
    (True, None)
    """
    bare = "".join(char for char in given.strip() if char not in _VARIATION_MARKS)
    folded = unicodedata.normalize("NFKC", bare)
    alike = {bare, folded}
    for group in _ALIKE:
        if alike & group:
            alike |= group
    found = [
        symbol
        for symbol in legend
        if symbol in alike or unicodedata.normalize("NFKC", symbol) == folded
    ]
    return found[0] if len(found) == 1 else None


def _code(given: str, field: Field) -> str | None:
    """Return the code that a title, a synonym, or a unit with its currency stands for."""
    code = code_of(given, field.codelist) if field.codelist else None
    if code is None and field.codelist == "money_units":
        amount = read_amount("1" + given)
        code = amount.unit if amount and amount.low == 1 else None
    return code or None


def _half_width(given: str, field: Field) -> str | None:
    pattern = str(field.bounds.get("pattern", ""))
    plain = fold(given).replace(" ", "").translate(_DASHES)
    for candidate in (plain, plain.upper()):
        if candidate != given and re.search(pattern, candidate):
            return candidate
    return None


def _number(given: str, field: Field, row: object) -> float | None:
    """Return the number in a text; a unit written beside it must be the one of its row."""
    plain = read_number(given)
    if field.unit != "unit":
        return plain
    amount = read_amount(given)
    if amount is None or amount.low != amount.high or amount.is_from or amount.is_doubtful:
        return None
    stated = row if isinstance(row, dict) else {}
    is_stated = amount.unit in {"", stated.get("unit")}
    return amount.low if is_stated and amount.currency in {"", stated.get("currency")} else None


def _typed(given: object, field: Field, row: object) -> object:
    """Return ``given`` as the type of the field; None when that is not plain to see."""
    if isinstance(given, str) and field.is_number:
        number = _number(given, field, row)
        return None if number is None or (number != int(number) and _is_whole(field)) else number
    if isinstance(given, str) and "boolean" in field.types:
        word = fold(given).lower()
        return True if word in YES else False if word in NO else None
    if isinstance(given, int) and not isinstance(given, bool) and "string" in field.types:
        return str(given)
    return None


def _is_whole(field: Field) -> bool:
    return "number" not in field.types


def _of_schema(value: object, issue: Issue, _: Questionnaire | None) -> object:
    given, field = value_at(value, issue.pointer), field_at(issue.pointer)
    if field is None:
        return None
    if issue.code == "schema_type":
        return _typed(given, field, value_at(value, issue.pointer.rpartition("/")[0]))
    if not isinstance(given, str):
        return None
    if issue.code == "schema_enum":
        return _code(given, field)
    if field.bounds.get("format") == "date":
        return read_date(given.translate(_DASHES))
    return _half_width(given, field)


def _of_state(value: object, issue: Issue, _: Questionnaire | None) -> object:
    return "priced" if value_at(value, issue.pointer) is None else None


def _of_symbol(value: object, issue: Issue, asked: Questionnaire | None) -> object:
    given = value_at(value, issue.pointer)
    return like_symbol(given, asked.fit_of_symbol) if asked and isinstance(given, str) else None


def _of_code(value: object, issue: Issue, asked: Questionnaire | None) -> object:
    given = value_at(value, issue.pointer)
    keys = [key for key in keys_of(issue.pointer) if not key.isdecimal()]
    home = _KNOWN_CODES.get(keys[-1], "")
    if asked is None or not home or not isinstance(given, str):
        return None
    plain = fold(given).translate(_DASHES).casefold()
    found = [code for code in getattr(asked, home) if code.casefold() == plain]
    return found[0] if len(found) == 1 else None


_FINDERS: Mapping[str, Callable[[object, Issue, Questionnaire | None], object]] = {
    "schema_enum": _of_schema,
    "schema_pattern": _of_schema,
    "schema_format": _of_schema,
    "schema_type": _of_schema,
    "amount_without_state": _of_state,
    "symbol_unknown": _of_symbol,
    "unknown_code": _of_code,
}


def suggest_values(
    value: object, issues: Iterable[Issue], asked: Questionnaire | None = None
) -> tuple[Suggestion, ...]:
    """Return a suggestion for each issue that has a safe one.

    Whatever would break the schema at its own place is left out, so that a suggestion never
    trades one fault for another.

    Args:
        value: The parsed answer, held or not.
        issues: Found in it.
        asked: The questionnaire, for its symbols and codes.
    """
    found: dict[str, Suggestion] = {}
    for issue in issues:
        if issue.pointer in found:
            continue
        finder = _FINDERS.get(issue.code)
        new = finder(value, issue, asked) if finder else None
        suggestion = discount_of_minus(value, issue)
        if new is not None:
            old = value_at(value, issue.pointer)
            suggestion = Suggestion(issue.pointer, old, new, issue.code)
        if suggestion and is_applicable(value, suggestion):
            found[issue.pointer] = suggestion
    if not found:
        return ()
    faults = check_schema(apply_suggestions(value, found.values()), "rfi_response")
    broken = {fault.pointer for fault in faults}
    return tuple(found[pointer] for pointer in found if pointer not in broken)
