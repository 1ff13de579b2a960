"""Which words of an answer say nothing of who gave it: a list of what stays, all else goes."""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from rfi.document.form.marks import SHEET_TITLES
from rfi.scenario.questionnaire import Questionnaire
from rfi.schema.codelists import Coded, codelist_names, load_codelist
from rfi.schema.fields import load_fields
from rfi.schema.issue import Titled, Worded
from rfi.text.wording import LANGS, text

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# Line and column of a JSON text, or a cell with or without the name of its sheet.
_PLACE = re.compile(r"(?:'?(?P<sheet>.*?)'?!)?(?P<cell>[A-Z]{1,3}[0-9]{1,7}|[0-9]+:[0-9]+|)")
# Behind the title of a sheet of the form: the number of its offer or copy.
_NUMBERED = re.compile(r"[ _(\uff08]?[0-9]{0,3}[)\uff09]?")


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        yield from value
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)


@cache
def _published() -> frozenset[str]:
    """Return keys and titles of the answer's schema, codes and titles of every published list."""
    lists = [load_codelist(name).rows.values() for name in codelist_names()]
    found = {key for field in load_fields("rfi_response") for key in field.path}
    found |= {title for field in load_fields("rfi_response") for title in field.title.values()}
    return frozenset(found.union(*(row.values() for rows in lists for row in rows)))


@cache
def _sheets() -> tuple[str, ...]:
    titles = {text(key, lang) for key in SHEET_TITLES.values() for lang in LANGS}
    return tuple(sorted(titles, key=len, reverse=True))


@lru_cache(maxsize=256)
def _is_of_form(sheet: str) -> bool:
    return any(
        sheet.startswith(title) and _NUMBERED.fullmatch(sheet, len(title)) for title in _sheets()
    )


def known_words(questionnaire: Questionnaire) -> frozenset[str]:
    """Return what was asked and what is published: whoever repeats it says nothing of their own."""
    return _published() | frozenset(_texts(questionnaire.value))


def told_place(origin: str) -> str:
    """Return a place in a file without words of its writer: sheets of the form keep their name.

    >>> told_place("架空電算の表!C12"), told_place("12:3"), told_place("xl/架空.xml")
    ('C12', '12:3', '')
    """
    found = _PLACE.fullmatch(origin)
    sheet = (found["sheet"] or "") if found else origin
    if not sheet or _is_of_form(sheet):
        return origin
    return found["cell"] if found else ""


def told_pointer(pointer: str) -> str:
    """Return a JSON pointer whose steps are indexes and keys of the schema; others are left out.

    >>> told_pointer("/offers/0/title"), told_pointer("/offers/0/架空電算")
    ('/offers/0/title', '/offers/0')
    """
    found = ""
    for step in pointer.split("/")[1:]:
        if not (step.isdecimal() or step == "-" or step in _published()):
            break
        found += f"/{step}"
    return found


def told_fact(key: str, value: object, known: frozenset[str], withheld: str) -> object:
    """Return a fact of an issue without words of an answer.

    Args:
        key: Its name among the facts.
        value: A number, a word, a code with its title, or several.
        known: From ``known_words``.
        withheld: What stands for words that go.
    """
    if isinstance(value, tuple | list):
        return tuple(told_fact(key, part, known, withheld) for part in value)
    if isinstance(value, Mapping):
        return {
            name: told_fact(key, part, known, withheld)
            for name, part in value.items()
            if name in known
        }
    if isinstance(value, str):
        return _told_text(key, value, known) or withheld
    is_titled = isinstance(value, Titled) and value.code in known
    is_plain = value is None or isinstance(value, bool | int | float | Coded | Worded)
    return value if is_plain or is_titled else withheld


def _told_text(key: str, value: str, known: frozenset[str]) -> str:
    """Return a text as it may be told; "" where it may not."""
    if key in {"pointer", "pointers"}:
        return told_pointer(value)
    if key in {"origin", "origins"}:
        return told_place(value)
    return value if value in known or _DATE.fullmatch(value) else ""
