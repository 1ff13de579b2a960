"""A questionnaire in the making: rows of a source ticked off, and a few words changed.

What refers to a row that is gone goes with it, so that a draft names nothing that it does not
ask: a business takes its requirements, indicators, procedures and options along, an item its
questions.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

# List of the questionnaire → what names its rows, in the order in which they are asked.
PARTS: Mapping[str, str] = {
    "scenarios": "scenario_id",
    "businesses": "business",
    "cost_items": "item",
    "options": "option_id",
    "procedures": "procedure_id",
    "requirements": "requirement_id",
    "kpis": "kpi_id",
    "service_level_items": "item_id",
    "free_questions": "question_id",
}
# What a clerk types over the source.
FIELDS = ("title", "publisher", "issued_on", "deadline_on")


@dataclass(frozen=True, slots=True)
class QuestionnaireDraft:
    """What differs from the source.

    Attributes:
        removed: Part → ids of the rows that are not asked.
        fields: Of ``FIELDS``, what stands in place of the source's.
    """

    removed: Mapping[str, Collection[str]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)

    def applied(self, source: Mapping[str, Any]) -> dict[str, Any]:
        """Return the questionnaire that the draft makes of its source."""
        made = {**source, **{name: words for name, words in self.fields.items() if words}}
        for part, key in PARTS.items():
            gone = set(self.removed.get(part, ()))
            if part in made and gone:
                made[part] = [row for row in made[part] if str(row[key]) not in gone]
        return _without_dangling(made)


def _ids(value: Mapping[str, Any], part: str) -> set[str]:
    return {str(row[PARTS[part]]) for row in value.get(part, ())}


def _without_dangling(value: dict[str, Any]) -> dict[str, Any]:
    """Return the questionnaire without what names a row that is not there."""
    businesses, items = _ids(value, "businesses"), _ids(value, "cost_items")
    made = dict(value)
    for part in ("requirements", "kpis", "procedures", "options"):
        if part in made:
            made[part] = [row for row in made[part] if row.get("business") in {None, *businesses}]
    questions = []
    for row in made.get("cost_questions", ()):
        asked = [code for code in row["businesses"] if code in businesses]
        if row["item"] in items and asked:
            questions.append({**row, "businesses": asked})
    made["cost_questions"] = questions
    used = {row["item"] for row in questions}
    made["cost_items"] = [row for row in made.get("cost_items", ()) if row["item"] in used]
    procedures = _ids(made, "procedures")
    made["scenarios"] = [
        {
            **row,
            "volumes": [one for one in row["volumes"] if one["procedure_id"] in procedures],
        }
        if "volumes" in row
        else row
        for row in made.get("scenarios", ())
    ]
    scenarios = [str(row["scenario_id"]) for row in made["scenarios"]]
    if made.get("default_scenario_id") not in scenarios and scenarios:
        made["default_scenario_id"] = scenarios[0]
    return made
