"""Large generated answers: seven scenarios, thousands of cost lines and fit answers each."""

import json
import random
from typing import Any

SCENARIOS = 7
BUSINESSES = [f"B{number:02d}" for number in range(1, 21)] + ["COM"]
ITEMS = [f"I{number:02d}" for number in range(1, 16)] + [
    f"R{number:02d}" for number in range(1, 18)
]
LINES = 7200
FITS = 2000
NOTES = (
    "利用者数1,200名を上限とした価格",
    "外字は約300字を想定",
    "夜間・休日の立会いは含まない",
    "為替の変動により見直すことがある",
)


def questionnaire() -> dict[str, Any]:
    """Return a questionnaire that asks every cell of every scenario."""
    return {
        "schema_version": "1.0.0",
        "questionnaire_id": "bench",
        "title": "計測用の調査票",
        "base_fiscal_year": 2026,
        "reference_fx": {"usd_jpy": 150},
        "default_scenario_id": "S1",
        "scenarios": [
            {"scenario_id": f"S{n}", "title": f"規模{n}", "population": 100_000 * n, "cities": 1}
            for n in range(1, SCENARIOS + 1)
        ],
        "businesses": [{"business": code, "title": code} for code in BUSINESSES],
        "cost_items": [{"item": code, "title": code, "standard_item": code} for code in ITEMS],
        "cost_questions": [{"item": code, "businesses": BUSINESSES} for code in ITEMS],
        "requirements": [
            {
                "requirement_id": f"R-{n:04d}",
                "business": "B01",
                "class": "required",
                "text": f"要件{n}",
            }
            for n in range(FITS)
        ],
    }


def _line(
    number: int, scenario: str, business: str, item: str, chance: random.Random
) -> dict[str, Any]:
    once = item.startswith("I")
    made: dict[str, Any] = {
        "line_id": f"C{number:05d}",
        "scenario_id": scenario,
        "businesses": [business],
        "item": item,
        "state": "priced",
        "amount": chance.randint(100, 90_000),
        "unit": "thousand",
        "currency": "JPY",
        "tax": chance.choice(["excluded", "included"]),
        "frequency": "once" if once else chance.choice(["monthly", "yearly"]),
    }
    if once:
        made["accepted_on"] = f"2027-{chance.randint(1, 12):02d}-25"
    else:
        made |= {"start_on": "2028-04-01", "months": chance.choice([60, 61])}
    if item == "R07":
        made |= {"currency": "USD", "unit": "one", "vendor_fx_rate": 148}
    if chance.random() < 0.05:
        made |= {"fx_share": 0.5, "vendor_fx_rate": 150}
    if chance.random() < 0.03:
        made = {key: made[key] for key in ("line_id", "scenario_id", "businesses", "item")}
        made["state"] = chance.choice(["separate", "out_of_scope", "unanswered"])
    if chance.random() < 0.15:
        made["note"] = chance.choice(NOTES)
    return made


def large_answer(seed: int, *, lines: int = LINES, fits: int = FITS) -> bytes:
    """Return one answer as JSON bytes; two lines may stand in one cell."""
    chance = random.Random(seed)
    cells = [
        (f"S{n}", business, item)
        for n in range(1, SCENARIOS + 1)
        for business in BUSINESSES
        for item in ITEMS
    ]
    chosen = (cells * (lines // len(cells) + 1))[:lines]
    rows = [_line(number, *cell, chance) for number, cell in enumerate(chosen)]
    answers = [
        {
            "requirement_id": f"R-{number:04d}",
            "fit": chance.choice(["standard", "parameter", "option", "workaround"]),
            "note": chance.choice(NOTES),
        }
        for number in range(fits)
    ]
    value = {
        "schema_version": "1.0.0",
        "questionnaire_id": "bench",
        "response_id": f"bench-{seed}",
        "version": 1,
        "vendor": {"vendor_id": f"bench-{seed}", "name": f"架空計測{seed}"},
        "offers": [
            {
                "offer_id": f"O{seed}",
                "title": "計測用の提案",
                "go_live_on": "2028-04-01",
                "contract_months": 60,
                "cost_lines": rows,
                "fit_answers": answers,
            }
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode()
