"""Three vendors fill the form of an RFI of one's own in haste: what is left, and the sums.

The RFI is typed row by row, as on the page of the questionnaire.
"""

import json
from functools import cache
from typing import Any

from rfi.document.authoring.layout import BUSINESSES
from rfi.document.authoring.names import Names
from rfi.document.read import Document, read_document
from rfi.intake.authoring.draft import QuestionnaireDraft
from rfi.intake.authoring.made import made_of
from rfi.intake.authoring.standard import standard_lists
from rfi.intake.authoring.typed import RowEdits, taken_in
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from tests.answers import collect
from tests.browser import own_words
from tests.browser.own_vendors import Fill, filled, first, second, third, third_mended
from tests.evaluations import evaluated

SOURCE: dict[str, Any] = {
    "schema_version": "1.1.0", "base_fiscal_year": 2027, "reference_fx": {"usd_jpy": 150},
    **standard_lists(),
}  # fmt: skip
NAMES = Names(BUSINESSES, [(f"+{n}", one) for n, one in enumerate(own_words.BUSINESSES, start=1)])
COLUMNS = {
    "scenarios": ("title", "population", "member_populations", "cities", "households", "staff"),
    "requirements": ("business", "class", "category", "text"),
    "kpis": ("business", "beneficiary", "title", "title_en", "unit", "unit_text", "direction"),
    "free_questions": ("group", "title", "title_en", "kind", "unit", "choices", "need"),
}
ROWS = {
    "scenarios": own_words.SCENARIOS, "requirements": own_words.REQUIREMENTS,
    "kpis": own_words.KPIS, "free_questions": own_words.QUESTIONS,
}  # fmt: skip


def not_asked(part: str, key: str, kept: tuple[str, ...] = ()) -> list[str]:
    return [row[key] for row in SOURCE[part] if row[key] not in kept]


@cache
def asked() -> Questionnaire:
    """Return the RFI of three businesses, eight items, two scenarios and what else is typed."""
    removed = {
        "scenarios": not_asked("scenarios", "scenario_id"),
        "businesses": not_asked("businesses", "business", ("COM",)),
        "cost_items": not_asked("cost_items", "item", own_words.ITEMS),
        "options": not_asked("options", "option_id"),
        "requirements": not_asked("requirements", "requirement_id"),
        "kpis": not_asked("kpis", "kpi_id"),
        "service_level_items": not_asked("service_level_items", "item_id", own_words.SERVICE),
        "free_questions": not_asked("free_questions", "question_id"),
    }
    draft = QuestionnaireDraft(removed, {"title": own_words.TITLE, "issued_on": "2026-12-01"})
    titles = [{"title": one} for one in own_words.BUSINESSES]
    draft = taken_in(draft, draft, BUSINESSES, RowEdits([], is_own=True, added=titles), NAMES)
    for part, columns in COLUMNS.items():
        rows = [dict(zip(columns, cells, strict=False)) for cells in ROWS[part]]
        draft = taken_in(draft, draft, part, RowEdits([], is_own=True, added=rows), NAMES)
    found = made_of(draft, SOURCE)
    assert not found.issues
    data = json.dumps(found.value, ensure_ascii=False).encode()
    return questionnaire_of(read_document("q.json", data))


def answered(fill: Fill) -> Document:
    return read_document("x.xlsx", filled(write_answer_book(asked()), fill))


def errors(document: Document) -> set[tuple[str, str]]:
    return {(one.code, one.origin) for one in document.issues if one.severity == "error"}


def test_what_is_asked_is_what_was_typed() -> None:
    counts = {part: len(asked().value[part]) for part in (*ROWS, "cost_items", "businesses")}
    assert counts == {
        "scenarios": 2, "requirements": 12, "kpis": 4, "free_questions": 6, "cost_items": 8,
        "businesses": 4,
    }  # fmt: skip


def test_haste_leaves_one_missing_unit_told_where_it_is_said_for_all() -> None:
    assert not errors(answered(first))
    assert not errors(answered(second))
    assert {code for code, _ in errors(answered(third))} == {"schema_required"}
    assert len({origin for _, origin in errors(answered(third))}) == 1
    assert not errors(answered(third_mended))


def test_the_totals_are_those_added_up_by_hand() -> None:
    values = []
    for number, fill in enumerate((first, second, third_mended)):
        value = answered(fill).value
        assert value is not None
        values.append({**value, "response_id": f"v{number}"})
    offers = evaluated(collect(asked().value, *values)).costs.offers
    # Thousand yen. First: 3 * (13,300 + 24,000 + 6,000) + 15,000 = 144,900, less N03/I03, 6,000,
    # which contradicts its unit. Second: 15,000 + 3,000 + 2,000 + 6,000 + 1,000 + 36,000 + 9,000
    # + 6,000, without what it does not price. Third: as the first, all of it, tax taken off.
    assert [round(one.totals.nominal_jpy or 0) for one in offers] == [
        138_900_000, 78_000_000, 144_900_000,
    ]  # fmt: skip
