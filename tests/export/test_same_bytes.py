"""Files are the same bytes in another process, hash seed, time zone and locale."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(str(path) for path in (ROOT / "samples" / "responses").glob("*.json"))
# Each file is written under one of the modes.
NAMES = {
    "named": ("a.xlsx", "a.csv", "a.zip", "a.json", "a.ocds.zip"),
    "aggregate": ("b.xlsx", "b.cp932.zip"),
}
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "987654", "TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C"},
)
WRITE = """
import sys
from rfi.cli.main import main
from tests.once import read_once
from tests.printed import answers_shared
read_once()
with answers_shared():
    for path in sys.argv[2].split(","):
        mode, name = path.split("/")
        encoding = "cp932" if "cp932" in name else "utf-8"
        shown = ("--mode", mode, "--out", f"{sys.argv[1]}/{name}", "--encoding", encoding)
        main(["compare", *sys.argv[3:], *shown])
"""


def digests(folder: Path, place: dict[str, str]) -> dict[str, str]:
    folder.mkdir()
    paths = [f"{mode}/{name}" for mode, names in NAMES.items() for name in names]
    subprocess.run(
        [sys.executable, "-c", WRITE, str(folder), ",".join(paths), *SAMPLES],
        check=True,
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=subprocess.DEVNULL,
    )
    found = sorted(folder.iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_every_file_is_the_same_wherever_and_whenever_it_is_written(tmp_path: Path) -> None:
    first, second = (digests(tmp_path / str(index), place) for index, place in enumerate(PLACES))
    assert first == second
    assert set(first) == {name for names in NAMES.values() for name in names}
    assert len(set(first.values())) == len(first)
