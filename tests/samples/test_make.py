import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from rfi.schema.check import check_schema
from rfi.schema.codelists import load_codelist
from samples.make import __main__ as command
from samples.make.documents import SAMPLES_DIR, sample_documents
from samples.make.totals import line_sum_jpy

if TYPE_CHECKING:
    from rfi.schema.load import SchemaName

KEYS = "ABCDEF"
DEFAULT = "S350K-1"
MAX_BYTES = 1_500_000
TAX = {"included": Fraction(110, 100), "excluded": Fraction(1)}
Json = dict[str, Any]


@pytest.fixture(scope="module")
def documents() -> dict[str, bytes]:
    return sample_documents()


@pytest.fixture(scope="module")
def questionnaire(documents: dict[str, bytes]) -> Json:
    value: Json = json.loads(documents["responses/questionnaire.json"])
    return value


@pytest.fixture(scope="module")
def offers(documents: dict[str, bytes]) -> dict[str, Json]:
    return {
        key: json.loads(documents[f"responses/vendor_{key.lower()}.json"])["offers"][0]
        for key in KEYS
    }


def _asked(questionnaire: Json) -> set[tuple[str, str, str]]:
    return {
        (scenario["scenario_id"], business, question["item"])
        for scenario in questionnaire["scenarios"]
        for question in questionnaire["cost_questions"]
        for business in question["businesses"]
    }


def _answered(offer: Json) -> set[tuple[str, str, str]]:
    return {
        (line["scenario_id"], business, line["item"])
        for line in offer["cost_lines"]
        for business in line["businesses"]
    }


def _recurring(offer: Json) -> Iterator[Json]:
    lines = (line for line in offer["cost_lines"] if line["item"].startswith("R"))
    return (line for line in lines if line["item"] != "R16" and "amount" in line)


def _scenario(questionnaire: Json, scenario_id: str) -> Json:
    rows: list[Json] = questionnaire["scenarios"]
    return next(row for row in rows if row["scenario_id"] == scenario_id)


def _naive_sum_jpy(
    questionnaire: Json, offer: Json, scenario_id: str, months: int = 60, fx: int = 150
) -> Fraction:
    """Sum of what is written down, tax excluded, a hole counted as nothing."""
    scenario = _scenario(questionnaire, scenario_id)
    rows = [*offer["cost_lines"], *offer.get("discount_lines", [])]
    total = Fraction(0)
    for row in rows:
        if row["scenario_id"] != scenario_id:
            continue
        counted = dict(row)
        if row.get("frequency") == "monthly":
            counted["months"] = min(row["months"], months)
        cost = line_sum_jpy(counted, scenario, months, usd_jpy=Fraction(fx))
        cost /= TAX[row.get("tax", "excluded")]
        total += -cost if "discount_id" in row else cost
    return total


def _fits(questionnaire: Json, offer: Json) -> dict[str, str]:
    meaning = {row["symbol"]: row["fit"] for row in questionnaire["symbols"]}
    return {
        row["requirement_id"]: row["fit"] if "fit" in row else meaning[row["symbol"]]
        for row in offer["fit_answers"]
    }


def test_generated_bytes_equal_the_committed_files(documents: dict[str, bytes]) -> None:
    for name, content in documents.items():
        assert (SAMPLES_DIR / name).read_bytes() == content, name


def test_files_end_in_one_newline_and_hold_no_carriage_return(documents: dict[str, bytes]) -> None:
    for name, content in documents.items():
        if name.endswith(".json") and not name.startswith("invalid/"):
            assert content.endswith(b"}\n"), name
            assert b"\r" not in content, name
        assert len(content) < MAX_BYTES, name


def test_check_names_the_file_that_differs(
    documents: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    changed = {**documents, "cities/kakuu.json": b"{}\n"}
    monkeypatch.setattr(command, "sample_documents", lambda: changed)
    monkeypatch.setattr("sys.argv", ["samples.make", "--check"])
    assert command.main() == 1
    assert capsys.readouterr().out == "differs: samples/cities/kakuu.json\n"


def test_check_is_silent_when_all_files_are_fresh(
    documents: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(command, "sample_documents", lambda: documents)
    monkeypatch.setattr("sys.argv", ["samples.make", "--check"])
    assert command.main() == 0
    assert capsys.readouterr().out == ""


def test_every_file_follows_its_schema(documents: dict[str, bytes]) -> None:
    for name, content in documents.items():
        if name.startswith("invalid/") or name.endswith((".xlsx", ".csv")):
            continue
        schema: SchemaName = "city_profile" if name.startswith("cities/") else "rfi_response"
        if name.endswith("questionnaire.json"):
            schema = "questionnaire"
        assert check_schema(json.loads(content), schema) == (), name


def test_the_questionnaire_asks_1561_cells(questionnaire: Json) -> None:
    cells = _asked(questionnaire)
    assert len(cells) == 1561
    assert set(Counter(scenario for scenario, _, _ in cells).values()) == {223}


def test_the_questionnaire_is_as_large_as_a_real_one(questionnaire: Json) -> None:
    assert len(questionnaire["requirements"]) >= 300
    assert len(questionnaire["kpis"]) >= 25
    assert len(questionnaire["service_level_items"]) >= 20
    assert len(questionnaire["cost_items"]) == 33
    assert len(questionnaire["procedures"]) == 40
    assert len(questionnaire["businesses"]) == 21


@pytest.mark.parametrize(
    ("rows", "field"),
    [
        ("requirements", "text"),
        ("kpis", "description"),
        ("service_level_items", "description"),
        ("cost_items", "guide"),
        ("procedures", "title"),
    ],
)
def test_no_sentence_of_the_questionnaire_stands_twice(
    questionnaire: Json, rows: str, field: str
) -> None:
    repeated = [
        text for text, n in Counter(row[field] for row in questionnaire[rows]).items() if n > 1
    ]
    assert repeated == []


def test_yearly_cases_grow_with_the_population(questionnaire: Json) -> None:
    alone = [row for row in questionnaire["scenarios"] if row["cities"] == 1]
    for smaller, larger in pairwise(sorted(alone, key=lambda row: int(row["population"]))):
        for few, many in zip(smaller["volumes"], larger["volumes"], strict=True):
            assert few["annual_cases"] < many["annual_cases"]


def test_ids_and_names_do_not_collide(documents: dict[str, bytes]) -> None:
    answers = [json.loads(documents[f"responses/vendor_{key.lower()}.json"]) for key in KEYS]
    for values in (
        [answer["vendor"]["name"] for answer in answers],
        [answer["vendor"]["name_en"] for answer in answers],
        [answer["response_id"] for answer in answers],
        [offer["offer_id"] for answer in answers for offer in answer["offers"]],
    ):
        assert len(set(values)) == len(values)


def test_vendors_are_plainly_invented(documents: dict[str, bytes]) -> None:
    for key in KEYS:
        vendor = json.loads(documents[f"responses/vendor_{key.lower()}.json"])["vendor"]
        assert "corporate_number" not in vendor
        assert vendor["name_en"].endswith("(fictional)")
        assert vendor["contact"]["email"].endswith(".example")


def test_line_ids_are_unique_in_an_offer(offers: Mapping[str, Json]) -> None:
    for offer in offers.values():
        ids = [line["line_id"] for line in offer["cost_lines"]]
        assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("key", "ABCD")
def test_complete_vendors_answer_every_asked_cell(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    assert _answered(offers[key]) == _asked(questionnaire)
    states = {line["state"] for line in offers[key]["cost_lines"]}
    assert states <= {"priced", "free", "included"}


def test_vendor_a_quotes_tax_included_in_thousands_a_year(offers: Mapping[str, Json]) -> None:
    offer = offers["A"]
    assert {(line["tax"], line["unit"]) for line in offer["cost_lines"]} == {
        ("included", "thousand")
    }
    assert {line["frequency"] for line in _recurring(offer)} == {"yearly"}
    once = [line for line in offer["cost_lines"] if line["frequency"] == "once"]
    assert all("accepted_on" in line for line in once)


def test_vendor_b_quotes_61_months_and_gives_a_discount_everywhere(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    offer = offers["B"]
    assert offer["contract_months"] == 61
    assert offer["go_live_on"] == "2028-01-01"
    assert {(line["frequency"], line["months"]) for line in _recurring(offer)} == {("monthly", 61)}
    given = {(line["scenario_id"], line["condition"]) for line in offer["discount_lines"]}
    assert given == {(row["scenario_id"], "unconditional") for row in questionnaire["scenarios"]}


def test_vendor_c_quotes_cloud_use_in_dollars_and_links_some_yen(
    offers: Mapping[str, Json],
) -> None:
    lines = offers["C"]["cost_lines"]
    dollars = {
        (line["item"], line["vendor_fx_rate"]) for line in lines if line["currency"] == "USD"
    }
    linked = {(line["item"], line["vendor_fx_rate"]) for line in lines if "fx_share" in line}
    assert dollars == {("R07", 148)}
    assert linked == {("R01", 155), ("R14", 155)}


def test_vendor_d_bundles_four_tax_businesses_without_weights(offers: Mapping[str, Json]) -> None:
    bundles = [line for line in offers["D"]["cost_lines"] if len(line["businesses"]) > 1]
    assert {tuple(line["businesses"]) for line in bundles} == {("B03", "B04", "B05", "B06")}
    assert len(bundles) == 70
    assert not any("bundle_weights" in line for line in bundles)


def test_vendor_d_names_a_priced_container_for_each_included_cell(
    offers: Mapping[str, Json],
) -> None:
    lines = offers["D"]["cost_lines"]
    priced = {
        (line["scenario_id"], line["businesses"][0], line["item"])
        for line in lines
        if line["state"] == "priced" and len(line["businesses"]) == 1
    }
    included = [line for line in lines if line["state"] == "included"]
    assert len(included) == 91
    for line in included:
        container = line["included_in"]
        assert (line["scenario_id"], container["business"], container["item"]) in priced


def test_vendor_d_prices_by_city_resident_and_tier(offers: Mapping[str, Json]) -> None:
    lines = offers["D"]["cost_lines"]
    bases = {line["item"]: line["basis"] for line in lines if "basis" in line}
    assert bases == {
        "I10": "per_city",
        "I12": "per_city",
        "R10": "per_city",
        "R13": "per_resident",
        "I13": "per_unit",
    }
    assert all("tiers" in line and "quantity" in line for line in lines if line["item"] == "I13")
    shared = [line["scenario_id"] for line in lines if line.get("basis") == "per_city"]
    assert set(shared) == {"S350K-2", "S350K-3", "S350K-5"}


def test_vendor_d_gives_groups_a_discount_for_the_whole_scope(offers: Mapping[str, Json]) -> None:
    given = [(line["scenario_id"], line["condition"]) for line in offers["D"]["discount_lines"]]
    assert given == [(scenario, "whole_scope") for scenario in ("S350K-2", "S350K-3", "S350K-5")]


def test_vendor_e_leaves_holes_of_every_kind(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    lines = [line for line in offers["E"]["cost_lines"] if line["scenario_id"] == DEFAULT]
    states = Counter(line.get("state") for line in lines)
    assert states["separate"] == 28
    assert states["out_of_scope"] == 21
    assert states["priced_from"] == 7
    assert states["free"] == 1
    assert states["unanswered"] == 3
    asked = {cell for cell in _asked(questionnaire) if cell[0] == DEFAULT}
    assert len(asked - _answered(offers["E"])) == 4
    assert sum("amount_low" in line and "amount" not in line for line in lines) == 2
    assert sum("amount_low" in line and "amount" in line for line in lines) == 1


def test_vendor_e_makes_three_slips_in_each_scenario(offers: Mapping[str, Json]) -> None:
    lines = [line for line in offers["E"]["cost_lines"] if line["scenario_id"] == DEFAULT]
    assert [line["line_id"] for line in lines if line.get("amount") == 0] == [f"{DEFAULT}.B14.R06"]
    assert [line.get("amount_as_written") for line in lines if "state" not in line] == [None, "－"]
    untaxed = [line["line_id"] for line in lines if "amount" in line and "tax" not in line]
    assert untaxed == [f"{DEFAULT}.B12.I09"]


def test_vendor_e_looks_cheapest_when_holes_count_as_zero(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    sums = {key: _naive_sum_jpy(questionnaire, offers[key], DEFAULT) for key in KEYS}
    assert min(sums, key=lambda key: sums[key]) == "E"


def test_vendor_f_prices_two_sizes_and_no_sharing(offers: Mapping[str, Json]) -> None:
    offer = offers["F"]
    assert {line["scenario_id"] for line in offer["cost_lines"]} == {"S350K-1", "S500K-1"}
    terms = {(line["frequency"], line["months"]) for line in _recurring(offer)}
    assert terms == {("term_total", 60)}
    assert {line["unit"] for line in _recurring(offer)} == {"million"}
    assert offer["go_live_on"] == "2028-10-01"


@pytest.mark.parametrize("key", "ABCF")
def test_stated_totals_add_up(key: str, questionnaire: Json, offers: Mapping[str, Json]) -> None:
    offer = offers[key]
    stated = [row for row in offer["stated_totals"] if row["kind"] == "total"]
    assert len(stated) == len({line["scenario_id"] for line in offer["cost_lines"]})
    for row in stated:
        unit = int(load_codelist("money_units").rows[row["unit"]]["factor"])
        assert abs(_own_sum(questionnaire, offer, row["scenario_id"]) / unit
                   - Fraction(str(row["amount"]))) <= Fraction(1, 2)  # fmt: skip


def test_stated_totals_of_e_are_two_to_four_percent_off(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    stated = offers["E"]["stated_totals"]
    assert len(stated) == 7
    for row in stated:
        own = _own_sum(questionnaire, offers["E"], row["scenario_id"]) / 1000
        assert Fraction(2, 100) < abs(row["amount"] / own - 1) < Fraction(4, 100)


def _own_sum(questionnaire: Json, offer: Json, scenario_id: str) -> Fraction:
    """Sum at the vendor's own tax, months and rates, discounts taken off."""
    scenario = _scenario(questionnaire, scenario_id)
    total = Fraction(0)
    for row in (*offer["cost_lines"], *offer.get("discount_lines", [])):
        if row["scenario_id"] == scenario_id:
            cost = line_sum_jpy(row, scenario, offer["contract_months"])
            total += -cost if "discount_id" in row else cost
    return total


@pytest.mark.parametrize("key", "ABCDF")
def test_levels_are_plausible_for_a_city_of_350000(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    total = _naive_sum_jpy(questionnaire, offers[key], DEFAULT)
    assert 2_800_000_000 < total < 4_500_000_000
    assert 1_600 < total / 350_000 / 5 < 2_600


def test_dearest_complete_offer_is_about_a_third_above_the_cheapest(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    sums = [_naive_sum_jpy(questionnaire, offers[key], DEFAULT) for key in "ABCDF"]
    assert Fraction(125, 100) < max(sums) / min(sums) < Fraction(145, 100)


@pytest.mark.parametrize("key", "ABCD")
def test_sharing_lowers_the_price_of_a_city(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    alone = _naive_sum_jpy(questionnaire, offers[key], DEFAULT)
    each = [_naive_sum_jpy(questionnaire, offers[key], f"S350K-{n}") / n for n in (2, 3, 5)]
    assert alone > each[0] > each[1] > each[2] > alone * Fraction(55, 100)


def test_the_order_of_two_vendors_turns_with_the_exchange_rate(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    differences = [
        _naive_sum_jpy(questionnaire, offers["C"], DEFAULT, fx=fx)
        - _naive_sum_jpy(questionnaire, offers["B"], DEFAULT, fx=fx)
        for fx in (130, 170)
    ]
    assert differences[0] < 0 < differences[1]


@pytest.mark.parametrize("key", KEYS)
def test_remarks_stand_on_a_tenth_to_a_fifth_of_the_lines(
    key: str, offers: Mapping[str, Json]
) -> None:
    lines = offers[key]["cost_lines"]
    assert 0.10 <= sum("note" in line for line in lines) / len(lines) <= 0.20


@pytest.mark.parametrize("key", KEYS)
def test_no_remark_of_a_vendor_stands_more_than_six_times(
    key: str, offers: Mapping[str, Json]
) -> None:
    for rows in ("cost_lines", "fit_answers", "benefit_lines"):
        notes = Counter(row["note"] for row in offers[key][rows] if "note" in row)
        assert max(notes.values()) <= 6, rows


@pytest.mark.parametrize("key", KEYS)
def test_remarks_about_sharing_stand_in_shared_scenarios_only(
    key: str, offers: Mapping[str, Json]
) -> None:
    words = re.compile("共同利用の場合|共同利用団体|団体目|1市当たり|合同")
    for line in offers[key]["cost_lines"]:
        if words.search(line.get("note", "")):
            assert not line["scenario_id"].endswith("-1"), line["line_id"]


@pytest.mark.parametrize("key", KEYS)
def test_fit_answers_cover_what_the_vendor_says_they_do(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    fits = _fits(questionnaire, offers[key])
    answered = [fit for fit in fits.values() if fit != "unanswered"]
    share = len(answered) / len(questionnaire["requirements"])
    low, high = {"E": (0.86, 0.90), "F": (0.955, 0.985)}.get(key, (1, 1))
    assert low <= share <= high
    assert 0.55 <= Counter(answered)["standard"] / len(answered) <= 0.75
    assert set(answered) == set(load_codelist("fit_codes").codes) - {"unanswered"}


@pytest.mark.parametrize("key", KEYS)
def test_every_vendor_fails_some_required_function(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    classes = {row["requirement_id"]: row["class"] for row in questionnaire["requirements"]}
    fits = _fits(questionnaire, offers[key])
    failed = [name for name, fit in fits.items() if fit == "not_possible"]
    assert 2 <= sum(classes[name] == "required" for name in failed) <= 8


@pytest.mark.parametrize(
    ("key", "field"), [("A", "symbol"), ("D", "symbol"), ("B", "fit"), ("C", "fit")]
)
def test_vendors_answer_by_symbol_or_by_code(
    key: str, field: str, offers: Mapping[str, Json]
) -> None:
    for answer in offers[key]["fit_answers"]:
        assert {"fit", "symbol"} & set(answer) == {field}


@pytest.mark.parametrize("key", KEYS)
def test_gaps_carry_cause_cost_effort_or_date(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    needed = {
        "customize": {"cause", "cost_item"},
        "external": {"cause", "cost_item"},
        "workaround": {"cause", "workaround_minutes", "workaround_cases"},
        "roadmap": {"cause", "available_on"},
        "not_possible": {"cause"},
    }
    fits = _fits(questionnaire, offers[key])
    for answer in offers[key]["fit_answers"]:
        assert needed.get(fits[answer["requirement_id"]], set()) <= set(answer)


@pytest.mark.parametrize("key", KEYS)
def test_effects_are_claimed_with_evidence_and_some_are_negative(
    key: str, questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    lines = offers[key]["benefit_lines"]
    assert 20 <= len(lines) <= 40
    assert all("evidence" in line for line in lines)
    assert sum("procedure" in line for line in lines) == 8
    direction = {row["kpi_id"]: row["direction"] for row in questionnaire["kpis"]}
    worse = [
        line["kpi_id"]
        for line in lines
        if "target" in line
        and direction[line["kpi_id"]] == "decrease"
        and line["target"] > line["baseline"]
    ]
    assert {"K07", "K36"} <= set(worse)


def test_service_levels_are_answered_in_the_form_asked(
    questionnaire: Json, offers: Mapping[str, Json]
) -> None:
    types = {row["item_id"]: row["value_type"] for row in questionnaire["service_level_items"]}
    field = {"number": "value_number", "boolean": "value_boolean", "date": "value_date"}
    for key, offer in offers.items():
        assert len(offer["service_levels"]) == (32 if key == "E" else len(types))
        for answer in offer["service_levels"]:
            expected = (
                "zone"
                if answer["item_id"] == "SL25"
                else field.get(types[answer["item_id"]], "value_text")
            )
            assert expected in answer


def test_one_ismap_registration_ends_before_go_live(offers: Mapping[str, Json]) -> None:
    early = [
        key
        for key, offer in offers.items()
        for answer in offer["service_levels"]
        if "value_date" in answer and answer["value_date"] < offer["go_live_on"]
    ]
    assert early == ["D"]


@pytest.mark.parametrize("key", KEYS)
def test_vendors_state_eight_to_fifteen_distinct_premises(
    key: str, offers: Mapping[str, Json]
) -> None:
    texts = [row["text"] for row in offers[key]["assumptions"]]
    assert 8 <= len(texts) <= 15
    assert len(set(texts)) == len(texts)


@pytest.mark.parametrize("slug", ["kakuu", "reiji", "soutei"])
def test_invented_cities_have_a_valid_code_of_no_prefecture(
    slug: str, documents: dict[str, bytes]
) -> None:
    city = json.loads(documents[f"cities/{slug}.json"])
    digits = [int(digit) for digit in city["code"]]
    weighed = sum(w * d for w, d in zip((6, 5, 4, 3, 2), digits[:5], strict=True))
    assert digits[5] == (11 - weighed % 11) % 10
    assert city["code"].startswith("99")
    rows = [*city["figures"], *city["volumes"], *city["current_costs"]]
    assert {row["status"] for row in rows} == {"invented"}


def test_todays_running_cost_is_about_half_of_the_offers(
    documents: dict[str, bytes], offers: Mapping[str, Json]
) -> None:
    city = json.loads(documents["cities/kakuu.json"])
    today = sum(
        Fraction(str(row["amount"])) * 1000 / TAX["included"]
        for row in city["current_costs"]
        if row["fiscal_year"] == 2025
    )
    offered = sum(
        Fraction(str(line["amount"])) * 1000 / TAX["included"]
        for line in _recurring(offers["A"])
        if line["scenario_id"] == DEFAULT
    )
    assert Fraction(18, 10) < offered / today < Fraction(25, 10)
