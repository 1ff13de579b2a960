"""An open cell as the draft of a question to its vendor; no figure of another vendor is told."""

from rfi.analysis.asking.open_cells import RANGE, OpenCell
from rfi.compare.round.answers import AnswerSet
from rfi.intake.query.queries import QueryDraft, QueryPlace
from rfi.scenario.questionnaire import Questionnaire
from rfi.text.wording import text
from rfi.tidy.tables import BUNDLE_MARK
from rfi.views.choice.asking.words import cell_words, hole_words


def _place(answers: AnswerSet, offer_key: str, cell: OpenCell, words: str) -> QueryPlace:
    """Return the first line of the cell in the answer; of a cell without one, the offer's lines."""
    response_id, _, offer_id = offer_key.rpartition(":")
    business, item = cell.cell
    wanted = set(business.split(BUNDLE_MARK))
    for response in answers.responses:
        value = response.value
        if value is None or value["response_id"] != response_id:
            continue
        for at, offer in enumerate(value["offers"]):
            if offer["offer_id"] != offer_id:
                continue
            home = f"/offers/{at}/cost_lines"
            for line, given in enumerate(offer["cost_lines"]):
                if given["item"] == item and wanted & set(given["businesses"]):
                    return QueryPlace(f"{home}/{line}", words)
            return QueryPlace(home, words)
    return QueryPlace("/offers", words)


def draft_of(
    answers: AnswerSet, asked: Questionnaire, offer_key: str, cell: OpenCell
) -> QueryDraft:
    """Return the question about one open cell, in Japanese as all questions to vendors.

    Args:
        answers: The whole round, by name.
        asked: What was asked.
        offer_key: Of the offer in the round by name.
        cell: What is open.
    """
    words = cell_words(asked, cell, "ja")
    key = "choice.ask.query.range" if cell.hole == RANGE else "choice.ask.query"
    question = text(key, "ja", cell=words, hole=hole_words(cell, "ja"))
    place = _place(answers, offer_key, cell, words)
    return QueryDraft(offer_key.rpartition(":")[0], question, places=(place,))
