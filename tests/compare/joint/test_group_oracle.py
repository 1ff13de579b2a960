"""A city's cost and share worked out from the answer file alone, apart from the product's code."""

import json
import math
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.printed import SAMPLES, compared

UNITS = {"one": 1, "thousand": 1000}
GO_LIVE, HORIZON, RATE = 2028 * 12 + 3, 60, 150
SIZES = (("S180K-1", 180_000), ("S350K-1", 350_000), ("S500K-1", 500_000), ("S650K-1", 650_000))
# Census of 2020.
CITIES = {"332020": 474_592, "372013": 417_496, "382019": 511_192}
Totals = dict[tuple[str, ...], float]


def month(day: str) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) - 1


def window_totals(path: Path) -> Totals:
    """Return (scenario, business, item, phase) → tax-excluded yen of the window."""
    offer: dict[str, Any] = json.loads(path.read_text("utf-8"))["offers"][0]
    assert month(offer["go_live_on"]) == GO_LIVE
    totals: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for line in offer["cost_lines"]:
        amount = line["amount"] * UNITS[line["unit"]] * (RATE if line["currency"] == "USD" else 1)
        linked = line.get("fx_share", 0)
        if linked:
            amount = amount * (1 - linked) + amount * linked * RATE / line["vendor_fx_rate"]
        if line["tax"] == "included":
            amount = amount * 100 / 110
        cell = (line["scenario_id"], line["businesses"][0], line["item"])
        if line["frequency"] == "once":
            totals[*cell, "once"] += amount
            continue
        months = line.get("months", offer["contract_months"])
        each = amount / {"monthly": 1, "yearly": 12, "term_total": months}[line["frequency"]]
        start = month(line["start_on"]) if "start_on" in line else GO_LIVE
        before = max(0, min(GO_LIVE, start + months) - start)
        inside = max(0, min(GO_LIVE + HORIZON, start + months) - max(GO_LIVE, start))
        totals[*cell, "before"] += each * before
        totals[*cell, "running"] += each * inside
    return {cell: amount for cell, amount in totals.items() if amount}


def alone(totals: Totals, cell: tuple[str, ...], people: int) -> float:
    for (first, low), (second, high) in pairwise(SIZES):
        if low <= people <= high:
            small, large = totals[first, *cell], totals[second, *cell]
            exponent: float = math.log(large / small) / math.log(high / low)
            return float(small * (people / low) ** exponent)
    raise AssertionError(people)


def test_takamatsus_cost_alone_and_its_share_of_three_follow_from_the_answer_file() -> None:
    totals = window_totals(SAMPLES / "responses" / "vendor_a.json")
    cells = {key[1:] for key in totals}
    single = math.fsum(alone(totals, cell, CITIES["372013"]) for cell in cells)
    group = math.fsum(
        totals["S350K-3", *cell]
        / (3 * totals["S350K-1", *cell])
        * math.fsum(alone(totals, cell, people) for people in CITIES.values())
        for cell in cells
    )
    share = group * (0.5 / 3 + 0.5 * CITIES["372013"] / sum(CITIES.values()))
    record = compared("--city", "372013", "--group", ",".join(CITIES))
    found = record["sharing"]["offers"][0]
    takamatsu = next(one for one in found["members"] if one["code"] == "372013")
    assert takamatsu["alone_jpy"] == pytest.approx(single, abs=0.51)
    assert found["group_jpy"] == pytest.approx(group, abs=0.51)
    assert record["offers"][0]["totals"]["nominal_jpy"] == pytest.approx(share, abs=0.51)
