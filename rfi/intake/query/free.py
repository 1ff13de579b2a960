"""A query on the answer to a free question, or on its want."""

from rfi.document.read import Document
from rfi.intake.query.queries import QueryDraft, QueryPlace
from rfi.scenario.free_questions import FreeQuestion
from rfi.text.wording import Lang, text


def free_query(
    question: FreeQuestion, document: Document, response_id: str, lang: Lang
) -> QueryDraft:
    """Return a draft that names the question, with the places where the answer stands.

    An answer of several plans has a place a plan; without any answer the query asks for it.
    """
    offers = (document.value or {}).get("offers", ())
    pointers = [
        f"/offers/{number}/free_answers/{index}"
        for number, offer in enumerate(offers)
        for index, row in enumerate(offer.get("free_answers", ()))
        if row["question_id"] == question.question_id
    ]
    places = tuple(QueryPlace(one, document.origin_of(one)) for one in pointers)
    key = "query.free.answered" if places else "query.free.unanswered"
    return QueryDraft(response_id, text(key, lang, title=question.title), places=places)
