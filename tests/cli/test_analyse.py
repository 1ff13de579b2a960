"""``analyse`` prints the sentence and the tables of one section, and writes them."""

from pathlib import Path

import pytest

from rfi.app.session.sample_round import sample_round
from rfi.cli.main import main
from rfi.intake.round.file import write_round
from tests.views.rounds import SAMPLES

FILES = [str(path) for path in sorted((SAMPLES / "responses").glob("*.json"))]
GROUP = ("--city", "372013", "--group", "332020,372013,382019")


def test_the_answer_comes_first_then_a_table_an_offer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "joint", *FILES, *GROUP]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("倉敷市、高松市、松山市の3市：")
    assert shown.count("分け方ごとの各市の負担額") == 5


def test_without_a_group_it_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "joint", *FILES, "--city", "372013"]) == 0
    assert "共同利用の相手を選ぶと" in capsys.readouterr().out


def test_the_tables_go_into_a_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "x.csv"
    assert main(["analyse", "joint", *FILES, *GROUP, "--out", str(out)]) == 0
    assert "シャープレイ値" in out.read_text("utf-8-sig")
    assert main(["analyse", "joint", *FILES, *GROUP, "--out", str(tmp_path / "x.doc")]) == 2
    assert "x.doc" in capsys.readouterr().err


def test_what_to_ask_next_is_told_with_its_cells(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyse", "ask", *FILES]) == 0
    shown = capsys.readouterr().out
    assert "変わらない見込み" in shown.splitlines()[0]
    assert "先に聞くセル" in shown


def test_two_rounds_are_held_against_each_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "last.zip"
    path.write_bytes(write_round(sample_round()))
    assert main(["analyse", "change", *FILES, "--since", str(path)]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("比べられる6提案の合計はどれも前回と同じ")
    assert "時期・期間" in shown
    assert main(["analyse", "change", *FILES]) == 2
    assert "--since" in capsys.readouterr().err


def test_plans_of_a_file_take_the_place_of_those_to_begin_with(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "plans.csv"
    path.write_text("plan,go_live,businesses,cities\n1,2030-04,,\n2,2031-04,,372013\n", "utf-8")
    call = ["analyse", "plan", *FILES, "--city", "372013", "--offers", "A", "--plans", str(path)]
    assert main(call) == 0
    assert "2030〜2034年度" in capsys.readouterr().out
    path.write_text("plan,go_live,businesses,cities\n3,2030-04,,\n", "utf-8")
    assert main(call) == 2
    assert "plans.csv" in capsys.readouterr().err
