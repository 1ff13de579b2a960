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


def masked(words: str, names: Sequence[tuple[str, str]]) -> str:
    """Return a text without names; letters of compatibility are written plainly where it had any.

    Args:
        words: What somebody typed.
        names: What is masked, folded, and what stands for it, the longest first.
    """
    if not names:
        return words
    masks = {name.casefold(): mask for name, mask in names}
    pattern = re.compile("|".join(re.escape(name) for name, _ in names), re.IGNORECASE)
    plain = folded(words)
    found = pattern.sub(lambda match: masks.get(match[0].casefold(), ""), plain)
    return words if found == plain else found
