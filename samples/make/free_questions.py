"""The free questions of the fictional round, and what each vendor answers; E leaves a must open."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samples.make.content_rows import content_rows
from samples.make.rounding import plain
from samples.make.vendors import Vendor

_BETWEEN = "|"
_NOTES: Mapping[tuple[str, str], str] = {
    ("A", "Q06"): "3回までの分割であれば追加費用はありません。",
    ("C", "Q01"): "ほかに導入作業中が8団体あります。",
    ("D", "Q05"): "共同利用の場合。単独の場合は2028年7月1日です。",
}


def free_questions() -> list[dict[str, Any]]:
    """Return the questions as asked."""
    made = []
    for row in content_rows("free_questions"):
        question: dict[str, Any] = {
            "question_id": row["question_id"],
            "group": row["group_ja"],
            "title": row["title_ja"],
            "title_en": row["title_en"],
            "kind": row["kind"],
            "need": row["need"],
        }
        if row["unit"]:
            question["unit"] = row["unit"]
        if row["choices"]:
            question["choices"] = row["choices"].split(_BETWEEN)
        if row["description_ja"]:
            question["description"] = row["description_ja"]
        made.append(question)
    return made


def _value(kind: str, given: str) -> dict[str, Any]:
    if kind == "number":
        return {"value_number": plain(Fraction(given))}
    if kind in {"one", "several"}:
        return {"value_choices": given.split(_BETWEEN)}
    if kind == "boolean":
        return {"value_boolean": given == "true"}
    return {"value_date" if kind == "date" else "value_text": given}


def free_answers(vendor: Vendor) -> list[dict[str, Any]]:
    """Return the answers of a vendor; an empty cell of the content is a question left out."""
    kinds = {row["question_id"]: row["kind"] for row in content_rows("free_questions")}
    answers = []
    for row in content_rows("free_values"):
        name, given = row["question_id"], row[vendor.key]
        if given:
            note = _NOTES.get((vendor.key, name))
            answer = {"question_id": name, **_value(kinds[name], given)}
            answers.append({**answer, "note": note} if note else answer)
    return answers
