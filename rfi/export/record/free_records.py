"""What goes out of free questions."""

from collections.abc import Mapping
from dataclasses import dataclass

from rfi.compare.free.answers import FreeAnswer, FreeComparison, OfferFree
from rfi.export.record.cost_records import OFFER, same, under
from rfi.export.record.encoder import Records
from rfi.scenario.free_questions import FreeQuestion
from rfi.views.look.offers import look_of


@dataclass(frozen=True, slots=True)
class AskedFree:
    """One question with every offer's answer."""

    found: FreeComparison
    question: FreeQuestion

    @property
    def answers(self) -> Mapping[str, FreeAnswer]:
        """Offer → answer."""
        name = self.question.question_id
        return {offer.offer_key: offer.answer(name) for offer in self.found.offers}


FREE_RECORDS: Records = {
    FreeComparison: {
        "asked": lambda found: len(found.questions),
        "offers": "offers",
        "questions": lambda found: [AskedFree(found, question) for question in found.questions],
    },
    OfferFree: {
        **same(*OFFER),
        "letter": lambda offer: look_of(offer).letter,
        **same("answered"),
    },
    AskedFree: {
        **under("question", "question_id", "group", "title", "kind", "unit", "is_must", "choices"),
        "answers": "answers",
    },
    FreeAnswer: {
        "is_answered": "has_value",
        **same("number"),
        "text": "words",
        **same("date"),
        "boolean": "yes",
        **same("choices"),
        **same("note"),
        **same("is_other_kind"),
    },
}
