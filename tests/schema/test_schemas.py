"""The schemas say each fact about a field once, and everything generated from them is fresh."""

import json
import re
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from rfi.schema.check import check_schema
from rfi.schema.codelists import codelist_names, load_codelist
from rfi.schema.fields import load_fields, resolved, titles_by_path
from rfi.schema.listed_codes import with_codes
from rfi.schema.load import (
    OUTPUT_NAMES,
    SCHEMA_NAMES,
    SCHEMAS_DIR,
    OutputName,
    SchemaName,
    load_schema,
)
from rfi.schema.reference import reference_name, write_reference
from rfi.text.wording import LANGS, Lang, has_text
from samples.make.invalid import ANSWER, CHANGES

ANNOTATIONS = {"x-en", "x-unit", "x-codelist", "x-table", "x-disclosure", "x-since"}
# Names that are written alike in both languages.
LATIN_TITLES = {"KPI", "SHA-256"}
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")
PublishedName = SchemaName | OutputName
PUBLISHED: tuple[PublishedName, ...] = (*SCHEMA_NAMES, *OUTPUT_NAMES)


def nodes(schema: Any) -> list[dict[str, Any]]:
    """Return every node in its place, each with the shared definition that it refers to."""

    def visit(given: Any) -> None:
        node = dict(resolved(given, schema))
        found.append(node)
        for child in node.get("properties", {}).values():
            visit(child)
        for child in node.get("patternProperties", {}).values():
            visit(child)
        if "items" in node:
            visit(node["items"])

    found: list[dict[str, Any]] = []
    visit(schema)
    return found


def kinds(node: dict[str, Any]) -> set[str]:
    return {node["type"]} if isinstance(node["type"], str) else set(node["type"])


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_schema_is_valid_draft_2020_12_with_a_versioned_id(name: PublishedName) -> None:
    schema = load_schema(name)
    Draft202012Validator.check_schema(schema)
    assert re.fullmatch(rf"https://.+/{name}-[0-9]+\.[0-9]+\.[0-9]+\.schema\.json", schema["$id"])


@pytest.mark.parametrize("name", PUBLISHED)
def test_no_annotation_but_the_five_is_used(name: PublishedName) -> None:
    used = {key for node in nodes(load_schema(name)) for key in node if key.startswith("x-")}
    assert used <= ANNOTATIONS


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_leaf_says_title_description_and_example_in_japanese_and_english(
    name: PublishedName,
) -> None:
    for field in load_fields(name):
        assert JAPANESE.search(field.title["ja"]) or field.title["ja"] in LATIN_TITLES, field.path
        assert JAPANESE.search(field.description["ja"]), field.path
        assert field.title["en"], field.path
        assert field.description["en"], field.path
        assert field.examples, field.path


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_object_and_list_that_comes_in_has_a_title_in_both_languages(
    name: SchemaName,
) -> None:
    assert all(title["ja"] and title["en"] for title in titles_by_path(name).values())


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_number_has_a_unit(name: PublishedName) -> None:
    for field in load_fields(name):
        if field.is_number:
            assert field.unit, field.path


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_every_number_that_comes_in_has_both_bounds(name: SchemaName) -> None:
    for field in load_fields(name):
        if field.is_number:
            assert {"minimum", "maximum"} <= set(field.bounds), field.path


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_unit_that_names_a_field_names_a_sibling(name: PublishedName) -> None:
    by_parent: dict[tuple[str, ...], set[str]] = {}
    for field in load_fields(name):
        by_parent.setdefault(field.path[:-1], set()).add(field.path[-1])
    for field in load_fields(name):
        if re.fullmatch("[a-z_]+", field.unit):
            parent = field.path[:-1]
            outer = parent[:-2]  # tiers take the unit of their line
            assert field.unit in by_parent[parent] | by_parent.get(outer, set()), field.path


@pytest.mark.parametrize("name", PUBLISHED)
def test_a_closed_code_list_equals_its_enum(name: PublishedName) -> None:
    assert with_codes(load_schema(name)) == load_schema(name)
    for field in load_fields(name):
        if field.codelist and field.codes:
            assert field.codes == load_codelist(field.codelist).codes, field.path


def test_a_code_that_a_schema_lacks_is_found() -> None:
    leaf = {"enum": ["JPY", None], "x-codelist": "currencies"}
    keys = {"patternProperties": {"^(one_time)$": {"items": [leaf]}}, "x-codelist": "phases"}
    assert with_codes(keys) == {
        "patternProperties": {
            "^(one_time|recurring|exit)$": {"items": [{**leaf, "enum": ["JPY", "USD", None]}]}
        },
        "x-codelist": "phases",
    }


@pytest.mark.parametrize("name", PUBLISHED)
def test_every_example_fits_its_own_field(name: PublishedName) -> None:
    for node in nodes(load_schema(name)):
        if "examples" in node:
            alone = {key: value for key, value in node.items() if key != "$ref"}
            validator = Draft202012Validator(alone, format_checker=FormatChecker())
            for example in node["examples"]:
                assert validator.is_valid(example), (node["title"], example)


@pytest.mark.parametrize("name", PUBLISHED)
def test_objects_are_closed(name: PublishedName) -> None:
    for node in nodes(load_schema(name)):
        if "object" in kinds(node):
            assert node["additionalProperties"] is False, node["title"]


@pytest.mark.parametrize("name", OUTPUT_NAMES)
def test_what_goes_out_says_its_kind_and_version_first(name: OutputName) -> None:
    schema = load_schema(name)
    (first, kind), (second, version), *_ = schema["properties"].items()
    assert (first, kind["const"], second) == ("kind", name, "schema_version")
    assert f"{name}-{version['const']}.schema.json" in schema["$id"]


@pytest.mark.parametrize("name", OUTPUT_NAMES)
def test_every_shared_definition_is_used(name: OutputName) -> None:
    schema = load_schema(name)
    rendered = json.dumps(schema)
    assert all(f'"#/$defs/{key}"' in rendered for key in schema.get("$defs", {}))


@pytest.mark.parametrize("name", SCHEMA_NAMES)
def test_texts_and_lists_that_come_in_are_bounded(name: SchemaName) -> None:
    for node in nodes(load_schema(name)):
        if node["type"] == "string" and not {"enum", "const", "pattern"} & set(node):
            assert node["maxLength"] <= 4000, node["title"]
        if node["type"] == "array":
            assert node["maxItems"] <= 20_000, node["title"]
            assert not (node.get("uniqueItems") and node["items"]["type"] == "object")


@pytest.mark.parametrize("name", codelist_names())
def test_a_code_list_has_distinct_codes_and_titles_in_both_languages(name: str) -> None:
    rows = load_codelist(name).rows
    assert rows
    for row in rows.values():
        assert row["code"]
        assert row["ja"]
        assert row["en"]
    titles = [row["ja"] for row in rows.values()]
    assert len(set(titles)) == len(titles)


def test_the_cost_items_are_the_33_of_the_standard_list_with_their_place_in_the_pilot_table() -> (
    None
):
    rows = load_codelist("cost_items").rows
    kinds = [code[0] for code in rows]
    assert (kinds.count("I"), kinds.count("R"), kinds.count("E")) == (15, 17, 1)
    for row in rows.values():
        assert row["pilot_group"] in {"作業費", "物品費"}
        assert row["pilot_item"]
        assert row["layer"] in load_codelist("layers").codes
        assert row["phase"] in load_codelist("phases").codes


@pytest.mark.parametrize("lang", LANGS)
def test_the_data_dictionary_is_fresh(lang: Lang) -> None:
    page = (SCHEMAS_DIR / reference_name(lang)).read_text(encoding="utf-8")
    assert page == write_reference(lang)


def test_the_oracle_finds_the_same_places_in_every_invalid_sample() -> None:
    schema = load_schema("rfi_response")
    oracle = Draft202012Validator(schema, format_checker=FormatChecker())
    for change in CHANGES.values():
        value = json.loads(json.dumps(ANSWER))
        change(value)
        ours = {issue.pointer for issue in check_schema(value, "rfi_response")}
        theirs = {
            "".join(f"/{part}" for part in error.absolute_path)
            for error in oracle.iter_errors(value)
        }
        # A missing or unknown key stands at its parent for the oracle, at the key for us.
        parents = {pointer.rpartition("/")[0] for pointer in ours}
        assert theirs <= ours | parents
        assert bool(ours) == bool(theirs)


def test_every_fault_a_schema_can_have_has_wording() -> None:
    keywords = {
        key for name in SCHEMA_NAMES for node in nodes(load_schema(name)) for key in node
    } - ANNOTATIONS
    checked = keywords & set(Draft202012Validator.VALIDATORS) - {"properties", "items"}
    assert checked == {
        "type", "enum", "const", "minimum", "maximum", "minLength", "maxLength", "pattern",
        "format", "minItems", "maxItems", "uniqueItems", "required", "additionalProperties",
        "dependentRequired",
    }  # fmt: skip
    codes = {
        "type", "enum", "const", "minimum", "maximum", "min_length", "max_length", "pattern",
        "format", "min_items", "max_items", "unique_items", "required", "unknown_field",
    }  # fmt: skip
    assert all(has_text(f"issue.schema_{code}") for code in codes)


def test_a_list_longer_than_allowed_is_told_at_the_list() -> None:
    value = json.loads(json.dumps(ANSWER))
    value["offers"][0]["businesses"] = [f"X{index}" for index in range(41)]
    issues = [one for one in check_schema(value, "rfi_response") if one.code == "schema_max_items"]
    assert [(one.pointer, one.severity) for one in issues] == [("/offers/0/businesses", "error")]


def test_at_most_two_thousand_faults_are_listed_and_the_rest_is_said() -> None:
    value = json.loads(json.dumps(ANSWER))
    value["offers"][0]["cost_lines"] = [{"x": 1}] * 5000
    issues = check_schema(value, "rfi_response")
    assert issues[-1].code == "too_many_issues"
    assert len(issues) < 2010
