"""Random offers come to the yen of a sum that knows nothing of the product but method §1."""

import ast
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.answers import answer, discount, line, questionnaire
from tests.cli.drawn_offers import drawn
from tests.cli.oracle import Terms, added_up, exact, rounded
from tests.printed import printed, record_of

SEEDS = range(1, 21)


def settings(seed: int) -> dict[str, Any]:
    """Return assumptions drawn for a seed."""
    draw = Random(-seed)  # noqa: S311 - no secret
    return {
        "fx_usd_jpy": draw.choice((139, 150, 163.5)),
        "fx_basis": draw.choice(("common", "as_quoted")),
        "tax_rate": draw.choice((0.1, 0.08)),
        "horizon_months": draw.choice((36, 60, 61, 84)),
        "price_growth_rate": draw.choice((0, 0.02)),
        "discount_rate": draw.choice((0, 0.04, 0.015)),
        "discount_timing": draw.choice(("start", "mid", "end")),
        "base_fiscal_year": draw.choice(("", 2027)),
    }


def terms_of(chosen: dict[str, Any]) -> Terms:
    number = {key: Fraction(str(value)) for key, value in chosen.items() if key.endswith("_rate")}
    base = chosen["base_fiscal_year"]
    return Terms(
        fx=Fraction(str(chosen["fx_usd_jpy"])),
        as_quoted=chosen["fx_basis"] == "as_quoted",
        tax_percent=number["tax_rate"] * 100,
        horizon=chosen["horizon_months"],
        growth=number["price_growth_rate"],
        discount=number["discount_rate"],
        timing=chosen["discount_timing"],
        base_year=base or None,
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_a_drawn_offer_comes_to_the_same_yen_by_hand(seed: int, tmp_path: Path) -> None:
    texts, chosen = drawn(seed), settings(seed)
    paths = []
    for name, text in zip(("q.json", "a.json"), texts, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
        paths.append(str(tmp_path / name))
    changes = [part for key, value in chosen.items() for part in ("--set", f"{key}={value}")]
    record = record_of(printed("compare", *paths, *changes, "--format", "json")[1])
    codes = Counter(issue["code"] for issue in record["issues"] if issue["severity"] == "error")
    assert not codes
    (offer,) = record["offers"]
    sums = added_up(exact(texts[0]), exact(texts[1]), terms_of(chosen))
    totals = offer["totals"]
    found = {
        "nominal": totals["nominal_jpy"],
        "present": totals["present_value_jpy"],
        **{name: totals[f"{name}_jpy"] for name in sums.phases},
        **{f"year {year}": yen for year, yen in offer["by_fiscal_year_jpy"].items() if yen},
        **{f"cash {year}": yen for year, yen in offer["cash_view"]["by_fiscal_year_jpy"].items()},
    }
    expected = {
        "nominal": rounded(sums.nominal),
        "present": rounded(sums.present),
        **{name: rounded(yen) for name, yen in sums.phases.items()},
        **{f"year {year}": rounded(yen) for year, yen in sums.years.items() if yen},
        **{f"cash {year}": rounded(yen) for year, yen in sums.cash.items() if yen},
    }
    assert found == expected


def test_the_draws_hold_everything_that_the_oracle_knows() -> None:
    offers = [json.loads(drawn(seed)[1])["offers"][0] for seed in SEEDS]
    lines = [line for offer in offers for line in offer["cost_lines"]]
    discounts = [one for offer in offers for one in offer["discount_lines"]]
    for key in (
        "minimum_charge",
        "tiers",
        "escalation_percent",
        "fx_share",
        "start_on",
        "quantity",
    ):
        assert sum(key in line for line in lines) >= 5, key
    for key, values in {
        "basis": ("per_city", "per_resident", "per_staff", "per_case", "per_unit"),
        "frequency": ("once", "monthly", "yearly", "term_total"),
        "currency": ("JPY", "USD"),
        "tax": ("excluded", "included", "exempt"),
        "tier_method": ("graduated", "volume"),
    }.items():
        told = Counter(line.get(key) for line in lines)
        assert all(told[value] >= 5 for value in values), (key, told)
    assert {one["frequency"] for one in discounts} == {"once", "monthly"}
    chosen = [settings(seed) for seed in SEEDS]
    assert all(len({str(one[key]) for one in chosen}) > 1 for key in chosen[0])


def test_the_oracle_knows_nothing_of_the_product() -> None:
    tree = ast.parse((Path(__file__).parent / "oracle.py").read_text("utf-8"))
    told = {
        name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names
    }
    told |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.partition(".")[0] for name in told} <= sys.stdlib_module_names


def test_the_oracle_gives_what_a_hand_gives() -> None:
    """Build 10M at acceptance and 1M a month taxed inside, 5 % a year more: two years by hand."""
    lines = [
        line("I03", 10, unit="million", accepted_on="2027-03-25"),
        line("R01", 1_100_000, tax="included", months=24, escalation_percent=5),
    ]
    chosen = {**settings(1), "fx_basis": "common", "tax_rate": 0.1, "horizon_months": 24}
    chosen |= {"price_growth_rate": 0, "discount_rate": 0.04, "discount_timing": "end"}
    chosen |= {"base_fiscal_year": ""}
    asked = questionnaire(("I03", "R01"))
    given = answer(lines, months=24, discount_lines=[discount(1_000_000)])
    sums = added_up(exact(json.dumps(asked)), exact(json.dumps(given)), terms_of(chosen))
    # 10 + 12 + 12.6 less 1; of the discount 10, 12 and 12.6 parts of 34.6.
    assert sums.nominal == 33_600_000
    kept = 1 - Fraction(1_000_000, 34_600_000)
    assert sums.years == {2026: 10_000_000 * kept, 2027: 12_000_000 * kept, 2028: 12_600_000 * kept}
    assert sums.cash[2027] == sums.years[2027] * Fraction(11, 10)
    # At the end of the year: the build one year before the base is paid at its start.
    times = {2026: Fraction(1), 2027: 1 / Fraction("1.04"), 2028: 1 / Fraction("1.0816")}
    assert sums.present == sum(sums.years[year] * times[year] for year in times)
