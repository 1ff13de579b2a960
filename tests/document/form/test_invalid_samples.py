"""Every file of samples/invalid raises the issue it is named by, at a place, with a next step."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from rfi.compare.round.answers import collect_answers
from rfi.document.read import Document, read_document
from rfi.schema.issue import Issue
from rfi.text.wording import LANGS
from tests.evaluations import evaluated

# One worker reads the broken samples once for all four modules that look at them.
pytestmark = pytest.mark.xdist_group("invalid_samples")

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
INVALID = SAMPLES / "invalid"
FILES = sorted(path.name for path in INVALID.glob("*__*"))
# Containers that cannot be read at all have no place inside.
WHOLE_FILE = {
    "file_empty", "json_byte_order_mark", "text_normalized", "document_unknown",
    "document_unknown_object",
    "workbook_encrypted", "workbook_is_xls", "workbook_is_text", "workbook_is_html",
    "workbook_is_pdf", "workbook_broken_zip", "workbook_too_many_parts", "workbook_no_marks",
}  # fmt: skip


def read(path: Path) -> Document:
    return read_document(path.name, path.read_bytes())


@cache
def issues_of(name: str) -> tuple[Issue, ...]:
    answers = collect_answers(
        read(INVALID / "questionnaire.json"),
        [read(INVALID / name)],
        read(SAMPLES / "assumptions" / "standard.json"),
    )
    return evaluated(answers).issues


def test_the_folder_holds_faults_of_bytes_json_schema_and_meaning() -> None:
    prefixes = {name.split("_", 1)[0] for name in FILES}
    assert {
        "file",
        "json",
        "schema",
        "workbook",
        "cell",
        "duplicate",
        "range",
        "stated",
    } <= prefixes
    assert len(FILES) >= 90


@pytest.mark.parametrize("name", FILES)
def test_the_named_issue_is_found_with_its_place_and_a_next_step(name: str) -> None:
    code = name.split("__", maxsplit=1)[0]
    found = [issue for issue in issues_of(name) if issue.code == code]
    assert found, f"{code} was not found in {name}"
    for issue in found:
        assert issue.document == name
        assert issue.pointer or issue.origin or code in WHOLE_FILE
        for lang in LANGS:
            assert issue.message(lang)
            assert issue.next_step(lang)


@pytest.mark.parametrize("name", FILES)
def test_a_fault_of_one_kind_raises_no_error_of_another(name: str) -> None:
    code = name.split("__", maxsplit=1)[0]
    errors = {issue.code for issue in issues_of(name) if issue.severity == "error"}
    assert errors <= {code}


def japanese_messages() -> Iterator[tuple[str, str]]:
    for name in FILES:
        for issue in issues_of(name):
            yield name, issue.message("ja") + issue.next_step("ja")


def test_japanese_messages_hold_no_english_sentence_no_path_and_no_traceback() -> None:
    for name, message in japanese_messages():
        assert re.search("[ぁ-ん]", message), name
        assert not re.search(r"[A-Za-z]{3,} [A-Za-z]{2,} [A-Za-z]{2,}", message), (name, message)
        assert "Traceback" not in message
        assert str(SAMPLES) not in message
