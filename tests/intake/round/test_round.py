"""A round keeps everything that came in, and comes back from its one file as it was."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rfi.intake.query.queries import QueryDraft
from rfi.intake.round.file import MAX_UNPACKED_BYTES, check_room, read_round, write_round
from rfi.intake.round.members import MAX_MEMBERS, MAX_RECORD_BYTES
from rfi.intake.round.queries import (
    add_query,
    answer_query,
    edit_query,
    record_reply,
    reopen_query,
    withdraw_query,
)
from rfi.intake.round.reading import read_answer, read_answers
from rfi.intake.round.record import write_record
from rfi.intake.round.round import (
    Round,
    RoundFile,
    add_answer,
    apply_suggestion,
    note_answer,
    undo_suggestion,
    with_assumptions,
    withdraw_answer,
)
from rfi.intake.round.suggestion import Suggestion
from tests.intake.rounds import answer_file, empty_round, file_of, full_round, rounds

ROOT = Path(__file__).resolve().parents[3]


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(rounds())
def test_a_round_comes_back_as_it_was_and_gives_the_same_bytes(made: Round) -> None:
    data = write_round(made)
    found, issues = read_round(data)
    assert issues == ()
    assert found == made
    assert write_round(made) == data


def test_the_bytes_do_not_depend_on_process_clock_or_hash_seed() -> None:
    script = (
        "import hashlib; from tests.intake.rounds import full_round;"
        "from rfi.intake.round.file import write_round;"
        "print(hashlib.sha256(write_round(full_round())).hexdigest())"
    )
    expected = hashlib.sha256(write_round(full_round())).hexdigest()
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == expected


def test_every_version_of_an_answer_is_kept_and_the_same_bytes_come_in_once() -> None:
    made = full_round()
    again = add_answer(made, answer_file("other name.json"), by="x", at="y")
    assert again == made
    assert [answer.file.name for answer in made.answers] == ["回答 第1版.json", "回答 第2版.json"]


def test_a_withdrawn_answer_stays_in_the_round_and_can_come_back() -> None:
    made = full_round()
    first = made.answers[0].file
    without = withdraw_answer(made, first.sha256, by="事務局", at="2026-12-01")
    assert len(without.answers) == 2
    assert [answer.file.sha256 for answer in without.current_answers] == [
        made.answers[1].file.sha256
    ]
    back = add_answer(without, first, by="事務局", at="2026-12-02")
    assert len(back.current_answers) == 2
    assert back.answers[0].note == "電話で確認済"


def test_an_answer_that_is_not_there_cannot_be_changed() -> None:
    with pytest.raises(KeyError):
        withdraw_answer(empty_round(), "0" * 64, by="", at="")
    with pytest.raises(KeyError):
        note_answer(empty_round(), "0" * 64, "x")


def test_a_file_name_loses_its_folders_and_control_characters() -> None:
    assert RoundFile("C:\\秘密\\..\\回\u202e答.xlsx", b"").name == "回答.xlsx"


def test_a_query_keeps_its_number_through_edit_reply_answer_and_withdrawal() -> None:
    made = add_query(full_round(), QueryDraft("vendor", "二つ目"), prefix="A", at="2026-10-04")
    made = add_query(made, QueryDraft("other", "別の事業者"), prefix="B", at="2026-10-04")
    assert [query.number for query in made.queries] == ["A-001", "A-002", "B-001"]
    made = edit_query(made, "A-001", "税抜か税込かをご回答ください。")
    made = record_reply(made, "A-001", "税抜です。")
    assert made.queries[0].status == "open"
    made = answer_query(made, "A-001", version=2)
    assert (made.queries[0].status, made.queries[0].answered_version) == ("answered", 2)
    assert reopen_query(made, "A-001").queries[0].reply == "税抜です。"
    made = withdraw_query(made, "A-002")
    made = add_query(made, QueryDraft("vendor", "三つ目"), prefix="A", at="2026-10-05")
    assert made.queries[-1].number == "A-003"
    with pytest.raises(KeyError):
        edit_query(made, "Z-001", "x")


def test_an_applied_suggestion_changes_what_is_read_and_leaves_the_bytes() -> None:
    made = full_round()
    first = made.answers[0]
    read = read_answers(made)[first.file.sha256]
    assert read.document.value is not None
    assert read.document.value["offers"][0]["cost_lines"][0]["tax"] == "included"
    assert json.loads(first.file.data)["offers"][0]["cost_lines"][0]["tax"] == "excluded"
    assert read.original == json.loads(first.file.data)
    notes = [issue for issue in read.document.issues if issue.code == "suggestion_applied"]
    assert [(note.pointer, note.document) for note in notes] == [
        ("/offers/0/cost_lines/0/tax", "回答 第1版.json")
    ]
    assert "佐藤" in notes[0].message("ja")
    assert read.document.sha256 == first.file.sha256


def test_a_suggestion_taken_back_is_no_longer_read_but_stays_on_record() -> None:
    made = full_round()
    sha256 = made.answers[0].file.sha256
    undone = undo_suggestion(made, sha256, "/offers/0/cost_lines/0/tax", by="鈴木", at="2026-10-09")
    read = read_answers(undone)[sha256]
    assert read.document.value == json.loads(made.answers[0].file.data)
    assert [(one.deed.by, one.deed.undone_by) for one in undone.applied] == [("佐藤", "鈴木")]


def test_a_second_suggestion_for_a_place_replaces_the_first() -> None:
    made = full_round()
    sha256 = made.answers[0].file.sha256
    second = Suggestion("/offers/0/cost_lines/0/tax", "excluded", "exempt", "schema_enum")
    made = apply_suggestion(made, sha256, second, claim=("vendor", 1), by="鈴木", at="2026-10-09")
    assert [one.deed.is_undone for one in made.applied] == [True, False]
    read = read_answers(made)[sha256]
    assert read.document.value is not None
    assert read.document.value["offers"][0]["cost_lines"][0]["tax"] == "exempt"


def test_a_suggestion_whose_old_value_is_gone_is_told_and_not_used() -> None:
    made = full_round()
    answer = made.answers[0]
    other = Suggestion("/offers/0/cost_lines/0/tax", "税抜", "exempt", "schema_enum")
    made = apply_suggestion(made, answer.file.sha256, other, claim=("vendor", 1), by="x", at="y")
    read = read_answer(answer, made.suggestions_for(answer.file.sha256))
    assert read.document.value == json.loads(answer.file.data)
    assert "suggestion_stale" in {issue.code for issue in read.document.issues}


def rewritten(change: Callable[[dict[str, bytes]], object], *, seal: bool = True) -> bytes:
    """Return a round file after a change of its members; sealed, its digests are right again."""
    with zipfile.ZipFile(io.BytesIO(write_round(full_round()))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    change(members)
    if seal:
        manifest = json.loads(members["manifest.json"])
        manifest["members"] = {
            name: hashlib.sha256(data).hexdigest()
            for name, data in members.items()
            if name != "manifest.json"
        }
        members["manifest.json"] = json.dumps(manifest).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def answers_name(members: dict[str, bytes]) -> str:
    return max(name for name in members if name.startswith("files/"))


def flip(members: dict[str, bytes]) -> None:
    name = answers_name(members)
    members[name] = bytes([members[name][0] ^ 1]) + members[name][1:]


def edit_record(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        record = json.loads(members["round.json"])
        members["round.json"] = write_record({**record, **changes})

    return change


def edit_manifest(**changes: object) -> Callable[[dict[str, bytes]], None]:
    def change(members: dict[str, bytes]) -> None:
        manifest = json.loads(members["manifest.json"])
        members["manifest.json"] = json.dumps({**manifest, **changes}).encode()

    return change


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "round_foreign"),
        (b"%PDF-1.7", "round_foreign"),
        ((ROOT / "samples" / "responses" / "vendor_f.json").read_bytes(), "round_foreign"),
        (write_round(full_round())[:-40], "round_damaged"),
        (rewritten(flip, seal=False), "round_tampered"),
        (rewritten(flip), "round_tampered"),
        (rewritten(lambda m: m.pop(answers_name(m)), seal=False), "round_tampered"),
        (rewritten(lambda m: m.update({"files/more": b"x"}), seal=False), "round_tampered"),
        (rewritten(lambda m: m.update({"more.txt": b"x"})), "round_tampered"),
        (rewritten(lambda m: m.update({"../evil": b"x"})), "round_foreign"),
        (rewritten(lambda m: m.pop("manifest.json"), seal=False), "round_foreign"),
        (rewritten(edit_manifest(format="other")), "round_foreign"),
        (rewritten(edit_manifest(format_version="2.0.0")), "round_version"),
        (rewritten(edit_manifest(more=1)), "round_record"),
        (rewritten(edit_record(queries=[{}])), "round_record"),
        (rewritten(edit_record(answers="x")), "round_record"),
        (rewritten(edit_record(more=1)), "round_record"),
        (rewritten(lambda m: m.update({"round.json": b"[" * 100_000})), "round_record"),
        (rewritten(lambda m: m.update({"round.json": b'{"a": 1e999}'})), "round_record"),
        (rewritten(lambda m: m.update({"round.json": b"9" * 10_000})), "round_record"),
    ],
)
def test_a_foreign_damaged_or_tampered_file_is_refused_in_japanese(data: bytes, code: str) -> None:
    found, issues = read_round(data)
    assert found is None
    assert {issue.code for issue in issues} == {code}
    for issue in issues:
        assert issue.severity == "error"
        assert issue.place("ja")
        assert issue.message("ja")
        assert issue.next_step("ja")


def test_a_changed_member_is_named() -> None:
    _, issues = read_round(rewritten(flip, seal=False))
    assert issues[0].origin.startswith("files/")


def test_a_wrong_place_in_the_record_is_named() -> None:
    _, issues = read_round(rewritten(edit_record(queries=[{}])))
    assert issues[0].pointer.startswith("/queries/0/")


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_flipped_byte_is_refused_or_changes_nothing(data: st.DataObject) -> None:
    made = full_round()
    whole = bytearray(write_round(made))
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    found, issues = read_round(bytes(whole))
    assert (found == made and not issues) or (found is None and issues)


def test_a_round_that_could_not_be_read_back_is_not_written() -> None:
    made = empty_round()
    files = tuple(file_of(f"{n}.json", {"n": n}) for n in range(MAX_MEMBERS))
    assert check_room(made) == ()
    full = with_assumptions(made, files)
    assert [issue.code for issue in check_room(full)] == ["round_too_many_members"]
    with pytest.raises(ValueError, match="cannot be read back"):
        write_round(full)


def test_a_round_beyond_its_size_is_neither_read_nor_written() -> None:
    found, issues = read_round(bytes(MAX_UNPACKED_BYTES + 1))
    assert found is None
    assert [(issue.code, issue.severity, issue.origin) for issue in issues] == [
        ("round_too_large", "error", "")
    ]
    room = MAX_UNPACKED_BYTES - 2 * MAX_RECORD_BYTES
    taken = sum(len(file.data) for file in (empty_round().questionnaire, empty_round().standard))
    assert check_room(empty_round(), bytes(room - taken)) == ()
    over = check_room(empty_round(), bytes(room - taken + 1))
    assert [issue.code for issue in over] == ["round_too_large"]


def test_a_member_that_packs_very_tightly_is_read_back() -> None:
    made = add_answer(empty_round(), RoundFile("empty.xlsx", b" " * 6_000_000), by="", at="")
    assert read_round(write_round(made)) == (made, ())
