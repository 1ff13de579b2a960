"""What the schema of a questionnaire cannot say of it; JSON and workbook are held to the same."""

from collections.abc import Iterator, Mapping
from typing import Any

from rfi.schema.issue import Issue


def _without_choices(value: Mapping[str, Any]) -> Iterator[Issue]:
    for index, row in enumerate(value.get("free_questions", ())):
        if row["kind"] in {"one", "several"} and "choices" not in row:
            pointer = f"/free_questions/{index}/choices"
            yield Issue("choices_missing", "error", pointer, params={"title": row["title"]})


def _options(value: Mapping[str, Any]) -> Iterator[Issue]:
    taken = {row["item"] for row in value["cost_items"]}
    businesses = {row["business"] for row in value["businesses"]}
    for index, row in enumerate(value.get("options", ())):
        pointer = f"/options/{index}"
        if row["option_id"] in taken:
            facts = {"id": row["option_id"]}
            yield Issue("duplicate_id", "error", f"{pointer}/option_id", params=facts)
        if row["business"] not in businesses:
            facts = {"given": row["business"]}
            yield Issue("unknown_code", "error", f"{pointer}/business", params=facts)
        taken.add(row["option_id"])


def _members(value: Mapping[str, Any]) -> Iterator[Issue]:
    for index, row in enumerate(value["scenarios"]):
        members = row.get("member_populations")
        if members is None:
            continue
        mean = sum(members) / len(members)
        is_mean = row["population"] is None or abs(row["population"] - mean) < 1
        if len(members) != row["cities"] or not is_mean:
            facts = {
                "title": row["title"], "count": len(members), "cities": row["cities"],
                "mean": f"{mean:,.0f}",
            }  # fmt: skip
            pointer = f"/scenarios/{index}/member_populations"
            yield Issue("members_contradict", "error", pointer, params=facts)


def asked_faults(value: Mapping[str, Any]) -> tuple[Issue, ...]:
    """Return the faults of a questionnaire that fits its schema."""
    return (*_members(value), *_without_choices(value), *_options(value))
