"""What the questionnaire requires, and which of it is in scope."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from rfi.compare.round.scope import Scope
from rfi.normalize.months import IntArray
from rfi.scenario.questionnaire import Questionnaire


@dataclass(frozen=True, slots=True)
class Requirement:
    """One asked requirement; ``requirement_class`` is a code of ``requirement_classes``."""

    requirement_id: str
    business: str
    requirement_class: str
    category: str
    text: str


def requirements_of(questionnaire: Questionnaire) -> tuple[Requirement, ...]:
    """Return every requirement asked, in the order asked."""
    return tuple(
        Requirement(
            row["requirement_id"],
            row["business"],
            row["class"],
            row.get("category", ""),
            row["text"],
        )
        for row in questionnaire.value.get("requirements", ())
    )


def indexes_in_scope(requirements: Sequence[Requirement], scope: Scope) -> IntArray:
    """Return the indexes of the requirements whose business has any item in scope."""
    if scope.cells is None:
        return np.arange(len(requirements))
    held = {business for business, _ in scope.cells}
    return np.array(
        [index for index, found in enumerate(requirements) if found.business in held],
        dtype=np.int64,
    )
