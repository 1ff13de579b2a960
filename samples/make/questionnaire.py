"""The questionnaire of the fictional round."""

from typing import Any

from rfi.schema.codelists import load_codelist
from rfi.schema.upgrade import current_version
from samples.make.asked_cells import BUSINESSES, COMMON, ITEMS, PER_BUSINESS_ITEMS
from samples.make.content_rows import content_rows
from samples.make.free_questions import free_questions
from samples.make.options import options
from samples.make.scenarios import DEFAULT_SCENARIO_ID, scenario_rows

QUESTIONNAIRE_ID = "core-city-2026"
REFERENCE_FX = 150
SYMBOL_OF_FIT = {
    "standard": "◎",
    "parameter": "○",
    "option": "□",
    "customize": "△",
    "external": "◇",
    "workaround": "▲",
    "roadmap": "☆",
    "not_possible": "×",
}
_NOTE = (
    "架空の見本であり、実在の団体・事業者とは関係がない。金額は参考見積として取り扱う。"
    "空欄と0円は区別するので、金額のない欄には必ず状態（無償・他項目に含む・別途見積・対象外）を"
    "選択すること。共同利用のシナリオは、断りのない限りグループの総額を記入すること。"
)


def _cost_rows() -> dict[str, Any]:
    guides = {row["item"]: row["guide"] for row in content_rows("cost_item_guides")}
    items = load_codelist("cost_items").rows
    return {
        "cost_items": [
            {"item": item, "title": items[item]["ja"], "standard_item": item, "guide": guides[item]}
            for item in ITEMS
        ],
        "cost_questions": [
            {
                "item": item,
                "businesses": list(BUSINESSES if item in PER_BUSINESS_ITEMS else [COMMON]),
            }
            for item in ITEMS
        ],
    }


def _listed_rows() -> dict[str, Any]:
    return {
        "procedures": [
            {key: row[key] for key in ("procedure_id", "business", "title")}
            for row in content_rows("procedures")
        ],
        "requirements": [
            {
                "requirement_id": row["requirement_id"],
                "business": row["business"],
                "class": row["class"],
                "category": row["category_ja"],
                "text": row["text_ja"],
            }
            for row in content_rows("requirements")
        ],
        "kpis": [
            {
                "kpi_id": row["kpi_id"],
                "business": row["business"],
                "beneficiary": row["beneficiary"],
                "title": row["title_ja"],
                "title_en": row["title_en"],
                "unit": row["unit"],
                "direction": row["direction"],
                **({"measure": row["measure"]} if row["measure"] else {}),
                "description": row["description_ja"],
            }
            for row in content_rows("kpis")
        ],
        "service_level_items": [
            {
                "item_id": row["item_id"],
                "title": row["title_ja"],
                "title_en": row["title_en"],
                "value_type": row["value_type"],
                "unit": row["unit"],
                "standard_item": row["standard_item"],
                "description": row["description_ja"],
            }
            for row in content_rows("service_level_items")
        ],
        "free_questions": free_questions(),
        "options": options(),
    }


def questionnaire() -> dict[str, Any]:
    """Return the questionnaire document."""
    businesses = load_codelist("businesses")
    return {
        "schema_version": current_version("questionnaire"),
        "questionnaire_id": QUESTIONNAIRE_ID,
        "title": "標準準拠システム共同利用に関する情報提供依頼（架空の見本）",
        "publisher": "架空中核市協議会（見本）",
        "issued_on": "2026-08-31",
        "deadline_on": "2026-10-30",
        "base_fiscal_year": 2026,
        "reference_fx": {
            "usd_jpy": REFERENCE_FX,
            "on": "2026-08-31",
            "source": "調査票の設定（架空の見本）",
        },
        "default_scenario_id": DEFAULT_SCENARIO_ID,
        "scenarios": scenario_rows(),
        "businesses": [
            {"business": code, "title": businesses.rows[code]["ja"]}
            for code in (*BUSINESSES, COMMON)
        ],
        **_cost_rows(),
        **_listed_rows(),
        "symbols": [{"symbol": symbol, "fit": fit} for fit, symbol in SYMBOL_OF_FIT.items()],
        "note": _NOTE,
    }
