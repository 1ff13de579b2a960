"""Open cells as unknown prices by what other offers charge (method §2, §11)."""

from typing import Any

import pytest

from rfi.analysis.asking.open_cells import FEW_DONORS, NO_PRICE, RANGE, Asking
from rfi.compare.round.answers import AnswerSet
from rfi.disclosure.shown import shown_answers
from rfi.scenario.address import Shown
from rfi.scenario.assumptions import AssumptionValue
from tests.answers import answer, collect, discount, line, questionnaire
from tests.compare.sample_round import GROUP, TAKAMATSU, sample_for
from tests.evaluations import evaluated

M = 1_000_000
ITEMS = ("I03", "I04", "R01")


def round_with(*offers: list[Any], **more: Any) -> AnswerSet:
    names = "abcdef"
    return collect(
        questionnaire(ITEMS),
        *(answer(lines, response_id=names[at], **more) for at, lines in enumerate(offers)),
    )


def whole(i03: float, i04: float = 5 * M, r01: float = 10_000) -> list[Any]:
    return [line("I03", i03), line("I04", i04), line("R01", r01)]


def asking(answers: AnswerSet, **changes: AssumptionValue) -> Asking:
    return evaluated(answers, changes=changes).choices.asking


def test_a_hole_is_a_triangle_of_the_prices_of_the_others() -> None:
    first = [line("I03", state="separate"), line("I04", 5 * M), line("R01", 10_000)]
    found = asking(round_with(first, whole(10 * M), whole(12 * M), whole(30 * M)))
    (cell,) = found.cells
    assert (cell.offer, cell.cell, cell.hole) == (0, ("B01", "I03"), "separate")
    assert (cell.low, cell.middle, cell.high, cell.donors) == (10 * M, 12 * M, 30 * M, 3)
    # Its own total is expected with the mean of the triangle in the hole.
    assert found.worth.expected[0] == pytest.approx(5 * M + 600_000 + 52 * M / 3)


def test_the_method_s_regret_of_0_2083_comes_of_answers_too() -> None:
    # A 100; B 85 + h, and two others far off who say 10 and 30: h in (10, 20, 30).
    a = [line("I03", 20 * M), line("I04", 80 * M)]
    b = [line("I03", state="separate"), line("I04", 85 * M)]
    far = [[line("I03", price * M), line("I04", 500 * M)] for price in (10, 30)]
    answers = collect(
        questionnaire(("I03", "I04")),
        *(answer(lines, response_id="abcd"[at]) for at, lines in enumerate((a, b, *far))),
    )
    found = asking(answers)
    assert found.worth.least == 0
    assert found.worth.values[0] == pytest.approx(125 / 600 * M)
    assert found.worth.regret == pytest.approx(0.2083 * M, abs=100)


def test_with_fewer_donors_a_cell_stays_unknown_and_its_offer_takes_no_part() -> None:
    first = [line("I03", state="separate"), line("I04", 5 * M), line("R01", 10_000)]
    found = asking(round_with(first, whole(10 * M)))
    (cell,) = found.without_figure
    assert cell.donors == 1
    assert found.apart == {0: FEW_DONORS}
    assert found.asked == ()
    assert found.worth.least == 1
    more = asking(round_with(first, whole(10 * M), whole(12 * M)), levelling_donors=3)
    assert more.apart == {0: FEW_DONORS}


def test_without_names_it_takes_three_donors() -> None:
    first = [line("I03", state="separate"), line("I04", 5 * M), line("R01", 10_000)]
    named = round_with(first, whole(10 * M), whole(12 * M))
    assert asking(named).apart == {}
    found = asking(shown_answers(named, Shown("anonymous"), "ja"))
    assert found.least_donors == 3
    assert found.apart == {0: FEW_DONORS}


def test_from_prices_are_no_lower_than_answered() -> None:
    first = [line("I03", 11 * M, state="priced_from"), line("I04", 5 * M), line("R01", 10_000)]
    (cell,) = asking(round_with(first, whole(10 * M), whole(12 * M))).cells
    assert (cell.low, cell.middle, cell.high, cell.priced_jpy) == (11 * M, 11 * M, 12 * M, 11 * M)


def test_a_range_is_its_own_triangle_and_stands_in_the_total_once() -> None:
    first = [line("I03", amount_low=8 * M, amount_high=12 * M), *whole(0)[1:]]
    found = asking(round_with(first, whole(10 * M)))
    (cell,) = found.cells
    assert (cell.hole, cell.low, cell.middle, cell.high) == (RANGE, 8 * M, 10 * M, 12 * M)
    assert found.worth.expected.tolist() == pytest.approx([15_600_000] * 2)
    assert found.ranked == ((cell, found.worth.values[0]),)


def test_a_discount_beside_a_hole_and_an_offer_without_prices_take_no_part() -> None:
    first = [line("I03", state="separate"), line("I04", 5 * M), line("R01", 10_000)]
    others = [whole(10 * M), whole(12 * M)]
    found = asking(round_with(first, *others, discount_lines=[discount(1_000)]))
    assert found.apart == {0: "discount"}
    nothing = [line(item, state="unanswered") for item in ITEMS]
    none = asking(round_with(nothing, *others))
    assert none.apart == {0: NO_PRICE}
    assert none.cells == ()


def test_nothing_open_is_nothing_to_ask() -> None:
    found = asking(round_with(whole(10 * M), whole(12 * M)))
    assert (found.cells, found.ranked, found.worth.regret) == ((), (), 0.0)


def test_levelling_changes_nothing_of_what_to_ask() -> None:
    off = sample_for(TAKAMATSU, GROUP).choices.asking
    on = sample_for(TAKAMATSU, GROUP, levelling="median").choices.asking
    assert on.worth.expected == pytest.approx(off.worth.expected, nan_ok=True)
    assert on.worth.values == pytest.approx(off.worth.values)


def test_an_offer_that_is_shown_with_a_few_others_keeps_the_donors_of_the_round() -> None:
    first = [line("I03", state="separate"), line("I04", 5 * M), line("R01", 10_000)]
    every = round_with(first, whole(10 * M), whole(12 * M), whole(30 * M))
    some = shown_answers(every, Shown("named", (0, 2)), "ja")
    (of_every,), (of_some,) = asking(every).cells, asking(some).cells
    assert of_some == of_every


def test_the_takamatsu_round_has_one_offer_of_which_nothing_can_be_expected() -> None:
    found = sample_for(TAKAMATSU, GROUP).choices.asking
    assert found.apart == {5: NO_PRICE}
    assert {cell.offer for cell in found.cells} == {4}
    assert len(found.next_questions) == 10
