"""A questionnaire in the making names nothing that it does not ask."""

import json
from collections.abc import Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rfi.document.read import read_document
from rfi.intake.authoring.draft import PARTS, QuestionnaireDraft
from rfi.intake.authoring.made import made_of
from rfi.scenario.asked_counts import asked_counts
from rfi.scenario.questionnaire import questionnaire_of
from tests.views.rounds import SAMPLES

SOURCE: dict[str, Any] = json.loads(
    (SAMPLES / "responses" / "questionnaire.json").read_text("utf-8")
)


def ids(value: Mapping[str, Any], part: str) -> set[str]:
    return {row[PARTS[part]] for row in value.get(part, ())}


def test_nothing_ticked_off_is_the_source() -> None:
    assert made_of(QuestionnaireDraft(), SOURCE).value == SOURCE


def test_a_business_takes_along_what_is_asked_of_it_alone() -> None:
    made = made_of(QuestionnaireDraft({"businesses": ["B01"]}), SOURCE).value
    assert "B01" not in ids(made, "businesses")
    for part in ("requirements", "kpis", "procedures", "options"):
        assert all(row.get("business") != "B01" for row in made[part])
    assert all("B01" not in row["businesses"] for row in made["cost_questions"])
    procedures = ids(made, "procedures")
    assert all(
        one["procedure_id"] in procedures for row in made["scenarios"] for one in row["volumes"]
    )


def test_the_standard_scenario_moves_on_when_it_is_ticked_off() -> None:
    made = made_of(QuestionnaireDraft({"scenarios": [SOURCE["default_scenario_id"]]}), SOURCE).value
    assert made["default_scenario_id"] == made["scenarios"][0]["scenario_id"]


@st.composite
def drafts(draw: st.DrawFn) -> QuestionnaireDraft:
    removed = {}
    for part in PARTS:
        known = sorted(ids(SOURCE, part))
        # Of every part one row at least is left.
        removed[part] = draw(st.lists(st.sampled_from(known[1:]), max_size=6, unique=True))
    return QuestionnaireDraft(removed, {"title": "試験の調査票"})


@given(drafts())
def test_whatever_is_ticked_off_the_questionnaire_is_sound(draft: QuestionnaireDraft) -> None:
    made = made_of(draft, SOURCE).value
    document = read_document("q.json", json.dumps(made, ensure_ascii=False).encode())
    assert document.issues == ()
    asked = questionnaire_of(document)
    assert sum(asked_counts(asked).values()) <= sum(
        asked_counts(
            questionnaire_of(read_document("s.json", json.dumps(SOURCE).encode()))
        ).values()
    )
    assert made["title"] == "試験の調査票"
