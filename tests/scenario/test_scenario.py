"""Questionnaire, assumptions and cities as values."""

import math
import statistics
from itertools import pairwise
from pathlib import Path

import pytest

from rfi.document.read import read_document
from rfi.scenario.assumptions import assumptions_of, check_assumption, merge_assumptions
from rfi.scenario.city.city import nearest_scenario, read_core_cities
from rfi.scenario.city.files import city_file_of
from rfi.scenario.city.joined import join_cities
from rfi.scenario.city.municipality_code import check_digit as municipality_check_digit
from rfi.scenario.city.municipality_code import is_municipality_code
from rfi.scenario.questionnaire import Questionnaire, questionnaire_of
from rfi.schema.codelists import load_codelist
from rfi.text.numbers import round_half_up
from tests.answers import document, questionnaire, standard_assumptions

SAMPLES = Path(__file__).resolve().parents[2] / "samples"


def sample(name: str) -> Questionnaire:
    path = SAMPLES / name
    return questionnaire_of(read_document(path.name, path.read_bytes()))


def test_the_sample_questionnaire_asks_223_rows_in_seven_scenarios() -> None:
    asked = sample("responses/questionnaire.json")
    assert {len(cells) for cells in asked.asked.values()} == {223}
    assert len(asked.asked_cells) == 223 * 7 == 1561


def test_the_pilot_questionnaire_names_its_source_and_rate() -> None:
    asked = sample("published/pilot_questionnaire.json")
    assert asked.reference_fx_usd_jpy == 115
    assert "勉強会" in asked.value["source"]["title"]
    assert asked.scenarios["PILOT"].population is None


def test_a_held_questionnaire_cannot_be_used() -> None:
    broken = document("q.json", {**questionnaire(), "scenarios": []})
    assert [issue.code for issue in broken.issues] == ["schema_min_items"]
    with pytest.raises(ValueError, match=r"q\.json"):
        questionnaire_of(broken)


def test_the_standard_set_gives_every_assumption_with_unit_and_source() -> None:
    path = SAMPLES / "assumptions" / "standard.json"
    value = read_document(path.name, path.read_bytes()).value
    assert value is not None
    found, issues = assumptions_of(value)
    assert issues == ()
    rows = load_codelist("assumption_keys").rows
    assert {one.key: one.unit for one in found} == {key: row["unit"] for key, row in rows.items()}
    assert list(found.values) == list(rows)
    assert all(one.source for one in found)


def test_the_staff_and_resident_hours_follow_from_their_published_figures() -> None:
    path = SAMPLES / "assumptions" / "standard.json"
    value = read_document(path.name, path.read_bytes()).value
    assert value is not None
    found, _ = assumptions_of(value)
    assert round(7_500_000 / 230 / 7.75) == found.number("staff_hour_jpy") == 4208
    assert round(820_800_000_000 / 322_770_000) == found.number("resident_hour_jpy") == 2543
    assert round(4_000_000 / (230 * 7.75) * 1.25) == found.number("overtime_hour_jpy") == 2805


def test_a_post_has_1782_5_hours_and_the_rule_of_thumb_of_8_hours_would_give_4076_yen() -> None:
    path = SAMPLES / "assumptions" / "standard.json"
    value = read_document(path.name, path.read_bytes()).value
    assert value is not None
    found, _ = assumptions_of(value)
    assert found.number("post_hours_per_year") == 230 * 7.75 == 1_782.5
    assert round(7_500_000 / 230 / 8) == 4_076 < found.number("staff_hour_jpy")


def test_the_standard_set_holds_the_defaults_of_horizon_discount_and_sharing() -> None:
    path = SAMPLES / "assumptions" / "standard.json"
    value = read_document(path.name, path.read_bytes()).value
    assert value is not None
    found, _ = assumptions_of(value)
    keys = ("horizon_months", "discount_rate", "sharing_equal_ratio", "tax_rate")
    assert [found.number(key) for key in keys] == [60, 0, 0.5, 0.1]


def test_the_questionnaires_rate_goes_over_the_standard_and_the_users_over_both() -> None:
    base, _ = assumptions_of(standard_assumptions())
    asked = questionnaire_of(document("q.json", questionnaire(reference_fx=115)))
    merged = merge_assumptions(base, asked)
    assert merged.number("fx_usd_jpy") == 115
    assert merged.values["fx_usd_jpy"].source == "試験の調査票"
    own = merge_assumptions(
        base, asked, base.only(["fx_usd_jpy"]).replaced({"fx_usd_jpy": 160}, "私")
    )
    assert own.number("fx_usd_jpy") == 160
    assert own.values["fx_usd_jpy"].source == "私"


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [
        ("horizon_months", 0, "assumption_not_integer"),
        ("horizon_months", 60.5, "assumption_not_integer"),
        ("horizon_months", "60", "assumption_not_number"),
        ("fx_usd_jpy", -1, "assumption_not_positive"),
        ("discount_rate", 4, "assumption_not_rate"),
        ("discount_rate", -1, "assumption_not_rate"),
        ("discount_timing", "middle", "assumption_not_choice"),
        ("base_fiscal_year", 27, "assumption_fiscal_year"),
        ("no_such_key", 1, "assumption_unknown"),
        ("fx_usd_jpy", None, "assumption_not_number"),
        ("fx_usd_jpy", True, "assumption_not_number"),
        ("fx_usd_jpy", math.inf, "assumption_not_number"),
        ("fx_usd_jpy", -math.inf, "assumption_not_number"),
        ("horizon_months", math.nan, "assumption_not_number"),
        ("discount_rate", math.nan, "assumption_not_number"),
        ("sharing_equal_ratio", 1.01, "assumption_not_share"),
        ("sharing_equal_ratio", -0.01, "assumption_not_share"),
        ("visit_fare_jpy", -1, "assumption_not_amount"),
        ("horizon_months", 601, "assumption_not_integer"),
        ("levelling_donors", 1_000_000_000, "assumption_not_integer"),
        ("horizon_months", 1e300, "assumption_not_integer"),
        ("fx_usd_jpy", 1e308, "assumption_not_positive"),
        ("interface_jpy", 1e308, "assumption_not_amount"),
    ],
)
def test_a_value_that_does_not_fit_is_told(key: str, value: object, code: str) -> None:
    issues = check_assumption(key, value, "/values/3/value")
    assert [(issue.code, issue.pointer) for issue in issues] == [(code, "/values/3/value")]
    assert issues[0].message("ja")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("base_fiscal_year", None),
        ("base_fiscal_year", 2027),
        ("discount_rate", 0.04),
        ("horizon_months", 120),
        ("sharing_equal_ratio", 0),
        ("sharing_equal_ratio", 1),
        ("visit_fare_jpy", 0),
    ],
)
def test_a_value_that_fits_passes(key: str, value: object) -> None:
    assert check_assumption(key, value) == ()


def test_an_assumption_given_twice_is_told() -> None:
    value = standard_assumptions()
    value["values"].append(value["values"][0])
    _, issues = assumptions_of(value)
    assert [issue.code for issue in issues] == ["assumption_twice"]


def check_digit(code: str) -> int:
    """Return d6 of a municipality code (domain §8)."""
    total = sum(weight * int(digit) for weight, digit in zip((6, 5, 4, 3, 2), code, strict=False))
    return (11 - total % 11) % 10


def test_the_62_core_cities_carry_published_figures_and_say_what_is_to_be_confirmed() -> None:
    cities = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    assert len(cities) == 62
    assert sum(city.population for city in cities) == 22_750_668
    assert sorted(city.population for city in cities)[30:32] == [354_630, 356_729]
    assert {city.population_status for city in cities} == {"confirmed", "to_confirm"}
    assert all(check_digit(city.code) == int(city.code[-1]) for city in cities)
    assert all(city.number("staff") is None and not city.volumes for city in cities)


def test_the_core_cities_have_a_median_of_355680_and_2_15_23_15_6_and_1_lie_in_the_bands() -> None:
    cities = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    sizes = sorted(city.population for city in cities)
    assert round_half_up(statistics.median(sizes)) == 355_680
    bounds = [0, 200_000, 300_000, 400_000, 500_000, 600_000, 1_000_000]
    counts = [sum(low <= size < high for size in sizes) for low, high in pairwise(bounds)]
    assert counts == [2, 15, 23, 15, 6, 1]


def test_the_single_sizes_of_the_sample_questionnaire_span_all_62_core_cities() -> None:
    cities = read_core_cities((SAMPLES / "cities" / "core_cities.csv").read_bytes(), "国勢調査")
    asked = sample("responses/questionnaire.json").scenarios.values()
    alone = sorted(one.population or 0 for one in asked if one.cities == 1)
    assert alone == [180_000, 350_000, 500_000, 650_000]
    assert all(alone[0] <= city.population <= alone[-1] for city in cities)
    joint = sorted((one.cities, one.population) for one in asked if one.cities > 1)
    assert joint == [(2, 350_000), (3, 350_000), (5, 350_000)]


@pytest.mark.parametrize(
    ("five", "digit"), [("33202", "0"), ("37201", "3"), ("38201", "9"), ("19201", "5")]
)
def test_the_check_digit_of_a_municipality_code_is_the_one_of_its_published_code(
    five: str, digit: str
) -> None:
    # 倉敷 332020, 高松 372013, 松山 382019, 甲府 192015.
    assert municipality_check_digit(five) == digit == str(check_digit(five))
    others = (str(other) for other in range(10) if str(other) != digit)
    assert is_municipality_code(five + digit)
    assert not any(is_municipality_code(five + other) for other in others)


def test_the_invented_cities_are_marked_as_invented() -> None:
    profiles = sorted((SAMPLES / "cities").glob("*.json"))
    assert len(profiles) == 3
    for path in profiles:
        found = read_document(path.name, path.read_bytes())
        assert found.value is not None, found.issues
        (city,) = join_cities([city_file_of(found)]).cities
        assert city.population_status == "invented"
        assert city.code.startswith("99")
        assert check_digit(city.code) == int(city.code[-1])
        statuses = {
            row["status"]
            for key in ("figures", "volumes", "current_costs")
            for row in found.value[key]
        }
        assert statuses == {"invented"}


def test_a_city_at_the_geometric_middle_of_two_sizes_takes_the_lower_one() -> None:
    value = questionnaire()
    sizes = {"Z": 100_000, "A": 400_000, "J": 200_000}
    value["scenarios"] = [
        {
            "scenario_id": name,
            "title": name,
            "population": size,
            "cities": 3 if name == "J" else 1,
        }
        for name, size in sizes.items()
    ]
    value["default_scenario_id"] = "Z"
    asked = questionnaire_of(document("q.json", value))
    # √(100,000 × 400,000) = 200,000: ln 2 from both; the lower counts, whatever it is called.
    assert nearest_scenario(asked, 200_000) == "Z"
    assert nearest_scenario(asked, 200_001) == "A"
    assert nearest_scenario(asked, 1) == "Z"


def test_the_nearest_scenario_is_the_nearest_in_proportion() -> None:
    asked = sample("responses/questionnaire.json")
    assert nearest_scenario(asked, 417_496) == "S350K-1"
    assert nearest_scenario(asked, 188_465) == "S180K-1"
    assert nearest_scenario(asked, 642_907) == "S650K-1"
    assert nearest_scenario(asked, 430_000) == "S500K-1"
