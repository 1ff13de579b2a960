"""A questionnaire in the making: what a person ticked and typed, apart from what it starts from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

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
# What the key of a row of one's own begins with; that of any other is its id.
_OWN = "+"
Row = TypeVar("Row")


def is_own(key: str) -> bool:
    """Tell whether a row was written on screen.

    >>> is_own("+3"), is_own("B01")
    (True, False)
    """
    return key.startswith(_OWN)


def next_key(taken: Collection[str]) -> str:
    """Return the key of one more row of one's own.

    >>> next_key(()), next_key(("+1", "B01"))
    ('+1', '+2')
    """
    numbers = [int(key.removeprefix(_OWN)) for key in taken if is_own(key)]
    return f"{_OWN}{max(numbers, default=0) + 1}"


def in_order_written(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Return rows with those of one's own in the order in which they were written.

    What keeps a draft as text may sort its keys as text.

    >>> list(in_order_written({"+1": "", "+10": "", "+2": "", "B01": ""}))
    ['B01', '+1', '+2', '+10']
    """

    def place(key: str) -> int:
        return int(key.removeprefix(_OWN)) if is_own(key) else 0

    return {key: rows[key] for key in sorted(rows, key=place)}


@dataclass(frozen=True, slots=True)
class QuestionnaireDraft:
    """What differs from the source.

    Rows are named by their keys: the id of a row of the source, a key of its own of a new one. A
    cell that names a business holds the key of its row.

    Attributes:
        removed: Part → keys of the rows that are not asked.
        fields: Row id of the cover → what stands there instead; "" for nothing.
        rows: Part → key → column → what stands there instead; "" for nothing.
        asked: Key of a cost item → key of a business → whether it is asked there.
    """

    removed: Mapping[str, Collection[str]] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    rows: Mapping[str, Mapping[str, Mapping[str, str]]] = field(default_factory=dict)
    asked: Mapping[str, Mapping[str, bool]] = field(default_factory=dict)
