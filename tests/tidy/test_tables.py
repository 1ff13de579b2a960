"""Answers as tables: nothing lost, nothing filled."""

import json
from pathlib import Path

import numpy as np

from rfi.document.read import read_document
from rfi.intake.rules.checked import check_responses
from rfi.scenario.questionnaire import questionnaire_of
from rfi.schema.fields import load_fields
from rfi.schema.table_specs import table_specs
from rfi.tidy.tables import Tables, flatten_responses
from tests.answers import Line, answer, document, line, questionnaire

RESPONSES = Path(__file__).resolve().parents[2] / "samples" / "responses"


def flatten(*answers: dict[str, object], letters: tuple[str, ...] = ()) -> Tables:
    asked = questionnaire_of(document("q.json", questionnaire(businesses=("B01", "B18"))))
    documents = [document(f"{n}.json", value) for n, value in enumerate(answers)]
    return flatten_responses(check_responses(documents, asked), letters)


def test_every_field_of_the_schema_inside_a_table_has_its_column() -> None:
    fields = [field for field in load_fields("rfi_response") if field.table]
    columns = [column for spec in table_specs() for column in spec.columns]
    assert sorted(field.path for field in fields) == sorted(column.path for column in columns)
    for spec in table_specs():
        names = [column.name for column in spec.columns]
        assert len(set(names)) == len(names), spec.name


def test_missing_stays_missing_and_zero_stays_zero() -> None:
    frame = flatten(answer([line("I03", 0, state=...), line("R01", state="separate")]))[
        "cost_lines"
    ]
    assert frame["amount"].tolist()[0] == 0
    assert np.isnan(frame["amount"].tolist()[1])
    assert frame["state"].isna().tolist() == [True, False]


def test_rows_keep_their_place_in_the_file_for_the_pointer() -> None:
    tables = flatten(
        answer([line("I03", 1), line("R01", 2)], response_id="a"),
        answer([line("R01", 3)], response_id="b"),
    )
    frame = tables["cost_lines"]
    assert frame["owner"].tolist() == [0, 0, 1]
    assert frame["position"].tolist() == [0, 1, 0]
    assert tables["offers"]["offer_key"].tolist() == ["a:A", "b:A"]


def test_a_bundle_is_one_row_that_names_all_its_businesses() -> None:
    frame = flatten(answer([line("R01", 1, businesses=["B01", "B18"])]))["cost_lines"]
    assert frame["businesses"].tolist() == ["B01+B18"]


def test_rows_of_inner_tables_name_their_line() -> None:
    tiers = [{"from_quantity": 0, "amount": 5}, {"from_quantity": 9, "amount": 4}]
    tables = flatten(
        answer([line("I03", 1), line("I03", basis="per_unit", quantity=3, tiers=tiers)])
    )
    assert tables["cost_tiers"]["owner"].tolist() == [1, 1]
    assert tables["cost_tiers"]["amount"].tolist() == [5, 4]


def test_a_sample_answer_flattens_to_as_many_rows_as_it_has() -> None:
    asked_path, path = RESPONSES / "questionnaire.json", RESPONSES / "vendor_d.json"
    asked = questionnaire_of(read_document(asked_path.name, asked_path.read_bytes()))
    tables = flatten_responses(
        check_responses([read_document(path.name, path.read_bytes())], asked)
    )
    offer = json.loads(path.read_bytes())["offers"][0]
    for spec in table_specs():
        if len(spec.arrays) == 2:
            assert len(tables[spec.name]) == len(offer.get(spec.arrays[1], ())), spec.name
    amounts = [row.get("amount") for row in offer["cost_lines"]]
    found = tables["cost_lines"]["amount"].tolist()
    assert all(
        (np.isnan(got) if given is None else got == given)
        for given, got in zip(amounts, found, strict=True)
    )


def two_offers(response_id: str, first: list[Line], second: list[Line]) -> dict[str, object]:
    """Return an answer of the offers A and B."""
    value = answer(first, response_id=response_id)
    (other,) = answer(second)["offers"]
    value["offers"].append({**other, "offer_id": "B"})
    return value


def test_offers_stand_in_the_order_of_their_letters_and_inner_rows_name_them() -> None:
    answers = (
        two_offers("one", [line("I03", 1), line("R01", 2)], [line("I03", 3)]),
        answer([line("I03", 4)], response_id="two"),
    )
    tables = flatten(*answers, letters=("one:B", "gone:A", "two:A"))
    offers, lines = tables["offers"], tables["cost_lines"]
    assert offers["offer_key"].tolist() == ["one:B", "two:A", "one:A"]
    assert offers["place"].tolist() == [0, 2, 3]
    assert (offers["owner"].tolist(), offers["position"].tolist()) == ([0, 1, 0], [1, 0, 0])
    assert offers["vendor"].tolist() == ["架空 one", "架空 two", "架空 one"]
    assert lines["amount"].tolist() == [3, 4, 1, 2]
    assert lines["owner"].tolist() == [0, 1, 2, 2]
    assert lines["position"].tolist() == [0, 0, 0, 1]
    assert tables.letters == ("one:B", "gone:A", "two:A", "one:A")


def test_offers_without_letters_take_their_places_in_the_order_of_the_responses() -> None:
    tables = flatten(
        two_offers("one", [line("I03", 1)], [line("I03", 2)]),
        answer([line("I03", 3)], response_id="two"),
    )
    assert tables["offers"]["offer_key"].tolist() == ["one:A", "one:B", "two:A"]
    assert tables["offers"]["place"].tolist() == [0, 1, 2]


def test_a_refused_line_is_kept_out_wherever_its_offer_stands() -> None:
    outside = line("R01", 4, amount_low=5, amount_high=9)
    answers = (
        two_offers("one", [line("I03", 1), outside], [line("I03", 2)]),
        answer([line("I03", 3)], response_id="two"),
    )
    for letters in ((), ("two:A", "one:B", "one:A")):
        lines = flatten(*answers, letters=letters)["cost_lines"]
        assert lines["amount"][lines["is_refused"]].tolist() == [4], letters
