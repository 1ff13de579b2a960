"""Quantified effects as vendors claim them, some of them negative."""

import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from samples.make.benefit_evidence import evidence_fields
from samples.make.chance import stream
from samples.make.content_rows import Row, content_rows
from samples.make.dates import first_day
from samples.make.rounding import two_digits
from samples.make.scenarios import DEFAULT_SCENARIO_ID
from samples.make.vendors import Vendor

_CLAIMS: Mapping[str, int] = {"A": 34, "B": 26, "C": 36, "D": 30, "E": 24, "F": 28}
_BY_PROCEDURE = 8
_NEGATIVE_KPIS = ("K07", "K36")
_ALWAYS = ("K07", "K11", "K36", "K38", "K40")
_UPTAKES = (
    [0.3, 0.6, 0.8, 1],
    [0.5, 0.8, 1],
    [0.4, 0.7, 0.9, 1],
    [0.6, 1],
    [0.2, 0.5, 0.8, 0.9, 1],
)
# How far claims go beyond the middle of what is seen, in percent.
_OPTIMISM: Mapping[str, int] = {"A": 0, "B": -3, "C": 4, "D": 0, "E": 9, "F": -5}


def _chosen(vendor: Vendor, levels: Mapping[str, Row]) -> tuple[list[str], set[str]]:
    """Return the KPIs a vendor claims, and those of them answered by procedure."""
    chance = stream(vendor.key, "benefits")
    unserved = {row["kpi_id"] for row in content_rows("kpis") if row["business"] in vendor.unserved}
    others = [kpi for kpi in levels if kpi not in _ALWAYS and kpi not in unserved]
    claimed = {*_ALWAYS, *chance.sample(others, _CLAIMS[vendor.key] - len(_ALWAYS))}
    fitting = [kpi for kpi in levels if kpi in claimed and levels[kpi]["procedures"]]
    by_procedure = set(chance.sample(fitting, min(_BY_PROCEDURE, len(fitting))))
    return [kpi for kpi in levels if kpi in claimed], by_procedure


def _simple_claim(vendor: Vendor, kpi: Row, level: Row) -> dict[str, Any]:
    """Return today's value and the promised one, in the unit of the KPI."""
    chance = stream(vendor.key, "claim", kpi["kpi_id"])
    baseline = two_digits(
        Fraction(chance.randint(int(level["baseline_low"]), int(level["baseline_high"])))
    )
    reach = chance.randint(int(level["target_low"]), int(level["target_high"]))
    if kpi["kpi_id"] in _NEGATIVE_KPIS:
        target = two_digits(Fraction(reach))
    else:
        lean = _OPTIMISM[vendor.key] * (-1 if kpi["direction"] == "decrease" else 1)
        target = two_digits(baseline * Fraction(max(reach + lean, 5), 100))
    claim: dict[str, Any] = {
        "scenario_id": DEFAULT_SCENARIO_ID,
        "baseline": baseline,
        "target": min(target, 100) if kpi["unit"] in {"percent", "point"} else target,
    }
    if level["volume"]:
        volume = Fraction(int(level["volume"]) * chance.randint(85, 115), 100)
        claim |= {"volume": two_digits(volume), "volume_unit": level["volume_unit"]}
    return claim


def _procedure_claim(vendor: Vendor, kpi: Row, level: Row) -> dict[str, Any]:
    """Return times and rates of one procedure; its yearly cases come from each city."""
    chance = stream(vendor.key, "procedure", kpi["kpi_id"])
    rows = {row["procedure_id"]: row for row in content_rows("procedures")}
    procedure_id = chance.choice(level["procedures"].split(";"))
    before = Fraction(int(rows[procedure_id]["online_percent"]), 100)
    after = min(before + Fraction(chance.randint(12, 38), 100), Fraction(92, 100))
    return {
        "procedure": {
            "procedure_id": procedure_id,
            "online_rate_before": float(before),
            "online_rate_after": float(after),
            "travel_minutes": chance.choice((40, 45, 50, 55, 60)),
            **_minutes(chance, "wait_minutes", (14, 30), (40, 75)),
            **_minutes(chance, "form_minutes", (9, 18), (25, 60)),
            **_minutes(chance, "online_minutes", (14, 20), (60, 95)),
            **_minutes(chance, "staff_minutes", (12, 26), (50, 82)),
            "setup_minutes_per_person": chance.choice((5, 10, 15, 20, 30)),
        }
    }


def _minutes(
    chance: random.Random, name: str, today: tuple[int, int], kept_percent: tuple[int, int]
) -> dict[str, int]:
    before = chance.randint(*today)
    after = (before * chance.randint(*kept_percent) + 50) // 100
    return {f"{name}_before": before, f"{name}_after": max(after, 1)}


def _business_of(kpi: Row, claim: Mapping[str, Any]) -> str:
    if "procedure" not in claim:
        return kpi["business"]
    wanted = claim["procedure"]["procedure_id"]
    rows = content_rows("procedures")
    return next(row["business"] for row in rows if row["procedure_id"] == wanted)


def benefit_lines(vendor: Vendor) -> list[dict[str, Any]]:
    """Return the effects that a vendor claims for a city of 350,000."""
    levels = {row["kpi_id"]: row for row in content_rows("kpi_levels")}
    kpis = {row["kpi_id"]: row for row in content_rows("kpis")}
    claimed, by_procedure = _chosen(vendor, levels)
    used: dict[str, int] = {}
    lines: list[dict[str, Any]] = []
    for kpi_id in claimed:
        kpi, level = kpis[kpi_id], levels[kpi_id]
        chance = stream(vendor.key, "benefit", kpi_id)
        is_detailed = kpi_id in by_procedure
        claim = (_procedure_claim if is_detailed else _simple_claim)(vendor, kpi, level)
        line: dict[str, Any] = {
            "benefit_id": f"{vendor.key}-{kpi_id}",
            "kpi_id": kpi_id,
            "business": _business_of(kpi, claim),
            **claim,
            "start_on": first_day(vendor, chance.choice((0, 0, 0, 3, 6))).isoformat(),
        }
        if chance.randrange(100) < 60:
            line["uptake"] = chance.choice(_UPTAKES)
        if level["capacity"]:
            line["capacity"] = level["capacity"]
        line["cash_releasing"] = level["cash"] == "yes"
        line |= evidence_fields(vendor, kpi, used)
        lines.append(line)
    return lines
