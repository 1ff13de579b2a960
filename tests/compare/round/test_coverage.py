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
    if state == "included":
        return line("I03", state=state, included_in=INSIDE, **BARE)
    return line("I03", state=state, **BARE)


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
