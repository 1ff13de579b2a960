"""Twenty-four more invented cities as tables: today's costs, figures, and a survey of ratios.

The tables are typed as cities type them: fiscal years by era or not, titles or codes, units in
the heading, in a column or behind the figure. No real city is given a figure.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rfi.scenario.city.municipality_code import check_digit
from rfi.schema.codelists import load_codelist
from samples.make.chance import factor, stream
from samples.make.cities import CITIES
from samples.make.rounding import plain, rounded

_SOURCE = "架空の決算額（見本）"
_FIGURE_SOURCE = "架空の値（見本）"
_STATUS = "架空"
_AS_OF = "2026-04-01"
_PLACES = (
    *("北", "南", "東", "西", "中央", "山", "川", "海", "島", "原", "森", "浜"),
    *("橋", "泉", "丘", "谷", "岬", "湖", "松", "桜", "梅", "竹", "藤", "菊"),
)
_FIRST_NUMBER = 99204
_MODEL_POPULATION = 350_000
# Today's yearly cost of a city of 350,000 in thousands of yen, tax included, by item.
_BY_ITEM_THOUSAND = {
    "R01": 68_000, "R02": 27_000, "R03": 33_000, "R04": 5_200, "R05": 15_000, "R09": 13_500,
    "R10": 5_400, "R11": 29_000, "R12": 9_800, "R13": 19_500, "R14": 2_600, "R15": 2_100,
    "R17": 4_300,
}  # fmt: skip
_YEARS = {2024: 100, 2025: 103}
_COLUMNS = (
    *("団体コード", "都市名", "業務", "費目", "年度", "金額", "単位", "税", "出典"),
    *("確認状況", "備考", "起案番号"),
)
_FIGURE_COLUMNS = (
    *("団体コード", "都市名", "都道府県", "人口（人）", "世帯数", "職員数"),
    *("職員の時間単価", "時間外の時間単価", "支所・出張所数", "端末数"),
    *("時点", "出典", "確認状況"),
)
_RATIO_COLUMNS = ("団体コード", "都市名", "移行前", "移行後", "単位", "税", "出典", "備考")
_FULL_WIDTH = str.maketrans("0123456789,", "０１２３４５６７８９，")
# Ratios in the survey of the sample, in hundredths: most between 1.2 and 3.5, two below 1.
_RATIO_PERCENT = (
    *(118, 126, 134, 142, 151, 158, 166, 172, 179, 186, 193, 201, 208),
    *(214, 223, 231, 242, 256, 268, 284, 305, 338, 392, 476, 88, 95),
)


@dataclass(frozen=True, slots=True)
class TableCity:
    """One invented city of the tables."""

    code: str
    name: str
    population: int
    cost_percent: int


def table_cities() -> tuple[TableCity, ...]:
    """Return the cities of the tables, in the order of their codes."""
    made = []
    for index, word in enumerate(_PLACES):
        five = str(_FIRST_NUMBER + index)
        chance = stream("table city", five)
        made.append(
            TableCity(
                code=five + check_digit(five),
                name=f"架空{word}市",
                population=chance.randint(1900, 6100) * 100,
                cost_percent=chance.randint(62, 150),
            )
        )
    return tuple(made)


def _written(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    handle = io.StringIO(newline="")
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return ("\ufeff" + handle.getvalue()).encode()


def _year(year: int, habit: int) -> str:
    reiwa = year - 2018
    return (f"{year}", f"令和{reiwa}年度", f"R{reiwa}", f"{year}年度")[habit % 4]


def _amount(thousand: int, habit: int) -> tuple[str, str]:
    """Return (amount, unit) as the city types it."""
    grouped = f"{thousand:,}"
    return (
        (str(thousand), "千円"),
        (grouped, "千円"),
        (f"{thousand * 1000}", "円"),
        (f"{grouped}千円", ""),
        (grouped.translate(_FULL_WIDTH), "千円"),
    )[habit % 5]


def current_cost_table() -> bytes:
    """Return today's costs of every city of the tables for two fiscal years."""
    items = load_codelist("cost_items")
    rows: list[Sequence[object]] = []
    for index, city in enumerate(table_cities()):
        size = Fraction(city.population, _MODEL_POPULATION) * Fraction(city.cost_percent, 100)
        for year, percent in _YEARS.items():
            for item, thousand in _BY_ITEM_THOUSAND.items():
                own = factor(22, "table city", city.code, item)
                here = factor(3, "table city", city.code, item, str(year))
                yen = rounded(thousand * size * own * here * percent / 100, Fraction(10))
                amount, unit = _amount(int(plain(yen)), index)
                rows.append(
                    (
                        city.code,
                        city.name,
                        ("共通", "COM")[index % 2],
                        item if index % 3 == 0 else items.title(item, "ja"),
                        _year(year, index),
                        amount,
                        unit,
                        ("税込", "内税")[index % 7 == 3],
                        _SOURCE,
                        _STATUS,
                        "",
                        f"{year}-{index + 1:02d}",
                    )
                )
    return _written(_COLUMNS, rows)


def figure_table() -> bytes:
    """Return the figures of every city of the tables."""
    rows = []
    for city in table_cities():
        chance = stream("table city", city.code, "figures")
        rows.append(
            (
                city.code,
                city.name,
                "架空県",
                f"{city.population:,}",
                city.population * chance.randint(42, 48) // 100,
                city.population * chance.randint(31, 38) // 10_000,
                chance.randint(395, 455) * 10,
                chance.randint(262, 298) * 10,
                chance.randint(2, 13),
                city.population * chance.randint(36, 41) // 10_000,
                _AS_OF,
                _FIGURE_SOURCE,
                _STATUS,
            )
        )
    return _written(_FIGURE_COLUMNS, rows)


def ratio_table() -> bytes:
    """Return a survey of running costs before and after; one city has not answered."""
    homes = [(city.code, city.name, city.figures["population"]) for city in CITIES]
    homes += [(city.code, city.name, city.population) for city in table_cities()]
    rows = []
    for index, (code, name, population) in enumerate(homes):
        before = rounded(
            Fraction(population * 668, 1000) * factor(25, "ratio", code), Fraction(100)
        )
        after: object = ""
        if index < len(_RATIO_PERCENT):
            shuffled = _RATIO_PERCENT[index * 7 % len(_RATIO_PERCENT)]
            after = f"{int(rounded(before * shuffled / 100, Fraction(100))):,}"
        note = "" if after else "移行後の費用は積算中"
        rows.append((code, name, f"{int(before):,}", after, "千円", "税込", _SOURCE, note))
    return _written(_RATIO_COLUMNS, rows)
