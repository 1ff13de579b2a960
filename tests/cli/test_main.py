"""The command line, as a shell or a script meets it."""

import csv
import io
import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from rfi.cli.arguments import parsed
from rfi.cli.main import WRONG_USE, main
from tests.answers import answer, collect, line, named, questionnaire
from tests.compare.cost.test_published import load
from tests.evaluations import evaluated
from tests.printed import printed, record_of

ROOT = Path(__file__).resolve().parents[2]
PILOT = [str(path) for path in sorted((ROOT / "samples" / "published").glob("*.json"))]
ROUND = [str(path) for path in sorted((ROOT / "samples" / "responses").glob("*.json"))]
# Two of the six answers, for what does not depend on how many there are.
SMALL = ROUND[:3]
INVALID = ROOT / "samples" / "invalid"
SCOPES = ROOT / "samples" / "scopes"
GROUP = "332020,372013,382019"


def run_json(*arguments: str) -> tuple[int, dict[str, Any]]:
    status, out, _ = printed("compare", *arguments, "--format", "json")
    return status, record_of(out)


def totals(value: dict[str, Any]) -> dict[str, int]:
    return {offer["offer_id"]: offer["totals"]["nominal_jpy"] for offer in value["offers"]}


@pytest.mark.parametrize(
    ("change", "expected", "within"),
    [([], -198_282_529, 2), (["139"], 13_675_993, 10), (["160"], 199_139_700, 10)],
)
def test_the_pilot_difference_on_the_command_line(
    change: list[str], expected: int, within: int
) -> None:
    rates = [part for rate in change for part in ("--set", f"fx_usd_jpy={rate}")]
    status, value = run_json(*PILOT, *rates)
    found = totals(value)
    assert status == 0
    assert abs(found["B"] - found["A"] - expected) <= within


def test_the_module_prints_one_json_object_and_nothing_else() -> None:
    command = [sys.executable, "-m", "rfi", "compare", *PILOT, "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=600)
    assert done.stderr == b""
    assert set(record_of(done.stdout)) == {
        *(
            "kind",
            "schema_version",
            "conditions",
            "offers",
            "levelling",
            "robustness",
            "sharing",
            "number_effect",
            "crossovers",
        ),
        *(
            "item_statistics",
            "today",
            "net_effect",
            "benefits",
            "fit",
            "service_levels",
            "free_answers",
        ),
        *("joining", "customization", "vendors", "ask", "scoring", "plan"),
        *("ratio_survey", "remarks", "issues"),
    }


def test_a_reader_who_has_seen_enough_leaves_no_trace_of_an_error() -> None:
    command = [sys.executable, "-m", "rfi", "compare", *ROUND]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert running.stdout.readline().decode().strip() == "総括"
        running.stdout.close()
        assert running.stderr.read() == b""
    assert running.returncode == 0


def test_the_object_holds_what_is_promised() -> None:
    _, value = run_json(*ROUND)
    assert value["conditions"]["scenario"]["scenario_id"] == "S350K-1"
    assert {"horizon_months", "fx_usd_jpy", "tax_rate"} <= set(value["conditions"]["assumptions"])
    assert len(value["conditions"]["inputs"]) == 8
    assert all(len(found["sha256"]) == 64 for found in value["conditions"]["inputs"])
    first = value["offers"][0]
    assert {"offer_id", "vendor", "title", "totals", "is_lower_bound", "coverage"} <= set(first)
    assert set(first["totals"]) >= {
        "nominal_jpy",
        "present_value_jpy",
        "equivalent_annual_jpy",
        "initial_jpy",
        "recurring_jpy",
        "exit_jpy",
        "per_resident_per_year_jpy",
    }
    assert len(first["by_item"]) == 33
    assert first["by_fiscal_year_jpy"]["2028"] > 0
    bound = {offer["offer_id"]: offer["is_lower_bound"] for offer in value["offers"]}
    assert bound == {"A1": False, "B1": False, "C1": False, "D1": False, "E1": True, "F1": False}


def test_the_order_of_the_files_changes_no_byte() -> None:
    first, second = (
        printed("compare", *files, "--format", "json") for files in (SMALL, SMALL[::-1])
    )
    assert first == second


def test_json_equals_the_comparison_it_prints() -> None:
    _, value = run_json(*ROUND, "--set", "fx_usd_jpy=160", "--scenario", "S500K-1")
    answers = load("responses", "*.json")
    found = evaluated(answers, scenario_id="S500K-1", changes={"fx_usd_jpy": 160})
    expected = {
        offer.offer_id: round(offer.totals.nominal_jpy)
        for offer in found.costs.offers
        if offer.totals.nominal_jpy is not None
    }
    assert totals(value) == expected


def write(folder: Path, name: str, value: dict[str, Any]) -> str:
    path = folder / name
    path.write_bytes(named(name, value).data)
    return str(path)


def test_a_price_per_resident_and_year_for_kofu_is_18959100(tmp_path: Path) -> None:
    asked = write(tmp_path, "questionnaire.json", questionnaire(("R01",)))
    price = line("R01", 100, basis="per_resident", frequency="yearly")
    given = write(tmp_path, "answer.json", answer([price]))
    _, value = run_json(asked, given, "--city", "192015")
    assert value["offers"][0]["totals"]["equivalent_annual_jpy"] == 18_959_100
    assert value["offers"][0]["totals"]["per_resident_per_year_jpy"] == 100


def test_a_city_takes_the_nearest_scenario_and_no_other() -> None:
    assert run_json(*SMALL, "--city", "192015")[1]["conditions"]["scenario"]["scenario_id"] == (
        "S180K-1"
    )
    status, _, told = printed(
        "compare", *SMALL, "--city", "192015", "--scenario", "S500K-1", "--format", "json"
    )
    assert status == 2
    assert "--scenario は --city と一緒に使えません" in told


def test_a_group_its_sharing_and_the_levelling_stand_in_the_conditions() -> None:
    arguments = ["--city", "372013", "--group", GROUP, "--level", "median"]
    found = run_json(*SMALL, *arguments, "--set", "sharing_equal_ratio=0.2")[1]
    conditions = found["conditions"]
    assert conditions["size_basis"] == "group"
    assert conditions["city"]["name"] == "高松市"
    assert conditions["city"]["population"] == 417_496
    assert conditions["city"]["status"] == "to_confirm"
    assert "国勢調査" in conditions["city"]["source"]
    assert conditions["city"]["figures"]["households"]["status"] == "estimated"
    assert [city["code"] for city in conditions["group"]] == GROUP.split(",")
    assert conditions["sharing"] == {"method": "mixed", "equal_ratio": 0.2, "own_weights": {}}
    assert conditions["levelling"] == {"level": "median", "donors": 2}
    assert conditions["assumptions"]["levelling"]["source"] == "コマンドラインの指定"


def test_the_order_of_a_group_changes_no_byte() -> None:
    first, second = (
        printed("compare", *SMALL, "--group", codes, "--format", "json")
        for codes in (GROUP, ",".join(reversed(GROUP.split(","))))
    )
    assert first == second


def test_own_weights_choose_the_sharing_method() -> None:
    weights = ["--own-weights", "332020=2,372013=1,382019=0"]
    conditions = run_json(*SMALL, "--group", GROUP, *weights)[1]["conditions"]
    assert conditions["sharing"]["method"] == "own"
    assert conditions["sharing"]["own_weights"] == {"332020": 2.0, "372013": 1.0, "382019": 0.0}
    # No city is shown: the costs stay those of the quoted scenario.
    assert conditions["size_basis"] == "group_total"


def test_a_city_on_no_list_is_named_with_its_residents() -> None:
    typed = ["--city-name", "試験市", "--population", "300000"]
    conditions = run_json(*SMALL, *typed)[1]["conditions"]
    assert conditions["city"]["name"] == "試験市"
    assert conditions["city"]["population"] == 300_000
    assert conditions["size_basis"] == "city"


def test_a_scope_narrows_the_totals_to_its_cells(tmp_path: Path) -> None:
    full = run_json(*SMALL)[1]
    document = run_json(*SMALL, "--scope", str(SCOPES / "tax_only.json"))[1]
    assert full["conditions"]["scope"] == "all"
    assert {cell.split("/")[0] for cell in document["conditions"]["scope_cells"]} == {
        "B03", "B04", "B05", "B06",
    }  # fmt: skip
    assert all(0 < totals(document)[key] < total for key, total in totals(full).items())
    table = tmp_path / "scope.csv"
    table.write_text("業務,費目\nB03,\nB04,\n法人住民税,\nB06,\n", encoding="cp932")
    assert totals(run_json(*SMALL, "--scope", str(table))[1]) == totals(document)
    beside = run_json(*SMALL, str(SCOPES / "tax_only.json"))[1]
    assert totals(beside) == totals(document)


def test_saved_conditions_are_followed_and_options_go_over_them(tmp_path: Path) -> None:
    saved = {
        "schema_version": "1.0.0",
        "conditions_id": "c",
        "name": "高松の条件",
        "city": {"code": "372013"},
        "group": GROUP.split(","),
        "scope": {"phases": ["recurring"]},
        "assumptions": [
            {"key": "fx_usd_jpy", "value": 160, "unit": "円/米ドル", "source": "見積書"}
        ],
    }
    path = write(tmp_path, "conditions.json", saved)
    conditions = run_json(*SMALL, "--conditions", path)[1]["conditions"]
    assert conditions["city"]["code"] == "372013"
    assert conditions["assumptions"]["fx_usd_jpy"]["source"] == "見積書"
    assert {cell.split("/")[1][0] for cell in conditions["scope_cells"]} == {"R"}
    over = run_json(*SMALL, "--conditions", path, "--city", "332020", "--set", "fx_usd_jpy=120")[1][
        "conditions"
    ]
    assert over["city"]["code"] == "332020"
    assert over["assumptions"]["fx_usd_jpy"]["value"] == 120
    assert len(over["group"]) == 3


def test_check_finds_the_faults_of_a_scope(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    scope = {"schema_version": "1.0.0", "scope_id": "s", "title": "範囲", "businesses": ["B77"]}
    asked = next(path for path in ROUND if path.endswith("questionnaire.json"))
    path = write(tmp_path, "scope.json", scope)
    assert main(["check", path, asked]) == 1
    told = capsys.readouterr().out
    assert "/businesses/0" in told
    assert "B77" in told


def test_a_single_answer_finds_the_questionnaire_beside_it() -> None:
    _, value = run_json(ROUND[1])
    assert list(totals(value)) == ["A1"]


def test_check_says_first_which_questionnaire_it_held_the_answers_against(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", ROUND[1]]) == 0
    assert capsys.readouterr().out.startswith("調査票「questionnaire.json」と突き合わせました。")
    answers = [tmp_path / Path(path).name for path in ROUND[1:3]]
    for path, there in zip(ROUND[1:3], answers, strict=True):
        there.write_bytes(Path(path).read_bytes())
    names = [str(path) for path in answers]
    assert main(["check", *names]) == 1
    told = capsys.readouterr().out
    assert told.startswith("調査票が見つからないため")
    assert "ファイルの中だけを見た限りでは" in told
    status, out, _ = printed("check", *names, "--format", "json")
    assert (status, record_of(out)["questionnaire"]) == (1, None)
    # Found by what is in it, whatever it is called.
    (tmp_path / "尋ねること.json").write_bytes(Path(ROUND[0]).read_bytes())
    assert main(["check", *names]) == 0
    assert capsys.readouterr().out.startswith("調査票「尋ねること.json」")


def test_a_held_answer_still_finds_its_questionnaire(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    value = json.loads(Path(ROUND[1]).read_bytes())
    value["version"] = "x"
    (tmp_path / "asked.json").write_bytes(Path(ROUND[0]).read_bytes())
    assert main(["check", write(tmp_path, "held.json", value)]) == 1
    assert capsys.readouterr().out.startswith("調査票「asked.json」")


def test_an_assumption_file_goes_over_the_standard_set(tmp_path: Path) -> None:
    own = {
        "schema_version": "1.0.0",
        "assumption_set_id": "own",
        "title": "自前",
        "values": [{"key": "fx_usd_jpy", "value": 139, "unit": "円/米ドル", "source": "試験"}],
    }
    _, value = run_json(*PILOT, "--assumptions", write(tmp_path, "own.json", own))
    assert value["conditions"]["assumptions"]["fx_usd_jpy"]["source"] == "試験"
    assert abs(totals(value)["B"] - totals(value)["A"] - 13_675_993) <= 10


@pytest.mark.parametrize(
    "arguments",
    [
        ["compare", "no_such_file.json"],
        ["compare", *PILOT, "--set", "fx_usd_jpy"],
        ["compare", *PILOT, "--set", "fx_usd_jpy=many"],
        ["compare", *PILOT, "--set", "nonsense=1"],
        ["compare", *PILOT, "--set", "fx_usd_jpy=inf"],
        ["compare", *PILOT, "--set", "horizon_months=nan"],
        ["compare", *PILOT, "--set", "price_growth_rate=1e999"],
        ["compare", *PILOT, "--city-name", "試験市", "--population", "nan"],
        ["compare", *PILOT, "--city-name", "試験市", "--population", "1e400"],
        ["compare", *PILOT, "--scenario", "S9"],
        ["compare", *PILOT, "--city", "999999"],
        ["compare", *PILOT, "--city", "372013", "--group", "332020,382019"],
        ["compare", *PILOT, "--group", "332020,999999"],
        ["compare", *PILOT, "--group", "332020", "--own-weights", "382019=1"],
        ["compare", *PILOT, "--group", "332020,382019", "--own-weights", "382019=1"],
        ["compare", *PILOT, "--group", "332020", "--own-weights", "332020=many"],
        ["compare", *PILOT, "--group", "332020", "--own-weights", "332020=0"],
        ["compare", *PILOT, "--city-name", "試験市"],
        ["compare", *PILOT, "--population", "300000"],
        ["compare", *PILOT, "--city-name", "試験市", "--population", "0"],
        ["compare", *PILOT, "--city", "372013", "--city-name", "試験市", "--population", "3"],
        ["compare", *PILOT, "--scope", "no_such_scope.json"],
        ["compare", *PILOT, "--scope", PILOT[0]],
        ["compare", *PILOT, "--scope", str(SCOPES / "tax_only.json")],
        ["compare", *PILOT, "--conditions", str(SCOPES / "tax_only.json")],
        ["compare", *PILOT, "--out", "table.pdf"],
        ["compare", PILOT[0]],
    ],
)
def test_wrong_use_ends_with_status_2_and_says_why_in_japanese(
    capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert any("\u3040" <= char <= "\u30ff" for char in told.err)
    assert "Traceback" not in told.err


def test_check_is_0_for_a_clean_answer_and_1_for_an_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["check", ROUND[1]]) == 0
    assert "誤り 0 件" in capsys.readouterr().out
    assert main(["check", str(INVALID / "schema_type__amount_as_text.json")]) == 1
    told = capsys.readouterr().out
    assert "/offers/0/cost_lines/0/amount" in told
    assert "求める型：数値" in told


def test_check_tells_what_is_wrong_in_an_assumption_file_beside_answers(tmp_path: Path) -> None:
    own = {
        "schema_version": "1.0.0",
        "assumption_set_id": "own",
        "title": "自前",
        "values": [{"key": "fx_usd_jpy", "value": -1, "unit": "円/米ドル", "source": "試験"}],
    }
    path = write(tmp_path, "own.json", own)
    status, out, _ = printed("check", *PILOT, path, "--format", "json")
    found = [one for one in record_of(out)["issues"] if one["document"] == "own.json"]
    assert status == 1
    assert [one["code"] for one in found] == ["assumption_not_positive"]
    assert found[0]["pointer"] == "/values/0/value"


def test_check_as_json_lists_every_issue_with_code_pointer_and_next_step(
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = INVALID / "duplicate_id__line_twice.json"
    status = main(["check", str(path), "--format", "json", "--lang", "en"])
    issues = record_of(capsys.readouterr().out)["issues"]
    assert status == 1
    assert [(one["code"], one["pointer"]) for one in issues] == [
        ("duplicate_id", "/offers/0/cost_lines/1/line_id")
    ]
    assert issues[0]["next_step"].isascii()


def test_a_held_answer_is_named_and_out_of_the_totals(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = [
        write(tmp_path, "questionnaire.json", questionnaire()),
        write(tmp_path, "good.json", answer([line("I03", 1), line("R01", 1)], response_id="good")),
        write(tmp_path, "held.json", answer([line("I03", 0)], response_id="held")),
    ]
    assert main(["compare", *files]) == 1
    assert "held.json" in capsys.readouterr().out


@pytest.mark.parametrize("suffix", ["", "xlsx", "csv", "zip", "json"])
def test_a_round_whose_every_answer_is_held_is_told_and_written(
    suffix: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    files = [
        write(tmp_path, "questionnaire.json", questionnaire()),
        write(tmp_path, "held.json", answer([line("I03", 0)], response_id="held")),
    ]
    out = tmp_path / f"table.{suffix}"
    assert main(["compare", *files, *(["--out", str(out)] if suffix else [])]) == 1
    told = capsys.readouterr().out
    assert "比べられる回答がありません" in told
    assert "held.json" in told
    assert not suffix or out.stat().st_size


def test_the_table_on_paper_and_the_files_show_the_same_total(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    out = tmp_path / "table.csv"
    assert main(["compare", *PILOT, "--out", str(out)]) == 0
    assert "4,787,265" in capsys.readouterr().out
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    cells = {cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row}
    assert {"4787264648", "4,787,264,648", "4787265", "4,787,265"} & cells


def test_a_zip_holds_one_csv_a_table(tmp_path: Path) -> None:
    out = tmp_path / "tables.zip"
    assert main(["compare", *PILOT, "--out", str(out)]) == 0
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        (name,) = [name for name in names if name.endswith("summary.csv")]
        summary = archive.read(name).decode("utf-8-sig")
    assert "datapackage.json" in names
    assert "4787264648" in summary


def test_a_workbook_holds_the_issues_that_are_told(tmp_path: Path) -> None:
    out = tmp_path / "tables.xlsx"
    files = [
        write(tmp_path, "questionnaire.json", questionnaire()),
        write(tmp_path, "a.json", answer([line("I03", 0, state=...), line("R01", 1)])),
    ]
    _, value = run_json(*files, "--out", str(out))
    sheet = openpyxl.load_workbook(out)["指摘事項"]
    told = [row[5] for row in sheet.iter_rows(min_row=5, values_only=True)]
    assert told == [issue["message"] for issue in value["issues"]]
    assert told


def test_the_json_file_is_what_is_printed(tmp_path: Path) -> None:
    out = tmp_path / "table.json"
    _, value = run_json(*PILOT, "--out", str(out))
    assert record_of(out.read_bytes()) == value


def test_help_is_in_both_languages(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["compare", "--help"])
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert "前提を一つ変えます" in told
    assert "Change one assumption" in told


def test_a_round_of_one_answer_equals_the_library_path(tmp_path: Path) -> None:
    lines = [line("I03", 12_345), line("R01", 678)]
    files = [
        write(tmp_path, "questionnaire.json", questionnaire()),
        write(tmp_path, "a.json", answer(lines)),
    ]
    _, value = run_json(*files)
    found = collect(questionnaire(), answer(lines))
    expected = evaluated(found).costs.offers[0].totals.nominal_jpy
    assert totals(value) == {"A": expected}


CITY_TABLE = (
    "団体コード,都市名,人口,業務,費目,年度,金額,単位,税\n"
    "992011,架空市,200000,共通,R01,令和7年度,{amount},千円,税込\n"
)


def city_table(folder: Path, amount: str) -> str:
    path = folder / "cities.csv"
    path.write_bytes(CITY_TABLE.format(amount=amount).encode("cp932"))
    return str(path)


def test_a_table_of_cities_gives_the_city_to_compare_for(tmp_path: Path) -> None:
    asked = write(tmp_path, "questionnaire.json", questionnaire(("R01",)))
    given = write(tmp_path, "answer.json", answer([line("R01", 100)]))
    status, value = run_json(asked, given, city_table(tmp_path, "120"), "--city", "992011")
    assert status == 0
    assert value["conditions"]["city_code"] == "992011"
    assert "csv_cp932" in [issue["code"] for issue in value["issues"]]


def test_check_tells_the_faults_of_a_table_of_cities_at_their_cells(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["check", city_table(tmp_path, "△120")]) == 1
    told = capsys.readouterr().out
    assert "G2" in told
    assert "マイナスです" in told


def test_an_excel_table_of_cities_is_told_from_an_answer(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in CITY_TABLE.format(amount="abc").splitlines():
        sheet.append(row.split(","))
    path = tmp_path / "cities.xlsx"
    book.save(path)
    assert main(["check", str(path)]) == 1
    told = capsys.readouterr().out
    assert "Sheet!G2" in told
    assert "印" not in told


@pytest.mark.parametrize(
    "given",
    [
        ["compare", "a.json", "--city", "372013", "b.json"],
        ["compare", "--set", "fx_usd_jpy=139", "a.json", "--anonymous", "b.json"],
        ["check", "a.json", "--lang", "en", "b.json"],
        ["export", "page", "a.json", "--out", "p.html", "b.json"],
    ],
)
def test_files_may_stand_before_and_behind_the_options(given: list[str]) -> None:
    assert parsed(given).files == ["a.json", "b.json"]


@pytest.mark.parametrize(
    "given",
    [["compare", "a.json", "--citty", "372013", "b.json"], ["backup", "one", "two"]],
)
def test_an_option_that_is_none_is_wrong_use_even_so(given: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        parsed(given)
    assert stopped.value.code == WRONG_USE
