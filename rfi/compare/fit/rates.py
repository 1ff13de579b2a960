"""How much of what was asked is met, with what is unanswered beside it (method §7)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.normalize.fit.levels import FIT_CODES, MET, UNANSWERED
from rfi.schema.codelists import load_codelist

IntArray = npt.NDArray[np.int64]

CLASSES = load_codelist("requirement_classes").codes
REQUIRED, STANDARD_OPTION, NOT_TO_IMPLEMENT = (
    CLASSES.index(code) for code in ("required", "standard_option", "not_to_implement")
)
# A requirement 実装不可 asks for a function *not* to be there: ``standard`` and ``parameter`` then
# mean that it is absent or can be switched off. That is kept, not functions met: judged apart.
COUNTED_CLASSES = (REQUIRED, STANDARD_OPTION)


@dataclass(frozen=True, slots=True)
class FitRate:
    """Answers to the asked requirements of one offer and one group of requirements.

    Attributes:
        counts: Number of requirements by ``FIT_CODES``; together all that were asked.
    """

    counts: tuple[int, ...]

    @property
    def asked(self) -> int:
        """Number of requirements asked in scope."""
        return sum(self.counts)

    @property
    def met(self) -> int:
        """Number answered standard or parameter."""
        return sum(self.counts[code] for code in MET)

    @property
    def unanswered(self) -> int:
        """Number without an answer, or answered 未回答."""
        return self.counts[UNANSWERED]

    @property
    def has_answers(self) -> bool:
        """Whether anything was answered."""
        return self.unanswered < self.asked

    @property
    def rate(self) -> float | None:
        """Met over *asked*, 0–1; None where nothing was asked or nothing answered.

        >>> FitRate((6, 2, 0, 0, 0, 0, 0, 0, 2)).rate
        0.8
        """
        return self.met / self.asked if self.has_answers else None

    @property
    def unanswered_share(self) -> float | None:
        """Unanswered over asked, 0–1; None where nothing was asked."""
        return self.unanswered / self.asked if self.asked else None


def count_codes(
    code: IntArray, business: IntArray, requirement_class: IntArray, businesses: int
) -> IntArray:
    """Return counts over offer × business × class × code.

    Args:
        code: Fit code over offer × requirement.
        business: Of each requirement.
        requirement_class: Of each requirement.
        businesses: Length of the business axis.
    """
    offers = len(code)
    shape = (offers, businesses, len(CLASSES), len(FIT_CODES))
    offer = np.broadcast_to(np.arange(offers)[:, None], code.shape)
    group = np.broadcast_to(business, code.shape), np.broadcast_to(requirement_class, code.shape)
    flat = np.ravel_multi_index((offer, *group, code), shape)
    return np.bincount(flat.reshape(-1), minlength=int(np.prod(shape))).reshape(shape)


def rate_of(counts: IntArray, classes: Sequence[int]) -> FitRate:
    """Return the rate over ``classes`` of counts over business × class × code."""
    summed = counts[:, list(classes)].sum(axis=(0, 1))
    return FitRate(tuple(int(count) for count in summed))
