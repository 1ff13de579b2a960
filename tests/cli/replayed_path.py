"""The path of a cell computed again by hand, from the printed quotes to what is shown."""

import math
import re
import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from tests.cli.replay import Ledger, Printed, charge_of, number

NOT_COUNTED = ("推計に含めない", "数えない")


@dataclass
class Part:
    """One part of what a city pays alone: amount, and the quote whose years it takes.

    Of what goes through tiers or a minimum charge also the city's quantity, and the schedule.
    """

    name: str
    amount: float
    profile: str
    quantity: float = 0.0
    charge: Callable[[float], float] | None = None

    def pooled(self, together: float) -> float:
        """Return what the group's price over its single price is, by what all have together."""
        assert self.charge is not None
        return self.quantity / together * self.charge(together) / self.charge(self.quantity)


def _part(name: str, rule: str, rows: Sequence[tuple[str, str, str]], population: float) -> Part:
    steps = {heading: value for heading, value, _ in rows}
    by_end: dict[str, dict[str, float]] = defaultdict(dict)
    for heading, value in steps.items():
        kind, _, title = heading.partition("：")
        if kind in {"人口", "回答額", "回答の数量"}:
            by_end[title][kind] = number(value)
    ends = list(by_end.values())
    profile = next(h.partition("：")[2] for h in steps if h.startswith("回答に対する倍率"))
    own = number(steps["この市の数量"]) if "この市の数量" in steps else 1.0
    values = [end["回答額"] / end.get("回答の数量", 1.0) for end in ends]
    if rule.startswith("近い規模"):
        volume = any("全数量" in note for _, _, note in rows)
        quoted = ends[0]["回答の数量"]
        if "この市の数量に応じた料金" not in steps:
            return Part(name, ends[0]["回答額"] * own / quoted, profile)
        charge = partial(charge_of, steps, is_volume=volume)
        amount = ends[0]["回答額"] * charge(own) / charge(quoted)
        return Part(name, amount, profile, own, charge)
    if "曲線" in rule:
        power = math.log(values[1] / values[0]) / math.log(ends[1]["人口"] / ends[0]["人口"])
        found = values[0] * (population / ends[0]["人口"]) ** power
    elif "直線" in rule:
        at = (population - ends[0]["人口"]) / (ends[1]["人口"] - ends[0]["人口"])
        found = values[0] + (values[1] - values[0]) * at
        found = found if 0 <= at <= 1 else max(found, 0.0)
    else:
        found = values[0]
    return Part(name, found * own, profile)


@dataclass
class Entry:
    """One cell computed again: what is shown, and by fiscal year."""

    shown: float = 0.0
    nominal: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    present: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    quotes: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    kinds: set[str] = field(default_factory=set)


def _sections(rows: Sequence[Sequence[str]]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    name = ""
    found: list[tuple[str, str, str]] = []
    for row in rows:
        if len(row) == 1:
            if name:
                yield name, found
            name, found = row[0], []
        else:
            found.append((row[0], row[1], row[2] if len(row) > 2 else ""))
    yield name, found


def _members(rows: Sequence[tuple[str, str, str]]) -> list[Part]:
    population, parts = 0.0, []
    block: list[tuple[str, str, str]] = []
    for heading, value, note in rows:
        if heading == "人口":
            population = number(value)
            continue
        block.append((heading, value, note))
        if heading.startswith("回答に対する倍率"):
            name, rule, _ = block[0]
            parts.append(_part(name, rule, block[1:], population))
            block = []
    return parts


def _ratio(
    cities: int, rows: Sequence[tuple[str, str, str]], amounts: Mapping[str, float]
) -> tuple[float, float]:
    """Return ρ(n), and the part that each city bears itself."""
    single, ends, individual = 0.0, {}, 0.0
    for heading, value, _ in rows:
        kind, _, title = heading.partition("：")
        if heading.startswith("1市の回答額") and not single:
            single = number(value)
        elif found := re.fullmatch(r"(\d+)市の回答額", kind):
            ends[int(found[1])] = number(value)
        elif kind == "各市が個別に負担する回答額" and number(value):
            individual = number(value) / amounts[title]
    if not single:
        return 0.0, individual
    ends = ends or {1: single}
    ratios = {count: amount / (count * single) for count, amount in ends.items()}
    low, high = min(ratios), max(ratios)
    at = min(cities, high)
    if low == high or not ratios[low] or not ratios[high]:
        straight = (at - low) / (high - low) if low != high else 0.0
        return ratios[low] + (ratios[high] - ratios[low]) * straight, individual
    power = math.log(ratios[high] / ratios[low]) / math.log(high / low)
    return ratios[low] * (at / low) ** power, individual


@dataclass
class _Phase:
    name: str
    amounts: dict[str, float]
    members: dict[str, list[Part]]
    ratio: float = 1.0
    individual: float = 0.0
    together: dict[str, float] = field(default_factory=dict)

    def factor(self, part: Part) -> float:
        """Return what a part of the group's price is over its single price."""
        if part.charge is None or part.name not in self.together:
            return self.ratio
        return part.pooled(self.together[part.name])


def _courses(years: Printed) -> dict[tuple[str, str, str], dict[str, float]]:
    found = {}
    for row in years.rows:
        if named := re.fullmatch(r"回答の年度別（([^・]+)・(.+)）：(.+)", row[0]):
            values = map(number, row[1:-1])
            key = (named[1], named[2], named[3])
            found[key] = dict(zip(years.columns[1:-1], values, strict=True))
    return found


def _share(entry: Entry, steps: Mapping[str, str]) -> tuple[float, str]:
    """Return the part of what is shared, and the name of the city that bears it."""
    entry.kinds.add("shared")
    city = next(name for name in steps if name.endswith("の重み")).removesuffix("の重み")
    part = number(steps[f"{city}の重み"]) / number(steps["重みの合計"])
    if "均等割の割合 α" not in steps:
        return part, city
    alpha = number(steps["均等割の割合 α"])
    return alpha / number(steps["団体数 n"]) + (1 - alpha) * part, city


def _level(entry: Entry, rows: Sequence[tuple[str, str, str]]) -> float:
    entry.kinds.add("levelled")
    donors = [number(value) for name, value, _ in rows if name.startswith("他の提案の額")]
    rule = next(note for name, _, note in rows if name == "補完した額")
    found = {"最小": min(donors), "中央値": statistics.median(donors), "最大": max(donors)}
    return next(amount for word, amount in found.items() if word in rule)


def _bear(
    entry: Entry,
    phase: _Phase,
    share: tuple[float, str],
    courses: Mapping[tuple[str, str, str], Mapping[str, float]],
) -> None:
    """Add what the members' parts come to, in all and by fiscal year."""
    for name, parts in phase.members.items():
        mine = share[0] * (1 - phase.individual) if share[1] else 1.0
        mine += phase.individual if name == share[1] else 0.0
        for part in parts:
            entry.kinds.add(part.name)
            borne = part.amount * phase.factor(part) * mine
            entry.shown += borne
            course = courses[phase.name, part.name, part.profile] if part.amount else {}
            total = math.fsum(course.values())
            for year, amount in course.items():
                entry.nominal[year] += borne * amount / total


def _phases_of(entry: Entry, path: Printed) -> tuple[list[_Phase], tuple[float, str]]:
    share = (1.0, "")
    phases: list[_Phase] = []
    for name, rows in _sections(path.rows):
        steps = {heading: value for heading, value, _ in rows}
        if name == "分担の割合":
            share = _share(entry, steps)
        elif name.startswith("補完："):
            entry.shown += _level(entry, rows) * share[0]
        elif member := re.fullmatch(r"(.+)が単独の場合", name):
            phases[-1].members[member[1]] = _members(rows)
        elif group := re.fullmatch(r"(\d+)市で共同の場合", name):
            found = phases[-1]
            found.ratio, found.individual = _ratio(int(group[1]), rows, found.amounts)
            found.together = {
                heading.removeprefix("グループの数量："): number(value)
                for heading, value, _ in rows
                if heading.startswith("グループの数量：")
            }
        elif rows:
            quotes = {
                heading.removeprefix("回答："): number(value)
                for heading, value, _ in rows
                if heading.startswith("回答：")
            }
            if not any(word in note for word in NOT_COUNTED for _, _, note in rows):
                phases.append(_Phase(name, quotes, {}))
    return phases, share


def entry_of(path: Printed, years: Printed, ledgers: Mapping[str, Sequence[Ledger]]) -> Entry:
    """Return one cell computed again from its path, its years and the lines behind it.

    Args:
        path: The printed steps.
        years: The printed years.
        ledgers: Title of a quoted scenario → the lines of the cell in it.
    """
    entry = Entry()
    phases, share = _phases_of(entry, path)
    courses = _courses(years)
    for phase in phases:
        for title, amount in phase.amounts.items():
            entry.quotes[title] += amount
        if phase.members:
            _bear(entry, phase, share, courses)
    if phases and not any(phase.members for phase in phases):
        quoted = [ledger for lines in ledgers.values() for ledger in lines]
        for ledger in quoted:
            entry.shown += sum(ledger.nominal.values())
            for year, amount in ledger.nominal.items():
                entry.nominal[year] += amount
    steps = {row[0]: row[1:] for row in years.rows}
    for index, year in enumerate(years.columns[1:-1]):
        if "うち補完した額" in steps:
            entry.nominal[year] += number(steps["うち補完した額"][index])
        real = number(steps["実質化の係数"][index]) if "実質化の係数" in steps else 1.0
        factor = number(steps["現価係数"][index])
        entry.present[year] = entry.nominal[year] * real * factor
    return entry
