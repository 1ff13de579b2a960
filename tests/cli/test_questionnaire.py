"""``python -m rfi questionnaire``: an RFI without JSON, and the workbook wherever JSON is taken."""

import json
from pathlib import Path

import pytest

from rfi.cli.main import main
from rfi.intake.authoring.book import write_authoring_book
from tests.document.authoring.books import FIRST, REQUIREMENTS, book, bytes_of, column_of

ROOT = Path(__file__).resolve().parents[2]
RESPONSES = ROOT / "samples" / "responses"
ASKED = RESPONSES / "questionnaire.json"
Capture = pytest.CaptureFixture[str]


@pytest.fixture
def asked_book(tmp_path: Path) -> Path:
    path = tmp_path / "調査票.xlsx"
    path.write_bytes(write_authoring_book(json.loads(ASKED.read_text("utf-8"))))
    return path


@pytest.fixture
def wrong_book(tmp_path: Path) -> Path:
    made = book()
    made[REQUIREMENTS].cell(FIRST, column_of(made[REQUIREMENTS], "要件区分")).value = "必ず"
    path = tmp_path / "調査票.xlsx"
    path.write_bytes(bytes_of(made))
    return path


def test_a_questionnaire_is_written_and_read_back(tmp_path: Path, capsys: Capture) -> None:
    written, read = tmp_path / "q.xlsx", tmp_path / "q.json"
    assert main(["questionnaire", "write", str(ASKED), "--out", str(written)]) == 0
    assert main(["questionnaire", "read", str(written), "--out", str(read)]) == 0
    assert json.loads(read.read_text("utf-8")) == json.loads(ASKED.read_text("utf-8"))
    assert "書き出しました：q.json" in capsys.readouterr().out


def test_a_new_workbook_says_where_to_write(tmp_path: Path, capsys: Capture) -> None:
    made, read = tmp_path / "new.xlsx", tmp_path / "q.json"
    assert main(["questionnaire", "new", "--out", str(made)]) == 0
    assert main(["questionnaire", "read", str(made), "--out", str(read)]) == 1
    assert not read.exists()
    told = capsys.readouterr().out
    assert "表紙!D9" in told
    assert "必要な項目「調査票名」がありません" in told


def test_faults_are_told_at_their_cells_in_either_language(
    wrong_book: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = str(tmp_path / "q.json")
    assert main(["questionnaire", "read", str(wrong_book), "--out", out]) == 1
    japanese = capsys.readouterr().out
    assert main(["questionnaire", "read", str(wrong_book), "--out", out, "--lang", "en"]) == 1
    english = capsys.readouterr().out
    assert "要件!D7" in japanese
    assert "要件!D7" in english
    assert "実装必須" in japanese
    assert "Standard option" in english


@pytest.mark.parametrize(
    "words",
    [
        ["questionnaire", "new", "--out", "q.json"],
        ["questionnaire", "read", "nowhere.xlsx", "--out", "q.json"],
        ["questionnaire", "read", str(RESPONSES / "vendor_a.json"), "--out", "q.json"],
        ["questionnaire", "write", str(ASKED), "--out", "q.json"],
    ],
)
def test_wrong_use_ends_with_two(words: list[str], capsys: Capture) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err


def test_help_stands_in_both_languages(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["questionnaire", "new", "--help"])
    told = capsys.readouterr().out
    assert "新しいブック" in told
    assert "new workbook" in told


def test_template_check_and_compare_take_the_workbook_as_they_take_json(
    asked_book: Path, tmp_path: Path, capsys: Capture
) -> None:
    forms = [tmp_path / "book.xlsx", tmp_path / "json.xlsx"]
    answers = [str(RESPONSES / "vendor_a.json")]
    told = []
    for asked, form in zip((asked_book, ASKED), forms, strict=True):
        assert main(["template", "--questionnaire", str(asked), "--out", str(form)]) == 0
        capsys.readouterr()
        statuses = [
            main([command, *answers, "--questionnaire", str(asked)])
            for command in ("check", "compare")
        ]
        told.append((statuses, capsys.readouterr().out.replace(asked.name, "調査票")))
    assert forms[0].read_bytes() == forms[1].read_bytes()
    assert told[0] == told[1]


def test_a_workbook_with_faults_is_refused_with_the_list_of_them(
    wrong_book: Path, tmp_path: Path, capsys: Capture
) -> None:
    out = str(tmp_path / "form.xlsx")
    assert main(["template", "--questionnaire", str(wrong_book), "--out", out]) == 2
    assert "要件!D7" in capsys.readouterr().out
    assert main(["check", str(wrong_book)]) == 1
    assert "要件!D7" in capsys.readouterr().out


def test_a_workbook_beside_an_answer_is_found_as_json_is(asked_book: Path, capsys: Capture) -> None:
    answer = asked_book.parent / "vendor_a.json"
    answer.write_bytes((RESPONSES / "vendor_a.json").read_bytes())
    assert main(["check", str(answer)]) == 0
    assert asked_book.name in capsys.readouterr().out


def test_the_next_questionnaire_is_made_of_last_years_and_the_changes_are_told(
    tmp_path: Path, capsys: Capture
) -> None:
    made = tmp_path / "次.xlsx"
    assert main(["questionnaire", "next", str(ASKED), "--out", str(made)]) == 0
    told = capsys.readouterr().out
    assert "変更：調査票ID　core-city-2026 → core-city-2027" in told
    assert "変更：回答期限　2026-10-30 → 2027-10-30" in told
    assert "1社に尋ねる欄は" in told
    assert "2,000欄を超えています" in told
    assert made.is_file()
