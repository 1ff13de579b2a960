"""A cell described, computed again, and held against what is shown."""

import re
from argparse import Namespace
from collections import Counter, defaultdict

import pytest

from rfi.cli.describe import describe
from rfi.evaluation.evaluation import Evaluation
from tests.cli.replay import Ledger, Printed, ledger_of, number, table_of
from tests.cli.replayed_path import Entry, entry_of

# Half a yen for what is printed, and what a float may lose on the way.
HALF_A_YEN = 0.5 + 1e-3
# The bundle of the sample round names four businesses before the item.
BUNDLED = 4
SHOWN = re.compile(r"表に示す額：[^\d△]?([\d,△]+)円")


def parts_of(evaluation: Evaluation, offer: int, business: str, item: str) -> list[str]:
    key = evaluation.costs.offers[offer].offer_key
    return list(describe(evaluation, Namespace(offer=key, business=business, item=item, lang="ja")))


def check_years(entry: Entry, years: Printed) -> None:
    steps = {row[0]: row[1:] for row in years.rows}
    for index, year in enumerate(years.columns[1:-1]):
        for name, found in (("名目", entry.nominal), ("現在価値", entry.present)):
            assert abs(found[year] - number(steps[f"表に示す額（{name}）"][index])) <= HALF_A_YEN


def replay(parts: list[str]) -> tuple[float, float, Counter[str]]:
    """Return what is shown, what the replay gives, and what was met on the way."""
    (shown,) = (found for part in parts if (found := SHOWN.match(part)))
    met: Counter[str] = Counter()
    ledgers: dict[str, dict[str, list[Ledger]]] = defaultdict(lambda: defaultdict(list))
    scenario, name, total = "", "", 0.0
    path: Printed | None = None
    for part in parts:
        table = table_of(part)
        if part.startswith("もとの回答："):
            scenario = part.removeprefix("もとの回答：")
        elif part.startswith("表に示す額の内訳："):
            name = part.removeprefix("表に示す額の内訳：")
        elif table and table.title.startswith("計算過程："):
            ledger = ledger_of(table)
            printed = next(row[0] for row in table.rows if row[0].startswith("比較額"))
            compared = re.search(r"合計 ([△\d,]+) 円", printed)
            assert compared
            assert abs(sum(ledger.nominal.values()) - number(compared[1])) <= HALF_A_YEN
            met["discounts"] += ledger.discounts
            ledgers[table.title.removeprefix("計算過程：")][scenario].append(ledger)
        elif table and table.title.startswith("回答から"):
            path = table
        elif table and table.title.startswith("年度別の額"):
            assert path
            entry = entry_of(path, table, ledgers[name])
            check_years(entry, table)
            for title, amount in entry.quotes.items():
                lines = ledgers[name].get(title, [])
                quoted = sum(sum(ledger.nominal.values()) for ledger in lines)
                assert amount == pytest.approx(quoted, abs=HALF_A_YEN)
            total += entry.shown
            met.update(entry.kinds)
            met["bundles"] += name.count("・") >= BUNDLED
    return number(shown[1]), total, met
