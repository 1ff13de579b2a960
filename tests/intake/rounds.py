"""A round with something in every part of it, and hypothesis strategies for rounds."""

import json
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from rfi.intake.query.queries import Query, QueryDraft, QueryPlace
from rfi.intake.round.deed import Deed
from rfi.intake.round.dismissal import Dismissal, DismissedPlace
from rfi.intake.round.dismissals import dismiss, undo_dismissal
from rfi.intake.round.queries import add_query
from rfi.intake.round.round import (
    Answer,
    AppliedSuggestion,
    Round,
    RoundFile,
    add_answer,
    apply_suggestion,
    note_answer,
)
from rfi.intake.round.suggestion import Suggestion
from tests.answers import answer, line, questionnaire, standard_assumptions

if TYPE_CHECKING:
    from collections.abc import Mapping


def file_of(name: str, value: object) -> RoundFile:
    """Return a value as a JSON file."""
    return RoundFile(name, json.dumps(value, ensure_ascii=False).encode())


def answer_file(name: str = "a.json", **changes: Any) -> RoundFile:
    """Return an answer of one line as a file."""
    value: Mapping[str, Any] = answer([line("I03", 10)])
    return file_of(name, {**value, **changes})


def empty_round() -> Round:
    """Return a round without answers."""
    asked = file_of("調査票.json", questionnaire())
    return Round(asked, file_of("standard.json", standard_assumptions()))


def full_round() -> Round:
    """Return a round with two versions, a query, a note and an applied suggestion."""
    first, second = answer_file("回答 第1版.json"), answer_file("回答 第2版.json", version=2)
    made = add_answer(empty_round(), first, by="事務局", at="2026-10-01")
    made = add_answer(made, second, by="事務局", at="2026-11-01")
    made = note_answer(made, first.sha256, "電話で確認済")
    draft = QueryDraft(
        "vendor", "税抜ですか。\n=1+1", "tax_missing", (QueryPlace("/x", "費用!C5"),)
    )
    made = add_query(made, draft, prefix="A", at="2026-10-02")
    suggestion = Suggestion("/offers/0/cost_lines/0/tax", "excluded", "included", "schema_enum")
    made = apply_suggestion(
        made, first.sha256, suggestion, claim=("vendor", 1), by="佐藤", at="2026-10-03"
    )
    place = DismissedPlace("offers/[A]/cost_lines/[L0]/amount #0", "費用!C5")
    what, why = "金額が低すぎます。", "積算を確認\n=1+1"
    made = dismiss(
        made, Dismissal("vendor", "price_low", what, (place,), why, Deed("佐藤", "2026-10-04"))
    )
    return undo_dismissal(made, 0, by="鈴木", at="2026-10-05")


WORDS = st.text(max_size=12)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**15), 10**15)
    | WORDS
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
FILES = st.builds(RoundFile, name=WORDS, data=st.binary(max_size=40))
ANSWERS = st.builds(Answer, FILES, WORDS, WORDS, WORDS, WORDS, WORDS)
PLACES = st.lists(st.builds(QueryPlace, WORDS, WORDS), max_size=3).map(tuple)
QUERIES = st.builds(
    Query,
    number=WORDS,
    response_id=WORDS,
    text=WORDS,
    issue_code=WORDS,
    places=PLACES,
    status=st.sampled_from(["open", "answered", "withdrawn"]),
    reply=WORDS,
    asked_at=WORDS,
    answered_version=st.none() | st.integers(1, 99),
)


DISMISSED = st.lists(st.builds(DismissedPlace, key=WORDS, shown=WORDS), max_size=3).map(tuple)
DISMISSALS = st.builds(
    Dismissal,
    response_id=WORDS,
    issue_code=WORDS,
    what=WORDS,
    places=DISMISSED,
    why=WORDS,
    deed=st.builds(Deed, by=WORDS, at=WORDS, undone_by=WORDS, undone_at=WORDS),
)


@st.composite
def rounds(draw: st.DrawFn) -> Round:
    """Draw a round with any texts and bytes in it."""
    answers = tuple(draw(st.lists(ANSWERS, max_size=3, unique_by=lambda a: a.file.sha256)))
    applied = tuple(
        AppliedSuggestion(
            answer.file.sha256,
            draw(WORDS),
            draw(st.none() | st.integers(1, 9)),
            Suggestion(draw(WORDS), draw(VALUES), draw(VALUES), draw(WORDS)),
            Deed(draw(WORDS), draw(WORDS)),
        )
        for answer in answers
    )
    return Round(
        questionnaire=draw(FILES),
        standard=draw(FILES),
        own_assumptions=tuple(draw(st.lists(FILES, max_size=2))),
        answers=answers,
        queries=tuple(draw(st.lists(QUERIES, max_size=3))),
        applied=applied,
        city_files=tuple(draw(st.lists(FILES, max_size=2))),
        dismissals=tuple(draw(st.lists(DISMISSALS, max_size=2))),
    )
