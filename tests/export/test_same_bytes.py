"""Files are the same bytes in another process, hash seed, time zone and locale."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = sorted(str(path) for path in (ROOT / "samples" / "responses").glob("*.json"))
# Every call reads the round anew; each file is written under one of the modes.
NAMES = {
    "named": ("a.xlsx", "a.csv", "a.zip", "a.json", "a.ocds.zip"),
    "aggregate": ("a.xlsx", "a.cp932.zip"),
}
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "987654", "TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C"},
)
WRITE = """
import sys
from rfi.cli.main import main
folder, names, mode, files = sys.argv[1], sys.argv[2].split(","), sys.argv[3], sys.argv[4:]
for name in names:
    encoding = "cp932" if "cp932" in name else "utf-8"
    shown = ("--mode", mode, "--out", f"{folder}/{name}", "--encoding", encoding)
    main(["compare", *files, *shown])
"""


def digests(folder: Path, place: dict[str, str], mode: str, names: tuple[str, ...]) -> list[str]:
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", WRITE, str(folder), ",".join(names), mode, *SAMPLES],
        check=True,
        cwd=ROOT,
        env={**os.environ, **place},
        stdout=subprocess.DEVNULL,
    )
    return [hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names]


@pytest.mark.parametrize("mode", NAMES)
def test_every_file_is_the_same_wherever_and_whenever_it_is_written(
    mode: str, tmp_path: Path
) -> None:
    names = NAMES[mode]
    first, second = (
        digests(tmp_path / str(index), place, mode, names) for index, place in enumerate(PLACES)
    )
    assert first == second
    assert len(set(first)) == len(names)
