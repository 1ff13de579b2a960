"""What the schema of a questionnaire cannot say of it; JSON and workbook are held to the same."""

from collections.abc import Iterator, Mapping
from typing import Any

from rfi.schema.issue import Issue


def _without_choices(value: Mapping[str, Any]) -> Iterator[Issue]:
    for index, row in enumerate(value.get("free_questions", ())):
        if row["kind"] in {"one", "several"} and "choices" not in row:
            pointer = f"/free_questions/{index}/choices"
            yield Issue("choices_missing", "error", pointer, params={"title": row["title"]})


def asked_faults(value: Mapping[str, Any]) -> tuple[Issue, ...]:
    """Return the faults of a questionnaire that fits its schema."""
    return tuple(_without_choices(value))
