"""``analyse`` prints the sentence and the tables of one section, and writes them."""

from pathlib import Path

import pytest

from rfi.app.session.sample_round import sample_round
from rfi.cli.analyse import ANALYSES
from rfi.cli.main import main
from rfi.intake.round.file import write_round
from tests.printed import printed, record_of
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
    assert "令和12年度〜令和16年度" in capsys.readouterr().out
    path.write_text("plan,go_live,businesses,cities\n3,2030-04,,\n", "utf-8")
    assert main(call) == 2
    assert "plans.csv" in capsys.readouterr().err


@pytest.mark.parametrize("subject", list(ANALYSES))
def test_every_analysis_is_told_as_json_with_its_schema(subject: str, tmp_path: Path) -> None:
    since: tuple[str, ...] = ()
    if subject == "change":
        path = tmp_path / "last.zip"
        path.write_bytes(write_round(sample_round()))
        since = ("--since", str(path))
    status, out, _ = printed("analyse", subject, *FILES, *GROUP, *since, "--format", "json")
    record = record_of(out)
    section = ANALYSES[subject]
    assert status == 0
    assert list(record) == ["kind", "schema_version", "conditions", section, "issues"]
    assert (record[section] is None) == (subject == "scoring")


def test_plans_and_limits_of_a_call_stand_in_its_json(tmp_path: Path) -> None:
    path = tmp_path / "plans.csv"
    path.write_text("plan,go_live,businesses,cities\n1,2030-04,B01,\n2,2031-04,,372013\n", "utf-8")
    call = ("analyse", "plan", *FILES, "--city", "372013", "--plans", str(path))
    offer = record_of(printed(*call, "--format", "json")[1])["plan"]["offers"][0]
    stages = [plan["stages"] for plan in offer["plans"]]
    assert stages[0] == [{"first_month": "2030-04", "businesses": ["B01"], "cities": []}]
    assert stages[1][0]["cities"] == ["372013"]
    call = ("analyse", "vendors", *FILES, "--limit", "fixed=B01:A", "--format", "json")
    record = record_of(printed(*call)[1])["vendors"]
    assert record["chosen"][0]["offer_key"] == "vendor-a:A1"
    assert record["clash"] == []
    for exchange in record["exchanges"]:
        assert {plan["businesses"]["B01"] for plan in exchange["plans"]} == {"vendor-a:A1"}


def test_the_smallest_set_of_limits_that_clash_is_named() -> None:
    limits = ("most_offers=2", "fixed=B01:A", "most_offers=1", "at_least_one=B")
    call = ["analyse", "vendors", *FILES, *(part for one in limits for part in ("--limit", one))]
    shown = printed(*call)[1]
    assert shown.splitlines()[0] == (
        "選んだ4つの制限をすべて守る組合せはない。"
        "両立しない最も少ない組は、「住民基本台帳はA」と「提案は1つまで」と「Bに少なくとも1業務」。"
    )
    assert "総額が小さい組合せ：" not in shown
    record = record_of(printed(*call, "--format", "json")[1])["vendors"]
    assert [one["kind"] for one in record["clash"]] == ["fixed", "most_offers", "at_least_one"]
    assert all(exchange["plans"] == [] for exchange in record["exchanges"])


def test_limits_that_can_hold_are_told_with_their_plans() -> None:
    shown = printed("analyse", "vendors", *FILES, "--limit", "apart=B01:B02")[1]
    assert shown.startswith("「住民基本台帳と選挙人名簿管理は別の提案」を守って")
    assert "守っている制限：住民基本台帳と選挙人名簿管理は別の提案" in shown


def test_a_limit_that_names_nothing_of_the_round_is_refused_in_words() -> None:
    status, out, told = printed("analyse", "vendors", *FILES, "--limit", "fixed=B99:A")
    assert (status, out) == (2, "")
    assert "fixed=B99:A" in told
    assert "at_least_one=A" in told
