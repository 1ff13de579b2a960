"""A page as it opens, before a reader chooses anything."""

from rfi.evaluation.evaluation import Evaluation
from rfi.views.look.contents import Content


def opening(part: Content, evaluation: Evaluation) -> dict[str, object]:
    """Return what holds of the choices of a content until a reader chooses."""
    found: dict[str, object] = {}
    for choice in part.choices:
        options = choice.options(evaluation)
        found[choice.key] = options[min(choice.start, len(options) - 1)]
    return found
