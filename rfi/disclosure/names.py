"""Names of vendors and products in what people typed: found in the round, and masked.

Found are names in full and short, in Latin letters, corporate numbers, titles of offers and names
of files, however wide or tall their letters are written. What nobody gave as a name (a nickname, a
person) is not found: people list it in the round (``AnswerSet.hidden``).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.anonymous import standings
from rfi.text.masking import Masks, folded
from rfi.text.wording import Lang, text

# A shorter word stands in others: whoever calls an answer "a" would lose every a.
_LEAST = 3
# What parts of titles and of names in Latin letters stand between.
_BETWEEN = re.compile(r"\W+")
# A line of business at the end of a name, in katakana: short names leave it out.
_TRADE = re.compile(r"[\u30a1-\u30fa\u30fc]+$")
_LEAST_STEM = 2


def _short(name: str) -> str:
    """Return a name without its legal form."""
    plain = folded(name)
    for form in text("view.legal_forms", "ja").split("|"):
        for cut in (plain.removeprefix(folded(form)), plain.removesuffix(folded(form))):
            if cut != plain and cut.strip():
                return cut.strip()
    return plain


def _found(answers: AnswerSet, lang: Lang) -> Iterator[tuple[str, str]]:
    for owner, standing in standings(answers, lang).items():
        response = answers.tables.responses[owner]
        if response.value is None:
            continue
        vendor = response.value["vendor"]
        for name in (vendor["name"], _short(vendor["name"]), vendor.get("name_en", "")):
            yield str(name), standing.vendor
        yield str(vendor.get("corporate_number", "")), standing.vendor
        for offer, title in zip(response.value["offers"], standing.titles, strict=True):
            yield str(offer["title"]), title
        file = response.document.name
        yield file, standing.document
        yield PurePath(file).stem, standing.document


def found_names(answers: AnswerSet, lang: Lang = "ja") -> Masks:
    """Return name → what stands for it, the longest first.

    Args:
        answers: The whole round, by name, with the words that people listed.
        lang: Of what stands for names.
    """
    listed = text("disclosure.hidden", lang)
    found = {folded(name): listed for name in answers.hidden} | {
        folded(name): mask for name, mask in _found(answers, lang) if len(name.strip()) >= _LEAST
    }
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def _parts_of(vendor: Mapping[str, Any], titles: Iterator[str]) -> Iterator[str]:
    stem = _TRADE.sub("", _short(str(vendor["name"])))
    if len(stem) >= _LEAST_STEM:
        yield stem
    for words in (*titles, str(vendor.get("name_en", ""))):
        yield from (part for part in _BETWEEN.split(folded(words)) if len(part) >= _LEAST)
    contact = vendor.get("contact", {})
    yield from (str(contact[key]) for key in ("person", "department") if contact.get(key))


def offered_names(answers: AnswerSet) -> tuple[str, ...]:
    """Return parts of names that people may call a vendor by, and that are not masked yet.

    Whether one is a name, or a word that everybody uses, people decide.

    Args:
        answers: As for ``found_names``.
    """
    known = {name.casefold() for name, _ in found_names(answers)}
    found: dict[str, None] = {}
    for response in answers.tables.responses:
        if response.value is not None:
            titles = (str(offer["title"]) for offer in response.value["offers"])
            found |= dict.fromkeys(_parts_of(response.value["vendor"], titles))
    return tuple(name for name in found if name.casefold() not in known)
