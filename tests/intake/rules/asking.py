"""One answer to a small questionnaire with two procedures, and what the rules find in it."""

from collections.abc import Mapping, Sequence
from typing import Any

from rfi.schema.issue import Issue
from tests.answers import Line, answer, collect, figures, line, questionnaire

VOLUMES = [
    {"procedure_id": "P01", "annual_cases": 120_000},
    {"procedure_id": "P02", "annual_cases": 0},
]


def asking(**changes: Any) -> dict[str, Any]:
    """Return a questionnaire for I03 and R01 that states staff and yearly cases."""
    asked = questionnaire(staff=1000, volumes=VOLUMES)
    procedures = [
        {"procedure_id": name, "business": "B01", "title": name} for name in ("P01", "P02")
    ]
    return {**asked, "procedures": procedures, **changes}


def found(lines: Sequence[Line], **offer: Any) -> tuple[Issue, ...]:
    """Return the issues of one answer."""
    return collect(asking(), answer(lines, **offer)).issues


def codes(lines: Sequence[Line], **offer: Any) -> dict[str, str]:
    """Return code → severity of the issues, without the note on days of acceptance."""
    issues = found(lines, **offer)
    return {one.code: one.severity for one in issues if one.code != "once_without_date"}


def with_r01(fields: Mapping[str, Any], amount: float | None = 50) -> list[Line]:
    """Return a sound I03 and an R01 of ``amount`` with ``fields``."""
    return [line("I03", 60), line("R01", amount, **fields)]


def state_of_r01(fields: Mapping[str, Any], amount: float | None = 50) -> str:
    """Return what the R01 with ``fields`` counts as."""
    return figures(asking(), with_r01(fields, amount)).coverage.states["B01", "R01"]
