"""The command line and the screen evaluate the same files, rounds and choices alike."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rfi.app.sections.uploads.claims import claims_of
from rfi.app.session.cache import evaluation_of
from rfi.app.session.sample_round import sample_round
from rfi.app.session.workspace import Choices, Workspace
from rfi.cli.arguments import build_parser
from rfi.cli.evaluate import evaluate_arguments
from rfi.export.record.evaluation import write_record
from rfi.intake.round.file import write_round
from rfi.scenario.assumptions import Assumption
from rfi.scenario.chosen import NOTHING_CHOSEN, Chosen, ChosenCity
from rfi.store.round.answers import KEPT, accept_answer, withdraw_answer
from rfi.store.round.rounds import export_round
from rfi.store.round.whole import WholeRound, letters_of, uploads_of
from rfi.store.round.whole_file import write_whole
from rfi.text.wording import text
from tests.cli.rounds import GROWN, lived_round, saved
from tests.intake.rounds import file_of
from tests.printed import CITIES, QUESTIONNAIRE, SAMPLES, VENDORS, printed, record_of
from tests.store.stores import SUZUKI, done, new_round_with, now_in, store_in

HOME, GROUP = "992011", ("332020", "372013", "992011")
CHOICES = {
    (): NOTHING_CHOSEN,
    ("--scenario", "S500K-1"): Chosen(scenario_id="S500K-1"),
    ("--city", HOME, "--group", ",".join(GROUP), "--level", "median"): Chosen(
        city=ChosenCity(HOME),
        group=GROUP,
        assumptions=(Assumption("levelling", "median", "区分", text("cli.changed_by", "ja")),),
    ),
}


@pytest.mark.parametrize(("arguments", "chosen"), CHOICES.items())
def test_screen_and_command_line_give_one_evaluation(
    arguments: tuple[str, ...], chosen: Chosen
) -> None:
    given = build_parser().parse_args(["compare", *VENDORS, *CITIES, *arguments])
    printed = evaluate_arguments(given, lambda *_: None)
    shown = evaluation_of(Workspace(sample_round(), Choices(chosen)), "ja")
    assert printed.issues
    assert printed.answers.cities.own
    assert write_record(printed, "ja") == write_record(shown, "ja")
    assert printed.issues == shown.issues
    assert printed.costs.offers == shown.costs.offers


@pytest.mark.parametrize(("arguments", "chosen"), CHOICES.items())
def test_a_saved_round_gives_what_the_screen_shows_of_it(
    arguments: tuple[str, ...], chosen: Chosen, tmp_path: Path
) -> None:
    made = lived_round()
    given = build_parser().parse_args(["compare", "--round", saved(made, tmp_path), *arguments])
    found = evaluate_arguments(given, lambda *_: None)
    shown = evaluation_of(Workspace(made, Choices(chosen)), "ja")
    assert write_record(found, "ja") == write_record(shown, "ja")
    assert found.issues == shown.issues
    assert found.answers.settled == shown.answers.settled


def test_all_that_was_decided_in_a_saved_round_holds_on_the_command_line(tmp_path: Path) -> None:
    made = lived_round()
    path = saved(made, tmp_path)
    record = record_of(printed("compare", "--round", path, "--format", "json")[1])
    plain = record_of(printed("compare", *VENDORS, *CITIES, "--format", "json")[1])
    keys = [offer["offer_key"] for offer in plain["offers"]]
    assert [offer["offer_key"] for offer in record["offers"]] == [keys[0], *keys[2:]]
    open_warnings = [
        {offer["offer_key"]: offer["to_confirm"] for offer in one["offers"]}
        for one in (plain, record)
    ]
    doubtful = [key for key in open_warnings[1] if open_warnings[0][key]]
    assert sum(open_warnings[1][key] == 0 for key in doubtful) == 1
    assert record["conditions"]["assumptions"]["fx_usd_jpy"]["value"] == 163
    assert "suggestion_applied" in {issue["code"] for issue in record["issues"]}
    city = ("--city", "992011", "--format", "json")
    moved = record_of(printed("compare", "--round", path, *city)[1])
    assert moved["conditions"]["city"]["population"] == GROWN


def test_conditions_and_assumptions_go_over_those_of_a_saved_round(tmp_path: Path) -> None:
    path = saved(lived_round(), tmp_path)
    scope = ("--scope", str(SAMPLES / "scopes" / "tax_only.json"))
    given = ("--set", "fx_usd_jpy=139", *scope, "--format", "json")
    record = record_of(printed("compare", "--round", path, *given)[1])
    assert record["conditions"]["assumptions"]["fx_usd_jpy"]["value"] == 139
    assert record["conditions"]["scope"] == "chosen"


def test_a_round_with_all_that_people_did_in_it_gives_the_same(tmp_path: Path) -> None:
    made = lived_round()
    uploads = uploads_of(made, {})
    whole = write_whole(WholeRound("会議", made, "", uploads, letters_of(made, uploads)))
    assert isinstance(whole, bytes)
    (tmp_path / "全部.zip").write_bytes(whole)
    outputs = [
        printed("compare", "--round", path, "--format", "json")
        for path in (saved(made, tmp_path), str(tmp_path / "全部.zip"))
    ]
    assert outputs[0] == outputs[1]


def test_check_of_a_saved_round_tells_what_the_screen_tells_of_its_files(tmp_path: Path) -> None:
    made = lived_round()
    status, out, _ = printed("check", "--round", saved(made, tmp_path), "--format", "json")
    record = record_of(out)
    told = {(one["document"], one["code"], one["pointer"]) for one in record["issues"]}
    shown = {
        (issue.document, issue.code, issue.pointer)
        for issue in evaluation_of(Workspace(made), "ja").answers.issues
    }
    assert told == shown
    assert record["questionnaire"] == made.questionnaire.name
    assert status == 0


def test_describe_follows_a_figure_of_a_saved_round(tmp_path: Path) -> None:
    path = saved(lived_round(), tmp_path)
    cell = ("--business", "B04", "--item", "R01")
    status, out, _ = printed("describe", "--round", path, "--offer", "A1", *cell)
    assert status == 0
    assert "163" in out


@pytest.mark.parametrize("command", ["check", "compare"])
@pytest.mark.parametrize("beside", [(VENDORS[0],), ("--questionnaire", QUESTIONNAIRE)])
def test_files_beside_a_saved_round_are_wrong_use_in_words(
    command: str, beside: tuple[str, ...], tmp_path: Path
) -> None:
    status, out, told = printed(command, "--round", saved(lived_round(), tmp_path), *beside)
    assert (status, out) == (2, "")
    assert told.strip() == text("cli.error.round_alone", "ja")


def test_neither_files_nor_a_round_is_wrong_use_in_words() -> None:
    assert printed("compare") == (2, "", text("cli.error.no_files", "ja") + "\n")


def test_what_is_no_round_is_refused_with_the_next_step(tmp_path: Path) -> None:
    for name, data in (("a.zip", b"PK\x03\x04"), ("b.zip", b"%PDF-1.7")):
        (tmp_path / name).write_bytes(data)
        status, out, told = printed("compare", "--round", str(tmp_path / name))
        assert (status, out) == (2, "")
        assert told.startswith(text("cli.error.document", "ja", name=name))
        assert "作業セット" in told
    assert printed("check", "--round", str(tmp_path / "none.zip"))[0] == 2


def test_a_round_whose_questionnaire_is_none_is_refused(tmp_path: Path) -> None:
    odd = replace(lived_round(), questionnaire=lived_round().standard)
    (tmp_path / "odd.zip").write_bytes(write_round(odd))
    status, _, told = printed("compare", "--round", str(tmp_path / "odd.zip"))
    assert status == 2
    assert told.strip() == text("cli.error.kind", "ja", name=odd.standard.name)


def test_an_exported_round_keeps_letters_and_the_newest_upload_on_the_command_line(
    tmp_path: Path,
) -> None:
    made = sample_round()
    first, second = made.answers[0].file, made.answers[1].file
    value = {**json.loads(second.data), "note": "差し替え"}
    newer = file_of("vendor_b_again.json", value)
    with store_in(tmp_path) as store:
        claims = claims_of(made)
        round_id = new_round_with(store, made, claims)
        done(accept_answer(store, round_id, newer, claims[second.sha256], SUZUKI))
        done(withdraw_answer(store, round_id, first.sha256, 1, SUZUKI))
        stored, whole = now_in(store, round_id), export_round(store, round_id)
    assert isinstance(whole, WholeRound)
    data = write_whole(whole)
    assert isinstance(data, bytes)
    (tmp_path / "回.zip").write_bytes(data)
    replaced = frozenset(one.sha256 for one in stored.answers if one.state == KEPT)
    assert replaced == {second.sha256}
    shown = evaluation_of(Workspace(stored.round, Choices(), stored.letters, replaced), "ja")
    out = printed("compare", "--round", str(tmp_path / "回.zip"), "--format", "json")[1]
    assert out.encode() == write_record(shown, "ja")
    assert [offer["letter"] for offer in json.loads(out)["offers"]] == ["B", "C", "D", "E", "F"]
