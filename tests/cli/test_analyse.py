"""``analyse`` prints the sentence and the tables of one section, and writes them."""

from pathlib import Path

import pytest

from rfi.cli.main import main
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
