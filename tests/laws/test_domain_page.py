"""The page of words names every code, and every default as it is."""

import json
import re

import pytest

from rfi.schema.codelists import load_codelist
from tests.laws.source import ROOT

PAGE = (ROOT / "docs" / "domain.md").read_text("utf-8")
SECTIONS = {
    int(number): body
    for number, body in re.findall(
        r"^## (\d+)\. (.*?)(?=^## |\Z)", PAGE, flags=re.MULTILINE | re.DOTALL
    )
}
LISTS = {
    "businesses": 2,
    "cost_items": 3,
    "layers": 3,
    "phases": 3,
    "cell_states": 4,
    "discount_kinds": 4,
    "fit_codes": 5,
    "gap_causes": 5,
    "requirement_classes": 5,
    "beneficiaries": 6,
    "capacity_kinds": 6,
    "evidence_grades": 6,
    "network_zones": 7,
    "disclosure_levels": 13,
}


def unnamed(codelist: str, text: str) -> list[str]:
    """Return the codes that do not stand directly before their Japanese title."""
    rows = load_codelist(codelist).rows
    return [
        code
        for code, row in rows.items()
        if not re.search(rf"(?<!\w)`?{re.escape(code)}`? {re.escape(row['ja'])}", text)
    ]


def default_rows(text: str) -> list[tuple[str, str]]:
    return re.findall(r"^\| `(\w+)` \| (\S+) \|", text, flags=re.MULTILINE)


def test_a_code_without_its_title_is_found() -> None:
    assert unnamed("layers", "infrastructure 基盤, `application` アプリ, operation 運用") == [
        "application"
    ]


@pytest.mark.parametrize(("codelist", "section"), LISTS.items())
def test_every_code_stands_in_its_section_with_its_title(codelist: str, section: int) -> None:
    assert unnamed(codelist, SECTIONS[section]) == []


def test_every_sharing_method_is_named() -> None:
    missing = [
        code for code in load_codelist("sharing_methods").codes if f"`{code}`" not in SECTIONS[11]
    ]
    assert missing == []


def test_the_defaults_are_those_of_the_standard_set() -> None:
    standard = json.loads((ROOT / "samples" / "assumptions" / "standard.json").read_text("utf-8"))
    expected = {
        one["key"]: "–"
        if one["value"] is None
        else f"`{one['value']}`"
        if isinstance(one["value"], str)
        else str(one["value"])
        for one in standard["values"]
    }
    rows = default_rows(SECTIONS[9])
    assert dict(rows) == expected
    assert len(rows) == len(expected)


def test_every_source_that_is_cited_stands_in_the_list_of_sources() -> None:
    body, sources = PAGE.split("## Sources", 1)
    assert set(re.findall(r"\bS\d+\b", body)) <= set(re.findall(r"\bS\d+\b", sources))


def test_the_numbers_of_service_items_and_groups_are_those_of_the_lists() -> None:
    assert len(load_codelist("service_items").codes) == 40
    assert len(load_codelist("service_groups").codes) == 6
    assert SECTIONS[7].strip().startswith("Service levels\nForty standard items in six groups")
