"""What was written for an older schema is read as before."""

import json
from pathlib import Path
from typing import Any

import pytest

from rfi.document.read import Document, read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.rules.checked import check_response
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.load import SchemaName
from rfi.schema.upgrade import current_version, upgraded

OLD = Path(__file__).parent / "fixtures" / "v1_0_0"
UPGRADED: tuple[SchemaName, ...] = ("questionnaire", "rfi_response")


def read(name: str) -> Document:
    return read_document(name, (OLD / name).read_bytes())


def written(name: str) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((OLD / name).read_bytes())
    assert value["schema_version"] == "1.0.0"
    return value


@pytest.mark.parametrize("name", ["questionnaire.json", "own_rfi.json", "answer.json"])
def test_an_old_json_file_is_read_as_before_but_for_its_version(name: str) -> None:
    found = read(name)
    assert found.issues == ()
    assert found.value == {**written(name), "schema_version": "1.1.0"}


@pytest.mark.parametrize(
    ("book", "file"), [("own_rfi.xlsx", "own_rfi.json"), ("answer.xlsx", "answer.json")]
)
def test_an_old_workbook_says_what_its_json_says(book: str, file: str) -> None:
    found, other = read(book), read(file)
    assert [issue.code for issue in found.issues if issue.severity != "note"] == []
    assert found.value is not None
    assert found.value == other.value


def test_an_old_form_is_checked_without_a_word_about_what_came_later() -> None:
    asked = questionnaire_of(read("questionnaire.json"))
    before = {issue.code for issue in check_response(read("answer.json"), asked).issues}
    after = {issue.code for issue in check_response(read("answer.xlsx"), asked).issues}
    # Every workbook that no spreadsheet program has saved says so.
    assert after - before <= {"workbook_not_recalculated"}


def test_an_old_questionnaire_becomes_a_workbook_of_today() -> None:
    value = read("own_rfi.json").value
    assert read_document("back.xlsx", write_authoring_book(value)).value == value


@pytest.mark.parametrize("name", UPGRADED)
def test_the_steps_end_at_the_version_of_today(name: SchemaName) -> None:
    assert upgraded({"schema_version": "1.0.0"}, name) == {"schema_version": current_version(name)}


@pytest.mark.parametrize("version", ["0.9.0", "2.0.0", "", 1, None, ["1.0.0"]])
def test_a_version_that_was_never_published_stays_for_the_schema_to_tell(version: object) -> None:
    value = {"schema_version": version}
    assert upgraded(value, "questionnaire") == value


@pytest.mark.parametrize("value", [[], "1.0.0", None, {}])
def test_what_is_no_document_stays_as_it_is(value: object) -> None:
    assert upgraded(value, "rfi_response") == value


@pytest.mark.parametrize("name", ["questionnaire.json", "answer.json"])
@pytest.mark.parametrize("version", ["1.2.0", "1.1.1", "1.40.0"])
def test_a_newer_minor_version_is_read_with_a_warning(name: str, version: str) -> None:
    value = {**written(name), "schema_version": version}
    found = read_document(name, json.dumps(value).encode())
    assert [(one.code, one.severity) for one in found.issues] == [("version_newer", "warning")]
    assert found.value == {**value, "schema_version": "1.1.0"}


@pytest.mark.parametrize("version", ["2.0.0", "10.1.0"])
def test_a_newer_major_version_asks_for_a_newer_program_and_nothing_else(version: str) -> None:
    value = {**written("answer.json"), "schema_version": version, "of_tomorrow": 1}
    found = read_document("answer.json", json.dumps(value).encode())
    assert [one.code for one in found.issues] == ["version_newer_major"]
    assert "更新" in found.issues[0].next_step("ja")


@pytest.mark.parametrize("version", ["0.9.0", "1.1", "一版", 1])
def test_what_was_never_a_version_is_told_by_the_schema(version: object) -> None:
    value = {**written("answer.json"), "schema_version": version}
    found = read_document("answer.json", json.dumps(value).encode())
    assert [one.pointer for one in found.issues] == ["/schema_version"]
    assert found.value is None
