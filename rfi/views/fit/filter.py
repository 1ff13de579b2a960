"""Which requirements are shown: by business, class, cause, words, and how they are answered."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.requirements import Requirement
from rfi.normalize.fit.levels import GAP_CAUSES, GAPS, UNANSWERED

PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class FitFilter:
    """What is wanted; "" takes everything.

    Attributes:
        business, requirement_class, cause: Codes; a cause holds where any offer names it.
        words: Parts that id, category and text must all hold between them.
        differences_only: Requirements that the offers answer differently.
        gaps_only: Requirements that any offer answers otherwise than standard or parameter.
    """

    business: str = ""
    requirement_class: str = ""
    cause: str = ""
    words: str = ""
    differences_only: bool = False
    gaps_only: bool = False


def _folded(words: str) -> str:
    return unicodedata.normalize("NFKC", words).casefold()


def _holds(found: Requirement, wanted: FitFilter, parts: list[str]) -> bool:
    if wanted.business and found.business != wanted.business:
        return False
    if wanted.requirement_class and found.requirement_class != wanted.requirement_class:
        return False
    said = _folded(f"{found.requirement_id} {found.category} {found.text}")
    return all(part in said for part in parts)


def filtered_requirements(fit: FitComparison, wanted: FitFilter) -> tuple[int, ...]:
    """Return the indexes of the requirements wanted, grouped by business in their own order."""
    chosen = np.ones(len(fit.requirements), dtype=np.bool_)
    if wanted.differences_only:
        chosen &= fit.differs
    if wanted.gaps_only:
        chosen &= np.isin(fit.levels.code, (*GAPS, UNANSWERED)).any(axis=0)
    if wanted.cause:
        chosen &= (fit.levels.cause == GAP_CAUSES.index(wanted.cause)).any(axis=0)
    parts = _folded(wanted.words).split()
    order = {business: index for index, business in enumerate(fit.businesses)}
    kept = [
        index
        for index in np.flatnonzero(chosen).tolist()
        if _holds(fit.requirements[index], wanted, parts)
    ]
    return tuple(sorted(kept, key=lambda index: order[fit.requirements[index].business]))


@dataclass(frozen=True, slots=True)
class ShownRequirements:
    """Which requirements a table shows.

    Attributes:
        found: Indexes of the requirements wanted, from ``filtered_requirements``.
        page: Which of ``found`` are shown; None shows all.
        with_remarks: Whether the vendors' own remarks follow.
    """

    found: tuple[int, ...]
    page: range | None = None
    with_remarks: bool = False


def every_requirement(fit: FitComparison) -> ShownRequirements:
    """Return all requirements with the remarks, as a file holds them."""
    return ShownRequirements(filtered_requirements(fit, FitFilter()), with_remarks=True)


def pages_of(count: int, size: int = PAGE_SIZE) -> tuple[range, ...]:
    """Return the pages of ``count`` rows; at least one.

    >>> pages_of(130, 60)
    (range(0, 60), range(60, 120), range(120, 130))
    """
    return tuple(_pages(count, size)) or (range(0),)


def _pages(count: int, size: int) -> Iterator[range]:
    for first in range(0, count, size):
        yield range(first, min(first + size, count))
