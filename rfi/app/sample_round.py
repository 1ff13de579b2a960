"""The round that the screen opens on."""

from pathlib import Path

from rfi.app.workspace import RoundFiles
from rfi.compare.answers import NamedBytes

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_FOLDERS = ("responses", "published")
_STANDARD = SAMPLES / "assumptions" / "standard.json"


def _read(path: Path) -> NamedBytes:
    return NamedBytes(path.name, path.read_bytes())


def sample_files() -> RoundFiles:
    """Return the fictional round, or the published one where that is not there.

    Raises:
        FileNotFoundError: neither is there (the installation is incomplete).
    """
    for name in _FOLDERS:
        paths = sorted((SAMPLES / name).glob("*.json"))
        asked = [path for path in paths if path.stem.endswith("questionnaire")]
        answers = [path for path in paths if path not in asked]
        if asked and answers:
            return RoundFiles(
                _read(asked[0]), _read(_STANDARD), tuple(_read(path) for path in answers)
            )
    message = f"no sample round in {', '.join(_FOLDERS)}"
    raise FileNotFoundError(message)
