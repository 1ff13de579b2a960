"""A round whose answers hold a mark of its own in every text that a vendor may write."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.document.read import Document, read_document
from rfi.evaluation.evaluation import evaluate
from rfi.export.record.evaluation import write_record
from rfi.scenario.chosen import Chosen
from rfi.scenario.city.city import City, read_core_cities
from rfi.scenario.city.known_cities import known_cities
from rfi.schema.fields import ITEM, Field, load_fields

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
MARK = "ZQ"
# What repeats something of the questionnaire: anything else would be no answer to it.
_ASKED = frozenset((
    *("questionnaire_id", "scenario_id", "procedure_id", "kpi_id", "requirement_id", "item_id"),
    *("option_id", "question_id", "symbol"),
))  # fmt: skip
# Corporate numbers with the digit that checks them.
NUMBERS = ("8000012010038", "3000020141003")


def document(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


def core_cities() -> tuple[City, ...]:
    (path,) = (SAMPLES / "cities").glob("core_cities*.csv")
    return read_core_cities(path.read_bytes(), "")


def is_free(field: Field) -> bool:
    """Tell whether a vendor may write what they like there."""
    is_closed = field.codes or field.codelist or {"const", "format"} & set(field.bounds)
    return "string" in field.types and not is_closed and field.path[-1] not in _ASKED


def _parents(value: object, path: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    if not path:
        if isinstance(value, dict):
            yield value
    elif path[0] == ITEM and isinstance(value, list):
        for part in value:
            yield from _parents(part, path[1:])
    elif isinstance(value, dict) and path[0] in value:
        yield from _parents(value[path[0]], path[1:])


def planted(value: Mapping[str, Any], first: int) -> tuple[dict[str, Any], list[str]]:
    """Return an answer with a mark in every free text, those it left empty too, and the marks."""
    found: dict[str, Any] = json.loads(json.dumps(value))
    found["vendor"].setdefault("contact", {})
    found.setdefault("source", {})
    marks: list[str] = []
    for field in filter(is_free, load_fields("rfi_response")):
        for parent in _parents(found, field.path[:-1]):
            marks.append(f"{MARK}{first + len(marks):06d}")
            parent[field.path[-1]] = marks[-1]
    return found, marks


def planted_round() -> tuple[AnswerSet, list[str]]:
    """Return the sample round so changed, accepted whole, and every mark, name and number."""
    responses, marks = [], []
    for index, path in enumerate(sorted((SAMPLES / "responses").glob("vendor_*.json"))[:2]):
        value, own = planted(json.loads(path.read_text("utf-8")), index * 200_000)
        value["vendor"]["corporate_number"] = NUMBERS[index]
        value["vendor"]["contact"]["email"] = f"{MARK}{index}@example.jp"
        data = json.dumps(value, ensure_ascii=False).encode()
        name = f"{MARK}file{index}.json"
        responses.append(read_document(name, data))
        marks += [*own, f"{MARK}{index}@example.jp", name, NUMBERS[index]]
    answers = collect_answers(
        document(SAMPLES / "responses" / "questionnaire.json"),
        responses,
        document(SAMPLES / "assumptions" / "standard.json"),
        cities=known_cities(core_cities(), ()),
    )
    return answers, marks


def record_of(answers: AnswerSet, chosen: Chosen) -> dict[str, Any]:
    """Return the record of an evaluation as whoever reads its file has it."""
    found = json.loads(write_record(evaluate(answers, chosen), "ja"))
    assert isinstance(found, dict)
    return found


def sample_round() -> AnswerSet:
    """Return the sample: three answers in JSON, three in workbooks."""
    responses = SAMPLES / "responses"
    given = [
        *sorted(responses.glob("vendor_*.json"))[:3],
        *sorted(responses.glob("vendor_*.xlsx"))[3:],
    ]
    return collect_answers(
        document(responses / "questionnaire.json"),
        map(document, given),
        document(SAMPLES / "assumptions" / "standard.json"),
        cities=known_cities(core_cities(), ()),
    )
