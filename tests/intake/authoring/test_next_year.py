"""Last year's questionnaire becomes this year's in one step, and what changed is listed."""

import copy

from rfi.document.read import read_document
from rfi.intake.authoring.book import write_authoring_book
from rfi.intake.authoring.next_year import changes_between, next_questionnaire
from tests.document.authoring.books import OWN_RFI


def test_days_years_and_ids_move_by_a_year_and_the_rest_stays() -> None:
    asked = {**OWN_RFI, "issued_on": "2028-02-29", "wished_go_live_on": "2028-04-01"}
    asked["reference_fx"] = {"usd_jpy": 151.5, "on": "2026-08-31", "source": "日銀"}
    made = next_questionnaire(asked)
    assert made["questionnaire_id"] == "naibu-2028"
    assert (made["issued_on"], made["deadline_on"]) == ("2029-02-28", "2028-01-29")
    assert made["wished_go_live_on"] == "2029-04-01"
    assert made["base_fiscal_year"] == 2027
    assert made["reference_fx"] == {"usd_jpy": 151.5}
    assert made["requirements"] == asked["requirements"]


def test_an_id_without_a_year_becomes_another_one_too() -> None:
    assert next_questionnaire({**OWN_RFI, "questionnaire_id": "q"})["questionnaire_id"] == "q.next"


def test_it_can_be_edited_as_a_workbook_at_once() -> None:
    made = next_questionnaire(OWN_RFI)
    assert read_document("調査票.xlsx", write_authoring_book(made)).value == made


def test_every_difference_is_listed_by_field_or_row() -> None:
    after = next_questionnaire(OWN_RFI)
    after = copy.deepcopy(after)
    after["requirements"][0]["text"] = "別の要件"
    after["requirements"].append({**after["requirements"][1], "requirement_id": "N02-002"})
    del after["kpis"]
    found = {(*change.path, change.kind) for change in changes_between(OWN_RFI, after)}
    assert found == {
        ("questionnaire_id", "changed"),
        ("deadline_on", "changed"),
        ("base_fiscal_year", "changed"),
        ("requirements", "N01-001", "changed"),
        ("requirements", "N02-002", "added"),
        ("kpis", "K01", "removed"),
    }


def test_the_same_questionnaire_has_no_difference() -> None:
    assert list(changes_between(OWN_RFI, OWN_RFI)) == []


def test_a_change_is_told_in_both_languages_with_its_title() -> None:
    after = {**OWN_RFI, "deadline_on": "2028-01-31"}
    (change,) = changes_between(OWN_RFI, after)
    assert change.words("ja") == "変更：回答期限　2027-01-29 → 2028-01-31"
    assert change.words("en") == "Changed: Deadline 2027-01-29 → 2028-01-31"
