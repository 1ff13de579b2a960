"""A whole round as one file: value-equal after the round trip, hostile files refused whole."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from rfi.intake.round.round import Round
from rfi.scenario.chosen import Chosen
from rfi.scenario.chosen_record import SavedConditions
from rfi.store.database.engine import Store
from rfi.store.outcome import Refused
from rfi.store.round.answers import accept_answer, withdraw_answer
from rfi.store.round.conditions import choose, save_conditions
from rfi.store.round.layouts import save_layout
from rfi.store.round.notes import save_hidden, write_note
from rfi.store.round.remarks import write_remark
from rfi.store.round.rounds import export_round, import_round
from rfi.store.round.whole import WholeRound, uploads_of
from rfi.store.round.whole_file import read_whole, write_whole
from tests.intake.rounds import answer_file, full_round, rounds
from tests.store.round.test_layouts import LAYOUT
from tests.store.round.test_remarks import REMARK
from tests.store.stores import SATO, SUZUKI, claim, done, new_round, store_in

Members = dict[str, bytes]


def written(whole: WholeRound) -> bytes:
    made = write_whole(whole)
    assert isinstance(made, bytes), made
    return made


def exported(store: Store, round_id: str) -> WholeRound:
    found = export_round(store, round_id)
    assert isinstance(found, WholeRound)
    return found


def lived_in(store: Store) -> WholeRound:
    """Return a round in which people did something of every kind."""
    made = new_round(store, full_round(), "2026年の回")
    late = answer_file("late.json", note="late")
    done(accept_answer(store, made, late, claim("x", offers="QP"), SUZUKI))
    done(accept_answer(store, made, answer_file("held.json", note="h"), claim(held=True), SATO))
    done(withdraw_answer(store, made, late.sha256, 1, SATO))
    done(choose(store, made, Chosen(scenario_id="S1"), {"tax": "included"}, SATO))
    done(choose(store, made, Chosen(group=("1", "2")), {}, SUZUKI))
    done(save_conditions(store, made, SavedConditions("案1", Chosen(), "メモ"), 0, SATO))
    done(save_layout(store, made, LAYOUT, 0, SATO))
    done(write_note(store, made, "minute", "costs", "確認した", SATO))
    done(write_remark(store, made, REMARK, SUZUKI))
    done(save_hidden(store, made, ("カクデン",), 0, SATO))
    return exported(store, made)


def test_everything_of_a_round_comes_back_from_its_file_into_another_database(
    store: Store, tmp_path: Path
) -> None:
    whole = lived_in(store)
    data = written(whole)
    assert read_whole(data) == whole
    assert written(whole) == data
    with store_in(tmp_path / "other") as other:
        back = read_whole(data)
        assert isinstance(back, WholeRound)
        there = done(import_round(other, back, SUZUKI)).about.removeprefix("round/")
        found = exported(other, there)
    assert found.entries[:-1] == whole.entries
    assert replace(found, entries=()) == replace(whole, entries=())


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(rounds())
def test_any_round_comes_back_from_its_file(made: Round) -> None:
    whole = WholeRound("回", made, uploads=uploads_of(made, {}))
    assert read_whole(written(whole)) == whole


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Members:
    with store_in(tmp_path_factory.mktemp("sound")) as store:
        data = written(lived_in(store))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Members, *, seal: bool = True) -> bytes:
    """Return members as a file; sealed, its digests are right."""
    if seal:
        manifest = json.loads(members["manifest.json"])
        names = members.keys() - {"manifest.json"}
        digests = {name: hashlib.sha256(members[name]).hexdigest() for name in names}
        members["manifest.json"] = json.dumps({**manifest, "members": digests}).encode()
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def edit(change: Callable[[Any], object]) -> Callable[[Members], object]:
    """Return a change of what a file says."""

    def changed(members: Members) -> None:
        record = json.loads(members["store.json"])
        change(record)
        members["store.json"] = json.dumps(record).encode()

    return changed


HOSTILE: dict[str, tuple[Callable[[Members], object], str]] = {
    "a name that climbs out": (lambda m: m.update({"../evil": b"x"}), "round_foreign"),
    "a member too many": (lambda m: m.update({"more.txt": b"x"}), "round_tampered"),
    "bytes of another digest": (lambda m: m.update({"files/" + "0" * 64: b"x"}), "round_tampered"),
    "an unused document": (
        lambda m: m.update({"files/" + hashlib.sha256(b"x").hexdigest(): b"x"}),
        "round_record",
    ),
    "a bomb": (lambda m: m.update({"files/" + "0" * 64: bytes(10**8)}), "round_too_large"),
    "too many members": (
        lambda m: m.update({f"files/{number}": b"" for number in range(600)}),
        "round_too_many_members",
    ),
    "no manifest": (lambda m: m.update({"manifest.json": b"{}"}), "round_record"),
    "deep nesting": (lambda m: m.update({"store.json": b"[" * 100_000}), "round_record"),
    "a key too many": (edit(lambda r: r.update(more=1)), "round_record"),
    "a key too few": (edit(lambda r: r.pop("letters")), "round_record"),
    "a title that no database holds": (edit(lambda r: r.update(title="a\0")), "round_record"),
    "half a character": (edit(lambda r: r["audit"][0].update(by="\ud800")), "round_record"),
    "a number too great": (edit(lambda r: r["uploads"][0].update(number=2**40)), "round_record"),
    "an upload twice": (edit(lambda r: r["uploads"].append(r["uploads"][0])), "round_record"),
    "an upload of nothing": (edit(lambda r: r["uploads"].pop()), "round_record"),
    "one number twice": (
        edit(lambda r: r["uploads"][0].update(number=r["uploads"][1]["number"])),
        "round_record",
    ),
    "a letter twice": (edit(lambda r: r["letters"].append(r["letters"][0])), "round_record"),
    "a person twice": (edit(lambda r: r["choices"].append(r["choices"][0])), "round_record"),
    "conditions of no schema": (edit(lambda r: r["conditions"].append({})), "round_record"),
    "conditions with more in them": (
        edit(lambda r: r["conditions"][0].update(conditions_id="other")),
        "round_record",
    ),
    "a look that is no text": (
        edit(lambda r: r["choices"][0]["shown"].update(x=1)),
        "round_record",
    ),
    "a note of no text": (edit(lambda r: r["minutes"][0].update(text=1)), "round_record"),
    "a remark of no number": (edit(lambda r: r["remarks"][0].update(number=0)), "round_record"),
    "a remark twice": (edit(lambda r: r["remarks"].append(r["remarks"][0])), "round_record"),
    "a remark without end": (
        edit(lambda r: r["remarks"][0].update(text="x" * 501)),
        "round_record",
    ),
    "facts within facts": (edit(lambda r: r["audit"][0]["facts"].update(x={})), "round_record"),
    "an audit without its end": (edit(lambda r: r["audit"].pop()), "round_record"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_whole_and_in_words(members: Members, kind: str) -> None:
    change, code = HOSTILE[kind]
    mine = dict(members)
    change(mine)
    found = read_whole(packed(mine))
    assert isinstance(found, Refused), kind
    assert {issue.code for issue in found.issues} == {code}
    assert found.issue.message("ja")
    assert found.issue.next_step("ja")


def test_a_changed_audit_is_told_when_it_is_put_in(store: Store, members: Members) -> None:
    mine = dict(members)
    edit(lambda record: record["audit"][1].update(by="誰か"))(mine)
    whole = read_whole(packed(mine))
    assert isinstance(whole, WholeRound)
    found = import_round(store, whole, SATO)
    assert isinstance(found, Refused)
    assert found.issue.code == "audit_edited"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"PK\x03\x04" + b"x" * 100])
def test_what_is_no_such_file_is_refused(data: bytes) -> None:
    assert isinstance(read_whole(data), Refused)
