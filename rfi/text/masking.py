"""Words that stand for others in what people typed, however wide or tall those are written."""

import re
import unicodedata
from collections.abc import Sequence

# What is masked → what stands for it, the longest first.
Masks = tuple[tuple[str, str], ...]


def folded(words: str) -> str:
    """Return words with letters of compatibility written plainly.

    >>> folded("ＡＢＣ㈱")
    'ABC(株)'
    """
    return unicodedata.normalize("NFKC", words)


# Written at the half width, these belong to the sound before them.
_VOICED = "\uff9e\uff9f"
# The letter of an offer within what stands for its name.
_LETTER = re.compile(r"(?<![A-Za-z])[A-Z]{1,2}(?![A-Za-z])")


def _folded_parts(words: str) -> tuple[str, list[int]]:
    """Return words folded, and for each of their letters where it begins in ``words``."""
    parts: list[str] = []
    for letter in words:
        joins = unicodedata.combining(letter) or letter in _VOICED
        if joins and parts:
            parts[-1] += letter
        else:
            parts.append(letter)
    plain, begins, at = "", [], 0
    for part in parts:
        made = folded(part)
        plain += made
        begins += [at] * len(made)
        at += len(part)
    return plain, [*begins, at]


def _pattern(name: str, mask: str) -> str:
    """Return what finds a name, with the letter of its offer where that stands before it."""
    letter = _LETTER.search(mask)
    before = rf"(?:(?<![A-Za-z]){letter[0]} ?)?" if letter else ""
    return f"{before}(?P<name>{re.escape(name)})"


def masked(words: str, names: Sequence[tuple[str, str]]) -> str:
    """Return a text without names; all else stays as it was typed.

    Args:
        words: What somebody typed.
        names: What is masked, folded, and what stands for it, the longest first.
    """
    plain, begins = _folded_parts(words)
    if plain != folded(words):
        # Letters that only a whole text folds: nothing can be put back where it was.
        words, begins = folded(words), list(range(len(folded(words)) + 1))
        plain = words
    taken: list[tuple[int, int, str]] = []
    for name, mask in names:
        for found in re.finditer(_pattern(name, mask), plain, re.IGNORECASE):
            first, last = found.span()
            if all(last <= start or end <= first for start, end, _ in taken):
                taken.append((first, last, mask))
    told, at = "", 0
    for first, last, mask in sorted(taken):
        told += words[at : begins[first]] + mask
        # A letter that folds into several goes with the name that it holds a part of.
        at = next(begin for begin in begins[last:] if begin > begins[last - 1])
    return told + words[at:]
