"""Answers that contradict themselves or are missing: by code and by symbol alike."""

from typing import Any

import pytest

from rfi.schema.issue import Issue
from tests.answers import answer, collect, line, questionnaire

KPIS = [
    {
        "kpi_id": name,
        "business": "B01",
        "beneficiary": "staff",
        "title": name,
        "unit": "min_per_case",
        "direction": "decrease",
    }
    for name in ("K1", "K2", "K3")
]
SYMBOLS = {"◎": "standard", "○": "parameter", "△": "customize", "×": "not_possible"}


def asked() -> dict[str, Any]:
    """Return a questionnaire of three requirements and three service levels."""
    names = ("A1", "A2", "A3")
    return {
        **questionnaire(("I03",)),
        "requirements": [
            {"requirement_id": name, "business": "B01", "class": "required", "text": name}
            for name in names
        ],
        "service_level_items": [
            {"item_id": name, "title": name, "value_type": "number", "unit": "percent"}
            for name in ("N1", "N2", "N3")
        ],
        "kpis": KPIS,
        "symbols": [{"symbol": symbol, "fit": fit} for symbol, fit in SYMBOLS.items()],
    }


def found(*fits: dict[str, Any], **offer: Any) -> dict[str, Issue]:
    """Return code → issue of an answer that says nothing else of requirements."""
    rows = [{"requirement_id": f"A{at}", **fit} for at, fit in enumerate(fits, start=1)]
    given = answer([line("I03", 60)], fit_answers=rows, **offer)
    issues = collect(asked(), given).issues
    return {one.code: one for one in issues if one.code != "once_without_date"}


YEN: dict[str, Any] = {"unit": "one", "tax": "excluded"}
GAPS: list[tuple[dict[str, Any], bool]] = [
    ({"fit": "customize"}, True),
    ({"symbol": "△"}, True),
    ({"symbol": "△", "cause": "LAW"}, True),
    ({"symbol": "△", "cost_once": 5, **YEN}, True),
    ({"symbol": "△", "cause": "LAW", "cost_once": 5, **YEN}, False),
    ({"symbol": "△", "cause": "LAW", "cost_monthly": 5, **YEN}, False),
    ({"fit": "external", "cause": "LAW", "cost_item": "I03"}, False),
    ({"symbol": "◎"}, False),
]


@pytest.mark.parametrize(("fit", "is_told"), GAPS)
def test_a_gap_needs_its_cause_and_its_cost_by_code_or_symbol(
    fit: dict[str, Any], *, is_told: bool
) -> None:
    assert ("gap_without_cause" in found(fit)) == is_told


@pytest.mark.parametrize(
    ("fit", "code"),
    [
        ({"fit": "not_possible"}, "impossible_with_cost"),
        ({"symbol": "×"}, "impossible_with_cost"),
        ({"symbol": "×", "fit": "not_possible"}, "impossible_with_cost"),
        ({"fit": "standard"}, "standard_with_cost"),
        ({"symbol": "◎"}, "standard_with_cost"),
        ({"symbol": "○"}, "standard_with_cost"),
    ],
)
@pytest.mark.parametrize("cost", ["cost_once", "cost_monthly"])
def test_a_cost_beside_an_answer_that_needs_none_is_asked(
    fit: dict[str, Any], code: str, cost: str
) -> None:
    assert found({**fit, cost: 5, **YEN})[code].severity == "warning"
    assert code not in found({**fit, cost: 0, **YEN})
    assert code not in found(fit)


def test_contradictions_of_one_kind_are_one_issue_with_its_places() -> None:
    issue = found(
        {"symbol": "◎", "cost_once": 5, **YEN}, {"fit": "standard", "cost_once": 1, **YEN}
    )
    told = issue["standard_with_cost"]
    assert (told.params["count"], told.params["requirements"]) == (2, ("A1", "A2"))
    assert told.params["pointers"] == ("/offers/0/fit_answers/0", "/offers/0/fit_answers/1")


@pytest.mark.parametrize(
    ("fits", "count"),
    [
        ([], 3),
        ([{"fit": "standard"}], 2),
        ([{"fit": "standard"}, {"symbol": "×"}], 1),
        ([{"fit": "standard"}, {"fit": "unanswered"}, {"symbol": "◎"}], 1),
        ([{"fit": "standard"}, {"symbol": "×"}, {"symbol": "◎"}], 0),
    ],
)
def test_requirements_without_an_answer_are_one_issue_with_their_number(
    fits: list[dict[str, Any]], count: int
) -> None:
    issue = found(*fits).get("requirements_unanswered")
    assert (issue.params["count"] if issue else 0) == count


@pytest.mark.parametrize(
    ("levels", "count"),
    [
        ([], 3),
        ([{"item_id": "N1", "value_number": 99.9}], 2),
        ([{"item_id": "N1", "note": "別途"}, {"item_id": "N2", "value_number": 0}], 2),
        ([{"item_id": name, "value_number": 1} for name in ("N1", "N2", "N3")], 0),
    ],
)
def test_service_levels_without_a_value_are_one_issue_with_their_number(
    levels: list[dict[str, Any]], count: int
) -> None:
    issue = found(service_levels=levels).get("service_levels_unanswered")
    assert (issue.params["count"] if issue else 0) == count


@pytest.mark.parametrize(
    ("lines", "count"),
    [
        ([], 3),
        ([{"kpi_id": "K1", "baseline": 5, "target": 3}], 2),
        ([{"kpi_id": "K1", "state": "unanswered"}, {"kpi_id": "K2", "state": "free"}], 2),
        ([{"kpi_id": name, "baseline": 5, "target": 3} for name in ("K1", "K2", "K3")], 0),
    ],
)
def test_effects_without_a_line_are_one_issue_with_their_number(
    lines: list[dict[str, Any]], count: int
) -> None:
    rows = [{"benefit_id": f"E{at}", **one} for at, one in enumerate(lines)]
    issue = found(benefit_lines=rows).get("kpis_unanswered")
    assert (issue.params["count"] if issue else 0) == count


def test_what_is_not_asked_is_not_missing() -> None:
    issues = collect(questionnaire(("I03",)), answer([line("I03", 60)])).issues
    assert {one.code for one in issues} <= {"once_without_date"}
