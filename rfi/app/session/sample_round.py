"""The round that the screen opens on."""

from functools import cache
from pathlib import Path

from rfi.intake.round.round import Answer, Round, RoundFile

SAMPLES = Path(__file__).resolve().parents[3] / "samples"
_FOLDERS = ("responses", "published")
CORE_CITIES = SAMPLES / "cities" / "core_cities.csv"
STANDARD_SET = SAMPLES / "assumptions" / "standard.json"


def _read(path: Path) -> RoundFile:
    return RoundFile(path.name, path.read_bytes())


def _city_files(samples: Path) -> tuple[RoundFile, ...]:
    """Return the files of the invented cities; the published list of core cities is no input."""
    paths = sorted((samples / "cities").glob("*.*"))
    return tuple(_read(path) for path in paths if path != CORE_CITIES)


@cache
def _round_in(samples: Path, folders: tuple[str, ...]) -> Round:
    for name in folders:
        paths = sorted((samples / name).glob("*.json"))
        asked = [path for path in paths if path.stem.endswith("questionnaire")]
        answers = [path for path in paths if path not in asked]
        if asked and answers:
            files = tuple(Answer(_read(path)) for path in answers)
            cities = _city_files(samples) if name == folders[0] else ()
            return Round(_read(asked[0]), _read(STANDARD_SET), answers=files, city_files=cities)
    message = f"no sample round in {', '.join(folders)}"
    raise FileNotFoundError(message)


def sample_round() -> Round:
    """Return the fictional round, or the published one where that is not there; read once.

    Raises:
        FileNotFoundError: neither is there (the installation is incomplete).
    """
    return _round_in(SAMPLES, _FOLDERS)


@cache
def internal_files() -> tuple[RoundFile, ...]:
    """Return the files of the second fictional round: internal systems, five plans."""
    return tuple(_read(path) for path in sorted((SAMPLES / "internal").glob("*.json")))
