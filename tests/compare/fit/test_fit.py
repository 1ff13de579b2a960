"""Fit rates, causes and failures (method §7, domain §5), from JSON bytes to the comparison."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rfi.compare.fit.comparison import FitComparison
from rfi.compare.fit.rates import FitRate
from rfi.compare.round.scope import Scope
from rfi.normalize.fit.levels import FIT_CODES
from tests.answers import answer, collect
from tests.compare.asked import answered, asking, fit_of, fits, gaps_of, requirement
from tests.evaluations import evaluated
from tests.views.rounds import round_of

REQUIREMENTS = (
    *(requirement(f"R{number}") for number in range(1, 6)),
    requirement("O1", "standard_option"),
    requirement("O2", "standard_option"),
    requirement("N1", "not_to_implement"),
    requirement("R6", business="B02"),
)
ANSWERS = {
    "R1": "standard",
    "R2": "parameter",
    "R3": "option",
    "R4": "customize",
    "O1": "standard",
    "O2": "unanswered",
    "N1": "parameter",
    "R6": "standard",
}


def table_of(rate: FitRate) -> tuple[int, int, int, float | None, float | None]:
    return rate.asked, rate.met, rate.unanswered, rate.rate, rate.unanswered_share


@pytest.fixture
def fit() -> FitComparison:
    return fit_of(asking(REQUIREMENTS), answered(ANSWERS))


@pytest.mark.parametrize(
    ("business", "kind", "expected"),
    [
        (None, "required", (6, 3, 1, 0.5, 1 / 6)),
        (None, "standard_option", (2, 1, 1, 0.5, 0.5)),
        (None, "not_to_implement", (1, 1, 0, 1.0, 0.0)),
        (None, None, (8, 4, 2, 0.5, 0.25)),
        ("B01", "required", (5, 2, 1, 0.4, 0.2)),
        ("B01", None, (7, 3, 2, 3 / 7, 2 / 7)),
        ("B02", None, (1, 1, 0, 1.0, 0.0)),
        ("B02", "standard_option", (0, 0, 0, None, None)),
    ],
)
def test_the_fit_rate_is_met_over_asked_with_the_unanswered_share_beside_it(
    fit: FitComparison,
    business: str | None,
    kind: str | None,
    expected: tuple[int, int, int, float | None, float | None],
) -> None:
    assert table_of(fit.rate(0, business, kind)) == expected


def test_a_requirement_left_out_and_one_said_to_be_unanswered_are_the_same() -> None:
    said = fit_of(asking(REQUIREMENTS), answered({**ANSWERS, "R5": "unanswered"}))
    silent = fit_of(asking(REQUIREMENTS), answered(ANSWERS))
    assert said.rate(0) == silent.rate(0)


def test_an_offer_that_answers_nothing_has_no_rate_instead_of_zero() -> None:
    fit = fit_of(asking(REQUIREMENTS), answer([]))
    assert table_of(fit.rate(0)) == (8, 0, 8, None, 1.0)


def test_options_roadmaps_and_workarounds_are_not_met() -> None:
    asked = asking([requirement(code) for code in FIT_CODES])
    fit = fit_of(asked, answered({code: code for code in FIT_CODES}))
    assert fit.rate(0).counts == (1,) * len(FIT_CODES)
    assert fit.rate(0).met == 2


def test_the_symbols_of_two_questionnaires_mean_different_things() -> None:
    given = answered({"R1": {"symbol": "○"}, "R2": {"symbol": "△"}})
    requirements = [requirement("R1"), requirement("R2")]
    three = asking(requirements, symbols={"○": "standard", "△": "workaround", "×": "not_possible"})
    five = asking(requirements, symbols={"○": "parameter", "△": "customize"})
    assert fit_of(three, given).levels.code.tolist() == [
        [FIT_CODES.index("standard"), FIT_CODES.index("workaround")]
    ]
    assert fit_of(five, given).levels.code.tolist() == [
        [FIT_CODES.index("parameter"), FIT_CODES.index("customize")]
    ]


def test_a_code_and_its_symbol_give_the_same_comparison() -> None:
    by_code = fit_of(asking(REQUIREMENTS), answered({"R1": "customize", "R2": "parameter"}))
    by_symbol = fit_of(
        asking(REQUIREMENTS), answered({"R1": {"symbol": "△"}, "R2": {"symbol": "○"}})
    )
    assert by_code.offers == by_symbol.offers
    assert by_code.rate(0) == by_symbol.rate(0)


def test_a_symbol_that_contradicts_its_code_holds_the_answer_back() -> None:
    found = collect(asking(REQUIREMENTS), answered({"R1": {"symbol": "△", "fit": "standard"}}))
    assert found.responses[0].is_held
    assert evaluated(found).fit.offers == ()


def test_a_requirement_counts_when_any_item_of_its_business_is_in_scope() -> None:
    asked, given = asking(REQUIREMENTS), answered(ANSWERS)
    scope = Scope.of([("B02", "I05")])
    fit = fit_of(asked, given, scope=scope)
    assert [found.requirement_id for found in fit.requirements] == ["R6"]
    assert table_of(fit.rate(0)) == (1, 1, 0, 1.0, 0.0)
    whole = fit_of(asked, given, scope=Scope.of([("B01", "I03"), ("B02", "I05")]))
    assert whole.rate(0) == fit_of(asked, given).rate(0)
    assert fit_of(asked, given, scope=Scope.of([])).requirements == ()


# --- Causes ------------------------------------------------------------------------------------


def test_gaps_are_counted_by_cause_and_one_without_a_cause_is_said_to_have_none() -> None:
    given = {
        "R1": {"fit": "customize", "cause": "LOCAL"},
        "R2": {"fit": "roadmap", "cause": "LOCAL"},
        "R3": {"fit": "not_possible"},
        "R4": {"fit": "option"},
        "R5": {"fit": "option", "cause": "FORM"},
        "O1": {"fit": "standard", "cause": "LAW"},
    }
    causes = gaps_of(asking(REQUIREMENTS), answered(given)).offers[0].gaps.by_cause
    counts = {cause: found.count for cause, found in causes.items() if found.count}
    assert counts == {"LOCAL": 2, "FORM": 1, "": 1}


# --- 必須 --------------------------------------------------------------------------------------


def test_a_required_function_that_is_not_possible_fails_the_offer() -> None:
    given = {**ANSWERS, "R3": "not_possible", "O1": "not_possible"}
    failures = fit_of(asking(REQUIREMENTS), answered(given)).offers[0].failures
    assert failures.is_failed
    assert failures.failed == ("R3",)
    assert failures.asked == 6


def test_an_unanswered_required_function_is_listed_apart_and_is_no_failure(
    fit: FitComparison,
) -> None:
    failures = fit.offers[0].failures
    assert not failures.is_failed
    assert failures.unanswered == ("R5",)


@pytest.mark.parametrize(
    ("available", "late", "undated"),
    [
        ("2027-03-31", (), ()),
        ("2027-04-15", (), ()),
        ("2027-04-16", ("R1",), ()),
        (None, (), ("R1",)),
    ],
)
def test_a_roadmap_that_ends_after_go_live_is_not_met_at_go_live(
    available: str | None, late: tuple[str, ...], undated: tuple[str, ...]
) -> None:
    said = {"fit": "roadmap", "cause": "LAW"}
    if available:
        said["available_on"] = available
    fit = fit_of(asking(REQUIREMENTS), answered({"R1": said}, go_live="2027-04-15"))
    failures = fit.offers[0].failures
    assert (failures.late, failures.undated) == (late, undated)
    assert not failures.is_failed
    assert fit.rate(0).met == 0


@pytest.mark.parametrize("kept", ["standard", "parameter"])
def test_a_function_not_to_be_implemented_is_kept_out_when_absent_or_switched_off(
    kept: str,
) -> None:
    failures = fit_of(asking(REQUIREMENTS), answered({"N1": kept})).offers[0].failures
    assert failures.not_kept == failures.not_kept_unanswered == ()


def test_a_function_not_to_be_implemented_that_stays_is_no_failed_requirement() -> None:
    failures = fit_of(asking(REQUIREMENTS), answered({"N1": "not_possible"})).offers[0].failures
    assert failures.not_kept == ("N1",)
    assert not failures.is_failed
    silent = fit_of(asking(REQUIREMENTS), answered({"R1": "standard"})).offers[0].failures
    assert silent.not_kept == ()
    assert silent.not_kept_unanswered == ("N1",)


# --- Relations ---------------------------------------------------------------------------------


@settings(max_examples=30)
@given(st.lists(st.sampled_from([*FIT_CODES, None]), min_size=9, max_size=9), st.randoms())
def test_every_requirement_is_counted_once_in_whatever_order_it_is_answered(
    codes: list[str | None], random: object
) -> None:
    ids = [row["requirement_id"] for row in REQUIREMENTS]
    said = {number: code for number, code in zip(ids, codes, strict=True) if code}
    rows = fits(said)
    random.shuffle(rows)  # type: ignore[attr-defined]
    fit = fit_of(asking(REQUIREMENTS), answered(said))
    shuffled = fit_of(asking(REQUIREMENTS), answer([], fit_answers=rows))
    assert int(fit.counts.sum()) == len(REQUIREMENTS)
    assert shuffled.offers == fit.offers
    assert shuffled.counts.tolist() == fit.counts.tolist()


def test_reordering_files_changes_nothing_and_another_offer_changes_no_other() -> None:
    first = answered(
        {
            **ANSWERS,
            "R4": {"fit": "customize", "cost_once": 7, "unit": "million", "tax": "included"},
        }
    )
    second = answered({"R1": "not_possible"}, response_id="other", go_live="2028-01-01")
    asked = asking(REQUIREMENTS)
    alone, both, turned = (
        fit_of(asked, first),
        fit_of(asked, first, second),
        fit_of(asked, second, first),
    )
    assert both.offers == turned.offers
    assert both.counts.tolist() == turned.counts.tolist()
    key = alone.offers[0].offer_key
    index = [offer.offer_key for offer in both.offers].index(key)
    # Without letters a place is that in the round; every figure is the offer's own.
    assert both.offers[index] == replace(alone.offers[0], place=index)
    assert both.rate(index) == alone.rate(0)


# --- The sample round --------------------------------------------------------------------------


def test_the_sample_rounds_counts_are_those_of_its_files() -> None:
    answers = round_of("responses")
    fit = evaluated(answers).fit
    meaning = answers.questionnaire.fit_of_symbol
    asked = answers.questionnaire.value["requirements"]
    kinds = {row["requirement_id"]: row["class"] for row in asked}
    for index, response in enumerate(answers.responses):
        assert response.value is not None
        said = {
            row["requirement_id"]: row.get("fit") or meaning[row["symbol"]]
            for row in response.value["offers"][0]["fit_answers"]
        }
        for kind in ("required", "standard_option", "not_to_implement"):
            counts = Counter(
                said.get(number, "unanswered") for number, found in kinds.items() if found == kind
            )
            assert fit.rate(index, None, kind).counts == tuple(counts[code] for code in FIT_CODES)


def test_the_sample_rounds_round_figures() -> None:
    answers = round_of("responses")
    fit = evaluated(answers).fit
    assert len(fit.requirements) == 431
    assert [fit.rate(index).asked for index in range(6)] == [396] * 6
    assert [fit.rate(index).unanswered for index in range(6)] == [0, 0, 0, 0, 52, 7]
    assert fit.rate(0).rate == 0.75
    failed = [offer.failures.failed for offer in fit.offers]
    assert {"B02-009", "B11-012", "B17-009"} <= set(failed[0])
    assert {"B04-005", "B19-004"} <= set(failed[3])


def test_the_published_round_asks_no_requirement() -> None:
    answers = round_of("published")
    fit = evaluated(answers).fit
    assert fit.requirements == ()
    assert all(fit.rate(index).rate is None for index in range(len(fit.offers)))
