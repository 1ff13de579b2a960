"""``export``: what the page of files offers, without a browser."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from pptx import Presentation

from rfi.app.sections.uploads.claims import claims_of
from rfi.cli import export
from rfi.cli.gather import core_cities
from rfi.cli.main import main
from rfi.intake.round.round import Answer, Round, RoundFile
from rfi.store.round.notes import Note
from rfi.store.round.whole import Upload, WholeRound
from rfi.store.round.whole_file import write_whole
from tests.views.rounds import SAMPLES

RESPONSES = SAMPLES / "responses"
FILES = [str(RESPONSES / "questionnaire.json"), str(RESPONSES / "vendor_a.json")]


def test_slides_bear_number_and_day_and_no_name_where_none_is_wanted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "会議.pptx"
    call = ["export", "slides", *FILES, "--out", str(out), "--number", "資料7", "--anonymous"]
    assert main(call) == 0
    assert "会議.pptx" in capsys.readouterr().out
    deck = Presentation(str(out))
    words = "".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "資料7" in words
    with zipfile.ZipFile(io.BytesIO(out.read_bytes())) as package:
        held = [name for name in package.namelist() if "架空電算".encode() in package.read(name)]
    assert held == []


def test_the_page_holds_the_figures_of_the_same_options(tmp_path: Path) -> None:
    pages = []
    for months in ("48", "60"):
        out = tmp_path / f"{months}.html"
        change = f"horizon_months={months}"
        assert main(["export", "page", *FILES, "--set", change, "--out", str(out)]) == 0
        pages.append(out.read_text("utf-8"))
    assert "総額（48か月）" in pages[0]
    assert "総額（60か月）" in pages[1]


@pytest.mark.parametrize(
    ("kind", "name", "more", "said"),
    [
        ("slides", "x.pdf", [], ".pptx"),
        ("cities", "x.zip", ["--city", "372013"], "--city"),
        ("minutes", "x.docx", [], "--round"),
        ("minutes", "x.docx", ["--anonymous"], "--anonymous"),
    ],
)
def test_what_cannot_be_followed_is_said_with_a_way_on(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    name: str,
    more: list[str],
    said: str,
) -> None:
    assert main(["export", kind, *FILES, *more, "--out", str(tmp_path / name)]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_without_a_browser_the_way_to_a_pdf_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RFI_BROWSER", "")
    assert main(["export", "pdf", *FILES, "--out", str(tmp_path / "x.pdf")]) == 2
    assert "Ctrl+P" in capsys.readouterr().err


def saved_round(folder: Path) -> Path:
    """Write a whole round of one offer, with an entry of its minutes."""
    made = Round(
        RoundFile("questionnaire.json", (RESPONSES / "questionnaire.json").read_bytes()),
        RoundFile("standard.json", (SAMPLES / "assumptions" / "standard.json").read_bytes()),
        answers=(Answer(RoundFile("a.json", (RESPONSES / "vendor_a.json").read_bytes())),),
    )
    uploads = {
        answer.file.sha256: Upload(claims_of(made)[answer.file.sha256], 1)
        for answer in made.answers
    }
    note = Note("総額", "為替を確かめる。", "佐藤", "2026-11-28T03:00:00+00:00")
    whole = write_whole(WholeRound("会議の回", made, uploads=uploads, minutes=(note,)))
    assert isinstance(whole, bytes)
    path = folder / "round.zip"
    path.write_bytes(whole)
    return path


def test_minutes_come_from_a_saved_round(tmp_path: Path) -> None:
    out, found = tmp_path / "x.docx", saved_round(tmp_path)
    assert main(["export", "minutes", "--round", str(found), "--out", str(out)]) == 0
    words = [one.text for one in Document(str(out)).paragraphs]
    assert words[0] == "会議の回　議事録"
    assert "為替を確かめる。" in words


def test_every_city_is_written_and_told_where_no_output_is_mixed_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "core_cities", lambda lang: core_cities(lang)[:2])
    out = tmp_path / "市別.zip"
    assert main(["export", "cities", *FILES, "--out", str(out)]) == 0
    assert "2／2　旭川市" in capsys.readouterr().err
    with zipfile.ZipFile(out) as package:
        assert len(package.namelist()) == 3
