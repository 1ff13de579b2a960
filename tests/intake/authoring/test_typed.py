"""Rows ticked, typed over, added and taken away on screen make a sound questionnaire."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rfi.document.authoring.layout import BUSINESSES, tables
from rfi.document.authoring.names import Names
from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.authoring.draft import PARTS, QuestionnaireDraft
from rfi.intake.authoring.made import MadeQuestionnaire, made_of
from rfi.intake.authoring.typed import RowEdits, taken_in
from tests.intake.authoring.test_draft import SOURCE

NOTHING = QuestionnaireDraft()
NAMES = Names(BUSINESSES, [("B01", "住民基本台帳"), ("+1", "財務会計")])


def added(draft: QuestionnaireDraft, part: str, *rows: dict[str, Any]) -> QuestionnaireDraft:
    """Return a draft with more rows of one's own."""
    laid_out = [key for key in draft.rows.get(part, {}) if key.startswith("+")]
    return taken_in(draft, draft, part, RowEdits(laid_out, is_own=True, added=rows), NAMES)


def made(draft: QuestionnaireDraft) -> MadeQuestionnaire:
    return made_of(draft, SOURCE)


def own() -> QuestionnaireDraft:
    """Return an RFI of one business of one's own and of none of the source."""
    removed = {BUSINESSES: [row["business"] for row in SOURCE["businesses"]]}
    return added(QuestionnaireDraft(removed), BUSINESSES, {"title": "財務会計"})


def test_a_business_of_ones_own_is_asked_what_is_asked_of_any_business_alone() -> None:
    value = made(own()).value
    assert value["businesses"] == [{"title": "財務会計", "business": "N01"}]
    assert [row["businesses"] for row in value["cost_questions"]] == [["N01"]] * 10
    assert {row["item"] for row in value["cost_questions"]} == {
        row["item"] for row in SOURCE["cost_questions"] if row["businesses"] != ["COM"]
    }


def test_rows_of_ones_own_get_numbers_and_the_codes_of_what_is_chosen() -> None:
    row = {"business": "財務会計", "class": "必須", "text": "電子決裁で支出まで処理できること。"}
    value = made(added(own(), "requirements", row, {**row, "text": "日々仕訳ができること。"})).value
    assert value["requirements"] == [
        {"business": "N01", "class": "required", "text": "電子決裁で支出まで処理できること。",
         "requirement_id": "N01-001"},
        {"business": "N01", "class": "required", "text": "日々仕訳ができること。",
         "requirement_id": "N01-002"},
    ]  # fmt: skip


def test_words_are_read_as_the_workbook_reads_them_and_what_cannot_be_is_told() -> None:
    row = {"title": "３５万人", "population": "350,000", "cities": "二市"}
    found = made(added(NOTHING, "scenarios", row))
    assert found.value["scenarios"][-1]["population"] == 350_000
    at = len(SOURCE["scenarios"])
    told = {(one.code, one.pointer) for one in found.issues}
    assert ("cell_not_number", f"/scenarios/{at}/cities") in told


def test_typing_nothing_over_a_word_of_the_source_takes_it_away() -> None:
    edits = RowEdits(["Q01", "Q02"], changed={0: {"unit": None}, 1: {"title": "開発元"}})
    value = made(taken_in(NOTHING, NOTHING, "free_questions", edits, NAMES)).value
    first, second = value["free_questions"][:2]
    assert "unit" not in first
    assert second["title"] == "開発元"
    assert second["choices"] == SOURCE["free_questions"][1]["choices"]


def test_what_was_typed_twice_since_the_rows_were_laid_out_counts_once() -> None:
    first = RowEdits([], is_own=True, added=[{"title": "問い"}])
    both = RowEdits([], is_own=True, added=[{"title": "問い"}, {"title": "問い二"}])
    now = taken_in(NOTHING, NOTHING, "free_questions", first, NAMES)
    later = taken_in(now, NOTHING, "free_questions", both, NAMES)
    titles = [row["title"] for row in made(later).value["free_questions"]]
    assert titles[len(SOURCE["free_questions"]) :] == ["問い", "問い二"]


def test_ticks_and_rows_of_ones_own_do_not_undo_each_other() -> None:
    ticked = RowEdits(["Q01"], changed={0: {"use": False}})
    written = RowEdits([], is_own=True, added=[{"title": "問い", "kind": "文章"}])
    one = taken_in(NOTHING, NOTHING, "free_questions", ticked, NAMES)
    both = taken_in(one, NOTHING, "free_questions", written, NAMES)
    assert both.removed["free_questions"] == ["Q01"]
    again = taken_in(both, NOTHING, "free_questions", ticked, NAMES)
    assert again == both


def test_a_row_taken_away_leaves_its_name_to_nobody() -> None:
    row = {"business": "財務会計", "class": "必須", "text": "要件"}
    asked = added(own(), "requirements", row)
    gone = taken_in(asked, asked, BUSINESSES, RowEdits(["+1"], is_own=True, deleted=[0]), NAMES)
    other = added(gone, BUSINESSES, {"title": "人事給与"})
    value = made(other).value
    assert [one["title"] for one in value["businesses"]] == ["人事給与"]
    assert "requirements" not in value


def test_an_item_is_asked_where_it_is_ticked() -> None:
    edits = RowEdits(["I03", "R07"], changed={0: {"in:B01": False}, 1: {"in:B02": True}})
    value = made(taken_in(NOTHING, NOTHING, "cost_items", edits, NAMES)).value
    asked = {row["item"]: row["businesses"] for row in value["cost_questions"]}
    before = {row["item"]: row["businesses"] for row in SOURCE["cost_questions"]}
    assert "B01" in before["I03"]
    assert asked["I03"] == [code for code in before["I03"] if code != "B01"]
    assert asked["R07"] == [*before["R07"], "B02"]


def test_the_cover_is_typed_over_field_by_field() -> None:
    fields = {
        "title": "財務会計のRFI",
        "contact.email": "a@example.jp",
        "deadline_on": "令和9年1月29日",
    }
    value = made(QuestionnaireDraft(fields=fields)).value
    assert value["title"] == "財務会計のRFI"
    assert value["contact"] == {"email": "a@example.jp"}
    assert value["deadline_on"] == "2027-01-29"
    assert value["reference_fx"] == SOURCE["reference_fx"]


def test_what_the_cover_needs_and_has_no_more_is_told() -> None:
    value = made(QuestionnaireDraft(fields={"title": ""})).value
    document = read_document("q.json", json.dumps(value).encode())
    assert [(one.code, one.pointer) for one in document.issues] == [("schema_required", "/title")]


# Two businesses are enough to name one another, and quickly read.
SMALL = made(
    QuestionnaireDraft(
        {
            "businesses": [row["business"] for row in SOURCE["businesses"][2:-1]],
            "scenarios": [row["scenario_id"] for row in SOURCE["scenarios"][2:]],
            "requirements": [row["requirement_id"] for row in SOURCE["requirements"][5:]],
        }
    )
).value
WORDS = st.sampled_from(["", "財務会計", "必須", "１２", "=1+1", "はい・いいえ", "三つ", "x" * 500])
CELLS = {
    part: [one.key for one in tables()[part].columns if one.field is not None and not one.is_id]
    for part in PARTS
}


@st.composite
def edits(draw: st.DrawFn) -> tuple[str, RowEdits]:
    part = draw(st.sampled_from(list(PARTS)))
    row = st.dictionaries(st.sampled_from([*CELLS[part], "use"]), WORDS | st.none() | st.booleans())
    if draw(st.booleans()):
        return part, RowEdits([], is_own=True, added=draw(st.lists(row, max_size=3)))
    keys = [str(one[PARTS[part]]) for one in SMALL[part]]
    numbers = st.integers(0, len(keys) - 1)
    return part, RowEdits(keys, changed=draw(st.dictionaries(numbers, row, max_size=3)))


@given(st.lists(edits(), max_size=4))
def test_whatever_is_typed_is_sound_or_told_and_goes_through_the_workbook(
    all_edits: list[tuple[str, RowEdits]],
) -> None:
    draft = NOTHING
    for part, one in all_edits:
        draft = taken_in(draft, draft, part, one, NAMES)
    found = made_of(draft, SMALL)
    document = read_document("q.json", json.dumps(found.value, ensure_ascii=False).encode())
    told = [one for one in (*found.issues, *document.issues) if one.severity == "error"]
    if not told:
        assert document.value is not None
        book = read_document("q.xlsx", write_authoring_book(document.value))
        assert book.value == document.value
    for part, keys in found.keys.items():
        assert len(keys) == len(found.value.get(part, ()))
