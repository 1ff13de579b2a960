"""What a view cannot do without: a part of an evaluation, or answers to what an RFI asks for."""

from collections.abc import Callable
from typing import Literal, TypeVar

from rfi.compare.fit.comparison import FitComparison
from rfi.evaluation.evaluation import Evaluation
from rfi.normalize.fit.levels import NONE
from rfi.scenario.questionnaire import Questionnaire
from rfi.views.look.contents import Need

Part = TypeVar("Part")
# Why there is nothing to compare, and where that is mended: nowhere where the RFI does not ask.
Missing = Literal["", "not_asked", "out_of_scope", "not_answered"]
_MENDED: dict[Missing, tuple[str, str]] = {
    "not_asked": ("", ""),
    "out_of_scope": ("conditions", "empty.scope.link"),
    "not_answered": ("intake", "empty.link"),
}


def needed(part: Part | None) -> Part:
    """Return a part that is there.

    Raises:
        LookupError: the evaluation has no such part; ``Content.needs`` is asked before the view.
    """
    if part is None:
        raise LookupError
    return part


def missing_fit(fit: FitComparison, questionnaire: Questionnaire) -> Missing:
    """Return why there is no fit to compare; "" if there is."""
    if not questionnaire.requirement_ids:
        return "not_asked"
    if not fit.requirements:
        return "out_of_scope"
    return "" if (fit.levels.row != NONE).any() else "not_answered"


def answers_needed(missing: Callable[[Evaluation], Missing], word: str) -> tuple[Need, ...]:
    """Return the needs of what an RFI may leave out, one for each reason why it is not there.

    Args:
        missing: Tells why there is nothing to compare; "" if there is.
        word: Wordings below ``app.``, each reason below it.
    """

    def need(reason: Missing) -> Need:
        page, link = _MENDED[reason]
        return Need(lambda e: missing(e) != reason, lambda _: f"{word}.{reason}", page, link)

    return tuple(need(reason) for reason in _MENDED)
