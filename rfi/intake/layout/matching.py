"""Words of a foreign row → the item that they may mean, with how alike they are.

Nothing is accepted here: a match is shown with its score, and a person confirms it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from rapidfuzz import fuzz

from rfi.document.grid.cell_text import fold
from rfi.document.grid.table_words import says_discount
from rfi.intake.layout.asked import Asked
from rfi.intake.layout.headings import business_in
from rfi.intake.layout.layout import Labels, Layout, Target
from rfi.schema.codelists import load_codelist

_FULL = 100.0
# A part of other words is a weaker sign than the words themselves. [ours]
_PART = 0.9
# Below this nothing is near enough to be shown as a match. [ours]
LEAST = 60.0


@dataclass(frozen=True, slots=True)
class Match:
    """One row and what it may be.

    Attributes:
        labels: The words that name it.
        target: The most alike; None where nothing is near.
        score: 0 … 100; 100 where the words are the same or were confirmed before.
        because: The words of the item that it was held against.
        is_known: Whether a layout of before maps the same words so.
    """

    labels: Labels
    target: Target | None
    score: float
    because: str = ""
    is_known: bool = False


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    """Return item → words that vendors use for it."""
    return {
        code: (row["ja"], row["en"], *row["typed"].split("|"))
        for code, row in load_codelist("item_words").rows.items()
    }


def _candidates(asked: Asked) -> list[tuple[str, str]]:
    """Return (words, item) of every item that was asked, its title first."""
    return [
        (fold(words), item)
        for item, title in asked.items.items()
        for words in dict.fromkeys((title, *_words().get(item, ())))
        if words
    ]


def likeness(one: str, other: str) -> float:
    """Return how alike two words are, 0 … 100.

    >>> likeness("データ移行費", "データ移行費"), likeness("データ移行費", "研修") < 50
    (100.0, True)
    """
    whole = fuzz.ratio(one, other)
    # Of one or two characters too much is a part.
    shortest = min(len(one), len(other))
    part = fuzz.partial_ratio(one, other) * _PART if shortest > 2 else 0.0  # noqa: PLR2004
    return float(max(whole, part))


def _known(labels: Labels, before: Sequence[Layout]) -> Target | None:
    """Return what people said of the same words, the last of them first."""
    for layout in reversed(before):
        for table in layout.tables:
            found = table.targets.get(labels)
            if found is not None:
                return found
    return None


def _synonym(own: str, before: Sequence[Layout]) -> Target | None:
    """Return what people said of the same words under other headings, where all said one item."""
    said = {
        Target(target.kind, target.item)
        for layout in before
        for table in layout.tables
        for labels, target in table.targets.items()
        if labels[-1] == own and target.kind == "item"
    }
    return next(iter(said)) if len(said) == 1 else None


def match_of(labels: Labels, asked: Asked, before: Sequence[Layout] = ()) -> Match:
    """Return what a row may be: as a layout of before has it, else the item most like its words.

    Args:
        labels: The words that name the row, group headings first.
        asked: Whose items.
        before: Layouts that a person confirmed earlier.
    """
    known = _known(labels, before)
    if known is not None:
        return Match(labels, known, _FULL, is_known=True)
    own = labels[-1] if labels else ""
    business = business_in(" ".join(labels[:-1]), asked.businesses)
    synonym = _synonym(own, before)
    if synonym is not None and synonym.item in asked.items:
        return Match(labels, replace(synonym, business=business), _FULL, own)
    if says_discount(own):
        return Match(labels, Target("discount"), _FULL, own)
    whole = " ".join(labels)
    scored = [
        (max(likeness(own, words), likeness(whole, words) * _PART), words, item)
        for words, item in _candidates(asked)
    ]
    score, words, item = max(scored, key=lambda one: one[0], default=(0.0, "", ""))
    target = Target("item", item, business) if score >= LEAST else None
    return Match(labels, target, score, words if target else "")
