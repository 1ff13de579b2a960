"""Names of vendors and products in what people typed: found in the round, and masked.

Found are names in full and short, in Latin letters, corporate numbers, titles of offers and names
of files, however wide or tall their letters are written. What nobody gave as a name (a nickname, a
person) is not found.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.anonymous import standings
from rfi.text.wording import Lang, text

# A shorter word stands in others: whoever calls an answer "a" would lose every a.
_LEAST = 3
Masks = tuple[tuple[str, str], ...]


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


def _short(name: str) -> str:
    """Return a name without its legal form."""
    plain = _folded(name)
    for form in text("view.legal_forms", "ja").split("|"):
        for cut in (plain.removeprefix(_folded(form)), plain.removesuffix(_folded(form))):
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
        answers: The whole round, by name.
        lang: Of what stands for names.
    """
    found = {
        _folded(name): mask for name, mask in _found(answers, lang) if len(name.strip()) >= _LEAST
    }
    return tuple(sorted(found.items(), key=lambda pair: (-len(pair[0]), pair[0])))


def masked(words: str, names: Sequence[tuple[str, str]]) -> str:
    """Return a text without names; letters of compatibility are written plainly where it had any.

    Args:
        words: What somebody typed.
        names: From ``found_names``.
    """
    if not names:
        return words
    masks = {name.casefold(): mask for name, mask in names}
    pattern = re.compile("|".join(re.escape(name) for name, _ in names), re.IGNORECASE)
    plain = _folded(words)
    found = pattern.sub(lambda match: masks.get(match[0].casefold(), ""), plain)
    return words if found == plain else found
