"""The answers to the requirements, with cause, cost, effort and remark of each gap."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samples.make.asked_cells import COMMON
from samples.make.chance import least_used, stream
from samples.make.content_rows import Row, content_rows
from samples.make.drafts import cell_price_jpy
from samples.make.fit_levels import NOT_TO_IMPLEMENT
from samples.make.gap_causes import gap_cause
from samples.make.holes import SEPARATE_CUSTOMIZATION
from samples.make.questionnaire import SYMBOL_OF_FIT
from samples.make.rounding import plain, rounded, two_digits
from samples.make.scenarios import DEFAULT_SCENARIO_ID, SCENARIOS
from samples.make.vendors import Vendor
from samples.make.written_lines import TAX_FACTOR

_NOTE_PERCENT: Mapping[str, int] = {"standard": 4, "parameter": 45, "option": 80}
_NOTE_LIMIT = 6
_COST_ITEM = {"customize": "I04", "external": "I05"}
_COMMON_COST_ITEM = "I11"
_COMMON_GAP_JPY = 2_400_000
_SWITCHED_OFF = "有無を設定で切り替える方式"
_MONTHLY_PERMILLE = (9, 14)
_AVAILABLE = (
    ("令和9年度中", "2028-03-31"), ("令和9年10月", "2027-10-01"), ("令和10年度", "2028-10-01"),
    ("2027年度上期", "2027-09-30"), ("令和9年4月", "2027-04-01"), ("今年度末", "2027-03-31"),
    ("来年度", "2028-03-31"), ("令和10年1月", "2028-01-04"), ("令和9年度下期", "2028-02-29"),
    ("次々版", "2029-10-01"), ("次期版", "2028-04-01"),
)  # fmt: skip
_AVAILABLE_OTHERWISE = ("2027-10-01", "2028-04-01", "2028-07-01", "2028-10-01")
_DEFAULT = next(one for one in SCENARIOS if one.scenario_id == DEFAULT_SCENARIO_ID)


def _is_unpriced(vendor: Vendor, business: str, fit: str) -> bool:
    """Tell whether the vendor leaves the cost of such a gap to a later quote."""
    return vendor.key == "E" and business in SEPARATE_CUSTOMIZATION and fit == "customize"


def _costs(vendor: Vendor, row: Row, fit: str, siblings: int) -> dict[str, Any]:
    """Return where a gap is priced and its part of that price, in the vendor's unit and tax."""
    business = row["business"]
    item = _COMMON_COST_ITEM if business == COMMON else _COST_ITEM[fit]
    chance = stream(vendor.key, "gap cost", row["requirement_id"])
    if _is_unpriced(vendor, business, fit) or chance.randrange(100) < 25:
        return {"cost_item": item}
    whole = Fraction(_COMMON_GAP_JPY * siblings)
    if business != COMMON:
        whole = cell_price_jpy(vendor, _DEFAULT, business, item)
    part = whole / siblings * Fraction(chance.randint(55, 95), 100)
    style = vendor.style
    once = part * TAX_FACTOR[style.tax] / style.unit_jpy
    monthly = once * Fraction(chance.randint(*_MONTHLY_PERMILLE), 1000)
    fineness = Fraction(1, 1000) if style.unit == "million" else Fraction(1)
    fineness = Fraction(1000) if style.unit == "one" else fineness
    return {
        "cost_item": item,
        "cost_once": plain(rounded(once, max(style.step, fineness))),
        "cost_monthly": plain(rounded(monthly, fineness)),
        "unit": style.unit,
        "tax": style.tax,
    }


def _note_pool(row: Row, fit: str, cause: str) -> list[str]:
    pool = [
        remark["remark_ja"]
        for remark in content_rows("fit_remarks")
        if remark["fit"] == fit and remark["cause"] in {"", cause}
    ]
    if row["class"] == NOT_TO_IMPLEMENT:
        return [text for text in pool if _SWITCHED_OFF in text] if fit == "parameter" else []
    return pool


def _effort(vendor: Vendor, row: Row) -> dict[str, Any]:
    chance = stream(vendor.key, "workaround", row["requirement_id"])
    return {
        "workaround_minutes": chance.choice((2, 3, 4, 5, 6, 8, 10, 12, 15, 20)),
        "workaround_cases": two_digits(
            Fraction(chance.choice((60, 150, 400, 900, 2200, 5200)))
            * Fraction(chance.randint(80, 130), 100)
        ),
    }


def _available_on(note: str, vendor: Vendor, row: Row) -> str:
    for word, day in _AVAILABLE:
        if word in note:
            return day
    return stream(vendor.key, "roadmap", row["requirement_id"]).choice(_AVAILABLE_OTHERWISE)


def fit_answers(vendor: Vendor, levels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the fit answers of an offer; E says 未回答 in half of its blanks.

    Args:
        vendor: The vendor.
        levels: Requirement → fit code, from ``fit_levels``.
    """
    rows = content_rows("requirements")
    siblings = Counter((row["business"], levels[row["requirement_id"]]) for row in rows)
    chance = stream(vendor.key, "fit remarks")
    used: dict[str, int] = {}
    answers: list[dict[str, Any]] = []
    for row in rows:
        fit = levels[row["requirement_id"]]
        answer: dict[str, Any] = {"requirement_id": row["requirement_id"]}
        if fit == "unanswered":
            if chance.randrange(2):
                answers.append(answer | {"fit": fit})
            continue
        answer |= {"symbol": SYMBOL_OF_FIT[fit]} if vendor.answers_by_symbol else {"fit": fit}
        cause = ""
        if fit not in _NOTE_PERCENT:
            cause = gap_cause(row, vendor.key)
            answer["cause"] = cause
        if fit in _COST_ITEM:
            answer |= _costs(vendor, row, fit, siblings[row["business"], fit])
        if fit == "workaround":
            answer |= _effort(vendor, row)
        note = ""
        if chance.randrange(100) < _NOTE_PERCENT.get(fit, 92):
            note = least_used(chance, _note_pool(row, fit, cause), used, _NOTE_LIMIT) or ""
        if fit == "roadmap":
            answer["available_on"] = _available_on(note, vendor, row)
        if note:
            used[note] = used.get(note, 0) + 1
            answer["note"] = note
        answers.append(answer)
    return answers
