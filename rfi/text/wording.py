"""Wording by key and language, read once from the CSV files in ``catalogue/``.

Words that several entries share are a term, written once in ``terms.csv``; the other entries refer
to it: ``{=term.business}`` in both languages stands for the words of ``term.business``.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from rfi.text.plural import for_counts

Lang = Literal["ja", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
CATALOGUE_DIR = Path(__file__).parent / "catalogue"
TERMS = "terms.csv"
_REFERENCE = re.compile(r"\{=(?P<term>[\w.]+)\}")


def read_entries(path: Path) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield key and {"ja": …, "en": …} of one file, as written.

    Raises:
        ValueError: an entry lacks a language or is cut at a comma.
    """
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            # Cells beyond the headings are a comma that wants quotation marks.
            if None in row or not all(row.get(lang) for lang in LANGS):
                message = f"catalogue entry {row['key']!r} is cut or lacks a language"
                raise ValueError(message)
            yield row["key"], {lang: row[lang] for lang in LANGS}


def joined_entries(directory: Path) -> Mapping[str, Mapping[str, str]]:
    """Return the entries of all files of a directory, references put in words.

    Raises:
        ValueError: a key stands twice, or an entry refers to what is no term.
    """
    terms = dict(read_entries(directory / TERMS))
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted(directory.glob("*.csv")):
        for key, entry in read_entries(path):
            if key in entries:
                message = f"catalogue entry {key!r} is repeated"
                raise ValueError(message)
            entries[key] = {lang: _in_words(key, entry[lang], lang, terms) for lang in LANGS}
    return entries


def _in_words(key: str, wording: str, lang: Lang, terms: Mapping[str, Mapping[str, str]]) -> str:
    found = _REFERENCE.fullmatch(wording)
    if found is None:
        return wording
    words = terms.get(found["term"], {}).get(lang, "")
    if not words or _REFERENCE.fullmatch(words):
        message = f"catalogue entry {key!r} refers to {found['term']!r}, which is no term"
        raise ValueError(message)
    return words


@cache
def load_catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return key → {"ja": …, "en": …}.

    Raises:
        ValueError: an entry is wrong; the catalogue is ours, so this is a fault of the program.
    """
    return joined_entries(CATALOGUE_DIR)


def text(key: str, lang: Lang, /, **params: object) -> str:
    """Return the wording of ``key`` with ``params`` filled in.

    Raises:
        KeyError: no such key (a fault of the program).
    """
    wording = load_catalogue()[key][lang]
    if not params:
        return wording
    if lang == "en":
        wording = for_counts(wording, params)
    return wording.format(**params)


def has_text(key: str) -> bool:
    """Tell whether the catalogue has ``key``."""
    return key in load_catalogue()
