"""The published pilot table (domain §10, S8) and the fictional round, compared."""

import csv
import itertools
from pathlib import Path

import pytest

from rfi.compare.cost.comparison import Comparison
from rfi.compare.round.answers import AnswerSet, NamedBytes, collect_answers, read_files
from rfi.document.read import read_document
from rfi.scenario.assumptions import AssumptionValue
from tests.evaluations import evaluated

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


def load(folder: str, pattern: str) -> AnswerSet:
    files = [
        NamedBytes(path.name, path.read_bytes())
        for path in sorted((SAMPLES / folder).glob(pattern))
    ]
    documents = read_files(files)
    asked = next(found for found in documents if found.kind == "questionnaire")
    answers = [found for found in documents if found.kind == "rfi_response"]
    standard = SAMPLES / "assumptions" / "standard.json"
    return collect_answers(asked, answers, read_document(standard.name, standard.read_bytes()))


@pytest.fixture(scope="module")
def pilot() -> AnswerSet:
    return load("published", "*.json")


@pytest.fixture(scope="module")
def fictional() -> AnswerSet:
    return load("responses", "*.json")


def compare(
    answers: AnswerSet, scenario: str | None = None, **changes: AssumptionValue
) -> Comparison:
    return evaluated(answers, scenario_id=scenario, changes=changes).costs


def difference(comparison: Comparison) -> float:
    a, b = (comparison.offer(f"pilot:{key}").totals.nominal_jpy for key in "AB")
    assert a is not None
    assert b is not None
    return b - a


@pytest.mark.parametrize(
    ("rate", "expected", "within"),
    [(115, -198_282_529, 2), (139, 13_675_993, 10), (160, 199_139_700, 10)],
)
def test_the_difference_of_the_pilot_table_at_each_printed_rate(
    pilot: AnswerSet, rate: float, expected: float, within: float
) -> None:
    assert difference(compare(pilot, fx_usd_jpy=rate)) == pytest.approx(expected, abs=within)


def test_the_reference_rate_of_the_pilot_questionnaire_is_the_tables_own(pilot: AnswerSet) -> None:
    assert difference(compare(pilot)) == pytest.approx(-198_282_529, abs=2)


def test_at_115_yen_a_holds_6866257_yen_of_dollars_and_b_1022500843(pilot: AnswerSet) -> None:
    once, twice = compare(pilot, fx_usd_jpy=115), compare(pilot, fx_usd_jpy=230)
    for key, expected in (("A", 6_866_257), ("B", 1_022_500_843)):
        single, double = (each.offer(f"pilot:{key}").totals.nominal_jpy for each in (once, twice))
        assert single is not None
        assert double is not None
        # Twice the rate adds the dollars once more and nothing else.
        assert double - single == pytest.approx(expected, abs=1)


def test_b_is_4_1_per_cent_below_a_at_the_tables_own_rate(pilot: AnswerSet) -> None:
    a = compare(pilot).offer("pilot:A").totals.nominal_jpy
    assert a is not None
    assert a == pytest.approx(4_787_264_648, abs=2)
    assert round(difference(compare(pilot)) / a * 100, 1) == -4.1


def test_the_pilot_difference_turns_at_about_137_45_yen(pilot: AnswerSet) -> None:
    assert (
        difference(compare(pilot, fx_usd_jpy=137.44))
        < 0
        < difference(compare(pilot, fx_usd_jpy=137.46))
    )


def test_every_item_of_the_pilot_table_comes_back_to_the_yen(pilot: AnswerSet) -> None:
    comparison = compare(pilot)
    titles = {title: item for item, title in pilot.questionnaire.items.items()}
    with (SAMPLES / "published" / "pilot_costs.csv").open(encoding="utf-8") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 10
    for row in rows:
        for key, column in (("A", "cost_a_as_is_jpy"), ("B", "cost_b_gov_cloud_jpy")):
            figure = comparison.offer(f"pilot:{key}").by_item[titles[row["item_ja"]]]
            assert figure.nominal_jpy is not None
            assert round(figure.nominal_jpy) == int(row[column])


def test_the_pilot_offers_are_complete_and_raise_no_issue(pilot: AnswerSet) -> None:
    comparison = compare(pilot)
    assert comparison.issues == ()
    assert [offer.bound.kind for offer in comparison.offers] == ["exact", "exact"]


def test_the_cheapest_looking_answer_of_the_round_is_a_lower_bound_and_no_order_is_claimed(
    fictional: AnswerSet,
) -> None:
    offers = {offer.offer_id: offer for offer in compare(fictional).offers}
    holed = offers["E1"]
    assert holed.bound.kind == "at_least"
    assert all(
        holed.bound.shown < other.bound.shown for key, other in offers.items() if key != "E1"
    )
    assert all(
        holed.bound.order(other.bound) == "unknown" for key, other in offers.items() if key != "E1"
    )


def test_complete_answers_stand_in_a_certain_order(fictional: AnswerSet) -> None:
    offers = [offer for offer in compare(fictional).offers if offer.offer_id != "E1"]
    for one, other in itertools.combinations(offers, 2):
        assert one.bound.order(other.bound) != "unknown"


def test_a_size_that_a_vendor_did_not_price_has_no_total(fictional: AnswerSet) -> None:
    offers = {offer.offer_id: offer for offer in compare(fictional, "S180K-1").offers}
    assert offers["F1"].totals.nominal_jpy is None
    assert offers["F1"].is_lower_bound
    assert offers["A1"].totals.nominal_jpy is not None


def test_only_the_stated_totals_that_do_not_add_up_are_told(fictional: AnswerSet) -> None:
    issues = compare(fictional).issues
    told = [issue for issue in issues if issue.code == "stated_total_differs"]
    assert {issue.document for issue in told} == {"vendor_e.json"}
    assert len(told) == 7


def test_totals_of_the_round_lie_in_the_national_band(fictional: AnswerSet) -> None:
    for offer in compare(fictional).offers:
        assert offer.totals.per_resident_per_year_jpy is not None
        assert 3742 / 3 < offer.totals.per_resident_per_year_jpy < 3742


def test_the_parts_of_a_total_sum_to_it(fictional: AnswerSet) -> None:
    for offer in compare(fictional, discount_rate=0.04).offers:
        total = offer.totals.nominal_jpy
        assert sum(offer.by_fiscal_year.values()) == pytest.approx(total)
        assert sum(offer.by_business.values()) == pytest.approx(total)
        items = [figure.nominal_jpy or 0 for figure in offer.by_item.values()]
        assert sum(items) == pytest.approx(total)
        phases = (offer.totals.initial_jpy, offer.totals.recurring_jpy, offer.totals.exit_jpy)
        assert sum(part or 0 for part in phases) == pytest.approx(total)
        assert sum(offer.cash.by_fiscal_year.values()) == pytest.approx(offer.total_incl_tax_jpy)


def test_dollars_move_only_the_vendors_that_quote_them(fictional: AnswerSet) -> None:
    low, high = compare(fictional, fx_usd_jpy=130), compare(fictional, fx_usd_jpy=170)
    moved = {
        one.offer_id
        for one, other in zip(low.offers, high.offers, strict=True)
        if one.totals.nominal_jpy != other.totals.nominal_jpy
    }
    assert moved == {"C1"}
