"""Wording by key and language, read once from the CSV files in ``catalogue/``."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal, get_args

Lang = Literal["ja", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)
CATALOGUE_DIR = Path(__file__).parent / "catalogue"


@cache
def load_catalogue() -> Mapping[str, Mapping[str, str]]:
    """Return key → {"ja": …, "en": …}.

    Raises:
        ValueError: a key stands twice, lacks a language or is cut at a comma; the catalogue is
            ours, so this is a fault of the program.
    """
    entries: dict[str, Mapping[str, str]] = {}
    for path in sorted(CATALOGUE_DIR.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                key = row["key"]
                # Cells beyond the headings are a comma that wants quotation marks.
                if key in entries or None in row or not all(row.get(lang) for lang in LANGS):
                    message = f"catalogue entry {key!r} is repeated, cut or lacks a language"
                    raise ValueError(message)
                entries[key] = {lang: row[lang] for lang in LANGS}
    return entries


def text(key: str, lang: Lang, /, **params: object) -> str:
    """Return the wording of ``key`` with ``params`` filled in.

    Raises:
        KeyError: no such key (a fault of the program).
    """
    wording = load_catalogue()[key][lang]
    return wording.format(**params) if params else wording


def has_text(key: str) -> bool:
    """Tell whether the catalogue has ``key``."""
    return key in load_catalogue()
