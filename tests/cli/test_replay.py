"""200 random cells of the sample round, computed again from what ``describe`` prints alone."""

import random
import re
from argparse import Namespace
from collections import Counter, defaultdict
from collections.abc import Callable

import numpy as np
import pytest

from rfi.cli.describe import describe
from rfi.evaluation.evaluation import Evaluation
from tests.cli.replay import Ledger, Printed, ledger_of, number, table_of
from tests.cli.replayed_path import Entry, entry_of
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_answers, sample_for
from tests.evaluations import evaluated

RATES = {"discount_rate": 0.04, "price_growth_rate": 0.01}
CONDITIONS: dict[str, Callable[[], Evaluation]] = {
    "a quoted scenario": sample_for,
    "a quoted group, discounted": lambda: evaluated(
        sample_answers(), scenario_id="S350K-3", changes=RATES
    ),
    "a quoted scenario, levelled": lambda: sample_for(levelling="median", **RATES),
    "a city alone": lambda: sample_for(TAKAMATSU, **RATES),
    "a city in a group": lambda: sample_for(TAKAMATSU, GROUP),
    "a city in a group, levelled": lambda: sample_for(
        TAKAMATSU, GROUP, levelling="median", fx_usd_jpy=160, **RATES
    ),
    "a group as a whole": lambda: sample_for(None, GROUP, levelling="max", **RATES),
}
# Half a yen for what is printed, and what a float may lose on the way.
HALF_A_YEN = 0.5 + 1e-3
EACH = 29
# The bundle of the round names four businesses before the item.
BUNDLED = 4
SHOWN = re.compile(r"表に示す額：[^\d△]?([\d,△]+)円")
# Tiers, prices per resident and per city, dollars, a bundle: too rare to be left to luck.
ALWAYS = (
    (3, "COM", "I13"),
    (3, "COM", "R13"),
    (3, "B01", "I10"),
    (2, "COM", "R07"),
    (3, "B04", "R01"),
)


def drawn(evaluation: Evaluation, seed: str) -> list[tuple[int, str, str]]:
    """Return cells with a figure, by the code of a business; a bundle stands for its members."""
    flows = evaluation.costs.flows
    shown = np.argwhere(flows.values["nominal_jpy"].any(axis=-1)).tolist()
    cells = {
        (offer, member, flows.axes.items[item])
        for offer, row, item in shown
        for member in flows.axes.members(row)
    }
    assert cells.issuperset(ALWAYS)
    others = sorted(cells - set(ALWAYS))
    picked = random.Random(seed).sample(others, EACH - len(ALWAYS))  # noqa: S311 - no secret
    return [*ALWAYS, *picked]


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


@pytest.mark.parametrize("name", CONDITIONS)
def test_random_cells_replay_by_hand_to_the_yen(name: str) -> None:
    evaluation = CONDITIONS[name]()
    met: Counter[str] = Counter()
    cells = drawn(evaluation, name)
    for cell in cells:
        shown, again, found = replay(parts_of(evaluation, *cell))
        assert abs(shown - again) <= HALF_A_YEN, cell
        met += found
    assert len(cells) == EACH
    assert met["discounts"] > 0
    if "levelled" in name:
        assert met["levelled"] > 0
    assert met["bundles"] > 0


def test_the_cells_are_at_least_200() -> None:
    assert EACH * len(CONDITIONS) >= 200


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ((3, "COM", "R13"), "69.1"),
        ((3, "COM", "I13"), "19.5"),
        ((0, "B03", "I03"), "417,496"),
        ((0, "B03", "I03"), "1,403,280"),
    ],
)
def test_another_number_on_the_way_gives_another_figure(
    cell: tuple[int, str, str], printed: str
) -> None:
    parts = parts_of(CONDITIONS["a city in a group"](), *cell)
    assert any(printed in part for part in parts)
    more = f"{number(printed) * 1.01:,.2f}"
    altered = [re.sub(rf"(?<= ){re.escape(printed)}(?![\d,.])", more, part) for part in parts]
    assert altered != parts
    shown, again, _ = replay(parts)
    assert abs(shown - again) <= HALF_A_YEN
    with pytest.raises(AssertionError):
        _check(altered)


def _check(parts: list[str]) -> None:
    shown, again, _ = replay(parts)
    assert abs(shown - again) <= HALF_A_YEN
