"""A small form with every sheet filled, made in code."""

from functools import cache
from typing import Any

from benchmarks.grid_edits import Sound, sound
from rfi.document.read import read_document
from rfi.document.xlsx.workbook import read_grid
from rfi.intake.form.writer import write_answer_book
from rfi.scenario.questionnaire import questionnaire_of
from samples.make.invalid import ANSWER, QUESTIONNAIRE, text_of

_TITLES = (("B01", "住民基本台帳"), ("B02", "個人住民税"), ("B18", "印鑑登録"))
_TERMS = {"unit": "thousand", "currency": "JPY", "tax": "excluded"}


def _question() -> dict[str, Any]:
    """Return a questionnaire of two scenarios, three businesses and two items."""
    return {
        **QUESTIONNAIRE,
        "scenarios": [
            {"scenario_id": "S1", "title": "35万人・単独", "population": 350_000, "cities": 1},
            {"scenario_id": "S2", "title": "50万人・単独", "population": 500_000, "cities": 1},
        ],
        "businesses": [{"business": code, "title": title} for code, title in _TITLES],
        "cost_questions": [
            {"item": item, "businesses": [code for code, _ in _TITLES]} for item in ("I03", "R01")
        ],
        "requirements": [
            {"requirement_id": f"Q-{n}", "business": "B01", "class": "required", "text": words}
            for n, words in enumerate(("候補を表示できること。", "一括で出力できること。"), start=1)
        ],
        "service_level_items": [
            {"item_id": "SL1", "title": "稼働率", "value_type": "number", "unit": "percent"},
            {"item_id": "SL2", "title": "復旧時間", "value_type": "number", "unit": "hours"},
        ],
        "kpis": [
            {
                "kpi_id": f"K{n}",
                "title": title,
                "unit": "minutes",
                "beneficiary": "resident",
                "business": "B01",
                "direction": "decrease",
            }
            for n, title in enumerate(("待ち時間", "記入時間"), start=1)
        ],
    }


def _lines() -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = []
    amount = 1000
    for scenario in ("S1", "S2"):
        for business, _ in _TITLES:
            for item, frequency in (("I03", "once"), ("R01", "monthly")):
                amount += 137
                lines.append({
                    "line_id": f"{scenario}.{business}.{item}",
                    "scenario_id": scenario,
                    "businesses": [business],
                    "item": item,
                    "state": "priced",
                    "amount": amount,
                    "frequency": frequency,
                    **_TERMS,
                    **({"accepted_on": "2028-03-31"} if item == "I03" else {}),
                })  # fmt: skip
    return lines


@cache
def filled_form() -> Sound:
    """Return the form as cells, with what it says; whoever changes it takes a copy."""
    asked = questionnaire_of(read_document("q.json", text_of(_question()).encode()))
    own = {
        "line_id": "L1",
        "scenario_id": "S1",
        "businesses": ["B01", "B02"],
        "item": "R01",
        "state": "priced",
        "amount": 50,
        "frequency": "monthly",
        **_TERMS,
        "start_on": "2028-04-01",
        "months": 60,
    }
    offer = {
        **ANSWER["offers"][0],
        "cost_lines": [*_lines(), own],
        "discount_lines": [
            {
                "discount_id": "D1",
                "scenario_id": "S1",
                "amount": 100,
                "frequency": "once",
                "condition": "unconditional",
                **_TERMS,
            }
        ],
        "stated_totals": [{"scenario_id": "S1", "kind": "total", "amount": 99_999, **_TERMS}],
        "benefit_lines": [
            {"benefit_id": "K1", "kpi_id": "K1", "baseline": 30, "target": 20, "volume": 5000}
        ],
        "fit_answers": [
            {"requirement_id": "Q-1", "symbol": "○"},
            {"requirement_id": "Q-2", "symbol": "△", "cost_once": 500, "unit": "thousand"},
        ],
        "service_levels": [
            {"item_id": "SL1", "value_number": 99.9},
            {"item_id": "SL2", "value_number": 24},
        ],
        "assumptions": [{"topic": "前提", "text": "既存機器を使う"}],
    }
    answer = {**ANSWER, "offers": [offer]}
    grid, _ = read_grid(write_answer_book(asked, answer))
    if grid is None:
        message = "the filled form cannot be read"
        raise ValueError(message)
    return sound(asked, grid)
