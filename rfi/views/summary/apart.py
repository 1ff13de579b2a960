"""What is asked or answered and moves no figure of the summary, said beside the totals."""

from collections.abc import Iterator

from rfi.evaluation.evaluation import Evaluation
from rfi.text.wording import Lang, text

_WEIGHED = ("requirements", "service_level_items", "free_questions")


def _kinds(evaluation: Evaluation) -> Iterator[str]:
    asked = evaluation.questionnaire.value
    if any("member_populations" in row for row in asked["scenarios"]):
        yield "members"
    values = (response.value or {} for response in evaluation.answers.tables.responses)
    offers = [offer for value in values for offer in value.get("offers", ())]
    if any(offer.get("go_live_stages") for offer in offers):
        yield "stages"
    if any("weight" in row for part in _WEIGHED for row in asked.get(part, ())):
        yield "weights"


def apart_notes(evaluation: Evaluation, lang: Lang) -> tuple[str, ...]:
    """Return a sentence on each of members of different size, stages and weights, where given.

    A quoted scenario is its price at the mean size, whatever the sizes of its members; the window
    of a total begins with the go-live of the whole offer (method §1, §3).
    """
    return tuple(text(f"view.summary.apart.{kind}", lang) for kind in _kinds(evaluation))
