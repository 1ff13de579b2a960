"""What fails a 実装必須 requirement, and what is not yet settled at go-live (domain §5)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from rfi.compare.fit.rates import NOT_TO_IMPLEMENT, REQUIRED
from rfi.normalize.fit.levels import MET, NOT_POSSIBLE, ROADMAP, UNANSWERED, FitLevels

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Failures:
    """Requirements of one offer, by id, in the order asked.

    Attributes:
        asked: Number of 実装必須 requirements in scope.
        failed: 実装必須, answered 対応不可.
        unanswered: 実装必須 without an answer: unknown, and so listed apart.
        late: 実装必須, on a roadmap that ends after go-live: not met at go-live.
        undated: 実装必須, on a roadmap without a day.
        not_kept: 実装不可, and yet neither absent nor switched off.
        not_kept_unanswered: 実装不可 without an answer.
    """

    asked: int
    failed: tuple[str, ...]
    unanswered: tuple[str, ...]
    late: tuple[str, ...]
    undated: tuple[str, ...]
    not_kept: tuple[str, ...]
    not_kept_unanswered: tuple[str, ...]

    @property
    def is_failed(self) -> bool:
        """Whether any 実装必須 requirement is answered 対応不可."""
        return bool(self.failed)


def failures_of(
    levels: FitLevels, requirement_class: IntArray, offer: int, go_live: np.datetime64
) -> Failures:
    """Return what one offer fails.

    Args:
        levels: Answers in scope.
        requirement_class: Class of each requirement.
        offer: Index of the offer.
        go_live: Day of the offer's go-live.
    """
    code, available = levels.code[offer], levels.available_on[offer]
    is_required = requirement_class == REQUIRED
    is_barred = requirement_class == NOT_TO_IMPLEMENT
    on_roadmap = is_required & (code == ROADMAP)

    def ids(chosen: npt.NDArray[np.bool_]) -> tuple[str, ...]:
        return _ids(levels.requirement_ids, chosen)

    return Failures(
        asked=int(is_required.sum()),
        failed=ids(is_required & (code == NOT_POSSIBLE)),
        unanswered=ids(is_required & (code == UNANSWERED)),
        # A comparison with a missing day is false, so undated ones are not late.
        late=ids(on_roadmap & (available > go_live)),
        undated=ids(on_roadmap & np.isnat(available)),
        not_kept=ids(is_barred & ~np.isin(code, (*MET, UNANSWERED))),
        not_kept_unanswered=ids(is_barred & (code == UNANSWERED)),
    )


def _ids(requirement_ids: Sequence[str], chosen: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(requirement_ids[index] for index in np.flatnonzero(chosen).tolist())
