"""Three invented cities with volumes and today's cost; the code's prefecture 99 is not assigned."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rfi.schema.codelists import load_codelist
from samples.make.asked_cells import BUSINESSES, COMMON
from samples.make.chance import factor
from samples.make.content_rows import content_rows
from samples.make.levels import BUSINESS_WEIGHTS
from samples.make.rounding import plain, rounded
from samples.make.scenarios import annual_cases

_SOURCE = "架空の値（見本）"
_COST_SOURCE = "架空の決算額（見本）"
_AS_OF = "2026-04-01"
_MODEL_POPULATION = 350_000
_STEP = Fraction(10)
_MOST_ONLINE_PERCENT = 95
# Today's yearly cost of a city of 350,000 in thousands of yen, tax included.
_BY_BUSINESS_THOUSAND: Mapping[str, int] = {"R01": 68_000, "R02": 27_000, "R05": 15_000}
_COMMON_THOUSAND: Mapping[str, int] = {
    "R03": 33_000, "R04": 5_200, "R09": 13_500, "R10": 5_400, "R11": 29_000, "R12": 9_800,
    "R13": 19_500, "R14": 2_600, "R15": 2_100, "R17": 4_300,
}  # fmt: skip
_YEARS: Mapping[int, int] = {2024: 100, 2025: 103}
_NOTES: Mapping[str, str] = {
    "R11": "ホストコンピュータと端末の賃貸借料。再リースの機器を含む。",
    "R13": "郵便料金を除く。選挙の入場券は執行年度のみ計上される。",
    "R03": "常駐要員の委託料。人事異動期の増員分を含む。",
    "R17": "課税資料と申込書の入力委託。",
}


@dataclass(frozen=True, slots=True)
class City:
    """One invented city; figures in the order of the code list."""

    slug: str
    code: str
    name: str
    name_en: str
    figures: Mapping[str, int]
    cost_percent: int


CITIES = (
    City(
        "kakuu", "992011", "架空市", "Kakuu (fictional)",
        {"population": 352_400, "households": 158_900, "staff": 1_180, "staff_hour_jpy": 4_310,
         "overtime_hour_jpy": 2_860, "branch_offices": 7, "terminals": 1_320},
        100,
    ),
    City(
        "reiji", "992020", "例示市", "Reiji (fictional)",
        {"population": 198_700, "households": 88_300, "staff": 690, "staff_hour_jpy": 4_080,
         "overtime_hour_jpy": 2_720, "branch_offices": 4, "terminals": 760},
        112,
    ),
    City(
        "soutei", "992038", "想定市", "Soutei (fictional)",
        {"population": 486_300, "households": 224_600, "staff": 1_540, "staff_hour_jpy": 4_450,
         "overtime_hour_jpy": 2_930, "branch_offices": 11, "terminals": 1_790},
        94,
    ),
)  # fmt: skip


def _volumes(city: City) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    for row in content_rows("procedures"):
        name = row["procedure_id"]
        own = factor(12, "city", city.slug, "cases", name)
        cases = annual_cases(city.figures["population"], int(row["cases_per_100k"]))
        own_online = factor(30, "city", city.slug, "online", name)
        percent = (int(row["online_percent"]) * own_online + Fraction(1, 2)).__floor__()
        rows.append(
            {
                "procedure_id": name,
                "annual_cases": (cases * own + Fraction(1, 2)).__floor__(),
                "online_rate": plain(Fraction(min(percent, _MOST_ONLINE_PERCENT), 100)),
                "source": _SOURCE,
                "status": "invented",
            }
        )
    return rows


def _cost_cells() -> list[tuple[str, str, Fraction]]:
    whole = sum(BUSINESS_WEIGHTS.values())
    cells = [
        (business, item, Fraction(total * BUSINESS_WEIGHTS[business], whole))
        for item, total in _BY_BUSINESS_THOUSAND.items()
        for business in BUSINESSES
    ]
    return cells + [(COMMON, item, Fraction(total)) for item, total in _COMMON_THOUSAND.items()]


def _current_costs(city: City) -> list[dict[str, Any]]:
    size = Fraction(city.figures["population"], _MODEL_POPULATION) * Fraction(
        city.cost_percent, 100
    )
    rows: list[dict[str, Any]] = []
    for year, percent in _YEARS.items():
        for business, item, thousand in _cost_cells():
            own = factor(22, "city", city.slug, "cost", business, item)
            here = factor(3, "city", city.slug, "cost", business, item, str(year))
            row: dict[str, Any] = {
                "business": business,
                "item": item,
                "fiscal_year": year,
                "amount": plain(rounded(thousand * size * own * here * percent / 100, _STEP)),
                "unit": "thousand",
                "tax": "included",
                "source": _COST_SOURCE,
                "status": "invented",
            }
            if item in _NOTES:
                row["note"] = _NOTES[item]
            rows.append(row)
    return rows


def city_profile(city: City) -> dict[str, Any]:
    """Return the profile document of an invented city."""
    keys = load_codelist("city_figure_keys").rows
    return {
        "schema_version": "1.0.0",
        "code": city.code,
        "name": city.name,
        "name_en": city.name_en,
        "prefecture": "架空県",
        "figures": [
            {
                "key": key,
                "value": city.figures[key],
                "unit": row["unit"],
                "as_of": _AS_OF,
                "source": _SOURCE,
                "status": "invented",
            }
            for key, row in keys.items()
        ],
        "volumes": _volumes(city),
        "current_costs": _current_costs(city),
    }
