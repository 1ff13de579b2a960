"""Rounds of a few offers for the plausibility rules."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rfi.compare.round.answers import AnswerSet, collect_answers
from rfi.document.read import Document, read_document
from rfi.evaluation.cost_parts import PLAUSIBILITY
from rfi.schema.issue import Issue
from tests.answers import Line, answer, collect, document
from tests.evaluations import evaluated

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
VENDORS = ("vendor_a", "vendor_b", "vendor_c", "vendor_d", "vendor_e", "vendor_f")


def findings(answers: AnswerSet) -> tuple[Issue, ...]:
    """Return what the plausibility rules find."""
    return evaluated(answers)._of(PLAUSIBILITY)


def found_in(
    asked: dict[str, Any], *offers: Sequence[Line], **common: Any
) -> dict[tuple[str, str], Issue]:
    """Return (file, code) → issue of a round of one answer for each list of lines."""
    answers = [
        answer(lines, response_id=f"v{index}", **common) for index, lines in enumerate(offers)
    ]
    return {
        (issue.document.removesuffix(".json"), issue.code): issue
        for issue in findings(collect(asked, *answers))
    }


def sample(name: str) -> Document:
    """Return a document of the sample round."""
    path = SAMPLES / name
    return read_document(path.name, path.read_bytes())


def sample_round(*responses: Document) -> AnswerSet:
    """Return answers to the sample questionnaire."""
    return collect_answers(
        sample("responses/questionnaire.json"), responses, sample("assumptions/standard.json")
    )


def changed(name: str, value: dict[str, Any]) -> Document:
    """Return a changed sample as a document of its own."""
    return document(name, value)
