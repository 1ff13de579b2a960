"""Small questionnaires and answers for tests, built as documents and read by the real path."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rfi.compare.cost.comparison import Comparison, OfferFigures
from rfi.compare.round.answers import AnswerSet, NamedBytes, collect_answers
from rfi.compare.round.scope import Scope
from rfi.document.read import Document, read_document
from rfi.scenario.assumptions import AssumptionValue
from rfi.schema.codelists import load_codelist
from tests.evaluations import evaluated

Line = dict[str, Any]
MILLION = 1_000_000
STANDARD_SET = Path(__file__).resolve().parents[1] / "samples" / "assumptions" / "standard.json"


def standard_assumptions(**changes: AssumptionValue) -> dict[str, Any]:
    """Return an assumption set of the defaults that the examples of the method take for granted.

    It is the standard set, but for effects that count in full whatever their evidence.
    """
    standard = json.loads(STANDARD_SET.read_text("utf-8"))["values"]
    values: dict[str, AssumptionValue] = {
        **{one["key"]: one["value"] for one in standard},
        **{f"evidence_factor_{grade}": 1 for grade in load_codelist("evidence_grades").codes},
        **changes,
    }
    return {
        "schema_version": "1.0.0",
        "assumption_set_id": "test",
        "title": "試験用",
        "values": [
            {"key": key, "value": value, "unit": "－", "source": "試験"}
            for key, value in values.items()
        ],
    }


def questionnaire(
    items: Sequence[str] = ("I03", "R01"),
    businesses: Sequence[str] = ("B01",),
    *,
    population: int | None = 350_000,
    cities: int = 1,
    reference_fx: float = 150,
    **scenario: Any,
) -> dict[str, Any]:
    """Return a questionnaire with one scenario "S" that asks every item of every business."""
    titles = load_codelist("businesses")
    costs = load_codelist("cost_items")
    return {
        "schema_version": "1.1.0",
        "questionnaire_id": "q",
        "title": "試験の調査票",
        "base_fiscal_year": 2026,
        "reference_fx": {"usd_jpy": reference_fx},
        "default_scenario_id": "S",
        "scenarios": [
            {
                "scenario_id": "S",
                "title": "単独",
                "population": population,
                "cities": cities,
                **scenario,
            }
        ],
        "businesses": [
            {"business": code, "title": titles.title(code, "ja")} for code in businesses
        ],
        "cost_items": [
            {"item": code, "title": costs.title(code, "ja"), "standard_item": code}
            for code in items
        ],
        "cost_questions": [{"item": code, "businesses": list(businesses)} for code in items],
    }


def line(item: str, amount: float | None = None, **fields: Any) -> Line:
    """Return a cost line: yen, tax-excluded, once for I and E items, monthly for R items."""
    made: Line = {
        "scenario_id": "S",
        "businesses": ["B01"],
        "item": item,
        "state": "priced",
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "monthly" if item.startswith("R") else "once",
    }
    if amount is not None:
        made["amount"] = amount
    made.update(fields)
    return {key: value for key, value in made.items() if value is not ...}


def discount(amount: float, name: str = "D1", scenario: str = "S", **fields: Any) -> Line:
    """Return a discount line: yen, tax-excluded, once, on all lines of the scenario."""
    return {
        "discount_id": name,
        "scenario_id": scenario,
        "kind": "special",
        "amount": amount,
        "unit": "one",
        "currency": "JPY",
        "tax": "excluded",
        "frequency": "once",
        "condition": "unconditional",
        **fields,
    }


def answer(
    lines: Sequence[Line],
    *,
    response_id: str = "vendor",
    go_live: str = "2027-04-01",
    months: int = 60,
    **offer: Any,
) -> dict[str, Any]:
    """Return an answer with one offer; lines without an id are numbered."""
    numbered = [{"line_id": f"L{index}", **found} for index, found in enumerate(lines)]
    return {
        "schema_version": "1.1.0",
        "questionnaire_id": "q",
        "response_id": response_id,
        "version": 1,
        "vendor": {"vendor_id": response_id, "name": f"架空 {response_id}"},
        "offers": [
            {
                "offer_id": "A",
                "title": "提案",
                "go_live_on": go_live,
                "contract_months": months,
                "cost_lines": numbered,
                **offer,
            }
        ],
    }


def document(name: str, value: Mapping[str, Any]) -> Document:
    """Return a value as a document read from its JSON bytes."""
    return read_document(name, json.dumps(value, ensure_ascii=False).encode())


def collect(
    asked: Mapping[str, Any],
    *answers: Mapping[str, Any],
    letters: Sequence[str] = (),
    **assumptions: AssumptionValue,
) -> AnswerSet:
    """Return a round read by the real path; the questionnaire's own rate goes over the set's."""
    documents = [document(f"{value['response_id']}.json", value) for value in answers]
    standard = document("standard.json", standard_assumptions(**assumptions))
    asking = document("questionnaire.json", asked)
    return collect_answers(asking, documents, standard, letters=letters)


def compare(
    asked: Mapping[str, Any],
    *answers: Mapping[str, Any],
    scope: Scope | None = None,
    **assumptions: AssumptionValue,
) -> Comparison:
    """Compare answers under the given assumptions."""
    found = collect(asked, *answers)
    return evaluated(found, changes=assumptions, scope=scope).costs


def figures(
    asked: Mapping[str, Any],
    lines: Sequence[Line],
    *,
    scope: Scope | None = None,
    offer: Mapping[str, Any] | None = None,
    **assumptions: AssumptionValue,
) -> OfferFigures:
    """Compare one answer made of ``lines`` and return its figures."""
    comparison = compare(asked, answer(lines, **(offer or {})), scope=scope, **assumptions)
    return comparison.offers[0]


def named(name: str, value: Mapping[str, Any]) -> NamedBytes:
    """Return a value as a file."""
    return NamedBytes(name, json.dumps(value, ensure_ascii=False).encode())
