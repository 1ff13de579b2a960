"""Which answers leave a hole in an offer, at the very months and states where that turns."""

from typing import Any

import pytest

from rfi.compare.round.coverage import Coverage
from tests.answers import Line, figures, line, questionnaire

BARE: Line = {"unit": ..., "currency": ..., "tax": ..., "frequency": ...}
INSIDE = {"business": "B01", "item": "I07"}


def coverage(lines: list[Line], *items: str, **assumptions: Any) -> Coverage:
    return figures(questionnaire(items), lines, **assumptions).coverage


@pytest.mark.parametrize(("horizon", "is_hole"), [(35, False), (36, False), (37, True), (60, True)])
def test_a_price_leaves_a_hole_from_the_first_month_after_its_term(
    horizon: int, *, is_hole: bool
) -> None:
    found = coverage([line("R01", 10, months=36)], "R01", horizon_months=horizon)
    expected = {"term_short": (("B01", "R01"),)} if is_hole else {}
    assert found.holes == expected
    assert found.states["B01", "R01"] == ("term_short" if is_hole else "priced")
    assert found.counts["priced"] == found.answered == 1


def test_a_price_that_runs_on_leaves_no_hole_after_its_term() -> None:
    lines = [line("R01", 10, months=36)]
    assert coverage(lines, "R01", term_extension="last_month").holes == {}


def test_a_price_once_has_no_term_that_could_end() -> None:
    assert coverage([line("I03", 10)], "I03", horizon_months=119).holes == {}


def test_of_two_prices_of_a_cell_the_longer_term_counts() -> None:
    lines = [line("R01", 10, months=12), line("R01", 5, months=60)]
    assert coverage(lines, "R01").holes == {}


# Start and months of the prices of one cell, go-live 2027-04 → whether 60 months are all priced,
# as quoted and with the last price let run on.
TERMS = [
    ([("2027-04-01", 60)], True, True),
    ([("2027-04-01", 12), ("2028-04-01", 48)], True, True),
    ([("2028-04-01", 48), ("2027-04-01", 12)], True, True),
    ([("2027-04-01", 40), ("2029-04-01", 36)], True, True),
    ([("2027-04-01", 60), ("2027-06-01", 3)], True, True),
    ([("2026-10-01", 66)], True, True),
    ([("2027-05-01", 59)], False, False),
    ([("2027-04-01", 12), ("2031-04-01", 12)], False, False),
    ([("2027-04-01", 12), ("2028-05-01", 47)], False, False),
    ([("2027-04-01", 59)], False, True),
    ([("2026-04-01", 6)], False, True),
    ([("2026-10-01", 65)], False, True),
]


@pytest.mark.parametrize(("terms", "quoted", "extended"), TERMS)
def test_every_month_of_the_window_needs_a_price(
    terms: list[tuple[str, int]], *, quoted: bool, extended: bool
) -> None:
    lines = [line("R01", 10, start_on=start, months=months) for start, months in terms]
    hole = {"term_short": (("B01", "R01"),)}
    assert coverage(lines, "R01").holes == ({} if quoted else hole)
    found = coverage(lines, "R01", term_extension="last_month")
    assert found.holes == ({} if extended else hole)


def test_a_month_that_another_business_prices_is_still_missing() -> None:
    lines = [
        line("R01", 10, months=12),
        line("R01", 10, businesses=["B18"], start_on="2028-04-01", months=48),
    ]
    found = figures(questionnaire(["R01"], ["B01", "B18"]), lines).coverage
    assert found.holes == {"term_short": (("B01", "R01"), ("B18", "R01"))}


@pytest.mark.parametrize(("horizon", "is_asked"), [(119, False), (120, True), (121, True)])
def test_renewal_is_asked_for_from_the_tenth_year_on(horizon: int, *, is_asked: bool) -> None:
    lines = [line("I03", 10)]
    found = coverage(lines, "I03", horizon_months=horizon)
    assert ("renewal_unanswered" in found.holes) == is_asked
    renewed = [*lines, line("I03", 5, is_renewal=True, accepted_on="2032-03-31")]
    assert coverage(renewed, "I03", horizon_months=horizon).holes == {}


# Two lines of one cell → its state; what leaves more open decides.
WEAKER = [
    (("priced", "free"), "priced"),
    (("priced", "included"), "included"),
    (("included", "priced_from"), "priced_from"),
    (("priced", "priced_from"), "priced_from"),
    (("priced_from", "out_of_scope"), "out_of_scope"),
    (("out_of_scope", "separate"), "separate"),
    (("separate", "unanswered"), "unanswered"),
]


def in_state(state: str) -> Line:
    if state.startswith("priced"):
        return line("I03", 10, state=state)
    inside: Line = {"included_in": INSIDE} if state == "included" else {}
    return line("I03", state=state, **BARE, **inside)


@pytest.mark.parametrize(("pair", "expected"), WEAKER)
@pytest.mark.parametrize("order", [1, -1])
def test_of_two_answers_of_a_cell_the_weaker_decides_in_any_order(
    pair: tuple[str, str], expected: str, order: int
) -> None:
    lines = [in_state(state) for state in pair][::order]
    found = coverage([*lines, line("I07", 10)], "I03", "I07")
    assert found.states["B01", "I03"] == expected


@pytest.mark.parametrize(
    ("container", "is_hole"),
    [("priced", False), ("free", False), ("priced_from", True), ("separate", True)],
)
def test_what_is_included_is_answered_only_by_a_price_that_is_whole(
    container: str, *, is_hole: bool
) -> None:
    held = line("I07", 10 if container.startswith("priced") else None, state=container)
    if not container.startswith("priced"):
        held = line("I07", state=container, **BARE)
    found = coverage([in_state("included"), held], "I03", "I07")
    assert ("included_unresolved" in found.holes) == is_hole
    if is_hole:
        assert found.holes["included_unresolved"] == (("B01", "I03"),)
