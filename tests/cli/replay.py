"""Figures computed again by hand from what ``describe`` prints, and from nothing else.

No rule of the product is called: the words and numbers of the output are read as a person would.
"""

import math
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

RULE = re.compile(r"-{10,}")
FISCAL_YEAR = re.compile(r"令和\d+年度")


def number(shown: str) -> float:
    """Return a printed number; △ is below 0."""
    plain = shown.replace(",", "").removesuffix("人").removesuffix("円")
    return -float(plain[1:]) if plain.startswith("△") else float(plain)


@dataclass
class Printed:
    """One printed table: title, names of the columns, rows as heading and cells."""

    title: str
    columns: list[str]
    rows: list[list[str]]


def table_of(part: str) -> Printed | None:
    """Return the table that a part of the output is; None for other text."""
    lines = part.splitlines()
    rules = [index for index, line in enumerate(lines) if RULE.fullmatch(line)]
    if len(rules) != 3:
        return None
    split = [re.split(r" {2,}", line) for line in lines]
    return Printed(lines[0], split[rules[0] + 1], split[rules[1] + 1 : rules[2]])


@dataclass
class Ledger:
    """One line of the vendor, computed again: fiscal year → yen."""

    nominal: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    present: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    discounts: int = 0


def charge_of(steps: Mapping[str, str], quantity: float, *, is_volume: bool) -> float:
    """Return what tiers and a minimum charge make of a quantity."""
    tiers = sorted(
        (number(re.split("：", name)[1].removesuffix("から")), number(price))
        for name, price in steps.items()
        if name.startswith("段階単価：")
    )
    if not tiers:
        charge = number(steps.get("単価", steps.get("単価（段階なし）", "0"))) * quantity
    elif is_volume:
        reached = [price for start, price in tiers if start < quantity] or [tiers[0][1]]
        charge = reached[-1] * quantity
    else:
        ends = [start for start, _ in tiers[1:]] + [math.inf]
        charge = sum(
            max(min(quantity, end) - start, 0) * price
            for (start, price), end in zip(tiers, ends, strict=True)
        )
    least = [value for name, value in steps.items() if name.startswith("最低料金")]
    return max(charge, number(least[0])) if least else charge


def _quantity(steps: Mapping[str, str]) -> float:
    basis = steps.get("数量の数え方", "")
    if not basis:
        return 1.0
    if "回答の数量" in steps:
        scale = next((v for k, v in steps.items() if k.startswith("数量の単位の倍数")), "1")
        return number(steps["回答の数量"]) * number(scale)
    cities = number(steps["団体数"])
    one = [
        value
        for name, value in steps.items()
        if name in {"1市の人口", "1市の職員数"} or name.startswith("1市の年間件数")
    ]
    return number(one[0]) * cities if one else cities


def _money(steps: Mapping[str, str], *, is_discount: bool) -> float:
    """Return one column of a price or of a discount, nominal tax-excluded yen."""
    quantity = _quantity(steps)
    if "段階単価・最低料金による額" in steps:
        is_volume = steps.get("段階単価の計算", "").startswith("到達")
        amount, quantity = charge_of(steps, quantity, is_volume=is_volume), 1.0
    elif "下限と上限の中央" in steps:
        amount = (number(steps["回答の下限"]) + number(steps["回答の上限"])) / 2
    else:
        amount = number(steps["回答の金額"])
    amount *= number(steps["単位の倍数"])
    dollars = number(steps.get("米ドルの分", "0"))
    if dollars:
        linked = number(steps.get("為替連動割合", "0"))
        fixed = amount * (1 - linked) if linked else 0.0
        amount = fixed + dollars * number(steps["適用した為替レート"])
    if steps["回答の税区分"] == "税込":
        amount = amount * 100 / (100 + number(steps["適用した税率"]))
    if is_discount:
        share = number(steps["うちこの明細のこの年度"]) / number(
            steps["値引きの対象の計（回答の期間、調査票の為替）"]
        )
    else:
        share = number(steps.get("按分の比", "1")) * quantity
    escalation = number(steps.get("逓増の倍率", "1"))
    amount *= share * number(steps["年度内の回数"]) * escalation
    return amount * number(steps["比較期間内の割合"]) * number(steps["価格上昇の倍率"])


def ledger_of(table: Printed) -> Ledger:
    """Return a printed ledger computed again."""
    years = table.columns[2:]
    blocks: list[list[list[str]]] = [[]]
    discounts = 0
    factors: list[str] = []
    for row in table.rows:
        if row[0].startswith("値引き "):
            blocks.append([])
            discounts += 1
        elif row[0] == "現価係数":
            factors = row[2:]
        elif len(row) == len(years) + 2:
            blocks[-1].append(row)
    found = Ledger(discounts=discounts)
    for column, year in enumerate(years):
        net = 0.0
        for index, rows in enumerate(blocks):
            steps = {row[0]: row[column + 2] for row in rows if row[column + 2] != "－"}
            if "回答の税区分" in steps and "年度内の回数" in steps:
                net += _money(steps, is_discount=index > 0)
        name = FISCAL_YEAR.match(year)
        assert name
        found.nominal[name[0]] += net
        found.present[name[0]] += net * number(factors[column])
    return found
