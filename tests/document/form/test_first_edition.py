"""A form of the first edition reads to what it read to when it was the only one.

``first_edition`` holds forms as the first edition wrote them, and what was read from each: the
answer, every issue with its cell, and how many cells were read, the form's own, and named. Of the
large one the digests are kept. ``asked`` is of the last one (1.1.0): free questions, options,
stages and two plans.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from rfi.document.read import read_document
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import questionnaire_of

HOME = Path(__file__).resolve().parent / "first_edition"


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def read(name: str) -> dict[str, Any]:
    found = read_document(f"{name}.xlsx", (HOME / f"{name}.xlsx").read_bytes())
    assert found.accounting is not None
    return {
        "draft": found.draft if found.value is None else found.value,
        "codes": sorted(f"{issue.code} {issue.origin}" for issue in found.issues),
        "accounting": [found.accounting.read, found.accounting.form, found.accounting.named],
    }


@pytest.mark.parametrize("name", ["filled", "blank_en", "asked"])
def test_a_small_form_reads_to_the_same_answer_issues_and_counts(name: str) -> None:
    assert read(name) == json.loads((HOME / f"{name}.json").read_text("utf-8"))


def test_a_form_of_the_sample_round_typed_by_habit_reads_to_the_same_digests() -> None:
    found = read("vendor_e")
    draft = json.dumps(found["draft"], ensure_ascii=False, sort_keys=True)
    assert {
        "accounting": found["accounting"],
        "codes": digest("\n".join(found["codes"])),
        "draft": digest(draft),
    } == json.loads((HOME / "vendor_e.json").read_text("utf-8"))


@pytest.mark.parametrize("name", ["filled", "asked"])
def test_the_labels_of_the_first_edition_are_still_those_of_its_questionnaire(name: str) -> None:
    home = HOME / f"{name}.questionnaire.json"
    asked = questionnaire_of(read_document(home.name, home.read_bytes()))
    found = read_document(f"{name}.xlsx", (HOME / f"{name}.xlsx").read_bytes())
    told = {issue.code for issue in check_response(found, asked).issues}
    assert not told & {"label_changed", "label_of_other_row", "rows_missing", "figure_not_read"}
