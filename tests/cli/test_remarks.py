"""Remarks of a saved round on the command line: in what it prints and writes, as they may be."""

from pathlib import Path

import pytest

from rfi.app.sections.uploads.claims import claims_of
from rfi.app.session.sample_round import sample_round
from rfi.store.round.whole import WholeRound, letters_of, uploads_of
from rfi.store.round.whole_file import write_whole
from tests.disclosure import planted
from tests.printed import printed, record_of
from tests.remarks import beside

NAMED = "架空電算株式会社に確認中（カクデン）"


@pytest.fixture(scope="module")
def round_file(tmp_path_factory: pytest.TempPathFactory) -> str:
    answers = planted.sample_round()
    made = sample_round()
    uploads = uploads_of(made, claims_of(made))
    remarks = (beside(answers, 0, words=NAMED), beside(answers, 2, item="I09", number=3))
    letters = letters_of(made, uploads)
    whole = WholeRound(
        "回", made, uploads=uploads, letters=letters, remarks=remarks, hidden=("カクデン",)
    )
    data = write_whole(whole)
    assert isinstance(data, bytes)
    path = tmp_path_factory.mktemp("round") / "round.zip"
    path.write_bytes(data)
    return str(path)


def test_the_record_of_a_saved_round_holds_its_remarks(round_file: str) -> None:
    record = record_of(printed("compare", "--round", round_file, "--format", "json")[1])
    told = record["remarks"]["told"]
    assert [(one["number"], one["letter"], one["item"]) for one in told] == [
        (1, "A", None),
        (3, "C", "I09"),
    ]
    assert {one["state"] for one in told} == {"current"}
    assert told[0]["text"] == NAMED


def test_without_names_their_names_are_masked_and_for_the_public_they_are_left_out(
    round_file: str, tmp_path: Path
) -> None:
    out = str(tmp_path / "out.csv")
    printed("compare", "--round", round_file, "--anonymous", "--out", out)
    hidden = Path(out).read_text("utf-8-sig")
    assert "A社に確認中" in hidden
    assert "架空電算" not in hidden
    assert "カクデン" not in hidden
    public = str(tmp_path / "public.csv")
    printed("compare", "--round", round_file, "--readers", "public", "--out", public)
    left = Path(public).read_text("utf-8-sig")
    assert "確認中" not in left
    assert "付記2件は、この見せ方では示しません" in left


def test_a_round_of_files_has_none() -> None:
    record = record_of(printed("compare", *map(str, sample_files()), "--format", "json")[1])
    assert record["remarks"] == {"told": [], "withheld": 0, "of_others": 0}


def sample_files() -> list[Path]:
    return sorted((planted.SAMPLES / "responses").glob("vendor_*.json"))[:2]
