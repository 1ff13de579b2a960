"""The round that the screen opens on."""

from pathlib import Path

from rfi.intake.round import Answer, Round, RoundFile

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
_FOLDERS = ("responses", "published")
_STANDARD = SAMPLES / "assumptions" / "standard.json"


def _read(path: Path) -> RoundFile:
    return RoundFile(path.name, path.read_bytes())


def sample_round() -> Round:
    """Return the fictional round, or the published one where that is not there.

    Raises:
        FileNotFoundError: neither is there (the installation is incomplete).
    """
    for name in _FOLDERS:
        paths = sorted((SAMPLES / name).glob("*.json"))
        asked = [path for path in paths if path.stem.endswith("questionnaire")]
        answers = [path for path in paths if path not in asked]
        if asked and answers:
            files = tuple(Answer(_read(path)) for path in answers)
            return Round(_read(asked[0]), _read(_STANDARD), answers=files)
    message = f"no sample round in {', '.join(_FOLDERS)}"
    raise FileNotFoundError(message)
