"""A vendor's own table on the command line: guessed, confirmed, made an answer, compared."""

import json
from pathlib import Path

import openpyxl
import pytest

from rfi.app.session.sample_round import STANDARD_SET
from rfi.intake.laid.laid import Laid, write_laid
from rfi.intake.layout.apply import AnswerHead
from rfi.intake.layout.codec import write_layout
from rfi.intake.layout.read import parse_grid
from rfi.intake.mapping.acts import confirm_rest
from rfi.intake.mapping.draft import begin_draft
from rfi.intake.round.file import write_round
from rfi.intake.round.round import Answer, Round, RoundFile
from tests.intake.layout.foreign import ASKED as GIVEN
from tests.intake.layout.foreign import CP932, QUESTIONNAIRE, six_totals, two_prices
from tests.printed import printed

HEAD = ("--response-id", "vendor-x", "--vendor", "架空見積株式会社", "--go-live", "2028-04-01")
ASKED = ("--questionnaire", str(QUESTIONNAIRE))


def saved(folder: Path, fill: object) -> str:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.title = "見積"
    fill(book.active)  # type: ignore[operator]
    path = folder / "見積.xlsx"
    book.save(path)
    return str(path)


def test_a_table_becomes_an_answer_whose_total_is_compared(tmp_path: Path) -> None:
    table, layout, answer = saved(tmp_path, six_totals), tmp_path / "l.json", tmp_path / "a.json"
    status, out, _ = printed(
        "layout", "guess", table, *ASKED, "--least", "80", "--out", str(layout)
    )
    assert status == 0
    assert "○ 100.0  パッケージ費 → 費目 パッケージ導入・セットアップ" in out
    assert "確かめてください：支払の周期" in out
    status, out, _ = printed(
        *("layout", "apply", table, "--layout", str(layout), *ASKED, *HEAD, "--out", str(answer))
    )
    assert status == 0
    assert "表の合計 69,500,000 円（見積!B9）との差 0 円" in out
    compared = printed("compare", str(answer), *ASKED, "--format", "json")[1]
    (offer,) = json.loads(compared)["offers"]
    assert offer["totals"]["nominal_jpy"] == 162_250_000


def test_rows_left_out_are_listed_by_name_and_the_second_version_takes_one_command(
    tmp_path: Path,
) -> None:
    (tmp_path / "見積.csv").write_bytes(CP932)
    first = printed(
        *("layout", "guess", str(tmp_path / "見積.csv"), *ASKED),
        *("--out", str(tmp_path / "l.json")),
    )
    assert first[0] == 0
    second = (
        CP932.decode("cp932")
        .replace("データ移行", "データ移行")
        .replace("合計,", '保険料,1,"50,000","50,000"\r\n合計,')
    )
    (tmp_path / "第2版.csv").write_bytes(second.encode("cp932"))
    status, out, _ = printed(
        *("layout", "apply", str(tmp_path / "第2版.csv"), "--layout", str(tmp_path / "l.json")),
        *(*ASKED, *HEAD, "--version", "2", "--out", str(tmp_path / "a.json")),
    )
    assert status == 0
    assert "取り込まなかった行：保険料（C4）50,000 円" in out
    assert "「保険料」は、どの費目にも対応付けていません" in out


def test_a_table_that_does_not_fit_its_layout_gives_no_figure(tmp_path: Path) -> None:
    layout = tmp_path / "l.json"
    printed("layout", "guess", saved(tmp_path, two_prices), *ASKED, "--out", str(layout))
    other = saved(tmp_path, six_totals)
    status, out, _ = printed(
        *("layout", "apply", other, "--layout", str(layout), *ASKED, *HEAD),
        *("--out", str(tmp_path / "a.json")),
    )
    assert status == 1
    assert "見出しが対応付けと違います" in out
    assert not (tmp_path / "a.json").exists()


@pytest.mark.parametrize("given", ["q.json", "l.json"])
def test_what_is_no_layout_is_wrong_use_in_words(tmp_path: Path, given: str) -> None:
    (tmp_path / "l.json").write_text("{}", "utf-8")
    (tmp_path / "q.json").write_bytes(QUESTIONNAIRE.read_bytes())
    status, _, told = printed(
        *("layout", "apply", saved(tmp_path, two_prices), "--layout", str(tmp_path / given)),
        *(*ASKED, *HEAD, "--out", str(tmp_path / "a.json")),
    )
    assert status == 2
    assert "対応付けのファイルではない" in told


def test_a_round_that_holds_a_vendors_own_table_is_compared_down_to_the_vendors_cell(
    tmp_path: Path,
) -> None:
    table = Path(saved(tmp_path, six_totals))
    asked = RoundFile(QUESTIONNAIRE.name, QUESTIONNAIRE.read_bytes())
    grid, _ = parse_grid(table.read_bytes())
    assert grid is not None
    layout = confirm_rest(begin_draft(grid, "見積", "layout-1", GIVEN)).layout
    head = AnswerHead("own-1", 1, "own-1", "架空見積株式会社", "自前の見積", "2028-04-01", 60)
    answer = RoundFile("見積.xlsx", write_laid(Laid("見積.xlsx", table.read_bytes(), layout, head)))
    standard = RoundFile(STANDARD_SET.name, STANDARD_SET.read_bytes())
    path = tmp_path / "round.zip"
    path.write_bytes(write_round(Round(asked, standard, answers=(Answer(answer),))))
    compared = printed("compare", "--round", str(path), "--format", "json")[1]
    (offer,) = json.loads(compared)["offers"]
    assert offer["totals"]["nominal_jpy"] == 162_250_000
    cell = ("--offer", "A1", "--business", "N01", "--item", "R01")
    status, out, err = printed("describe", "--round", str(path), *cell)
    assert status == 0, err
    assert "見積.xlsx" in out
    assert "見積!B7" in out


def test_a_layout_kept_on_screen_and_written_as_a_file_reads_a_table_here(tmp_path: Path) -> None:
    table = saved(tmp_path, six_totals)
    grid, _ = parse_grid(Path(table).read_bytes())
    assert grid is not None
    layout = tmp_path / "対応付け_見積.json"
    layout.write_bytes(write_layout(confirm_rest(begin_draft(grid, "見積", "l-1", GIVEN)).layout))
    status, out, _ = printed(
        *("layout", "apply", table, "--layout", str(layout), *ASKED, *HEAD),
        *("--out", str(tmp_path / "a.json")),
    )
    assert status == 0
    assert "表の合計 69,500,000 円（見積!B9）との差 0 円" in out
