"""Two versions are told apart field by field, whatever was moved in between."""

import copy
import random
from itertools import permutations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from rfi.intake.round.reading import answer_history, latest_accepted, read_answer
from rfi.intake.round.round import add_answer, withdraw_answer
from rfi.intake.round.versions import FieldChange, compare_versions
from rfi.intake.rules.checked import check_response
from rfi.intake.value_paths import stable_path, value_at
from rfi.scenario.questionnaire import questionnaire_of
from tests.answers import answer, document, line, questionnaire
from tests.intake.rounds import answer_file, empty_round, file_of


def first_version() -> dict[str, Any]:
    return answer(
        [line("I03", 10, unit="thousand"), line("R01", 5), line("I07", 7)],
        fit_answers=[{"requirement_id": f"Q{n}", "symbol": "○"} for n in range(4)],
        stated_totals=[
            {
                "scenario_id": "S",
                "kind": kind,
                "amount": 9,
                "unit": "one",
                "currency": "JPY",
                "tax": "excluded",
            }
            for kind in ("total", "initial")
        ],
        benefit_lines=[{"benefit_id": "K1", "kpi_id": "K1", "uptake": [0.1, 0.5]}],
    )


def changed(edit: Any) -> tuple[FieldChange, ...]:
    new = copy.deepcopy(first_version())
    edit(new["offers"][0])
    return compare_versions(first_version(), new)


def test_a_version_is_no_different_from_itself() -> None:
    assert compare_versions(first_version(), first_version()) == ()


def test_a_changed_amount_is_told_with_its_place_title_and_units() -> None:
    (change,) = changed(lambda offer: offer["cost_lines"][0].update(amount=12))
    assert (change.kind, change.old, change.new) == ("changed", 10, 12)
    assert change.pointer == "/offers/0/cost_lines/0/amount"
    assert change.path == ("offers", "[A]", "cost_lines", "[L0]", "amount")
    assert change.title("ja") == "金額"
    assert change.unit_titles("ja") == ("千", "千")


def test_a_changed_unit_shows_both_units() -> None:
    found = changed(lambda offer: offer["cost_lines"][0].update(amount=10_000, unit="one"))
    units = {(change.path[-1], change.old_unit, change.new_unit) for change in found}
    assert ("amount", "thousand", "one") in units
    assert {change.path[-1] for change in found} == {"amount", "unit"}


def test_moved_rows_are_no_change_and_a_row_that_came_is_one() -> None:
    def edit(offer: dict[str, Any]) -> None:
        offer["cost_lines"].reverse()
        offer["cost_lines"].insert(0, {**line("I09", 3), "line_id": "N"})

    (change,) = changed(edit)
    assert (change.kind, change.pointer, change.is_row) == ("added", "/offers/0/cost_lines/0", True)
    assert change.new == {**line("I09", 3), "line_id": "N"}
    assert change.title("ja")


def test_a_removed_row_points_into_the_old_version() -> None:
    (change,) = changed(lambda offer: offer["cost_lines"].pop(1))
    assert (change.kind, change.pointer) == ("removed", "/offers/0/cost_lines/1")
    assert change.new is None


def test_stated_totals_are_told_apart_by_scenario_and_kind() -> None:
    def edit(offer: dict[str, Any]) -> None:
        offer["stated_totals"].reverse()
        offer["stated_totals"][0]["amount"] = 8

    (change,) = changed(edit)
    assert change.path[-2:] == ("[S:initial]", "amount")


def test_a_list_of_plain_values_is_one_field() -> None:
    (change,) = changed(lambda offer: offer["benefit_lines"][0].update(uptake=[0.2, 0.5]))
    assert (change.path[-1], change.old, change.new) == ("uptake", [0.1, 0.5], [0.2, 0.5])


def test_a_field_that_came_or_went_is_added_or_removed() -> None:
    (came,) = changed(lambda offer: offer.update(note="x"))
    assert (came.kind, came.pointer, came.old) == ("added", "/offers/0/note", None)
    (went,) = changed(lambda offer: offer["cost_lines"][0].pop("tax"))
    assert (went.kind, went.new) == ("removed", None)


def test_a_table_that_came_is_told_row_by_row() -> None:
    found = changed(lambda offer: offer.update(assumptions=[{"topic": "税", "text": "10％"}]))
    assert [change.path[-1] for change in found] == ["[税]"]


def test_rows_without_an_id_and_broken_values_can_be_compared_too() -> None:
    assert compare_versions(None, None) == ()
    assert len(compare_versions({"offers": "x"}, {"offers": []})) == 1
    assert compare_versions({"offers": [{}, {}]}, {"offers": [{}, {}]}) == ()
    assert len(compare_versions({"offers": [{}]}, {"offers": [{}, {}]})) == 1


EDITS = st.sets(
    st.tuples(st.sampled_from(["cost_lines", "fit_answers"]), st.integers(0, 2), st.booleans()),
    max_size=5,
)


@given(EDITS, st.randoms(use_true_random=False))
def test_exactly_what_was_edited_is_told_in_whatever_order_the_rows_stand(
    edits: set[tuple[str, int, bool]], chance: random.Random
) -> None:
    old, new = first_version(), copy.deepcopy(first_version())
    offer = new["offers"][0]
    expected = set()
    for table, row, is_note in edits:
        field = "note" if is_note else "label" if table == "cost_lines" else "symbol"
        offer[table][row][field] = "新"
        key = offer[table][row].get("line_id") or offer[table][row]["requirement_id"]
        expected.add((table, f"[{key}]", field))
    for table in ("cost_lines", "fit_answers"):
        chance.shuffle(offer[table])
    found = compare_versions(old, new)
    assert {change.path[2:] for change in found} == expected
    for change in found:
        assert value_at(new, change.pointer) == change.new == "新"
        assert stable_path(new, change.pointer) == change.path
    back = {change.path: change.old for change in compare_versions(new, old)}
    assert back == {change.path: change.new for change in found}


def test_a_fields_change_of_a_sample_is_found_among_its_thousands() -> None:
    value = answer([line("I03", n) for n in range(1, 1500)])
    new = copy.deepcopy(value)
    new["offers"][0]["cost_lines"][700]["amount"] = 5
    (change,) = compare_versions(value, new)
    assert change.old == 701


def test_the_latest_accepted_version_counts_and_the_history_keeps_all() -> None:
    asked = questionnaire_of(document("q.json", questionnaire()))
    files = [
        answer_file("1.json"),
        answer_file("3.json", version=3),
        answer_file("2.json", version=2),
        answer_file("4.json", version=4, vendor={}),
        file_of("broken.json", {"x": 1}),
    ]
    made = empty_round()
    for file in files:
        made = add_answer(made, file, by="x", at="y")

    def history() -> Any:
        triples = []
        for one in made.answers:
            read = read_answer(one, made.suggestions_for(one.file.sha256))
            triples.append((one, read, check_response(read.document, asked)))
        return answer_history(triples)

    found = history()
    assert [one.version for one in found["vendor"]] == [1, 2, 3, 4]
    assert [one.is_accepted for one in found["vendor"]] == [True, True, True, False]
    assert len(found[""]) == 1
    assert latest_accepted(found)["vendor"].version == 3
    made = withdraw_answer(made, files[1].sha256, by="x", at="y")
    assert latest_accepted(history())["vendor"].version == 2
    assert "" not in latest_accepted(found)


def test_of_two_files_of_one_version_the_newer_upload_stands_last() -> None:
    asked = questionnaire_of(document("q.json", questionnaire()))
    made = empty_round()
    for note in ("x", "y", "z"):
        made = add_answer(made, answer_file(f"{note}.json", note=note), by="", at="")
    triples = [
        (one, (read := read_answer(one)), check_response(read.document, asked))
        for one in made.answers
    ]
    for order in permutations(triples):
        newest = order[-1][0].file.sha256
        assert latest_accepted(answer_history(order))["vendor"].answer.file.sha256 == newest
