"""Files are the same bytes in another process, hash seed, time zone and locale.

Two processes write all that is held: to start one takes as long as a file.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

from rfi.cli.main import main
from rfi.export.given import Given
from rfi.export.imprint import Imprint
from rfi.export.outputs import OUTPUTS
from rfi.store.round.notes import Note
from rfi.views.look.reading import Reading
from tests.once import read_once
from tests.printed import answers_shared
from tests.views.rounds import evaluated, holey

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
# Round and mode → files of it.
NAMES = {
    ("responses", "named"): ("a.xlsx", "a.csv", "a.zip", "a.json", "a.ocds.zip"),
    ("responses", "aggregate"): ("b.xlsx", "b.cp932.zip"),
    ("published", "named"): ("c.json",),
}
# Every output of a small round, with what one cannot be asked for on the command line.
SMALL = {output.key: f"small.{output.key}" for output in OUTPUTS if not output.needs_browser}
NOTE = Note("総額", "決めたこと", "佐藤", "2026-11-28T03:00:00+00:00")
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8"},
    {"PYTHONHASHSEED": "987654", "TZ": "Pacific/Apia", "LC_ALL": "C", "LANG": "C"},
)
WRITE = """
import sys
from pathlib import Path
from tests.export.test_same_bytes import write_all
write_all(Path(sys.argv[1]))
"""


def write_all(folder: Path) -> None:
    """Write every file into a folder."""
    read_once()
    with answers_shared():
        for (answers, mode), names in NAMES.items():
            files = sorted(str(path) for path in (SAMPLES / answers).glob("*.json"))
            for name in names:
                encoding = "cp932" if "cp932" in name else "utf-8"
                shown = ("--mode", mode, "--out", str(folder / name), "--encoding", encoding)
                assert main(["compare", *files, *shown]) == 0
    imprint = Imprint("1", "2026-11-28", "末尾")
    given = Given(evaluated(holey()), Reading("ja"), imprint, minutes=(NOTE,))
    for output in OUTPUTS:
        if output.key in SMALL:
            (folder / SMALL[output.key]).write_bytes(output.write(given))


def digests(folder: Path, place: dict[str, str]) -> dict[str, str]:
    folder.mkdir()
    subprocess.run(
        [sys.executable, "-c", WRITE, str(folder)],
        check=True,
        cwd=ROOT,
        env={**os.environ, **place, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.DEVNULL,
    )
    found = sorted(folder.iterdir())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in found}


def test_every_file_is_the_same_wherever_and_whenever_it_is_written(tmp_path: Path) -> None:
    first, second = (digests(tmp_path / str(index), place) for index, place in enumerate(PLACES))
    assert first == second
    assert set(first) == {name for names in (*NAMES.values(), SMALL.values()) for name in names}
    assert len(set(first.values())) == len(first)
