"""Every example of method §9, each as a small round."""

import copy
import math
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rfi.analysis.plausibility.price_cells import median, medians_of_others, price_cells
from rfi.analysis.plausibility.prices import is_near
from rfi.analysis.plausibility.reference_figures import NATIONAL_PER_RESIDENT, reference_value
from rfi.analysis.plausibility.rules import check_plausibility
from rfi.compare.round.answers import collect_answers
from rfi.compare.round.scope import Scope
from rfi.intake.query.queries import draft_queries
from rfi.schema.codelists import load_codelist
from rfi.text.wording import LANGS, has_text
from tests.analysis.prices import (
    VENDORS,
    changed,
    findings,
    found_in,
    sample,
    sample_round,
)
from tests.answers import (
    MILLION,
    answer,
    collect,
    document,
    line,
    questionnaire,
    standard_assumptions,
)
from tests.evaluations import evaluated

ONE = questionnaire(items=("I03",))
THREE = questionnaire(items=("I03", "I07", "I09"))


def unit(amount: float) -> list[dict[str, Any]]:
    return [line("I03", amount, unit="million")]


@pytest.mark.parametrize("power", [3, 4, 6, -3, -4, -6])
def test_a_price_a_power_of_ten_off_is_a_slip_of_unit(power: int) -> None:
    slipped = [line("I03", round(1.3 * MILLION * 10.0**power))]
    found = found_in(ONE, slipped, unit(1.2), unit(1.4), unit(1.25))
    assert {key for key in found if key[1].startswith("unit")} == {("v0", "unit_slip")}
    assert found["v0", "unit_slip"].pointer == "/offers/0/cost_lines/0/amount"


def test_1300_for_a_true_1_3_is_caught_with_its_size_and_nobody_else_is_blamed() -> None:
    found = found_in(ONE, unit(1300), unit(1.2), unit(1.4))
    assert set(found) == {("v0", "unit_slip")}
    issue = found["v0", "unit_slip"]
    assert issue.severity == "warning"
    assert issue.params["size_jpy"] == pytest.approx((1300 - 1.3) * MILLION)
    assert "1,300,000,000円" in issue.message("ja")


def test_of_two_offers_either_may_have_slipped() -> None:
    found = found_in(ONE, unit(1300), unit(1.2))
    assert set(found) == {("v0", "unit_slip_either"), ("v1", "unit_slip_either")}
    assert "どちらか" in found["v0", "unit_slip_either"].message("ja")


def test_ten_and_a_hundred_times_are_no_slip_of_unit_but_far_from_the_others() -> None:
    for factor in (10, 100):
        found = found_in(ONE, unit(1.3 * factor), unit(1.2), unit(1.4))
        assert set(found) == {("v0", "price_high")}, factor


def test_a_price_is_far_from_three_times_the_median_of_the_others_on() -> None:
    assert not found_in(ONE, unit(2.9), unit(1), unit(1))
    assert set(found_in(ONE, unit(3.1), unit(1), unit(1))) == {("v0", "price_high")}
    assert set(found_in(ONE, unit(0.3), unit(1), unit(1))) == {("v0", "price_low")}


def test_a_price_known_from_below_is_no_measure_for_others() -> None:
    vague = [line("I03", 1, unit="million", state="priced_from")]
    assert not found_in(ONE, unit(9), vague, vague)


def yearly(amount: float) -> list[dict[str, Any]]:
    return [line("R01", amount, unit="thousand", frequency="yearly")]


def total(amount: float, **fields: Any) -> list[dict[str, Any]]:
    stated = {"kind": "total", "unit": "thousand", "currency": "JPY", "tax": "excluded"}
    return [{"scenario_id": "S", "amount": amount, **stated, **fields}]


def test_twelve_times_is_a_slip_of_period_only_if_the_vendors_own_total_is_restored() -> None:
    asked = questionnaire(items=("R01",))
    others = [
        answer(yearly(amount), response_id=f"o{amount}", stated_totals=total(amount * 5))
        for amount in (1000, 1100)
    ]
    # 12,000 a month where 12,000 a year was meant: 60 months come to 720,000 instead of 60,000.
    wrong = [line("R01", 1000, unit="thousand", frequency="monthly")]
    restored = answer(wrong, response_id="v", stated_totals=total(5000))
    found = findings(collect(asked, restored, *others))
    assert {issue.code for issue in found} == {"period_slip", "price_high"}
    slip = next(issue for issue in found if issue.code == "period_slip")
    assert (slip.params["factor"], slip.document) == ("12", "v.json")
    without = answer(wrong, response_id="v", stated_totals=total(60_000))
    assert {i.code for i in findings(collect(asked, without, *others))} == {"price_high"}


def test_a_price_of_the_term_entered_as_a_months_is_sixty_times_off() -> None:
    asked = questionnaire(items=("R01",))
    others = [answer(yearly(amount), response_id=f"o{amount}") for amount in (12, 13)]
    wrong = [line("R01", 60, unit="thousand", frequency="monthly")]
    found = findings(
        collect(asked, answer(wrong, response_id="v", stated_totals=total(60)), *others)
    )
    assert "60" in {issue.params.get("factor") for issue in found if issue.code == "period_slip"}


@pytest.mark.parametrize(("stated", "is_slip"), [(110, True), (108, True), (105, False)])
def test_a_total_off_by_ten_or_eight_per_cent_is_a_slip_of_tax(
    stated: float, *, is_slip: bool
) -> None:
    lines = [line("I03", 40_000, unit="thousand"), line("I07", 60_000, unit="thousand")]
    asked = questionnaire(items=("I03", "I07"))
    for amount in (stated * 1000, 100_000 / (stated / 100)):
        one = answer(lines, stated_totals=total(round(amount)))
        codes = {issue.code for issue in findings(collect(asked, one))}
        assert ("tax_slip" in codes) == is_slip


def test_two_files_of_one_name_are_not_taken_for_one_another() -> None:
    lines = [line("I03", 40_000, unit="thousand"), line("I07", 60_000, unit="thousand")]
    asked = questionnaire(items=("I03", "I07"))
    right = answer(lines, response_id="a", stated_totals=total(100_000))
    wrong = answer(lines, response_id="b", stated_totals=total(110_000))
    documents = [changed("answer.json", right), changed("answer.json", wrong)]
    standard = document("s.json", standard_assumptions())
    made = collect_answers(document("q.json", asked), documents, standard)
    assert [issue.code for issue in findings(made)] == ["tax_slip"]


def test_the_same_amount_in_every_line_is_told() -> None:
    same = [line(item, 5, unit="million") for item in ("I03", "I07", "I09")]
    other = [
        line(item, amount, unit="million")
        for item, amount in zip(["I03", "I07", "I09"], (4, 5, 6), strict=True)
    ]
    assert set(found_in(THREE, same, other)) == {("v0", "same_amounts")}


@pytest.mark.parametrize(("monthly", "is_told"), [(0.4, True), (0.5, False), (8, False), (9, True)])
def test_a_yearly_cost_under_5_or_over_100_per_cent_of_the_initial_is_told(
    monthly: float, *, is_told: bool
) -> None:
    asked = questionnaire()
    found = found_in(
        asked, [line("I03", 100, unit="million"), line("R01", monthly, unit="million")]
    )
    assert (("v0", "recurring_share") in found) == is_told


def test_items_that_most_others_price_and_one_offer_lacks_are_told_once() -> None:
    whole = [
        line(item, amount, unit="million") for item, amount in (("I03", 4), ("I07", 5), ("I09", 6))
    ]
    part = [whole[0], line("I07", state="separate", unit=..., currency=..., tax=..., frequency=...)]
    found = found_in(THREE, part, whole, whole)
    assert set(found) == {("v0", "items_lacking")}
    issue = found["v0", "items_lacking"]
    assert [item.code for item in issue.params["items"]] == ["I07", "I09"]  # type: ignore[attr-defined]
    assert issue.params["size_jpy"] == 11 * MILLION


def test_an_item_that_is_free_or_included_is_not_lacking() -> None:
    whole = [
        line("I03", 4, unit="million"),
        line("I07", 5, unit="million"),
        line("I09", 6, unit="million"),
    ]
    rest: dict[str, Any] = {"unit": ..., "currency": ..., "tax": ..., "frequency": ...}
    inside = {"business": "B01", "item": "I03"}
    own = [
        whole[0],
        line("I07", state="free", **rest),
        line("I09", state="included", included_in=inside, **rest),
    ]
    assert not found_in(THREE, own, whole, whole)


ALL = questionnaire(items=("I03",), businesses=load_codelist("businesses").codes)


def everywhere(each_million: float) -> list[dict[str, Any]]:
    return [
        line("I03", each_million + index / 1000, unit="million", businesses=[code])
        for index, code in enumerate(load_codelist("businesses").codes)
    ]


@pytest.mark.parametrize(
    ("per_resident", "is_told"), [(0.3, True), (0.4, False), (2.8, False), (3.2, True)]
)
def test_a_whole_offer_outside_a_third_to_three_times_the_national_figure_is_told(
    per_resident: float, *, is_told: bool
) -> None:
    count = len(load_codelist("businesses").codes)
    total_jpy = per_resident * reference_value(NATIONAL_PER_RESIDENT) * 350_000 * 5
    found = found_in(ALL, everywhere(total_jpy / count / MILLION))
    assert (("v0", "per_resident") in found) == is_told
    if is_told:
        assert "2017年度" in found["v0", "per_resident"].message("ja")


def test_the_national_figure_is_held_against_the_full_scope_only() -> None:
    low = answer(everywhere(1), response_id="v0")
    answers = collect(ALL, low)
    assert {issue.code for issue in findings(answers)} == {"per_resident"}
    part = evaluated(answers, scope=Scope.of([("B01", "I03")]))
    assert not check_plausibility(part.basis, part.conditions)
    assert not found_in(ONE, unit(1))


def test_an_offer_with_holes_is_never_called_too_low() -> None:
    assert ("v0", "per_resident") not in found_in(ALL, everywhere(1)[:-1])


def grouped(alone: float, group: float) -> set[tuple[str, str]]:
    asked = questionnaire(items=("I03",))
    many = {**asked["scenarios"][0], "scenario_id": "S3", "cities": 3}
    asked["scenarios"].append(many)
    lines = [
        line("I03", alone, unit="million"),
        line("I03", group, unit="million", scenario_id="S3"),
    ]
    return set(found_in(asked, lines))


def test_a_price_for_three_cities_not_above_that_for_one_is_told() -> None:
    assert grouped(100, 100) == {("v0", "group_price")}
    assert grouped(100, 90) == {("v0", "group_price")}
    assert grouped(100, 101) == set()


# The sample round: each of six clean vendors gets one warning at most.
CLEAN = {"vendor_c": ["price_low"], "vendor_d": ["price_high"], "vendor_e": ["items_lacking"]}


def test_the_six_sample_vendors_get_a_handful_of_warnings_in_all() -> None:
    documents = [sample(f"responses/{name}.json") for name in VENDORS]
    found: dict[str, list[str]] = {}
    for issue in findings(sample_round(*documents)):
        found.setdefault(issue.document.removesuffix(".json"), []).append(issue.code)
    assert found == CLEAN


@pytest.mark.parametrize(("vendor", "index"), [("vendor_a", 200), ("vendor_c", 900)])
def test_a_slip_of_one_cell_of_a_sample_vendor_is_caught_with_its_pointer(
    vendor: str, index: int
) -> None:
    documents = [sample(f"responses/{name}.json") for name in VENDORS]
    at = VENDORS.index(vendor)
    value = copy.deepcopy(dict(documents[at].value or {}))
    value["offers"][0]["cost_lines"][index]["amount"] *= 1000
    documents[at] = changed(f"{vendor}.json", value)
    found = [issue for issue in findings(sample_round(*documents)) if issue.code == "unit_slip"]
    assert [(issue.document, issue.pointer) for issue in found] == [
        (f"{vendor}.json", f"/offers/0/cost_lines/{index}/amount")
    ]


def test_a_whole_answer_in_the_wrong_unit_is_one_issue_with_all_its_places() -> None:
    documents = [sample(f"responses/{name}.json") for name in VENDORS]
    value = copy.deepcopy(dict(documents[0].value or {}))
    for row in value["offers"][0]["cost_lines"]:
        row["unit"] = "one"
    documents[0] = changed("vendor_a.json", value)
    found = [i for i in findings(sample_round(*documents)) if i.document == "vendor_a.json"]
    slips = {issue.code: issue.params["count"] for issue in found if "unit_slip" in issue.code}
    # Five lines have one rival only, so that either may be the wrong one.
    assert slips == {"unit_slip": 1556, "unit_slip_either": 5}
    assert len(found) <= 4


def test_a_question_to_a_vendor_names_no_figure_of_another() -> None:
    found = found_in(ONE, unit(1300), unit(1.2), unit(1.4)) | found_in(
        ONE, unit(5), unit(1.2), unit(1.2)
    )
    assert {code for _, code in found} == {"unit_slip", "price_high"}
    for issue in found.values():
        assert "others" in issue.params
        for lang in LANGS:
            (draft,) = draft_queries([issue], "v0", lang)
            figures = re.findall(r"[0-9][0-9,]*", draft.text)
            assert str(issue.params["others"]) not in figures
            assert str(issue.params["amount"]) in figures


def test_every_kind_of_issue_has_a_message_a_question_and_a_line_of_its_own() -> None:
    codes = (
        "unit_slip unit_slip_either period_slip tax_slip price_high price_low same_amounts "
        "recurring_share items_lacking per_resident group_price"
    )
    for code in codes.split():
        for key in (f"issue.{code}", f"issue.{code}.next", f"query.{code}", f"query.{code}.place"):
            assert has_text(key), key


@given(
    st.lists(st.lists(st.floats(1, 1e9) | st.just(math.nan), min_size=3, max_size=3), min_size=1)
)
def test_the_median_is_that_of_the_figures_that_are_there(rows: list[list[float]]) -> None:
    values = np.array(rows)
    middle, count = median(values)
    for column in range(3):
        there = [row[column] for row in rows if not math.isnan(row[column])]
        assert count[column] == len(there)
        expected = np.median(there) if there else math.nan
        assert middle[column] == pytest.approx(expected, nan_ok=True)


@given(st.floats(1e-9, 1e9), st.sampled_from([1e3, 1e-3, 1e6, 12, 60]))
def test_near_is_within_a_factor_three(ratio: float, factor: float) -> None:
    distance = abs(math.log(ratio / factor)) - math.log(3)
    if abs(distance) > 1e-9:
        assert bool(is_near(np.array([ratio]), factor)[0]) == (distance < 0)


def test_the_median_of_others_leaves_the_offer_itself_out() -> None:
    answers = collect(
        ONE, *(answer(unit(amount), response_id=f"v{amount}") for amount in (1, 2, 30))
    )
    evaluation = evaluated(answers)
    prices = price_cells(evaluation.basis, evaluation.conditions)
    others, count = medians_of_others(prices)
    assert (others[:, 0, 0, 0] / MILLION).tolist() == [16, 15.5, 1.5]
    assert (count[:, 0, 0, 0] == 2).all()


def test_no_answer_gives_no_warning() -> None:
    assert findings(collect(ONE)) == ()
