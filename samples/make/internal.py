"""A second fictional round, on internal systems: five plans of one vendor, and own layouts."""

import io
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import xlsxwriter

from rfi.schema.codelists import load_codelist
from rfi.schema.upgrade import current_version
from samples.make.questionnaire import SYMBOL_OF_FIT

INTERNAL_ID = "internal-2027"
BUSINESSES = {"N01": "財務会計", "N02": "文書管理", "N03": "人事給与"}
_COMMON = "COM"
_SCENARIOS = (("S350K-1", "人口35万人・単独", 1), ("S350K-3", "人口35万人・3市共同", 3))
_GO_LIVE, _MONTHS = "2028-04-01", 60
_FIXED_DATE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
# Thousand yen without tax of one city, for each business; of what is common, once. Three cities
# together: twice as much. [ours]
ONCE = {"I03": 6_000, "I04": 2_000, "I05": 1_500, "I07": 3_000, "I10": 800}
MONTHLY = {"R01": 400, "R02": 100}
COMMON_MONTHLY = {"R07": 250}
# Plan → per cent of these prices. [ours]
PLANS = {
    "標準": 100, "サーバー持込": 90, "段階導入": 105, "保守拡充": 120, "機能限定": 70,
}  # fmt: skip
_TOGETHER = 2


def internal_questionnaire() -> dict[str, Any]:
    """Return the questionnaire: three businesses, eight items, five plans at most."""
    titles = load_codelist("cost_items")
    items = (*ONCE, *MONTHLY, *COMMON_MONTHLY)
    texts = ("電子決裁で完結できること。", "集計表を自由に作れること。")
    return {
        "schema_version": current_version("questionnaire"),
        "questionnaire_id": INTERNAL_ID,
        "title": "内部情報システムの共同利用に関する情報提供依頼（架空）",
        "publisher": "架空中核市事務局",
        "issued_on": "2026-12-01",
        "deadline_on": "2027-01-29",
        "deadline_time": "17:00",
        "wished_go_live_on": _GO_LIVE,
        "wished_months": _MONTHS,
        "plans": len(PLANS),
        "base_fiscal_year": 2027,
        "reference_fx": {"usd_jpy": 150},
        "default_scenario_id": _SCENARIOS[0][0],
        "scenarios": [
            {"scenario_id": name, "title": title, "population": 350_000, "cities": cities,
             "staff": 2_400}
            for name, title, cities in _SCENARIOS
        ],
        "businesses": [
            *({"business": code, "title": title} for code, title in BUSINESSES.items()),
            {"business": _COMMON, "title": "共通"},
        ],
        "cost_items": [
            {"item": item, "title": titles.title(item, "ja"), "standard_item": item}
            for item in items
        ],
        "cost_questions": [
            {"item": item, "businesses": [_COMMON] if item in COMMON_MONTHLY else list(BUSINESSES)}
            for item in items
        ],
        "requirements": [
            {"requirement_id": f"{code}-{number:03d}", "business": code, "class": "required",
             "text": words}
            for code in BUSINESSES
            for number, words in enumerate(texts, start=1)
        ],
        "free_questions": [
            {"question_id": "Q01", "group": "実績", "title": "同種の本稼働実績は何団体ですか。",
             "kind": "number", "unit": "団体", "need": "must"},
        ],
        "symbols": [{"symbol": one, "fit": fit} for fit, one in SYMBOL_OF_FIT.items()],
        "note": "架空の見本であり、実在の団体・事業者とは関係がない。",
    }  # fmt: skip


def _line(
    scenario: tuple[str, str, int], business: str, item: str, amount: float
) -> dict[str, Any]:
    name, _, cities = scenario
    is_once = item in ONCE
    when = {"accepted_on": "2028-03-25"} if is_once else {
        "start_on": _GO_LIVE, "months": _MONTHS,
    }  # fmt: skip
    return {
        "line_id": f"{name}.{business}.{item}", "scenario_id": name, "businesses": [business],
        "item": item, "state": "priced",
        "amount": amount * (_TOGETHER if cities > 1 else 1), "unit": "thousand",
        "currency": "JPY", "tax": "excluded", "frequency": "once" if is_once else "monthly", **when,
    }  # fmt: skip


def _offer(number: int, title: str, percent: int) -> dict[str, Any]:
    prices = [
        (business, item, thousand)
        for business in BUSINESSES
        for item, thousand in {**ONCE, **MONTHLY}.items()
    ] + [(_COMMON, item, thousand) for item, thousand in COMMON_MONTHLY.items()]
    return {
        "offer_id": "ABCDE"[number],
        "title": f"{title}プラン",
        "go_live_on": _GO_LIVE,
        "contract_months": _MONTHS,
        "businesses": [*BUSINESSES, _COMMON],
        "cost_lines": [
            _line(scenario, business, item, thousand * percent / 100)
            for scenario in _SCENARIOS
            for business, item, thousand in prices
        ],
        "fit_answers": [
            {"requirement_id": f"{code}-{one:03d}", "symbol": "◎"}
            for code in BUSINESSES
            for one in (1, 2)
        ],
        "free_answers": [{"question_id": "Q01", "value_number": 12}],
    }


def five_plans() -> dict[str, Any]:
    """Return the answer of one vendor with five plans."""
    return {
        "schema_version": current_version("rfi_response"),
        "questionnaire_id": INTERNAL_ID,
        "response_id": "internal-a",
        "version": 1,
        "answered_on": "2027-01-20",
        "vendor": {"vendor_id": "internal-a", "name": "架空五案システム株式会社"},
        "offers": [
            _offer(number, title, percent) for number, (title, percent) in enumerate(PLANS.items())
        ],
        "note": "架空の見本であり、実在の事業者とは関係がない。",
    }


# Of two vendors who answer in their own way: thousand yen without tax; yen of 60 months.
OWN_BOOK: Mapping[str, tuple[int, int, int]] = {
    "パッケージ導入": (5_500, 4_800, 6_200), "カスタマイズ": (1_500, 900, 2_400),
    "データ移行": (2_800, 2_000, 3_100), "操作研修": (700, 600, 900),
    "システム利用料（60か月）": (22_000, 18_000, 26_000),
}  # fmt: skip
OWN_CSV = (("データ移行", 1, 3_000_000), ("操作研修", 1, 500_000), ("システム利用料", 60, 420_000))


def own_book() -> bytes:
    """Return a vendor's own workbook: a title with the unit, a column a system, a total row."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    book.set_properties({"created": _FIXED_DATE})
    sheet = book.add_worksheet("概算")
    sheet.write_string(0, 0, "内部情報システム 概算費用（単位：千円、税抜、60か月の総額）")
    sheet.write_row(2, 0, ["費目", *BUSINESSES.values()])
    for row, (title, amounts) in enumerate(OWN_BOOK.items(), start=3):
        sheet.write_row(row, 0, [title, *amounts])
    totals = [sum(column) for column in zip(*OWN_BOOK.values(), strict=True)]
    sheet.write_row(3 + len(OWN_BOOK), 0, ["合計", *totals])
    book.close()
    return stream.getvalue()


def own_csv() -> bytes:
    """Return another vendor's own list, as a spreadsheet of Japan saves it."""
    lines = [f'{title},{count},"{price:,}","{count * price:,}"' for title, count, price in OWN_CSV]
    total = sum(count * price for _, count, price in OWN_CSV)
    text = "\n".join(["費目,数量,単価,金額(円・税抜)", *lines, f'合計,,,"{total:,}"', ""])
    return text.encode("cp932")
