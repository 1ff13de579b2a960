"""The answer of one vendor, put together."""

from typing import Any

from rfi.schema.upgrade import current_version
from samples.make.asked_cells import BUSINESSES, COMMON
from samples.make.benefits import benefit_lines
from samples.make.content_rows import content_rows
from samples.make.cost_remarks import add_cost_remarks
from samples.make.dates import first_day
from samples.make.discounts import discount_lines
from samples.make.fit_answers import fit_answers
from samples.make.fit_levels import fit_levels
from samples.make.free_questions import free_answers
from samples.make.habits import finished_drafts
from samples.make.options import option_lines
from samples.make.premises import premises
from samples.make.questionnaire import QUESTIONNAIRE_ID
from samples.make.scenarios import SCENARIOS, scenario_rows
from samples.make.service_levels import service_levels
from samples.make.stated_totals import stated_totals
from samples.make.totals import sums_by_kind
from samples.make.vendors import Vendor
from samples.make.written_lines import written_line


def _costs(vendor: Vendor, customized: set[str]) -> dict[str, Any]:
    """Return cost lines, discounts and stated totals, which hang together."""
    rows = {row["scenario_id"]: row for row in scenario_rows()}
    lines = [written_line(draft, vendor) for draft in finished_drafts(vendor)]
    add_cost_remarks(lines, {one.scenario_id: one for one in SCENARIOS}, vendor, customized)
    by_scenario = {
        scenario_id: [line for line in lines if line["scenario_id"] == scenario_id]
        for scenario_id in vendor.scenario_ids
    }
    sums = {
        scenario_id: sums_by_kind(found, rows[scenario_id], vendor)["total"]
        for scenario_id, found in by_scenario.items()
    }
    cities = {scenario_id: row["cities"] for scenario_id, row in rows.items()}
    discounts = discount_lines(vendor, sums, cities)
    costs: dict[str, Any] = {"cost_lines": lines}
    if discounts:
        costs["discount_lines"] = discounts
    stated = stated_totals(vendor, by_scenario, discounts, rows)
    if stated:
        costs["stated_totals"] = stated
    return costs


def _offer(vendor: Vendor) -> dict[str, Any]:
    levels = fit_levels(vendor)
    business_of = {row["requirement_id"]: row["business"] for row in content_rows("requirements")}
    customized = {business_of[name] for name, fit in levels.items() if fit == "customize"}
    return {
        "offer_id": f"{vendor.key}1",
        "title": vendor.title,
        "summary": vendor.summary,
        "go_live_on": first_day(vendor).isoformat(),
        "contract_months": vendor.months,
        "businesses": [code for code in (*BUSINESSES, COMMON) if code not in vendor.unserved],
        **_costs(vendor, customized),
        "benefit_lines": benefit_lines(vendor),
        "fit_answers": fit_answers(vendor, levels),
        "service_levels": service_levels(vendor),
        "free_answers": free_answers(vendor),
        "option_lines": option_lines(vendor),
        "assumptions": premises(vendor),
        "note": vendor.note,
    }


def response(vendor: Vendor) -> dict[str, Any]:
    """Return the response document of a vendor."""
    slug = f"vendor-{vendor.key.lower()}"
    return {
        "schema_version": current_version("rfi_response"),
        "questionnaire_id": QUESTIONNAIRE_ID,
        "response_id": slug,
        "version": 1,
        "answered_on": vendor.answered_on,
        "vendor": {
            "vendor_id": slug,
            "name": vendor.name,
            "name_en": vendor.name_en,
            "contact": {
                "department": vendor.department,
                "person": vendor.person,
                "email": vendor.email,
                "phone": vendor.phone,
            },
        },
        "offers": [_offer(vendor)],
        "note": "架空の事業者による見本の回答です。実在の事業者・製品・価格とは関係がありません。",
    }
